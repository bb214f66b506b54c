# SPDX-License-Identifier: Apache-2.0
"""The forms of one record of a thread: a talk, or an offer with its terms; they stand in the page, not in a window."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.case import Contact, Offer, Paper
from planner.facts.language import N_, _
from planner.reports.thread import CHANNELS, STATES
from ui.widgets.attached import Attached
from ui.widgets.card import Card, column
from ui.widgets.form import Field, Form
from ui.widgets.terms_form import LABELS, TermsForm

CONTACT = (
    Field(path="at", label=N_("Day, and time if known"), kind="moment"),
    Field(path="channel", label=N_("Channel"), kind="choice", options=tuple(CHANNELS.items())),
    Field(path="person", label=N_("Person, staff number")),
    Field(path="reference", label=N_("Reference or case number")),
    Field(path="note", label=N_("What was said"), kind="note", span=2),
    Field(path="promise", label=N_("What was promised"), span=2),
    Field(
        path="promise_by",
        label=N_("Who promised"),
        kind="choice",
        options=((None, "—"), ("us", N_("I did")), ("them", N_("they did"))),
    ),
    Field(path="promise_due", label=N_("Promised for"), kind="date"),
    Field(path="promise_kept", label=N_("Kept on"), kind="date"),
)
OFFER = (
    Field(
        path="by",
        label=N_("Whose offer"),
        kind="choice",
        options=(("us", N_("yours")), ("them", N_("theirs"))),
    ),
    Field(path="date", label=N_("Day"), kind="date"),
    Field(path="state", label=N_("State"), kind="choice", options=tuple(STATES.items()), span=2),
)


class TalkForms(QWidget):
    """At most one form is open. `edited(path, value)` tells an edit of the open record, `closed()` that it is done."""

    edited = Signal(str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.contact, self.offer, self.terms = Form(CONTACT), Form(OFFER), TermsForm()
        for form in (self.contact, self.offer, self.terms):
            form.setObjectName("form")
            form.edited.connect(self.edited.emit)
        self.attached = Attached()
        self.talk_card = self._card(_("This talk"), self.contact, self.attached)
        self.offer_card = self._card(_("This offer"), self.offer, self.terms)
        layout = column(self.talk_card, self.offer_card, gap=12)
        self.setLayout(layout)
        self.show_record(None)

    def _card(self, words: str, *forms: QWidget) -> Card:
        card = Card(words, *forms)
        done = QPushButton(_("Done"))
        done.setProperty("kind", "quiet")
        done.clicked.connect(lambda: self.closed.emit())
        card.corner.addWidget(done)
        return card

    def show_record(self, record: Contact | Offer | None, papers: Sequence[Paper] = ()) -> None:
        """Show a record with the papers attached to it, or nothing."""
        self.attached.show_papers(papers)
        self.talk_card.setVisible(isinstance(record, Contact))
        self.offer_card.setVisible(isinstance(record, Offer))
        self.setVisible(record is not None)
        if isinstance(record, Contact):
            values: dict[str, Any] = {field.path: getattr(record, field.path) for field in CONTACT}
            self.contact.show_values(values)
        elif isinstance(record, Offer):
            self.offer.show_values({"by": record.by, "date": record.date, "state": record.state or "open"})
            self.terms.show_terms(record.terms)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        form = self.contact if self.talk_card.isVisibleTo(self) else self.offer
        next(iter(form.editors.values())).setFocus()

    def commit(self) -> None:
        """Take what is being typed."""
        for form in (self.contact, self.offer, self.terms):
            form.commit()


def label_of(path: str) -> str:
    """The msgid of a field's label, for the Edit menu."""
    known = {field.path: field.label for field in (*CONTACT, *OFFER)}
    return known.get(path) or LABELS.get(path, N_("Offer"))
