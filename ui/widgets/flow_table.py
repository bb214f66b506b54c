# SPDX-License-Identifier: Apache-2.0
"""The rows of all statements: search, choose a kind, sort, say what a row is; quick with a hundred thousand rows."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from planner.facts.case import Flow
from planner.facts.dates import moment_text
from planner.facts.language import N_, _, ngettext
from planner.reports.words import KINDS, word
from ui import shown
from ui.models.flows import FlowIndex
from ui.models.records import Column, RecordsModel
from ui.theme import THEME
from ui.widgets.card import Card, row
from ui.widgets.chip import ChipText
from ui.widgets.choice import Choice
from ui.widgets.search_line import SearchLine
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

TONES = {"income": "good", "unknown": "warn", "debt_repayment": "info", "loan_received": "info"}
TYPING_MS = 150
AMOUNT = 2  # the place of the column of amounts
LINKED = {
    "same_payment": N_("told twice"),
    "refund": N_("refunded"),
    "own_transfer": N_("own accounts"),
}


def kind_chip(kind: str) -> ChipText:
    """A row's kind as a chip."""
    return ChipText(word(KINDS, kind) or kind, TONES.get(kind, ""), None if kind == "unknown" else "")


class FlowTable(Card):
    """Search, kinds and table. `kinded(flows, kind)` asks for another kind, `chosen(flows)` tells the selection."""

    kinded = Signal(object, str)  # rows, kind
    kinded_each = Signal(object)  # pairs of row and kind
    chosen = Signal(object)
    left_out = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._build_table()
        self._build_search()
        top = row(self.search, self.kinds, self.every, self.count, gap=12)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        top.setStretch(3, 2)
        self.body.addLayout(top)
        self.note = Words(_("The rows are being made ready …"), "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.note, 1)
        self.body.addWidget(self.table, 1)
        self.table.hide()
        self.index = FlowIndex()
        self._accounts: Mapping[str, str] = {}
        self._sorted: tuple[int, bool] | None = None
        self._these: frozenset[str] = frozenset()  # the only rows shown, where a finding asked for its own

    def _build_table(self) -> None:
        options = tuple(KINDS.items())
        self.model = RecordsModel(
            (
                Column(heading=N_("When"), value=lambda f: f.at, show=_when, width=138),
                Column(
                    heading=N_("Kind"),
                    value=lambda f: f.kind,
                    show=kind_chip,
                    look="chip",
                    path="kind",
                    kind="choice",
                    options=options,
                    width=128,
                    tip=lambda f: _(f.why) if f.why else "",
                ),
                Column(
                    heading=N_("Amount"),
                    value=lambda f: f.amount,
                    show=shown.amount,
                    look="number",
                    width=104,
                ),
                Column(heading=N_("With whom"), value=lambda f: f.party or f.memo, show=shown.name),
                Column(heading=N_("For what"), value=_memo, show=_said, least=600),
                Column(heading=N_("Linked"), value=self._linked, width=92, least=700),
                Column(heading=N_("Account"), value=self._account, width=124, least=820),
            )
        )
        self.model.edited.connect(lambda flow, _path, kind: self.kinded.emit((flow,), kind))
        self.model.edited_many.connect(lambda pairs, _path: self.kinded_each.emit(pairs))
        self.table = TableView(_("Rows"), framed=False)
        self.table.show_model(self.model, sortable=False)
        self.table.setMinimumHeight(THEME.px(180))
        self.table.sorts_itself = True
        down = Qt.SortOrder.DescendingOrder
        self.table.sort_asked.connect(lambda place, order: self._sort_by(place, order == down))
        self.table.selectionModel().selectionChanged.connect(
            lambda *_moved: self.chosen.emit(self.table.selected_records())
        )
        self.model.modelReset.connect(lambda: self.chosen.emit([]))
        self.table.removal.connect(self.left_out.emit)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)

    def _build_search(self) -> None:
        self.search = SearchLine()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Search name or text"))
        self.search.setAccessibleName(_("Search name or text"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(THEME.px(320))
        self.kinds = Choice(((None, N_("every kind")), *KINDS.items()))
        self.kinds.setAccessibleName(_("Kind"))
        self.kinds.setMaximumWidth(THEME.px(200))
        self.kinds.edited.connect(lambda _kind: self.filter())
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.filter)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.every = QPushButton(_("All rows"))
        self.every.setProperty("kind", "quiet")
        self.every.clicked.connect(self._all)
        self.every.hide()
        self.count = Words("", "caption")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    # ---- drawing

    def show_index(self, index: FlowIndex, accounts: Mapping[str, str]) -> None:
        """Show other rows; `accounts` names the accounts by id."""
        self.index, self._accounts = index, accounts
        self.filter()

    def filter(self) -> None:
        """Show the rows that are searched for."""
        self._typing.stop()
        found = self.index.found(self.search.text(), self.kinds.value())
        if self._these:
            found = [flow for flow in found if flow.id in self._these]
        self.model.show_records(self._in_order(found))
        self.table.setVisible(bool(found))
        self.note.setVisible(not found)
        self.note.setText(_("No row is like this."))
        self.every.setVisible(bool(self._these))
        every = len(self.index.flows)
        words = ngettext("{n} of {all} row", "{n} of {all} rows", every)
        self.count.setText(words.format(n=f"{len(found):,}", all=f"{every:,}"))

    def _in_order(self, found: Sequence[Flow]) -> Sequence[Flow]:
        if self._sorted is None:
            return found
        place, turned = self._sorted
        value = self.model.columns[place].value
        if place == 0:
            return found if turned else tuple(reversed(found))
        if place == AMOUNT:
            return sorted(found, key=attrgetter("amount"), reverse=turned)
        return sorted(found, key=lambda flow: value(flow) or "", reverse=turned)

    def _sort(self, place: int) -> None:
        """Sort by a column: first upwards, then downwards, then newest first as before."""
        was = self._sorted
        self._sort_by(
            *((place, False) if was is None or was[0] != place else (-1, False) if was[1] else (place, True))
        )

    def _sort_by(self, place: int, turned: bool) -> None:
        """Sort by a column, downwards where `turned`; -1 is newest first."""
        self._sorted = (place, turned) if place >= 0 else None
        head = self.table.horizontalHeader()
        head.setSortIndicatorShown(self._sorted is not None)
        if self._sorted is not None:
            order = Qt.SortOrder.DescendingOrder if self._sorted[1] else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(place, order)
        self.filter()

    def _account(self, flow: Flow) -> str:
        return self._accounts.get(flow.account or "", "")

    def _linked(self, flow: Flow) -> str:
        links = self.index.links.get(flow.id, ())
        return _(LINKED[links[0].kind]) if links else ""

    def reveal(self, flow_id: str) -> None:
        """Bring one row into sight, whatever was searched for."""
        self._these = frozenset()
        self.search.clear()
        self.kinds.set_value(None)
        self.filter()
        self.table.select_record(flow_id)

    def these(self, ids: Iterable[str]) -> None:
        """Show some rows alone, until "all rows" is pressed."""
        self.search.clear()
        self.kinds.set_value(None)
        self._these = frozenset(ids)
        self.filter()

    def _all(self) -> None:
        self._these = frozenset()
        self.filter()

    def only(self, kind: str | None) -> None:
        """Show the rows of one kind."""
        self._these = frozenset()
        self.kinds.set_value(kind)
        self.filter()


def _when(at: Any) -> str:
    return moment_text(at)[:16]


def _memo(flow: Flow) -> str | None:
    return flow.memo if flow.party else None


def _said(text: str | None) -> str:
    return shown.name(text) if text else ""
