# SPDX-License-Identifier: Apache-2.0
"""The budget statement (收支表): every income and cost with its proof, and what is left, on a page of its own."""

from collections.abc import Mapping, Sequence
from datetime import date

from planner.engine.budget import amount_in
from planner.engine.plan import Plan
from planner.evidence.proofs import standings
from planner.facts.case import Case, Expense, Income
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.rulebook import RuleBook
from planner.reports import tables
from planner.reports.month_statement import budget_table
from planner.reports.printout import Printout, foot, heading, paragraph, printout, table_html, title
from planner.reports.proof_index import numbers_of
from planner.reports.table import Cell, Column, Table

TITLE = N_("Budget statement")


def budget_statement(case: Case, plan: Plan, book: RuleBook, today: date) -> Printout:
    """Return the statement in the language now spoken: incomes, costs by group, the month, what can be paid."""
    parts = [title(_(TITLE))]
    month = case.first_month
    parts.append(paragraph(_("Month {month}; amounts in yuan.").format(month=month), "under"))
    shown = _shown(case, book, today)
    incomes = {_("Income"): case.incomes}
    parts += [heading(_("Income")), table_html(_lines(case, incomes, "incomes", shown))]
    costs = tables.grouped(case, book)
    parts += [heading(_("Living costs")), table_html(_lines(case, costs, "expenses", shown))]
    if plan.months:
        parts += [heading(_("The month")), table_html(budget_table(case, plan.months[0], book))]
        words = _("Level amount that the coming months carry: {amount} yuan.")
        parts.append(paragraph(words.format(amount=format_yuan(plan.affordable)), "big"))
    return printout(_(TITLE), parts, foot(today))


def _shown(case: Case, book: RuleBook, today: date) -> dict[str, str]:
    """Which paper shows a figure, by its path: numbers of the bundle, or that there is none yet."""
    numbers = numbers_of(case)
    found = {}
    for one in standings(case, book, today):
        papers = [numbers.get(proof.source, _("flows")) for proof in one.proofs]
        found[one.figure] = _(", ").join(dict.fromkeys(papers)) if papers else _("no proof yet")
    return found


def _lines(
    case: Case, groups: Mapping[str, Sequence[Income | Expense]], name: str, shown: dict[str, str]
) -> Table:
    columns = (
        Column("group", N_("Group"), width=18),
        Column("name", N_("Item"), width=30),
        Column("month", N_("This month"), "money", 13),
        Column("proof", N_("Shown by paper"), width=22),
        Column("reason", N_("Reason"), width=30),
    )
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for group, lines in groups.items():
        for place, line in enumerate(lines):
            amount = amount_in(line, case.first_month)
            proof = shown.get(f"{name}/{line.id}/amount", "")
            reason = line.reason or "" if isinstance(line, Expense) else ""
            rows.append(("" if place else group, line.name, amount, proof, reason))
            total += amount
    totals = (_("Total"), "", total, "", "")
    kept = [place for place, column in enumerate(columns) if column.key != "group" or len(groups) > 1]
    if 0 not in kept:
        totals = ("", _("Total"), total, "", "")
    return Table(
        name=name,
        title=TITLE,
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        totals=tuple(totals[place] for place in kept),
    )
