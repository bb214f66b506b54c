# SPDX-License-Identifier: Apache-2.0
"""Help where no case is open: a topic in a window of its own, its links followed in place."""

from PySide6.QtWidgets import QWidget

from planner.facts.language import _
from ui.dialogs import Plain, hold
from ui.help_topics import topic
from ui.theme import THEME
from ui.widgets.card import scrolled
from ui.widgets.help_text import HelpText


class HelpWindow(Plain):
    """One topic; Esc closes it."""

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over, _("Help"), back=_("Close"))
        self.at = name
        self.text = HelpText()
        self.text.chosen.connect(self.open_topic)
        area = scrolled(self.text)
        area.setMinimumSize(THEME.px(680), THEME.px(420))
        self.middle.addWidget(area)
        self.open_topic(name)

    def open_topic(self, name: str) -> None:
        """Show another topic."""
        self.at = name
        self.text.show_topic(topic(name))


def show_topic(over: QWidget, name: str) -> None:
    """Show a topic and wait until it is closed."""
    hold(lambda: HelpWindow(over, name))
