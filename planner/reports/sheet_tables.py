# SPDX-License-Identifier: Apache-2.0
"""Putting a table on a sheet: title, headings, rows, live totals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from planner.facts.language import language
from planner.reports.sheets import Formula, Put, Sheet
from planner.reports.table import Cell, Table, wide

Live = Mapping[str, Callable[[int], str]]  # column key -> formula of a row, by its row number


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands on its sheet: its heading row, its first and last row of data, its row of totals or None."""

    sheet: Sheet
    table: Table
    head: int
    first: int
    last: int
    total: int | None

    def letter(self, key: str) -> str:
        """The letter of a column."""
        return get_column_letter(self.number(key))

    def number(self, key: str) -> int:
        """The number of a column, from 1."""
        return self.table.place(key) + 1

    def total_ref(self, key: str) -> str:
        """The total of a column, named for a formula on any sheet."""
        assert self.total is not None
        return self.sheet.ref(self.number(key), self.total)


def typeface() -> str:
    """The typeface named in workbooks: one that most machines of the reader have."""
    return "Microsoft YaHei" if language() == "zh" else "Arial"


def widths(table: Table) -> list[int]:
    """The column widths of a table, wide enough for its headings; a Chinese character takes two."""
    return [max(column.width, min(wide(column.words()) + 2, 24)) for column in table.columns]


def write_title(sheet: Sheet, title: str, under: str, columns: int) -> None:
    """Write the title, the line under it, and an empty row."""
    sheet.merge(columns)
    sheet.write(Put(title, "title"), height=30)
    sheet.merge(columns)
    sheet.write(Put(under, "subtitle"), height=lines_height(under, columns * 13))
    sheet.skip()


def lines_height(text: str, width: int, line: float = 15) -> float:
    """The height that a wrapped text needs in cells so many Latin characters wide."""
    lines = sum(max(1, -(-wide(part) // max(width, 1))) for part in text.split("\n"))
    return max(1, lines) * line


def write_head(sheet: Sheet, table: Table) -> int:
    """Write the headings; returns their row."""
    tall = any(
        wide(column.words()) + 2 > width for column, width in zip(table.columns, widths(table), strict=True)
    )
    return sheet.write(
        *(
            Put(column.words(), "head_right" if column.kind in ("money", "rate", "count") else "head")
            for column in table.columns
        ),
        height=32 if tall else 20,
    )


def write_table(sheet: Sheet, table: Table, live: Live | None = None, inputs: tuple[str, ...] = ()) -> Placed:
    """Write headings, rows and totals. `live` gives columns their formula; `inputs` names columns meant to be changed."""
    head = write_head(sheet, table)
    first = sheet.row + 1
    for row in table.rows:
        sheet.write(*_row(table, row, sheet.row + 1, live or {}, inputs), height=_height(table, row))
    last = sheet.row
    placed = Placed(sheet, table, head, first, last, None)
    if table.totals is None or not table.rows:
        return placed
    total = sheet.write(*(_total(placed, place, cell) for place, cell in enumerate(table.totals)))
    return Placed(sheet, table, head, first, last, total)


def _row(table: Table, row: tuple[Cell, ...], number: int, live: Live, inputs: tuple[str, ...]) -> list[Put]:
    puts = []
    for column, cell in zip(table.columns, row, strict=True):
        if column.key in live and not isinstance(cell, float) and cell is not None:
            figure = cell if isinstance(cell, int | str) else None
            puts.append(Put(Formula(live[column.key](number), figure), column.kind))
        else:
            style = column.kind if column.key not in inputs else f"{column.kind}_input"
            puts.append(Put(cell, style))
    return puts


def _height(table: Table, row: tuple[Cell, ...]) -> float | None:
    needed = [
        lines_height(cell, width - 1)
        for cell, width in zip(row, widths(table), strict=True)
        if isinstance(cell, str)
    ]
    tallest = max(needed, default=15)
    return min(tallest + 2, 400) if tallest > 15 else None


def _total(placed: Placed, place: int, cell: Cell) -> Put:
    column = placed.table.columns[place]
    style = f"{column.kind}_total"
    if column.kind == "money" and isinstance(cell, int):
        letter = get_column_letter(place + 1)
        return Put(Formula(f"SUM({letter}{placed.first}:{letter}{placed.last})", cell), style)
    return Put(cell, style)
