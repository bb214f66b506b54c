# SPDX-License-Identifier: Apache-2.0
"""How a figure came about: the figures it was made from, the rule, and the sum in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.budget import CARRY_RULE, RESERVE_RULE, carry_months, level_amounts, living_months
from planner.engine.plan import DebtPlan, MonthRow, Plan
from planner.engine.simulate import priority_payments
from planner.engine.strategy import TITLES
from planner.facts.case import Case, Scenario
from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import INFO, Problem
from planner.facts.rulebook import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One figure that went in: its name as a msgid, its amount (fen), where it stands in the case or the plan."""

    name: str
    amount: Fen
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A figure, what went into it, the sum in words, and the rules it follows."""

    figure: str
    amount: Fen
    inputs: tuple[Input, ...]
    sum_in_words: Problem
    rule_ids: tuple[str, ...] = ()


def explain(
    case: Case, scenario: Scenario, plan: Plan, figure: str, book: RuleBook, today: date
) -> Explanation | None:
    """Explain a figure of the plan, or None where it has no explanation.

    Figures: `affordable`, `budget`, `total`, `peak`, `months/2026-04/free` (or any column), `debts/d1/offer`,
    `debts/d1/total`.
    """
    parts = figure.split("/")
    if parts[0] == "months" and len(parts) == 3:
        return _month(plan, parts[1], parts[2])
    if parts[0] == "debts" and len(parts) == 3:
        debt = next((d for d in plan.debts if d.debt_id == parts[1]), None)
        return _debt(plan, debt, parts[2]) if debt else None
    if figure == "affordable":
        return _affordable(case, scenario, plan, book, today)
    return _whole(plan, figure)


def _affordable(case: Case, scenario: Scenario, plan: Plan, book: RuleBook, today: date) -> Explanation:
    rows = living_months(case, book, carry_months(book, today), today, priority_payments(case, scenario))
    levels = level_amounts(rows)
    at = min(range(len(levels)), key=lambda n: levels[n])
    inputs = tuple(
        Input(name=str(row.month), amount=row.left, where=f"months/{row.month}") for row in rows[: at + 1]
    )
    values: dict[str, str | int] = {
        "n": at + 1,
        "amount": format_yuan(plan.affordable),
        "month": str(rows[at].month),
    }
    text = N_(
        "The first {n} months, to {month}, leave {amount} each when they are evened out; no stretch leaves less."
    )
    return Explanation(
        figure="affordable",
        amount=plan.affordable,
        inputs=inputs,
        sum_in_words=Problem(INFO, "affordable", text, values),
        rule_ids=(CARRY_RULE, RESERVE_RULE),
    )


def _whole(plan: Plan, figure: str) -> Explanation | None:
    if figure == "budget":
        own = plan.budget != plan.affordable
        text = N_("You set this budget.") if own else N_("The budget is the affordable amount.")
        source = Input(name=N_("Affordable amount"), amount=plan.affordable, where="affordable")
        return _explained(figure, plan.budget, (source,), Problem(INFO, figure, text))
    if figure == "total":
        inputs = tuple(
            Input(name=d.creditor, amount=d.total, where=f"debts/{d.debt_id}/total")
            for d in plan.debts
            if not d.priority
        )
        return _explained(
            figure,
            plan.total,
            inputs,
            Problem(INFO, figure, N_("All instalments of all creditors together.")),
        )
    if figure == "peak":
        month = max(plan.months, key=lambda row: row.paid, default=None)
        if month is None:
            return None
        most = Input(name=str(month.month), amount=month.paid, where=f"months/{month.month}/paid")
        return _explained(
            figure, plan.peak, (most,), Problem(INFO, figure, N_("The month in which most is paid."))
        )
    return None


def _explained(
    figure: str, amount: Fen, inputs: tuple[Input, ...], text: Problem, rules: tuple[str, ...] = ()
) -> Explanation:
    return Explanation(figure=figure, amount=amount, inputs=inputs, sum_in_words=text, rule_ids=rules)


_COLUMNS: Mapping[str, str] = {
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
# A column of a month: which columns it is made of, whether the month before goes in, the sum in words, its rule.
_SUMS: Mapping[str, tuple[tuple[str, ...], bool, str, str | None]] = {
    "surplus": (
        ("income", "priority", "living"),
        False,
        N_("Income less what is paid first and living costs."),
        None,
    ),
    "set_aside": (
        ("surplus",),
        False,
        N_("A share of the surplus, rounded down, up to the cap a month."),
        RESERVE_RULE,
    ),
    "free": (
        ("surplus", "set_aside", "assets", "paid"),
        True,
        N_(
            "The month before, and the surplus less what is set aside, with assets that arrive, less the instalments."
        ),
        None,
    ),
    "reserve": (("set_aside",), True, N_("The month before, and what is set aside."), RESERVE_RULE),
}


def _month(plan: Plan, name: str, column: str) -> Explanation | None:
    at = next((n for n, row in enumerate(plan.months) if str(row.month) == name), None)
    if at is None or column not in _COLUMNS:
        return None
    row, where = plan.months[at], f"months/{name}"
    if column == "paid":
        inputs = tuple(_paid_in(plan, row))
        return _explained(
            f"{where}/paid", row.paid, inputs, Problem(INFO, where, N_("The instalments due in this month."))
        )
    if column not in _SUMS:
        return None
    columns, before, text, rule = _SUMS[column]
    inputs = tuple(Input(name=_COLUMNS[c], amount=getattr(row, c), where=f"{where}/{c}") for c in columns)
    if before and at:
        last = plan.months[at - 1]
        first = Input(
            name=_COLUMNS[column], amount=getattr(last, column), where=f"months/{last.month}/{column}"
        )
        inputs = (first, *inputs)
    return _explained(
        f"{where}/{column}", getattr(row, column), inputs, Problem(INFO, where, text), (rule,) if rule else ()
    )


def _paid_in(plan: Plan, month: MonthRow) -> list[Input]:
    return [
        Input(name=debt.creditor, amount=row.payment, where=f"debts/{debt.debt_id}/rows/{row.n}")
        for debt in plan.debts
        if not debt.priority
        for row in debt.rows
        if row.month == month.month
    ]


def _debt(plan: Plan, debt: DebtPlan, field: str) -> Explanation | None:
    explainers: Mapping[str, Callable[[Plan, DebtPlan], Explanation]] = {"offer": _offer, "total": _total}
    return explainers[field](plan, debt) if field in explainers else None


def _offer(plan: Plan, debt: DebtPlan) -> Explanation:
    figure = f"debts/{debt.debt_id}/offer"
    inputs = (
        Input(name=N_("Budget of a month"), amount=plan.budget, where="budget"),
        Input(name=N_("Owed to this creditor"), amount=debt.opening, where=f"debts/{debt.debt_id}"),
        Input(
            name=N_("Owed to all"), amount=sum(d.opening for d in plan.debts if not d.priority), where="debts"
        ),
    )
    if debt.terms is not None:
        text = Problem(INFO, figure, N_("The instalment of the terms chosen or agreed for this debt."))
        return _explained(figure, debt.offer, inputs[1:2], text)
    title = TITLES.get(plan.strategy, plan.strategy)
    text = Problem(
        INFO,
        figure,
        _SHARED.get(plan.strategy, N_("Its part of the month's budget, by the strategy chosen.")),
        {"strategy": title},
    )
    return _explained(figure, debt.offer, inputs, text)


_SHARED = {
    "pro_rata": N_(
        "The budget times what is owed to this creditor, over what is owed to all; spare fen go by the largest remainder."
    ),
    "contractual": N_(
        "The budget times this creditor's contract payment, over the contract payments of all; spare fen go by the largest remainder."
    ),
}


def _total(plan: Plan, debt: DebtPlan) -> Explanation:
    figure = f"debts/{debt.debt_id}/total"
    parts = ("principal", "interest", "fee", "penalty")
    inputs = tuple(
        Input(
            name=_PARTS[part],
            amount=sum(getattr(row, part) for row in debt.rows),
            where=f"debts/{debt.debt_id}/rows",
        )
        for part in parts
    )
    return _explained(
        figure, debt.total, inputs, Problem(INFO, figure, N_("All instalments of this debt, part by part."))
    )


_PARTS = {
    "principal": N_("Principal"),
    "interest": N_("Interest"),
    "fee": N_("Fees"),
    "penalty": N_("Penalty"),
}
