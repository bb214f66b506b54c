# SPDX-License-Identifier: Apache-2.0
"""Esc stops what is under way, wherever the focus is in the window, as long as its page is in sight."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def esc_stops(page: QWidget, stop: Callable[[], object]) -> QShortcut:
    """Return the shortcut, which holds only while it is enabled: Esc means other things at other times."""
    made = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
    made.setEnabled(False)
    made.activated.connect(stop)
    return made
