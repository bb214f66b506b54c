# SPDX-License-Identifier: Apache-2.0
"""Limitation, for information only: when three years would end, what starts them anew, what consent gives up."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.facts.case import Case, Debt
from planner.facts.dates import Month, day_of
from planner.facts.language import N_
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook
from planner.law.deadlines import after_rest_days, knows_holidays, period_end
from planner.law.matter import Matter

PERIOD = "LIM-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """When limitation would end, plus or minus a day: from the last event that started it, and events after its end."""

    since: dt.date
    end: dt.date
    complete: bool  # holidays of that year are loaded
    later: tuple[
        dt.date, ...
    ]  # demands, payments or offers after the end: they may give up the defence (LIM-05)

    def has_ended(self, today: dt.date) -> bool:
        """Whether it would have ended by today, as far as the known events go."""
        return self.end < today


def limitation(last_due: dt.date, events: Sequence[dt.date], book: RuleBook) -> Limitation:
    """Return when limitation would end (LIM-01, LIM-02, LIM-04).

    `last_due` is the due date of the last instalment; `events` are demands that arrived, payments, offers and filings:
    each before the end starts the full period anew. An unknown event may have done so too.
    """
    since, end = last_due, _end(last_due, book)
    later: list[dt.date] = []
    for event in sorted(events):
        if event > end:
            later.append(event)
        elif event > since:
            since, end = event, _end(event, book)
    return Limitation(since=since, end=end, complete=knows_holidays(end, end, book), later=tuple(later))


def _end(since: dt.date, book: RuleBook) -> dt.date:
    return after_rest_days(period_end(since, PERIOD, book), book)


def last_due_of(debt: Debt) -> dt.date | None:
    """Return the due date of the last instalment as far as the terms tell, the day all fell due where that was called."""
    if debt.accelerated_on is not None:
        return debt.accelerated_on
    terms = debt.terms
    if terms is None or terms.periods is None or terms.frequency != "monthly":
        return None
    first = terms.first_due
    if first is None:
        return None
    return Month.of(first).plus(terms.periods - 1).day(terms.due_day or debt.due_day or first.day)


def known_events(case: Case, debt: Debt) -> tuple[dt.date, ...]:
    """Return the known days that start limitation anew: payments, own offers, agreements, contacts, notices, a claim."""
    days = [paid.date for paid in debt.payments]
    days += [offer.date for offer in case.offers if offer.debt == debt.id and offer.date is not None]
    days += [each.date for each in case.agreements if each.debt == debt.id and each.date is not None]
    days += [day_of(each.at) for each in case.contacts if each.debt == debt.id and each.at is not None]
    days += [
        day_of(each.received) for each in case.notices if each.debt == debt.id and each.received is not None
    ]
    if debt.claim is not None:
        days.append(debt.claim.date)
    return tuple(sorted(days))


def review_limitation(matter: Matter) -> Iterator[Problem]:
    """Yield a caution where limitation may have ended, before an offer or payment gives up the defence."""
    for debt in matter.case.debts:
        last_due = last_due_of(debt)
        if last_due is None:
            continue
        found = limitation(last_due, known_events(matter.case, debt), matter.book)
        if found.later:
            yield Problem(
                INFO,
                f"debts/{debt.id}",
                N_(
                    "By the events entered, three years had ended on {day} (give or take a day) before the event of"
                    " {later}. What that event means is a question for a lawyer (12348)."
                ),
                {"day": found.end.isoformat(), "later": found.later[0].isoformat()},
                "LIM-05",
            )
        elif found.has_ended(matter.today):
            yield Problem(
                WARN,
                f"debts/{debt.id}",
                N_(
                    "By the events entered, three years would have ended on {day} (give or take a day). An unseen demand"
                    " or filing may have started them anew. Ask a lawyer (12348) before you pay, sign or offer anything."
                ),
                {"day": found.end.isoformat()},
                "LIM-05",
            )
