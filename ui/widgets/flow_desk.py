# SPDX-License-Identifier: Apache-2.0
"""The rows of all statements with what they show beside them; where room is short, one of both at a time."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget

from planner.engine.findings import Finding
from planner.facts.case import Case, Flow
from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.rulebook import RuleBook
from ui.models.flows import FlowIndex
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.coverage import Coverage
from ui.widgets.drop_area import DropTarget
from ui.widgets.file_list import FileList
from ui.widgets.flow_card import FlowCard
from ui.widgets.flow_table import FlowTable
from ui.widgets.flow_totals import FlowTotals
from ui.widgets.side import Side
from ui.widgets.suggestions import Suggestions

SIDE = 340  # px of the column beside the rows
NARROW = 820  # px under which rows and column take turns


class FlowDesk(DropTarget):
    """Rows left; right what they show, or the chosen row."""

    def __init__(self, book: RuleBook) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.rows, self.totals, self.files = FlowTable(), FlowTotals(), FileList()
        self.one, self.coverage, self.suggestions = FlowCard(), Coverage(), Suggestions(book)
        self.beside = QStackedWidget()
        covered = Card(_("Months covered"), self.coverage)
        cards = column(self.totals, covered, self.files, self.suggestions, None, gap=12)
        for parts in (cards, column(self.one)):
            parts.setContentsMargins(0, 0, THEME.px(14), 0)  # the scroll bar's room
            self.beside.addWidget(Side(parts, SIDE))
        self.switch = QPushButton(_("What the flows show"))
        self.switch.setCheckable(True)
        self.switch.toggled.connect(lambda _on: self._arrange())
        both = row(self.rows, self.beside, gap=12)
        both.setStretch(0, 1)
        everything = column(row(self.switch, None), both, gap=8)
        everything.setContentsMargins(0, 0, 0, 0)
        everything.setStretch(1, 1)
        self.setLayout(everything)
        self._case: Case | None = None
        self._accounts: Mapping[str, str] = {}
        self._wire()
        self._arrange()

    def _wire(self) -> None:
        self.rows.chosen.connect(self.choose)
        self.rows.table.opened.connect(lambda _flow: self.switch.setChecked(True))
        self.totals.asked.connect(self._only)
        self.suggestions.asked.connect(self._these)
        self.coverage.chosen.connect(self._month)
        self.one.sought.connect(self.rows.reveal)
        self.one.closed.connect(self._close)

    # ---- drawing

    def show_index(self, case: Case, index: FlowIndex, accounts: Mapping[str, str]) -> None:
        """Show other rows, sums, months and files; one chosen row stays chosen."""
        self._case, self._accounts = case, accounts
        chosen = [flow.id for flow in self.rows.table.selected_records()]
        self.rows.show_index(index, accounts)
        if len(chosen) == 1:
            self.rows.table.select_record(chosen[0])
        self.totals.show_sums(index.sums, len(case.links))
        self.coverage.show_coverage(index.months, accounts)
        self.files.show_files(case, index.checks, accounts)
        self.choose(self.rows.table.selected_records())

    def show_rest(self, case: Case, findings: Sequence[Finding]) -> None:
        """Show what else moved: proofs, budget lines, what the flows suggest."""
        self._case = case
        self.choose(self.rows.table.selected_records())
        self.suggestions.show_findings(case, findings)

    def choose(self, flows: Sequence[Flow]) -> None:
        """Show the card of the chosen rows, or of all."""
        if self._case is not None:
            self.one.show_flows(self._case, self.rows.index, flows, self._accounts)
        self.beside.setCurrentIndex(1 if flows else 0)

    def _close(self) -> None:
        self.switch.setChecked(False)
        self.rows.table.clearSelection()

    def _only(self, kind: str) -> None:
        self.switch.setChecked(False)
        self.rows.only(kind)

    def _these(self, finding: Finding) -> None:
        self.switch.setChecked(False)
        self.rows.these(finding.flows)

    def _month(self, account: str, month: Month) -> None:
        """Show the rows of one account in one month alone."""
        self.switch.setChecked(False)
        year, which = month.year, month.month
        flows = self.rows.index.flows
        self.rows.these(
            f.id for f in flows if f.account == account and (f.at.year, f.at.month) == (year, which)
        )

    # ---- room

    def _arrange(self) -> None:
        narrow = self.width() < THEME.px(NARROW)
        over = narrow and self.switch.isChecked()
        self.switch.setVisible(narrow)
        self.rows.setVisible(not over)
        self.beside.setVisible(over or not narrow)
        for side in self.beside.findChildren(Side):
            side.set_free(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()
