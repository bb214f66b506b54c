# SPDX-License-Identifier: Apache-2.0
"""A small icon standing by itself, redrawn when theme or zoom change. It says nothing alone: words stand beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui import icons
from ui.theme import THEME


class Sign(QLabel):
    """One icon in the colour of a token, `size` px at 100 %."""

    def __init__(self, name: str, token: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._drawn = (name, token, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        THEME.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, token: str = "muted") -> None:
        """Show another icon."""
        self._drawn = (name, token, self._drawn[2])
        self._draw()

    def _draw(self) -> None:
        name, token, size = self._drawn
        self.setPixmap(icons.pixmap(name, token, size, self.devicePixelRatioF()))
