# SPDX-License-Identifier: Apache-2.0
"""How one record of a case becomes one row of its table, and back, exactly.

The columns are the JSON keys of the record: money in whole fen as `…_fen`, days and rates as text, anything that has
parts of its own as JSON text. An unknown fact is NULL.
"""

import json
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from planner.facts.case import SINGLES, Case
from planner.facts.dates import Month, moment_text, parse_date, parse_moment, parse_when
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.records import FieldKind, _read, fields_of, to_json

PLACE = "place"  # where the record stands in its list


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and SQL type, the field it keeps, and how the value goes in and out (None: as it is)."""

    name: str
    sql: str
    required: bool
    field: str
    default: Any
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


def _json_text(hint: Any) -> Callable[[Any], Any]:
    def write(value: Any) -> str:
        return json.dumps(to_json(value, hint), ensure_ascii=False, separators=(",", ":"))

    return write


def _json_value(hint: Any) -> Callable[[Any], Any]:
    def read(text: str) -> Any:
        try:
            return _read(hint, json.loads(text), "")
        except (json.JSONDecodeError, RecursionError):
            raise _unfit(text) from None

    return read


def _one_of(words: frozenset[str]) -> Callable[[Any], Any]:
    def read(word: str) -> str:
        if word not in words:
            raise _unfit(word)
        return word

    return read


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _unfit(text) from None
    if not number.is_finite():
        raise _unfit(text)
    return number


def _bit(value: int) -> bool:
    if value not in (0, 1):
        raise _unfit(str(value))
    return value == 1


def _unfit(text: str) -> InputError:
    return InputError("", N_("“{value}” does not fit."), {"value": text[:40]}, N_("Restore a backup."))


def _plain(hint: Any) -> tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any] | None] | None:
    """Return SQL type, writer and reader of a hint that is one plain value; None where it has parts."""
    origin = get_origin(hint)
    if origin is Annotated:
        fen = hint.__metadata__[0] == "fen"
        return ("INTEGER", None, None) if fen else ("TEXT", lambda rate: format(rate, "f"), _decimal)
    if origin is Literal:
        return "TEXT", None, _one_of(frozenset(get_args(hint)))
    if origin in (Union, types.UnionType):
        options = set(get_args(hint))
        if options == {date, datetime}:
            return "TEXT", moment_text, parse_moment
        return ("TEXT", str, parse_when) if options == {date, Month} else None
    return _SIMPLE.get(hint)


_SIMPLE: dict[Any, tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any] | None]] = {
    str: ("TEXT", None, None),
    int: ("INTEGER", None, None),
    bool: ("INTEGER", int, _bit),
    date: ("TEXT", date.isoformat, parse_date),
    Month: ("TEXT", str, Month.parse),
}


def is_money(hint: Any) -> bool:
    """Say whether a field holds whole fen."""
    return get_origin(hint) is Annotated and hint.__metadata__[0] == "fen"


def _column(kind: FieldKind) -> Column:
    name = f"{kind.key}_fen" if is_money(kind.hint) else kind.key
    sql, write, read = _plain(kind.hint) or ("TEXT", _json_text(kind.hint), _json_value(kind.hint))
    return Column(name, sql, kind.required, kind.name, kind.default, write, read)


@cache
def columns_of(cls: type) -> tuple[Column, ...]:
    """Return the columns of a record class by rising name, the order in which rows are read, written and summed."""
    return tuple(sorted((_column(kind) for kind in fields_of(cls)), key=lambda column: column.name))


def to_row(record: Any) -> tuple[Any, ...]:
    """Return the record's values in the order of `columns_of`."""
    cells = []
    cls: type = type(record)
    for column in columns_of(cls):
        value = getattr(record, column.field)
        cells.append(value if value is None or column.write is None else column.write(value))
    return tuple(cells)


def from_row(cls: type, row: Sequence[Any], where: str) -> Any:
    """Build the record from values in the order of `columns_of`; what does not fit is refused (InputError)."""
    values: dict[str, Any] = {}
    for column, raw in zip(columns_of(cls), row, strict=True):
        if raw is None:
            if column.required:
                raise InputError(
                    f"{where}/{column.name}", N_("A value is missing."), {}, N_("Restore a backup.")
                )
            values[column.field] = column.default
        elif column.read is None:
            values[column.field] = raw
        else:
            try:
                values[column.field] = column.read(raw)
            except InputError as refused:
                raise refused.within(f"{where}/{column.name}") from None
    return cls(**values)


def single_text(name: str, value: Any) -> str:
    """Return a single fact of the case (label, first month, borrower …) as JSON text."""
    return json.dumps(to_json(value, _single_hints()[name]), ensure_ascii=False, separators=(",", ":"))


def single_value(name: str, text: str) -> Any:
    """Read a single fact back from its JSON text; raises InputError."""
    value = json.loads(text)
    return None if value is None else _read(_single_hints()[name], value, name)


@cache
def _single_hints() -> dict[str, Any]:
    return {kind.name: kind.hint for kind in fields_of(Case) if kind.name in SINGLES}


def singles_of(case: Case) -> Iterator[tuple[str, str]]:
    """Yield name and JSON text of the single facts that are known."""
    for name in SINGLES:
        value = getattr(case, name)
        if value is not None:
            yield name, single_text(name, value)
