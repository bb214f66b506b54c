# SPDX-License-Identifier: Apache-2.0
"""The panel of a table's columns, all by keyboard: shown or not, in which order, how wide, sorted by which."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from planner.facts.language import _
from ui.theme import THEME
from ui.widgets.card import column, row
from ui.widgets.text import Words

if TYPE_CHECKING:
    from ui.widgets.table_view import TableView

PLACE = Qt.ItemDataRole.UserRole  # the column's place in the model
STEP = 16  # px at 100 % by which a column becomes wider
ORDER = Qt.SortOrder


class _List(QListWidget):
    """The columns in the order shown; Alt with an arrow key moves one or makes it wider."""

    def __init__(self, does: dict[Qt.Key, Callable[[], None]]) -> None:
        super().__init__()
        self._does = does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow; everything else as in every list."""
        does = self._does.get(Qt.Key(event.key()))
        if does is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            does()
        else:
            super().keyPressEvent(event)


class ColumnPanel(QDialog):
    """The panel over one table. Every choice is seen at once and kept; Esc closes."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table.window())
        self._table = table
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.destroyed.connect(self.reject)  # a page made anew has another table
        self.setWindowTitle(_("Columns of “{table}”").format(table=table.accessibleName()))
        self.setMinimumWidth(THEME.px(480))
        key = Qt.Key
        self.list = _List(
            {
                key.Key_Up: partial(self.move_by, -1),
                key.Key_Down: partial(self.move_by, 1),
                key.Key_Right: partial(self.widen, STEP),
                key.Key_Left: partial(self.widen, -STEP),
            }
        )
        self.list.setAccessibleName(_("Columns"))
        self.list.setMinimumHeight(THEME.px(240))
        side = [
            self._button(_("Move &up"), partial(self.move_by, -1)),
            self._button(_("Move &down"), partial(self.move_by, 1)),
            self._button(_("&Wider"), partial(self.widen, STEP)),
            self._button(_("&Narrower"), partial(self.widen, -STEP)),
        ]
        if table.can_sort():
            side += [
                self._button(_("&Sort upwards"), partial(self.sort, ORDER.AscendingOrder)),
                self._button(_("Sort downwa&rds"), partial(self.sort, ORDER.DescendingOrder)),
                self._button(_("As &entered"), partial(self.sort, None)),
            ]
        hint = _(
            "Space shows a column or leaves it out. Alt with ↑ or ↓ moves it, with → or ← makes it wider or narrower."
        )
        close = self._button(_("&Close"), self.accept)
        close.setDefault(True)
        both = row(self.list, column(*side, None, gap=6), gap=12)
        both.setStretch(0, 1)
        layout, edge = QVBoxLayout(self), THEME.px(16)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(THEME.px(12))
        layout.addLayout(both)
        layout.addWidget(Words(hint, "caption", wrap=True))
        layout.addLayout(row(self._button(_("&All as usual"), self.be_usual), None, close))
        self._fill(max(table.currentIndex().column(), 0))
        self.list.itemChanged.connect(self._tick)
        self.list.setFocus()

    def _button(self, words: str, does: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: does())
        return button

    def _fill(self, chosen: int) -> None:
        """Write the columns in the order shown, one of them chosen."""
        head = self._table.horizontalHeader()
        with QSignalBlocker(self.list):
            self.list.clear()
            for at in range(head.count()):
                place = head.logicalIndex(at)
                item = QListWidgetItem(self._words(place))
                item.setData(PLACE, place)
                if place:  # the first column says what the row is
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    is_out = self._table.headings()[place] in self._table.left_out()
                    item.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
                self.list.addItem(item)
            self.list.setCurrentRow(head.visualIndex(chosen))

    def _words(self, place: int) -> str:
        """A column in words: its heading, how wide it is, whether the rows are sorted by it."""
        words = [self._table.words_of(place)]
        width = self._table.columnWidth(place)
        if width:
            words.append(_("{n} wide").format(n=round(width * 100 / THEME.zoom)))
        elif self._table.headings()[place] not in self._table.left_out():
            words.append(_("no room now"))
        order = self._table.sorted_by(place)
        if order is not None:
            words.append(_("sorted upwards") if order == ORDER.AscendingOrder else _("sorted downwards"))
        return " · ".join(words)

    @property
    def place(self) -> int:
        """The chosen column's place in the model."""
        return int(self.list.currentItem().data(PLACE))

    def _tick(self, item: QListWidgetItem) -> None:
        place = int(item.data(PLACE))
        self._table.show_column(self._table.headings()[place], item.checkState() == Qt.CheckState.Checked)
        self._fill(place)

    def move_by(self, step: int) -> None:
        """Move the chosen column up or down the list: left or right in the table."""
        place = self.place
        self._table.drawn.move(place, step)
        self._fill(place)

    def widen(self, by: int) -> None:
        """Make the chosen column wider by so many px at 100 %, narrower below zero."""
        place = self.place
        self._table.drawn.widen(place, by)
        self._fill(place)

    def sort(self, order: Qt.SortOrder | None) -> None:
        """Sort by the chosen column; None puts the rows as they were entered."""
        place = self.place
        self._table.sort_by(-1 if order is None else place, order or ORDER.AscendingOrder)
        self._fill(place)

    def be_usual(self) -> None:
        """Every column in the usual width and order."""
        place = self.place
        self._table.show_usual()
        self._fill(place)
