# SPDX-License-Identifier: Apache-2.0
"""A creditor's claim beside the balance recomputed from terms and payments: part by part, the difference, and why.

The recomputation tries the usual ways of counting, so it is worked out beside the window.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.engine.claim import TOTAL, ClaimCheck, Line, check_claim
from planner.facts.case import Debt
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from ui import shown
from ui.background import Job, run
from ui.theme import THEME
from ui.widgets.card import column, emptied
from ui.widgets.text import Role, Tone, Words, rule_line

PARTS = {
    "principal": N_("Principal"),
    "interest": N_("Interest"),
    "penalty": N_("Penalty"),
    "fee": N_("Fees"),
    TOTAL: N_("Total"),
}
HEADS = (N_("Recomputed"), N_("Claimed"), N_("Difference"))
ENTERED = (N_("Recomputed"), N_("Entered"), N_("Difference"))


class ClaimTable(QWidget):
    """Four parts and their sum, below them the reasons and what may be asked about. `checked(check)` tells the answer."""

    checked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(16))
        self._grid.setVerticalSpacing(THEME.px(6))
        for place in range(1, 4):
            self._grid.setColumnStretch(place, 1)
        self._said = column(gap=4)
        self.setLayout(column(self._grid, self._said, gap=10))
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self._debt: Debt | None = None
        self._job: Job | None = None
        self.hide()

    def show_debt(self, debt: Debt, book: RuleBook) -> None:
        """Recompute a debt and show it beside its claim; an answer for an older state of it is dropped."""
        if debt == self._debt:
            return
        self._debt = debt
        if self._job is not None:
            self._job.cancel()
        self._job = run(check_claim, debt, book)
        self._job.finished.connect(self._take)

    def _take(self, check: ClaimCheck) -> None:
        if self.sender() is self._job:
            self._job = None
            self._draw(check)
            self.checked.emit(check)

    def _draw(self, check: ClaimCheck) -> None:
        emptied(self._grid)
        emptied(self._said)
        claimed = self._debt is not None and self._debt.claim is not None
        self.setVisible(claimed or check.basis == "contract")
        for place, words in enumerate(HEADS if claimed else ENTERED, 1):
            self._put(0, place, _(words), "caption")
        for row, line in enumerate(check.lines, 1):
            if line.part == TOTAL:
                self._grid.addWidget(rule_line(), row, 0, 1, 4)
            self._line(row + (line.part == TOTAL), line)
        for words in self._reasons(check):
            self._said.addWidget(Words(words, "caption", wrap=True))

    def _reasons(self, check: ClaimCheck) -> list[str]:
        """Why figures differ, each reason once with the parts it explains; then what may be asked about."""
        found: dict[str, list[str]] = {}
        for line in check.lines:
            if line.difference and line.part != TOTAL:
                found.setdefault(line.why.words(), []).append(_(PARTS[line.part]))
        said = [
            _("{parts}: {why}").format(parts=_(", ").join(parts), why=why) for why, parts in found.items()
        ]
        said += [f"{ask.said.words()} ({ask.rule_id})" for ask in check.ask]
        said += [problem.words() for problem in check.problems]
        return [shown.MASK] if shown.is_hidden() and said else said

    def _line(self, row: int, line: Line) -> None:
        role: Role = "card" if line.part == TOTAL else "base"
        more = line.difference
        self._grid.addWidget(Words(_(PARTS[line.part]), "muted"), row, 0)
        self._put(row, 1, shown.amount(line.recomputed), role)
        self._put(row, 2, shown.amount(line.claimed), role)
        sign = "+" if more and more > 0 and not shown.is_hidden() else ""
        self._put(row, 3, sign + shown.amount(more), role, "warn" if more else "")

    def _put(self, row: int, place: int, text: str, role: Role, tone: Tone = "") -> None:
        label = Words(text, role).tone(tone)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, place)
