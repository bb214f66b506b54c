# SPDX-License-Identifier: Apache-2.0
"""A cost against its guideline, as a thin bar of its own or in a cell."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import THEME
from ui.widgets.text import plain_tip


class BandBar(QWidget):
    """A living cost on a thin bar: how it lies against the guideline amount; a tick marks the guideline."""

    def __init__(self) -> None:
        super().__init__()
        self._amount, self._guide = 0, 0
        self.setFixedHeight(THEME.px(8))
        THEME.changed.connect(self.update)

    def show_values(self, amount: int, guide: int, words: str) -> None:
        """Show an amount against its guideline (fen); `words` say it for readers."""
        self._amount, self._guide = amount, guide
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        paint_band(QPainter(self), QRectF(self.rect()), self._amount, self._guide)


def paint_band(painter: QPainter, room: QRectF, amount: int, guide: int) -> None:
    """Draw an amount against its guideline: the ground ends at 1.5 times the guideline, a tick stands at it."""
    most = max(guide * 3 // 2, amount, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    height = min(room.height(), THEME.px(6))
    ground = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
    painter.setBrush(THEME.colour("border"))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    filled = QRectF(ground)
    filled.setWidth(max(height, ground.width() * amount / most))
    painter.setBrush(THEME.colour("warn" if guide and amount > guide else "accent"))
    painter.drawRoundedRect(filled, height / 2, height / 2)
    if guide:
        at = ground.left() + ground.width() * guide / most
        painter.setPen(QPen(THEME.colour("text"), 2))
        painter.drawLine(QPointF(at, ground.top() - 3), QPointF(at, ground.bottom() + 3))
    painter.restore()
