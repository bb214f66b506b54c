# SPDX-License-Identifier: Apache-2.0
"""Work that only the window's thread can do, cut into pieces: one a turn of its loop, so that none of them holds it.

What is made so must stand without its later pieces, and whoever needs them at once asks `finish`.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Piece = Callable[[], object]


class _Turns(QObject):
    """The queue of the whole program."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[tuple[QObject, Piece]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def add(self, owner: QObject, piece: Piece) -> None:
        self.waiting.append((owner, piece))
        self._timer.start()

    def _next(self) -> None:
        if self.waiting:
            owner, piece = self.waiting.popleft()
            if isValid(owner):
                piece()
        if not self.waiting:
            self._timer.stop()


_turns = _Turns()


def later(owner: QObject, *pieces: Piece) -> None:
    """Do each piece in a turn of its own, behind what waits already; nothing of it where `owner` is gone by then."""
    for piece in pieces:
        _turns.add(owner, piece)


def enter_later(owner: QObject, part: QWidget, add: Callable[[QWidget], object]) -> None:
    """Let a part that lies out of sight at first be put into its place in a turn of its own: there it gets its style."""
    aside = QWidget()  # never shown; without it a part that shows itself would be a window
    part.setParent(aside)

    def enter() -> None:
        add(part)
        aside.deleteLater()

    later(owner, enter)


def finish(owner: QObject, inside: bool = False) -> None:
    """Do at once, in their order, all the pieces of one owner, and with `inside` of all widgets in it."""

    def is_own(each: QObject) -> bool:
        if each is owner:
            return True
        return (
            inside and isinstance(owner, QWidget) and isinstance(each, QWidget) and owner.isAncestorOf(each)
        )

    while own := next((each for each in _turns.waiting if isValid(each[0]) and is_own(each[0])), None):
        _turns.waiting.remove(own)
        own[1]()


def is_done() -> bool:
    """Say whether no piece waits."""
    return not _turns.waiting
