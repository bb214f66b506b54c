# SPDX-License-Identifier: Apache-2.0
"""The inside of a scrolled part of a page: as high as its content asks at the width it has, and no higher."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget


class Ground(QWidget):
    """Qt gives scrolled content the height its texts would need at the least width; this gives what they need now."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """The least width; the height follows from the width, where the content's height does at all."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least
