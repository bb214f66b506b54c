# SPDX-License-Identifier: Apache-2.0
"""The tables of a case file, version by version, and the way from each old version to the newest.

One STRICT table a list of facts; beside them `meta` (single facts, revision, digests), `blob` (bytes of papers and
statement files under their SHA-256, only ever added) and `history` (one row an edit, for undo).
"""

from collections.abc import Callable
from functools import cache

import apsw

from planner.store.rows import PLACE, Column, columns_of

APPLICATION_ID = 0x48755169  # "HuQi"
VERSION = 3  # of the tables; kept in user_version

OTHER_TABLES = {
    "meta": '"key" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL',
    "blob": '"sha256" TEXT PRIMARY KEY NOT NULL, "bytes" BLOB NOT NULL',
    "history": '"revision" INTEGER PRIMARY KEY NOT NULL, "at" TEXT NOT NULL, "words" TEXT NOT NULL, "patch" TEXT NOT NULL',
}

# Written down so that a changed record class shows as a difference here, and gets a migration. By rising name.
LIST_TABLES = {
    "debts": (
        '"accelerated_on" TEXT, "as_of" TEXT NOT NULL, "brand" TEXT, "claim" TEXT, '
        '"contract_date" TEXT, "contract_payment_fen" INTEGER, "creditor" TEXT NOT NULL, '
        '"deadline" TEXT, "disputed" INTEGER, "drawdowns" TEXT, "due_day" INTEGER, "fee_fen" INTEGER, '
        '"id" TEXT PRIMARY KEY NOT NULL, "interest_fen" INTEGER, "lender_class" TEXT NOT NULL, '
        '"menu" TEXT, "minimum" TEXT, "note" TEXT, "number" TEXT, "payments" TEXT, '
        '"penalty_fen" INTEGER, "place" REAL NOT NULL, "principal_fen" INTEGER NOT NULL, '
        '"priority" INTEGER, "shared_with" TEXT, "stage" TEXT, "terms" TEXT'
    ),
    "incomes": (
        '"amount_fen" INTEGER NOT NULL, "day" INTEGER, "every" TEXT NOT NULL, "from" TEXT, '
        '"id" TEXT PRIMARY KEY NOT NULL, "months" TEXT, "name" TEXT NOT NULL, "place" REAL NOT NULL, '
        '"to" TEXT'
    ),
    "expenses": (
        '"amount_fen" INTEGER NOT NULL, "day" INTEGER, "every" TEXT NOT NULL, "from" TEXT, '
        '"group" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "months" TEXT, "name" TEXT NOT NULL, '
        '"place" REAL NOT NULL, "reason" TEXT, "to" TEXT'
    ),
    "assets": (
        '"amount_fen" INTEGER NOT NULL, "available_from" TEXT, "id" TEXT PRIMARY KEY NOT NULL, '
        '"name" TEXT NOT NULL, "place" REAL NOT NULL, "use" TEXT'
    ),
    "accounts": (
        '"bank" TEXT, "holder" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "main" INTEGER, '
        '"place" REAL NOT NULL, "tail" TEXT'
    ),
    "files": (
        '"account" TEXT, "balance_chain" TEXT, "format" TEXT, "id" TEXT PRIMARY KEY NOT NULL, '
        '"name" TEXT, "period" TEXT, "place" REAL NOT NULL, "rows" INTEGER, "sha256" TEXT NOT NULL, '
        '"stated" TEXT'
    ),
    "flows": (
        '"account" TEXT, "amount_fen" INTEGER NOT NULL, "at" TEXT NOT NULL, "balance_fen" INTEGER, '
        '"category" TEXT, "debt" TEXT, "file" TEXT, "group" TEXT, "id" TEXT PRIMARY KEY NOT NULL, '
        '"kind" TEXT, "memo" TEXT, "method" TEXT, "order_no" TEXT, "party" TEXT, '
        '"place" REAL NOT NULL, "row" INTEGER, "status" TEXT, "why" TEXT, "word" TEXT'
    ),
    "links": (
        '"flows" TEXT NOT NULL, "id" TEXT PRIMARY KEY NOT NULL, "kind" TEXT NOT NULL, '
        '"place" REAL NOT NULL, "why" TEXT'
    ),
    "papers": (
        '"boxes" TEXT, "date" TEXT, "debt" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "kind" TEXT, "media" TEXT, '
        '"name" TEXT, "note" TEXT, "pages" INTEGER, "place" REAL NOT NULL, "sha256" TEXT NOT NULL'
    ),
    "proofs": (
        '"figure" TEXT NOT NULL, "id" TEXT PRIMARY KEY NOT NULL, "note" TEXT, "page" INTEGER, '
        '"place" REAL NOT NULL, "row" INTEGER, "source" TEXT NOT NULL, "value_fen" INTEGER'
    ),
    "notices": (
        '"checks" TEXT, "debt" TEXT, "fields" TEXT, "id" TEXT PRIMARY KEY NOT NULL, '
        '"place" REAL NOT NULL, "received" TEXT, "sender" TEXT, "text" TEXT'
    ),
    "contacts": (
        '"at" TEXT, "channel" TEXT, "debt" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "note" TEXT, '
        '"person" TEXT, "place" REAL NOT NULL, "promise" TEXT, "promise_by" TEXT, "promise_due" TEXT, '
        '"promise_kept" TEXT, "reference" TEXT'
    ),
    "offers": (
        '"by" TEXT NOT NULL, "date" TEXT, "debt" TEXT NOT NULL, "id" TEXT PRIMARY KEY NOT NULL, '
        '"place" REAL NOT NULL, "state" TEXT, "terms" TEXT'
    ),
    "agreements": (
        '"confirmed" INTEGER, "date" TEXT, "debt" TEXT NOT NULL, "id" TEXT PRIMARY KEY NOT NULL, '
        '"place" REAL NOT NULL, "terms" TEXT'
    ),
    "said": (
        '"debt" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "kind" TEXT NOT NULL, "place" REAL NOT NULL, '
        '"text" TEXT NOT NULL'
    ),
    "scenarios": (
        '"budget_fen" INTEGER, "id" TEXT PRIMARY KEY NOT NULL, "name" TEXT NOT NULL, "order" TEXT, '
        '"place" REAL NOT NULL, "shocks" TEXT, "strategy" TEXT, "terms" TEXT'
    ),
    "overrides": (
        '"id" TEXT PRIMARY KEY NOT NULL, "place" REAL NOT NULL, "rule_id" TEXT NOT NULL, '
        '"value" TEXT NOT NULL, "why" TEXT'
    ),
    "exports": (
        '"date" TEXT NOT NULL, "for" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "kind" TEXT NOT NULL, '
        '"place" REAL NOT NULL, "sha256" TEXT'
    ),
}

