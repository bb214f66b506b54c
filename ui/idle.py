# SPDX-License-Identifier: Apache-2.0
"""Notices that nobody has touched mouse or keyboard for some minutes, in whichever of the program's windows."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class Idle(QObject):
    """`due` tells that the time is over; a wait of 0 minutes never ends."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.due.emit)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._follow)

    def wait(self, minutes: float) -> None:
        """Count from now on; 0 stops."""
        self._timer.setInterval(round(minutes * 60_000))
        self.touch()

    def touch(self) -> None:
        """Somebody is there: count anew."""
        if self._timer.interval():
            self._timer.start()
        else:
            self._timer.stop()

    def _follow(self, window: QWindow | None) -> None:
        """Watch every window that gets the keyboard; only windows, so that few events pass through here."""
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any touch counts as being there; nothing is held back."""
        if event.type() in TOUCHES:
            self.touch()
        return False
