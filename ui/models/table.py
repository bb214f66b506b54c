# SPDX-License-Identifier: Apache-2.0
"""A read-only planner Table shown in a table view, its totals as a last row that stays last when sorted."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from planner.reports.table import Cell, Column, Table, cell_text
from ui import shown
from ui.models.records import RECORD, SORT, Index

NUMBERS = ("money", "rate", "count")


class TableModel(QAbstractTableModel):
    """Rows of a Table. Money is masked here while amounts are hidden."""

    def __init__(self, table: Table | None = None) -> None:
        super().__init__()
        self.table = table

    def show_table(self, table: Table) -> None:
        """Show another table; the view keeps its place where the shape is the same."""
        old, self.table = self.table, None
        same = old is not None and old.columns == table.columns and len(old.rows) == len(table.rows)
        if same and (old and old.totals is None) == (table.totals is None):
            self.table = table
            if self.rowCount():
                self.dataChanged.emit(
                    self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
                )
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def is_total(self, row: int) -> bool:
        """Whether this row is the row of totals."""
        return self.table is not None and self.table.totals is not None and row == len(self.table.rows)

    def _cell(self, index: Index) -> tuple[Cell, Column]:
        assert self.table is not None
        cells = self.table.totals if self.is_total(index.row()) else self.table.rows[index.row()]
        assert cells is not None
        return cells[index.column()], self.table.columns[index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """One row a table row, and one for the totals."""
        if self.table is None or parent.isValid():
            return 0
        return len(self.table.rows) + (self.table.totals is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a table column."""
        return 0 if self.table is None or parent.isValid() else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings in the language now spoken."""
        if (
            self.table is None
            or orientation != Qt.Orientation.Horizontal
            or section >= len(self.table.columns)
        ):
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words()
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and sorts by; `RECORD` gives the id of the record behind the row."""
        if self.table is None or not index.isValid():
            return None
        if role == RECORD:
            ids = self.table.ids
            return ids[index.row()] if index.row() < len(ids) else None
        cell, column = self._cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column.kind == "money" and isinstance(cell, int):
                return shown.amount(cell)
            return cell_text(cell, column.kind)
        if role == SORT:
            return (1, "") if cell is None else (0, cell)
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
