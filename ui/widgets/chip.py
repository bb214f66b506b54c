# SPDX-License-Identifier: Apache-2.0
"""Chips: a state in a word, with an icon and a soft ground, so that colour is never alone."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import THEME

ICON_OF = {"good": "check", "warn": "triangle-alert", "danger": "flag", "info": "info", "": ""}


class ChipText(NamedTuple):
    """What a chip says: words, a tone (good, warn, danger, info or none) and, if wanted, its own icon."""

    words: str
    tone: str = ""
    icon: str | None = None

    @property
    def picture(self) -> str:
        """The icon's name, "" for none."""
        return ICON_OF[self.tone] if self.icon is None else self.icon


def chip_width(chip: ChipText) -> int:
    """The width a chip needs, px."""
    text = QFontMetrics(THEME.font("caption")).horizontalAdvance(chip.words)
    return text + THEME.px(16) + (THEME.px(16) if chip.picture else 0)


def paint_chip(painter: QPainter, chip: ChipText, room: QRectF, ratio: float) -> None:
    """Draw a chip at the left of `room`, its words shortened where they do not fit."""
    width, height = min(chip_width(chip), room.width()), THEME.px(22)
    box = QRectF(room.left(), room.center().y() - height / 2, width, height)
    ground = THEME.colour(f"{chip.tone}_soft" if chip.tone else "rail")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(THEME.colour("border") if not chip.tone else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    left = box.left() + THEME.px(8)
    if chip.picture:
        side = THEME.px(12)
        picture = icons.pixmap(chip.picture, chip.tone or "muted", 12, ratio)
        painter.drawPixmap(round(left), round(box.center().y() - side / 2), picture)
        left += THEME.px(16)
    painter.setFont(THEME.font("caption"))
    painter.setPen(THEME.colour(chip.tone or "muted"))
    inner = QRectF(left, box.top(), box.right() - left - THEME.px(6), height)
    text = painter.fontMetrics().elidedText(chip.words, Qt.TextElideMode.ElideRight, round(inner.width() + 1))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


class Chip(QWidget):
    """One chip as a widget."""

    def __init__(
        self, words: str = "", tone: str = "", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words, tone, icon)

    def say(self, words: str, tone: str = "", icon: str | None = None) -> None:
        """Show another state."""
        self._chip = ChipText(words, tone, icon)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(chip_width(self._chip), THEME.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, self._chip, QRectF(self.rect()), self.devicePixelRatioF())
