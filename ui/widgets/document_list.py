# SPDX-License-Identifier: Apache-2.0
"""Which document is shown, in which language, for whom, and the person's own words where it takes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal

from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.reports.documents import DOCUMENTS, Document, own_words
from ui import shown
from ui.handing_over import CONTENTS
from ui.models.records import Column, RecordsModel
from ui.theme import THEME
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.form import NoteEdit
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

LANGUAGES = (("zh", N_("Chinese document")), ("en", N_("English document")))
FOR_ONE_TOO = ("repayment_table",)  # for all creditors, or for one
WORDS_HINT: Mapping[str, str] = {
    "words": N_("In your own words: why it is hard"),
    "text": N_("Paste the text of the agreement here"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """One line of the list."""

    id: str
    words: str


class DocumentList(Card):
    """The list and what belongs to the chosen document.

    `changed()` tells that another page is wanted, `said(words)` what the person says in it in their own words.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("To print"))
        self.spoken = Choice(LANGUAGES)
        self.spoken.setAccessibleName(_("Language of the documents"))
        self.spoken.set_value("zh")  # papers for creditors are Chinese unless chosen otherwise
        self.spoken.edited.connect(lambda _code: self.changed.emit())
        self.model = RecordsModel((Column(heading=N_("Document"), value=lambda one: one.words),))
        self.table = TableView(_("Documents"), framed=False)
        self.table.show_model(self.model, sortable=False)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        lines = [Named(name, _(document.words)) for name, document in DOCUMENTS.items()]
        lines.append(Named(CONTENTS, _("Contents of the evidence")))
        self.model.show_records(lines)
        self.table.setFixedHeight(THEME.px(34) * len(lines) + THEME.px(4))
        self.debt = Choice(())
        self.debt.setAccessibleName(_("For which creditor"))
        self.debt.edited.connect(lambda _debt: self._choose())
        self.label = Words("", "caption", wrap=True)
        self.own_words = NoteEdit()
        self.own_words.edited.connect(lambda text: self.said.emit(text or ""))
        for part in (self.spoken, self.table, self.debt, self.label, self.own_words):
            self.body.addWidget(part)
        self.table.select_record("summary")
        self.table.chosen.connect(lambda _line: self._choose())
        self._choose()

    def name(self) -> str:
        """The chosen document."""
        line = self.table.current_record()
        return line.id if line else "summary"

    def document(self) -> Document | None:
        """What is known of the chosen document; None for the contents of the bundle."""
        return DOCUMENTS.get(self.name())

    def debt_id(self) -> str | None:
        """The debt it is for; None for all."""
        document = self.document()
        if document is not None and (document.for_debt or self.name() in FOR_ONE_TOO):
            value: str | None = self.debt.value()
            return value
        return None

    def words(self) -> str:
        """The person's own words in it."""
        document = self.document()
        if self._case is None or document is None or document.own_words is None:
            return ""
        return own_words(self._case, self.name(), self.debt_id())

    def show_case(self, case: Case) -> None:
        """Offer the creditors of the case, and show the words it keeps."""
        self._case = case
        self._offer(case)
        self.own_words.set_value(self.words())

    def _offer(self, case: Case) -> None:
        now = self.debt.value()
        options = [(debt.id, shown.name(debt.brand or debt.creditor)) for debt in case.debts]
        if self.name() in FOR_ONE_TOO:
            options = [("", _("for all creditors")), *options]
        self.debt.set_options([(value or None, words) for value, words in options])
        kept = now if any(value == now for value, _words in options) else None
        document = self.document()
        if kept is None and document is not None and document.for_debt and case.debts:
            kept = case.debts[0].id
        self.debt.set_value(kept)

    _case: Case | None = None

    def _choose(self) -> None:
        document = self.document()
        asks = document is not None and (document.for_debt or self.name() in FOR_ONE_TOO)
        if self._case is not None:
            self._offer(self._case)
        self.debt.setVisible(asks)
        own = document.own_words if document else None
        self.label.setText(_(WORDS_HINT[own]) if own else "")
        self.label.setVisible(bool(own))
        self.own_words.setVisible(bool(own))
        self.own_words.setAccessibleName(self.label.text())
        self.own_words.set_value(self.words())
        self.changed.emit()

    def choose(self, name: str, debt_id: str | None = None) -> None:
        """Choose a document, for a debt where one is named."""
        self.table.select_record(name)
        if debt_id is not None:
            self.debt.set_value(debt_id)
            self._choose()

    def state(self) -> tuple[str, str, str | None]:
        """What is chosen."""
        return self.name(), self.spoken.value(), self.debt.value()

    def restore(self, state: tuple[str, str, str | None]) -> None:
        """Choose it again."""
        name, spoken, debt = state
        self.spoken.set_value(spoken)
        self.table.select_record(name)
        self.debt.set_value(debt)
        self._choose()
