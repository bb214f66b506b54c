# SPDX-License-Identifier: Apache-2.0
"""A time line of what happened with a creditor: a dot and a day left, what it was right, edit and delete by keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.facts.language import _
from planner.reports.thread import Entry
from ui import icons, shown
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import column, emptied, row
from ui.widgets.text import OneLine, Words

PICTURES = {
    "planned": ("calendar-clock", "accent"),
    "talk": ("phone", "muted"),
    "promise": ("hand-heart", "info"),
    "us": ("send", "accent"),
    "them": ("inbox", "info"),
    "agreement": ("handshake", "good"),
    "notice": ("message-square", "muted"),
}
MOST = 12
SHORT = 240  # letters of a text shown before it is cut


class Timeline(QWidget):
    """The entries, newest on top. `opened(place)` asks to open one, `removal(place)` to delete it."""

    opened = Signal(str)
    removal = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAccessibleName(_("Time line"))
        self._entries: tuple[Entry, ...] = ()
        self._all = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; nothing is drawn anew where they are the same."""
        if tuple(entries) != self._entries or not self._layout.count():
            self._entries = tuple(entries)
            self._draw()

    def _draw(self) -> None:
        emptied(self._layout)
        some = self._entries if self._all else self._entries[:MOST]
        for n, entry in enumerate(some):
            self._layout.addWidget(_Line(self, entry, n == 0, n == len(self._entries) - 1))
        if len(self._entries) > len(some):
            more = QPushButton(_("Show {n} more").format(n=len(self._entries) - len(some)))
            more.setProperty("kind", "quiet")
            more.clicked.connect(self._show_all)
            self._layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._entries:
            self._layout.addWidget(
                Words(_("Nothing yet. A first call, a letter, an offer: it begins here."), "muted", True)
            )

    def _show_all(self) -> None:
        self._all = True
        self._draw()


class _Line(QWidget):
    """One entry with its piece of the line."""

    def __init__(self, line: Timeline, entry: Entry, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._entry, self._first, self._last = entry, is_first, is_last
        day = shown.day(entry.day) if entry.day else _("no date")
        when = Words(f"{day}  {entry.hour}".strip(), "caption")
        title = OneLine(shown.name(entry.title) if shown.is_hidden() else entry.title)
        head = row(title, *self._buttons(line, day), gap=2)
        head.setStretch(0, 1)
        parts = column(when, head, gap=0)
        text = entry.text if len(entry.text) <= SHORT else entry.text[:SHORT].rstrip() + " …"
        if text:
            parts.addWidget(Words(shown.MASK if shown.is_hidden() else text, "muted", wrap=True))
        parts.setContentsMargins(THEME.px(36), THEME.px(2), 0, THEME.px(14))
        self.setLayout(parts)

    def _buttons(self, line: Timeline, day: str) -> list[QToolButton]:
        kind, place = self._entry.kind, self._entry.place
        is_own = kind in ("planned", "talk", "us", "them")  # the others have pages of their own
        wanted = [("pencil" if is_own else "arrow-right", _("Open: {what}, {day}"), line.opened)]
        if is_own:
            wanted.append(("trash-2", _("Delete: {what}, {day}"), line.removal))
        made = []
        for icon, words, signal in wanted:
            button = QToolButton()
            set_icon(button, icon, "muted", 16)
            what = shown.name(self._entry.title)
            told = words.format(what=what, day=day)
            button.setToolTip(_("Delete") if icon == "trash-2" else _("Open"))
            button.setAccessibleName(told)
            button.clicked.connect(partial(signal.emit, place))
            made.append(button)
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the sign of what it was."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, side = THEME.px(12), THEME.px(13), THEME.px(24)
        painter.setPen(QPen(THEME.colour("border"), THEME.px(2)))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y - side / 2))
        if not self._last:
            painter.drawLine(QPointF(x, y + side / 2), QPointF(x, self.height()))
        picture, token = PICTURES[self._entry.kind]
        planned = self._entry.kind == "planned"
        pen = QPen(THEME.colour("accent" if planned else "border"), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine if planned else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(THEME.colour("surface"))
        painter.drawEllipse(QPointF(x, y), side / 2 - 1, side / 2 - 1)
        pixmap = icons.pixmap(picture, token, 14, self.devicePixelRatioF())
        half = THEME.px(14) / 2
        painter.drawPixmap(QPointF(x - half, y - half), pixmap)
