# SPDX-License-Identifier: Apache-2.0
"""A newer rule pack from a file: read, checked against the rules in use, told as differences, taken into a case.

A pack is one JSON file with lists of rows by table (`rules`, `lpr`, `holidays`, `routes` …), or a zip of files named as
those of the program's own rules, or one of those CSV files alone. What is taken in travels in the case as overrides, so
that the same case gives the same figures everywhere, and so that taking it in is one edit that can be undone.
"""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from planner.facts.case import Case, Override, new_id
from planner.facts.dates import parse_date
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.rulebook import HOLIDAYS, PACK, PACKED, RuleBook, packed_row, typed_figure, with_row
from planner.facts.rulerows import Figure, Rule

MOST_BYTES = 4_000_000
MARKS = ("huanqing_rules", "as_of", "source")  # keys of a JSON pack beside its tables


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """One row of a pack that differs from the rules in use: its key in the case, both rows, and what differs.

    `old` is None for a row that is new. `differs` holds (field, before, after) as they would be written.
    """

    table: str
    key: str
    old: Any
    new: Any
    text: str  # the JSON of the row, or the word of a holiday
    differs: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack that fits: what it changes, how many rows are the same or older than those in use, what it cannot bring."""

    name: str
    as_of: dt.date | None
    changes: tuple[PackChange, ...]
    same: int
    older: int
    doubtful: tuple[str, ...]  # ids of doubtful rows that would take the place of sure ones: never taken
    left_out: tuple[str, ...]


def read_pack(name: str, data: bytes, book: RuleBook) -> Pack:
    """Read a pack and hold it against the rules in use. Raises InputError naming the row that does not fit, or where
    nothing in it is newer.
    """
    tables, left_out = _tables(name, data)
    changes: list[PackChange] = []
    same = older = 0
    doubtful: list[str] = []
    checked, newest = book, None
    for table, rows in tables.items():
        for number, row in enumerate(rows):
            where = f"{name}: {table}/{row.get('id', number + 1) if isinstance(row, dict) else number + 1}"
            change = _day(row, book, where) if table == HOLIDAYS else _row(table, row, book, where)
            if change.old is not None and not change.differs:
                same += 1
            elif _is_older(change):
                older += 1
            elif table == "rules" and _unsettles(change.new, book):
                doubtful.append(change.new.id)
            else:
                changes.append(change)
                if table != HOLIDAYS:
                    checked = with_row(checked, table, change.new)
                    day = getattr(change.new, "as_of", None)
                    newest = max(newest or day, day) if day else newest
    _check_names(name, checked)
    if not changes:
        raise InputError(
            name,
            N_("Nothing in this pack is newer than the rules in use."),
            {},
            N_("Keep the rules as they are."),
        )
    return Pack(
        name=name,
        as_of=newest,
        changes=tuple(changes),
        same=same,
        older=older,
        doubtful=tuple(doubtful),
        left_out=tuple(left_out),
    )


# ---------------------------------------------------------------- opening the file


def _tables(name: str, data: bytes) -> tuple[dict[str, list[Any]], list[str]]:
    if len(data) > MOST_BYTES:
        raise _refused(name, N_("This is too large for a rule pack."))
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _from_zip(name, data)
    stem, _dot, kind = name.rpartition("/")[2].rpartition(".")
    text = _text(name, data)
    if kind == "csv" and stem in ("lpr", HOLIDAYS):
        return {stem: _csv(text)}, []
    return _from_json(name, _json(name, text), stem)


def _from_json(name: str, found: Any, stem: str) -> tuple[dict[str, list[Any]], list[str]]:
    if isinstance(found, list) and stem in PACKED:
        return {stem: found}, []
    if not isinstance(found, dict):
        raise _refused(name, N_("This is no rule pack."))
    known = {key: rows for key, rows in found.items() if key in PACKED or key == HOLIDAYS}
    if not known or not all(isinstance(rows, list) for rows in known.values()):
        raise _refused(name, N_("This is no rule pack."))
    return known, [key for key in found if key not in known and key not in MARKS]


def _from_zip(name: str, data: bytes) -> tuple[dict[str, list[Any]], list[str]]:
    tables: dict[str, list[Any]] = {}
    left_out, room = [], MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                stem, _dot, kind = info.filename.rpartition("/")[2].rpartition(".")
                room -= info.file_size
                if room < 0:
                    raise _refused(name, N_("This is too large for a rule pack."))
                if info.is_dir():
                    continue
                if stem in PACKED and kind == "json":
                    tables[stem] = _json(info.filename, _text(name, archive.read(info)))
                elif stem in ("lpr", HOLIDAYS) and kind == "csv":
                    tables[stem] = _csv(_text(name, archive.read(info)))
                else:
                    left_out.append(info.filename)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _refused(name, N_("This is no rule pack.")) from error
    if not tables or not all(isinstance(rows, list) for rows in tables.values()):
        raise _refused(name, N_("This is no rule pack."))
    return tables, left_out


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, N_("This is no rule pack.")) from error


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _refused(name, N_("This is no rule pack.")) from error


def _csv(text: str) -> list[Any]:
    return list(csv.DictReader(io.StringIO(text)))


def _refused(name: str, text: str) -> InputError:
    return InputError(name, text, {}, N_("Ask whoever made it for the file again."))


# ---------------------------------------------------------------- one row


def _row(table: str, row: Any, book: RuleBook, where: str) -> PackChange:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        new = packed_row(table, text)
        old = _old(table, new, book)
        if table == "rules":
            _check_figures(new, book.rules.get(new.id, ()))
    except InputError as refused:
        raise refused.within(where) from None
    rest = f"{new.since or ''}" if table == "lpr" else new.id
    if table == "rules":
        rest = f"{new.id}/{new.since or ''}"
    return PackChange(
        table=table, key=f"{PACK}{table}/{rest}", old=old, new=new, text=text, differs=_differs(old, new)
    )


def _old(table: str, new: Any, book: RuleBook) -> Any:
    rows = getattr(book, PACKED[table][1])
    if table == "rules":
        return next((each for each in rows.get(new.id, ()) if each.since == new.since), None)
    if table == "lpr":
        return next((each for each in rows if each.since == new.since), None)
    if isinstance(rows, Mapping):
        return rows.get(new.id)
    return next((each for each in rows if each.id == new.id), None)


def _day(row: Any, book: RuleBook, where: str) -> PackChange:
    kind = row.get("kind") if isinstance(row, dict) else None
    if kind not in ("rest", "work"):
        raise InputError(
            where, N_("“{value}” does not fit this rule."), {"value": str(kind)}, N_("Write rest or work.")
        )
    try:
        day = parse_date(str(row.get("date", "")))
    except InputError as refused:
        raise refused.within(where) from None
    old = "rest" if day in book.holidays.rest else "work" if day in book.holidays.work else None
    differs = () if old == kind else (("kind", old, kind),)
    key = f"{PACK}{HOLIDAYS}/{day.isoformat()}"
    return PackChange(table=HOLIDAYS, key=key, old=old, new=day, text=kind, differs=differs)


def _differs(old: Any, new: Any) -> tuple[tuple[str, Any, Any], ...]:
    if old is None:
        return ()
    names = [field.name for field in fields(new) if field.name not in ("as_of", "why")]
    return tuple(
        (name, _written(getattr(old, name)), _written(getattr(new, name)))
        for name in names
        if _plain(getattr(old, name)) != _plain(getattr(new, name))
    )


def _plain(value: Any) -> Any:
    """Values as they are compared: a list from JSON and a tuple of the record are the same."""
    return list(value) if isinstance(value, tuple) else value


def _written(value: Any) -> Any:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {part.value}" for key, part in value.items() if isinstance(part, Figure))
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value


def _is_older(change: PackChange) -> bool:
    old, new = getattr(change.old, "as_of", None), getattr(change.new, "as_of", None)
    return bool(old and new and new < old)


def _unsettles(new: Rule, book: RuleBook) -> bool:
    """Whether a doubtful row would take the place of one that figures rest on."""
    rows = book.rules.get(new.id, ())
    has_figures = bool(rows) and (rows[-1].unit is not None or bool(rows[-1].parts))
    return new.is_doubtful and has_figures and not rows[-1].is_doubtful


def _check_figures(new: Rule, rows: Sequence[Rule]) -> None:
    """Refuse a row whose figures cannot be read, or that lacks one the program asks for."""
    for name, figure in new.parts.items():
        typed_figure(figure, name)
    if new.unit is not None:
        typed_figure(Figure(value=new.value, unit=new.unit), new.id)
    if not rows:
        return
    now = rows[-1]
    wanted = {"": now.unit} | {name: figure.unit for name, figure in now.parts.items()}
    given = {"": new.unit} | {name: figure.unit for name, figure in new.parts.items()}
    for name, unit in wanted.items():
        if unit is not None and given.get(name) != unit:
            text = N_("The figure “{name}” of this rule is missing, or has another unit than {unit}.")
            raise InputError(
                "", text, {"name": name or new.id, "unit": unit}, N_("Ask for a pack that has it.")
            )


def _check_names(name: str, book: RuleBook) -> None:
    """Refuse a pack after which a row names a rule that does not exist."""
    asked: list[tuple[str, str | None]] = [(f"deadlines/{d.id}", d.figure) for d in book.deadlines.values()]
    asked += [(f"lender_classes/{c.id}", c.term_cap) for c in book.lenders.values()]
    for where, key in asked:
        head, _slash, part = (key or "").partition("/")
        rows = book.rules.get(head, ())
        if key and (not rows or (part and part not in rows[-1].parts)):
            text = N_("It names the rule “{rule}”, which does not exist.")
            raise InputError(f"{name}: {where}", text, {"rule": key}, N_("Ask for a pack that has it."))


# ---------------------------------------------------------------- in the case


def taken_in(case: Case, pack: Pack, why: str) -> Case:
    """Return the case with the rows of a pack in use; they take the place of those of an earlier pack."""
    keys = {change.key for change in pack.changes}
    kept = tuple(one for one in case.overrides if one.rule_id not in keys)
    case = replace(case, overrides=kept)
    for change in pack.changes:
        made = Override(id=new_id(case, "overrides"), rule_id=change.key, value=change.text, why=why)
        case = replace(case, overrides=(*case.overrides, made))
    return case


def taken_out(case: Case) -> Case:
    """Return the case without any row of a pack; figures set by hand stay."""
    return replace(case, overrides=tuple(one for one in case.overrides if not one.rule_id.startswith(PACK)))


def of_packs(case: Case) -> Iterator[Override]:
    """Yield the rows that come from packs."""
    yield from (one for one in case.overrides if one.rule_id.startswith(PACK))
