# SPDX-License-Identifier: Apache-2.0
"""How the figures of the stress test came about."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from planner.engine.explanation import Explanation, Input
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
        amount=_share(result.holds),
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
        amount=_share(result.standard_error),
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
        amount=_share(most[1]),
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


def _share(value: float | None) -> Decimal:
    return Decimal(str(value or 0))
