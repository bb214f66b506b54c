# SPDX-License-Identifier: Apache-2.0
"""The plan workbook: summary, debts, budget, months, one sheet per debt, assumptions and rules with their source.

Totals and balances are live formulas, each beside the engine's own figure. It is written in the language now spoken.
"""

from collections.abc import Iterable
from datetime import date

from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.case import Case
from planner.facts.language import _
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import Rule
from planner.reports import tables
from planner.reports.sheet_tables import Placed, typeface, widths, write_table, write_title
from planner.reports.sheets import Book, Sheet
from planner.reports.table import Table
from planner.reports.why_table import whys
from planner.reports.workbook_beside import (
    add_beside,
    add_comparison,
    write_beside,
    write_comparison,
    write_stress,
)
from planner.reports.workbook_budget import budget_widths, lines_table, write_budget, write_lines
from planner.reports.workbook_debts import OPENING, STEPS, DebtSheet, add_debts, write_debt, write_debts
from planner.reports.workbook_months import Made, months_table, owed_widths, write_months, write_owed
from planner.reports.workbook_parts import Source
from planner.reports.workbook_summary import WIDTHS, Drawn, write_summary

ALWAYS = ("R1", "AFFORD-01")  # rule rows every plan rests on


def plan_workbook(
    case: Case,
    plan: Plan,
    book: RuleBook,
    today: date,
    *,
    stress: StressResult | None = None,
    courses: bool = True,
    live_only: bool = False,
) -> bytes:
    """Return the workbook's bytes: the same for the same case, plan, rules, day and language.

    `courses` adds a sheet of the courses beside the plan; a creditor is not shown them. `stress` adds a sheet with the chance of holding. `live_only` leaves out the engine's figures beside the formulas, so that a reader must calculate them.
    """
    source = Source(case, plan, book, today, tables.names(case, plan))
    out = Book(_("Repayment plan"), today, typeface())
    summary = out.sheet(_("Summary"), WIDTHS, landscape=True)
    debt_table = tables.debts(case, book)
    debts_sheet = out.sheet(_("Debts"), widths(debt_table), landscape=True)
    budget_sheet = out.sheet(_("Budget"), budget_widths())
    lines_sheet = out.sheet(_("Budget by month"), widths(lines_table(source)), landscape=True)
    months_sheet = out.sheet(_("Months"), widths(months_table(source)), landscape=True)
    owed_sheet = out.sheet(_("Owed by month"), owed_widths(source), landscape=len(plan.debts) > 5)
    debt_sheets = add_debts(out, source)
    comparison = add_comparison(out, source)
    beside = add_beside(out, source) if courses else None
    holding = out.sheet(_("Will it hold?"), (10, *[16] * 5)) if stress is not None else None

    debts = write_debts(debts_sheet, source)
    budget = write_budget(budget_sheet, source)
    lines = write_lines(lines_sheet, source, budget)
    sheets = {debt.debt_id: write_debt(debt_sheets[debt.debt_id], source, debt) for debt in plan.debts}
    owed = write_owed(owed_sheet, source, sheets)
    months = write_months(months_sheet, source, Made(budget, lines, sheets, owed))
    write_summary(summary, source, Drawn(debts, months, owed, sheets))
    if comparison is not None:
        write_comparison(*comparison)
    if beside is not None:
        write_beside(beside, source, owed)
    if holding is not None and stress is not None:
        write_stress(holding, stress)
    _notes(out, tables.assumptions(case, plan), _("What was not known and how it was filled; what to check."))
    _notes(out, whys(case, plan, book, today), _("What each figure was made from, and by which rule."))
    _notes(out, tables.rules(used_rules(plan, book)), _rules_under(book))
    _name(out, source, debts, sheets)
    out.protect()
    return out.finish(live_only)


def _name(out: Book, source: Source, debts: Placed, sheets: dict[str, DebtSheet]) -> None:
    """Give the cells that matter names: `owed_total`, and for each debt in order `offer_1`, `paid_1` …"""
    if debts.total is not None:
        out.name("owed_total", debts.sheet, debts.number("owed"), debts.total)
    for place, debt in enumerate(source.plan.debts, 1):
        sheet = sheets[debt.debt_id]
        out.name(f"offer_{place}", sheet.sheet, 4, STEPS)
        out.name(f"owed_{place}", sheet.sheet, 8, OPENING)


def _rules_under(book: RuleBook) -> str:
    return _("Rules as of {day}. They can be overridden in the case.").format(day=book.as_of.isoformat())


def _notes(out: Book, table: Table, under: str) -> Sheet:
    sheet = out.sheet(table.heading(), widths(table), landscape=True)
    sheet.freeze(4)
    write_title(sheet, table.heading(), under, len(table.columns))
    write_table(sheet, table)
    return sheet


def used_rules(plan: Plan, book: RuleBook) -> list[Rule]:
    """The rules that the plan's problems and assumptions name, and those every plan rests on; each once, by id."""
    named: Iterable[str | None] = [
        *ALWAYS,
        *(problem.rule_id for problem in plan.problems),
        *(problem.rule_id for debt in plan.debts for problem in debt.assumed),
        *book.overridden,
    ]
    ids = sorted({rule_id.split("/")[0] for rule_id in named if rule_id})
    return [book.rule(rule_id) for rule_id in ids if rule_id in book.rules]
