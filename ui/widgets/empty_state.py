# SPDX-License-Identifier: Apache-2.0
"""What a page shows before there is anything: an icon, one sentence, what it is good for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.sign import Sign
from ui.widgets.text import Words


class EmptyState(QWidget):
    """Icon, title, one or two lines, up to two buttons; the first is the primary one."""

    def __init__(
        self, picture: str, title: str, words: str, *steps: tuple[str, str, Callable[[], object]]
    ) -> None:
        """`steps` are (words, icon, what to do)."""
        super().__init__()
        self._picture = Sign(picture, "accent", 40)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = Words(title, "lead", wrap=True)
        text = Words(words, "muted", wrap=True)
        for label in (head, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(THEME.px(440))
        layout = QVBoxLayout(self)
        layout.setSpacing(THEME.px(8))
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addSpacing(THEME.px(8))
        for label in (head, text):
            layout.addLayout(row(None, label, None))
            layout.setStretch(layout.count() - 1, 0)
        layout.addSpacing(THEME.px(12))
        self.buttons: list[QPushButton] = []
        for words_, name, do in steps:
            button = QPushButton(words_)
            button.setProperty("kind", "" if self.buttons else "primary")
            set_icon(button, name, "accent" if self.buttons else "on_accent")
            button.clicked.connect(lambda _on=False, do=do: do())
            self.buttons.append(button)
        layout.addLayout(row(None, *self.buttons, None, gap=12))
        layout.addStretch(3)
