# SPDX-License-Identifier: Apache-2.0
"""Lists that lead somewhere: the steps of the way with what is done, and what is still missing."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from planner.facts.language import _
from planner.facts.problems import Problem
from planner.reports.progress import Step
from ui import icons
from ui.problem_words import problem_words
from ui.theme import THEME
from ui.widgets.beside import Beside
from ui.widgets.card import emptied, row
from ui.widgets.text import Words

MOST = 5  # missing facts shown before "more"


def sign(widget: QWidget, picture: str, token: str) -> QLabel:
    """A small picture before a line."""
    label = QLabel()
    label.setPixmap(icons.pixmap(picture, token, 16, widget.devicePixelRatioF()))
    return label


def link(words: str, name: str) -> QPushButton:
    """A quiet button at the end of a line; `name` says in full where it leads."""
    button = QPushButton(words)
    button.setProperty("kind", "quiet")
    button.setAccessibleName(name)
    return button


class _Lines(QWidget):
    """Lines of a sign, words and a link. `chosen(where)` asks to go there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(THEME.px(4))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(THEME.px(10))
        self._outer.addLayout(self._lines)

    def _line(self, picture: str, token: str, words: str, where: str, muted: bool = False) -> None:
        line = QHBoxLayout()
        line.setSpacing(THEME.px(8))
        line.addWidget(sign(self, picture, token))
        text = Words(words, "muted" if muted else "base", wrap=True)
        line.addWidget(text, 1)
        if where:
            go = link(_("Show me"), _("Show me: {what}").format(what=words))
            go.clicked.connect(partial(self.chosen.emit, where))
            line.addWidget(go)
        self._lines.addLayout(line)


class StepList(_Lines):
    """The steps of the way: a thin bar of how many are done, those in one ticked line, those ahead as links, two a line."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._outer.insertWidget(0, self.bar)
        self._steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps; nothing is drawn anew where they are the same."""
        if tuple(steps) == self._steps:
            return
        self._steps = tuple(steps)
        emptied(self._lines)
        done = sum(step.done for step in steps)
        self.bar.setRange(0, max(len(steps), 1))
        self.bar.setValue(done)
        self.bar.setAccessibleName(_("{done} of {all} steps done").format(done=done, all=len(steps)))
        if done:
            words = "  ·  ".join(_(step.words) for step in steps if step.done)
            self._line("circle-check", "good", words, "", muted=True)
        ahead = [self._ahead(step) for step in steps if not step.done]
        for n in range(0, len(ahead), 2):
            pair = ahead[n : n + 2]
            self._lines.addWidget(Beside(*pair, wide=0) if len(pair) == len(ahead[:2]) else pair[0])

    def _ahead(self, step: Step) -> QWidget:
        go = link(_(step.words), _("Show me: {what}").format(what=_(step.words)))
        go.clicked.connect(partial(self.chosen.emit, step.where))
        part = QWidget()
        part.setObjectName("ground")
        part.setLayout(row(sign(self, "circle", "border_strong"), go, None, gap=2))
        return part


class MissingList(_Lines):
    """Facts that are not known and have a legal effect, each with the way to its field."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self._debts: Mapping[str, str] = {}
        self._all = False

    def show_problems(self, problems: Sequence[Problem], debts: Mapping[str, str]) -> None:
        """Show other facts; `debts` are names by id. Nothing is drawn anew where all is the same."""
        if (tuple(problems), debts) != (self._problems, self._debts):
            self._problems, self._debts = tuple(problems), dict(debts)
            self._draw()

    def _draw(self) -> None:
        emptied(self._lines)
        some = self._problems if self._all else self._problems[:MOST]
        for problem in some:
            picture, token = (
                ("triangle-alert", "warn") if problem.severity == "warn" else ("circle-dashed", "muted")
            )
            words = problem_words(problem, self._debts)
            where = f"help/rules/{problem.rule_id}" if problem.where == "overrides" else problem.where
            self._line(picture, token, words, where)
        hidden = len(self._problems) - len(some)
        if hidden:
            more = link(_("Show {n} more").format(n=hidden), _("Show {n} more").format(n=hidden))
            more.clicked.connect(self._show_all)
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._draw()
