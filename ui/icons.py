# SPDX-License-Identifier: Apache-2.0
"""The icons: Lucide drawings, recoloured in the tokens of the theme and redrawn when it changes."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from planner.facts.places import resources
from ui.theme import THEME

SIZE = 18  # px at 100 %
AIR = 4  # px between an icon and the words of its button, beside what Qt leaves


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str, ratio: float, size: int, air: int) -> QPixmap:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(round((size + air) * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, token: str = "muted", size: int = SIZE, ratio: float = 1.0, air: int = 0) -> QPixmap:
    """One icon as a picture in the colour of a token, `size` px at 100 % zoom, with `air` px right of it."""
    return _drawing(name, THEME.colour(token).name(), ratio, THEME.px(size), THEME.px(air))


def icon(name: str, token: str = "muted", size: int = SIZE, air: int = 0) -> QIcon:
    """One icon for buttons and menus: the token's colour, accent when on."""
    made = QIcon()
    screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    for ratio in sorted({1.0, 2.0, *screens}):
        made.addPixmap(pixmap(name, token, size, ratio, air))
        made.addPixmap(pixmap(name, "border_strong", size, ratio, air), QIcon.Mode.Disabled)
        made.addPixmap(pixmap(name, "accent", size, ratio, air), QIcon.Mode.Normal, QIcon.State.On)
    return made


def set_icon(on: QAbstractButton | QAction, name: str, token: str = "muted", size: int = SIZE) -> None:
    """Give a button or action its icon, and keep it right through changes of theme and zoom."""
    on.setProperty("icon_is", f"{name}|{token}|{size}")
    words = on.text() if isinstance(on, QPushButton) else ""
    air = AIR if words and not words.startswith(" ") else 0
    on.setIcon(icon(name, token, size, air))
    if isinstance(on, QAbstractButton):
        on.setIconSize(QSize(THEME.px(size) + THEME.px(air), THEME.px(size)))


def _renew() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            _again(widget)
    for window in app.topLevelWidgets():
        for action in window.findChildren(QAction):
            _again(action)


def _again(on: QAbstractButton | QAction) -> None:
    kept = on.property("icon_is")
    if kept:
        name, token, size = str(kept).split("|")
        set_icon(on, name, token, int(size))


THEME.changed.connect(_renew)
