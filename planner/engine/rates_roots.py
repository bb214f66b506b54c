# SPDX-License-Identifier: Apache-2.0
"""Every rate at which a cash flow is worth nothing: all of them found, each to far more than twelve decimals.

A term is an amount after `t` units and an odd part `f`: amount / ((1 + f*i) * (1 + i)**t). With y = log(1 + i) each
discount factor lies between its values at the two ends of an interval of y, so an interval without a root, or with
one at most, is proved to be so; what stays open is halved.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm

HIGHEST = 10_000  # rates from -100 % (not with it) to 1,000,000 % a unit
FINE = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
TINY = 1e-9  # width of y below which an interval is looked at in decimals
NOISE = 1e-12  # of the sum of all amounts: what floats may be wrong by
EXACT = Decimal("1e-27")
WORK = 20_000  # intervals looked at, at most


@dataclass(frozen=True, slots=True)
class Term:
    """An amount, and when it is paid: after `t` whole or broken units and the odd part `f` of one."""

    amount: Decimal
    t: Fraction
    f: Fraction = Fraction(0)


def all_rates(terms: Sequence[Term]) -> list[Decimal]:
    """Return every rate in (-1, 10000) at which the terms are worth nothing together, rising.

    Amounts that cancel on the same day altogether (500 lent, 500 paid back at once) have the rate 0.
    """
    sums: dict[tuple[Fraction, Fraction], Decimal] = {}
    for term in terms:
        key = (term.t, term.f)
        sums[key] = FINE.add(sums.get(key, Decimal(0)), term.amount)
    kept = sorted((Term(amount, t, f) for (t, f), amount in sums.items() if amount), key=lambda k: k.t + k.f)
    if not kept:
        return [Decimal(0)] if any(term.amount for term in terms) else []
    return _Flow(kept).rates()


class _Flow:
    """The terms of one flow in the forms in which they are evaluated."""

    def __init__(self, terms: list[Term]) -> None:
        first = min(term.t for term in terms)
        self.amounts = [term.amount for term in terms]
        largest = max(abs(amount) for amount in self.amounts)
        self.scaled = [float(FINE.divide(amount, largest)) for amount in self.amounts]
        times = [term.t - first for term in terms]
        self.last = float(max(times))
        self.floats = [(float(t), float(term.f)) for t, term in zip(times, terms, strict=True)]
        self.parts = lcm(*(t.denominator for t in times))
        exponents = [int(t * self.parts) for t in times]
        self.chain = sorted(
            zip(exponents, self.amounts, [term.f for term in terms], strict=True), key=lambda link: -link[0]
        )
        self.odd = {
            term.f: FINE.divide(Decimal(term.f.numerator), Decimal(term.f.denominator)) for term in terms
        }
        signs = [amount > 0 for amount in self.amounts]
        self.changes = sum(a != b for a, b in pairwise(signs))
        self.ends = _Ends(self)

    # ------------------------------------------------------------ in decimals

    def value(self, y: Decimal) -> Decimal:
        """Return the worth at rate exp(y) - 1, to some fifty digits."""
        growth = FINE.exp(y)
        step = FINE.exp(FINE.divide(FINE.minus(y), Decimal(self.parts)))
        odd = {f: FINE.add(1 - part, FINE.multiply(part, growth)) for f, part in self.odd.items()}
        powers: dict[int, Decimal] = {}
        total, at = Decimal(0), self.chain[0][0]
        for exponent, amount, f in self.chain:
            gap = at - exponent
            if gap:
                if gap not in powers:
                    powers[gap] = FINE.power(step, gap)
                total = FINE.multiply(total, powers[gap])
                at = exponent
            total = FINE.add(total, FINE.divide(amount, odd[f]) if f else amount)
        return total

    # ------------------------------------------------------------ in floats

    def rough(self, y: float) -> tuple[float, float]:
        """Return the worth at y, and the sum of what is added up in it, at a scale that neither over- nor underflows."""
        growth, origin = math.exp(y), self.last if y < 0 else 0.0
        worth = size = 0.0
        for amount, (t, f) in zip(self.scaled, self.floats, strict=True):
            part = amount * math.exp((origin - t) * y)
            if f:
                part /= 1 - f + f * growth
            worth += part
            size += abs(part)
        return worth, size

    def sign(self, y: float) -> int:
        """Return the sign of the worth at y, in decimals where floats cannot tell."""
        return self.look(y)[0]

    def look(self, y: float) -> tuple[int, float]:
        """Return the sign of the worth at y, and the rough worth."""
        worth, size = self.rough(y)
        if abs(worth) > NOISE * size:
            return (1 if worth > 0 else -1), worth
        exact = self.value(Decimal(y))
        return (exact > 0) - (exact < 0), worth

    # ------------------------------------------------------------ the search

    def rates(self) -> list[Decimal]:
        """Return all rates, rising."""
        if not self.changes:
            return []
        low, high = self._lowest(), math.log1p(HIGHEST)
        if self.changes == 1:
            found = [self._between(low, high)] if self.sign(low) * self.sign(high) < 0 else []
        else:
            found = self._all_between(low, high)
        top = Decimal(HIGHEST)
        rates = [FINE.subtract(FINE.exp(y), Decimal(1)) for y in sorted(found)]
        return _apart([rate for rate in rates if rate < top])

    def _lowest(self) -> float:
        """Return a y below which the latest amount outweighs all others, so that there is no root.

        An odd part of a whole unit or more counts as a unit here; rates are looked at while 1 + f*i is above zero.
        """
        times = [t + (f >= 1) for t, f in self.floats]
        odd = [f for _, f in self.floats if f < 1]
        latest = max(times)
        weight = (
            abs(sum(amount for amount, t in zip(self.scaled, times, strict=True) if t == latest)) or NOISE
        )
        before = [t for t in times if t < latest]
        ratio = 2 * sum(abs(amount) for amount in self.scaled) / (weight * (1 - max(odd, default=0.0)))
        low = -(math.log(ratio) + 1) / (latest - max(before)) - 1 if before else -40.0
        most = max(f for _, f in self.floats)
        return max(low, math.log1p(-1 / most) + 1e-9) if most > 1 else low

    def _all_between(self, low: float, high: float) -> list[Decimal]:
        stack = [(low, min(0.0, high)), (0.0, high)] if low < 0 else [(low, high)]
        found: list[Decimal] = []
        for _ in range(WORK):
            if not stack:
                break
            a, b = stack.pop()
            verdict = self.ends.verdict(a, b)
            if verdict == 1 and self.sign(a) * self.sign(b) < 0:
                found.append(self._between(a, b))
            elif verdict == 1 and self.sign(b) == 0:
                found.append(Decimal(b))
            elif verdict > 1 and b - a < TINY * max(1.0, abs(a)):
                found += self._close_by(a, b)
            elif verdict > 1:
                middle = (a + b) / 2
                stack += [(a, middle), (middle, b)]
        return found

    def _between(self, a: float, b: float) -> Decimal:
        """Return the root between two points of different sign."""
        low, high = a, b
        sign, worth_low = self.look(a)
        worth_high = self.look(b)[1]
        for turn in range(200):
            if high - low < 1e-9 * max(1.0, abs(low)):
                break
            middle = (low + high) / 2
            if turn % 3 and worth_low * worth_high < 0 and (low < 0) == (high < 0):
                middle = low + (high - low) * worth_low / (worth_low - worth_high)
                margin = (high - low) * 1e-3
                middle = min(max(middle, low + margin), high - margin)
            here, worth = self.look(middle)
            if here == 0:
                return Decimal(middle)
            if here == sign:
                low, worth_low = middle, worth
            else:
                high, worth_high = middle, worth
        return self._polish(low, high, a, b)

    def _polish(self, low: float, high: float, a: float, b: float) -> Decimal:
        """Narrow a bracket to EXACT by the Illinois rule, in decimals."""
        x0, x1 = Decimal(low), Decimal(high)
        f0, f1 = self.value(x0), self.value(x1)
        if f0 * f1 > 0:
            x0, x1 = Decimal(a), Decimal(b)
            f0, f1 = self.value(x0), self.value(x1)
        side = -1
        for _ in range(400):
            if not f0 or not f1 or x1 - x0 < EXACT * max(Decimal(1), abs(x0)):
                break
            x = FINE.divide(
                FINE.subtract(FINE.multiply(x0, f1), FINE.multiply(x1, f0)), FINE.subtract(f1, f0)
            )
            if not x0 < x < x1:
                x = FINE.divide(FINE.add(x0, x1), Decimal(2))
            fx = self.value(x)
            if (fx > 0) == (f1 > 0):
                f0 = FINE.divide(f0, Decimal(2)) if side == 1 else f0
                x1, f1, side = x, fx, 1
            else:
                f1 = FINE.divide(f1, Decimal(2)) if side == 0 else f1
                x0, f0, side = x, fx, 0
        return x0 if abs(f0) < abs(f1) else x1

    def _close_by(self, a: float, b: float) -> list[Decimal]:
        """Look into a tiny interval that floats cannot decide: one root, two very close ones, one that only touches."""
        low, high = Decimal(a), Decimal(b)
        f_low, f_high = self.value(low), self.value(high)
        if not f_low or not f_high:
            return [low if not f_low else high]
        if f_low * f_high < 0:
            return [self._polish(a, b, a, b)]
        middle = FINE.divide(FINE.add(low, high), Decimal(2))
        f_middle = self.value(middle)
        bend = f_low - 2 * f_middle + f_high
        if not bend:
            return []
        turn = FINE.add(middle, FINE.divide(FINE.multiply(high - low, f_low - f_high), 4 * bend))
        if not low <= turn <= high:
            return []
        f_turn = self.value(turn)
        touches = abs(f_turn) <= abs(f_low + f_high) * Decimal("1e-10")
        if touches or (f_turn > 0) != (f_low > 0):
            return [turn]
        return []


class _Ends:
    """Bounds of the worth and of its slope over an interval of y, from the factors at its two ends."""

    def __init__(self, flow: _Flow) -> None:
        self.flow = flow

    def verdict(self, a: float, b: float) -> int:
        """Return 0 where there is surely no root, 1 where there is one at most, 2 where neither is proved."""
        flow = self.flow
        origin = flow.last if a < 0 else 0.0
        growth_a, growth_b = math.exp(a), math.exp(b)
        low = high = slope_low = slope_high = size = 0.0
        for amount, (t, f) in zip(flow.scaled, flow.floats, strict=True):
            at_a, at_b = math.exp((origin - t) * a), math.exp((origin - t) * b)
            if at_a > at_b:
                at_a, at_b = at_b, at_a
            tilt_low = tilt_high = origin - t
            if f:
                odd_a, odd_b = 1 - f + f * growth_a, 1 - f + f * growth_b
                at_a, at_b = at_a / odd_b, at_b / odd_a
                tilt_low, tilt_high = sorted(
                    (tilt_low - f * growth_a / odd_a, tilt_low - f * growth_b / odd_b)
                )
            least, most = (amount * at_a, amount * at_b) if amount > 0 else (amount * at_b, amount * at_a)
            low += least
            high += most
            corners = (least * tilt_low, least * tilt_high, most * tilt_low, most * tilt_high)
            slope_low += min(corners)
            slope_high += max(corners)
            size += abs(amount) * at_b
        noise = NOISE * size
        if low > noise or high < -noise:
            return 0
        noise *= max(1.0, flow.last)
        return 1 if slope_low > noise or slope_high < -noise else 2


def _apart(rates: list[Decimal]) -> list[Decimal]:
    """Drop a rate that is the same as the one before to fifteen decimals (a root on the edge of two intervals)."""
    kept: list[Decimal] = []
    for rate in rates:
        if not kept or rate - kept[-1] > Decimal("1e-15") * max(Decimal(1), abs(rate)):
            kept.append(rate)
    return kept
