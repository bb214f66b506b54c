# SPDX-License-Identifier: Apache-2.0
"""Records in and out of their tables: read whole lists, write only what changed, keep the order of each list."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Any

import apsw

from planner.facts.case import LISTS, SINGLES, Case, Change
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.store.digest import Digests
from planner.store.rows import PLACE, columns_of, from_row, single_text, single_value, singles_of, to_row


@cache
def _names(table: str) -> str:
    return ", ".join(f'"{name}"' for name in (PLACE, *(column.name for column in columns_of(LISTS[table]))))


@cache
def _insert(table: str) -> str:
    marks = ", ".join("?" * (len(columns_of(LISTS[table])) + 1))
    return f'INSERT INTO "{table}" ({_names(table)}) VALUES ({marks})'


def set_meta(connection: apsw.Connection, digests: Digests, key: str, value: str | None) -> None:
    """Write one row of `meta`, or take it away."""
    old = connection.execute("SELECT key, value FROM meta WHERE key = ?", (key,)).fetchone()
    if old is not None:
        digests.drop("meta", old)
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))
    if value is not None:
        connection.execute("INSERT INTO meta(key, value) VALUES (?, ?)", (key, value))
        digests.add("meta", (key, value))


def get_meta(connection: apsw.Connection, key: str) -> str | None:
    """Read one row of `meta`."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def write_case(connection: apsw.Connection, digests: Digests, case: Case) -> None:
    """Write a whole case into empty tables."""
    for name, text in singles_of(case):
        set_meta(connection, digests, name, text)
    for table in LISTS:
        _add(connection, digests, table, getattr(case, table), range(1, len(getattr(case, table)) + 1))


def read_case(connection: apsw.Connection) -> tuple[Case, dict[str, int]]:
    """Read the whole case, and the digest of each list as it was read. Raises InputError."""
    values: dict[str, Any] = {}
    for name in SINGLES:
        text = get_meta(connection, name)
        if text is not None:
            values[name] = single_value(name, text)
    if "first_month" not in values:
        raise InputError(
            "meta", N_("The key “{key}” is missing."), {"key": "first_month"}, N_("Restore a backup.")
        )
    sums: dict[str, int] = {}
    for table, cls in LISTS.items():
        counted = Digests({table: 0})
        records = []
        for row in connection.execute(f'SELECT {_names(table)} FROM "{table}" ORDER BY {PLACE}, id'):
            counted.add(table, row)
            records.append(from_row(cls, row[1:], table))
        values[table] = tuple(records)
        sums[table] = counted.sum_of(table)
    return Case(**values), sums


def write_changes(connection: apsw.Connection, digests: Digests, made: Iterable[Change]) -> None:
    """Write changes: what goes, what is replaced, then what comes, each in its place."""
    by_list: dict[str, list[Change]] = {}
    for change in made:
        if change.list_name in LISTS:
            by_list.setdefault(change.list_name, []).append(change)
        else:
            text = None if change.after is None else single_text(change.list_name, change.after)
            set_meta(connection, digests, change.list_name, text)
    for table, some in by_list.items():
        for change in some:
            if change.after is None:
                _remove(connection, digests, table, change.record_id)
        for change in some:
            if change.before is not None and change.after is not None:
                old = _remove(connection, digests, table, change.record_id)
                _add(connection, digests, table, [change.after], [old[0]])
        _insert_all(connection, digests, table, [change for change in some if change.before is None])


def _remove(connection: apsw.Connection, digests: Digests, table: str, record_id: str) -> Sequence[Any]:
    row = connection.execute(f'SELECT {_names(table)} FROM "{table}" WHERE id = ?', (record_id,)).fetchone()
    if row is None:
        raise InputError(
            f"{table}/{record_id}",
            N_("The file does not hold what is to be changed."),
            {},
            N_("Restore a backup."),
        )
    digests.drop(table, row)
    connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (record_id,))
    return tuple(row)


def _add(
    connection: apsw.Connection, digests: Digests, table: str, records: Sequence[Any], places: Iterable[float]
) -> None:
    rows = [(float(place), *to_row(record)) for place, record in zip(places, records, strict=True)]
    connection.executemany(_insert(table), rows)
    for row in rows:
        digests.add(table, row)


def _insert_all(connection: apsw.Connection, digests: Digests, table: str, new: Sequence[Change]) -> None:
    """Insert runs of records that follow each other behind the record that the first of the run follows."""
    run: list[Change] = []
    for change in chain(new, [None]):
        if run and (change is None or change.follows != run[-1].record_id):
            places = _places(connection, digests, table, run[0].follows, len(run))
            _add(connection, digests, table, [one.after for one in run], places)
            run = []
        if change is not None:
            run.append(change)


def _places(
    connection: apsw.Connection, digests: Digests, table: str, follows: str | None, count: int
) -> list[float]:
    low, high = _gap(connection, table, follows)
    places = _between(low, high, count)
    rising = all(a < b for a, b in pairwise(places))
    if rising and (low is None or low < places[0]) and (high is None or places[-1] < high):
        return places
    _renumber(connection, digests, table)
    return _between(*_gap(connection, table, follows), count)


def _gap(connection: apsw.Connection, table: str, follows: str | None) -> tuple[float | None, float | None]:
    if follows is None:
        (high,) = connection.execute(f'SELECT min({PLACE}) FROM "{table}"').fetchone() or (None,)
        return None, high
    found = connection.execute(f'SELECT {PLACE} FROM "{table}" WHERE id = ?', (follows,)).fetchone()
    if found is None:
        raise LookupError(f"{table}: no such record to follow")
    (low,) = found
    (high,) = connection.execute(
        f'SELECT min({PLACE}) FROM "{table}" WHERE {PLACE} > ?', (low,)
    ).fetchone() or (None,)
    return low, high


def _between(low: float | None, high: float | None, count: int) -> list[float]:
    if low is None:
        start = 0.0 if high is None else high - count - 1
        return [start + i + 1 for i in range(count)]
    if high is None:
        return [low + i + 1 for i in range(count)]
    step = (high - low) / (count + 1)
    return [low + step * (i + 1) for i in range(count)]


def _renumber(connection: apsw.Connection, digests: Digests, table: str) -> None:
    """Give the rows of a list whole places again, where there is no room left between two."""
    rows = connection.execute(f'SELECT {_names(table)} FROM "{table}" ORDER BY {PLACE}, id').fetchall()
    connection.execute(f'DELETE FROM "{table}"')
    fresh = [(float(place), *row[1:]) for place, row in enumerate(rows, 1)]
    connection.executemany(_insert(table), fresh)
    for old, new in zip(rows, fresh, strict=True):
        digests.drop(table, old)
        digests.add(table, new)
