# SPDX-License-Identifier: Apache-2.0
"""What the rules and checks say, as a quiet list: a sign for how much it matters, the words, the rule it rests on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.facts.language import _, ngettext
from planner.facts.problems import Problem
from ui.problem_words import problem_words
from ui.theme import THEME
from ui.widgets.card import emptied
from ui.widgets.sign import Sign
from ui.widgets.text import Words

_SIGN = {"info": ("info", "info"), "warn": ("triangle-alert", "warn"), "stop": ("circle-alert", "danger")}


class Notes(QWidget):
    """A list of Problems, the weightiest first. `chosen(where)` asks to go to the figure one speaks of."""

    chosen = Signal(str)

    def __init__(self, most: int = 6) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._most, self._all = most, False
        self._problems: tuple[Problem, ...] = ()
        self._debts: Mapping[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(THEME.px(8))

    def show_problems(
        self, problems: Sequence[Problem], most: int | None = None, debts: Mapping[str, str] | None = None
    ) -> None:
        """Show other notes, at first so many of them; nothing is drawn anew where they are the same.

        Where notes are about several `debts` (names by id), each says which.
        """
        self._most = self._most if most is None else most
        order = {"stop": 0, "warn": 1, "info": 2}
        new = tuple(sorted(problems, key=lambda problem: order[problem.severity]))
        names = dict(debts or {})
        if (new, names) != (self._problems, self._debts):
            self._problems, self._debts = new, names
            self._draw()

    def _draw(self) -> None:
        emptied(self._layout)
        some = self._problems if self._all else self._problems[: self._most]
        for problem in some:
            self._layout.addLayout(self._line(problem))
        hidden = len(self._problems) - len(some)
        if hidden:
            words = _("Show {n} more") if some else ngettext("Show {n} note", "Show {n} notes", hidden)
            more = QPushButton(words.format(n=hidden))
            more.setProperty("kind", "quiet")
            more.clicked.connect(self._show_all)
            self._layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._draw()

    def _line(self, problem: Problem) -> QHBoxLayout:
        picture, token = _SIGN[problem.severity]
        sign = Sign(picture, token)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, THEME.px(2), 0, 0)
        text = problem_words(problem, self._debts)
        words = Words(text, "base", wrap=True)
        words.setAccessibleName(text)
        layout = QHBoxLayout()
        layout.setSpacing(THEME.px(8))
        layout.addWidget(sign)
        layout.addWidget(words, 1)
        if problem.rule_id:
            rule = Words(problem.rule_id, "caption")
            rule.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            layout.addWidget(rule)
        return layout
