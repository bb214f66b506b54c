# SPDX-License-Identifier: Apache-2.0
"""The month sheet (income, living, what is set aside and paid, the two purses) and what is owed month by month."""

from dataclasses import dataclass, replace
from fractions import Fraction

from openpyxl.utils import get_column_letter

from planner.engine.budget import (
    carry_months,
    income_in,
    living_in,
    opening_reserve,
    priority_in,
    reserve_rule,
)
from planner.engine.budget import set_aside as aside_of
from planner.engine.plan import DebtPlan, MonthRow
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.reports import tables
from planner.reports.sheet_tables import Placed, widths, write_head, write_title
from planner.reports.sheets import Formula, Put, Sheet
from planner.reports.table import Cell, Column, Table
from planner.reports.workbook_budget import Budget, Lines
from planner.reports.workbook_debts import DebtSheet
from planner.reports.workbook_parts import Source


def months_table(source: Source) -> Table:
    """The month table of the plan, with the creditors' names of the workbook, and a mark where money runs short."""
    table = tables.months(source.plan, dict(source.called))
    marks = (_(SHORT) if row.free < 0 else "" for row in source.plan.months)
    return replace(
        table,
        columns=(*table.columns, Column("check", N_("Check"), width=12)),
        rows=tuple((*row, mark) for row, mark in zip(table.rows, marks, strict=True)),
        totals=(*table.totals, None) if table.totals is not None else None,
    )


SHORT = N_("▼ short")


@dataclass(frozen=True, slots=True)
class Made:
    """The sheets that the month sheet draws from."""

    budget: Budget
    lines: Lines
    debts: dict[str, DebtSheet]
    owed: "Owed"


def write_months(sheet: Sheet, source: Source, made: Made) -> Placed:
    """Write the months; every figure is live, from the budget, the debts' sheets, and the month before."""
    table = months_table(source)
    sheet.freeze(4, 1)
    write_title(sheet, table.heading(), _("Unspent money stays; the reserve is not touched."), 8)
    head = write_head(sheet, table)
    first = sheet.row + 1
    is_aside_live = _aside_is_live(source)
    for place, row in enumerate(source.plan.months):
        cells = _MonthCells(table, source, made, first, place, is_aside_live)
        sheet.write(*cells.puts(row, sheet.row + 1))
    last = sheet.row
    placed = Placed(sheet, table, head, first, last, None)
    if source.plan.months:
        sheet.mark(len(table.columns), first, last, f"${get_column_letter(placed.number('free'))}{first}<0")
    if not source.plan.months or table.totals is None:
        return placed
    puts = []
    for number, (column, cell) in enumerate(zip(table.columns, table.totals, strict=True), 1):
        letter = get_column_letter(number)
        value = Formula(f"SUM({letter}{first}:{letter}{last})", cell) if isinstance(cell, int) else cell
        puts.append(Put(value, f"{column.kind if isinstance(cell, int) else 'text'}_total"))
    total = sheet.write(*puts)
    return Placed(sheet, table, head, first, last, total)


