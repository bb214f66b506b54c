# SPDX-License-Identifier: Apache-2.0
"""The hardship statement (困难情况说明): what the facts show and what the person says, with the papers that prove it.

Nothing is added that the case does not hold.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from planner.engine.history import observed_months
from planner.engine.plan import Plan
from planner.facts.case import Case, Paper
from planner.facts.dates import first_day, last_day
from planner.facts.language import N_, _, ngettext
from planner.facts.money import format_yuan, round_fen
from planner.facts.rulebook import RuleBook
from planner.reports.masks import Identity, shown_id, shown_phone
from planner.reports.month_statement import budget_table
from planner.reports.printout import (
    Printout,
    bullets,
    foot,
    pairs,
    paragraph,
    printout,
    section,
    table_html,
    title,
)
from planner.reports.proof_index import numbers_of, proof_index

TITLE = N_("Statement of hardship")
HARDSHIP = ("D06", "D07", "D08", "D09", "D10")  # kinds of papers that show hardship


def hardship(
    case: Case, plan: Plan, book: RuleBook, today: date, identity: Identity = "full", words: str = ""
) -> Printout:
    """Return the statement in the language now spoken; `words` are the person's own."""
    parts = [title(_(TITLE)), *_who(case, identity)]
    parts += [section(_("What happened")), *([paragraph(words)] if words else [])]
    parts.append(bullets(hardship_lines(case, book)))
    if not words:
        parts += [
            paragraph(_("In my own words (what happened, since when, until when):")),
            paragraph("\n" * 4),
        ]
    parts.append(section(_("The month now")))
    if plan.months:
        parts.append(table_html(budget_table(case, plan.months[0], book)))
    parts += _seen(case)
    table = proof_index(case, book, kinds=HARDSHIP)
    if table.rows:
        parts += [section(_("Papers that show it")), table_html(table)]
    parts.append(paragraph(_("I have written this truthfully; every paper named is genuine."), "small"))
    parts.append(
        paragraph(
            _("Signature: {blank}    Date: {day}").format(blank="＿" * 12, day=today.isoformat()), "sign"
        )
    )
    return printout(_(TITLE), parts, foot(today))


def _who(case: Case, identity: Identity) -> Iterator[str]:
    person, home = case.borrower, case.household
    rows = [
        (_("Full name"), person.name if person else None),
        (_("ID number"), shown_id(person.id_number, identity) if person else None),
        (_("Telephone"), shown_phone(person.phone, identity) if person else None),
        (_("Household"), household_words(case) if home else None),
    ]
    yield pairs([(name, value or "＿" * 6) for name, value in rows], columns=2)


def household_words(case: Case) -> str | None:
    """Who lives from the income: `1 adult, 1 child`."""
    home = case.household
    if home is None or not (home.adults or home.children):
        return None
    parts = []
    if home.adults:
        parts.append(ngettext("{n} adult", "{n} adults", home.adults).format(n=home.adults))
    if home.children:
        parts.append(ngettext("{n} child", "{n} children", home.children).format(n=home.children))
    return _(", ").join(parts)


def hardship_lines(case: Case, book: RuleBook) -> list[str]:
    """What the facts themselves say about hardship: ended or broken income, reasons given for costs, papers at hand."""
    lines = []
    for income in case.incomes:
        if income.until is not None:
            lines.append(
                _("{name} ends on {day}").format(name=income.name, day=last_day(income.until).isoformat())
            )
        elif income.months:
            lines.append(_("{name} does not come in every month").format(name=income.name))
    for cost in case.expenses:
        if cost.reason:
            since = _(" (since {day})").format(day=first_day(cost.since).isoformat()) if cost.since else ""
            lines.append(_("{name}: {reason}").format(name=cost.name, reason=cost.reason) + since)
    numbers = numbers_of(case)
    lines += [
        _paper(paper, book, numbers) for paper in case.papers if paper.kind in HARDSHIP and not paper.debt
    ]
    return lines


def _paper(paper: Paper, book: RuleBook, numbers: dict[str, str]) -> str:
    document = book.document(paper.kind) if paper.kind else None
    name = paper.note or (document.title if document else paper.kind or "")
    number = numbers.get(f"papers/{paper.id}", "")
    return _("{paper}, enclosed as no. {number}").format(paper=name, number=number)


def _seen(case: Case) -> list[str]:
    months = observed_months(case)
    if not months:
        return []
    count = len(months)
    income = round_fen(Fraction(sum(month.income for month in months), count))
    living = round_fen(Fraction(sum(month.living for month in months), count))
    sentence = ngettext(
        "The account statements show, on average over {n} full month: income {income}, living costs {living} yuan.",
        "The account statements show, on average over {n} full months: income {income}, living costs {living} yuan.",
        count,
    )
    return [paragraph(sentence.format(n=count, income=format_yuan(income), living=format_yuan(living)))]
