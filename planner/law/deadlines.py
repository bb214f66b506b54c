# SPDX-License-Identifier: Apache-2.0
"""Legal periods: when one ends by the rules of counting, which ones run in this case, and what must come before them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from planner.facts.case import Debt
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.problems import INFO, STOP, WARN, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import DeadlineKind
from planner.law.matter import Matter

COUNTING = "LIM-06"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The end of a legal period.

    `counted` is the last day by counting alone, `date` the day after moving off rest days. `complete` is false where
    the holidays of that year are not loaded and only weekends were counted.
    """

    kind: DeadlineKind
    event: dt.date
    counted: dt.date
    date: dt.date
    complete: bool

    def days_left(self, today: dt.date) -> int:
        """Return the days from today to the end; below zero when it has passed."""
        return (self.date - today).days


def deadline(kind: str, event: dt.date, book: RuleBook) -> Deadline:
    """Return the end of the period `kind` (a row of the deadlines) that an event on a day starts.

    Counting by LIM-06: the first day is not counted; months and years end on the corresponding day, else the month's
    last; a rest day moves the end to the first day after it.
    """
    row = book.deadlines[kind]
    counted = period_end(event, row.figure, book)
    moved = after_rest_days(counted, book) if row.rest_days else counted
    return Deadline(
        kind=row, event=event, counted=counted, date=moved, complete=knows_holidays(counted, moved, book)
    )


def period_end(event: dt.date, key: str, book: RuleBook) -> dt.date:
    """Return the last day of a period that starts with an event, rest days not looked at; `key` names its length."""
    unit, length = book.figure(key).unit, book.count(key)
    if unit == "working_days":
        return working_days_after(event, length, book)
    if unit == "days":
        return event + length * DAY
    months = length * 12 if unit == "years" else length
    return Month.of(event).plus(months).day(event.day)


def after_rest_days(day: dt.date, book: RuleBook) -> dt.date:
    """Return the day itself, or the first day after it on which people work."""
    while book.holidays.is_rest_day(day):
        day += DAY
    return day


def working_days_after(event: dt.date, days: int, book: RuleBook) -> dt.date:
    """Return the last of so many working days after a day, by the holidays that are loaded."""
    day = event
    for _ in range(days):
        day = after_rest_days(day + DAY, book)
    return day


def knows_holidays(first: dt.date, last: dt.date, book: RuleBook) -> bool:
    """Whether the yearly notices of all years from `first` to `last` are loaded."""
    return all(year in book.holidays.years for year in range(first.year, last.year + 1))


# ---------------------------------------------------------------- topics


def review_deadlines(matter: Matter) -> Iterator[Problem]:
    """Yield each deadline of a debt that has passed or is near; they come before any negotiation."""
    for debt in matter.case.debts:
        if debt.deadline is None:
            continue
        where, left = f"debts/{debt.id}/deadline", (debt.deadline - matter.today).days
        values: dict[str, str | int] = {
            "creditor": debt.creditor,
            "day": debt.deadline.isoformat(),
            "days": abs(left),
        }
        if left < 0:
            text = N_(
                "The date of {creditor}, {day}, has passed. Ask the court or mediator what stands, today."
            )
            yield Problem(WARN, where, text, values, COUNTING)
        elif left <= matter.book.count("MED-16"):
            text = N_(
                "{days} days are left to the date of {creditor}, {day}. It comes before any negotiation."
            )
            yield Problem(WARN, where, text, values, COUNTING)
        yield from _holidays_unknown(debt, matter)


def _holidays_unknown(debt: Debt, matter: Matter) -> Iterator[Problem]:
    day = debt.deadline
    if day is None or not matter.book.holidays.is_rest_day(day):
        return
    later = after_rest_days(day, matter.book)
    known = knows_holidays(day, later, matter.book)
    yield Problem(
        INFO,
        f"debts/{debt.id}/deadline",
        N_("{day} is a rest day; a legal period then ends on {later}. The date on the paper wins.")
        if known
        else N_(
            "{day} is a rest day; a legal period then ends on {later}, by weekends alone: the holidays of that year are"
            " not loaded. The date on the paper wins."
        ),
        {"day": day.isoformat(), "later": later.isoformat()},
        COUNTING,
    )


def review_term_caps(matter: Matter) -> Iterator[Problem]:
    """Yield a refusal where asked, offered or agreed terms run longer than the lender class can agree to (INT-13).

    The plan itself says so for the terms it uses; here stand the menu, the offers and the agreements.
    """
    asked = [(f"debts/{d.id}/menu/{i}", d, t) for d in matter.case.debts for i, t in enumerate(d.menu)]
    for name in ("offers", "agreements"):
        for record in getattr(matter.case, name):
            debt = matter.debt(record.debt)
            if debt is not None and record.terms is not None:
                asked.append((f"{name}/{record.id}/terms", debt, record.terms))
    for where, debt, terms in asked:
        cap = matter.book.term_cap(debt.lender_class)
        if cap is not None and terms.periods is not None and terms.periods > cap:
            yield Problem(
                STOP,
                f"{where}/periods",
                N_("{creditor} can agree to at most {cap} instalments; these terms have {periods}."),
                {"creditor": debt.creditor, "cap": cap, "periods": terms.periods},
                matter.book.lender_class(debt.lender_class).term_cap,
            )
