# SPDX-License-Identifier: Apache-2.0
"""The monthly summary of the flows and the files' own totals, as live sums over the sheet of all flows."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from planner.facts.language import _
from planner.reports.flow_tables import FLOW_COLUMNS, MONTH_FIELDS, kind_words
from planner.reports.sheet_tables import Placed, write_head, write_table, write_title
from planner.reports.sheets import Formula, Put, Sheet
from planner.reports.table import Table

FIRST = 5  # the first row of flows on their sheet


@dataclass(frozen=True, slots=True)
class FlowSheet:
    """The sheet of all flows: how many there are, and how a formula names a column of them."""

    sheet: Sheet
    rows: int

    @property
    def last(self) -> int:
        """The row of the last flow; at least the first, so that a sum over nothing is nothing."""
        return FIRST + max(self.rows, 1) - 1

    def span(self, key: str) -> str:
        """All cells of a column."""
        number = next(place for place, column in enumerate(FLOW_COLUMNS, 1) if column.key == key)
        return self.sheet.span(number, FIRST, self.last)

    def filter_range(self) -> str:
        """The cells that can be filtered: the headings and all rows."""
        return f"A{FIRST - 1}:{get_column_letter(len(FLOW_COLUMNS))}{self.last}"


def write_months(sheet: Sheet, table: Table, flows: FlowSheet) -> Placed:
    """Write the months: each amount sums the flows of its month and kind; the words above the headings say which."""
    sheet.freeze(5, 1)
    under = _("Sums of the sheet of all flows, by month and by what a row counts as.")
    write_title(sheet, table.heading(), under, min(len(table.columns), 6))
    criteria = _criteria(table)
    sheet.write(*(Put(criteria.get(column.key, ""), "note") for column in table.columns))
    head = write_head(sheet, table)
    first = sheet.row + 1
    letters = {column.key: get_column_letter(place) for place, column in enumerate(table.columns, 1)}
    for row in table.rows:
        number = sheet.row + 1
        puts = []
        for column, cell in zip(table.columns, row, strict=True):
            formula = None
            if column.key == "living":
                formula = (
                    f"{letters['spending']}{number}-{letters['refunds']}{number}+{letters['fees']}{number}"
                )
            elif column.key in criteria:
                wanted = f"{letters[column.key]}${head - 1}"
                formula = f"SUMIFS({flows.span('counted')},{flows.span('month')},$A{number},{flows.span('counts')},{wanted})"
            value = Formula(formula, cell) if formula and isinstance(cell, int) else cell
            puts.append(Put(value, column.kind))
        sheet.write(*puts)
    return _totals(sheet, table, head, first)


def _criteria(table: Table) -> dict[str, str]:
    kinds = {name: kind_words(kind, 0) for name, _words, kind in MONTH_FIELDS}  # type: ignore[arg-type]
    kinds |= {"unknown_in": kind_words("unknown", 1), "unknown_out": kind_words("unknown", -1)}
    return {column.key: kinds[column.key] for column in table.columns if column.key in kinds}


def _totals(sheet: Sheet, table: Table, head: int, first: int) -> Placed:
    last = sheet.row
    if last < first:
        sheet.write(Put(_("Nothing yet."), "note"))
        return Placed(sheet, table, head, first, last, None)
    puts = [Put(_("Total"), "text_total")]
    for number, column in enumerate(table.columns[1:], 2):
        letter = get_column_letter(number)
        figure = sum(cell for cell in table.column(column.key) if isinstance(cell, int))
        is_sum = column.kind == "money"
        value = Formula(f"SUM({letter}{first}:{letter}{last})", figure) if is_sum else None
        puts.append(Put(value, f"{column.kind}_total"))
    total = sheet.write(*puts)
    return Placed(sheet, table, head, first, last, total)


def write_stated(sheet: Sheet, table: Table, flows: FlowSheet) -> Placed:
    """Write what each file states of itself beside live counts and sums of its rows."""
    sheet.freeze(4)
    under = _("A difference of 0.00 means that the file and its rows agree.")
    write_title(sheet, table.heading(), under, 6)
    letter = {column.key: get_column_letter(place) for place, column in enumerate(table.columns, 1)}
    both = f"{flows.span('sha256')},${letter['sha256']}{{row}},{flows.span('word')},${letter['word']}{{row}}"
    amount = flows.span("amount")
    return write_table(
        sheet,
        table,
        {
            "counted_rows": lambda row: f"COUNTIFS({both.format(row=row)})",
            "counted": lambda row: (
                f'SUMIFS({amount},{both.format(row=row)},{amount},">0")'
                f'-SUMIFS({amount},{both.format(row=row)},{amount},"<0")'
            ),
            "difference": lambda row: f"ROUND({letter['counted']}{row}-{letter['stated']}{row},2)",
        },
    )
