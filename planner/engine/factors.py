# SPDX-License-Identifier: Apache-2.0
"""What one fen of principal earns in each month of the plan, up to the debt's due day, by the debt's own terms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import overload

from planner.engine.interest import Period, YearShares, year_shares
from planner.facts.dates import Month
from planner.facts.terms import RateChange

MONTH_LENGTHS = (28, 29, 30, 31)
ONE_DAY = timedelta(days=1)
Factor = tuple[int, int]  # numerator, denominator


@dataclass(frozen=True, slots=True)
class Rates:
    """A yearly rate, its changes, and how days are counted: all that interest on a running debt depends on."""

    annual_rate: Decimal = Decimal(0)
    changes: tuple[RateChange, ...] = ()
    day_count: str = "ACT/365F"

    def spans(self, since: date, until: date) -> list[tuple[date, date, Decimal]]:
        """Return the stretches of one rate between two days (a changed rate is that of its own day)."""
        found, begun, rate = [], since, self.annual_rate
        for change in self.changes:
            day = min(max(change.since - ONE_DAY, since), until)
            if day > begun:
                found.append((begun, day, rate))
                begun = day
            rate = change.annual_rate
        if until > begun:
            found.append((begun, until, rate))
        return found


@dataclass(slots=True)
class Factors(Sequence[Factor]):
    """The factors of plan month 0, 1 …, worked out as far as they are asked for."""

    rates: Rates
    since: date  # interest runs from the end of this day
    first_month: Month
    due_day: int
    shares: YearShares
    known: list[Factor] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.known)

    @overload
    def __getitem__(self, month: int) -> Factor: ...
    @overload
    def __getitem__(self, month: slice) -> Sequence[Factor]: ...
    def __getitem__(self, month: int | slice) -> Factor | Sequence[Factor]:
        if isinstance(month, slice):
            return self.known[month]
        while len(self.known) <= month:
            self.known.append(self._factor(len(self.known)))
        return self.known[month]

    def _factor(self, month: int) -> Factor:
        until = self.first_month.plus(month).day(self.due_day)
        since = self.since
        if month:
            since = max(since, self.first_month.plus(month - 1).day(self.due_day))
        if not self.rates.changes:
            rate = Fraction(self.rates.annual_rate)
            share = sum(
                self._share(period, period.since, period.until) for period in self._periods(since, until)
            )
            return _lowest(share * rate.numerator, self.shares.scale * rate.denominator)
        exact = sum(
            Fraction(rate) * self._share(period, begun, ended)
            for period in self._periods(since, until)
            for begun, ended, rate in self.rates.spans(period.since, period.until)
        ) / Fraction(self.shares.scale)
        return exact.numerator, exact.denominator

    def _share(self, period: Period, since: date, until: date) -> int:
        return self.shares.of(since, until, period)

    def _periods(self, since: date, until: date) -> list[Period]:
        """Return the whole months back from the due date, and what is left at the start as one odd period."""
        periods, end = [], until
        while end > since:
            begun = max(since, Month.of(end).plus(-1).day(self.due_day))
            regular = begun == Month.of(end).plus(-1).day(self.due_day)
            periods.append(Period(begun, end, regular))
            end = begun
        return periods[::-1]


def _lowest(numerator: int, denominator: int) -> Factor:
    shared = gcd(numerator, denominator) or 1
    return numerator // shared, denominator // shared


@lru_cache(maxsize=1024)
def factors(rates: Rates, since: date, first_month: Month, due_day: int) -> Factors:
    """Return the factors of a debt; debts (and keystrokes) that agree in all four share them."""
    return Factors(
        rates, since, first_month, due_day, year_shares(rates.day_count, Fraction(12), MONTH_LENGTHS)
    )
