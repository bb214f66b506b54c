# SPDX-License-Identifier: Apache-2.0
"""Go to anything: one field over the window, what is found below it, arrows and Enter take it, Esc leaves."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.facts.language import _
from ui import icons
from ui.anything import KINDS, Entry, found
from ui.theme import THEME
from ui.widgets.text import Words

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
WIDE, ROWS = 600, 10  # px at 100 %, rows in sight


class _Found(QAbstractListModel):
    """The entries found; a screen reader hears words, kind and keys."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """One row an entry."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, and the entry itself."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.words, _(KINDS[entry.kind]), entry.keys) if part)
        return entry if role == ENTRY else None


class _Line(QStyledItemDelegate):
    """One entry: icon, words, at the right its keys or kind."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as a row of a table."""
        return QSize(0, THEME.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it on the tokens."""
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(THEME.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), THEME.px(6), THEME.px(6))
        room = option.rect.adjusted(THEME.px(10), 0, -THEME.px(12), 0)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        side = THEME.px(18)
        drawn = icons.pixmap(entry.icon, "accent" if chosen else "muted", 18, ratio)
        painter.drawPixmap(room.left(), room.center().y() - side // 2, drawn)
        painter.setFont(THEME.font("caption"))
        painter.setPen(THEME.colour("muted"))
        tail = entry.keys or _(KINDS[entry.kind])
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(flags), tail)
        width = painter.fontMetrics().horizontalAdvance(tail)
        left = room.adjusted(side + THEME.px(12), 0, -width - THEME.px(16), 0)
        painter.setFont(THEME.font())
        painter.setPen(THEME.colour("text"))
        words = painter.fontMetrics().elidedText(entry.words, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


class Palette(QDialog):
    """`taken` holds the entry chosen, None where the person went back."""

    def __init__(self, over: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(over)
        self.setWindowTitle(_("Go to anything"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.taken: Entry | None = None
        self._entries = entries
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("A page, a debt, a paper, a rule, a word of the help …"))
        self.field.setAccessibleName(_("Go to anything"))
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("inner")
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.list.setItemDelegate(_Line(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = _Found()
        self.list.setModel(self.model)
        self.list.clicked.connect(self._take)
        self.nothing = Words(_("Nothing found. Try another word, or the Chinese term."), "muted", wrap=True)
        layout = QVBoxLayout(self)
        side = THEME.px(12)
        layout.setContentsMargins(side, side, side, side)
        layout.setSpacing(THEME.px(8))
        for part in (self.field, self.nothing, self.list):
            layout.addWidget(part)
        self.field.textChanged.connect(self._search)
        self._search("")
        room = over.width() - THEME.px(48)
        self.setFixedSize(min(THEME.px(WIDE), room), min(THEME.px(36) * ROWS + THEME.px(80), over.height()))
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + THEME.px(72))
        self.field.setFocus()

    def _search(self, text: str) -> None:
        entries = found(self._entries, text)
        self.model.show_entries(entries)
        self.nothing.setVisible(not entries)
        self._go(0)

    def _go(self, row: int) -> None:
        if self.model.entries:
            row = min(max(row, 0), len(self.model.entries) - 1)
            self.list.setCurrentIndex(self.model.index(row, 0))
            words = self.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            self.field.setAccessibleDescription(words)  # what Enter takes, for those who hear it

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken = self.model.entries[index.row()]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the keyboard stays in the field; Enter takes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: ROWS,
                Qt.Key.Key_PageUp: -ROWS,
            }
            step = keys.get(Qt.Key(event.key()))
            if step:
                self._go(self.list.currentIndex().row() + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
