# SPDX-License-Identifier: Apache-2.0
"""What the rules look at: the case, the plan if there is one, its stress result if there is one, the rule book, the day."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from planner.engine.plan import DebtPlan, Plan
from planner.facts.case import Case, Debt
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook


class Stress(Protocol):
    """What a stress result tells the rules: the share of futures in which the plan holds, 0 to 1."""

    @property
    def holds(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Matter:
    """One review's material."""

    case: Case
    plan: Plan | None
    stress: Stress | None
    book: RuleBook
    today: dt.date

    def debt(self, debt_id: str) -> Debt | None:
        """Return the debt of that id, or None."""
        return next((debt for debt in self.case.debts if debt.id == debt_id), None)

    def planned(self) -> tuple[tuple[Debt, DebtPlan], ...]:
        """Return each debt with what the plan does with it."""
        rows = self.plan.debts if self.plan else ()
        pairs = ((self.debt(row.debt_id), row) for row in rows)
        return tuple((debt, row) for debt, row in pairs if debt is not None)


Topic = Callable[[Matter], Iterator[Problem]]
