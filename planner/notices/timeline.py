# SPDX-License-Identifier: Apache-2.0
"""Several notices over weeks as one line of time, and what they and the talks on record say about how someone collects."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.facts.case import Case, Contact, Notice
from planner.facts.language import N_
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook
from planner.notices.sms import Verdict

QUIET, CALLS, OTHERS, INSULTS = "COL-02", "COL-03", "COL-01", "COL-06"
CALL_WORDS = ("电话", "来电", "call", "phone", "语音")
INCOMING = "incoming"
OUTGOING = "outgoing"  # the channel of calls one made oneself: they say nothing about how others collect
OTHER_PEOPLE = "others"  # the channel of a word that reached family, colleagues or friends
ROUTES = ("lender", "12378", "12345", "12321")  # who hears a complaint about conduct, the lender first


@dataclass(frozen=True, slots=True)
class Moment:
    """One notice on the line: when it came (None where unknown), the record, its verdict, the one it repeats."""

    at: dt.datetime | dt.date | None
    notice: Notice
    verdict: Verdict | None
    repeats: str | None  # id of the first notice of the same matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """What the record shows of how someone collects: calls, moments at night, days with many calls, words to others."""

    calls: int = 0  # calls of theirs on record
    most_a_day: int = 0  # of one creditor
    at_night: tuple[dt.datetime, ...] = ()
    busy_days: tuple[tuple[dt.date, int], ...] = ()
    to_others: tuple[str, ...] = ()  # places: notices/n1, contacts/c2
    problems: tuple[Problem, ...] = ()
    routes: tuple[str, ...] = ()  # ids of the routes of complaint, the lender first


def moments(notices: Sequence[Notice], verdicts: Mapping[str, Verdict | None]) -> tuple[Moment, ...]:
    """Return the notices oldest first, those without a date at the end; the same matter is told by its case number,
    else by its sender."""
    placed = sorted(
        notices, key=lambda one: (one.received is None, day_of(one.received) or dt.date.max, one.id)
    )
    first: dict[str, str] = {}
    line = []
    for notice in placed:
        found = verdicts.get(notice.id)
        matter = (found.fields.case_number if found else None) or notice.sender or ""
        line.append(Moment(notice.received, notice, found, first.get(matter) if matter else None))
        if matter:
            first.setdefault(matter, notice.id)
    return tuple(line)


def day_of(at: dt.datetime | dt.date | None) -> dt.date | None:
    """Return the day of a moment."""
    return at.date() if isinstance(at, dt.datetime) else at


def conduct(case: Case, verdicts: Mapping[str, Verdict | None], book: RuleBook) -> Conduct:
    """Return what the notices and talks on record show of collection conduct, with the rules to compare it with.

    A court's or mediator's message counts neither by hour nor by number; the standard is recommended, not law, so
    everything here is something to ask about, with the record as it is.
    """
    calls = [contact for contact in case.contacts if is_call(contact)]
    at_night = [n.received for n in case.notices if _fired(verdicts.get(n.id), "N16")]
    at_night += [call.at for call in calls if isinstance(call.at, dt.datetime) and _is_night(call.at, book)]
    night = tuple(sorted(at for at in at_night if isinstance(at, dt.datetime)))
    most = book.count(CALLS)
    a_day = Counter((day, call.debt) for call in calls if (day := day_of(call.at)) is not None)
    busy = tuple(sorted((day, n) for (day, _debt), n in a_day.items() if n > most))
    others = tuple(
        f"notices/{notice.id}" for notice in case.notices if _fired(verdicts.get(notice.id), "N12")
    )
    others += tuple(f"contacts/{talk.id}" for talk in case.contacts if talk.channel == OTHER_PEOPLE)
    said = tuple(_said(night, busy, others, most))
    return Conduct(
        calls=len(calls),
        most_a_day=max(a_day.values(), default=0),
        at_night=night,
        busy_days=busy,
        to_others=others,
        problems=said,
        routes=ROUTES if said else (),
    )


def is_call(contact: Contact) -> bool:
    """Whether a talk on record was a call that came from them."""
    channel = (contact.channel or "").lower()
    return channel != OUTGOING and (channel == INCOMING or any(word in channel for word in CALL_WORDS))


def _fired(found: Verdict | None, signal: str) -> bool:
    return found is not None and any(hit.id == signal for hit in found.hits)


def _is_night(at: dt.datetime, book: RuleBook) -> bool:
    return at.hour >= book.count(f"{QUIET}/from_hour") or at.hour < book.count(f"{QUIET}/to_hour")


def _said(
    night: Sequence[dt.datetime], busy: Sequence[tuple[dt.date, int]], others: Sequence[str], most: int
) -> Iterable[Problem]:
    if others:
        text = N_(
            "Someone else was told of the debt, or a message threatens it. Keep it, with who was told and when."
        )
        yield Problem(WARN, others[0], text, {}, OTHERS)
    if night:
        text = N_(
            "{n} times between 22:00 and 08:00, the last on {day}. The industry standard asks for quiet then."
        )
        yield Problem(INFO, "notices", text, {"n": len(night), "day": f"{night[-1]:%Y-%m-%d %H:%M}"}, QUIET)
    if busy:
        text = N_("On {day} there were {n} calls on record; the industry standard says at most {most} a day.")
        day, n = busy[-1]
        yield Problem(INFO, "contacts", text, {"day": day.isoformat(), "n": n, "most": most}, CALLS)
