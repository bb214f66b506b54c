# SPDX-License-Identifier: Apache-2.0
"""The edits of a case and their history: each kept with what it changed, so that undo also works after a restart."""

from collections.abc import Sequence
from datetime import datetime

from planner.facts.case import Change, reversed_
from planner.store.connection import FAILURES, damaged, refusal
from planner.store.patches import Edit, from_text, joined, to_text
from planner.store.tables import get_meta, set_meta, write_changes
from planner.store.transactions import Transactions

_ROW = "SELECT revision, at, words, patch FROM history"


def position(on: Transactions) -> int:
    """Return the number of the last edit that stands; 0 for none."""
    return int(get_meta(on.connection, "position") or 0)


def history(on: Transactions) -> tuple[Edit, ...]:
    """Return all edits in their order, those taken back too. Raises InputError."""
    try:
        now = position(on)
        rows = on.connection.execute("SELECT revision, at, words FROM history ORDER BY revision")
        return tuple(Edit(number, at, words, number > now) for number, at, words in rows)
    except FAILURES as error:
        raise refusal(on.path, error) from error


def patch(on: Transactions, number: int) -> tuple[Change, ...]:
    """Return what edit `number` changed. Raises InputError."""
    try:
        row = on.connection.execute("SELECT patch FROM history WHERE revision = ?", (number,)).fetchone()
    except FAILURES as error:
        raise refusal(on.path, error) from error
    if row is None:
        raise damaged(on.path)
    return from_text(row[0], on.path.name)


def save(on: Transactions, made: Sequence[Change], words: str, at: datetime, merge: bool) -> None:
    """Keep one edit: the changed records and its row of history, in one transaction."""
    with on.writing():
        last = position(on)
        _drop_after(on, last)
        earlier = patch(on, last) if merge and last else None
        whole = joined(earlier, tuple(made)) if earlier is not None else None
        write_changes(on.connection, on.digests, made)
        if whole is not None:
            _drop_after(on, last - 1)
            _add(on, last, at, words, whole)
        else:
            _add(on, last + 1, at, words, made)
            _set_position(on, last + 1)


def undo(on: Transactions) -> tuple[Change, ...]:
    """Take the last edit back; returns what changed, nothing where no edit is left."""
    last = position(on)
    if last == 0:
        return ()
    back = reversed_(patch(on, last))
    _move(on, back, last - 1)
    return back


def redo(on: Transactions) -> tuple[Change, ...]:
    """Make the edit again that was taken back last; returns what changed."""
    following = position(on) + 1
    if not on.connection.execute("SELECT 1 FROM history WHERE revision = ?", (following,)).fetchone():
        return ()
    made = patch(on, following)
    _move(on, made, following)
    return made


def _move(on: Transactions, made: Sequence[Change], to: int) -> None:
    with on.writing():
        write_changes(on.connection, on.digests, made)
        _set_position(on, to)


def _set_position(on: Transactions, to: int) -> None:
    set_meta(on.connection, on.digests, "position", str(to))


def _add(on: Transactions, number: int, at: datetime, words: str, made: Sequence[Change]) -> None:
    row = (number, at.isoformat(" ", "seconds"), words, to_text(made))
    on.connection.execute("INSERT INTO history(revision, at, words, patch) VALUES (?, ?, ?, ?)", row)
    on.digests.add("history", row)


def _drop_after(on: Transactions, last: int) -> None:
    for row in on.connection.execute(f"{_ROW} WHERE revision > ?", (last,)).fetchall():
        on.digests.drop("history", row)
    on.connection.execute("DELETE FROM history WHERE revision > ?", (last,))
