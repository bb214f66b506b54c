# SPDX-License-Identifier: Apache-2.0
"""The table all pages share: quiet rows, sortable headings, copy to a spreadsheet, Del and F2, Tab leaves it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from shiboken6 import isValid

from planner.facts.language import ngettext, sentences
from ui import shown, shown_columns
from ui.models.records import COLUMN, RECORD, Column, Index, RecordsModel
from ui.models.table import TableModel
from ui.pasting import read_column, read_lines, unread
from ui.table_clip import Copying, clipboard_cells
from ui.theme import THEME
from ui.widgets.cells import Cells
from ui.widgets.column_panel import ColumnPanel
from ui.widgets.column_widths import fit_contents, share_width
from ui.widgets.drawn_columns import DrawnColumns
from ui.widgets.filter_line import FilterLine
from ui.widgets.form import Field
from ui.widgets.sorted_rows import SortedRows
from ui.widgets.table_menu import table_menu

ROW = 34  # px of a row at 100 %
RESTING_MS = 50  # figures that come in one after the other move the columns once
TOLD = 3  # cells of a paste that are named as not understood


class TableView(QTableView):
    """A table on the tokens. `chosen(record)` tells the selected row, `removal(records)` that Del was pressed."""

    chosen = Signal(object)
    removal = Signal(object)
    opened = Signal(object)
    pasted = Signal(object)  # Pasted: lines to add
    unread = Signal(str)  # in words: what of a pasted column was left out
    said = Signal(str)  # in words: how far a long copy is
    sort_asked = Signal(int, object)  # column (-1: as entered) and order, where the rows sort themselves
    sorts_itself = False

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
        self.line: FilterLine | None = None
        self._copying: Copying | None = None
        self._paste: Sequence[Field] = ()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.open_menu(head.mapToGlobal(at)))
        self.drawn = DrawnColumns(head)
        self.drawn.changed.connect(self._share_width)
        self._resting = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._resting.timeout.connect(self._share_width)
        self._size_rows()
        THEME.changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(THEME.px(self._row))
        self.horizontalHeader().setFixedHeight(THEME.px(32))
        self._share_width()

    def show_model(self, model: QAbstractItemModel, sortable: bool = True) -> None:
        """Show a model; rows can be filtered by text where they can be sorted."""
        if sortable:
            through = SortedRows(self)
            through.setSourceModel(model)
            self.setModel(through)
        else:
            self.setModel(model)
        # The heading marks no chosen rows; with the table's own choice it would ask after each of them to paint itself.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model(), self))
        if sortable:
            self.setSortingEnabled(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.current_record()))
        self.model().modelReset.connect(self._reset)
        self.model().dataChanged.connect(lambda *_where: self._resting.start())
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self._take_columns()

    def _take_columns(self) -> None:
        self.drawn.take(self.headings())
        self._share_width()

    def _reset(self) -> None:
        if self.headings() != list(self.drawn.headings):
            self.drawn.take(self.headings())
        self._share_width()

    def source(self) -> QAbstractItemModel:
        """The model behind the sorter."""
        model = self.model()
        return model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model

    def current_record(self) -> Any:
        """The record (or record id) of the selected row, None without one."""
        chosen = self.selectionModel().selection().toList() if self.selectionModel() else []
        return self.model().index(chosen[0].top(), 0).data(RECORD) if chosen else None

    def selected_records(self) -> list[Any]:
        """The records of all selected rows, in the order shown."""
        model, rows = self.model(), self.selected_rows()
        if isinstance(model, RecordsModel):
            return [model.records[row] for row in rows]
        return [model.index(row, 0).data(RECORD) for row in rows]

    def selected_rows(self) -> list[int]:
        """The places of all selected rows, by the few ranges they make: a hundred thousand indexes take seconds."""
        ranges = self.selectionModel().selection()
        return sorted({row for each in ranges.toList() for row in range(each.top(), each.bottom() + 1)})

    def select_record(self, record_id: str) -> bool:
        """Select the row of a record; False where it is not shown."""
        source = self.source()
        row = source.row_of(record_id) if isinstance(source, RecordsModel) else -1
        if row < 0:
            return False
        index = source.index(row, 0)
        model = self.model()
        if isinstance(model, QSortFilterProxyModel):
            if self.line is not None and not model.mapFromSource(index).isValid():
                self.line.close_now()  # the row was filtered away
            index = model.mapFromSource(index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def _share_width(self) -> None:
        """Share the width among the columns, by what stands in them and as a person drew them."""
        model, source = self.model(), self.source() if self.model() else None
        if model is None or not model.columnCount():
            return
        with self.drawn.by_program():
            if isinstance(source, RecordsModel):
                share_width(self, source.columns, self.drawn)
            else:
                fit_contents(self, self.drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share_width()
        if self.line is not None:
            self.line.place()

    def show_row(self, row: int) -> None:
        """Bring a row of the model to the top of the view."""
        index, model = self.source().index(row, 0), self.model()
        if isinstance(model, QSortFilterProxyModel):
            index = model.mapFromSource(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

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
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.open_menu(self._below_cell())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_records():
            self.removal.emit(self.selected_records())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self.current_record())
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._stop_copying())
        else:
            super().keyPressEvent(event)

    # ---- several rows, other rows, fewer columns

    def write(self, index: Index, value: Any) -> None:
        """Ask for a value at an index; with several rows chosen, in all of them as one change."""
        rows = self.selected_rows()
        if len(rows) < 2 or index.row() not in rows:
            self.model().setData(index, value)
        else:
            self._write_many(index.column(), dict.fromkeys(rows, value))

    def _write_many(self, place: int, values: Mapping[int, Any]) -> None:
        """Ask for values by the row as shown, in one column, as one change."""
        model, source = self.model(), self.source()
        assert isinstance(source, RecordsModel)
        if isinstance(model, QSortFilterProxyModel):
            values = {model.mapToSource(model.index(row, place)).row(): v for row, v in values.items()}
        source.set_many(values, place)

    def take_pasted(self, fields: Sequence[Field]) -> None:
        """Take rows of a spreadsheet as new lines with these fields, in this order where no headings name them."""
        self._paste = fields

    def paste(self) -> None:
        """Paste rows of a spreadsheet: a single column into the rows from here on, more as new lines."""
        rows = clipboard_cells(QGuiApplication.clipboard().mimeData())
        if not rows or shown.is_hidden():
            return
        index = self.currentIndex()
        column: Column | None = index.data(COLUMN) if index.isValid() else None
        if max(map(len, rows)) == 1 and column is not None and column.path:
            self._paste_down(index, column, [row[0] for row in rows])
        elif self._paste:
            self.pasted.emit(read_lines(rows, self._paste))

    def takes_paste(self) -> bool:
        """Whether what is on the clipboard can be pasted here: as new lines, or into a column that can be edited."""
        column: Column | None = self.currentIndex().data(COLUMN) if self.currentIndex().isValid() else None
        return bool(self._paste or (column is not None and column.path))

    def _paste_down(self, index: QModelIndex, column: Column, texts: Sequence[str]) -> None:
        field = Field(
            path=column.path,
            label=column.heading,
            kind=column.kind,
            options=column.options,
            required=column.required,
        )
        left = self.model().rowCount() - index.row()
        cells = [(text, *read) for text, read in zip(texts, read_column(texts[:left], field), strict=False)]
        if len(cells) == 1 == len(texts):
            if cells[0][2]:
                self.write(index, cells[0][1])
        else:
            read = {index.row() + n: value for n, (_text, value, known) in enumerate(cells) if known}
            self._write_many(index.column(), read)
        missed = [unread(text, field) for text, _value, known in cells if not known][:TOLD]
        beyond = len(texts) - len(cells)
        if beyond > 0:
            missed.append(
                ngettext(
                    "{n} cell found no row below the last one.",
                    "{n} cells found no row below the last one.",
                    beyond,
                ).format(n=beyond)
            )
        if missed:
            self.unread.emit(sentences(*missed))

    def is_filtered(self) -> bool:
        """Whether its rows can be filtered by text."""
        return isinstance(self.model(), SortedRows)

    def seek(self) -> None:
        """Open the line that filters the rows."""
        if self.line is None:
            self.line = FilterLine(self)
            self.line.asked.connect(self._show_rows_with)
            self.line.closed.connect(self.setFocus)
        self.line.open()

    def _show_rows_with(self, text: str) -> None:
        model = self.model()
        if isinstance(model, SortedRows):
            model.show_rows_with(text.strip())

    # ---- columns, menu, clipboard

    def headings(self) -> list[str]:
        """The headings (msgids) of all columns."""
        source = self.source()
        if isinstance(source, RecordsModel):
            return [column.heading for column in source.columns]
        table = source.table if isinstance(source, TableModel) else None
        return [column.heading for column in table.columns] if table is not None else []

    def words_of(self, place: int) -> str:
        """The heading of a column in the language now spoken."""
        return str(self.model().headerData(place, Qt.Orientation.Horizontal) or "")

    def left_out(self) -> Collection[str]:
        """The headings (msgids) of the columns a person left out."""
        return shown_columns.left_out(self.drawn.key)

    def can_sort(self) -> bool:
        """Whether its rows can be put in the order of a column."""
        return self.isSortingEnabled() or self.sorts_itself

    def sort_by(self, place: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column, or with -1 as they were entered."""
        if self.isSortingEnabled():
            self.sortByColumn(place, order)
        else:
            self.sort_asked.emit(place, order)

    def sorted_by(self, place: int) -> Qt.SortOrder | None:
        """In which order the rows are sorted by a column, None where they are not."""
        head = self.horizontalHeader()
        shown_here = head.isSortIndicatorShown() and head.sortIndicatorSection() == place
        return head.sortIndicatorOrder() if shown_here else None

    def show_column(self, heading: str, on: bool) -> None:
        """Show a column by its heading (msgid) or leave it out, now and the next time."""
        shown_columns.leave_out(self.drawn.key, heading, not on)
        self._share_width()

    def show_usual(self) -> None:
        """Show every column in the usual width and order again, now and the next time."""
        shown_columns.forget(self.drawn.key)
        self._take_columns()

    def arrange(self) -> None:
        """Open the panel of the columns."""
        if self.headings():
            ColumnPanel(self).open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the keys do, as a menu; at the cell in sight where a key asked for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu(self._below_cell())
        else:
            self.open_menu(event.globalPos())

    def _below_cell(self) -> QPoint:
        box = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(box.bottomLeft() if box.isValid() else QPoint(0, 0))

    def open_menu(self, at: QPoint) -> None:
        """Open the menu at a point of the screen."""
        menu = table_menu(self)
        if menu.actions():
            menu.exec(at)
        menu.deleteLater()

    def _stop_copying(self) -> bool:
        """Break a long copy off; False where none is under way."""
        copying, self._copying = self._copying, None
        if copying is None or not isValid(copying) or not copying.is_under_way:
            return False
        copying.stop()
        return True

    def copy(self) -> None:
        """Copy the selected rows with their headings for a spreadsheet, as shown (masked while hidden)."""
        self._stop_copying()
        self._copying = Copying(self)
