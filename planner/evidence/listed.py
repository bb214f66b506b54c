# SPDX-License-Identifier: Apache-2.0
"""Holds a bundle against its own evidence spreadsheet: the files it lists, their hashes, and how many rows they have."""

import re
from collections import Counter
from dataclasses import dataclass, field

from planner.evidence.arranging import FINISHED, SECTIONS
from planner.evidence.container import UnreadableError
from planner.evidence.verifying import Bag
from planner.facts.language import LANGUAGES, N_, _, speaking
from planner.facts.problems import InputError
from planner.statements.importers import read
from planner.statements.sheet import Sheet, open_sheets

# The headings of the spreadsheet's columns, as it writes them.
PLACE = N_("Place in the bundle")
HASH = N_("SHA-256")
ROWS = N_("Rows in the file")
FOUND = N_("Rows in this book")
FLOW_HASH = N_("SHA-256 of the file")
_HEAD_ROWS = 10  # the headings stand above this row
_MOST = 300_000_000


@dataclass(slots=True)
class Listed:
    """What the spreadsheet says: hashes by place, rows of each statement file by hash, rows it shows by hash."""

    hashes: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # hash of a statement file -> place
    rows: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    flows: Counter[str] = field(default_factory=Counter)


def compare_with_spreadsheet(bag: Bag) -> None:
    """Note where payload and spreadsheet tell different things; a bundle without a spreadsheet is left alone."""
    book = next((f"data/{name}" for name in FINISHED["evidence"] if f"data/{name}" in bag.sizes), None)
    if book is None or any(one.path == book for one in bag.findings):
        return
    try:
        listed = _listed(open_sheets(_bytes(bag, book)))
    except (InputError, UnreadableError):
        bag.found(book, "changed")
        return
    if not listed.hashes:
        bag.warn(
            N_("The lists in {name} are not of a form known here, so they were not compared."), name=book
        )
        return
    _compare_files(bag, listed)
    if listed.found != listed.flows:
        bag.found(book, "changed")
    _compare_rows(bag, listed, book)


def _bytes(bag: Bag, name: str) -> bytes:
    if bag.sizes[name] > _MOST:
        raise UnreadableError(name)
    return b"".join(bag.container.pieces(bag.root + name))


def _listed(sheets: tuple[Sheet, ...]) -> Listed:
    listed = Listed()
    for sheet in sheets:
        top, heads = _heads(sheet)
        if PLACE in heads and HASH in heads:
            _take_files(listed, sheet, top, heads)
        elif FLOW_HASH in heads:
            column = sheet.columns[heads[FLOW_HASH]]
            listed.flows.update(cell for cell in column[top + 1 :] if re.fullmatch(r"[0-9a-f]{64}", cell))
    return listed


def _heads(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and the column of each, whatever language the spreadsheet speaks."""
    wanted: dict[str, str] = {}
    for code in LANGUAGES:
        with speaking(code):
            wanted |= {_(message): message for message in (PLACE, HASH, ROWS, FOUND, FLOW_HASH)}
    for row in range(min(_HEAD_ROWS, sheet.height)):
        heads = {wanted[cell]: n for n, cell in enumerate(sheet.row(row)) if cell in wanted}
        if HASH in heads or FLOW_HASH in heads:
            return row, heads
    return 0, {}


def _take_files(listed: Listed, sheet: Sheet, top: int, heads: dict[str, int]) -> None:
    for n in range(top + 1, sheet.height):
        cells = sheet.row(n)
        place, sha256 = cells[heads[PLACE]], cells[heads[HASH]]
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            continue  # the words of an empty table
        if place:
            listed.hashes.setdefault(f"data/{place}", set()).add(sha256)
        if ROWS in heads and FOUND in heads:
            listed.places[sha256] = f"data/{place}" if place else ""
            listed.rows[sha256] += _number(cells[heads[ROWS]])
            if _number(cells[heads[FOUND]]):
                listed.found[sha256] += _number(cells[heads[FOUND]])


def _number(cell: str) -> int:
    return int(cell) if re.fullmatch(r"\d{1,9}", cell) else 0


def _compare_files(bag: Bag, listed: Listed) -> None:
    told = {one.path for one in bag.findings}
    for place, hashes in sorted(listed.hashes.items()):
        if place in told:
            continue
        if place not in bag.sizes:
            bag.found(place, "missing")
        elif bag.hashes[place].get("sha256") not in hashes:
            bag.found(place, "changed")
    folders = tuple(f"data/{name}/" for names in SECTIONS.values() for name in names)
    for name in sorted(bag.sizes):
        if name.startswith(folders) and name not in listed.hashes and name not in told:
            bag.found(name, "unlisted")


def _compare_rows(bag: Bag, listed: Listed, book: str) -> None:
    """Read the statement files again and count: a row left out of the spreadsheet shows here."""
    for sha256, place in sorted(listed.places.items()):
        if place not in bag.sizes or bag.hashes[place].get("sha256") != sha256:
            continue
        try:
            count = sum(len(statement.entries) for statement in read((place, _bytes(bag, place))))
        except (InputError, UnreadableError):
            bag.warn(N_("{name} could not be read again, so its rows were not counted."), name=place)
            continue
        if count != listed.rows[sha256]:
            bag.found(book, "changed")
