# SPDX-License-Identifier: Apache-2.0
"""The column beside a page's main part: of one width, and wider where its words cannot be narrower."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea

from ui.theme import THEME
from ui.widgets.ground import Ground

ANY_WIDTH = 16_777_215  # Qt's own largest width


class Side(QScrollArea):
    """It scrolls up and down only, so nothing in it may reach beyond its edge."""

    def __init__(self, parts: QLayout, width: int, grows: bool = False) -> None:
        """`width` in px at 100 %; `grows` where the person can draw it wider."""
        super().__init__()
        self._width, self._free, self._grows = THEME.px(width), False, grows
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = Ground(parts)
        self.setWidget(self._ground)
        self._widen()

    def set_free(self, free: bool) -> None:
        """Take any width, where it stands alone."""
        self._free = free
        self._widen()

    def wanted(self) -> int:
        """The width it needs (px)."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self._width, self._ground.minimumSizeHint().width() + bar)

    def event(self, event: QEvent) -> bool:
        """Widen where the content has come to need it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._widen()
        return done

    def _widen(self) -> None:
        self.setMinimumWidth(0 if self._free else self.wanted())
        self.setMaximumWidth(ANY_WIDTH if self._free or self._grows else self.wanted())
