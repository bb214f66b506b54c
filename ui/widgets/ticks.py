# SPDX-License-Identifier: Apache-2.0
"""What goes out to one creditor, to be ticked: the papers and accounts of the case, those that usually go out ticked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.evidence.redaction_creditor import USUAL, Ticked, usual
from planner.facts.case import Account, Case, Paper
from planner.facts.language import _
from planner.facts.rulebook import RuleBook
from ui import shown
from ui.theme import THEME
from ui.widgets.card import emptied
from ui.widgets.form import Flag
from ui.widgets.text import Words


class Ticks(QWidget):
    """The list; hidden while everything goes to anyone. What a person ticked stays so, creditor by creditor."""

    def __init__(self, book: RuleBook) -> None:
        super().__init__()
        self.setObjectName("form")
        self._book = book
        self._case: Case | None = None
        self._debt_id: str | None = None
        self._said: dict[tuple[str, str, str], bool] = {}  # debt, list, id -> ticked by hand
        self.flags: dict[tuple[str, str], Flag] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(THEME.px(4))
        self.setVisible(False)

    def show_choice(self, case: Case, debt_id: str | None) -> None:
        """Offer what the case holds for the creditor of a debt; nothing to tick where everything goes to anyone."""
        self._case, self._debt_id = case, debt_id
        emptied(self._lines)
        self.flags = {}
        self.setVisible(debt_id is not None and bool(case.papers or case.accounts))
        if debt_id is None:
            return
        for name, heading in (("papers", _("Papers that go out")), ("accounts", _("Accounts that go out"))):
            records, going = getattr(case, name), self._going(case, debt_id, name)
            if records:
                self._lines.addWidget(Words(heading, "caption"))
            self._offer(name, records, going)

    def _offer(self, name: str, records: Sequence[Paper | Account], going: frozenset[str]) -> None:
        for record in records:
            flag = Flag(self._words(record))
            flag.setToolTip(self._words(record))
            flag.set_value(record.id in going)
            flag.edited.connect(partial(self._tick, name, record.id))
            self.flags[name, record.id] = flag
            self._lines.addWidget(flag)

    def _words(self, record: Paper | Account) -> str:
        if isinstance(record, Account):
            return shown.name(" ".join(part for part in (record.bank, record.tail) if part) or record.id)
        kind = self._book.document(record.kind) if record.kind else None
        return shown.name(record.note or record.name or (kind.title if kind else record.id))

    def _tick(self, name: str, record_id: str, on: bool) -> None:
        if self._debt_id is not None:
            self._said[self._debt_id, name, record_id] = on

    def _going(self, case: Case, debt_id: str, name: str) -> frozenset[str]:
        """The records of a list that go out: the usual ones, but for what was ticked by hand."""
        ordinary = getattr(usual(case, debt_id), name)
        return frozenset(
            record.id
            for record in getattr(case, name)
            if self._said.get((debt_id, name, record.id), record.id in ordinary)
        )

    def value(self) -> Ticked:
        """What is ticked; the usual where everything goes to anyone."""
        case, debt_id = self._case, self._debt_id
        if debt_id is None or case is None:
            return USUAL
        going = {name: self._going(case, debt_id, name) for name in ("accounts", "papers")}
        return Ticked(accounts=going["accounts"], papers=going["papers"])
