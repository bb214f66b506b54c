# SPDX-License-Identifier: Apache-2.0
"""A table whose rows can be put in another order: by dragging, or with Alt+Up and Alt+Down."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.models.records import Column, Index, RecordsModel
from ui.widgets.table_view import TableView


class OrderModel(RecordsModel):
    """Records whose rows can be dragged while `movable` is on."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.movable = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged between others, not onto them."""
        flags = super().flags(index)
        if not self.movable:
            return flags
        return flags | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)


class OrderTable(TableView):
    """The table. `reordered(ids)` tells the record ids in the order wanted; nothing moves before the answer is shown."""

    reordered = Signal(object)

    def set_movable(self, on: bool) -> None:
        """Let rows be moved, or not."""
        model = self.source()
        assert isinstance(model, OrderModel)
        model.movable = on
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if on else mode.NoDragDrop)
        self.setDropIndicatorShown(on)
        self.setDragDropOverwriteMode(False)

    def move_row(self, row: int, to: int) -> None:
        """Ask for the row to stand at another place."""
        model = self.source()
        assert isinstance(model, OrderModel)
        ids = [record.id for record in model.records]
        if model.movable and 0 <= row < len(ids) and 0 <= to < len(ids) and row != to:
            ids.insert(to, ids.pop(row))
            self.reordered.emit(tuple(ids))

    def dropEvent(self, event: QDropEvent) -> None:
        """A row let go between two others."""
        row = self.currentIndex().row()
        below = self.rowAt(round(event.position().y()))
        to = below if below >= 0 else self.model().rowCount() - 1
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the session moves it, not the view
        event.accept()
        self.move_row(row, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the chosen row."""
        steps: dict[Any, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            row = self.currentIndex().row()
            self.move_row(row, row + steps[event.key()])
        else:
            super().keyPressEvent(event)
