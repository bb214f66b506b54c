# SPDX-License-Identifier: Apache-2.0
"""A table's columns as a person wants them, by mouse or keys: widths and order are kept and come back the next time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from ui import shown_columns
from ui.theme import THEME

LEAST = 36  # px at 100 %
RESTING_MS = 150  # a column being drawn wider is kept when it rests


class DrawnColumns(QObject):
    """Listens to the headings of one table. `changed` tells that a person made a column wider or narrower."""

    changed = Signal()

    def __init__(self, head: QHeaderView) -> None:
        super().__init__(head)
        self._head = head
        self.headings: Sequence[str] = ()  # of the columns that are kept
        self._ours = False  # the program itself is moving the columns
        self._drawn: dict[str, int] = {}
        self._rest = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._rest.timeout.connect(self._keep)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(self._moved)

    @property
    def key(self) -> str:
        """The name under which these columns are kept."""
        return shown_columns.table_key(self.headings)

    def take(self, headings: Sequence[str]) -> None:
        """Keep the columns of these headings (msgids) from now on, and bring their order back."""
        self.headings = headings
        self._head.setSectionsMovable(len(headings) > 1)
        with self.by_program():
            for to, heading in enumerate(shown_columns.order(self.key, headings)):
                self._head.moveSection(self._head.visualIndex(headings.index(heading)), to)

    def move(self, place: int, step: int) -> None:
        """Move a column by its place in the model to the right, below zero to the left, and keep it."""
        at = self._head.visualIndex(place)
        if 0 <= at + step < self._head.count():
            self._head.moveSection(at, at + step)

    def widen(self, place: int, by: int) -> None:
        """Make a column wider by so many px at 100 %, narrower below zero, and keep it."""
        width = round(self._head.sectionSize(place) * 100 / THEME.zoom)
        if width:  # what is not shown has no width
            shown_columns.keep_width(self.key, self.headings[place], max(LEAST, width + by))
            self.changed.emit()

    def widths(self) -> Sequence[int]:
        """The kept width of each column in px, 0 where none is kept."""
        kept = shown_columns.widths(self.key)
        return [THEME.px(kept.get(heading, 0)) for heading in self.headings]

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """Whatever happens to the columns in here is not the person's wish."""
        before, self._ours = self._ours, True
        try:
            yield
        finally:
            self._ours = before

    def _is_person(self) -> bool:
        return not self._ours and bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)

    def _resized(self, place: int, _old: int, width: int) -> None:
        interactive = QHeaderView.ResizeMode.Interactive
        if width and self._is_person() and self._head.sectionResizeMode(place) == interactive:
            self._drawn[self.headings[place]] = round(width * 100 / THEME.zoom)
            self._rest.start()

    def _keep(self) -> None:
        drawn, self._drawn = self._drawn, {}
        for heading, width in drawn.items():
            shown_columns.keep_width(self.key, heading, width)
        self.changed.emit()

    def _moved(self) -> None:
        if not self._ours:
            places = range(len(self.headings))
            order = [self.headings[self._head.logicalIndex(place)] for place in places]
            shown_columns.keep_order(self.key, order)
