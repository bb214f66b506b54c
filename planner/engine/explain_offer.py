# SPDX-License-Identifier: Apache-2.0
"""How the figures of an offer came about: its rate, total, largest instalment, chance of a miss, share."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from planner.engine.explanation import Explanation, Input
from planner.engine.negotiation import SHARE_RULE, Score
from planner.facts.language import N_
from planner.facts.problems import INFO, Problem


def explain_offer(score: Score, figure: str) -> Explanation | None:
    """Explain `rate`, `total`, `largest`, `chance` or `share` of a scored offer; None for what it does not have."""
    makers: Mapping[str, Callable[[Score], Explanation | None]] = {
        "rate": _rate,
        "total": _total,
        "largest": _largest,
        "chance": _chance,
        "share": _share,
    }
    return makers[figure](score) if figure in makers else None


def _said(text: str) -> Problem:
    return Problem(INFO, "offers", text)


def _count(score: Score) -> Input:
    return Input(name=N_("Instalments"), amount=score.instalments, where="", unit="count")


def _rate(score: Score) -> Explanation | None:
    if score.with_fees is None:
        return None
    inputs = (
        Input(name=N_("All payments"), amount=score.total, where="offers/total"),
        Input(name=N_("of it given up by the creditor"), amount=score.waived, where=""),
        _count(score),
    )
    text = N_(
        "The yearly rate at which all payments of these terms, fees among them, are worth exactly what is owed at the start."
    )
    return Explanation(
        figure="offers/rate", amount=score.with_fees, unit="share", inputs=inputs, sum_in_words=_said(text)
    )


def _total(score: Score) -> Explanation:
    text = N_("All payments of these terms together: principal, interest, fees, less what is given up.")
    inputs = (
        _count(score),
        Input(name=N_("Largest instalment"), amount=score.largest, where="offers/largest"),
    )
    return Explanation(figure="offers/total", amount=score.total, inputs=inputs, sum_in_words=_said(text))


def _largest(score: Score) -> Explanation:
    text = N_("The largest single instalment by these terms; a down payment is left out.")
    inputs = (_count(score), Input(name=N_("All payments"), amount=score.total, where="offers/total"))
    return Explanation(figure="offers/largest", amount=score.largest, inputs=inputs, sum_in_words=_said(text))


def _chance(score: Score) -> Explanation | None:
    if score.chance is None:
        return None
    missed = 1 - Decimal(str(score.chance))
    first = score.plan.months[0].paid if score.plan.months else 0
    inputs = (Input(name=N_("First month to all creditors"), amount=first, where=""),)
    text = N_(
        "The share of the futures, drawn from your own months, in which the plan with this offer misses an instalment to anybody."
    )
    return Explanation(
        figure="offers/chance", amount=missed, unit="share", inputs=inputs, sum_in_words=_said(text)
    )


def _share(score: Score) -> Explanation | None:
    if score.times_share is None:
        return None
    rows = [debt for debt in score.plan.debts if not debt.priority and debt.opening > 0]
    mine = next(debt for debt in rows if debt.debt_id == score.debt_id)
    inputs = (
        Input(name=N_("To this creditor a month"), amount=mine.offer, where=""),
        Input(name=N_("To all a month"), amount=sum(debt.offer for debt in rows), where=""),
        Input(name=N_("Owed to this creditor"), amount=mine.opening, where=f"debts/{mine.debt_id}"),
        Input(name=N_("Owed to all"), amount=sum(debt.opening for debt in rows), where="debts"),
    )
    times = Decimal(score.times_share.numerator) / Decimal(score.times_share.denominator)
    return Explanation(
        figure="offers/share",
        amount=times,
        unit="share",
        inputs=inputs,
        sum_in_words=_said(
            N_("Its part of the monthly payments, beside its part of what is owed; 100 % is an equal share.")
        ),
        formula=N_("(to this creditor ÷ to all) ÷ (owed to this creditor ÷ owed to all)"),
        rule_ids=(SHARE_RULE,),
    )
