# SPDX-License-Identifier: Apache-2.0
"""The thread of one creditor: talks, offers, agreements and notices by day, what comes next, and the log of a call."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.facts.case import Case, Contact, Debt, Offer
from planner.facts.dates import day_of
from planner.facts.language import N_, _
from planner.reports.terms_words import terms_words
from planner.reports.words import word

CHANNELS: Mapping[str, str] = {
    "phone": N_("telephone"),
    "incoming": N_("they called me"),
    "outgoing": N_("I called them"),
    "others": N_("they told someone else"),
    "app": N_("in the app"),
    "sms": N_("text message"),
    "wechat": N_("WeChat"),
    "email": N_("e-mail"),
    "post": N_("letter"),
    "visit": N_("in person"),
    "mediation": N_("at the mediator's"),
}
STATES: Mapping[str, str] = {
    "open": N_("open"),
    "refused": N_("refused"),
    "countered": N_("answered by another offer"),
    "accepted": N_("accepted"),
}
ASK_AGAIN = 14  # days without a word after which asking again is the next step
Kind = Literal["planned", "talk", "promise", "us", "them", "agreement", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened or is planned: `place` names its record (`contacts/c1`)."""

    place: str
    kind: Kind
    day: dt.date | None
    hour: str
    title: str
    text: str = ""


def thread(case: Case, debt_id: str, today: dt.date) -> tuple[Entry, ...]:
    """Return everything on record with a creditor, newest first, what is planned on top; undated entries last."""
    found = [
        *_talks(case, debt_id, today),
        *_promises(case, debt_id, today),
        *_offers(case, debt_id),
        *_agreements(case, debt_id),
        *_notices(case, debt_id),
    ]
    return tuple(sorted(found, key=lambda e: (e.day or dt.date.min, e.hour, e.place), reverse=True))


def _talks(case: Case, debt_id: str, today: dt.date) -> Iterator[Entry]:
    for contact in case.contacts:
        if contact.debt != debt_id:
            continue
        day = day_of(contact.at) if contact.at else None
        planned = day is not None and day > today
        who = [word(CHANNELS, contact.channel), contact.person]
        if contact.reference:
            who.append(_("reference {number}").format(number=contact.reference))
        said = _(", ").join(part for part in who if part)
        head = _("Planned") if planned else _("Talk")
        yield Entry(
            place=f"contacts/{contact.id}",
            kind="planned" if planned else "talk",
            day=day,
            hour=contact.at.strftime("%H:%M") if isinstance(contact.at, dt.datetime) else "",
            title=_("{what}: {name}").format(what=head, name=said) if said else head,
            text=contact.note or "",
        )


def open_promises(case: Case, debt_id: str | None = None) -> Iterator[Contact]:
    """Yield the talks in which something was promised for a day and not kept yet, of one debt or of all."""
    for contact in case.contacts:
        if contact.promise_due and not contact.promise_kept and debt_id in (None, contact.debt):
            yield contact


def promise_words(contact: Contact) -> str:
    """Say who promised what."""
    what = contact.promise or _("something")
    head = _("You promised: {what}") if contact.promise_by == "us" else _("They promised: {what}")
    return head.format(what=what)


def _promises(case: Case, debt_id: str, today: dt.date) -> Iterator[Entry]:
    for contact in case.contacts:
        if contact.debt != debt_id or not (contact.promise or contact.promise_due):
            continue
        due, kept = contact.promise_due, contact.promise_kept
        told = _("no day named")
        if kept is not None:
            told = _("kept on {day}").format(day=kept.isoformat())
        elif due is not None:
            told = (_("for {day}") if due >= today else _("for {day}, not kept yet")).format(
                day=due.isoformat()
            )
        yield Entry(
            place=f"contacts/{contact.id}",
            kind="promise",
            day=due or (day_of(contact.at) if contact.at else None),
            hour="",
            title=promise_words(contact),
            text=told,
        )


def _offers(case: Case, debt_id: str) -> Iterator[Entry]:
    for offer in case.offers:
        if offer.debt == debt_id:
            title = offer_title(offer)
            if offer.state and offer.state != "open":
                title = _("{what}: {name}").format(what=title, name=word(STATES, offer.state))
            text = terms_words(offer.terms) if offer.terms else _("terms not entered yet")
            yield Entry(
                place=f"offers/{offer.id}", kind=offer.by, day=offer.date, hour="", title=title, text=text
            )


