# SPDX-License-Identifier: Apache-2.0
"""The person's own surprises: how income and living costs of each observed month differed from the budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.engine.budget import LivingMonth, income_in, living_in
from planner.engine.history import MonthSeen
from planner.facts.case import Case
from planner.facts.dates import Month
from planner.facts.money import Fen, round_fen

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Surprise:
    """One observed month over the budget of its calendar month: income and living costs, taken as a pair."""

    month: Month
    income: Fraction
    living: Fraction


def surprises(case: Case, seen: Sequence[MonthSeen], rows: Sequence[LivingMonth]) -> tuple[Surprise, ...]:
    """Return the surprise of each observed month, in their order (model section 6: rho and kappa).

    The budget of a calendar month is that of the plan's first such month, so seasons are in it already. Where the
    budget has nothing, there is nothing to scale, and the surprise is one.
    """
    found = []
    for month in seen:
        like = _like(case.first_month, month.month)
        income, living = income_in(case, like), living_in(case, like)
        found.append(
            Surprise(
                month.month,
                Fraction(month.income, income) if income else ONE,
                Fraction(month.living, living) if living else ONE,
            )
        )
    return tuple(found)


def _like(first: Month, month: Month) -> Month:
    """Return the first plan month of the same name."""
    return first.plus((month - first) % 12)


def surplus_table(rows: Sequence[LivingMonth], observed: Sequence[Surprise]) -> list[list[Fen]]:
    """Return what plan month m would leave before instalments if it surprised like observed month j: whole fen, exact."""
    return [
        [round_fen(row.income * s.income) - row.priority - round_fen(row.living * s.living) for s in observed]
        for row in rows
    ]
