# SPDX-License-Identifier: Apache-2.0
"""How a figure of a plan came about: the figures it was made from, the rule, the sum in words and as a formula."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from planner.engine.budget import CARRY_RULE, RESERVE_RULE, carry_months, level_amounts, living_months
from planner.engine.explain_month import explain_month, explain_owed, explain_paid
from planner.engine.explanation import Explanation, Input
from planner.engine.plan import DebtPlan, Plan
from planner.engine.simulate import priority_payments
from planner.engine.strategy import TITLES
from planner.facts.case import Case, Scenario
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import INFO, Problem
from planner.facts.rulebook import RuleBook


def explain(
    case: Case, scenario: Scenario, plan: Plan, figure: str, book: RuleBook, today: date
) -> Explanation | None:
    """Explain a figure of the plan, or None where it has no explanation.

    Figures: `affordable`, `budget`, `total`, `peak`, `first`, `end`, `waived`, `months/2026-04/free` (or any
    column), `months/2026-04/owed`, `debts/d1/offer`, `debts/d1/total`, `debts/d1/last`, `debts/d1/owed/2026-04`.
    """
    parts = figure.split("/")
    if parts[0] == "months" and len(parts) == 3:
        return explain_month(case, scenario, plan, parts[1], parts[2])
    if parts[0] == "debts" and len(parts) == 4 and parts[2] == "owed":
        return explain_owed(plan, parts[1], parts[3])
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
        Input(name=str(row.month), amount=row.left, where=f"months/{row.month}/surplus")
        for row in rows[: at + 1]
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
        formula=N_(
            "the least, for n = 1 to {months}, of: (surplus − set aside) of n months ÷ n, never below 0"
        ),
        values={"months": len(rows)},
        rule_ids=(CARRY_RULE, RESERVE_RULE),
    )


def _whole(plan: Plan, figure: str) -> Explanation | None:
    if figure == "budget":
        own = plan.budget != plan.affordable
        text = N_("You set this budget.") if own else N_("The budget is the affordable amount.")
        source = Input(name=N_("Affordable amount"), amount=plan.affordable, where="affordable")
        return _explained(figure, plan.budget, (source,), Problem(INFO, figure, text))
    if figure == "first" and plan.months:
        return replace(explain_paid(plan, plan.months[0]), figure=figure)
    wholes: Mapping[str, Callable[[Plan], Explanation | None]] = {
        "total": _whole_total,
        "peak": _peak,
        "end": _end,
        "waived": _waived,
    }
    return wholes[figure](plan) if figure in wholes else None


def _whole_total(plan: Plan) -> Explanation:
    inputs = tuple(
        Input(name=d.creditor, amount=d.total, where=f"debts/{d.debt_id}/total", sign=1)
        for d in plan.debts
        if not d.priority
    )
    text = Problem(INFO, "total", N_("All instalments of all creditors together."))
    return _explained("total", plan.total, inputs, text)


def _peak(plan: Plan) -> Explanation | None:
    month = max(plan.months, key=lambda row: row.paid, default=None)
    if month is None:
        return None
    most = Input(name=str(month.month), amount=month.paid, where=f"months/{month.month}/paid")
    text = Problem(INFO, "peak", N_("The month in which most is paid."))
    made = _explained("peak", plan.peak, (most,), text)
    return replace(made, formula=N_("the largest of what is paid to creditors, month by month"))


def _end(plan: Plan) -> Explanation | None:
    if plan.end is None or not plan.months:
        return None
    count = plan.end - plan.months[0].month + 1
    inputs = tuple(
        Input(
            name=d.creditor,
            amount=Month.of(d.last_due) - plan.months[0].month + 1,
            where=f"debts/{d.debt_id}/last",
            unit="count",
        )
        for d in plan.debts
        if d.last_due is not None and not d.priority
    )
    text = N_("Counted from {first} to {end}, the month in which the last creditor gets the last instalment.")
    values = {"first": str(plan.months[0].month), "end": str(plan.end)}
    made = _explained("end", count, inputs, Problem(INFO, "end", text, values))
    return replace(made, unit="count", formula=N_("the largest of the creditors' months"))


def _waived(plan: Plan) -> Explanation:
    inputs = tuple(
        Input(name=d.creditor, amount=d.waived, where=f"debts/{d.debt_id}", sign=1)
        for d in plan.debts
        if d.waived
    )
    text = N_("What the terms of this plan ask the creditors to give up; nobody has agreed to it by this.")
    return _explained("waived", sum(d.waived for d in plan.debts), inputs, Problem(INFO, "waived", text))


def _explained(
    figure: str, amount: Fen, inputs: tuple[Input, ...], text: Problem, rules: tuple[str, ...] = ()
) -> Explanation:
    return Explanation(figure=figure, amount=amount, inputs=inputs, sum_in_words=text, rule_ids=rules)


def _debt(plan: Plan, debt: DebtPlan, field: str) -> Explanation | None:
    explainers: Mapping[str, Callable[[Plan, DebtPlan], Explanation | None]] = {
        "offer": _offer,
        "total": _total,
        "last": _last,
    }
    return explainers[field](plan, debt) if field in explainers else None


def _last(plan: Plan, debt: DebtPlan) -> Explanation | None:
    if debt.last_due is None or not plan.months:
        return None
    paying = [row for row in debt.rows if row.payment]
    first = Input(name=N_("Instalments"), amount=len(paying), where=f"debts/{debt.debt_id}", unit="count")
    text = N_("The last of them is due on {day}; the month of the plan it falls into is counted.")
    figure = f"debts/{debt.debt_id}/last"
    count = Month.of(debt.last_due) - plan.months[0].month + 1
    said = Problem(INFO, figure, text, {"day": debt.last_due.isoformat()})
    return replace(_explained(figure, count, (first,), said), unit="count")


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
    made = _explained(figure, debt.offer, inputs, text)
    formula = N_("budget × owed to this creditor ÷ owed to all") if plan.strategy == "pro_rata" else ""
    return replace(made, formula=formula)


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
            sign=1,
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
