# SPDX-License-Identifier: Apache-2.0
"""A creditor's claim beside the person's own figures, part by part, with the difference."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.facts.case import Debt
from planner.facts.language import N_, _
from planner.facts.money import Fen
from ui import shown
from ui.theme import THEME
from ui.widgets.card import emptied
from ui.widgets.text import Role, Tone, Words, rule_line

PARTS = (
    ("principal", N_("Principal")),
    ("interest", N_("Interest")),
    ("penalty", N_("Penalty")),
    ("fee", N_("Fees")),
)
HEADS = (N_("Your figures"), N_("Claimed"), N_("Difference"))


class ClaimTable(QWidget):
    """Four parts and their sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(16))
        self._grid.setVerticalSpacing(THEME.px(6))
        for place in range(1, 4):
            self._grid.setColumnStretch(place, 1)

    def show_debt(self, debt: Debt) -> None:
        """Show the claim on a debt; hidden where nothing is claimed."""
        emptied(self._grid)
        self.setVisible(debt.claim is not None)
        if debt.claim is None:
            return
        for place, words in enumerate(HEADS, 1):
            self._put(0, place, _(words), "caption")
        own_sum, claimed_sum, known = 0, 0, False
        for line, (part, words) in enumerate(PARTS, 1):
            own, claimed = getattr(debt, part) or 0, getattr(debt.claim, part)
            own_sum += own
            claimed_sum += claimed or 0
            known = known or claimed is not None
            self._line(line, _(words), own, claimed, "base")
        self._grid.addWidget(rule_line(), 5, 0, 1, 4)
        self._line(6, _("Total"), own_sum, claimed_sum if known else None, "card")

    def _line(self, line: int, words: str, own: Fen, claimed: Fen | None, role: Role) -> None:
        self._grid.addWidget(Words(words, "muted"), line, 0)
        more = None if claimed is None else claimed - own
        self._put(line, 1, shown.amount(own), role)
        self._put(line, 2, shown.amount(claimed), role)
        sign = "+" if more and more > 0 and not shown.is_hidden() else ""
        self._put(line, 3, sign + shown.amount(more), role, "warn" if more else "")

    def _put(self, line: int, place: int, text: str, role: Role, tone: Tone = "") -> None:
        label = Words(text, role).tone(tone)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, line, place)
