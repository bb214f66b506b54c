# SPDX-License-Identifier: Apache-2.0
"""One edit as text: the records it touched, before and after. Undo after a restart reads it back.

JSON: {"columns": {list: [names]}, "changes": [[list, id, id it follows, values before, values after], …]}, with the
values as in the tables; a single fact has its one JSON text in place of values. Naming the columns lets an edit made by
an older version be read by a newer one.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from planner.facts.case import LISTS, SINGLES, Change
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.store.rows import columns_of, from_row, single_text, single_value, to_row

Edits = tuple[Change, ...]
_HEAD, _BETWEEN, _FOOT = '{"columns":', ',"changes":[', "]}"
_DECODER = json.JSONDecoder()
_TYPES = {"TEXT": str, "INTEGER": int}


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of the history: its number from 1, when it was made, in what words, and whether it is taken back."""

    number: int
    at: str
    words: str
    undone: bool


def to_text(made: Iterable[Change]) -> str:
    """Write changes as JSON text."""
    cells = [_cells(change) for change in made]
    lists = {cell[0] for cell in cells if cell[0] in LISTS}
    columns = {name: [column.name for column in columns_of(LISTS[name])] for name in sorted(lists)}
    return f"{_HEAD}{_text(columns)}{_BETWEEN}{','.join(map(_text, cells))}{_FOOT}"


def _text(value: Any) -> str:
    """One piece: an edit of very many records written in one call would keep every other thread waiting."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cells(change: Change) -> list[Any]:
    sides = (change.before, change.after)
    if change.list_name in LISTS:
        values: list[Any] = [None if side is None else to_row(side) for side in sides]
    else:
        values = [None if side is None else single_text(change.list_name, side) for side in sides]
    return [change.list_name, change.record_id, change.follows, *values]


def from_text(text: str, where: str) -> Edits:
    """Read changes back; raises InputError naming `where`."""
    try:
        if not text.startswith(_HEAD):
            raise ValueError(text[:20])
        columns, at = _DECODER.raw_decode(text, len(_HEAD))
        readers = {name: _reader(name, names) for name, names in columns.items()}
        return tuple(_change(readers, *cells) for cells in _each(text, at))
    except (ValueError, TypeError, LookupError, RecursionError):
        raise InputError(
            where, N_("A step of the history cannot be read."), {}, N_("Earlier steps cannot be undone.")
        ) from None


def _each(text: str, at: int) -> Iterator[Any]:
    """Yield the changes behind the columns one by one, as they were written. Raises ValueError."""
    if not text.startswith(_BETWEEN, at):
        raise ValueError(at)
    at += len(_BETWEEN)
    if text[at:] == _FOOT:
        return
    while True:
        cells, at = _DECODER.raw_decode(text, at)
        yield cells
        if not text.startswith(",", at):
            break
        at += 1
    if text[at:] != _FOOT:
        raise ValueError(at)


def _change(
    readers: dict[str, Callable[[Any], Any]],
    list_name: str,
    record_id: str,
    follows: str | None,
    before: Any,
    after: Any,
) -> Change:
    if list_name in SINGLES:
        old, new = (None if value is None else single_value(list_name, value) for value in (before, after))
    else:
        read = readers[list_name]
        old, new = (None if value is None else read(value) for value in (before, after))
    return Change(list_name, record_id, old, new, follows)


def _reader(list_name: str, names: list[str]) -> Callable[[Any], Any]:
    """Return what reads the rows of a list that were written under these column names."""
    cls = LISTS[list_name]
    columns = columns_of(cls)
    types = [_TYPES[column.sql] for column in columns]
    places = [names.index(column.name) if column.name in names else -1 for column in columns]

    def read(values: list[Any]) -> Any:
        row = [values[place] if place >= 0 else None for place in places]
        if any(
            value is not None and not isinstance(value, kind) for value, kind in zip(row, types, strict=True)
        ):
            raise TypeError(list_name)
        return from_row(cls, row, list_name)

    return read


def joined(first: Edits, second: Edits) -> Edits | None:
    """Join two edits that only changed existing records into one; None where that is not so."""
    if any(_makes_or_drops(change) for change in (*first, *second)):
        return None
    found = {(change.list_name, change.record_id): change for change in first}
    for change in second:
        key = (change.list_name, change.record_id)
        found[key] = replace(found[key], after=change.after) if key in found else change
    return tuple(found.values())


def _makes_or_drops(change: Change) -> bool:
    return change.list_name in LISTS and (change.before is None or change.after is None)