TABLES = {**LIST_TABLES, **OTHER_TABLES}

Migration = Callable[[apsw.Connection], None]


def _add_said(connection: apsw.Connection) -> None:
    """The person's own words in documents are kept with the case."""
    connection.execute(
        'CREATE TABLE "said" ("debt" TEXT, "id" TEXT PRIMARY KEY NOT NULL, "kind" TEXT NOT NULL, '
        '"place" REAL NOT NULL, "text" TEXT NOT NULL) STRICT'
    )


def _add_promises(connection: apsw.Connection) -> None:
    """What was promised in a talk is kept apart from what was said."""
    for name in ("promise", "promise_by", "promise_due", "promise_kept"):
        connection.execute(f'ALTER TABLE "contacts" ADD COLUMN "{name}" TEXT')


MIGRATIONS: tuple[Migration, ...] = (
    _add_said,
    _add_promises,
)  # MIGRATIONS[n - 1] leads from version n to n + 1


def table_of(cls: type) -> str:
    """Return the column definitions that a record class asks for, as SQL."""
    cells = [_definition(column) for column in columns_of(cls)]
    cells.append(f'"{PLACE}" REAL NOT NULL')
    return ", ".join(sorted(cells))


def _definition(column: Column) -> str:
    if column.name == "id":
        return '"id" TEXT PRIMARY KEY NOT NULL'
    return f'"{column.name}" {column.sql}{" NOT NULL" if column.required else ""}'


def make_tables(connection: apsw.Connection) -> None:
    """Create all tables of the newest version in an empty file and mark it as ours."""
    for name, definition in TABLES.items():
        connection.execute(f'CREATE TABLE "{name}" ({definition}) STRICT')
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", VERSION)


Shape = dict[str, frozenset[tuple[str, str, int, int]]]


def shape_of(connection: apsw.Connection) -> Shape:
    """Return what really stands in a file: per table its columns (name, type, not null, key); other things too."""
    found: Shape = {}
    things = list(
        connection.execute(
            "SELECT s.type, s.name, coalesce(t.strict, 0) FROM sqlite_schema s"
            " LEFT JOIN pragma_table_list t ON t.schema = 'main' AND t.name = s.name"
            " WHERE NOT (s.type = 'index' AND s.sql IS NULL)"
        )
    )
    for kind, name, strict in things:
        if kind != "table" or not strict:
            found[f"{kind} {name}"] = frozenset()
            continue
        columns = connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)', (name,))
        found[name] = frozenset(tuple(column) for column in columns)
    return found


def wanted_shape() -> Shape:
    """Return the shape that a file of the newest version has."""
    return _shape_made(tuple(TABLES.items()))


@cache
def _shape_made(tables: tuple[tuple[str, str], ...]) -> Shape:
    connection = apsw.Connection(":memory:")
    try:
        for name, definition in tables:
            connection.execute(f'CREATE TABLE "{name}" ({definition}) STRICT')
        return shape_of(connection)
    finally:
        connection.close()


def migrate(connection: apsw.Connection, version: int) -> None:
    """Lead a file from an older version to the newest, inside the caller's transaction."""
    for step in MIGRATIONS[version - 1 :]:
        step(connection)
    connection.pragma("user_version", VERSION)


def tables_in(connection: apsw.Connection) -> frozenset[str]:
    """Return our tables that stand in a file; one of an older version may lack some."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return frozenset(names & TABLES.keys())
