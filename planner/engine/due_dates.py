# SPDX-License-Identifier: Apache-2.0
"""The due dates of a debt: one step after the other, on the due day, or the last day of a month that lacks it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from planner.facts.dates import Month, on_day
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.terms import Days, Terms

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
WEEKS = {"weekly": 7, "fortnightly": 14}
LATEST_YEAR = 9990
SHORTEST = 28  # days that every month has


def periods_a_year(frequency: str | Days) -> Fraction:
    """Return how many periods of this frequency a year has: 52, 26, 24, 12, 4, 1, or 365 over its days."""
    if isinstance(frequency, Days):
        return Fraction(365, frequency.days)
    return Fraction({"weekly": 52, "fortnightly": 26, "semimonthly": 24, **_A_YEAR}[frequency])


_A_YEAR = {name: 12 // months for name, months in MONTHS.items()}


def goes_by_days(frequency: str | Days) -> bool:
    """Tell whether due dates are so many days apart, so that no day of the month matters."""
    return isinstance(frequency, Days) or frequency in WEEKS


@dataclass(frozen=True, slots=True)
class Calendar:
    """Steps from one due date to the next. `due_day` is 1 to 31; days and weeks do not look at it."""

    frequency: str | Days
    due_day: int

    def after(self, day: date) -> date:
        """Return the due date one step after a due date (for months: on the due day of the month reached)."""
        if day.year > LATEST_YEAR:
            raise InputError("periods", N_("The due dates run past the year {year}."), {"year": LATEST_YEAR})
        if isinstance(self.frequency, Days):
            return day + timedelta(days=self.frequency.days)
        if self.frequency in WEEKS:
            return day + timedelta(days=WEEKS[self.frequency])
        if self.frequency == "semimonthly":
            return self._after_half(day)
        years, month = divmod(day.month - 1 + MONTHS[self.frequency], 12)
        if self.due_day <= SHORTEST:
            return date(day.year + years, month + 1, self.due_day)
        return on_day(day.year + years, month + 1, self.due_day)

    def _after_half(self, day: date) -> date:
        low = self.due_day if self.due_day <= 15 else self.due_day - 15
        month = Month.of(day)
        later = month.day(low + 15)
        return later if day < later else month.plus(1).day(low)

    def has(self, day: date) -> bool:
        """Tell whether a day is one that this calendar falls on (always, in days and weeks)."""
        if goes_by_days(self.frequency):
            return True
        low = self.due_day if self.due_day <= 15 else self.due_day - 15
        halves = (low, low + 15) if self.frequency == "semimonthly" else (self.due_day,)
        return any(Month.of(day).day(half) == day for half in halves)

    def is_step(self, since: date, until: date) -> bool:
        """Tell whether `until` is one regular step after `since`: by the day of `since`, or both on due days."""
        own = Calendar(self.frequency, since.day)
        return until == own.after(since) or (self.has(since) and until == self.after(since))


def calendar_of(terms: Terms, since: date, first_due: date | None) -> tuple[Calendar, date]:
    """Return the calendar of rows that begin at `first_due` (default: one step after `since`), and the first due date."""
    day = terms.due_day or (first_due or since).day
    calendar = Calendar(terms.frequency, day)
    return calendar, first_due or calendar.after(since)
