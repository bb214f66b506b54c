# SPDX-License-Identifier: Apache-2.0
"""The clipboard forgets identity, card and telephone numbers copied from the window: after a minute, and when it locks."""

import re
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from ui.turns import later

AT_ONCE, OVER = (
    500_000,
    40,
)  # letters of a long text searched in one turn; so many twice, for a number on the edge
KEPT_S = 60  # seconds such a number stays
# An identity number (18), a card (15 to 19) or a mobile number (11 from 13), with or without blanks and hyphens.
_PRIVATE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|(?:\d[ -]?){14,18}[\dXx])(?![\dXx])")


def is_private(text: str) -> bool:
    """Whether a text holds a number that names a person or an account."""
    return bool(_PRIVATE.search(text))


class ClipboardKeeper(QObject):
    """Watches what is copied in the window. `holding(seconds)` tells that it will be cleared, 0 that it was."""

    holding = Signal(int)

    def __init__(self, clipboard: QClipboard | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._held = ""
        self._timer = QTimer(self, singleShot=True, interval=KEPT_S * 1000)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._look)

    def _look(self) -> None:
        """What comes onto the clipboard while our window is the active one was copied there."""
        if QGuiApplication.focusWindow() is None:
            return
        text = self._clipboard.text()
        if text == self._held:
            return
        parts = [text[max(i - OVER, 0) : i + AT_ONCE] for i in range(0, len(text), AT_ONCE)]
        for part in parts[:1]:
            self._judge(text, part)
        later(self, *(partial(self._judge, text, part) for part in parts[1:]))

    def _judge(self, text: str, part: str) -> None:
        if text != self._held and is_private(part):
            self._held = text
            self._timer.start()
            self.holding.emit(KEPT_S)

    def clear(self) -> None:
        """Clear it now, unless something else lies there by now."""
        self._timer.stop()
        held, self._held = self._held, ""
        if held and self._clipboard.text() == held:
            self._clipboard.clear()
            self.holding.emit(0)
