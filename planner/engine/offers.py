# SPDX-License-Identifier: Apache-2.0
"""The ready offers: opening, middle and last, each creditor's share of a total a month, rounded down."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from planner.engine.plan import ReadyOffer
from planner.engine.standing import Standing, contract_payment
from planner.facts.case import Case
from planner.facts.money import Fen, round_fen, share_out
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


def chance_offers(
    stands: Sequence[Standing],
    strategy: str,
    affordable: Fen,
    largest: tuple[Fen, Fen],
    instalments: Sequence[Fen],
    book: RuleBook,
    today: date,
) -> tuple[ReadyOffer, ...]:
    """Return the ready offers from the person's own months: min(A, L95), min(A, L90) and A. `largest` is (L95, L90)."""
    totals = [min(affordable, largest[0]), min(affordable, largest[1]), affordable]
    return offers_of(stands, strategy, totals, "chance", instalments, book, today)


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
