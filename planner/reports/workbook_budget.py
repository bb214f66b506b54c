# SPDX-License-Identifier: Apache-2.0
"""The budget sheet (each line in its cycle and by the month) and the sheet that lays the lines out month by month."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from openpyxl.utils import get_column_letter

from planner.engine.budget import (
    PRIORITY_GROUP,
    TIMES_A_YEAR,
    amount_in,
    monthly,
    opening_reserve,
    reserve_rule,
)
from planner.facts.case import Expense, Income
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.reports import tables
from planner.reports.sheet_tables import lines_height, widths, write_head, write_title
from planner.reports.sheets import Formula, Put, Sheet
from planner.reports.table import Column, Table
from planner.reports.words import CYCLES, word
from planner.reports.workbook_parts import Source

Line = Income | Expense
COLUMNS = (
    Column("name", N_("Item"), width=26),
    Column("amount", N_("Amount"), "money", 13),
    Column("every", N_("Cycle"), width=17),
    Column("months", N_("In the months"), width=16),
    Column("since", N_("From"), "date", 11),
    Column("until", N_("To"), "date", 11),
    Column("monthly", N_("By the month"), "money", 14),
    Column("reason", N_("Reason"), width=30),
)
AMOUNT, MONTHLY = 2, 7


@dataclass(slots=True)
class Budget:
    """Where the budget's figures stand: each line's row, the totals, the cells of the reserve rule."""

    sheet: Sheet
    rows: dict[str, int] = field(default_factory=dict)
    figures: dict[str, Fen] = field(default_factory=dict)
    share: str = ""
    cap: str = ""
    target: str | None = None
    opening: str = ""

    def amount_ref(self, line: str) -> str:
        """The cell with the line's own amount."""
        return self.sheet.ref(AMOUNT, self.rows[line], fixed=True)

    def monthly_ref(self, line: str) -> str:
        """The cell with the line's amount by the month."""
        return self.sheet.ref(MONTHLY, self.rows[line], fixed=True)


def budget_widths() -> list[int]:
    """The column widths of the budget sheet."""
    return widths(Table(name="", title="", columns=COLUMNS, rows=()))


def key(line: Line) -> str:
    """A line's name among incomes and costs together."""
    return f"{'i' if isinstance(line, Income) else 'e'}:{line.id}"


def write_budget(sheet: Sheet, source: Source) -> Budget:
    """Write incomes, costs by group, what is left, and the rule of the reserve."""
    budget = Budget(sheet)
    sheet.freeze(4, 1)
    write_title(
        sheet, _("Income and living costs"), _("What comes in and what living takes, by the month."), 8
    )
    write_head(sheet, Table(name="", title="", columns=COLUMNS, rows=()))
    income_total = _block(budget, _("Income"), source.case.incomes)
    group_totals = []
    for title, lines in tables.grouped(source.case, source.rules).items():
        group_totals.append(_block(budget, title, lines))
    costs = [budget.figures[f"row:{row}"] for row in group_totals]
    sheet.skip()
    costs_row = _result(
        sheet,
        _("Living costs and priority debts"),
        "+".join(f"G{row}" for row in group_totals) or "0",
        sum(costs),
    )
    left = budget.figures[f"row:{income_total}"] - sum(costs)
    _result(sheet, _("Left before debts"), f"ROUND(G{income_total}-G{costs_row},2)", left)
    sheet.skip()
    _reserve(budget, source)
    return budget


def _block(budget: Budget, title: str, lines: tuple[Line, ...]) -> int:
    sheet = budget.sheet
    sheet.write(Put(title, "section"), height=22)
    first, total = sheet.row + 1, 0
    for line in lines:
        total += _line(budget, line)
    formula = f"SUM(G{first}:G{sheet.row})" if sheet.row >= first else "0"
    sheet.merge(6)
    row = sheet.write(
        Put(_("Together: {group}").format(group=title), "text_sub"),
        *(Put(None, "text_sub") for _place in range(5)),
        Put(Formula(formula, total), "money_sub"),
        Put(None, "text_sub"),
    )
    budget.figures[f"row:{row}"] = total
    return row


def _line(budget: Budget, line: Line) -> Fen:
    row = budget.sheet.row + 1
    budget.rows[key(line)] = row
    factor, figure = _by_month(line)
    budget.figures[key(line)] = figure
    formula = f"ROUND(B{row}*{factor}/12,2)" if factor != 12 else f"B{row}"
    reason = line.reason if isinstance(line, Expense) else None
    budget.sheet.write(
        Put(line.name),
        Put(line.amount, "money_input"),
        Put(word(CYCLES, line.every)),
        Put(_(", ").join(str(month) for month in line.months)),
        Put(line.since.first if isinstance(line.since, Month) else line.since, "date"),
        Put(line.until.first if isinstance(line.until, Month) else line.until, "date"),
        Put(Formula(formula if factor else "0", figure), "money"),
        Put(reason),
        height=max(
            16, lines_height(line.name, 24), lines_height(reason or "", 28), 16 + 15 * (len(line.months) > 5)
        ),
    )
    return figure


