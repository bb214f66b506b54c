# SPDX-License-Identifier: Apache-2.0
"""Plans beside each other as their charts and tables take them: which have a course, what each owes by month and costs."""

from collections.abc import Collection, Sequence

from planner.engine.plan import Plan
from planner.facts.money import Fen

Named = Sequence[tuple[str, Plan]]
MOST = 8  # plans drawn; the table names them all


def drawn(plans: Named) -> list[tuple[str, Plan]]:
    """Return the plans that have a course to draw, the first ones of very many."""
    return [(name, plan) for name, plan in plans if plan.months and plan.refusal is None][:MOST]


def owed_by_month(plan: Plan) -> list[Fen]:
    """Return what a plan still owes in all at its start and at each month's end (fen)."""
    rest = [debt for debt in plan.debts if not debt.priority]
    opening = sum(debt.opening for debt in rest)
    return [opening, *(sum(debt.owed[i] for debt in rest) for i in range(len(plan.months)))]


def with_costs(plans: Named, hidden: Collection[int] = ()) -> list[tuple[str, Plan]]:
    """Return the plans whose costs are drawn: those that hold and are not left out by their place."""
    return [pair for n, pair in enumerate(drawn(plans)) if pair[1].feasible and n not in hidden]


def costs_of(plan: Plan) -> tuple[Fen, Fen, Fen]:
    """Return what a plan pays in principal, in interest, and in fees and penalties (fen)."""
    rows = [row for debt in plan.debts if not debt.priority for row in debt.rows]
    return (
        sum(row.principal for row in rows),
        sum(row.interest for row in rows),
        sum(row.fee + row.penalty for row in rows),
    )
