# SPDX-License-Identifier: Apache-2.0
"""The table that lays plans beside each other: what each asks a month, when it is over, what it costs, if it holds."""

from collections.abc import Sequence

from planner.engine.plan import Plan
from planner.facts.case import Case, Scenario
from planner.facts.language import N_, _
from planner.reports.table import Cell, Column, Table


def compared(case: Case, plans: Sequence[tuple[Scenario, Plan]]) -> Table:
    """Return one row a plan; `ids` are the scenario ids. Amounts in fen, months counted from the case's first."""
    columns = (
        Column("name", N_("Plan"), width=30),
        Column("state", N_("Does it hold?"), width=20),
        Column("offer", N_("First month"), "money", 14),
        Column("peak", N_("Largest month"), "money", 14),
        Column("months", N_("How many months"), "count", 8),
        Column("end", N_("Clear in"), "month", 10),
        Column("total", N_("Total paid"), "money", 16),
        Column("waived", N_("Asked to be waived"), "money", 16),
    )
    return Table(
        name="comparison",
        title=N_("Plans beside each other"),
        columns=columns,
        rows=tuple(_row(case, scenario, plan) for scenario, plan in plans),
        ids=tuple(scenario.id for scenario, _plan in plans),
    )


def _row(case: Case, scenario: Scenario, plan: Plan) -> tuple[Cell, ...]:
    is_rule = scenario.id.startswith("strategy:")
    ends = plan.end is not None and plan.feasible
    return (
        _(scenario.name) if is_rule else scenario.name,
        state_words(plan),
        plan.months[0].paid if plan.months and not plan.refusal else None,
        plan.peak or None,
        plan.end - case.first_month + 1 if ends and plan.end else None,
        plan.end if ends else None,
        plan.total if ends else None,
        sum(debt.waived for debt in plan.debts) if ends else None,
    )


def state_words(plan: Plan) -> str:
    """Say in a few words whether the plan holds."""
    if plan.refusal is not None:
        return _("no offer possible")
    return _("holds every month") if plan.feasible else _("does not hold")
