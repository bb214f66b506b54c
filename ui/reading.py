# SPDX-License-Identifier: Apache-2.0
"""Statement files on their way into the case: read, looked at, kept. All of it runs beside the window."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.facts.case import Case, StatementFile
from planner.facts.dates import Moment
from planner.facts.money import Fen
from planner.facts.problems import InputError

Source = Path | tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read: why, and what would help."""

    source: Source
    error: InputError
    locked: bool = False  # a password would open it
    unknown: bool = False  # a table whose columns the user can name


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What came of reading files."""

    statements: tuple[Any, ...] = ()  # Statement
    refused: tuple[Refused, ...] = ()
    originals: tuple[tuple[str, bytes], ...] = ()  # SHA-256 and bytes


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as the preview shows it; a rejected one has no amount and says why."""

    id: str
    row: int
    at: Moment | None
    kind: str | None
    amount: Fen | None
    party: str
    memo: str
    why: str
    had: bool = False  # the case has it already


@dataclass(frozen=True, slots=True)
class Looked:
    """A statement beside what keeping it would do."""

    statement: Any
    report: Any
    rows: tuple[SeenRow, ...]
    rejected: tuple[SeenRow, ...]


def read_files(
    sources: Sequence[Source], passwords: Sequence[str], kept_layouts: Sequence[Any]
) -> Generator[float, bool, ReadFiles | None]:
    """Read files one after another; a refused one does not stop the others. A job with progress."""
    statements: list[Any] = []
    refused: list[Refused] = []
    originals: dict[str, bytes] = {}
    for n, source in enumerate(sources):
        if (yield n / len(sources)):
            return None
        try:
            found, plain = _open(source, passwords, kept_layouts)
        except InputError as error:
            refused += _refused(source, error, passwords)
            continue
        statements += found
        originals |= plain
    return ReadFiles(tuple(statements), tuple(refused), tuple(originals.items()))


def _open(
    source: Source, passwords: Sequence[str], kept_layouts: Sequence[Any]
) -> tuple[tuple[Any, ...], Mapping[str, bytes]]:
    from planner.statements.importers import open_statements

    try:
        opened = open_statements(source, passwords)
        return opened.statements, opened.originals
    except InputError as error:
        if _is_unknown(error):
            for layout in kept_layouts:
                try:
                    return by_columns(source, layout, passwords)
                except InputError:
                    continue  # another layout may fit
        raise


def by_columns(
    source: Source, mapping: Any, passwords: Sequence[str] = ()
) -> tuple[tuple[Any, ...], Mapping[str, bytes]]:
    """Read a table by columns the user named, with the bytes it came from. Raises InputError."""
    from planner.statements.containers import unpack
    from planner.statements.mapped import read_mapped

    statements = read_mapped(source, mapping, passwords)
    wanted = {statement.sha256 for statement in statements}
    return statements, {
        sha256: content
        for _name, content in unpack(source, passwords)
        if (sha256 := _hash(content)) in wanted
    }


def _hash(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _is_unknown(error: InputError) -> bool:
    from planner.statements.importers import UNKNOWN

    return error.text == UNKNOWN or "columns" in error.values


def _refused(source: Source, error: InputError, passwords: Sequence[str]) -> list[Refused]:
    """Return what is to be said of a file; an unlocked one with an unknown table stands there unpacked, to be named."""
    from planner.statements.containers import NEED_PASSWORD, WRONG_PASSWORD, unpack

    unknown = _is_unknown(error)
    plain: Sequence[Source] = unpack(source, passwords) if unknown and passwords else (source,)
    locked = error.text in (NEED_PASSWORD, WRONG_PASSWORD)
    return [Refused(one, error, locked, unknown) for one in plain]


def look(case: Case, statements: Sequence[Any]) -> tuple[Case, Case, tuple[Looked, ...]]:
    """Return the case, the case as it would be with the statements kept, and each statement with what is new in it."""
    from planner.statements.keeping import keep

    made, looks = case, []
    for n, statement in enumerate(statements):
        before = len(made.flows)
        made, report = keep(made, statement)
        fresh = {flow.row for flow in made.flows[before:]}
        looks.append(Looked(statement, report, _rows(statement, n, fresh), _rejected(statement, n)))
    return case, made, tuple(looks)


def _rows(statement: Any, n: int, fresh: set[int | None]) -> tuple[SeenRow, ...]:
    return tuple(
        SeenRow(
            f"{n}-{e.row}",
            e.row,
            e.at,
            e.kind,
            e.amount,
            e.party,
            e.memo or e.category,
            e.why,
            e.row not in fresh,
        )
        for e in statement.entries
    )


def _rejected(statement: Any, n: int) -> tuple[SeenRow, ...]:
    return tuple(
        SeenRow(f"{n}-x{r.row}", r.row, None, None, None, " ".join(filter(None, r.cells)), "", r.why)
        for r in statement.rejected
    )


def read_again(
    case: Case, file: StatementFile, data: bytes, passwords: Sequence[str], kept_layouts: Sequence[Any]
) -> tuple[tuple[Looked, ...], tuple[Refused, ...]]:
    """Read a file of the case once more, each row held against what the case has; or say why it cannot be read."""
    source = (file.name or file.id, data)
    try:
        statements, _originals = _open(source, passwords, kept_layouts)
    except InputError as error:
        return (), tuple(_refused(source, error, passwords))
    return look(case, statements)[2], ()
