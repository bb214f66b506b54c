# SPDX-License-Identifier: Apache-2.0
"""How the figures around a plan came about: its chance, the courses beside it, its distance from the proven best."""

from collections.abc import Callable, Mapping

from planner.engine.beside import LOSING, Beside, cost_against_plan
from planner.engine.explanation import Explanation, Input
from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.language import N_
from planner.facts.problems import INFO, Problem, Value

STRESS = "STRESS-01"


def explain_chance(result: StressResult, start: int, figure: str) -> Explanation | None:
    """Explain a figure of the stress test; `start` is the cash before the first month (fen).

    Figures: `holds`, `error`, `reserve/0.90`, `largest/0.90`, `miss`, `size`.
    """
    if result.holds is None:
        return None
    name, _slash, certainty = figure.partition("/")
    makers: Mapping[str, Callable[[StressResult, int, str], Explanation | None]] = {
        "holds": _holds,
        "error": _error,
        "reserve": _reserve,
        "largest": _largest,
        "miss": _miss,
        "size": _size,
    }
    return makers[name](result, start, certainty) if name in makers else None


def _said(text: str, **values: Value) -> Problem:
    return Problem(INFO, "stress", text, values)


def _futures(result: StressResult) -> Input:
    return Input(name=N_("Futures"), amount=result.paths, where="stress", unit="count")


def _start(start: int) -> Input:
    return Input(name=N_("Cash before the first month"), amount=start, where="reserve/now")


def _drawn(result: StressResult) -> dict[str, Value]:
    return {"months": result.months_used, "block": result.block, "seed": result.seed}


def _holds(result: StressResult, start: int, _certainty: str) -> Explanation:
    held = Input(
        name=N_("Futures without a miss"),
        amount=round((result.holds or 0) * result.paths),
        where="stress",
        unit="count",
    )
    return Explanation(
        figure="stress/holds",
        amount=result.holds or 0.0,
        unit="share",
        inputs=(held, _futures(result), _start(start)),
        sum_in_words=_said(
            N_(
                "Futures are drawn from {months} months of your own flows, {block} months in a row, seed {seed}. One holds where cash meets every instalment and living cost up to the last instalment."
            ),
            **_drawn(result),
        ),
        formula=N_("futures without a miss ÷ futures"),
        rule_ids=(STRESS,),
    )


def _error(result: StressResult, start: int, _certainty: str) -> Explanation:
    return Explanation(
        figure="stress/error",
        amount=result.standard_error,
        unit="share",
        inputs=(_futures(result),),
        sum_in_words=_said(
            N_("How far the chance may be off because only so many futures were drawn: one standard error.")
        ),
        formula=N_("square root of (chance × (1 − chance) ÷ futures)"),
        rule_ids=(STRESS,),
    )


def _reserve(result: StressResult, start: int, certainty: str) -> Explanation | None:
    amount = result.reserve_needed.get(certainty)
    if amount is None:
        return None
    return Explanation(
        figure=f"stress/reserve/{certainty}",
        amount=amount,
        inputs=(_start(start), _futures(result)),
        sum_in_words=_said(
            N_(
                "How far cash falls below zero at its worst, future by future; in {share} of the futures this much more at the start is enough."
            ),
            share=_percent(certainty),
        ),
        formula=N_("the least extra cash r for which (lowest cash + r ≥ 0) in {share} of the futures"),
        values={"share": _percent(certainty)},
        rule_ids=(STRESS,),
    )


def _largest(result: StressResult, start: int, certainty: str) -> Explanation | None:
    amount = result.largest_instalment.get(certainty)
    if amount is None:
        return None
    return Explanation(
        figure=f"stress/largest/{certainty}",
        amount=amount,
        inputs=(_start(start), _futures(result)),
        sum_in_words=_said(
            N_(
                "The level amount that the plan's months carry, future by future; {share} of them carry this."
            ),
            share=_percent(certainty),
        ),
        formula=N_("the least, for every month m, of: (cash before + surplus and assets of m months) ÷ m"),
        rule_ids=(STRESS,),
    )


def _miss(result: StressResult, start: int, _certainty: str) -> Explanation | None:
    most = max(result.first_miss, key=lambda pair: pair[1], default=None)
    if most is None:
        return None
    inputs = tuple(
        Input(name=str(month), amount=round(share * result.paths), where=f"months/{month}/paid", unit="count")
        for month, share in sorted(result.first_miss, key=lambda pair: -pair[1])[:6]
    )
    return Explanation(
        figure="stress/miss",
        amount=most[1],
        unit="share",
        inputs=inputs,
        sum_in_words=_said(
            N_(
                "In {month} more futures miss for the first time than in any other month; this is their share."
            ),
            month=str(most[0]),
        ),
        formula=N_("futures that miss first in that month ÷ futures"),
        rule_ids=(STRESS,),
    )


def _size(result: StressResult, start: int, _certainty: str) -> Explanation | None:
    if not result.first_miss:
        return None
    missing = Input(
        name=N_("Futures with a miss"),
        amount=round(sum(share for _month, share in result.first_miss) * result.paths),
        where="stress",
        unit="count",
    )
    return Explanation(
        figure="stress/size",
        amount=result.median_miss,
        inputs=(missing,),
        sum_in_words=_said(
            N_("What is lacking at the first miss, in the middle one of all futures with a miss.")
        ),
        rule_ids=(STRESS,),
    )


def _percent(certainty: str) -> str:
    return f"{round(float(certainty) * 100)}%"


# ---------------------------------------------------------------- the courses beside the plan


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
