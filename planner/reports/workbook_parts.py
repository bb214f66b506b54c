# SPDX-License-Identifier: Apache-2.0
"""What the sheets of a plan workbook share: the facts they draw from, and where each figure stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.plan import DebtPlan, Plan
from planner.facts.case import Case
from planner.facts.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Source:
    """Everything a plan workbook is made from."""

    case: Case
    plan: Plan
    rules: RuleBook
    today: date
    called: Mapping[str, str]

    @property
    def first(self) -> tuple[DebtPlan, ...]:
        """The debts marked priority, paid before all."""
        return tuple(debt for debt in self.plan.debts if debt.priority)
