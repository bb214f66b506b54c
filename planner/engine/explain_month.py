# SPDX-License-Identifier: Apache-2.0
"""How a figure of one month came about: from the lines of the budget, from the month before, from the instalments."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.engine.budget import PRIORITY_GROUP, RESERVE_RULE, amount_in, assets_in
from planner.engine.explanation import Explanation, Input
from planner.engine.plan import DebtPlan, MonthRow, Plan
from planner.engine.shocks import shocked
from planner.facts.case import Case, Expense, Income, Scenario
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.problems import INFO, Problem

COLUMNS: Mapping[str, str] = {
    "income": N_("Income"),
    "priority": N_("Paid first"),
    "living": N_("Living costs"),
    "set_aside": N_("Set aside"),
    "assets": N_("Assets for the plan"),
    "paid": N_("Paid to creditors"),
    "surplus": N_("Surplus"),
    "free": N_("Free money"),
    "reserve": N_("Reserve"),
}
# A column of a month: which columns it is made of and their signs, whether the month before goes in, the sum in
# words, its formula where it is no plain sum, its rule.
_Sum = tuple[tuple[tuple[str, int], ...], bool, str, str, str | None]
_SUMS: Mapping[str, _Sum] = {
    "surplus": (
        (("income", 1), ("priority", -1), ("living", -1)),
        False,
        N_("Income less what is paid first and living costs."),
        "",
        None,
    ),
    "set_aside": (
        (("surplus", 0),),
        False,
        N_("A share of the surplus, rounded down, up to the cap a month."),
        N_("the smaller of: share × surplus, the cap a month, what the target still lacks"),
        RESERVE_RULE,
    ),
    "free": (
        (("surplus", 1), ("set_aside", -1), ("assets", 1), ("paid", -1)),
        True,
        N_(
            "The month before, and the surplus less what is set aside, with assets that arrive, less the instalments."
        ),
        "",
        None,
    ),
    "reserve": (
        (("set_aside", 1),),
        True,
        N_("The month before, and what is set aside."),
        "",
        RESERVE_RULE,
    ),
}


def explain_month(case: Case, scenario: Scenario, plan: Plan, name: str, column: str) -> Explanation | None:
    """Explain a column of a plan month (`income` to `reserve`, or `owed`); None for what is not known."""
    at = next((n for n, row in enumerate(plan.months) if str(row.month) == name), None)
    if at is None:
        return None
    if column == "paid":
        return explain_paid(plan, plan.months[at])
    if column == "owed":
        return _owed_to_all(plan, at)
    if column in _LINES:
        return _from_lines(shocked(case, scenario.shocks), plan, plan.months[at], column)
    return _from_columns(plan, at, column) if column in _SUMS else None


def _from_columns(plan: Plan, at: int, column: str) -> Explanation:
    row = plan.months[at]
    columns, before, text, formula, rule = _SUMS[column]
    where = f"months/{row.month}"
    inputs = tuple(
        Input(name=COLUMNS[c], amount=getattr(row, c), where=f"{where}/{c}", sign=sign) for c, sign in columns
    )
    if before:
        inputs = (_month_before(plan, at, column), *inputs)
    return Explanation(
        figure=f"{where}/{column}",
        amount=getattr(row, column),
        inputs=inputs,
        sum_in_words=Problem(INFO, where, text),
        rule_ids=(rule,) if rule else (),
        formula=formula,
    )


def _month_before(plan: Plan, at: int, column: str) -> Input:
    """The purse of the month before; before the first month, what lay in it."""
    if at:
        last = plan.months[at - 1]
        where = f"months/{last.month}/{column}"
        return Input(name=COLUMNS[column], amount=getattr(last, column), where=where, sign=1)
    first = plan.months[0]
    start = first.reserve - first.set_aside if column == "reserve" else 0
    return Input(name=N_("Before the first month"), amount=start, where="reserve/now", sign=1)


def explain_paid(plan: Plan, month: MonthRow) -> Explanation:
    """Explain what a month pays to the creditors: the instalments due in it."""
    where = f"months/{month.month}"
    inputs = tuple(
        Input(name=debt.creditor, amount=row.payment, where=f"debts/{debt.debt_id}/rows/{row.n}", sign=1)
        for debt in plan.debts
        if not debt.priority
        for row in debt.rows
        if row.month == month.month
    )
    return Explanation(
        figure=f"{where}/paid",
        amount=month.paid,
        inputs=inputs,
        sum_in_words=Problem(INFO, where, N_("The instalments due in this month.")),
    )


# ---------------------------------------------------------------- from the lines of the budget

_LINES: Mapping[str, str] = {
    "income": N_("Each income line as it falls into this month; weekly and longer cycles by their rule."),
    "living": N_(
        "Each living cost, put by evenly: a week counts 52 twelfths, a quarter a third, a year a twelfth."
    ),
    "priority": N_("Costs that are paid first, and the payments to debts marked as paid first."),
    "assets": N_("Assets meant for the plan that arrive in this month."),
}


def _from_lines(case: Case, plan: Plan, row: MonthRow, column: str) -> Explanation:
    amount = getattr(row, column)
    inputs = tuple(_lines_of(case, row.month, column))
    rest = amount - sum(one.amount for one in inputs)
    if rest and column == "priority":
        inputs = (*inputs, Input(name=N_("Debts paid first"), amount=rest, where="debts", sign=1))
    where = f"months/{row.month}"
    return Explanation(
        figure=f"{where}/{column}",
        amount=amount,
        inputs=inputs,
        sum_in_words=Problem(INFO, where, _LINES[column]),
    )


def _lines_of(case: Case, month: Month, column: str) -> Iterable[Input]:
    if column == "assets":
        for asset in case.assets:
            amount = assets_in(replace(case, assets=(asset,)), month)
            if amount:
                yield Input(name=asset.name, amount=amount, where=f"assets/{asset.id}/amount", sign=1)
        return
    lines: tuple[Income | Expense, ...] = case.incomes
    if column != "income":
        lines = tuple(e for e in case.expenses if (e.group == PRIORITY_GROUP) == (column == "priority"))
    for line in lines:
        amount = amount_in(line, month)
        if amount:
            list_name = "incomes" if column == "income" else "expenses"
            yield Input(name=line.name, amount=amount, where=f"{list_name}/{line.id}/amount", sign=1)


# ---------------------------------------------------------------- what is owed


def _owed_to_all(plan: Plan, at: int) -> Explanation:
    month = plan.months[at].month
    debts = [debt for debt in plan.debts if at < len(debt.owed)]
    inputs = tuple(
        Input(name=d.creditor, amount=d.owed[at], where=f"debts/{d.debt_id}/owed/{month}", sign=1)
        for d in debts
    )
    return Explanation(
        figure=f"months/{month}/owed",
        amount=sum(one.amount for one in inputs),
        inputs=inputs,
        sum_in_words=Problem(
            INFO, f"months/{month}", N_("What is still owed to each creditor at the month's end.")
        ),
    )


def explain_owed(plan: Plan, debt_id: str, name: str) -> Explanation | None:
    """Explain what is owed to one creditor at a month's end: before, what was charged, what was paid, what was waived."""
    at = next((n for n, row in enumerate(plan.months) if str(row.month) == name), None)
    debt = next((d for d in plan.debts if d.debt_id == debt_id), None)
    if at is None or debt is None or at >= len(debt.owed):
        return None
    before = debt.owed[at - 1] if at else debt.opening
    paid = sum(row.payment for row in debt.rows if row.month == plan.months[at].month)
    charged = debt.owed[at] - before + paid
    where = f"debts/{debt_id}"
    last = f"{where}/owed/{plan.months[at - 1].month}" if at else where
    inputs = (
        Input(name=N_("Owed before"), amount=before, where=last, sign=1),
        Input(name=_charged(debt, charged), amount=abs(charged), where=where, sign=1 if charged >= 0 else -1),
        Input(name=N_("Paid"), amount=paid, where=f"months/{name}/paid", sign=-1),
    )
    return Explanation(
        figure=f"{where}/owed/{name}",
        amount=debt.owed[at],
        inputs=inputs,
        sum_in_words=Problem(INFO, where, N_("Owed before, with what was charged, less what was paid.")),
    )


def _charged(debt: DebtPlan, amount: int) -> str:
    return N_("Interest, fees and penalty") if amount >= 0 or not debt.waived else N_("Waived")
