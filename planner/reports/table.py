# SPDX-License-Identifier: Apache-2.0
"""What a table is: columns, rows and totals as one plain value, for screen, spreadsheet and paper alike.

Headings are English msgids, put into words where they are shown; words inside cells are
already in the language spoken when the table was made. Nothing is calculated here that the engine knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.money import format_rate, format_yuan

Kind = Literal["text", "money", "date", "month", "rate", "count"]
Cell = str | int | Decimal | date | Month | None
UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is a hint in Latin characters; a `named` heading is a name and is not translated."""

    key: str
    heading: str
    kind: Kind = "text"
    width: int = 12
    named: bool = False

    def words(self) -> str:
        """The heading in the language now spoken."""
        return self.heading if self.named else _(self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of plain cells under columns; money in fen, a rate as a decimal fraction, None where unknown.

    `ids` names the record behind each row, or is empty. `totals` has one cell a column, or is None.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    ids: tuple[str, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)

    def heading(self) -> str:
        """The title in the language now spoken."""
        return _(self.title).format(**self.values) if self.values else _(self.title)

    def place(self, key: str) -> int:
        """The place of a column, from 0."""
        return next(i for i, column in enumerate(self.columns) if column.key == key)

    def column(self, key: str) -> tuple[Cell, ...]:
        """All cells of one column."""
        place = self.place(key)
        return tuple(row[place] for row in self.rows)


def cell_text(cell: Cell, kind: Kind) -> str:
    """Write a cell for people: `1,234.50`, `2026-04`, `18.25%`, `—` where unknown."""
    if cell is None:
        return UNKNOWN
    if kind == "money" and isinstance(cell, int):
        return format_yuan(cell)
    if kind == "rate" and isinstance(cell, Decimal):
        return format_rate(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return str(cell)


def wide(text: str) -> int:
    """How many Latin characters wide a text is, about."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def summed(columns: Iterable[Column], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Cell, ...]:
    """The row of totals: money columns added up, unknown amounts as nothing, the word for it in front."""
    totals: list[Cell] = []
    for place, column in enumerate(columns):
        if column.kind == "money":
            totals.append(sum(cell for row in rows if isinstance(cell := row[place], int)))
        else:
            totals.append("" if totals else _("Total"))
    return tuple(totals)
