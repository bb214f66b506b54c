# SPDX-License-Identifier: Apache-2.0
"""What losing in court would cost: court fees, extra interest for delay, and what enforcement must leave to live on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.facts.language import N_
from planner.facts.money import Fen, plain_yuan, round_fen
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import FeeTiers
from planner.facts.terms import PaidOn


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtCosts:
    """The court's fees for one amount: acceptance (受理费), half of it, payment order (支付令), preservation, enforcement."""

    amount: Fen
    acceptance: Fen
    acceptance_half: Fen
    payment_order: Fen
    preservation: Fen
    enforcement: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOfLosing:
    """What losing would add to the debt: the fees the loser bears and the extra interest until it is paid."""

    amount: Fen
    acceptance: Fen
    preservation: Fen
    enforcement: Fen
    delay_interest: Fen
    late_days: int

    @property
    def total(self) -> Fen:
        """All of it together."""
        return self.acceptance + self.preservation + self.enforcement + self.delay_interest


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedInstalment:
    """One instalment of a judgment or mediation document: when due, when paid, what is unpaid between."""

    due: dt.date
    paid: dt.date
    amount: Fen


SmallClaim = Literal["automatic", "agreed", "no", "unknown"]


def court_costs(amount: Fen, book: RuleBook) -> CourtCosts:
    """Return the court's fees for an amount in fen (FEE-01 to FEE-06).

    Half and third are taken from the unrounded acceptance fee, then rounded half up. Raises InputError below zero.
    """
    if amount <= 0:
        raise InputError(
            "amount",
            N_("Court fees need an amount above zero, not {amount}."),
            {"amount": plain_yuan(amount)},
            N_("Enter the amount claimed."),
        )
    acceptance = _by_steps(amount, book.fee_tiers("acceptance"))
    return CourtCosts(
        amount=amount,
        acceptance=round_fen(acceptance),
        acceptance_half=round_fen(acceptance * book.fraction("FEE-03")),
        payment_order=round_fen(acceptance * book.fraction("FEE-06")),
        preservation=round_fen(_by_steps(amount, book.fee_tiers("preservation"))),
        enforcement=round_fen(_by_steps(amount, book.fee_tiers("enforcement"))),
    )


def _by_steps(amount: Fen, tiers: FeeTiers) -> Fraction:
    fee, below = Fraction(0), 0
    for step in tiers.steps:
        if amount <= below:
            break
        inside = (amount if step.up_to is None else min(amount, step.up_to)) - below
        fee += step.flat if step.flat is not None else inside * Fraction(step.rate or 0)
        below += inside
    return fee if tiers.most is None else min(fee, Fraction(tiers.most))


def delay_interest(amount: Fen, days: int, book: RuleBook) -> Fen:
    """Return the extra interest for late performance (ENF-01) on `amount`, general interest left out, for so many days."""
    return round_fen(amount * Fraction(book.rate("ENF-01")) * max(days, 0))


def instalment_delay_interest(
    missed: Sequence[MissedInstalment], book: RuleBook, days_more: int = 0
) -> tuple[Fen, ...]:
    """Return the extra interest of each instalment paid late: days from due to paid (ENF-01).

    `days_more` shows the reading that counts one day more or less.
    """
    return tuple(
        delay_interest(each.amount, (each.paid - each.due).days + days_more, book) for each in missed
    )


def delay_interest_by_payments(
    amount: Fen, since: dt.date, payments: Sequence[PaidOn], until: dt.date, book: RuleBook
) -> Fen:
    """Return the extra interest from `since` to `until` on what is still unpaid, payments counting from their day.

    Payments meet the judged amount first (ENF-02).
    """
    owed, start, exact = amount, since, Fraction(0)
    daily = Fraction(book.rate("ENF-01"))
    for payment in sorted(payments, key=lambda each: each.date):
        if since <= payment.date <= until:
            exact += owed * daily * (payment.date - start).days
            owed, start = max(owed - payment.amount, 0), payment.date
    return round_fen(exact + owed * daily * max((until - start).days, 0))


def small_claim(amount: Fen, wage: Fen | None, book: RuleBook) -> SmallClaim:
    """Return whether a claim is a small one (LIT-01) by the province's average yearly wage, `unknown` without it."""
    if wage is None:
        return "unknown"
    if amount <= wage * Fraction(book.rate("LIT-01/automatic")):
        return "automatic"
    return "agreed" if amount <= wage * Fraction(book.rate("LIT-01/agreed")) else "no"


def average_wage(region: str | None, book: RuleBook) -> Fen | None:
    """Return the average yearly wage that decides small claims: the user's own, else that of the region, else None."""
    own: Fen | None = book.value("LIT-01/wage")
    if own is not None:
        return own
    known = [row.yearly for row in book.benchmarks.wages if region and region.startswith(row.region)]
    return known[-1] if known else None


def cost_of_losing(
    amount: Fen,
    book: RuleBook,
    *,
    late_days: int | None = None,
    simplified: bool = True,
    preserved: bool = True,
    enforced: bool = True,
) -> CostOfLosing:
    """Return what losing over `amount` would add, before any lawyer's fee or contract interest.

    `late_days` between the end of the time to perform and payment; without it the row LOSE-01 says how many.
    """
    costs = court_costs(amount, book)
    days = book.count("LOSE-01/late_days") if late_days is None else late_days
    return CostOfLosing(
        amount=amount,
        acceptance=costs.acceptance_half if simplified else costs.acceptance,
        preservation=costs.preservation if preserved else 0,
        enforcement=costs.enforcement if enforced else 0,
        delay_interest=delay_interest(amount, days, book),
        late_days=days,
    )


def protected_living(persons: int, book: RuleBook, local_standard: Fen | None = None) -> Fen | None:
    """Return the monthly amount that enforcement must leave for so many persons (ENF-03, ENF-04).

    By the local minimum living standard, given or set by the user; None where neither is known. It is the legal
    least, not a forecast: courts often leave more.
    """
    standard: Fen | None = book.value("ENF-04/local_monthly") if local_standard is None else local_standard
    return None if standard is None else standard * persons


def most_withheld(income: Fen, persons: int, book: RuleBook, local_standard: Fen | None = None) -> Fen | None:
    """Return the most of a month's income that enforcement may take, or None where the local standard is not known."""
    kept = protected_living(persons, book, local_standard)
    return None if kept is None else max(income - kept, 0)
