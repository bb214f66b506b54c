# SPDX-License-Identifier: Apache-2.0
"""Parts of a page beside each other, and below each other where they have no room so."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import THEME

GAP = 12  # px at 100 %


class Beside(QWidget):
    """Side by side from `wide` (px at 100 %) on, if each part can be as narrow as its share then is."""

    def __init__(self, *parts: QWidget, wide: int, shares: Sequence[int] = ()) -> None:
        """`shares` of the width, all alike by default."""
        super().__init__()
        self.setObjectName("ground")
        self._wide = wide
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(THEME.px(GAP))
        for part, share in zip(parts, shares or [1] * len(parts), strict=True):
            self._box.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest part: the others can go below it."""
        least = super().minimumSizeHint()
        return QSize(max((self._least(part) for part in self._parts), default=0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Turn where a part has come to need more or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _least(self, part: QWidget) -> int:
        return 0 if part.isHidden() else max(part.minimumSizeHint().width(), part.minimumWidth())

    def _turn(self) -> None:
        shown = [self._least(part) for part in self._parts if not part.isHidden()]
        need = sum(shown) + THEME.px(GAP) * (len(shown) - 1)
        kinds = QBoxLayout.Direction
        fits = self.width() >= max(need, THEME.px(self._wide))
        turned = kinds.LeftToRight if fits else kinds.TopToBottom
        if turned != self._box.direction():
            self._box.setDirection(turned)
