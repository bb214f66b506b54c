# SPDX-License-Identifier: Apache-2.0
"""The middle of a dialog: as high as what stands in it, and scrolled where the screen is lower."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy

from ui.theme import THEME
from ui.widgets.ground import Ground

EDGE = 4  # px: both sides of the line that shows where the keyboard is
LEAST = 40  # px at 100 %: a line of it is always in sight


class Tall(QScrollArea):
    """Qt's own scroll area wants to be small; this one wants to be as large as its content."""

    def __init__(self, content: QLayout, name: str) -> None:
        """`name` is for those who hear it, where the keyboard comes here to scroll."""
        super().__init__()
        self.setObjectName("tall")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_keys)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._ground = Ground(content)
        self.setWidget(self._ground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _take_keys(self, _least: int, most: int) -> None:
        """Take the keyboard only where there is something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > 0 else Qt.FocusPolicy.NoFocus)

    def heightForWidth(self, width: int) -> int:
        """What its content needs at this width."""
        ground = self._ground
        inner = (
            ground.heightForWidth(width - EDGE) if ground.hasHeightForWidth() else ground.sizeHint().height()
        )
        return inner + EDGE

    def sizeHint(self) -> QSize:
        """As large as its content."""
        return self._ground.sizeHint() + QSize(EDGE, EDGE)

    def minimumSizeHint(self) -> QSize:
        """As wide as its content has to be, with the bar beside it; as low as a line."""
        layout = self._ground.layout()
        if layout is None or not layout.count():
            return QSize(0, 0)
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = self._ground.minimumSizeHint().width() + bar + EDGE
        return QSize(wanted, min(THEME.px(LEAST), self._ground.sizeHint().height()) + EDGE)
