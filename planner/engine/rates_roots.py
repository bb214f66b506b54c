# SPDX-License-Identifier: Apache-2.0
"""Every rate at which a cash flow is worth nothing: all of them found, each to far more than twelve decimals.

With z = 1 + rate the worth is a sum of amounts times powers of z. Such a sum has at most as many roots as its amounts,
in the order of time, change sign (Descartes). Taken times the right power of z, its slope is a sum of the same kind
with one change less; between the roots of the slope there is one root of the sum at most. So all are found by
descending to a sum with one change, and none can be missed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

HIGHEST = 10_000  # rates from -100 % (not with it) to 1,000,000 % a unit
FINE = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
USUAL = (-0.7, 1.5)  # y of the rates looked at first
NOISE = 1e-12  # of the sum of all amounts: what floats may be wrong by
CLEAR = 1e-6  # of it: what no shift within NEAR can undo at a turning point
NEAR = 1e-9  # width of y down to which a root is sought in floats
EXACT = Decimal("1e-28")  # and in decimals
NOTHING = Decimal("1e-48")  # of the sum of all amounts: nothing, at a root of the slope

Bracket = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Term:
    """An amount, and when it is paid: after `t` units and an odd part `f` of one, which bears simple interest."""

    amount: Decimal
    t: Fraction
    f: Fraction = Fraction(0)


def all_rates(terms: Sequence[Term]) -> list[Decimal]:
    """Return every rate in (-1, 10000) at which the terms are worth nothing together, rising.

    The worth of a term is amount / ((1 + f*rate) * (1 + rate)**t). Amounts that cancel on the same day altogether (500
    lent, 500 paid back at once) have the rate 0. Where an odd part is longer than a unit, rates below -1/f are left out.
    """
    kept, times = _in_order(terms)
    if not kept:
        return [Decimal(0)] if any(term.amount for term in terms) else []
    changes = _changes([amount for _, _, amount in kept])
    if not changes:
        return []
    worth = _powers(kept, times)
    low, high = worth.lowest(), math.log1p(HIGHEST)
    most = max(f for _, f, _ in kept) / times.whole
    if most > 1:
        low = max(low, math.log1p(-1 / most) + NEAR)
    found = worth.between(low, high) if changes == 1 else worth.brackets(low, high)
    rates = [FINE.subtract(FINE.exp(worth.polished(*bracket)), Decimal(1)) for bracket in found]
    return [rate for rate in rates if rate < HIGHEST]


class _Times(NamedTuple):
    """What times are whole numbers of: `t` counts 1/parts of a unit, `f` 1/whole."""

    parts: int
    whole: int


def _in_order(terms: Sequence[Term]) -> tuple[list[tuple[int, int, Decimal]], _Times]:
    """Return (t, f, amount) as whole numbers in the order of time, amounts of one time added, nothings left out."""
    first = min((term.t for term in terms), default=Fraction(0))
    parts = lcm(*(term.t.denominator for term in terms), first.denominator)
    whole = lcm(*(term.f.denominator for term in terms))
    start = first.numerator * (parts // first.denominator)
    sums: dict[tuple[int, int], Decimal] = {}
    for term in terms:
        t = term.t.numerator * (parts // term.t.denominator) - start
        key = (t, term.f.numerator * (whole // term.f.denominator))
        sums[key] = FINE.add(sums[key], term.amount) if key in sums else term.amount
    kept = [(t, f, amount) for (t, f), amount in sums.items() if amount]
    return sorted(kept, key=lambda each: each[0] * whole + each[1] * parts), _Times(parts, whole)


def _changes(amounts: Sequence[Decimal]) -> int:
    return sum((one > 0) != (other > 0) for one, other in pairwise(amounts))


def _powers(terms: Sequence[tuple[int, int, Decimal]], times: _Times) -> "_Sum":
    """Write the worth of the terms as a sum of powers of z, the odd parts multiplied out (they are above zero)."""
    parts, whole = times
    odd = sorted({f for _, f, _ in terms} - {0})
    product = [1]
    for f in odd:
        product = _times(product, whole - f, f)
    others = {f: [whole * each for each in _without(product, whole - f, f)] for f in odd}
    amounts: dict[int, Decimal] = {}
    for t, f, amount in terms:
        for power, factor in enumerate(others[f] if f else product):
            at = t - power * parts
            part = FINE.multiply(amount, Decimal(factor)) if odd else amount
            amounts[at] = FINE.add(amounts[at], part) if at in amounts else part
    kept = sorted((at, amount) for at, amount in amounts.items() if amount)
    return _Sum([at - kept[0][0] for at, _ in kept], [amount for _, amount in kept], parts)


def _times(product: list[int], constant: int, slope: int) -> list[int]:
    """Multiply a polynomial by constant + slope * z."""
    longer = [factor * constant for factor in product] + [0]
    for i, factor in enumerate(product):
        longer[i + 1] += factor * slope
    return longer


def _without(product: list[int], constant: int, slope: int) -> list[int]:
    """Divide a polynomial by its factor constant + slope * z."""
    quotient: list[int] = []
    rest = product[::-1]
    for i in range(len(product) - 1):
        quotient.append(rest[i] // slope)
        rest[i + 1] -= quotient[-1] * constant
    return quotient[::-1]


class _Sum:
    """A sum of amounts times exp(-exponent * y / parts), y the logarithm of z; exponents rise from 0."""

    def __init__(self, exponents: list[int], amounts: list[Decimal], parts: int) -> None:
        largest = max(abs(amount) for amount in amounts)
        self.exponents = exponents
        self.amounts = amounts
        self.parts = parts
        self.last = exponents[-1] / parts
        self.floats = [
            (float(FINE.divide(amount, largest)), exponent / parts)
            for exponent, amount in zip(exponents, amounts, strict=True)
        ]

    # ------------------------------------------------------------ its value

    def value(self, y: Decimal) -> Decimal:
        """Return the sum at y, to some fifty digits of its largest part."""
        step = FINE.exp(FINE.divide(FINE.minus(y), Decimal(self.parts)))
        powers: dict[int, Decimal] = {}
        total, at = Decimal(0), self.exponents[-1]
        for exponent, amount in zip(reversed(self.exponents), reversed(self.amounts), strict=True):
            gap = at - exponent
            if gap not in powers:
                powers[gap] = FINE.power(step, gap)
            total = FINE.add(FINE.multiply(total, powers[gap]), amount)
            at = exponent
        return total

    def rough(self, y: float) -> tuple[float, float]:
        """Return the sum at y at some scale, and the sum of its parts without their signs."""
        origin = self.last if y < 0 else 0.0
        worth = size = 0.0
        for amount, t in self.floats:
            part = amount * math.exp((origin - t) * y)
            worth += part
            size += abs(part)
        return worth, size

    def look(self, y: float) -> tuple[int, float]:
        """Return the sign of the sum at y, in decimals where floats cannot tell, and its rough size at some scale."""
        worth, size = self.rough(y)
        if abs(worth) > NOISE * size:
            return (1 if worth > 0 else -1), worth
        return _sign(self.value(Decimal(y))), worth

    def is_nothing(self, y: Decimal) -> bool:
        """Tell whether the sum at y is nothing beside its parts."""
        size = _Sum(self.exponents, [abs(amount) for amount in self.amounts], self.parts).value(y)
        return abs(self.value(y)) <= FINE.multiply(size, NOTHING)

    def lowest(self) -> float:
        """Return a y below which the latest amount outweighs all others, so that there is no root."""
        if len(self.floats) == 1:
            return -1.0
        (_, before), (amount, latest) = self.floats[-2:]
        ratio = 2 * sum(abs(each) for each, _ in self.floats) / max(abs(amount), 1e-300)
        return -(math.log(ratio) + 1) / (latest - before) - 1

    # ------------------------------------------------------------ its roots

    def brackets(self, low: float, high: float) -> list[Bracket]:
        """Return a narrow bracket around each root between two points, rising; one that only touches has no width."""
        changes = [i for i, (one, other) in enumerate(pairwise(self.amounts)) if (one > 0) != (other > 0)]
        if not changes:
            return []
        if len(changes) == 1:
            return self.between(low, high)
        slope = self._slope(changes[len(changes) // 2])
        found: list[Bracket] = []
        below, sign_below = Decimal(low), self.look(low)[0]
        for bracket in slope.brackets(low, high):
            turn, sign = self._at_turn(slope, bracket)
            if sign_below * sign < 0:
                found.append(self._narrowed(below, turn))
            if not sign:
                found.append((turn, turn))
            below, sign_below = turn, sign
        if sign_below * self.look(high)[0] < 0:
            found.append(self._narrowed(below, Decimal(high)))
        return found

    def _at_turn(self, slope: "_Sum", bracket: Bracket) -> tuple[Decimal, int]:
        """Return a root of the slope and the sign of the sum there: 0 where it only touches nothing."""
        turn = FINE.divide(FINE.add(*bracket), Decimal(2))
        worth, size = self.rough(float(turn))
        if abs(worth) > CLEAR * size:
            return turn, 1 if worth > 0 else -1
        turn = slope.polished(*bracket)
        return turn, 0 if self.is_nothing(turn) else _sign(self.value(turn))

    def _slope(self, change: int) -> "_Sum":
        """Return the slope of the sum times a power of z between the two exponents where the sign changes."""
        middle = self.exponents[change] + self.exponents[change + 1]
        reach = Decimal(2 * self.exponents[-1] + 1)
        factors = [FINE.divide(Decimal(middle - 2 * exponent), reach) for exponent in self.exponents]
        amounts = [
            FINE.multiply(amount, factor) for amount, factor in zip(self.amounts, factors, strict=True)
        ]
        return _Sum(self.exponents, amounts, self.parts)

    def between(self, low: float, high: float) -> list[Bracket]:
        """Return a narrow bracket around the one root between two points, if their signs differ."""
        inner = max(low, USUAL[0]), min(high, USUAL[1])
        for a, b in (inner, (low, high)):
            if self.look(a)[0] * self.look(b)[0] < 0:
                return [self._narrowed(Decimal(a), Decimal(b))]
        return []

    def _narrowed(self, low: Decimal, high: Decimal) -> Bracket:
        """Narrow a bracket in floats, by secants and every third step by halving."""
        a, b = float(low), float(high)
        sign, worth_a = self.look(a)
        other, worth_b = self.look(b)
        if sign * other >= 0:
            return low, high
        for turn in range(200):
            if b - a < NEAR * max(1.0, abs(a)):
                break
            middle = (a + b) / 2
            if turn % 3 and worth_a * worth_b < 0 and (a < 0) == (b < 0):
                margin = (b - a) * 1e-3
                middle = min(max(a + (b - a) * worth_a / (worth_a - worth_b), a + margin), b - margin)
            here, worth = self.look(middle)
            if here == sign:
                a, worth_a = middle, worth
            else:
                b, worth_b = middle, worth
        return max(low, Decimal(a)), min(high, Decimal(b))

    def polished(self, low: Decimal, high: Decimal) -> Decimal:
        """Return the only root in a bracket, to EXACT: by the Illinois rule, every eighth step by halving."""
        if low == high:
            return low
        f_low, f_high, side = self.value(low), self.value(high), 0
        for turn in range(1, 500):
            if not f_low or not f_high or high - low < EXACT * max(Decimal(1), abs(low)):
                break
            y = FINE.divide(
                FINE.subtract(FINE.multiply(low, f_high), FINE.multiply(high, f_low)),
                FINE.subtract(f_high, f_low),
            )
            if turn % 8 == 0 or not low < y < high:
                y = FINE.divide(FINE.add(low, high), Decimal(2))
            f = self.value(y)
            if (f > 0) == (f_high > 0):
                f_low = FINE.divide(f_low, Decimal(2)) if side == 1 else f_low
                high, f_high, side = y, f, 1
            else:
                f_high = FINE.divide(f_high, Decimal(2)) if side == -1 else f_high
                low, f_low, side = y, f, -1
        return low if abs(f_low) < abs(f_high) else high


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
