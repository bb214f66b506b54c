# SPDX-License-Identifier: Apache-2.0
"""What of a claim may be asked to be reduced: charges above a yearly rate, a penalty above the loss, a card's late fee."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.engine.interest import accrue
from planner.facts.money import Fen, round_fen
from planner.facts.rulebook import RuleBook
from planner.facts.terms import PaidOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What would be owed on a day if all charges together came to a yearly rate, payments meeting charges first (fen)."""

    rate: Decimal
    principal: Fen
    charges: Fen

    @property
    def total(self) -> Fen:
        """Principal and charges together."""
        return self.principal + self.charges

    def above(self, claimed: Fen) -> Fen:
        """Return the part of a claim that lies above the ceiling, never below zero."""
        return max(claimed - self.total, 0)


def ceiling_declining(
    received: Sequence[PaidOn],
    payments: Sequence[PaidOn],
    until: dt.date,
    rate: Decimal,
    day_count: str = "ACT/365F",
) -> Ceiling:
    """Return the ceiling of a debt from the money received and every payment since (test B, declining balance).

    Charges run at `rate` a year on the principal really outstanding; each payment meets the charges so far, rounded
    half up to the fen, then the principal. `received` are the amounts and days the money came in.
    """
    events = sorted(
        [(each.date, 0, each.amount) for each in received]
        + [(each.date, 1, each.amount) for each in payments]
    )
    principal, charges, day = 0, Fraction(0), events[0][0] if events else until
    for date, kind, amount in events:
        if date > until:
            break
        charges += accrue(principal, day, date, rate, day_count)
        day = date
        if kind == 0:
            principal += amount
            continue
        whole = round_fen(charges)
        to_charges = min(amount, whole)
        charges = Fraction(0) if to_charges == whole else charges - to_charges
        principal = max(principal - (amount - to_charges), 0)
    charges += accrue(principal, day, until, rate, day_count)
    return Ceiling(rate=rate, principal=principal, charges=round_fen(charges))


def ceiling_constant(
    principal: Fen, since: dt.date, until: dt.date, rate: Decimal, day_count: str = "ACT/365F"
) -> Ceiling:
    """Return the ceiling of a principal that stayed the same since a day (test A, after default)."""
    charges = accrue(principal, since, until, rate, day_count)
    return Ceiling(rate=rate, principal=principal, charges=round_fen(charges))


def penalty_above_loss(penalty: Fen, loss: Fen, book: RuleBook) -> Fen:
    """Return the part of a penalty above the line at which it is generally far too high (PEN-02, 130 % of the loss).

    A court need not cut exactly to that line; a penalty on the line is not above it.
    """
    return max(penalty - round_fen(loss * Fraction(book.rate("PEN-02"))), 0)


def card_late_fee(minimum: Fen, paid: Fen, book: RuleBook) -> Fen:
    """Return the usual late fee of a card: a share of the unpaid part of the minimum payment (INT-12)."""
    return round_fen(max(minimum - paid, 0) * Fraction(book.rate("INT-12/usual_share")))
