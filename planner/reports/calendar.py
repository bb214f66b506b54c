# SPDX-License-Identifier: Apache-2.0
"""The calendar file (.ics): legal deadlines, agreed instalments and planned talks as all-day entries with reminders.

The same case on the same day gives the same bytes: no clock, no random ids. Calendars are often copied to a cloud by the
telephone, so names and amounts stand in it only where asked for.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from icalendar import Alarm, Calendar, Event

from planner.engine.agreement import keepings
from planner.facts.case import Case, Debt, find
from planner.facts.dates import day_of
from planner.facts.language import _, language
from planner.facts.money import format_yuan
from planner.facts.rulebook import RuleBook
from planner.law.deadlines import deadline
from planner.reports.thread import open_promises
from planner.reports.version import program_version

MORNING = 9  # the hour of a reminder
BEFORE_DEADLINE, BEFORE_INSTALMENT, BEFORE_TALK = (7, 3, 1), (3, 0), (1, 0)  # days
CERTIFICATE_AFTER = 7  # days after the last instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One all-day entry: `key` names it for ever, `remind` are the days before it on which it is told."""

    key: str
    day: dt.date
    title: str
    text: str = ""
    remind: tuple[int, ...] = ()


def entries(case: Case, book: RuleBook, today: dt.date, named: bool = False) -> tuple[Entry, ...]:
    """Return what lies ahead, by day. `named` puts creditors and amounts into the words."""
    found = [
        *_deadlines(case, named),
        *_confirmations(case, book, named),
        *_instalments(case, today, named),
        *_talks(case, today, named),
        *_promises(case, named),
    ]
    return tuple(sorted((each for each in found if each.day >= today), key=lambda each: (each.day, each.key)))


def calendar(case: Case, book: RuleBook, today: dt.date, named: bool = False) -> bytes:
    """Return the calendar file in the language now spoken."""
    made = Calendar()
    made.add("prodid", f"-//Huanqing//Huanqing {program_version()}//{'ZH' if language() == 'zh' else 'EN'}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Huanqing"))
    for entry in entries(case, book, today, named):
        made.add_component(_event(entry, today))
    data: bytes = made.to_ical(sorted=True)
    return data


def _event(entry: Entry, today: dt.date) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(entry.key.encode()).hexdigest()[:32] + "@huanqing")
    event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    for days in entry.remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", dt.timedelta(hours=MORNING) - dt.timedelta(days=days))
        event.add_component(alarm)
    return event


def _title(words: str, case: Case, debt: Debt | None, named: bool) -> str:
    if debt is None or not named:
        return words
    return _("{what}: {name}").format(what=words, name=debt.brand or debt.creditor)


def _deadlines(case: Case, named: bool) -> Iterator[Entry]:
    for debt in case.debts:
        if debt.deadline is not None:
            yield Entry(
                key=f"debts/{debt.id}/deadline/{debt.deadline.isoformat()}",
                day=debt.deadline,
                title=_title(_("Deadline on the paper"), case, debt, named),
                text=_("It comes before any negotiation. In doubt call 12348, free of charge."),
                remind=BEFORE_DEADLINE,
            )


def _confirmations(case: Case, book: RuleBook, named: bool) -> Iterator[Entry]:
    for agreement in case.agreements:
        debt: Debt | None = find(case, "debts", agreement.debt)
        if agreement.date is None or agreement.confirmed or debt is None or debt.stage != "mediation":
            continue
        ends = deadline("confirmation", agreement.date, book)
        yield Entry(
            key=f"agreements/{agreement.id}/confirmation/{agreement.date.isoformat()}",
            day=ends.date,
            title=_title(ends.kind.title, case, debt, named),
            text=ends.kind.note,
            remind=BEFORE_DEADLINE,
        )


def _instalments(case: Case, today: dt.date, named: bool) -> Iterator[Entry]:
    for kept in keepings(case, today):
        place, last = f"agreements/{kept.agreement.id}", None
        for row in kept.rows:
            if row.due >= today and row.left:
                last = row.due
                words = _("Instalment due")
                if named:
                    words = _("Instalment of {amount} yuan").format(amount=format_yuan(row.left))
                yield Entry(
                    key=f"{place}/rows/{row.n}/{row.due.isoformat()}",
                    day=row.due,
                    title=_title(words, case, kept.debt, named),
                    text=_("Pay to the lender's own account or app only, and keep the receipt."),
                    remind=BEFORE_INSTALMENT,
                )
        if last is not None:
            yield Entry(
                key=f"{place}/certificate/{last.isoformat()}",
                day=last + dt.timedelta(days=CERTIFICATE_AFTER),
                title=_title(_("Ask for the settlement certificate"), case, kept.debt, named),
                remind=(0,),
            )


def _talks(case: Case, today: dt.date, named: bool) -> Iterator[Entry]:
    for contact in case.contacts:
        if contact.at is None or day_of(contact.at) < today:
            continue
        debt: Debt | None = find(case, "debts", contact.debt) if contact.debt else None
        entry = Entry(
            key=f"contacts/{contact.id}/{day_of(contact.at).isoformat()}",
            day=day_of(contact.at),
            title=_title(_("Planned talk"), case, debt, named),
            remind=BEFORE_TALK,
        )
        yield replace(entry, text=contact.note or "") if named else entry


def _promises(case: Case, named: bool) -> Iterator[Entry]:
    for contact in open_promises(case):
        debt: Debt | None = find(case, "debts", contact.debt) if contact.debt else None
        due = contact.promise_due
        assert due is not None
        words = (
            _("You promised something for today")
            if contact.promise_by == "us"
            else _("They promised something for today")
        )
        yield Entry(
            key=f"contacts/{contact.id}/promise/{due.isoformat()}",
            day=due,
            title=_title(words, case, debt, named),
            text=(contact.promise or "") if named else "",
            remind=BEFORE_TALK,
        )
