# SPDX-License-Identifier: Apache-2.0
"""Cards side by side: as many in a row as the width allows, all of one width."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import THEME


class CardGrid(QWidget):
    """Widgets in rows; `least` is the width (px at 100 %) below which one goes to the next row."""

    def __init__(self, least: int = 250) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._least = least
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(THEME.px(12))

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Put other cards in; those left out are let go."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self._cards, self._columns = list(cards), 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = max(1, self.width() // THEME.px(self._least))
        if columns == self._columns:
            return
        for place in range(max(columns, self._columns, 8)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns
        for n, card in enumerate(self._cards):
            self._grid.addWidget(card, n // columns, n % columns)