def offer_title(offer: Offer) -> str:
    """Say whose offer it is."""
    return _("Your offer") if offer.by == "us" else _("Their offer")


def _agreements(case: Case, debt_id: str) -> Iterator[Entry]:
    for agreement in case.agreements:
        if agreement.debt == debt_id:
            title = _("The agreement, confirmed by a court") if agreement.confirmed else _("The agreement")
            text = terms_words(agreement.terms) if agreement.terms else ""
            yield Entry(
                place=f"agreements/{agreement.id}",
                kind="agreement",
                day=agreement.date,
                hour="",
                title=title,
                text=text,
            )


def _notices(case: Case, debt_id: str) -> Iterator[Entry]:
    for notice in case.notices:
        if notice.debt == debt_id:
            at = notice.received
            yield Entry(
                place=f"notices/{notice.id}",
                kind="notice",
                day=day_of(at) if at else None,
                hour=at.strftime("%H:%M") if isinstance(at, dt.datetime) else "",
                title=_("Message from {sender}").format(sender=notice.sender or "—"),
                text=notice.text or "",
            )


# ---------------------------------------------------------------- what comes next


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The next thing to do with a creditor; `day` is when, None for as soon as it suits. `legal` is a legal deadline."""

    words: str
    day: dt.date | None = None
    legal: bool = False


def next_step(case: Case, debt: Debt, today: dt.date) -> NextStep:
    """Return the next thing to do with a creditor: the nearest deadline or planned talk, else what the thread asks for."""
    dated = list(_dated(case, debt, today))
    if dated:
        return min(dated, key=lambda step: (step.day or dt.date.max, not step.legal))
    if any(agreement.debt == debt.id for agreement in case.agreements):
        return NextStep(words=_("Keep to the agreement"))
    offers = sorted(
        (o for o in case.offers if o.debt == debt.id and o.state in (None, "open")),
        key=lambda o: (o.date or dt.date.min, o.by == "them"),
    )
    if any(o.debt == debt.id and o.state == "accepted" for o in case.offers):
        return NextStep(words=_("Have it written down, then enter the agreement"))
    if offers and offers[-1].by == "them":
        return NextStep(words=_("Answer their offer"))
    last = _last_word(case, debt, today)
    if last is None:
        return NextStep(words=_("Make the first call"))
    if (today - last).days >= ASK_AGAIN:
        return NextStep(words=_("Nothing heard for two weeks: ask again"))
    return NextStep(words=_("Wait for their answer"), day=last + dt.timedelta(days=ASK_AGAIN))


def _dated(case: Case, debt: Debt, today: dt.date) -> Iterator[NextStep]:
    if debt.deadline is not None and debt.deadline >= today:
        yield NextStep(words=_("Deadline on the paper"), day=debt.deadline, legal=True)
    for contact in case.contacts:
        if contact.debt == debt.id and contact.at is not None and day_of(contact.at) > today:
            yield NextStep(words=_("Planned talk"), day=day_of(contact.at))
    yield from (_of_promise(contact, today) for contact in open_promises(case, debt.id))


def _of_promise(contact: Contact, today: dt.date) -> NextStep:
    due = contact.promise_due or today
    if due >= today:
        return NextStep(words=promise_words(contact), day=due)
    if contact.promise_by == "us":
        return NextStep(words=_("Your promise is past its day: keep it, or say when"), day=today)
    return NextStep(words=_("Their promise is past its day: ask"), day=today)


def _last_word(case: Case, debt: Debt, today: dt.date) -> dt.date | None:
    days = [day_of(c.at) for c in case.contacts if c.debt == debt.id and c.at and day_of(c.at) <= today]
    days += [o.date for o in case.offers if o.debt == debt.id and o.date and o.date <= today]
    return max(days, default=None)


# ---------------------------------------------------------------- the log of a call


def call_log(steps: Sequence[tuple[str, str]]) -> str | None:
    """Write the log of a call: each step that was answered, its words and the answer; None where nothing was said."""
    told = [f"{n}. {title}\n   {answer}" for n, (title, answer) in enumerate(steps, 1) if answer.strip()]
    return "\n".join(told) or None
