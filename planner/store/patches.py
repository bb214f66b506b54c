# SPDX-License-Identifier: Apache-2.0
"""One edit as text: the records it touched, before and after. Undo after a restart reads it back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from planner.facts.case import LISTS, SINGLES, Change
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.records import from_json, to_json
from planner.store.rows import single_text, single_value

Edits = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of the history: its number from 1, when it was made, in what words, and whether it is taken back."""

    number: int
    at: str
    words: str
    undone: bool


def to_text(made: Iterable[Change]) -> str:
    """Write changes as JSON text: [list, id, follows, before, after] each."""
    return json.dumps([_cells(change) for change in made], ensure_ascii=False, separators=(",", ":"))


def _cells(change: Change) -> list[Any]:
    if change.list_name in LISTS:
        before, after = to_json(change.before), to_json(change.after)
    else:
        before = json.loads(single_text(change.list_name, change.before))
        after = json.loads(single_text(change.list_name, change.after))
    return [change.list_name, change.record_id, change.follows, before, after]


def from_text(text: str, where: str) -> Edits:
    """Read changes back; raises InputError naming `where`."""
    try:
        cells = json.loads(text)
        return tuple(_change(*cell) for cell in cells)
    except (ValueError, TypeError, RecursionError):
        raise InputError(
            where, N_("A step of the history cannot be read."), {}, N_("Earlier steps cannot be undone.")
        ) from None


def _change(list_name: str, record_id: str, follows: str | None, before: Any, after: Any) -> Change:
    if list_name in SINGLES:
        old, new = (single_value(list_name, json.dumps(value)) for value in (before, after))
        return Change(list_name, record_id, old, new, follows)
    cls = LISTS.get(list_name)
    if cls is None:
        raise ValueError(list_name)
    old, new = (None if value is None else from_json(cls, value) for value in (before, after))
    return Change(list_name, record_id, old, new, follows)


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
