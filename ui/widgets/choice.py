# SPDX-License-Identifier: Apache-2.0
"""A choice from a list that the mouse wheel cannot change by accident."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from planner.facts.language import _
from ui import icons


class Choice(QComboBox):
    """One value out of a few; `edited` carries it. The wheel scrolls the page unless the list has the focus."""

    edited = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        """`options` are (value, English msgid); a value not listed shows as an empty choice."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.set_options(options)
        self.activated.connect(lambda index: self.edited.emit(self._values[index]))

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other values, keeping the chosen one where it is still there."""
        now = self.value() if self.count() else None
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _words in options]
            self.addItems([_(words) for _value, words in options])
            self.set_value(now)

    def value(self) -> Any:
        """The chosen value, None where nothing is chosen."""
        index = self.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change by wheel only with the focus inside."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the arrow in the theme's colour, and the words shortened where room is short."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        arrow = icons.pixmap("chevron-down", "muted", 14, self.devicePixelRatioF())
        side = round(arrow.width() / arrow.devicePixelRatio())
        painter.drawPixmap(self.width() - side - 8, (self.height() - side) // 2, arrow)
        room = QRect(9, 0, self.width() - side - 24, self.height())
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().text().color())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
