# SPDX-License-Identifier: Apache-2.0
"""What stands in the window, and how another frame takes its place: whole, without a flicker and without holding it."""

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ui.theme import THEME
from ui.turns import is_done, later

TURNS, SECONDS = 40, 0.4  # how long a new page may keep out of sight for its last parts
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


class Curtain:
    """Nothing half-made is seen: from `fall` on the window keeps its last picture, until the new one is whole.

    It hides all of the window: of one part alone the ground would be painted, empty.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._turns, self._until = 0, 0.0

    def fall(self) -> None:
        """Keep what is seen."""
        self._window.setUpdatesEnabled(False)
        self._turns, self._until = TURNS, monotonic() + SECONDS

    def rise(self) -> None:
        """Let the new page be seen, behind what waits for a turn now; but not much later."""
        if self._turns and monotonic() < self._until and not is_done():
            self._turns -= 1
            later(self._window, self.rise)
        else:
            later(self._window, self.lift)  # what was made last finds its place before

    def lift(self) -> None:
        """Let everything be seen at once, each part in its place."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._window.setUpdatesEnabled(True)


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


def dress_what_is_over(window: QMainWindow) -> None:
    """Give the menus and the dialogs of a window the newest style."""
    options = Qt.FindChildOption.FindDirectChildrenOnly
    for over in (window.menuBar(), *window.findChildren(QWidget, options=options)):
        if over.isWindow() or over is window.menuBar():
            THEME.dress(over)
