# SPDX-License-Identifier: Apache-2.0
"""Rows of a table sorted and filtered: by the value behind a cell, never by its words; totals stay at the end."""

from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt

from ui.help_topics import matches
from ui.models.records import SORT, Index
from ui.models.table import TableModel

UNKNOWN = 2  # the first part of the key of a value that is not known


class SortedRows(QSortFilterProxyModel):
    """Sorts by the value behind a cell, not by its words; a row of totals stays at the end."""

    text = ""

    def show_rows_with(self, text: str) -> None:
        """Show the rows in which every word of a text stands, all for none."""
        self.beginFilterChange()
        self.text = text
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        if not self.text:
            return True
        source = self.sourceModel()
        if isinstance(source, TableModel) and source.is_total(row):
            return True
        cells = (source.index(row, place).data() for place in range(source.columnCount()))
        return matches(self.text, " ".join(str(cell) for cell in cells if cell is not None))

    def lessThan(self, left: Index, right: Index) -> bool:
        source = self.sourceModel()
        if isinstance(source, TableModel):
            ends = source.is_total(left.row()), source.is_total(right.row())
            if any(ends):
                return ends[1] if self.sortOrder() == Qt.SortOrder.AscendingOrder else ends[0]
        one, other = _key(left.data(SORT)), _key(right.data(SORT))
        if (one[0] == UNKNOWN) != (other[0] == UNKNOWN):  # at the end, whichever way the rows are sorted
            return (other if self.sortOrder() == Qt.SortOrder.AscendingOrder else one)[0] == UNKNOWN
        return one < other

    def is_total(self, row: int) -> bool:
        """Whether the row as shown is the row of totals."""
        source = self.sourceModel()
        return isinstance(source, TableModel) and source.is_total(self.mapToSource(self.index(row, 0)).row())


def _key(value: Any) -> tuple[int, Any]:
    """Values of one kind compare; unknown ones come last."""
    if value is None:
        return (UNKNOWN, "")
    if isinstance(value, tuple) and len(value) == 2 and value[0] in (0, 1) and not isinstance(value[0], bool):
        return (UNKNOWN, "") if value[0] else _key(value[1])
    if isinstance(value, int | float) or hasattr(value, "as_tuple"):
        return (0, value)
    return (1, str(value))
