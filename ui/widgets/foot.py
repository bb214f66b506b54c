# SPDX-License-Identifier: Apache-2.0
"""The strip at the foot, always true and live: what is owed, what can be paid, when it is clear, and when it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from planner.facts.language import _, ngettext
from ui import shown
from ui.chances import percent
from ui.theme import THEME
from ui.widgets.text import OneLine, Words

if TYPE_CHECKING:
    from planner.engine.plan import Plan
    from planner.engine.stress_values import StressResult
    from planner.facts.case import Case


def situation(case: Case, plan: Plan | None, chance: StressResult | None = None) -> str:
    """The whole situation in one line."""
    if not (case.debts or case.incomes or case.expenses):
        return _("Nothing entered yet")
    parts = [_("Owed {amount}").format(amount=shown.yuan(sum(debt.owed for debt in case.debts)))]
    if plan is None:
        parts.append(_("working out the plan …"))
    elif plan.refusal is not None and not case.incomes:
        parts.append(_("no income is entered yet"))
    elif plan.refusal is not None:
        parts.append(
            _("{amount} a month is missing for an offer").format(amount=shown.yuan(plan.refusal.missing))
        )
    else:
        parts.append(_("can pay {amount} a month").format(amount=shown.yuan(plan.affordable)))
        if plan.end is not None and plan.feasible and case.debts:
            n = plan.end - case.first_month + 1
            parts.append(ngettext("clear in {n} month", "clear in {n} months", n).format(n=n))
        elif case.debts:
            parts.append(_("this plan does not hold yet"))
        if chance is not None and chance.holds is not None:
            parts.append(_("chance of holding {share}").format(share=percent(chance.holds)))
    return "  ·  ".join(parts)


class Foot(QFrame):
    """The strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._situation, self._saved = OneLine("", "caption"), Words("", "caption")
        self._saved.setObjectName("saved")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(THEME.px(24), 0, THEME.px(24), 0)
        layout.addWidget(self._situation, 1)
        layout.addWidget(self._saved)
        self.setFixedHeight(THEME.px(32))

    def show_situation(self, case: Case, plan: Plan | None, chance: StressResult | None) -> None:
        """Say where the person stands now; the chance once it is measured."""
        self._situation.setText(situation(case, plan, chance))

    def show_saved(self, words: str) -> None:
        """Say when the case was saved, or that it is being saved."""
        self._saved.setText(words)

    def words(self) -> str:
        """Both ends of the strip."""
        return f"{self._situation.text()} | {self._saved.text()}"
