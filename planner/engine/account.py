# SPDX-License-Identifier: Apache-2.0
"""An account of which everything is due: interest and penalty day by day on what is owed, payments by the order agreed.

So stands a debt that was called in early (提前到期), a card that is long overdue, a balance whose contract is not known.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.engine.allocation import PARTS, Parts, divide
from planner.engine.interest import accrue
from planner.facts.money import Fen, round_fen
from planner.facts.terms import PaidOn, RateChange


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTerms:
    """How the account runs. `compound` lets penalty run on unpaid interest too (复利)."""

    annual_rate: Decimal
    penalty_rate: Decimal = Decimal(0)
    day_count: str = "ACT/365F"
    rate_changes: tuple[RateChange, ...] = ()
    allocation: tuple[str, ...] = PARTS
    rounding: str = "half_up"
    compound: bool = False


def owed_on(
    parts: Parts, since: dt.date, until: dt.date, payments: Sequence[PaidOn], terms: AccountTerms
) -> Parts:
    """Return what is owed on `until`, from `parts` owed on `since` (fen): payments after `since` count from their day.

    What arises stays exact and is rounded once, when a payment meets it and at the end.
    """
    fee, penalty, interest, principal = (Fraction(each) for each in parts)
    day = since
    for payment in sorted(payments, key=lambda each: each.date):
        if not since < payment.date <= until:
            continue
        interest, penalty = _run(interest, penalty, principal, day, payment.date, terms)
        day = payment.date
        owed = Parts(*(_rounded(each, terms) for each in (fee, penalty, interest, principal)))
        paid = divide(payment.amount, owed, terms.allocation)
        fee, penalty, interest, principal = (
            Fraction(0) if took == whole else exact - took
            for exact, took, whole in zip((fee, penalty, interest, principal), paid, owed, strict=True)
        )
    interest, penalty = _run(interest, penalty, principal, day, until, terms)
    return Parts(*(_rounded(each, terms) for each in (fee, penalty, interest, principal)))


def _run(
    interest: Fraction,
    penalty: Fraction,
    principal: Fraction,
    since: dt.date,
    until: dt.date,
    terms: AccountTerms,
) -> tuple[Fraction, Fraction]:
    base = principal + interest if terms.compound else principal
    more = accrue(principal, since, until, terms.annual_rate, terms.day_count, terms.rate_changes)
    late = accrue(base, since, until, terms.penalty_rate, terms.day_count)
    return interest + more, penalty + late


def _rounded(exact: Fraction, terms: AccountTerms) -> Fen:
    return round_fen(exact, terms.rounding)
