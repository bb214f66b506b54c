# SPDX-License-Identifier: Apache-2.0
"""Small pictures of papers for lists and tables: each drawn once, one after another, beside the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from planner.facts.problems import InputError
from ui.background import VIEWS, Job, run
from ui.widgets.thumbnail import picture_of

SIDE = 128  # px: enough for a tile on a fine screen


class PaperPictures(QObject):
    """The pictures by SHA-256; `came()` tells that one more is there. `bytes_of` gives the bytes of a paper."""

    came = Signal()

    def __init__(self, bytes_of: Callable[[str], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bytes_of = bytes_of
        self._made: dict[str, QImage] = {}
        self._wanted: list[tuple[str, str]] = []
        self._job: Job | None = None
        self._drawing = ""
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._draw_next)

    def picture(self, sha256: str, media: str | None) -> QImage | None:
        """Return the picture of a paper's first page, empty where it has none; None while it is being drawn."""
        found = self._made.get(sha256)
        if found is None and sha256 != self._drawing and (sha256, media or "") not in self._wanted:
            self._wanted.append((sha256, media or ""))
            self._next.start()
        return found

    def _draw_next(self) -> None:
        if self._job is not None or not self._wanted:
            return
        sha256, media = self._wanted.pop(0)
        try:
            data = self._bytes_of(sha256)
        except InputError:  # said where the paper itself is shown; here its place stays empty
            self._made[sha256] = QImage()
            self._next.start()
            return
        self._drawing = sha256
        self._job = run(picture_of, data, media, 1, SIDE, lane=VIEWS)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._lose)

    def _take(self, picture: QImage) -> None:
        self._made[self._drawing] = picture
        self._job, self._drawing = None, ""
        self.came.emit()
        self._next.start()

    def _lose(self, _bug: object) -> None:
        self._take(QImage())