class _MonthCells:
    """One month's cells: a formula each."""

    def __init__(self, table: Table, source: Source, made: Made, first: int, place: int, live: bool) -> None:
        self.table, self.source, self.made = table, source, made
        self.first, self.place, self.is_aside_live = first, place, live
        self.letter = {c.key: get_column_letter(n) for n, c in enumerate(table.columns, 1)}

    def puts(self, row: MonthRow, number: int) -> list[Put]:
        """The cells of the month in the order of the table."""
        figures = dict(zip(self.letter, self.table.rows[self.place], strict=True))
        put: list[Put] = [Put(row.month, "month")]
        for name, figure in list(figures.items())[1:]:
            if name == "check":
                mark = f'IF({self.letter["free"]}{number}<0,"{_(SHORT)}","")'
                put.append(Put(Formula(mark, str(figure)), "text"))
                continue
            assert isinstance(figure, int)
            formula = self._formula(name, number, figure)
            put.append(Put(figure if formula is None else Formula(formula, figure), "money"))
        return put

    def _formula(self, name: str, number: int, figure: Fen) -> str | None:
        cell = {key: f"{letter}{number}" for key, letter in self.letter.items()}
        before = {key: f"{letter}{number - 1}" for key, letter in self.letter.items()}
        if name.startswith("debt:"):
            return self._paid(name.removeprefix("debt:"), cell["month"])
        start = number == self.first
        if name == "set_aside":
            return self._aside(cell, before, start) if self.is_aside_live else None
        if name == "reserve":
            opening = self._opening_reserve()
            return f"ROUND({opening if start else before['reserve']}+{cell['set_aside']},2)"
        lines, month = self.made.lines, self.source.plan.months[self.place].month
        if name == "income":
            return (
                lines.ref(lines.income, self.place) if figure == income_in(self.source.case, month) else None
            )
        if name == "living":
            return (
                lines.ref(lines.living, self.place) if figure == living_in(self.source.case, month) else None
            )
        if name == "priority":
            return self._priority(cell["month"]) if figure == self._priority_figure(month) else None
        formulas = {
            "surplus": f"ROUND({cell['income']}-{cell['priority']}-{cell['living']},2)",
            "paid": self._paid_all(number),
            "free": f"ROUND({'0' if start else before['free']}+{cell['surplus']}-{cell['set_aside']}"
            f"+{cell['assets']}-{cell['paid']},2)",
            "owed": self.made.owed.total_ref(self.place),
        }
        return formulas.get(name)

    def _priority_figure(self, month: Month) -> Fen:
        paid = (tables.paid_by_month(debt.rows).get(month, 0) for debt in self.source.first)
        return priority_in(self.source.case, month) + sum(paid)

    def _priority(self, month: str) -> str:
        lines = self.made.lines.ref(self.made.lines.priority, self.place)
        return "+".join([lines, *(self._paid(debt.debt_id, month) for debt in self.source.first)])

    def _paid(self, debt_id: str, month: str) -> str:
        sheet = self.made.debts[debt_id]
        if not sheet.debt.rows:
            return "0"
        return f"SUMIF({sheet.span('month')},{month},{sheet.span('payment')})"

    def _paid_all(self, number: int) -> str:
        cells = [f"{letter}{number}" for key, letter in self.letter.items() if key.startswith("debt:")]
        return f"SUM({cells[0]}:{cells[-1]})" if cells else "0"

    def _opening_reserve(self) -> str:
        row = self.source.plan.months[0]
        figure = row.reserve - row.set_aside
        if figure == opening_reserve(self.source.case):
            return self.made.budget.opening
        return f"{figure // 100}.{figure % 100:02d}"

    def _aside(self, cell: dict[str, str], before: dict[str, str], start: bool) -> str:
        budget = self.made.budget
        share = f"ROUNDDOWN(ROUND({budget.share}*MAX({cell['surplus']},0),6),2)"
        if budget.target is None:
            return f"MIN({share},{budget.cap})"
        reserve = self._opening_reserve() if start else before["reserve"]
        return f"MAX(0,ROUND(MIN({share},{budget.cap},{budget.target}-{reserve}),2))"


def _aside_is_live(source: Source) -> bool:
    """Whether the rule of the reserve tells every month's set-aside."""
    share, cap, target = reserve_rule(source.case, source.rules, source.today)
    reserve = source.plan.months[0].reserve - source.plan.months[0].set_aside if source.plan.months else 0
    for row in source.plan.months:
        if aside_of(row.surplus, reserve, Fraction(share), cap, target) != row.set_aside:
            return False
        reserve = row.reserve
    return True


@dataclass(frozen=True, slots=True)
class Owed:
    """Where the balances month by month stand."""

    sheet: Sheet
    table: Table
    first: int
    last: int

    def total_ref(self, place: int) -> str:
        """The cell with all that is owed at the end of a month."""
        return self.sheet.ref(len(self.table.columns), self.first + place)


