# SPDX-License-Identifier: Apache-2.0
"""The ready offers: opening, middle and last, each creditor's share of a total a month, rounded down."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.engine.plan import Plan, ReadyOffer
from planner.engine.standing import Standing, contract_payment, standings
from planner.engine.stress_values import StressResult
from planner.facts.case import Case, Scenario
from planner.facts.language import N_
from planner.facts.money import Fen, format_rate, format_yuan, round_fen, share_out
from planner.facts.problems import WARN, Problem
from planner.facts.rulebook import RuleBook

OFFER_RULE = "OFFER-01"
NAMES = ("opening", "middle", "last")


def ready_offers(
    case: Case,
    stands: Sequence[Standing],
    strategy: str,
    affordable: Fen,
    instalments: Sequence[Fen],
    book: RuleBook,
    today: date,
) -> tuple[ReadyOffer, ...]:
    """Return the ready offers where there is no history: 60, 80 and 100 % of the affordable amount (rule OFFER-01)."""
    totals = [
        round_fen(affordable * Fraction(book.rate(f"{OFFER_RULE}/{name}_share", today)), "down")
        for name in NAMES
    ]
    return offers_of(stands, strategy, totals, "share", instalments, book, today)


def offers_with_history(
    case: Case, scenario: Scenario, plan: Plan, stress: StressResult, book: RuleBook, today: date
) -> tuple[ReadyOffer, ...]:
    """Return the ready offers from the person's own months: min(A, L95), min(A, L90) and A; without enough months as before."""
    if stress.holds is None:
        return plan.offers
    stands = [stand for stand in standings(case, scenario) if not stand.debt.priority]
    largest = stress.largest_instalment
    totals = [min(plan.affordable, largest["0.95"]), min(plan.affordable, largest["0.90"]), plan.affordable]
    fixed = [debt for debt in plan.debts if debt.terms is not None and not debt.priority]
    taken = [
        sum(row.payment for debt in fixed for row in debt.rows if row.n and row.month == month.month)
        for month in plan.months
    ]
    return offers_of(stands, scenario.strategy, totals, "chance", taken, book, today)


def last_offer_problem(plan: Plan, stress: StressResult, book: RuleBook, today: date) -> Problem | None:
    """Say plainly where the last offer, the whole affordable amount, is carried by too few futures (rule STRESS-01)."""
    enough = book.rate("STRESS-01/enough_chance", today)
    if stress.holds is None or Decimal(str(stress.affordable_holds)) >= enough:
        return None
    return Problem(
        WARN,
        "offers/last",
        N_("The last offer, {amount} a month, is carried in {share} of the futures only."),
        {
            "amount": format_yuan(plan.affordable),
            "share": format_rate(Decimal(str(stress.affordable_holds)), 0),
        },
        "STRESS-01",
    )


def offers_of(
    stands: Sequence[Standing],
    strategy: str,
    totals: Sequence[Fen],
    basis: str,
    instalments: Sequence[Fen],
    book: RuleBook,
    today: date,
) -> tuple[ReadyOffer, ...]:
    """Return an offer for each total that leaves something beyond the instalments already fixed; equal ones once."""
    debts = [stand.debt for stand in stands if stand.kind == "running"]
    step = book.fen(OFFER_RULE, today)
    taken = max(instalments, default=0)
    weights = [contract_payment(debt) if strategy == "contractual" else debt.owed for debt in debts]
    offers: list[ReadyOffer] = []
    for name, total in zip(NAMES, totals, strict=True):
        left = total - taken
        if left <= 0 or not any(weights):
            continue
        parts = share_out(left, weights, [debt.id for debt in debts])
        rounded = tuple(
            (debt.id, min(part, debt.owed) // step * step) for debt, part in zip(debts, parts, strict=True)
        )
        if not any(offer.parts == rounded for offer in offers):
            offers.append(ReadyOffer(name=name, total=total, parts=rounded, basis=basis))
    return tuple(offers)
