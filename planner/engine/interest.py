# SPDX-License-Identifier: Apache-2.0
"""Interest on a balance between two days: a day bears interest on the balance of the day before, at its own rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import lcm

from planner.facts.dates import days_30e, days_by_year, year_fraction
from planner.facts.money import Fen
from planner.facts.terms import RateChange

ACTUAL = {"ACT/365F": 365, "ACT/360": 360}
ONE_DAY = timedelta(days=1)


def accrue(
    balance: Fen | Fraction,
    since: date,
    until: date,
    annual_rate: Decimal,
    day_count: str = "ACT/365F",
    rate_changes: Iterable[RateChange] = (),
) -> Fraction:
    """Return the exact interest, in fen, of the days after `since` up to and with `until`.

    `annual_rate` holds until a change; a change `since` a day is the rate of that day. `day_count` is one of
    `ACT/365F`, `ACT/360`, `ACT/ACT`, `30/360`; the periodic counts need due dates and live in a schedule.
    """
    interest, begun, rate = Fraction(0), since, annual_rate
    for change in sorted(rate_changes, key=lambda change: change.since):
        day = min(max(change.since - ONE_DAY, since), until)
        interest += Fraction(rate) * year_fraction(begun, day, day_count)
        begun, rate = day, change.annual_rate
    if begun < until:
        interest += Fraction(rate) * year_fraction(begun, until, day_count)
    return interest * balance


@dataclass(frozen=True, slots=True)
class Period:
    """The days from one due date to the next; `regular` where it is one step of the frequency."""

    since: date
    until: date
    regular: bool


@dataclass(frozen=True, slots=True)
class YearShares:
    """Parts of a year as whole numbers over one denominator, `scale`, for the hot path of a schedule."""

    day_count: str
    scale: int
    regular: int  # numerator of a regular period, -1 where it goes by its own 30E/360 days
    per_day: int = 0  # numerator of a day, where all days count the same

    def of(self, since: date, until: date, period: Period) -> int:
        """Return the numerator of the days after `since` up to and with `until`, inside `period`."""
        if self.per_day:
            return (until - since).days * self.per_day
        kind = self.day_count
        if kind == "ACT/ACT":
            return sum(days * (self.scale // length) for days, length in days_by_year(since, until))
        if period.regular:
            whole = self.regular
            if whole < 0:
                whole = days_30e(period.since, period.until) * (self.scale // 360)
            days, length = (until - since).days, (period.until - period.since).days
            return whole if days == length else whole * days // length
        if kind == "30/360":
            return days_30e(since, until) * (self.scale // 360)
        return (until - since).days * (self.scale // (360 if kind.endswith("360") else 365))


def year_shares(day_count: str, a_year: Fraction, lengths: Iterable[int]) -> YearShares:
    """Return the year parts of a day count; `a_year` periods of the possible `lengths` in days make a year."""
    if day_count in ACTUAL:
        return YearShares(day_count, ACTUAL[day_count], 0, 1)
    if day_count == "ACT/ACT":
        return YearShares(day_count, 365 * 366, 0)
    many = lcm(*lengths)
    if day_count == "30/360":
        by_months = a_year in (1, 4, 12, 24)
        return YearShares(
            day_count, 360 * many, 360 * a_year.denominator // a_year.numerator * many if by_months else -1
        )
    base = 360 if day_count.endswith("360") else 365
    scale = lcm(base, a_year.numerator) * many
    return YearShares(day_count, scale, scale // a_year.numerator * a_year.denominator)
