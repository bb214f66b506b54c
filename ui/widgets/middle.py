# SPDX-License-Identifier: Apache-2.0
"""The middle of a very wide window: what is read together stands together, not at the two ends of the screen."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from ui.theme import THEME

WIDEST = 1600  # px at 100 %: two columns of comfortable lines, or a table whose rows the eye can follow


class Middle(QWidget):
    """One part at its usual width, up to WIDEST; in a wider window it stands in the middle."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setObjectName("ground")
        part.setMaximumWidth(THEME.px(WIDEST))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        policy = QSizePolicy.Policy
        line.addSpacerItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))
        line.addWidget(part, 1)
        line.addSpacerItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))
