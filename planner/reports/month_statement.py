# SPDX-License-Identifier: Apache-2.0
"""The month as a statement (收支表): income, each group of costs, what is set aside, what is left for instalments."""

from planner.engine.budget import amount_in
from planner.engine.plan import MonthRow
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.reports import tables
from planner.reports.short_lists import shortened
from planner.reports.table import Cell, Column, Table

WIDEST = 70  # Latin characters of an income's name where few stand alone


def budget_table(case: Case, row: MonthRow, book: RuleBook, most: int | None = None) -> Table:
    """The month as a statement: income, each group of costs, what is set aside, what is left for instalments.

    With `most` only so many incomes stand alone, the largest; the others are one line.
    """
    columns = (Column("item", N_("Item"), width=40), Column("amount", N_("Yuan a month"), "money"))
    rows = _incomes(case, row, most)
    for group, lines in tables.grouped(case, book).items():
        rows.append((group, -sum(amount_in(line, row.month) for line in lines)))
    rows.append((_("Set aside for emergencies"), -row.set_aside))
    totals = (_("Left for instalments"), row.surplus - row.set_aside)
    return Table(name="month", title=N_("The month"), columns=columns, rows=tuple(rows), totals=totals)


def _incomes(case: Case, row: MonthRow, most: int | None) -> list[tuple[Cell, ...]]:
    every = [(line.name, amount_in(line, row.month)) for line in case.incomes]
    if most is None or len(every) <= most:
        return list(every)
    alone = sorted(every, key=lambda line: -line[1])[: most - 1]
    rest = sum(amount for _name, amount in every) - sum(amount for _name, amount in alone)
    called = shortened({str(n): name for n, (name, _amount) in enumerate(alone)}, WIDEST)
    alone = list(zip(called.values(), (amount for _name, amount in alone), strict=True))
    return [*alone, (_("Other income ({n})").format(n=len(every) - len(alone)), rest)]
