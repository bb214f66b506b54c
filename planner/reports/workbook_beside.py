# SPDX-License-Identifier: Apache-2.0
"""Beside the plan: the other plans of the case, doing nothing, losing in court, and how often the plan would hold."""

from decimal import Decimal

from openpyxl.utils import get_column_letter

from planner.engine.beside import Beside, do_nothing, losing
from planner.engine.simulate import simulate
from planner.engine.stress_values import StressResult
from planner.facts.language import N_, _
from planner.facts.problems import Problem
from planner.reports.comparison import compared
from planner.reports.sheet_tables import lines_height, widths, write_head, write_table, write_title
from planner.reports.sheets import Book, Formula, Put, Sheet
from planner.reports.table import Cell, Column, Table
from planner.reports.workbook_months import Owed
from planner.reports.workbook_parts import Source

LEAST_MONTHS = 12


def comparison_table(source: Source) -> Table:
    """The plans of the case's scenarios side by side."""
    case = source.case
    plans = [(one, simulate(case, one, source.rules, source.today)) for one in case.scenarios]
    return compared(case, plans)


def write_comparison(sheet: Sheet, table: Table) -> None:
    """Write the plans side by side; each is worked out anew, so that they stand on the same facts."""
    sheet.freeze(4, 1)
    write_title(sheet, table.heading(), _("Each plan of the case on the same facts."), len(table.columns))
    write_table(sheet, table)


COLUMNS = (
    Column("month", N_("Month"), "month", 10),
    Column("plan", N_("Owed under this plan"), "money", 18),
    Column("nothing", N_("Owed if nothing is paid"), "money", 18),
    Column("losing", N_("Owed if the cases are lost"), "money", 18),
    Column("taken", N_("Taken by enforcement"), "money", 18),
)
NO_ROWS = Table(name="beside", title=N_("Beside the plan"), columns=COLUMNS, rows=())


def write_beside(sheet: Sheet, source: Source, owed: Owed) -> None:
    """Write what is owed month by month: under the plan, with nothing paid, after losing in court."""
    months = max(len(source.plan.months), LEAST_MONTHS)
    nothing = do_nothing(source.case, months)
    lost = losing(source.case, months, source.rules, source.today)
    sheet.freeze(4, 1)
    write_title(
        sheet, NO_ROWS.heading(), _("No forecast: what follows from the terms and the rules named below."), 5
    )
    write_head(sheet, NO_ROWS)
    first = sheet.row + 1
    for place in range(months):
        sheet.write(
            Put(nothing.months[place].month, "month"),
            _under_plan(source, owed, place),
            Put(nothing.months[place].owed, "money"),
            Put(lost.months[place].owed, "money"),
            Put(lost.months[place].paid, "money"),
        )
    _sums(sheet, source, nothing, lost, first)
    _said(sheet, (*nothing.assumed, *lost.assumed))


def _under_plan(source: Source, owed: Owed, place: int) -> Put:
    if place >= len(source.plan.months):
        return Put(None, "money")
    figure = owed.table.rows[place][-1]
    assert isinstance(figure, int)
    return Put(Formula(owed.total_ref(place), figure), "money")


def _sums(sheet: Sheet, source: Source, nothing: Beside, lost: Beside, first: int) -> None:
    last = sheet.row
    paid = sum(debt.total for debt in source.plan.debts)
    still = sum(debt.owed[-1] for debt in source.plan.debts if debt.owed)
    end = get_column_letter(2)
    plan_left = f"{end}{first + len(source.plan.months) - 1}" if source.plan.months else "0"
    sheet.write(Put(_("Total"), "text_total"), *(Put(None, "text_total") for _place in range(3)),
                Put(Formula(f"SUM(E{first}:E{last})", lost.paid), "money_total"))  # fmt: skip
    sheet.skip()
    lines = (
        (
            _("Paid under this plan, and still owed at its end"),
            Formula(f"{plan_left}+{_number(paid)}", still + paid),
        ),
        (_("Owed at the end if nothing is paid"), Formula(f"C{last}", nothing.left)),
        (
            _("Paid and owed at the end if the cases are lost"),
            Formula(f"D{last}+SUM(E{first}:E{last})", lost.left + lost.paid),
        ),
        (_("of this, fees of court and enforcement"), lost.costs),
        (_("of this, extra interest for delay"), lost.delay),
    )
    for words, value in lines:
        sheet.merge(3)
        sheet.write(Put(words), Put(None), Put(None), Put(value, "money_sub"))


def _number(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _said(sheet: Sheet, problems: tuple[Problem, ...]) -> None:
    sheet.skip()
    for words in dict.fromkeys(problem.words() for problem in problems):
        sheet.merge(5)
        sheet.write(Put(words, "note"), height=max(14, lines_height(words, 82, 13)))


def stress_table(stress: StressResult) -> Table:
    """Cash at the end of each month: the middle future and the bad ones; quantiles are order statistics."""
    columns = (
        Column("month", N_("Month"), "month", 10),
        *(Column(f"p{share}", N_("Cash, {n} % are below"), "money", 16) for share in stress.cash),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (month, *(stress.cash[share][place] for share in stress.cash))
        for place, month in enumerate(stress.months)
    )
    return Table(name="stress", title=N_("Will it hold?"), columns=columns, rows=rows)


def write_stress(sheet: Sheet, stress: StressResult) -> None:
    """Write the chance of holding, what would help, and cash month by month."""
    sheet.freeze(4, 1)
    under = _("From {n} months of your own flows; not a forecast. {paths} futures, seed {seed}.")
    under = under.format(n=stress.months_used, paths=stress.paths, seed=stress.seed)
    table = stress_table(stress)
    write_title(sheet, table.heading(), under, 6)
    heads = [_("Month"), *(_("Cash, {n} % are below").format(n=share) for share in stress.cash)]
    sheet.write(Put(heads[0], "head"), *(Put(words, "head_right") for words in heads[1:]), height=32)
    for row in table.rows:
        sheet.write(*(Put(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)))
    sheet.skip()
    facts: list[tuple[str, Decimal | int, str]] = []
    if stress.holds is not None:
        facts.append(
            (_("Share of the futures in which every payment is made"), Decimal(str(stress.holds)), "rate_sub")
        )
        facts.append((_("Standard error of that share"), Decimal(str(stress.standard_error)), "rate_sub"))
    facts += [
        (_("Reserve that would make {share} hold").format(share=_percent(share)), fen, "money_sub")
        for share, fen in stress.reserve_needed.items()
    ]
    facts += [
        (_("Largest instalment that {share} carry").format(share=_percent(share)), fen, "money_sub")
        for share, fen in stress.largest_instalment.items()
    ]
    for words, value, style in facts:
        sheet.merge(4)
        sheet.write(Put(words), Put(None), Put(None), Put(None), Put(value, style))


def _percent(share: str) -> str:
    return f"{Decimal(share) * 100:.0f} %"


def add_comparison(book: Book, source: Source) -> tuple[Sheet, Table] | None:
    """Add the sheet of plans side by side where the case has more than one."""
    if len(source.case.scenarios) < 2:
        return None
    table = comparison_table(source)
    return book.sheet(table.heading(), widths(table), landscape=True), table


def add_beside(book: Book, source: Source) -> Sheet | None:
    """Add the sheet of courses beside the plan, where anything is owed."""
    if not any(debt.owed for debt in source.case.debts):
        return None
    return book.sheet(NO_ROWS.heading(), widths(NO_ROWS))
