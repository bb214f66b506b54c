# SPDX-License-Identifier: Apache-2.0
"""The message bar: what needs doing, said in the page and to screen readers, with a link and a way to put it aside."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from planner.facts.language import _
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import scrolled
from ui.widgets.sign import Sign
from ui.widgets.text import Tone, Words

MORE_HIGH = 160  # px at 100 % that the rest of a message may take; beyond it scrolls
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
        self._more = Words("", "muted", wrap=True)
        self._more.setObjectName("more")
        self._room = scrolled(self._more)
        self._room.setMaximumHeight(THEME.px(MORE_HIGH))
        layout = QGridLayout(self)
        layout.setContentsMargins(THEME.px(12), THEME.px(6), THEME.px(6), THEME.px(6))
        layout.setSpacing(THEME.px(8))
        for place, part in enumerate((self._picture, self._words, self._action, self._close)):
            layout.addWidget(part, 0, place)
        layout.addWidget(self._room, 1, 1, 1, 3)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self.hide()

    def say(
        self, words: str, tone: Tone = "info", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a message, with a link if `action` names one. An empty message hides the bar.

        What `do` returns as text is more of the message: it opens below it, in the bar.
        """
        self._do = do
        self._room.hide()
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
        if words:
            self._announce(words, tone)

    def _announce(self, words: str, tone: Tone) -> None:
        """Tell a screen reader, which sees nothing of a bar that comes up; a danger at once, the rest in its turn."""
        event = QAccessibleAnnouncementEvent(self, words)
        manners = QAccessible.AnnouncementPoliteness
        event.setPoliteness(manners.Assertive if tone == "danger" else manners.Polite)
        QAccessible.updateAccessibility(event)

    def words(self) -> str:
        """What it says now, "" when hidden."""
        return "" if self.isHidden() else self._words.text()

    def _act(self) -> None:
        more = self._do() if self._do is not None else None
        if isinstance(more, str):
            self._more.setText(more)
            self._room.setVisible(self._room.isHidden())
            self._more.setAccessibleName(more)
            self._announce(more, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the message aside."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
