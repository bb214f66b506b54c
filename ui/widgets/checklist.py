# SPDX-License-Identifier: Apache-2.0
"""The verification checklist: each step can be ticked, and then says when, through which channel, with what outcome."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.facts.case import Notice
from planner.facts.language import N_, _
from planner.notices.checking import OUTCOMES, check_of
from planner.notices.signals import Step
from ui.theme import THEME
from ui.widgets.card import emptied
from ui.widgets.form import Field, Flag, Form
from ui.widgets.text import Words

FIELDS = (
    Field(path="date", label=N_("Checked on"), kind="date"),
    Field(path="channel", label=N_("Channel")),
    Field(path="outcome", label=N_("Outcome"), kind="choice", options=tuple(OUTCOMES.items())),
)


class _Line(QWidget):
    """One step; its fields are made when it is ticked, as most steps never are. `edited(name, value)` tells of them."""

    edited = Signal(str, object)

    def __init__(self, step: Step, number: int) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.flag = Flag()
        self.flag.setAccessibleName(f"{number}. {step.title}")
        self.flag.setFixedWidth(THEME.px(24))
        self.words = Words(step.title, "base", wrap=True)
        self.words.setBuddy(self.flag)
        self.form: Form | None = None
        self._title = step.title
        head = QHBoxLayout()
        head.setSpacing(THEME.px(4))
        head.addWidget(self.flag, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(THEME.px(6))
        inner.addLayout(head)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(THEME.px(28), 0, 0, THEME.px(4))
        inner.addLayout(self._below)

    def _made(self) -> Form:
        """The fields of the step."""
        if self.form is None:
            self.form = Form(FIELDS, columns=3)
            self.form.setAccessibleName(self._title)
            for field in FIELDS:
                self.form.editors[field.path].setAccessibleName(f"{_(field.label)}: {self._title}")
            self.form.edited.connect(self.edited.emit)
            self._below.addWidget(self.form)
        return self.form

    def show_notice(self, notice: Notice, what: str) -> None:
        """Show how the step stands."""
        check = check_of(notice, what)
        self.flag.set_value(check is not None)
        if check is not None:
            form = self._made()
            form.show_values({"date": check.date, "channel": check.channel, "outcome": check.outcome})
            form.show()
        elif self.form is not None:
            self.form.hide()


class Checklist(QWidget):
    """`ticked(what, on)` and `edited(what, name, value)` tell what the person did."""

    ticked = Signal(str, bool)
    edited = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(THEME.px(8))
        self.lines: dict[str, _Line] = {}
        self._of: str | None = None

    def show_notice(self, notice: Notice, steps: Sequence[Step]) -> None:
        """Show the steps of a notice; fields being typed in are left alone."""
        if self._of != notice.id or list(self.lines) != [step.id for step in steps]:
            self._of = notice.id
            self._make(steps)
        for what, line in self.lines.items():
            line.show_notice(notice, what)

    def _make(self, steps: Sequence[Step]) -> None:
        emptied(self._layout)
        self.lines = {}
        for number, step in enumerate(steps, 1):
            line = _Line(step, number)
            line.flag.edited.connect(partial(self.ticked.emit, step.id))
            line.edited.connect(partial(self._tell, step.id))
            self.lines[step.id] = line
            self._layout.addWidget(line)

    def _tell(self, what: str, path: str, value: Any) -> None:
        self.edited.emit(what, path, value)
