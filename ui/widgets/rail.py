# SPDX-License-Identifier: Apache-2.0
"""The rail on the left: the program's name and case, the pages with their badges, and what hides amounts."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from planner.facts.language import ngettext
from ui.icons import pixmap, set_icon
from ui.theme import THEME
from ui.widgets.text import plain_tip, rule_line

BRAND = "还清 Huanqing"
MARK = 14  # px at 100 %: the mark that a menu opens
WIDE, WIDEST, NARROW = 208, 300, 60  # px at 100 %; as wide as its words need between the first two


class Entry(NamedTuple):
    """One entry: page name, words, icon, shortcut."""

    name: str
    words: str
    icon: str
    keys: str


class RailButton(QPushButton):
    """One entry with its badge; folded it shows the icon and its words as a tooltip."""

    def __init__(self, words: str, icon: str, keys: str = "") -> None:
        super().__init__()
        self._words, self._keys, self._badge = words, keys, 0
        self._folded = False
        set_icon(self, icon)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Show the icon only."""
        self._folded = folded
        self.setText("" if folded else f"  {self._words}")
        hint = f"{self._words} ({self._keys})" if self._keys else self._words
        self.setToolTip(plain_tip(hint) if folded or self._keys else "")
        self._name()

    def count(self, badge: int) -> None:
        """Show how many things stand there."""
        if badge != self._badge:
            self._badge = badge
            self._name()
            self.update()

    def _name(self) -> None:
        n = self._badge
        counted = ngettext("{page}, {n} entry", "{page}, {n} entries", n).format(page=self._words, n=n)
        self.setAccessibleName(counted if n else self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry, its badge, and the bar of the page in sight."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(THEME.colour("accent"), THEME.px(3), c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(4, THEME.px(11), 4, self.height() - THEME.px(11))
        if self._badge and not self._folded:
            painter.setFont(THEME.font("caption"))
            painter.setPen(THEME.colour("accent" if self.isChecked() else "muted"))
            room = self.rect().adjusted(0, 0, -THEME.px(14), 0)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(self._badge)
            )


class CaseButton(RailButton):
    """The head of the rail: whose case is open, or else the program's name; a click opens the menu of the case."""

    def __init__(self) -> None:
        self._hint = ""
        super().__init__(BRAND, "layers")
        self.setObjectName("brand")

    def name(self, label: str | None, hint: str) -> None:
        """Show the case's name, shortened where the rail is narrow; `hint` says what a click does."""
        self._words, self._hint = label or BRAND, hint
        self.fold(self._folded)

    def fold(self, folded: bool) -> None:
        """Show the icon only, or as much of the name as fits."""
        super().fold(folded)
        self.setToolTip(plain_tip(f"{self._words} · {self._hint}" if self._hint else self._words))
        self._shorten()

    def _shorten(self) -> None:
        if not self._folded:
            room = self.width() - self._beside()
            words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
            self.setText("  " + words.replace("&", "&&"))

    def _beside(self) -> int:
        """What icon, spaces and the mark take of the width."""
        return THEME.px(2 * 10 + 18 + MARK + 12) + self.fontMetrics().horizontalAdvance("  ")

    def sizeHint(self) -> QSize:
        """As wide as the program's name: a longer one is shortened, never the rail widened."""
        hint = super().sizeHint()
        if not self._folded:
            hint.setWidth(self.fontMetrics().horizontalAdvance(BRAND) + self._beside())
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name anew."""
        super().resizeEvent(event)
        self._shorten()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry and the mark of a menu."""
        super().paintEvent(event)
        if not self._folded:
            side = THEME.px(MARK)
            mark = pixmap("chevron-down", "muted", MARK, self.devicePixelRatioF())
            QPainter(self).drawPixmap(self.width() - THEME.px(10) - side, (self.height() - side) // 2, mark)


class Rail(QFrame):
    """The navigation. `chosen(name)` asks for a page; up and down arrows walk it."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], tail: Sequence[QPushButton], name: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(name)
        self.brand = CaseButton()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        side = THEME.px(8)
        layout.setContentsMargins(side, THEME.px(8), side, side)
        layout.setSpacing(THEME.px(2))
        layout.addWidget(self.brand)
        layout.addSpacing(THEME.px(6))
        for entry in entries:
            button = RailButton(entry.words, entry.icon, entry.keys)
            button.setCheckable(True)
            button.setObjectName(f"rail-{entry.name}")
            button.clicked.connect(lambda _on=False, name=entry.name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[entry.name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(rule_line())
        self._tail = [button for button in tail if isinstance(button, RailButton)]
        for button in self._tail:
            layout.addWidget(button)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Fold to icons, or unfold."""
        buttons = (self.brand, *self._buttons.values(), *self._tail)
        for button in buttons:
            button.ensurePolished()
            button.fold(folded)
        widest = max(button.sizeHint().width() for button in buttons) + 2 * THEME.px(8) + 1
        self.setFixedWidth(THEME.px(NARROW) if folded else min(max(THEME.px(WIDE), widest), THEME.px(WIDEST)))

    def mark(self, name: str) -> None:
        """Mark the page in sight; none where it has no entry."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def count(self, name: str, badge: int) -> None:
        """Show a page's badge."""
        self._buttons[name].count(badge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the entries with the arrow keys."""
        buttons = list(self._buttons.values())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step and focused is not None:
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
