# SPDX-License-Identifier: Apache-2.0
"""A quiet card for hard moments: whom to call, shown beside the page, kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from planner.facts.language import _
from ui.theme import THEME
from ui.widgets.card import column, row
from ui.widgets.steps import link, sign
from ui.widgets.text import Words


class QuietHelp(QFrame):
    """Two lines and a way to the quiet page. `chosen(where)` asks to go there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("topic", "hard-days")
        head = Words(
            _("If it is too much right now: you can call 12356 and talk to someone."), "lead", wrap=True
        )
        text = Words(
            _("In immediate danger call 110 or 120. The plan can wait; nothing of this is kept."),
            "muted",
            wrap=True,
        )
        go = link(_("A quiet page"), _("A quiet page for hard days"))
        go.clicked.connect(lambda: self.chosen.emit("help/hard-days"))
        side = THEME.px(16)
        layout = row(sign(self, "heart-handshake", "accent"), column(head, text, gap=4), go, gap=12)
        layout.setContentsMargins(side, side, side, side)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setAccessibleName(head.text())
        self.hide()
