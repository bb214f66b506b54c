# SPDX-License-Identifier: Apache-2.0
"""The table all pages share: quiet rows, sortable headings, copy to a spreadsheet, Del and F2, Tab leaves it."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.models.records import RECORD, SORT, Index, RecordsModel
from ui.models.table import TableModel
from ui.theme import THEME
from ui.widgets.cells import Cells

ROW = 34  # px of a row at 100 %


class _Sorted(QSortFilterProxyModel):
    """Sorts by the value behind a cell, not by its words; a row of totals stays at the end."""

    def lessThan(self, left: Index, right: Index) -> bool:
        source = self.sourceModel()
        if isinstance(source, TableModel):
            ends = source.is_total(left.row()), source.is_total(right.row())
            if any(ends):
                return ends[1] if self.sortOrder() == Qt.SortOrder.AscendingOrder else ends[0]
        return _key(left.data(SORT)) < _key(right.data(SORT))

    def is_total(self, row: int) -> bool:
        """Whether the row as shown is the row of totals."""
        source = self.sourceModel()
        return isinstance(source, TableModel) and source.is_total(self.mapToSource(self.index(row, 0)).row())


def _key(value: Any) -> tuple[int, Any]:
    """Values of one kind compare; unknown ones come last."""
    if value is None:
        return (2, "")
    if isinstance(value, tuple) and len(value) == 2 and value[0] in (0, 1) and not isinstance(value[0], bool):
        return (2, "") if value[0] else _key(value[1])
    if isinstance(value, int | float) or hasattr(value, "as_tuple"):
        return (0, value)
    return (1, str(value))


class TableView(QTableView):
    """A table on the tokens. `chosen(record)` tells the selected row, `removal(records)` that Del was pressed."""

    chosen = Signal(object)
    removal = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, framed: bool = True, row: int = ROW) -> None:
        """`name` is the accessible name, in words; `row` the height of a row in px at 100 %."""
        super().__init__()
        self._row = row
        if not framed:
            self.setObjectName("inner")
        self.setAccessibleName(name)
        self.setItemDelegate(Cells(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(THEME.px(36))
        self._size_rows()
        THEME.changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(THEME.px(self._row))
        self.horizontalHeader().setFixedHeight(THEME.px(32))
        self._share_width()

    def show_model(self, model: QAbstractItemModel, sortable: bool = True) -> None:
        """Show a model, through a sorter if wanted."""
        if sortable:
            through = _Sorted(self)
            through.setSourceModel(model)
            self.setModel(through)
            self.setSortingEnabled(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        else:
            self.setModel(model)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.current_record()))
        self.model().modelReset.connect(self._share_width)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self._share_width()

    def source(self) -> QAbstractItemModel:
        """The model behind the sorter."""
        model = self.model()
        return model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model

    def current_record(self) -> Any:
        """The record (or record id) of the selected row, None without one."""
        rows = self.selectionModel().selectedRows() if self.selectionModel() else []
        return rows[0].data(RECORD) if rows else None

    def selected_records(self) -> list[Any]:
        """The records of all selected rows, in the order shown."""
        return [i.data(RECORD) for i in sorted(self.selectionModel().selectedRows(), key=lambda i: i.row())]

    def select_record(self, record_id: str) -> bool:
        """Select the row of a record; False where it is not shown."""
        source = self.source()
        row = source.row_of(record_id) if isinstance(source, RecordsModel) else -1
        if row < 0:
            return False
        index = source.index(row, 0)
        model = self.model()
        if isinstance(model, QSortFilterProxyModel):
            index = model.mapFromSource(index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def _share_width(self) -> None:
        """Fixed columns take their width, the others share what is left, wide content first."""
        model = self.model()
        if model is None or not model.columnCount():
            return
        source = self.source()
        if not isinstance(source, RecordsModel):
            self._fit_contents(model)
            return
        room = self.viewport().width()
        for i, column in enumerate(source.columns):
            self.setColumnHidden(i, bool(column.least) and room < THEME.px(column.least))
        given = [0 if self.isColumnHidden(i) else THEME.px(c.width) for i, c in enumerate(source.columns)]
        left = room - sum(given)
        sharing = [i for i, width in enumerate(given) if not width and not self.isColumnHidden(i)]
        for i, width in enumerate(given):
            self.setColumnWidth(i, width or max(left // max(len(sharing), 1), THEME.px(84)))

    def _fit_contents(self, model: QAbstractItemModel) -> None:
        self.resizeColumnsToContents()
        head = self.horizontalHeader()
        widths = [max(head.sectionSize(i) + THEME.px(14), THEME.px(64)) for i in range(model.columnCount())]
        spare = self.viewport().width() - sum(widths)
        for i, width in enumerate(widths):
            self.setColumnWidth(i, width + max(0, spare) // len(widths))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share_width()

    def fit_rows(self, rows: int, most: int = 14) -> None:
        """As high as so many rows, so that the page scrolls and not the table."""
        self.setFixedHeight(THEME.px(32) + THEME.px(self._row) * min(rows, most) + THEME.px(4))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if rows > most else policy.ScrollBarAlwaysOff
        )

    def stretch(self) -> None:
        """Let the columns always fill the width, for tables of few columns."""
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes, Ctrl+C copies rows for a spreadsheet, Enter edits the cell."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(
                event
            )  # the editor has had its say; what it left is not meant for the table
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_records():
            self.removal.emit(self.selected_records())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self.current_record())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the selected rows with their headings, tab-separated, as shown (masked while hidden)."""
        model = self.model()
        places = range(model.columnCount())
        lines = ["\t".join(str(model.headerData(i, Qt.Orientation.Horizontal) or "") for i in places)]
        for index in sorted(self.selectionModel().selectedRows(), key=lambda i: i.row()):
            cells = (str(index.siblingAtColumn(i).data() or "") for i in places)
            lines.append("\t".join(_safe(cell) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))


def _safe(cell: str) -> str:
    """A cell that no spreadsheet will take for a formula."""
    plain = cell.replace("\t", " ").replace("\n", " ").replace("−", "-")
    is_number = plain.replace(",", "").replace(".", "").replace("-", "", 1).isdigit()
    return "'" + plain if plain[:1] in "=+-@＝＋－＠" and plain and not is_number else plain
