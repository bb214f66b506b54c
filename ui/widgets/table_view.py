# SPDX-License-Identifier: Apache-2.0
"""The table all pages share: quiet rows, sortable headings, copy to a spreadsheet, Del and F2, Tab leaves it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from planner.facts.language import _, ngettext
from ui import shown, shown_columns
from ui.copying import copy_rows
from ui.help_topics import matches
from ui.models.records import COLUMN, RECORD, SORT, Column, Index, RecordsModel
from ui.models.table import TableModel
from ui.pasting import block, read_cell, read_lines, unread
from ui.theme import THEME
from ui.widgets.cells import Cells
from ui.widgets.drawn_columns import DrawnColumns
from ui.widgets.filter_line import FilterLine
from ui.widgets.form import Field

ROW = 34  # px of a row at 100 %
TOLD = 3  # cells of a paste that are named as not understood


class _Sorted(QSortFilterProxyModel):
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
    pasted = Signal(object)  # Pasted: lines to add
    unread = Signal(str)  # in words: what of a pasted column was left out

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
        self._paste: Sequence[Field] = ()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self._open_menu(head.mapToGlobal(at)))
        self._drawn = DrawnColumns(head)
        self._drawn.changed.connect(self._share_width)
        self._size_rows()
        THEME.changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(THEME.px(self._row))
        self.horizontalHeader().setFixedHeight(THEME.px(32))
        self._share_width()

    def show_model(
        self, model: QAbstractItemModel, sortable: bool = True, filtered: bool | None = None
    ) -> None:
        """Show a model; rows can be filtered by text where they can be sorted, or where `filtered` says so."""
        if sortable if filtered is None else filtered:
            through = _Sorted(self)
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
        self.model().modelReset.connect(self._share_width)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self._take_columns()

    def _take_columns(self) -> None:
        source = self.source()
        if isinstance(source, RecordsModel):
            self._drawn.take([column.heading for column in source.columns])
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
        """Fixed columns take their width, the others share what is left, wide content first."""
        model = self.model()
        if model is None or not model.columnCount():
            return
        source = self.source()
        if not isinstance(source, RecordsModel):
            self._fit_contents(model)
            return
        with self._drawn.by_program():
            self._share_among(source)

    def _share_among(self, source: RecordsModel) -> None:
        room, out = self.viewport().width(), shown_columns.left_out(self._drawn.key)
        for i, column in enumerate(source.columns):
            short = bool(column.least) and room < THEME.px(column.least)
            self.setColumnHidden(i, short or (i > 0 and column.heading in out))
        usual = (THEME.px(column.width) for column in source.columns)
        wanted = [drawn or width for drawn, width in zip(self._drawn.widths(), usual, strict=True)]
        given = [0 if self.isColumnHidden(i) else width for i, width in enumerate(wanted)]
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
        if self.line is not None:
            self.line.place()

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
        rows = block(QGuiApplication.clipboard().text())
        if not rows or shown.is_hidden():
            return
        index = self.currentIndex()
        column: Column | None = index.data(COLUMN) if index.isValid() else None
        if max(map(len, rows)) == 1 and column is not None and column.path:
            self._paste_down(index, column, [row[0] for row in rows])
        elif self._paste:
            self.pasted.emit(read_lines(rows, self._paste))

    def _paste_down(self, index: QModelIndex, column: Column, texts: Sequence[str]) -> None:
        field = Field(
            path=column.path,
            label=column.heading,
            kind=column.kind,
            options=column.options,
            required=column.required,
        )
        left = self.model().rowCount() - index.row()
        cells = [(text, *read_cell(text, field)) for text in texts[:left]]
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
            self.unread.emit(" ".join(missed))

    def is_filtered(self) -> bool:
        """Whether its rows can be filtered by text."""
        return isinstance(self.model(), _Sorted)

    def seek(self) -> None:
        """Open the line that filters the rows."""
        if self.line is None:
            self.line = FilterLine(self)
            self.line.asked.connect(self._show_rows_with)
            self.line.closed.connect(self.setFocus)
        self.line.open()

    def _show_rows_with(self, text: str) -> None:
        model = self.model()
        if isinstance(model, _Sorted):
            model.show_rows_with(text.strip())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the keys do, as a menu."""
        self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        if self.selected_records():
            menu.addAction(_("Copy rows"), self.copy).setShortcut(QKeySequence.StandardKey.Copy)
        if self._paste:
            menu.addAction(_("Paste rows"), self.paste).setShortcut(QKeySequence.StandardKey.Paste)
        if self.is_filtered():
            menu.addAction(_("Show rows with …"), self.seek).setShortcut(QKeySequence.StandardKey.Find)
        source = self.source()
        if isinstance(source, RecordsModel) and len(source.columns) > 2:
            self._offer_columns(menu.addMenu(_("Columns")), source.columns)
        if menu.actions():
            menu.exec(at)
        menu.deleteLater()

    def _offer_columns(self, menu: QMenu, columns: Sequence[Column]) -> None:
        out = shown_columns.left_out(self._drawn.key)
        for column in columns[1:]:
            action = menu.addAction(_(column.heading))
            action.setCheckable(True)
            action.setChecked(column.heading not in out)
            action.toggled.connect(lambda on, heading=column.heading: self.show_column(heading, on))
        menu.addSeparator()
        menu.addAction(_("All as usual"), self.show_usual)

    def show_column(self, heading: str, on: bool) -> None:
        """Show a column by its heading (msgid) or leave it out, now and the next time."""
        shown_columns.leave_out(self._drawn.key, heading, not on)
        self._share_width()

    def show_usual(self) -> None:
        """Show every column in the usual width and order again, now and the next time."""
        shown_columns.forget(self._drawn.key)
        self._take_columns()

    def copy(self) -> None:
        """Copy the selected rows with their headings, tab-separated, as shown (masked while hidden)."""
        rows, records = self.selected_rows(), self.selected_records()
        copy_rows(self, self.model(), self.source(), rows, records)
