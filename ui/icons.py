# SPDX-License-Identifier: Apache-2.0
"""The icons: Lucide drawings in the colours of the theme, drawn when they are first seen and sharp at any size."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from planner.facts.places import resources
from ui.theme import THEME

SIZE = 18  # px at 100 %
GAP = 5  # between an icon and the words beside it


@cache
def _text(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_text(name).replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Draws one icon at the moment it is asked for, in the theme of that moment; accent when on, pale when disabled."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it."""
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = "border_strong"
        elif state == QIcon.State.On:
            token = "accent"
        side = min(
            rect.width(), rect.height()
        )  # wider ones keep the drawing left and leave air before the words
        square = QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, THEME.colour(token).name()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw it into a picture of its own."""
        drawn = QPixmap(size)
        if drawn.isNull():  # Qt asks for pictures of no size too
            return drawn
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn


@cache  # the icons live as long as the program, and with them their engines
def icon(name: str, token: str = "muted") -> QIcon:
    """One icon for buttons and menus. Raises OSError where there is no such drawing."""
    _text(name)
    return QIcon(_Engine(name, token))


def pixmap(name: str, token: str = "muted", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """One icon as a picture in the colour of a token, `size` px at 100 % zoom."""
    return _pixmap(name, THEME.colour(token).name(), THEME.px(size), ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, colour).render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def set_icon(on: QAbstractButton | QAction, name: str, token: str = "muted", size: int = SIZE) -> None:
    """Give a button or action its icon."""
    on.setIcon(icon(name, token))
    if isinstance(on, QAbstractButton):
        air = GAP if on.text() and isinstance(on, QPushButton) else 0
        on.setIconSize(QSize(THEME.px(size + air), THEME.px(size)))
