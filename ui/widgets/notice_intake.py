# SPDX-License-Identifier: Apache-2.0
"""The message itself: its text, or the few fields typed off the phone, with sender, time and the debt it speaks of."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from planner.facts.case import Debt, Notice
from planner.facts.language import N_, _
from planner.notices.typed import TYPED
from ui import shown
from ui.theme import THEME
from ui.widgets.card import Card, column
from ui.widgets.choice import Choice
from ui.widgets.form import Field, Form, NoteEdit
from ui.widgets.moment_edit import MomentEdit
from ui.widgets.text import Words
from ui.widgets.typed_edit import TextEdit

FIELDS = tuple(
    Field(path=f"fields.{name}", label=label, kind="text", span=2 if name in ("asks", "signature") else 1)
    for name, label in TYPED.items()
)


class Intake(Card):
    """`edited(path, value)` tells each finished edit: text, sender, received, debt or a typed field."""

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("The message"))
        self.text = NoteEdit()
        self.text.setFixedHeight(THEME.px(150))
        self.text.setAccessibleName(_("Text of the message"))
        self.text.setPlaceholderText(_("Paste the whole message here, with what stands in 【】."))
        self.text.edited.connect(lambda value: self.edited.emit("text", value))
        self.form = Form(FIELDS)
        self.form.edited.connect(self.edited.emit)
        self.swap = QPushButton()
        self.swap.setProperty("kind", "quiet")
        self.swap.clicked.connect(self._swap)
        self.corner.addWidget(self.swap)
        self.hint = Words(
            _("From the phone, without the text: type what you see. Everything helps, nothing is needed."),
            "caption",
            wrap=True,
        )
        self.origin, self.received = TextEdit(), MomentEdit()
        self.origin.setPlaceholderText(_("as the phone shows it"))
        self.debt = Choice(())
        for editor, path in ((self.origin, "sender"), (self.received, "received"), (self.debt, "debt")):
            editor.edited.connect(lambda value, path=path: self.edited.emit(path, value))
        self.refused = Words("", "bad", wrap=True)
        self.refused.hide()
        self.received.refused.connect(self._refuse)
        self.body.addLayout(column(self.text, self.hint, self.form, gap=8))
        for label, editor in (
            (N_("Sender"), self.origin),
            (N_("Received"), self.received),
            (N_("Debt it speaks of"), self.debt),
        ):
            named = Words(_(label), "caption")
            named.setBuddy(editor)
            editor.setAccessibleName(_(label))
            self.body.addLayout(column(named, editor, gap=3))
        self.body.insertWidget(3, self.refused)
        self._typing = False
        self._of = ""

    def _refuse(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.setVisible(bool(words))

    def show_notice(self, notice: Notice, debts: Sequence[Debt]) -> None:
        """Show a message; what is being typed is left alone."""
        if notice.id != self._of:
            self._of, self._typing = notice.id, bool(notice.fields) and not notice.text
        self.text.set_value(notice.text)
        values: dict[str, Any] = {f"fields.{name}": words for name, words in (notice.fields or {}).items()}
        self.form.show_values(values)
        self.origin.set_value(notice.sender)
        self.received.set_value(notice.received)
        self.debt.set_options(
            ((None, N_("none, or not known")), *((d.id, shown.name(d.brand or d.creditor)) for d in debts))
        )
        self.debt.set_value(notice.debt)
        self._draw()

    def type_fields(self) -> None:
        """Offer the fields instead of the text."""
        self._typing = True
        self._draw()
        self.form.editors["fields.signature"].setFocus()

    def _swap(self) -> None:
        self._typing = not self._typing
        self._draw()

    def _draw(self) -> None:
        self.text.setVisible(not self._typing)
        self.form.setVisible(self._typing)
        self.hint.setVisible(self._typing)
        self.swap.setText(_("Paste the text") if self._typing else _("Type the fields"))
