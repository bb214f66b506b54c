# SPDX-License-Identifier: Apache-2.0
"""The creditors of a case as a short list with one chip each: what is next, or how the agreement stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from planner.facts.case import Debt
from planner.facts.language import N_, _
from ui import shown
from ui.models.records import Column, RecordsModel
from ui.theme import THEME
from ui.widgets.card import Card, column, scrolled
from ui.widgets.chip import ChipText
from ui.widgets.table_view import TableView


class CreditorList(Card):
    """The table. `chosen(debt id)` tells the selected creditor."""

    chosen = Signal(str)

    def __init__(self, heading: str, chip: Callable[[Debt], ChipText]) -> None:
        """`heading` (msgid) stands above the chips that `chip` makes of a debt."""
        super().__init__(_("Creditors"))
        self.model = RecordsModel(
            (
                Column(
                    heading=N_("Creditor"),
                    value=lambda d: d.brand or d.creditor,
                    show=shown.name,
                    look="initial",
                ),
                Column(heading=heading, value=lambda d: d, show=chip, look="chip", width=160),
            )
        )
        self.table = TableView(_("Creditors"), framed=False)
        self.table.show_model(self.model)
        self.table.chosen.connect(self._tell)
        self.body.addWidget(self.table)

    def show_debts(self, debts: Sequence[Debt], chosen: str | None) -> None:
        """Show the creditors and which one is chosen."""
        self.model.show_records(debts)
        self.table.fit_rows(len(debts), 16)
        current = self.table.current_record()
        if chosen and (current is None or current.id != chosen):
            self.table.select_record(chosen)

    def choose(self, debt_id: str) -> None:
        """Select a creditor."""
        self.table.select_record(debt_id)

    def _tell(self, debt: Debt | None) -> None:
        if debt is not None:
            self.chosen.emit(debt.id)

    def beside(self, right: QWidget) -> QSplitter:
        """Put the list left of what belongs to the chosen creditor."""
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(THEME.px(12))
        left = scrolled(column(self, None))
        left.setMinimumWidth(THEME.px(260))
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([THEME.px(344), THEME.px(696)])
        return split
