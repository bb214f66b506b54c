# SPDX-License-Identifier: Apache-2.0
"""What stands in the window, and how another frame takes its place: whole, without a flicker and without holding it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ui.turns import later

INPUT = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Standing(QStackedWidget):
    """The frame in sight. The one before it is destroyed a piece a turn: a thousand widgets at once take too long."""

    def put(self, frame: QWidget, parts: Iterable[QWidget] = ()) -> None:
        """Show a frame in place of the one in sight, whose `parts` go before it does."""
        old = self.currentWidget()
        if self.indexOf(frame) < 0:
            self.addWidget(frame)
        self.setCurrentWidget(frame)
        if old is not None and old is not frame:
            for part in (*parts, old):
                later(part, part.deleteLater)


class Haste(QObject):
    """Who presses a key while a page is being made means that page: it is finished before the key arrives."""

    def __init__(self, window: QMainWindow, finish: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._finish = window, finish
        self._is_on = False

    def begin(self) -> None:
        """Watch for keys and the mouse from now on."""
        self._is_on = True
        for door in (QApplication.focusWidget(), self._window.windowHandle()):
            if door is not None:
                door.installEventFilter(self)  # a second time changes nothing

    def end(self) -> None:
        """The page stands."""
        self._is_on = False

    def eventFilter(self, door: QObject, event: QEvent) -> bool:
        """Finish first; the event goes its way, which leads to the new page."""
        if not self._is_on:
            door.removeEventFilter(self)
        elif event.type() in INPUT:
            self._finish()
        return False


def close_popups() -> None:
    """Close open lists and menus, and take the keyboard from them: they go with the frame they belong to."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    focused = QApplication.focusWidget()
    if focused is not None and focused.window().windowType() == Qt.WindowType.Popup:
        focused.clearFocus()
