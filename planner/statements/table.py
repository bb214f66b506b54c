# SPDX-License-Identifier: Apache-2.0
"""Finds the header of a statement by its column names, wherever it stands, and gives the columns by our own names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.facts.stopping import each
from planner.statements.cells import plain_header
from planner.statements.sheet import Sheet

HEAD = 120  # a header stands within so many rows
Names = Mapping[str, Sequence[str]]  # our name -> the header words it may have


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found. `where` tells which column holds which of our fields."""

    sheet: Sheet
    header: int  # row of the grid
    where: Mapping[str, int]

    def column(self, field: str) -> list[str]:
        """Return a field's cells below the header; empty texts where the file lacks the column."""
        if field not in self.where:
            return [""] * (self.sheet.height - self.header - 1)
        return self.sheet.columns[self.where[field]][self.header + 1 :]

    def rows(self, fields: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (line number, cells of the fields) for every row below the header."""
        cells = zip(*(self.column(field) for field in fields), strict=True)
        return enumerate(each(cells), start=self.header + 2)

    def around(self) -> list[str]:
        """Return the lines above the header and the last ones of the sheet: what the file says of itself."""
        foot = max(self.header + 1, self.sheet.height - 60)
        return [*self.sheet.text(0, self.header), *self.sheet.text(foot, self.sheet.height)]

    def head(self) -> list[str]:
        """Return the lines above the header."""
        return list(self.sheet.text(0, self.header))


def find_table(sheet: Sheet, needed: Names, optional: Names | None = None) -> Table | None:
    """Find the first row that holds every needed column name; None if there is none."""
    wanted = {word for words in needed.values() for word in words}
    for i in range(min(sheet.height, HEAD)):
        places = header_places(sheet, i)
        if not wanted & places.keys():
            continue
        where = _match(places, needed)
        if len(where) == len(needed):
            return Table(sheet, i, where | _match(places, optional or {}))
    return None


def header_places(sheet: Sheet, row: int) -> dict[str, int]:
    """Return the column of each name in a row; of names that stand twice the first."""
    places: dict[str, int] = {}
    for c, cell in enumerate(sheet.row(row)):
        if cell:
            places.setdefault(plain_header(cell), c)
    return places


def _match(places: Mapping[str, int], names: Names) -> dict[str, int]:
    found = {}
    for field, words in names.items():
        for word in words:
            if word in places:
                found[field] = places[word]
                break
    return found


def missing(sheet: Sheet, needed: Names) -> list[str]:
    """Return the needed column names that the likeliest header row lacks; all of them where there is no such row."""
    best: list[str] = [words[0] for words in needed.values()]
    for i in range(min(sheet.height, HEAD)):
        places = header_places(sheet, i)
        lacking = [words[0] for words in needed.values() if not any(word in places for word in words)]
        if len(lacking) < len(best):
            best = lacking
    return best
