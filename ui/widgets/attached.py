# SPDX-License-Identifier: Apache-2.0
"""The papers attached to a record: each with a way to it and a way to take it off, and a button for one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.facts.case import Paper
from planner.facts.language import _
from ui import shown
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import emptied, row
from ui.widgets.steps import link
from ui.widgets.text import Words


class Attached(QWidget):
    """`wanted` asks for a file to attach, `opened(paper)` to see one, `loosened(paper)` to take one off."""

    wanted, opened, loosened = Signal(), Signal(str), Signal(str)

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setObjectName("ground")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(THEME.px(2))
        self.add = QPushButton(words or _("Attach a file…"))
        self.add.setProperty("kind", "quiet")
        set_icon(self.add, "paperclip", "accent", 16)
        self.add.clicked.connect(self.wanted.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addLayout(row(self.add, None))

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show other papers."""
        emptied(self._rows)
        for paper in papers:
            name = shown.name(paper.note or paper.name or paper.id)
            see = link(_("Show"), _("Show {name}").format(name=name))
            off = link(_("Take off"), _("Take {name} off").format(name=name))
            see.clicked.connect(partial(self.opened.emit, paper.id))
            off.clicked.connect(partial(self.loosened.emit, paper.id))
            self._rows.addLayout(row(Words(name), see, off, None, gap=8))