def owed_table(source: Source) -> Table:
    """What is owed to each creditor at the end of each month."""
    columns = (
        Column("month", N_("Month"), "month", 10),
        *(
            Column(debt.debt_id, source.called[debt.debt_id], "money", 14, named=True)
            for debt in source.plan.debts
        ),
        Column("total", N_("Total"), "money", 14),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.month, *(parts := [owed_at(debt, place) for debt in source.plan.debts]), sum(parts))
        for place, row in enumerate(source.plan.months)
    )
    return Table(name="owed", title=N_("Owed month by month"), columns=columns, rows=rows)


def owed_at(debt: DebtPlan, place: int) -> Fen:
    """What is owed at the end of a month, by its place from 0; nothing after the figures end."""
    return debt.owed[place] if place < len(debt.owed) else 0


def write_owed(sheet: Sheet, source: Source, debts: dict[str, DebtSheet]) -> Owed:
    """Write the balances; live where the debt's own rows tell them."""
    table = owed_table(source)
    sheet.freeze(4, 1)
    write_title(sheet, table.heading(), _("At the end of each month."), min(len(table.columns), 8))
    write_head(sheet, table)
    first = sheet.row + 1
    live = {debt.debt_id for debt in source.plan.debts if _balances_tell(source, debt)}
    for row in table.rows:
        number = sheet.row + 1
        puts = [Put(row[0], "month")]
        for debt, figure in zip(source.plan.debts, row[1:], strict=False):
            assert isinstance(figure, int)
            puts.append(Put(_balance(debts[debt.debt_id], number, figure, debt.debt_id in live), "money"))
        last = get_column_letter(len(puts))
        total = row[-1]
        assert isinstance(total, int)
        formula = f"SUM(B{number}:{last}{number})" if len(puts) > 1 else "0"
        sheet.write(*puts, Put(Formula(formula, total), "money_sub"))
    return Owed(sheet, table, first, sheet.row)


def _balance(debt: DebtSheet, number: int, figure: Fen, live: bool) -> Formula | Fen:
    if not live:
        return figure
    lookup = f"LOOKUP($A{number},{debt.span('month')},{debt.span('balance')})"
    return Formula(f"IFERROR({lookup},{debt.opening_ref})", figure)


def _balances_tell(source: Source, debt: DebtPlan) -> bool:
    """Whether what is owed at each month's end is the balance of the last row until then."""
    if not debt.rows or any(a.month > b.month for a, b in zip(debt.rows, debt.rows[1:], strict=False)):
        return False
    balance: Fen = debt.opening - debt.waived
    by_month: dict[Month, Fen] = {row.month: row.balance for row in debt.rows}
    for place, row in enumerate(source.plan.months):
        balance = by_month.get(row.month, balance)
        if balance != owed_at(debt, place):
            return False
    return True


def affordable_formula(source: Source, months: Placed) -> str | None:
    """The affordable amount as a formula over the first months, or None where the plan is shorter than they are."""
    count = carry_months(source.rules, source.today)
    if len(source.plan.months) < count:
        return None
    rows = source.plan.months[:count]
    sums, total = [], 0
    for n, row in enumerate(rows, 1):
        total += row.surplus - row.set_aside
        sums.append(total // n)
    if max(0, min(sums)) != source.plan.affordable:
        return None
    surplus, aside = months.letter("surplus"), months.letter("set_aside")
    name = months.sheet.ref(1, 1).rsplit("!", 1)[0]
    levels = [
        f"INT(ROUND((SUM({name}!{surplus}{months.first}:{surplus}{row})"
        f"-SUM({name}!{aside}{months.first}:{aside}{row}))*100/{n},6))/100"
        for n, row in enumerate(range(months.first, months.first + count), 1)
    ]
    return f"MAX(0,MIN({','.join(levels)}))"


def owed_widths(source: Source) -> list[int]:
    """The column widths of the sheet of balances."""
    return widths(owed_table(source))
