# SPDX-License-Identifier: Apache-2.0
"""The negotiation summary: one or two pages that say who, what is owed, why, what can be paid, and what is asked.

It is written in the language now spoken; for a creditor or mediator that is Chinese.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from planner.engine.plan import DebtPlan, Plan
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.rulebook import RuleBook
from planner.reports import tables
from planner.reports.hardship import hardship_lines, household_words
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
from planner.reports.proof_index import proof_index
from planner.reports.short_lists import shortened, some
from planner.reports.table import Table
from planner.reports.terms_words import asked

MANY = 6  # creditors, from which on the rest is told shorter, so that two pages are enough
WIDEST = 26  # Latin characters of a creditor's name in the offers
HEAD_ROWS = 3  # months of the schedule shown before the last one


@dataclass(frozen=True, slots=True)
class _Room:
    """How many lines of each kind stand alone; the others are counted."""

    reasons: int = 6
    incomes: int = 6
    papers: int = 10


def _room(case: Case) -> _Room:
    return _Room() if len(case.debts) < MANY else _Room(reasons=3, incomes=4, papers=4)


def summary(case: Case, plan: Plan, book: RuleBook, today: date, identity: Identity = "masked") -> Printout:
    """Return the summary; `identity` says how much of ID number and telephone is shown."""
    parts = [
        *_who(case, today, identity),
        *_owed(case, book),
        *_reason(case, book),
        *_budget(case, plan, book),
    ]
    parts += _offer(case, plan) if plan.refusal is None else _refused(plan)
    parts += _proofs(case, book)
    parts.append(
        paragraph(
            _("This paper serves negotiation; it is not legal advice and accepts no disputed charge."),
            "small",
        )
    )
    return printout(_("Negotiation summary"), parts, foot(today))


def _who(case: Case, today: date, identity: Identity) -> Iterator[str]:
    person = case.borrower
    yield title(_("Negotiation summary"))
    rows = [(_("Date"), today.isoformat())]
    if person:
        told = (
            (_("Full name"), person.name),
            (_("ID number"), shown_id(person.id_number, identity)),
            (_("Telephone"), shown_phone(person.phone, identity)),
            (_("Place"), person.region),
        )
        rows += [(name, value) for name, value in told if value]
    if household := household_words(case):
        rows.append((_("Household"), household))
    yield pairs(rows, columns=2)


def _owed(case: Case, book: RuleBook) -> Iterator[str]:
    yield section(_("What is owed"))
    table = tables.debts(case, book)
    yield table_html(table, ("creditor", "as_of", "principal", "interest", "penalty", "fee", "owed"))
    disputed = [debt.brand or debt.creditor for debt in case.debts if debt.disputed]
    if disputed:
        yield paragraph(_("Disputed: {names}.").format(names=_(", ").join(disputed)))


def _reason(case: Case, book: RuleBook) -> Iterator[str]:
    lines = hardship_lines(case, book)
    if lines:
        yield section(_("Why it is hard"))
        yield bullets(some(lines, _room(case).reasons))


def _budget(case: Case, plan: Plan, book: RuleBook) -> Iterator[str]:
    yield section(_("The month"))
    if not plan.months:
        yield paragraph(_("Income and living costs are not entered yet."))
        return
    row = plan.months[0]
    yield paragraph(
        _("{month}: income {income}, living costs {living}, left {left} yuan.").format(
            month=row.month,
            income=format_yuan(row.income),
            living=format_yuan(row.living + row.priority),
            left=format_yuan(row.surplus),
        )
    )
    yield table_html(budget_table(case, row, book, _room(case).incomes))


def _offer(case: Case, plan: Plan) -> Iterator[str]:
    yield section(_("What is offered"))
    offered = sum(debt.offer for debt in plan.debts if not debt.priority)
    yield paragraph(
        _("{amount} yuan a month in all, of {most} that can be paid.").format(
            amount=format_yuan(offered), most=format_yuan(plan.affordable)
        ),
        "big",
    )
    table = _offers(case, plan)
    keys = ["creditor", "owed", "offer", "periods", "first_due", "last_due", "total"]
    if any(row[table.place("steps")] for row in table.rows):
        keys.append("steps")
    yield table_html(table, keys)
    requests = _requests(case, plan)
    if requests:
        yield section(_("What is asked for"))
        yield bullets(requests)
    yield section(_("How the payments run"))
    yield table_html(_schedule_head(plan))


def _offers(case: Case, plan: Plan) -> Table:
    """What is offered; full names stand above already."""
    table = tables.offers(case, plan)
    called = shortened(
        {debt.debt_id: str(row[0]) for debt, row in zip(plan.debts, table.rows, strict=True)}, WIDEST
    )
    return replace(
        table, rows=tuple((name, *row[1:]) for name, row in zip(called.values(), table.rows, strict=True))
    )


def _requests(case: Case, plan: Plan) -> list[str]:
    called = tables.names(case, plan)
    by_wish: dict[str, list[DebtPlan]] = {}
    for debt in plan.debts:
        for wish in asked(debt.terms) if debt.terms else ():
            by_wish.setdefault(wish, []).append(debt)
    return [
        wish
        if len(debts) == len(plan.debts)
        else _("{names}: {wish}").format(names=_(", ").join(called[d.debt_id] for d in debts), wish=wish)
        for wish, debts in by_wish.items()
    ]


def _schedule_head(plan: Plan) -> Table:
    table = tables.months(plan)
    keys = ("month", "surplus", "set_aside", "paid", "free", "owed")
    columns = tuple(column for column in table.columns if column.key in keys)
    rows = [tuple(row[table.place(key)] for key in keys) for row in table.rows]
    paying = [i for i, row in enumerate(plan.months) if row.paid]
    last = paying[-1] if paying else len(rows) - 1
    shown = rows[:HEAD_ROWS]
    if last > HEAD_ROWS:
        shown.append(("…", *[None] * (len(keys) - 1)))
    if last >= HEAD_ROWS:
        shown.append(rows[last])
    return Table(name="head", title=N_("How the payments run"), columns=columns, rows=tuple(shown))


def _refused(plan: Plan) -> Iterator[str]:
    assert plan.refusal is not None
    yield section(_("No offer is possible yet"))
    yield paragraph(
        _("Living costs are above income by {missing} yuan a month.").format(
            missing=format_yuan(plan.refusal.missing)
        )
    )
    yield bullets([way.words() for way in plan.refusal.ways])


def _proofs(case: Case, book: RuleBook) -> Iterator[str]:
    table = proof_index(case, book)
    if table.rows:
        yield section(_("Enclosed papers"))
        most = _room(case).papers
        more = len(table.rows) - most
        yield table_html(replace(table, rows=table.rows[:most]) if more > 1 else table)
        if more > 1:
            yield paragraph(
                _("and {n} more; all of them stand in the contents of the evidence").format(n=more), "small"
            )
