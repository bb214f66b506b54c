# SPDX-License-Identifier: Apache-2.0
"""New case files: a fresh one, and a copy of an open one, with another password or without its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from planner.facts.case import LISTS, Case
from planner.store import schema
from planner.store.connection import FAILURES, damaged, guard, is_encrypted, refusal, set_key
from planner.store.digest import Digests, differing, recount
from planner.store.files import new_file
from planner.store.lock import Lock
from planner.store.tables import set_meta, write_case

SAME_KEY = "\0same"  # the copy is locked as the file itself is


def make_file(path: Path, case: Case, password: str | None, force: bool) -> None:
    """Write a new case file, whole or not at all. Raises InputError."""
    try:
        with _free(path, force), new_file(path, force) as draft:
            connection = _fresh(draft, password)
            try:
                with connection:
                    schema.make_tables(connection)
                    digests = Digests({})
                    set_meta(connection, digests, "revision", "1")
                    set_meta(connection, digests, "position", "0")
                    write_case(connection, digests, case)
                    recount(connection)
            finally:
                connection.close()
            _must_be_locked(draft, password)
    except FAILURES as error:
        raise refusal(path, error) from error


def copy_file(
    source: apsw.Connection,
    path: Path,
    clean: bool,
    password: str | None,
    own: str | None,
    force: bool = False,
) -> None:
    """Copy an open case to a new file. `own` is the password of the source. Raises InputError."""
    key = own if password == SAME_KEY else password or None
    try:
        if source.pragma("application_id") != schema.APPLICATION_ID or differing(source):
            raise damaged(path)  # a copy of a damaged case would look sound
        with _free(path, force), new_file(path, force) as draft:
            if key == own and not clean:
                source.execute("VACUUM INTO ?", (str(draft),))
            else:
                _copy_rows(source, draft, key, clean)
            _must_be_locked(draft, key)
    except FAILURES as error:
        raise refusal(path, error) from error


@contextmanager
def _free(path: Path, force: bool) -> Iterator[None]:
    """Hold the lock of a case that is to be replaced; raises InUse where another window has it open."""
    if not (force and path.exists()):
        yield
        return
    lock = Lock.take(path)
    try:
        yield
    finally:
        lock.release()


def _fresh(draft: Path, password: str | None) -> apsw.Connection:
    connection = apsw.Connection(str(draft), flags=apsw.SQLITE_OPEN_READWRITE)
    if password:
        set_key(connection, password)
    guard(connection)
    return connection


def _must_be_locked(draft: Path, password: str | None) -> None:
    if password and not is_encrypted(draft):
        raise RuntimeError("a case with a password would have been written in the clear")


def _copy_rows(source: apsw.Connection, draft: Path, password: str | None, clean: bool) -> None:
    connection = _fresh(draft, password)
    try:
        with source, connection:
            schema.make_tables(connection)
            for table in schema.TABLES:
                if not (clean and table == "history"):
                    _copy_table(source, connection, table, clean)
            if clean:
                connection.execute("UPDATE meta SET value = '0' WHERE key = 'position'")
                connection.execute("DELETE FROM meta WHERE key = 'writer'")
            recount(connection)
    finally:
        connection.close()


def _copy_table(source: apsw.Connection, target: apsw.Connection, table: str, clean: bool) -> None:
    names = [name for (name,) in source.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    which = _USED if clean and table == "blob" else ""
    target.executemany(
        f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
        source.execute(f'SELECT {columns} FROM "{table}"{which}'),
    )


_HASHED = tuple(name for name, cls in LISTS.items() if "sha256" in cls.__annotations__)
_USED = " WHERE sha256 IN (" + " UNION ".join(f'SELECT sha256 FROM "{name}"' for name in _HASHED) + ")"
