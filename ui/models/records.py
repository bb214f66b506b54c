# SPDX-License-Identifier: Apache-2.0
"""An editable list of frozen records for a table view, described by columns. It changes nothing itself: it tells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from planner.facts.changes import moved
from planner.facts.dates import Month
from planner.facts.language import _
from ui.widgets.form import Kind

Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole + 1  # the record of the row
SORT = Qt.ItemDataRole.UserRole + 2  # what the column sorts by
COLUMN = Qt.ItemDataRole.UserRole + 3  # the column's description
SORTED = (int, float, Decimal, date, Month, str, NoneType)
TINT = Qt.ItemDataRole.UserRole + 4  # the place of the record in its list: its colour in bars and charts


def read(record: Any, path: str) -> Any:
    """The value at a path (`claim.principal`), None where something on the way is unknown."""
    for name in path.split("."):
        if record is None:
            return None
        record = record.get(name) if isinstance(record, Mapping) else getattr(record, name)
    return record


def written(record: Any, path: str, value: Any, make: Mapping[str, Callable[[], Any]] | None = None) -> Any:
    """The record with another value at a path. `make` gives a fresh record for a part that is unknown so far."""
    name, _dot, rest = path.partition(".")
    if rest:
        part = getattr(record, name)
        if part is None:
            part = (make or {})[name]()
        assert is_dataclass(part)
        value = written(part, rest, value, make)
    return replace(record, **{name: value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: heading (msgid), how the value is read from a record, how it is shown and sorted.

    `path` names the field an edit writes; without it the column is read-only. `look` picks how it is painted:
    text, number, chip, sign (a chip's icon alone), initial (a coloured initial before the name), band, tiles.
    """

    heading: str
    value: Callable[[Any], Any]
    show: Callable[[Any], Any] = lambda value: "" if value is None else str(value)
    path: str = ""
    kind: Kind = "text"
    options: tuple[tuple[Any, str], ...] = ()
    required: bool = False
    look: str = "text"
    width: int = 0  # px at 100 %; 0 shares what is left
    lead: Callable[[Any], str] | None = None  # a short name shown before the value, with look "initial"
    least: int = 0  # px at 100 % the table must have for this column to be shown
    tip: Callable[[Any], str] | None = None

    @property
    def side(self) -> Qt.AlignmentFlag:
        """Where it stands: figures right, signs in the middle, the rest left."""
        sides = {"number": Qt.AlignmentFlag.AlignRight, "sign": Qt.AlignmentFlag.AlignHCenter}
        return sides.get(self.look, Qt.AlignmentFlag.AlignLeft)


def _of(column: Column, value: Any, role: int) -> Any:
    """A value in one of its roles: itself, as it is shown, in words, or what it is sorted by."""
    if role == Qt.ItemDataRole.EditRole or (role == SORT and isinstance(value, SORTED)):
        return value
    if role == Qt.ItemDataRole.UserRole:
        return column.show(value)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, SORT):
        shown = column.show(value)
        return shown.words if hasattr(shown, "words") else shown
    return None


class RecordsModel(QAbstractTableModel):
    """Records as rows. `edited(record, path, value)` asks for a change; the answer is the next `show_records`."""

    edited = Signal(object, str, object)
    edited_many = Signal(object, str)  # pairs of record and value, path: one change of several rows

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.records: tuple[Any, ...] = ()

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other records; selection and scrolling stay where only values changed."""
        new = tuple(records)
        if len(new) == len(self.records) and all(
            new[i].id == self.records[i].id for i in moved(new, self.records)
        ):
            self.records = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.records = new
        self.endResetModel()

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 where it is not shown."""
        return next((row for row, record in enumerate(self.records) if record.id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """One row a record."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a description."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings, aligned as their figures."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, edits and sorts by."""
        if not index.isValid():
            return None
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == RECORD:
            return record
        if role == COLUMN:
            return column
        if role == TINT:
            return index.row()
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(record) if column.tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.side | Qt.AlignmentFlag.AlignVCenter
        return _of(column, column.value(record), role)

    def words_of(self, record: Any, place: int) -> str:
        """What the cell of a record says in a column."""
        column = self.columns[place]
        said = _of(column, column.value(record), Qt.ItemDataRole.DisplayRole)
        return "" if said is None else str(said)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the session decides and shows the result."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        column, record = self.columns[index.column()], self.records[index.row()]
        if not column.path or value == column.value(record):
            return False
        self.edited.emit(record, column.path, value)
        return True

    def set_many(self, values: Mapping[int, Any], place: int) -> None:
        """Ask for values, by row, in one column, as one change."""
        column = self.columns[place]
        pairs = [(self.records[row], value) for row, value in values.items()]
        pairs = [(record, value) for record, value in pairs if column.value(record) != value]
        if column.path and pairs:
            self.edited_many.emit(pairs, column.path)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column names a path."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.columns[index.column()].path:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
