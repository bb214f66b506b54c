# SPDX-License-Identifier: Apache-2.0
"""The middle of a very wide window: what is read together stands together, not at the two ends of the screen."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QSpacerItem, QWidget

from ui.theme import THEME
from ui.widgets.card import column

WIDEST = 1600  # px at 100 %: two columns of comfortable lines, or a table whose rows the eye can follow


class Middle(QWidget):
    """Parts below each other, the last one growing, up to WIDEST; in a wider window they stand in the middle."""

    def __init__(self, *parts: QWidget | QLayout) -> None:
        super().__init__()
        self.setObjectName("ground")
        inner = QWidget()
        inner.setObjectName("ground")
        inner.setMaximumWidth(THEME.px(WIDEST))
        whole = column(*parts, gap=0)
        whole.setStretch(len(parts) - 1, 1)
        inner.setLayout(whole)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        policy = QSizePolicy.Policy
        line.addSpacerItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))
        line.addWidget(inner, 1)
        line.addSpacerItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))
