# SPDX-License-Identifier: Apache-2.0
"""Files dropped anywhere on the window: a case is opened, a picture becomes a paper, anything else is read as a statement."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from ui.main_window import MainWindow
from ui.widgets.drop_area import as_copy, local_paths

CASE = ".huanqing"
PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".bmp", ".tif", ".tiff")
DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Drops(QObject):
    """Watches the window: what no part of a page takes comes here. A drop is always a copy.

    `open_` opens a case; `begin` makes sure that one is open, False where none may be.
    """

    def __init__(
        self, window: MainWindow, open_: Callable[[Path], object], begin: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._open, self._begin = window, open_, begin
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files; words and web addresses go by."""
        if event.type() not in DRAGS or not isinstance(event, QDropEvent):
            return False
        if not any(url.isLocalFile() for url in event.mimeData().urls()):
            return False
        as_copy(event)
        if event.type() == QEvent.Type.Drop:
            self.take(local_paths(event.mimeData()))
        return True

    def take(self, paths: Sequence[Path]) -> None:
        """Open the first case among the files, else hand them to the page in sight, else to the one they belong to."""
        cases = [path for path in paths if path.suffix.lower() == CASE]
        if cases:
            self._open(cases[0])
        elif paths and self._begin() and not self._window.page().take_files(paths):
            pictures = all(path.suffix.lower() in PICTURES for path in paths)
            self._window.go("evidence" if pictures else "statements")
            self._window.page().take_files(paths)