def _by_month(line: Line) -> tuple[int, Fen]:
    """How often a year the line counts, and its even monthly part; money that comes once has none."""
    if line.every == "once":
        return 0, 0
    times = TIMES_A_YEAR[line.every]
    if line.months and line.every in ("month", "quarter", "half_year", "year"):
        named = len(set(line.months))
        times = named if isinstance(line, Income) or line.every == "month" else times
    return times, monthly(line.amount, line.every, times)


def _result(sheet: Sheet, words: str, formula: str, figure: Fen) -> int:
    sheet.merge(6)
    return sheet.write(
        Put(words, "text_total"),
        *(Put(None, "text_total") for _place in range(5)),
        Put(Formula(formula, figure), "money_total"),
    )


def _reserve(budget: Budget, source: Source) -> None:
    sheet = budget.sheet
    share, cap, target = reserve_rule(source.case, source.rules, source.today)
    sheet.write(Put(_("Reserve"), "section"), height=22)
    told = (
        (_("Share of what is left that is set aside"), percent(share), "rate_input", "share"),
        (_("At most a month"), cap, "money_input", "cap"),
        (_("In the reserve at the start"), opening_reserve(source.case), "money_input", "opening"),
        (_("Until the reserve holds"), target, "money_input", "target"),
    )
    for words, value, style, name in told:
        if value is not None:
            row = sheet.write(Put(words), Put(value, style), height=max(16, lines_height(words, 24)))
            setattr(budget, name, sheet.ref(AMOUNT, row, fixed=True))


def percent(share: Fraction) -> Decimal:
    """A fraction as a cell can hold it."""
    return Decimal(share.numerator) / Decimal(share.denominator)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the sums of a month stand on the sheet of lines by month."""

    sheet: Sheet
    first: int
    income: int
    priority: int
    living: int

    def ref(self, column: int, place: int) -> str:
        """The cell of one of the sums in a month, by its place from 0."""
        return self.sheet.ref(column, self.first + place)


def line_groups(source: Source) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Incomes, priority costs, living costs."""
    expenses = source.case.expenses
    return (
        source.case.incomes,
        tuple(line for line in expenses if line.group == PRIORITY_GROUP),
        tuple(line for line in expenses if line.group != PRIORITY_GROUP),
    )


def lines_table(source: Source) -> Table:
    """The headings of the sheet of lines by month: a column a line, and the sum of each kind."""
    columns = [Column("month", N_("Month"), "month", 10)]
    sums = (N_("Income"), N_("Priority debts"), N_("Living costs"))
    for lines, words in zip(line_groups(source), sums, strict=True):
        columns += [Column(key(line), line.name, "money", 12, named=True) for line in lines]
        columns.append(Column(words, words, "money", 13))
    return Table(name="lines", title=N_("Budget by month"), columns=tuple(columns), rows=())


def write_lines(sheet: Sheet, source: Source, budget: Budget) -> Lines:
    """Write what each line brings or costs in each month of the plan, drawn from the budget sheet."""
    table = lines_table(source)
    sheet.freeze(4, 1)
    write_title(
        sheet, table.heading(), _("Each line in the months it counts in."), min(len(table.columns), 8)
    )
    write_head(sheet, table)
    first = sheet.row + 1
    groups = line_groups(source)
    for row in source.plan.months:
        puts = [Put(row.month, "month")]
        for lines in groups:
            start = len(puts) + 1
            found = [_in_month(budget, line, row.month) for line in lines]
            puts += [Put(value, "money") for value, _figure in found]
            letters = (
                f"{get_column_letter(start)}{sheet.row + 1}:{get_column_letter(len(puts))}{sheet.row + 1}"
            )
            formula = f"SUM({letters})" if lines else "0"
            puts.append(Put(Formula(formula, sum(figure for _value, figure in found)), "money_sub"))
        sheet.write(*puts)
    ends, place = [], 1
    for lines in groups:
        place += len(lines) + 1
        ends.append(place)
    return Lines(sheet, first, *ends)


def _in_month(budget: Budget, line: Line, month: Month) -> tuple[Formula | Fen, Fen]:
    figure = amount_in(line, month)
    if figure and figure == budget.figures[key(line)]:
        return Formula(budget.monthly_ref(key(line)), figure), figure
    if figure and figure == line.amount:
        return Formula(budget.amount_ref(key(line)), figure), figure
    return figure, figure
