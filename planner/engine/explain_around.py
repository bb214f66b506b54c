# SPDX-License-Identifier: Apache-2.0
"""How the figures around a plan came about: the courses beside it, its distance from the proven best."""

from collections.abc import Callable, Mapping

from planner.engine.beside import LOSING, Beside, cost_against_plan
from planner.engine.explanation import Explanation, Input
from planner.engine.plan import Plan
from planner.facts.language import N_
from planner.facts.problems import INFO, Problem


def _said(text: str) -> Problem:
    return Problem(INFO, "plan", text)


def explain_course(plan: Plan, nothing: Beside, lost: Beside, figure: str) -> Explanation | None:
    """Explain a figure of the courses: `plan/left`, `nothing/left`, `lost/left`, `lost/paid`, `lost/costs`, `lost/more`."""
    makers: Mapping[str, Callable[[Plan, Beside, Beside], Explanation]] = {
        "plan/left": _plan_left,
        "nothing/left": lambda p, n, _lost: _course_left(n, "nothing"),
        "lost/left": lambda p, _nothing, x: _course_left(x, "lost"),
        "lost/paid": _lost_paid,
        "lost/costs": _lost_costs,
        "lost/more": _lost_more,
    }
    return makers[figure](plan, nothing, lost) if figure in makers else None


def _left_in_plan(plan: Plan) -> int:
    return sum(debt.owed[-1] for debt in plan.debts if debt.owed)


def _plan_left(plan: Plan, nothing: Beside, lost: Beside) -> Explanation:
    inputs = tuple(
        Input(name=d.creditor, amount=d.owed[-1], where=f"debts/{d.debt_id}/total", sign=1)
        for d in plan.debts
        if d.owed
    )
    text = N_("What each creditor is still owed when the plan's last month ends.")
    return Explanation(
        figure="beside/plan/left", amount=_left_in_plan(plan), inputs=inputs, sum_in_words=_said(text)
    )


def _course_left(course: Beside, name: str) -> Explanation:
    grown = course.left + course.paid - course.opening - course.costs - course.delay
    inputs = [
        Input(name=N_("Owed when it starts"), amount=course.opening, where="debts", sign=1),
        Input(name=N_("Interest, fees and penalty by the terms"), amount=grown, where="debts", sign=1),
    ]
    rules: tuple[str, ...] = ()
    text = N_("Nothing is paid; interest and penalty of each debt go on by its terms to the last month.")
    if name == "lost":
        inputs += [
            Input(name=N_("Fees of court and enforcement"), amount=course.costs, where="beside", sign=1),
            Input(name=N_("Extra interest for delay"), amount=course.delay, where="beside", sign=1),
            Input(name=N_("Taken by enforcement"), amount=course.paid, where="beside", sign=-1),
        ]
        rules = (LOSING, "FEE-07", "ENF-01", "ENF-05")
        text = N_("Judgment, then fees of the loser, extra interest for delay, and what enforcement takes.")
    return Explanation(
        figure=f"beside/{name}/left",
        amount=course.left,
        inputs=tuple(inputs),
        sum_in_words=_said(text),
        rule_ids=rules,
    )


def _lost_paid(plan: Plan, nothing: Beside, lost: Beside) -> Explanation:
    paying = [row for row in lost.months if row.paid]
    inputs = (Input(name=N_("Months with payments"), amount=len(paying), where="beside", unit="count"),)
    text = N_("From the judgment on, enforcement takes of each month's income what it need not leave.")
    return Explanation(
        figure="beside/lost/paid",
        amount=lost.paid,
        inputs=inputs,
        sum_in_words=_said(text),
        formula=N_("income − protected living, never below 0, month by month"),
        rule_ids=("ENF-03", "ENF-04", "ENF-05"),
    )


def _lost_costs(plan: Plan, nothing: Beside, lost: Beside) -> Explanation:
    inputs = (
        Input(name=N_("Fees of court and enforcement"), amount=lost.costs, where="beside", sign=1),
        Input(name=N_("Extra interest for delay"), amount=lost.delay, where="beside", sign=1),
    )
    text = N_("Fees by the state's tariff, one case a debt; the extra runs daily on all but interest.")
    return Explanation(
        figure="beside/lost/costs",
        amount=lost.costs + lost.delay,
        inputs=inputs,
        sum_in_words=_said(text),
        rule_ids=("FEE-01", "FEE-04", "FEE-05", "FEE-07", "ENF-01"),
    )


def _lost_more(plan: Plan, nothing: Beside, lost: Beside) -> Explanation:
    left = _left_in_plan(plan)
    inputs = (
        Input(name=N_("Paid when lost in court"), amount=lost.paid, where="beside/lost/paid", sign=1),
        Input(name=N_("Still owed when lost in court"), amount=lost.left, where="beside/lost/left", sign=1),
        Input(name=N_("Paid by this plan"), amount=plan.total, where="total", sign=-1),
        Input(name=N_("Still owed by this plan"), amount=left, where="beside/plan/left", sign=-1),
    )
    return Explanation(
        figure="beside/lost/more",
        amount=cost_against_plan(lost, plan.total + left),
        inputs=inputs,
        sum_in_words=_said(
            N_("All that losing costs up to the plan's last month, less all that the plan costs.")
        ),
    )


# ---------------------------------------------------------------- the proven best


def explain_distance(plan: Plan, best: Plan, quickest: Plan, figure: str) -> Explanation | None:
    """Explain how far a plan is from the best: `money` from the cheapest, `months` from the quickest."""
    if figure == "money":
        inputs = (
            Input(name=N_("Paid by this plan"), amount=plan.total, where="total", sign=1),
            Input(name=N_("Paid by the cheapest"), amount=best.total, where="best", sign=-1),
        )
        text = N_(
            "The cheapest choice of offers and payments under every month's cash, searched until none cheaper is left and replayed to the fen."
        )
        return Explanation(
            figure="best/money",
            amount=plan.total - best.total,
            inputs=inputs,
            sum_in_words=_said(text),
        )
    if figure != "months" or not (plan.end and quickest.end and plan.months):
        return None
    first = plan.months[0].month
    counts = (
        Input(name=N_("Months of this plan"), amount=plan.end - first + 1, where="end", sign=1, unit="count"),
        Input(
            name=N_("Months of the quickest"),
            amount=quickest.end - first + 1,
            where="best",
            sign=-1,
            unit="count",
        ),
    )
    text = N_(
        "The fewest months in which everything can be cleared under every month's cash, by the same search."
    )
    return Explanation(
        figure="best/months",
        amount=plan.end - quickest.end,
        unit="count",
        inputs=counts,
        sum_in_words=_said(text),
    )
