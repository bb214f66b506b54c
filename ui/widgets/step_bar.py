# SPDX-License-Identifier: Apache-2.0
"""The steps of a guided way as one line: done ones ticked, the present one marked, each a button that goes there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner.facts.language import _
from ui.icons import set_icon
from ui.theme import THEME


class StepBar(QWidget):
    """`chosen(place)` asks for a step."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("ground")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(THEME.px(4))
        self._words = tuple(words)
        self.buttons: list[QPushButton] = []
        for place, one in enumerate(words):
            button = QPushButton(f"{place + 1}  {one}")
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            layout.addWidget(button)
            self.buttons.append(button)
        layout.addStretch(1)

    def show_steps(self, at: int, done: Sequence[bool]) -> None:
        """Mark the present step and those that are done."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == at)
            set_icon(button, "check" if done[place] else "circle", "good" if done[place] else "muted", 14)
            state = _("done") if done[place] else _("open")
            button.setAccessibleName(
                _("Step {n}: {what}, {state}").format(n=place + 1, what=self._words[place], state=state)
            )
