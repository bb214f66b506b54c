# SPDX-License-Identifier: Apache-2.0
"""The figures of each chart as a table: its twin for a screen reader, and for a spreadsheet."""

from collections.abc import Collection, Mapping

from planner.engine.beside import Beside
from planner.engine.plan import Plan
from planner.engine.stress_values import QUANTILES, StressResult
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.reports.compared_plans import Named, costs_of, owed_by_month
from planner.reports.table import Cell, Column, Table

MONTH = Column("month", N_("Month"), "month", 10)
CASH_MONTHS = (
    ("income", N_("Income")),
    ("living", N_("Living costs")),
    ("paid", N_("Paid to creditors")),
    ("set_aside", N_("Set aside")),
    ("left", N_("Left at the month's end")),
    ("reserve", N_("of it reserve")),
)
QUANTILE_WORDS = {
    5: N_("one in twenty has less than"),
    25: N_("one in four has less than"),
    50: N_("the middle one"),
    75: N_("one in four has more than"),
    95: N_("one in twenty has more than"),
}


def _money(key: str, heading: str, named: bool = False) -> Column:
    return Column(key, heading, "money", 14, named)


def owed_table(plan: Plan, called: Mapping[str, str], hidden: Collection[str] = ()) -> Table:
    """What is owed at each month's end (fen), debt by debt, without those left out, and in all."""
    debts = [debt for debt in plan.debts if debt.debt_id not in hidden]
    names = [_money(debt.debt_id, called.get(debt.debt_id, debt.creditor), named=True) for debt in debts]
    rows: list[tuple[Cell, ...]] = []
    for place, month in enumerate(plan.months):
        left = [debt.owed[place] if place < len(debt.owed) else None for debt in debts]
        rows.append((month.month, *left, sum(fen for fen in left if fen is not None)))
    columns = (MONTH, *names, _money("all", N_("Owed in all")))
    return Table(name="owed_chart", title=N_("What is owed by month"), columns=columns, rows=tuple(rows))


def months_table(plan: Plan, hidden: Collection[str] = ()) -> Table:
    """What each month brings, takes and leaves (fen)."""
    told = [(key, words) for key, words in CASH_MONTHS if key not in hidden]
    rows: list[tuple[Cell, ...]] = []
    for row in plan.months:
        values = {
            "income": row.income,
            "living": row.living + row.priority,
            "paid": row.paid,
            "set_aside": row.set_aside,
            "left": row.free + row.reserve,
            "reserve": row.reserve,
        }
        rows.append((row.month, *(values[key] for key, _words in told)))
    columns = (MONTH, *(_money(key, words) for key, words in told))
    return Table(
        name="months_chart", title=N_("What each month brings and takes"), columns=columns, rows=tuple(rows)
    )


def fan_table(result: StressResult) -> Table:
    """Cash at each month's end in many futures (fen), and in what share of them the first miss falls there."""
    missed = dict(result.first_miss)
    rows: list[tuple[Cell, ...]] = []
    for place, month in enumerate(result.months):
        cash = [result.cash[q][place] for q in QUANTILES] if result.cash else [None] * len(QUANTILES)
        share = missed.get(month, 0.0) if result.holds is not None else None
        rows.append((month, *cash, share_cell(share)))
    columns = (
        MONTH,
        *(_money(f"q{q}", QUANTILE_WORDS[q]) for q in QUANTILES),
        Column("missed", N_("first missed payment"), "count", 12),
    )
    return Table(name="fan_chart", title=N_("Cash in many futures"), columns=columns, rows=tuple(rows))


def share_cell(share: float | None) -> str | None:
    """A share of futures as a cell: one decimal per cent."""
    return None if share is None else f"{share * 100:.1f}%"


def beside_table(plan: Plan, nothing: Beside, lost: Beside, hidden: Collection[str] = ()) -> Table:
    """What is owed at each month's end under the plan and beside it (fen)."""
    rows: list[tuple[Cell, ...]] = []
    for place, row in enumerate(nothing.months):
        planned = sum(debt.owed[place] for debt in plan.debts if place < len(debt.owed))
        every: dict[str, Fen] = {"nothing": row.owed, "lost": lost.months[place].owed, "plan": planned}
        rows.append((row.month, *(fen for key, fen in every.items() if key not in hidden)))
    named = (("nothing", N_("doing nothing")), ("lost", N_("losing in court")), ("plan", N_("this plan")))
    columns = (MONTH, *(_money(key, words) for key, words in named if key not in hidden))
    return Table(
        name="beside_chart", title=N_("What is owed, course by course"), columns=columns, rows=tuple(rows)
    )


def compared_table(plans: Named, first: Month) -> Table:
    """What is still owed under each plan at each month's end (fen), and at the start."""
    courses = [owed_by_month(plan) for _name, plan in plans]
    longest = max((len(course) for course in courses), default=0)
    rows: list[tuple[Cell, ...]] = []
    for place in range(longest):
        when = str(first.plus(place - 1)) if place else _("at the start")
        rows.append((when, *(course[place] if place < len(course) else None for course in courses)))
    return Table(
        name="compared_chart",
        title=N_("What is still owed under each plan"),
        columns=(
            Column("month", N_("Month"), "text", 10),
            *(_money(f"p{n}", name, named=True) for n, (name, _plan) in enumerate(plans)),
        ),
        rows=tuple(rows),
    )


def costs_table(plans: Named) -> Table:
    """What each plan pays (fen), part by part."""
    rows = tuple((name, *(parts := costs_of(plan)), sum(parts)) for name, plan in plans)
    columns = (
        Column("plan", N_("Plan"), "text", 24),
        _money("principal", N_("Principal")),
        _money("interest", N_("Interest")),
        _money("charges", N_("Fees and penalty")),
        _money("total", N_("Total paid")),
    )
    return Table(name="costs_chart", title=N_("What each plan costs"), columns=columns, rows=rows)
