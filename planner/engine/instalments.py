# SPDX-License-Identifier: Apache-2.0
"""The level instalment that brings all that is owed to zero on the last row."""

from itertools import pairwise
from typing import NamedTuple

from planner.engine.allocation import Parts, divide
from planner.engine.interest import Period
from planner.engine.position import Position

FINE = 1 << 256  # denominator of discount factors
GRAINS = 10**30  # parts of a grain when a plan is tried out
STEP, NEAR = (
    10**20,
    10**8,
)  # in them: the step by which a slope is measured, and what counts as the same payment


class Stand(NamedTuple):
    """How things stand before the first payment: principal in grains, interest over the ledger's scale, the rate."""

    principal: int
    accrued: int
    rate: int


def solve(position: Position, final: int | None = None) -> int:
    """Return the instalment, in grains and rounded as instalments are, for this row and all later rows that pay.

    `final` is a given last payment (a balloon), in grains. Nothing that happens on this due date or later is
    foreseen. The position stands at this due date with its interest charged, before its payment.
    """
    ledger = position.ledger
    accrued, rate = ledger.foreseen or (ledger.accrued, ledger.rate)
    stand = Stand(ledger.principal + ledger.held, accrued + ledger.held_interest, rate)
    charges = position.charges_ahead(rate)
    level = _discounted(position, stand, charges, final)
    if level is not None and _is_plain(position, stand, charges, level):
        numerator, denominator = level
        return position.to_fen(numerator, denominator)
    return position.to_fen(_tried(position, stand, final), GRAINS)


def _discounted(
    position: Position, stand: Stand, charges: list[int], final: int | None
) -> tuple[int, int] | None:
    """Return the level payment as a ratio of grains, by discounting: right where each payment covers the interest."""
    ledger = position.ledger
    scale = ledger.scale
    fixed = stand.principal + ledger.fee + ledger.penalty + ledger.arrears_interest
    factor = weight = FINE
    for charge in charges:
        factor = factor * scale // (scale + charge)
        weight += factor
    numerator = (fixed * scale + stand.accrued) * FINE
    if final is not None:
        numerator -= final * factor * scale
        weight -= factor
    return (numerator, weight * scale) if weight and numerator >= 0 else None


def _is_plain(position: Position, stand: Stand, charges: list[int], level: tuple[int, int]) -> bool:
    """Tell whether every payment covers fee, penalty and interest, so that discounting was right."""
    ledger, terms = position.ledger, position.terms
    if ledger.cap is not None or terms.allocation[-1] != "principal" or stand.principal < 0:
        return False
    if terms.unpaid_interest == "added" and terms.skip_months:
        return False
    numerator, denominator = level
    scale = ledger.scale
    ahead = (ledger.fee + ledger.penalty + ledger.arrears_interest) * scale + stand.accrued
    paid = numerator * scale // denominator
    after = stand.principal * scale + ahead - paid
    return paid >= ahead and paid * scale >= after * max(charges, default=0)


def _tried(position: Position, stand: Stand, final: int | None) -> int:
    """Return the level payment, in GRAINS of a grain, by trying.

    What is left falls in straight pieces as the payment rises, so a Newton step from the right piece ends on the root
    itself; every third step halves the bracket instead, so that the piece is found.
    """
    gaps = _gaps(position, stand.rate)
    simple = position.terms.allocation[-1] == "principal" and position.terms.unpaid_interest == "apart"
    play = _left_over_simply if simple else _left_over

    def left(level: int) -> int:
        return play(position, stand, gaps, level, final)

    low, high = 0, max(left(0), GRAINS)
    guess = high
    for turn in range(600):
        value = left(guess)
        low, high = (guess, high) if value > 0 else (low, guess)
        fall = value - left(guess + STEP)
        better = guess + value * STEP // fall if fall > 0 else low
        if abs(better - guess) <= NEAR or high - low <= NEAR:
            break
        guess = better if turn % 3 < 2 and low < better < high else (low + high) // 2
    return guess


def _gaps(position: Position, rate: int) -> list[tuple[int, bool]]:
    """Return, for each later row, the interest on one grain over `scale` and whether it pays."""
    of = position.ledger.shares.of
    gaps = [
        (of(since, until, Period(since, until, True)) * rate, not position.is_skipped(until))
        for since, until in pairwise(position.days_ahead())
    ]
    while gaps and not gaps[-1][1]:
        gaps.pop()
    return gaps


def _left_over_simply(
    position: Position, stand: Stand, gaps: list[tuple[int, bool]], level: int, final: int | None
) -> int:
    """Play the plan where all else is paid before principal and unpaid interest stays apart, nothing rounded."""
    ledger = position.ledger
    scale = ledger.scale
    ahead = (ledger.fee + ledger.penalty + ledger.arrears_interest) * GRAINS + stand.accrued * GRAINS // scale
    principal = stand.principal * GRAINS
    room = None if ledger.cap is None else ledger.room() * GRAINS // scale
    left_rows = len(gaps)
    for charge, pays in [(0, True), *gaps]:
        if principal > 0:
            arising = principal * charge // scale
            if room is not None:
                arising = min(arising, room)
                room -= arising
            ahead += arising
        if pays:
            ahead -= level if left_rows or final is None else final * GRAINS
            if ahead < 0:
                principal += ahead
                ahead = 0
        left_rows -= 1
    return ahead + principal


def _left_over(
    position: Position, stand: Stand, gaps: list[tuple[int, bool]], level: int, final: int | None
) -> int:
    """Play the plan with one level payment, nothing rounded; returns what is left, in GRAINS of a grain."""
    ledger, terms = position.ledger, position.terms
    scale, added, order = ledger.scale, terms.unpaid_interest == "added", terms.allocation
    fee, penalty, old = (x * GRAINS for x in (ledger.fee, ledger.penalty, ledger.arrears_interest))
    principal, interest = stand.principal * GRAINS, stand.accrued * GRAINS // scale
    room = None if ledger.cap is None else ledger.room() * GRAINS // scale
    rows = [(0, True), *gaps]
    for i, (charge, pays) in enumerate(rows):
        arising = max(principal, 0) * charge // scale
        if room is not None:
            arising = min(arising, room)
            room -= arising
        interest += arising
        payment = final * GRAINS if final is not None and i == len(rows) - 1 else level
        parts = divide(payment if pays else 0, Parts(fee, penalty, old + interest, principal), order, True)
        fee, penalty, principal = fee - parts.fee, penalty - parts.penalty, principal - parts.principal
        from_old = min(old, parts.interest)
        old, interest = old - from_old, interest - (parts.interest - from_old)
        if added:
            principal, interest = principal + interest, 0
    return fee + penalty + old + interest + principal
