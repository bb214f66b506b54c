# SPDX-License-Identifier: Apache-2.0
"""The line that filters a table: Ctrl+F opens it over the headings, Esc closes it and shows every row again."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.facts.language import _
from ui.theme import THEME
from ui.widgets.search_line import SearchLine

TYPING_MS = 120
WIDE = 220  # px at 100 %


class FilterLine(SearchLine):
    """`asked(text)` tells what to look for, `closed` that the table has the keyboard again."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setPlaceholderText(_("Show rows with …"))
        self.setAccessibleName(_("Show rows with …"))
        self.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(lambda _text: self._typing.start())
        self.hide()

    def open(self) -> None:
        """Show it at the right of the headings and type there."""
        self.place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def place(self) -> None:
        """Stand at the right end of the headings."""
        room = self._over.width() - THEME.px(8)
        width = min(THEME.px(WIDE), room)
        self.setGeometry(room - width + THEME.px(4), 0, width, THEME.px(32))

    def close_now(self) -> None:
        """Go away; every row is shown again."""
        self.clear()
        self._typing.stop()
        self.asked.emit("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter and the arrow down go into the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._typing.stop()
            self.asked.emit(self.text())
            self.closed.emit()
        else:
            super().keyPressEvent(event)
