# SPDX-License-Identifier: Apache-2.0
"""A line of text that keeps Ctrl+Z only while it has something of its own to take back; else the edit of the case goes."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class SearchLine(QLineEdit):
    """Qt lets every line of text swallow undo and redo, also an empty one."""

    def event(self, event: QEvent) -> bool:
        """Pass on what this line cannot take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            for key, own in ((keys.Undo, self.isUndoAvailable()), (keys.Redo, self.isRedoAvailable())):
                if event.matches(key) and not own:
                    event.ignore()
                    return False
        return super().event(event)
