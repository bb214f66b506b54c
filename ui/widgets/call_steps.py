# SPDX-License-Identifier: Apache-2.0
"""A call step by step: what to say in large type, what they say in a field, lines that end pressure; it writes the log."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout

from planner.facts.language import N_, _
from planner.reports.thread import call_log
from ui import shown
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.form import Field, Form, NoteEdit
from ui.widgets.text import Words

WHO = (
    Field(path="person", label=N_("Who is speaking, with staff number")),
    Field(path="reference", label=N_("Reference or case number")),
)
Step = tuple[str, str, tuple[str, ...]]


class CallSteps(Card):
    """The steps. `noted(text)` carries the log after each answer, `named(path, value)` who speaks, `ended()` the end."""

    noted = Signal(object)
    named = Signal(str, object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__(_("On the telephone"))
        self._steps: tuple[Step, ...] = ()
        self._answers: list[str] = []
        self._at = 0
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.count, self.title_of_step = Words("", "caption"), Words("", "lead", wrap=True)
        self._lines: QVBoxLayout = column(gap=6)
        self.who = Form(WHO)
        self.who.setObjectName("form")
        self.who.edited.connect(self.named.emit)
        self.answer = NoteEdit()
        self.answer.setAccessibleName(_("What they say"))
        self.answer.setPlaceholderText(_("What they say, in a few words"))
        self.answer.edited.connect(self._take)
        self._exits = column(gap=4)
        self._build()

    def _build(self) -> None:
        self.back, self.next = QPushButton(_("Back")), QPushButton(_("Next step"))
        self.next.setProperty("kind", "primary")
        self.end = QPushButton(_("End the call"))
        set_icon(self.back, "chevron-left", "accent", 16)
        set_icon(self.next, "chevron-right", "on_accent", 16)
        set_icon(self.end, "check", "accent", 16)
        self.back.clicked.connect(lambda: self.go(self._at - 1))
        self.next.clicked.connect(lambda: self.go(self._at + 1))
        self.end.clicked.connect(self._finish)
        for keys, by in (("Alt+Right", 1), ("Alt+Left", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.go(self._at + by))
        press = Words(_("If they press"), "caption")
        self.body.addWidget(self.progress)
        self.body.addWidget(self.count)
        self.body.addWidget(self.title_of_step)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.who)
        self.body.addWidget(self.answer)
        self.body.addLayout(row(self.back, self.next, None, self.end))
        self.body.addWidget(press)
        self.body.addLayout(self._exits)

    def begin(self, steps: Sequence[Step], exits: Sequence[str]) -> None:
        """Begin a call with these steps; `exits` are lines that end pressure."""
        self._steps, self._answers = tuple(steps), [""] * len(steps)
        self.who.show_values({})
        emptied(self._exits)
        for words in exits:
            button = QPushButton(f"“{words}”")
            button.setProperty("kind", "quiet")
            button.setToolTip(_("Said: write it into the log"))
            button.clicked.connect(lambda _on=False, words=words: self._said(words))
            self._exits.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._at = 0
        self._draw()
        self.answer.setFocus()

    def go(self, at: int) -> None:
        """Go to a step; what was typed is kept first."""
        self._keep()
        if 0 <= at < len(self._steps):
            self._at = at
            self._draw()
            self.answer.setFocus()

    def _draw(self) -> None:
        _id, title, lines = self._steps[self._at]
        self.progress.setRange(0, len(self._steps))
        self.progress.setValue(self._at + 1)
        self.count.setText(_("Step {n} of {all}").format(n=self._at + 1, all=len(self._steps)))
        self.title_of_step.setText(title)
        emptied(self._lines)
        for line in lines:
            words = Words(shown.MASK if shown.is_hidden() else line, "base", wrap=True)
            words.setContentsMargins(THEME.px(12), 0, 0, 0)
            self._lines.addWidget(words)
        self.who.setVisible(self._at == 0)
        self.answer.set_value(self._answers[self._at] or None)
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._steps) - 1)

    def _take(self, text: str | None) -> None:
        if self._steps and self._answers[self._at] != (text or ""):
            self._answers[self._at] = text or ""
            self.noted.emit(self.log())

    def _keep(self) -> None:
        if not self.answer.isReadOnly():
            self._take(self.answer.value())

    def _said(self, words: str) -> None:
        self._keep()
        told = _("I said: “{words}”").format(words=words)
        text = "\n".join(part for part in (self._answers[self._at], told) if part)
        self._take(text)
        self.answer.set_value(text)

    def _finish(self) -> None:
        self._keep()
        self.who.commit()
        self.ended.emit()

    def log(self) -> str | None:
        """What was said so far, step by step."""
        return call_log(
            [(title, answer) for (_id, title, _l), answer in zip(self._steps, self._answers, strict=True)]
        )
