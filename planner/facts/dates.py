# SPDX-License-Identifier: Apache-2.0
"""Months and days: due days that a month may lack, first and last days. "Today" is always a parameter."""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from planner.facts.language import N_
from planner.facts.problems import InputError


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; `number` counts months from year 0 so that months add and subtract."""

    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-04`; raises InputError."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
            raise InputError("", N_("“{text}” is not a month."), {"text": text}, N_("Write it like 2026-04."))
        _in_reach(int(found[1]), text)
        return cls(int(found[1]) * 12 + int(found[2]) - 1)

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month a day lies in."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def year(self) -> int:
        """The year, 2026."""
        return self.number // 12

    @property
    def month(self) -> int:
        """The month of the year, 1 to 12."""
        return self.number % 12 + 1

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        return on_day(self.year, self.month, 31)

    def plus(self, months: int) -> "Month":
        """Return the month so many months later (earlier, if negative)."""
        return Month(self.number + months)

    def day(self, day: int) -> date:
        """Return that day of the month, or its last where the month is shorter."""
        return on_day(self.year, self.month, day)

    def __sub__(self, other: "Month") -> int:
        return self.number - other.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


FIRST_YEAR, LAST_YEAR = 1900, 2200  # outside these a date is a slip of the keyboard


def _in_reach(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        bounds: dict[str, str | int] = {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise InputError(
            "", N_("“{text}” lies outside the years {first} to {last}."), bounds, N_("Check the year.")
        )


When = date | Month  # a day, or a whole month where only that is known
Moment = datetime | date  # a row's time; a plain date where the time is unknown


def on_day(year: int, month: int, day: int) -> date:
    """Return that day of the month; a month that lacks it gives its last day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def first_day(when: When) -> date:
    """Return the day itself, or a month's first day."""
    return when.first if isinstance(when, Month) else when


def last_day(when: When) -> date:
    """Return the day itself, or a month's last day."""
    return when.last if isinstance(when, Month) else when


def day_of(moment: Moment) -> date:
    """Return the day of a row's time."""
    return moment.date() if isinstance(moment, datetime) else moment


def parse_date(text: str) -> date:
    """Read an ISO day, `2026-04-01`; raises InputError."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            _in_reach(day.year, text)
            return day
    raise InputError("", N_("“{text}” is not a date."), {"text": text}, N_("Write it like 2026-04-01."))


def parse_when(text: str) -> When:
    """Read a day or a month; raises InputError."""
    return Month.parse(text) if re.fullmatch(r"\d{4}-\d{2}", text) else parse_date(text)


def parse_moment(text: str) -> Moment:
    """Read a row's time, `2026-04-01 12:00:00` or only the day; raises InputError."""
    if len(text) <= 10:
        return parse_date(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            "", N_("“{text}” is not a time."), {"text": text}, N_("Write it like 2026-04-01 12:00:00.")
        ) from None


def moment_text(moment: Moment) -> str:
    """Write a row's time as JSON has it: `2026-04-01 12:00:00`, or only the day."""
    return moment.isoformat(" ", "seconds") if isinstance(moment, datetime) else moment.isoformat()


# ---------------------------------------------------------------- day counts


def days_30e(since: date, until: date) -> int:
    """Count the days between two dates in months of 30 days (30E/360: the 31st counts as the 30th)."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months * 30 + min(until.day, 30) - min(since.day, 30)


def year_length(year: int) -> int:
    """Return 365 or 366."""
    return 366 if isleap(year) else 365


def days_by_year(since: date, until: date) -> list[tuple[int, int]]:
    """Split the days between two dates at each 1 January; returns (days, length of that year) pairs."""
    if since.year == until.year:
        return [((until - since).days, year_length(since.year))]
    pairs = [((date(since.year + 1, 1, 1) - since).days, year_length(since.year))]
    pairs += [(year_length(year),) * 2 for year in range(since.year + 1, until.year)]
    pairs.append(((until - date(until.year, 1, 1)).days, year_length(until.year)))
    return [pair for pair in pairs if pair[0]]


def year_fraction(since: date, until: date, day_count: str) -> Fraction:
    """Return the part of a year between two dates: `ACT/365F`, `ACT/360`, `ACT/ACT` or `30/360` (30E/360)."""
    if day_count == "30/360":
        return Fraction(days_30e(since, until), 360)
    if day_count == "ACT/ACT":
        return sum((Fraction(days, length) for days, length in days_by_year(since, until)), Fraction(0))
    return Fraction((until - since).days, {"ACT/365F": 365, "ACT/360": 360}[day_count])
