# SPDX-License-Identifier: Apache-2.0
"""The message bar: what needs doing, said in the page, with a link that goes there and a way to put it aside."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from planner.facts.language import _
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.sign import Sign
from ui.widgets.text import Tone, Words

_PICTURE = {"good": "circle-check", "warn": "triangle-alert", "danger": "circle-alert", "info": "info"}


class MessageBar(QFrame):
    """One message at a time; hidden when there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._picture = Sign("info", "info", 18)
        self._words = Words("", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.setProperty("kind", "quiet")
        self._close = QToolButton()
        set_icon(self._close, "x", size=16)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(THEME.px(12), THEME.px(6), THEME.px(6), THEME.px(6))
        layout.setSpacing(THEME.px(8))
        for part in (self._picture, self._words, self._action, self._close):
            layout.addWidget(part)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self.hide()

    def say(
        self, words: str, tone: Tone = "info", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a message, with a link if `action` names one. An empty message hides the bar."""
        self._do = do
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(_("Dismiss"))
        self._close.setToolTip(_("Dismiss"))
        self.setAccessibleName(words)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._picture.show_icon(_PICTURE.get(tone, "info"), tone or "info")
        self.setVisible(bool(words))

    def words(self) -> str:
        """What it says now, "" when hidden."""
        return "" if self.isHidden() else self._words.text()

    def _act(self) -> None:
        if self._do is not None:
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the message aside."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
