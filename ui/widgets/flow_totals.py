# SPDX-License-Identifier: Apache-2.0
"""What the flows show, kind by kind: how many rows, what they sum to. A kind that is clicked is searched for."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from planner.facts.language import _, ngettext
from planner.facts.money import Fen
from planner.reports.words import KINDS
from ui import shown
from ui.theme import THEME
from ui.widgets.card import Card, emptied
from ui.widgets.text import Words


class FlowTotals(Card):
    """The card with the little table; `asked(kind)` asks to see the rows of a kind."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("What the flows show"), gap=8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(THEME.px(16))
        self._grid.setVerticalSpacing(THEME.px(0))
        self._grid.setColumnStretch(0, 1)
        self.linked = Words("", "caption", wrap=True)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.linked)

    def show_sums(self, sums: Mapping[str, tuple[int, Fen]], links: int) -> None:
        """Show rows and sums by kind."""
        emptied(self._grid)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, words in enumerate(("", _("Rows"), _("Sum"))):
            self._grid.addWidget(Words(words, "caption"), 0, place, right)
        for line, kind in enumerate((k for k in KINDS if k in sums), 1):
            rows, total = sums[kind]
            name = QPushButton(_(KINDS[kind]))
            name.setProperty("kind", "quiet")
            name.setToolTip(_("Show these rows"))
            name.clicked.connect(lambda _on=False, one=kind: self.asked.emit(one))
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(Words(f"{rows:,}", "muted"), line, 1, right)
            self._grid.addWidget(Words(shown.amount(total)), line, 2, right)
        words = ngettext(
            "{n} link between rows that tell of the same thing; linked rows count once.",
            "{n} links between rows that tell of the same thing; linked rows count once.",
            links,
        )
        self.linked.setText(words.format(n=f"{links:,}") if links else "")
        self.linked.setVisible(bool(links))
