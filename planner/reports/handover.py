# SPDX-License-Identifier: Apache-2.0
"""One page for a lawyer or legal aid (律师交接单): who, what is next, the debts, what came and was checked, what to ask.

It holds facts only, in the language now spoken; for a Chinese lawyer that is Chinese.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from planner.engine.plan import Plan
from planner.facts.case import Case, Debt, Notice
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook
from planner.notices.checking import OUTCOMES
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict
from planner.notices.stages import NAMES
from planner.notices.timeline import day_of, moments
from planner.notices.typed import read_notices
from planner.reports.hardship import household_words
from planner.reports.masks import Identity, shown_id, shown_phone
from planner.reports.printout import (
    Printout,
    bullets,
    foot,
    heading,
    pairs,
    paragraph,
    printout,
    table_html,
    title,
)
from planner.reports.progress import next_dates
from planner.reports.table import Cell, Column, Table

TITLE = N_("Page for the lawyer")
MOST_NOTICES, MOST_DATES, MOST_PAPERS = 4, 3, 8  # the page is one page
SERIOUS = ("filed", "payment_order", "enforceable", "enforcement", "preservation", "judgment")


def handover(case: Case, plan: Plan, book: RuleBook, today: date, identity: Identity = "masked") -> Printout:
    """Return the page; `identity` says how much of ID number and telephone is shown."""
    verdicts = read_notices(case.notices, load_signals(resources() / "rules"), book, today, case.debts)
    parts = [title(_(TITLE)), *_who(case, today, identity)]
    parts += _dates(case, verdicts, book, today)
    parts += [heading(_("What is owed")), table_html(_debts(case, book)), *_money(plan)]
    parts += _messages(case, verdicts)
    parts += [heading(_("My questions")), bullets(questions(case, plan), ordered=True)]
    parts += _papers(case, book)
    parts.append(
        paragraph(
            _("Prepared by the person concerned with Huanqing; figures as stated, not verified."), "small"
        )
    )
    return printout(_(TITLE), parts, foot(today))


def _who(case: Case, today: date, identity: Identity) -> Iterator[str]:
    person = case.borrower
    told = (
        (_("Full name"), person.name if person else None),
        (_("ID number"), shown_id(person.id_number, identity) if person else None),
        (_("Telephone"), shown_phone(person.phone, identity) if person else None),
        (_("Place"), person.region if person else None),
        (_("Household"), household_words(case)),
        (_("Date"), today.isoformat()),
    )
    yield pairs([(name, value) for name, value in told if value], columns=2)


def _dates(case: Case, verdicts: Mapping[str, Verdict | None], book: RuleBook, today: date) -> Iterator[str]:
    found = next_dates(case, verdicts, book, today)[:MOST_DATES]
    if not found:
        return
    yield heading(_("Next dates"))
    lines = []
    for one in found:
        words = f"{one.day.isoformat()} · {_(one.what)}"
        if one.creditor:
            words += f" · {one.creditor}"
        if one.if_genuine:
            words += _(" (the message is not confirmed yet)")
        lines.append(words)
    yield bullets(lines)


def _debts(case: Case, book: RuleBook) -> Table:
    columns = (
        Column("creditor", N_("Creditor")),
        Column("lender", N_("Kind of lender")),
        Column("contract", N_("Contract of"), "date"),
        Column("stage", N_("Stage")),
        Column("owed", N_("Owed"), "money"),
        Column("claim", N_("Claimed"), "money"),
        Column("rate", N_("Yearly rate"), "rate"),
    )
    rows = tuple(_debt_row(debt, book) for debt in case.debts)
    totals: tuple[Cell, ...] = (_("Total"), None, None, None, sum(d.owed for d in case.debts), None, None)
    return Table(name="handover", title=TITLE, columns=columns, rows=rows, totals=totals)


def _debt_row(debt: Debt, book: RuleBook) -> tuple[Cell, ...]:
    name = (
        debt.creditor if not debt.brand or debt.brand in debt.creditor else f"{debt.creditor}（{debt.brand}）"
    )
    return (
        name,
        book.lender_class(debt.lender_class).title,
        debt.contract_date,
        _(NAMES.get(debt.stage or "", debt.stage or "")) or None,
        debt.owed,
        claimed(debt),
        debt.terms.annual_rate if debt.terms else None,
    )


def claimed(debt: Debt) -> int | None:
    """Return what the creditor claims in all, None where it claimed nothing."""
    claim = debt.claim
    if claim is None:
        return None
    return sum(part or 0 for part in (claim.principal, claim.interest, claim.penalty, claim.fee))


def _money(plan: Plan) -> Iterator[str]:
    if not plan.months:
        return
    first = plan.months[0]
    words = _("A month: income {income}, living {living}, can be offered {offer} yuan.")
    yield paragraph(
        words.format(
            income=format_yuan(first.income),
            living=format_yuan(first.living + first.priority),
            offer=format_yuan(plan.affordable),
        )
    )


def _messages(case: Case, verdicts: Mapping[str, Verdict | None]) -> Iterator[str]:
    line = moments(case.notices, verdicts)
    if not line:
        return
    yield heading(_("What came, and how it was checked"))
    yield bullets([_message(one.notice, one.verdict) for one in line[-MOST_NOTICES:]])


def _message(notice: Notice, found: Verdict | None) -> str:
    day = day_of(notice.received)
    parts = [day.isoformat() if day else _("no date")]
    if found is not None:
        fields = found.fields
        parts += [part for part in (fields.court, fields.case_number, fields.creditor) if part]
        if found.stage:
            parts.append(_(NAMES.get(found.stage, found.stage)))
    checks = [
        f"{check.channel or check.what} {check.date or ''}: {_(OUTCOMES.get(check.outcome, check.outcome))}"
        for check in notice.checks
        if check.outcome
    ]
    parts.append(_("; ").join(checks) if checks else _("not checked yet"))
    return " · ".join(parts)


def questions(case: Case, plan: Plan) -> list[str]:
    """Return what to ask, from what the case holds: dates first, then the claim, then what signing changes."""
    asked = []
    stages = {debt.stage for debt in case.debts}
    if stages & set(SERIOUS):
        asked.append(_("Which date is the next one I must not miss, and what do I hand in by then?"))
    if "payment_order" in stages:
        asked.append(_("Are there true grounds for a written objection to the payment order?"))
    if any(debt.disputed or (claimed(debt) or debt.owed) > debt.owed for debt in case.debts):
        asked.append(_("Which parts of the claim can be disputed, and with which proof?"))
    else:
        asked.append(_("Can a reduction of penalty, interest or fees be asked for, and how?"))
    if any(debt.lender_class == "assignee" for debt in case.debts):
        asked.append(_("Was the assignment of the debt notified as it should be?"))
    asked.append(_("What would signing an agreement, or having it confirmed by the court, change for me?"))
    if plan.refusal is not None:
        asked.append(_("My income does not cover living. Which help, deferral or protection can I ask for?"))
    asked.append(_("Which income and property stays protected?"))
    asked.append(_("Do I qualify for legal aid, and what would your help cost in all?"))
    return asked


def _papers(case: Case, book: RuleBook) -> Iterator[str]:
    names = []
    for paper in case.papers:
        kind = book.document(paper.kind) if paper.kind else None
        names.append(paper.note or (kind.title if kind else paper.name or paper.id))
    if names:
        yield heading(_("Papers I bring"))
        more = len(names) - MOST_PAPERS
        listed = _(", ").join(names[:MOST_PAPERS])
        yield paragraph(listed + (_(" and {n} more").format(n=more) if more > 0 else ""))
