# SPDX-License-Identifier: Apache-2.0
"""A place to drop files or folders. A drop is always a copy: the files stay where they are, untouched."""

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import THEME
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Words

MOST = 2_000  # things in one folder that are looked at
SKIPPED = (".", "~$")  # what the system or an open office program leaves in a folder


def local_paths(mime: QMimeData) -> list[Path]:
    """Return the files a drop names, folders opened; web addresses are left out."""
    return files_in(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files, folders opened with all that lies in them, without what systems leave lying."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(islice(path.rglob("*"), MOST)) if path.is_dir() else [path]
        found += [one for one in inside if one.is_file() and not one.name.startswith(SKIPPED)]
    return found


def as_copy(event: QDropEvent) -> None:
    """Take a drop as a copy, so that its source deletes nothing; what only offers to move is told that nothing was."""
    offered = event.possibleActions() & Qt.DropAction.CopyAction
    event.setDropAction(Qt.DropAction.CopyAction if offered else Qt.DropAction.IgnoreAction)
    event.accept()


class DropTarget(QWidget):
    """Any part of a page that takes files; `dropped(paths)` tells them."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, as copies."""
        if event.mimeData().hasUrls():
            self._mark(True)
            as_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """A move is taken as a copy."""
        as_copy(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self._mark(False)
        as_copy(event)
        self.dropped.emit(local_paths(event.mimeData()))

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame in the accent colour while something hovers."""
        if self._over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(THEME.colour("accent"), THEME.px(2), Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), THEME.px(10), THEME.px(10))


class DropArea(DropTarget):
    """The generous area of an empty page: a dashed frame, what can be dropped, and a button that asks for files."""

    def __init__(self, picture: str, title: str, words: str, button: str, ask: Callable[[], object]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.inner = EmptyState(picture, title, words, (button, "folder-open", ask))
        layout.addWidget(self.inner)
        for words_ in self.inner.findChildren(Words):
            words_.setMinimumWidth(THEME.px(160))  # it may wrap in a narrow place

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashed frame, always."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "accent" if self._over else "border_strong"
        painter.setPen(QPen(THEME.colour(token), THEME.px(2 if self._over else 1), Qt.PenStyle.DashLine))
        painter.setBrush(THEME.colour("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), THEME.px(10), THEME.px(10))
        painter.end()
