# SPDX-License-Identifier: Apache-2.0
"""The month as a statement (收支表): income, each group of costs, what is set aside, what is left for instalments."""

from planner.engine.budget import amount_in
from planner.engine.plan import MonthRow
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.reports import tables
from planner.reports.table import Cell, Column, Table


def budget_table(case: Case, row: MonthRow, book: RuleBook) -> Table:
    """The month as a statement: income, each group of costs, what is set aside, what is left for instalments."""
    columns = (Column("item", N_("Item"), width=40), Column("amount", N_("Yuan a month"), "money"))
    rows: list[tuple[Cell, ...]] = [(line.name, amount_in(line, row.month)) for line in case.incomes]
    for group, lines in tables.grouped(case, book).items():
        rows.append((group, -sum(amount_in(line, row.month) for line in lines)))
    rows.append((_("Set aside for emergencies"), -row.set_aside))
    totals = (_("Left for instalments"), row.surplus - row.set_aside)
    return Table(name="month", title=N_("The month"), columns=columns, rows=tuple(rows), totals=totals)
