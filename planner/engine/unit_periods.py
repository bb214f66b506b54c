# SPDX-License-Identifier: Apache-2.0
"""How much time lies between two payments, as lending laws count it: whole units back, and an odd part."""

from datetime import date, timedelta
from fractions import Fraction

from planner.facts.dates import Month, year_length
from planner.facts.terms import Days

Unit = str | Days

MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}
WEEKS = {"week": 1, "two_weeks": 2, "four_weeks": 4}
UNITS = (
    "day",
    "week",
    "two_weeks",
    "four_weeks",
    "half_month",
    "month",
    "two_months",
    "quarter",
    "half_year",
    "year",
)
APRC_UNITS = ("week", "month", "year")
UNIT_OF_FREQUENCY = {
    "weekly": "week",
    "fortnightly": "two_weeks",
    "semimonthly": "half_month",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
}


def units_a_year(unit: Unit) -> Fraction:
    """Return how many of a unit make a year: 12 months, 52 weeks, 365 days."""
    days = _days(unit)
    if days is not None and unit not in WEEKS:
        return Fraction(365, days)
    if unit == "half_month":
        return Fraction(24)
    return Fraction(12, MONTHS[str(unit)]) if unit in MONTHS else Fraction(52, WEEKS[str(unit)])


def count_units(first: date, day: date, unit: Unit) -> tuple[int, Fraction]:
    """Count the units from `first` to `day`: whole ones backwards from `day`, and the odd part of one.

    Source: 12 CFR 1026, Appendix J, (b)(5): odd days over 30 a month, 15 a half month, 7 a week; for a year whole
    months over 12, else days over 365. A day that is whole months after `first`, month ends included, has no odd part.
    """
    length = _days(unit)
    if length is not None:
        whole, odd = divmod((day - first).days, length)
        return whole, Fraction(odd, length)
    if unit == "half_month":
        return _count_half_months(first, day)
    months = MONTHS[str(unit)]
    whole, back = _months_back(first, day, months)
    if back == first:
        return whole, Fraction(0)
    if unit == "year":
        odd_months, rest = _months_back(first, back, 1)
        if rest == first:
            return whole, Fraction(odd_months, 12)
        return whole, Fraction((back - first).days, 365)
    return whole, Fraction((back - first).days, 30 * months)


def years_back(first: date, day: date, unit: str) -> Fraction:
    """Return the years from `first` to `day` as the EU's consumer credit directives count them.

    Whole years, months or weeks backwards from `day`; the odd days before them over 365, or over 366 where the year
    that ends at the first whole period has a 29 February (European Commission, APRC examples, 2015, remark to 2b).
    """
    if unit == "week":
        whole, odd = divmod((day - first).days, 7)
        return Fraction(whole, 52) + _odd_days(first, first + timedelta(days=odd))
    months = MONTHS[unit]
    whole, back = _months_back(first, day, months)
    return Fraction(whole * months, 12) + _odd_days(first, back)


def _odd_days(first: date, back: date) -> Fraction:
    days = (back - first).days
    if not days:
        return Fraction(0)
    leap_year = back.year if (back.month, back.day) >= (2, 29) else back.year - 1
    return Fraction(days, year_length(leap_year))


def _days(unit: Unit) -> int | None:
    if isinstance(unit, Days):
        return unit.days
    return 1 if unit == "day" else 7 * WEEKS[unit] if unit in WEEKS else None


def _months_back(first: date, day: date, months: int) -> tuple[int, date]:
    """Go back from `day` in whole steps of months as far as `first` allows; returns the steps and the day reached."""
    start, end = Month.of(first), Month.of(day)
    steps, rest = divmod(end - start, months)
    if not rest and start.plus(steps * months).day(first.day) == day:
        return steps, first
    back = end.plus(-steps * months).day(day.day)
    if back < first:
        steps -= 1
        back = end.plus(-steps * months).day(day.day)
    return steps, back


def _count_half_months(first: date, day: date) -> tuple[int, Fraction]:
    halves = 2 * (Month.of(day) - Month.of(first))
    for steps in range(max(halves - 1, 0), halves + 2):
        if _half_months_later(first, steps) == day:
            return steps, Fraction(0)
    for steps in range(halves + 2, 0, -1):
        back = _half_months_later(day, -steps)
        if back >= first:
            return steps, Fraction((back - first).days, 15)
    return 0, Fraction((day - first).days, 15)


def _half_months_later(day: date, steps: int) -> date:
    """Return the day so many half months later (earlier, if negative): the 15th day on, or back, in the same month."""
    month, number = Month.of(day).plus(steps // 2), day.day
    if steps % 2:
        month, number = (month.plus(1), number - 15) if number > 15 else (month, number + 15)
    return month.day(number)
