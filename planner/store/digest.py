# SPDX-License-Identifier: Apache-2.0
"""A digest for each table: the sum of the hashes of its rows, so that one edit costs one row.

SQLite's own checks pass over changed bits inside a value; this does not. It finds damage, not a forger.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import apsw

from planner.facts.case import LISTS
from planner.store.rows import PLACE
from planner.store.schema import OTHER_TABLES, tables_in

_SIZE = 1 << 256
KEY = "digest/"


def row_digest(row: tuple[Any, ...]) -> int:
    """Return the hash of one row, as a number."""
    return int.from_bytes(hashlib.sha256(repr(row).encode("utf-8")).digest(), "big")


class Digests:
    """The digests of all tables while a case is open."""

    def __init__(self, sums: dict[str, int]) -> None:
        self._sums = sums
        self._touched: set[str] = set()

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        """Count a row in."""
        self._sums[table] = (self._sums.get(table, 0) + row_digest(row)) % _SIZE
        self._touched.add(table)

    def drop(self, table: str, row: tuple[Any, ...]) -> None:
        """Count a row out."""
        self._sums[table] = (self._sums.get(table, 0) - row_digest(row)) % _SIZE
        self._touched.add(table)

    def set_sum(self, table: str, total: int) -> None:
        """State a table's digest."""
        self._sums[table] = total
        self._touched.add(table)

    def sum_of(self, table: str) -> int:
        """Return a table's digest."""
        return self._sums.get(table, 0)

    def sums(self) -> dict[str, int]:
        """Return all digests as they stand."""
        return dict(self._sums)

    def write(self, connection: apsw.Connection) -> None:
        """Write the digests that changed."""
        connection.executemany(
            "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            [(KEY + table, f"{self._sums[table]:064x}") for table in sorted(self._touched)],
        )
        self._touched.clear()


def stated(connection: apsw.Connection) -> dict[str, int]:
    """Return the digests that the file states."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key GLOB 'digest/*'")
    return {key.removeprefix(KEY): _number(value) for key, value in rows}


def _number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return -1


def counted(connection: apsw.Connection, table: str) -> int:
    """Return a table's digest from the rows that stand there; that of no rows where there is no such table."""
    total = 0
    if table not in tables_in(connection):
        return total  # a file of an older version
    for row in rows_of(connection, table):
        total += row_digest(row)
    return total % _SIZE


def rows_of(connection: apsw.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the form that is summed."""
    if table == "blob":
        yield from connection.execute("SELECT sha256, length(bytes) FROM blob")
    elif table == "meta":
        yield from connection.execute("SELECT key, value FROM meta WHERE key NOT GLOB 'digest/*'")
    elif table == "history":
        yield from connection.execute("SELECT revision, at, words, patch FROM history")
    else:
        names = ", ".join(f'"{name}"' for name in _columns(connection, table))
        yield from connection.execute(f'SELECT {names} FROM "{table}"')


def _columns(connection: apsw.Connection, table: str) -> list[str]:
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))]
    return [PLACE, *sorted(name for name in names if name != PLACE)]


def recount(connection: apsw.Connection) -> None:
    """State the digests anew, after a migration or a copy."""
    fresh = Digests({})
    for table in (*LISTS, *OTHER_TABLES):
        fresh.set_sum(table, counted(connection, table))
    fresh.write(connection)


def differing(connection: apsw.Connection) -> tuple[str, ...]:
    """Return the tables whose rows are not those that the file states."""
    said = stated(connection)
    return tuple(t for t in (*LISTS, *OTHER_TABLES) if counted(connection, t) != said.get(t, 0))
