# SPDX-License-Identifier: Apache-2.0
"""Before an offer leaves the house: what sending and signing it means, and whether the month can carry it."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.budget import living_months
from planner.engine.shocks import income_falls
from planner.facts.language import N_
from planner.facts.money import Fen, format_rate, format_yuan
from planner.facts.problems import WARN, Problem
from planner.law.matter import Matter

STRESS = "STRESS-01"


def review_offer(matter: Matter) -> Iterator[Problem]:
    """Yield what sending the plan (T10) and signing it (T11) mean."""
    plan = matter.plan
    if plan is None or plan.budget <= 0 or not plan.debts:
        return
    yield Problem(
        WARN,
        "plan",
        N_(
            "Sending an instalment offer, or paying a part, counts as agreeing to pay: the limitation period starts anew,"
            " and where it has ended the defence is given up. A line saying “for negotiation only” does not reliably"
            " prevent this."
        ),
        {},
        "LIM-04",
    )
    yield Problem(
        WARN,
        "plan",
        N_(
            "Once a court has confirmed the agreement or made it a mediation document, one missed payment lets the"
            " creditor apply for enforcement at once. Sign only what you can keep."
        ),
        {},
        "MED-09",
    )
    yield from _payment_orders(matter)


def _payment_orders(matter: Matter) -> Iterator[Problem]:
    for debt in matter.case.debts:
        if debt.stage == "payment_order":
            yield Problem(
                WARN,
                f"debts/{debt.id}",
                N_(
                    "A payment order is answered by paying or by a written objection with true grounds. This plan, a"
                    " request for instalments or lack of means is not an objection. Speak to 12348 or a lawyer now."
                ),
                {},
                "MED-17",
            )


def stressed_amount(matter: Matter) -> Fen:
    """Return what a month leaves when income falls by the stated shock of STRESS-01 (20 %), nothing set aside.

    The level amount that every one of the coming months carries; 6,200 less a fifth, less 3,580 leaves 1,380.
    """
    book, today = matter.book, matter.today
    fallen = income_falls(matter.case, -book.rate(f"{STRESS}/shock_income"))
    months = living_months(fallen, book, book.count("AFFORD-01"), today)
    total, least = 0, None
    for n, month in enumerate(months, 1):
        total += month.surplus
        level = total // n
        least = level if least is None else min(least, level)
    return max(least or 0, 0)


def review_holding(matter: Matter) -> Iterator[Problem]:
    """Yield a warning where the plan is above what a bad month leaves, or holds in too few futures."""
    plan, book = matter.plan, matter.book
    if plan is None or not plan.debts:
        return
    left = stressed_amount(matter)
    asks = (
        min(plan.budget, plan.peak) if plan.peak else plan.budget
    )  # fixed terms may ask for less than the budget
    if asks > left:
        yield Problem(
            WARN,
            "plan/budget",
            N_(
                "If income falls by {share}, {left} a month is left; the plan asks for {budget}. Ask for room before you sign."
            ),
            {
                "share": format_rate(abs(book.rate(f"{STRESS}/shock_income"))),
                "left": format_yuan(left),
                "budget": format_yuan(asks),
            },
            "MED-09",
        )
    enough = book.rate(f"{STRESS}/enough_chance")
    if matter.stress is not None and Decimal(str(matter.stress.holds)) < enough:
        yield Problem(
            WARN,
            "plan",
            N_("From your own months the plan holds in {holds} of the futures, less than {enough}."),
            {"holds": format_rate(Decimal(str(matter.stress.holds)), 0), "enough": format_rate(enough)},
            "MED-09",
        )
