# SPDX-License-Identifier: Apache-2.0
"""What happened, day by day, for a lawyer: contracts, claims, messages and their checks, talks, offers, agreements, payments."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.engine.plan import Plan
from planner.facts.case import Case, Debt
from planner.facts.dates import day_of
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook
from planner.notices.checking import OUTCOMES
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict
from planner.notices.typed import read_notices, text_of
from planner.reports.printout import Printout, foot, paragraph, printout, table_html, title
from planner.reports.table import Column, Table
from planner.reports.thread import thread

TITLE = N_("What happened, day by day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; `day` None where it is not known."""

    day: dt.date | None
    hour: str = ""
    who: str
    what: str
    text: str = ""


def chronology(case: Case, _plan: Plan, book: RuleBook, today: dt.date) -> Printout:
    """Return the table of events, oldest first, those without a day at the end; messages stand in full."""
    columns = (
        Column("day", N_("Day"), width=12),
        Column("who", N_("Creditor"), width=18),
        Column("what", N_("What"), width=26),
        Column("text", N_("In words"), width=60),
    )
    found = events(case, book, today)
    rows = tuple((_when(one), one.who or None, one.what, one.text or None) for one in found)
    table = Table(name="chronology", title=TITLE, columns=columns, rows=rows)
    parts = [
        title(_(TITLE)),
        paragraph(
            _("From the record of the person concerned; messages as they came, not verified."), "under"
        ),
        table_html(table),
    ]
    return printout(_(TITLE), parts, foot(today))


def _when(one: Event) -> str:
    return f"{one.day.isoformat()} {one.hour}".strip() if one.day else _("no date")


def events(case: Case, book: RuleBook, today: dt.date) -> tuple[Event, ...]:
    """Return everything on record by day."""
    signals = load_signals(resources() / "rules")
    verdicts = read_notices(case.notices, signals, book, today, case.debts)
    found = [*_notices(case, verdicts), *(one for debt in case.debts for one in _of_debt(case, debt, today))]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or dt.date.max, one.hour)))


def _notices(case: Case, verdicts: Mapping[str, Verdict | None]) -> Iterator[Event]:
    names = {debt.id: debt.brand or debt.creditor for debt in case.debts}
    for notice in case.notices:
        at, found = notice.received, verdicts.get(notice.id)
        who = names.get(notice.debt or "", "")
        yield Event(
            day=day_of(at) if at else None,
            hour=at.strftime("%H:%M") if isinstance(at, dt.datetime) else "",
            who=who,
            what=_("Message from {sender}").format(sender=notice.sender or "—"),
            text=notice.text or text_of(notice.fields or {}),
        )
        for check in notice.checks:
            told = _(OUTCOMES.get(check.outcome or "", "")) or _("not answered yet")
            number = (found.fields.case_number if found else None) or ""
            yield Event(
                day=check.date,
                who=who,
                what=_("Checked by {channel}").format(channel=check.channel or check.what),
                text=" · ".join(part for part in (told, number) if part),
            )


def _of_debt(case: Case, debt: Debt, today: dt.date) -> Iterator[Event]:
    who, claim = debt.brand or debt.creditor, debt.claim
    if debt.contract_date is not None:
        yield Event(day=debt.contract_date, who=who, what=_("Contract"), text=debt.number or "")
    if claim is not None:
        parts = (claim.principal, claim.interest, claim.penalty, claim.fee)
        total = format_yuan(sum(part or 0 for part in parts))
        yield Event(day=claim.date, who=who, what=_("Claimed"), text=_("{amount} yuan").format(amount=total))
    if debt.accelerated_on is not None:
        yield Event(day=debt.accelerated_on, who=who, what=_("All called in"))
    if debt.deadline is not None:
        yield Event(day=debt.deadline, who=who, what=_("Date on the paper"))
    for paid in debt.payments:
        amount = _("{amount} yuan").format(amount=format_yuan(paid.amount))
        yield Event(day=paid.date, who=who, what=_("Paid"), text=amount)
    for entry in thread(case, debt.id, today):
        if entry.kind != "notice":
            yield Event(day=entry.day, hour=entry.hour, who=who, what=entry.title, text=entry.text)
