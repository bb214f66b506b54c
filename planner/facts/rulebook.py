# SPDX-License-Identifier: Apache-2.0
"""The rule book: law, fees, lender classes and guidelines as dated, cited rows, with the user's own changes in place.

Code takes a RuleBook as a parameter, never as a global. A figure has a key: `INT-03` for the main figure of a rule,
`LIT-01/automatic` for one of its further ones. Doubtful rows (K?) refuse to give a figure unless the user set it.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from planner.facts.dates import parse_date
from planner.facts.language import N_
from planner.facts.money import Fen, Rate, yuan_from_plain
from planner.facts.problems import InputError
from planner.facts.records import from_json
from planner.facts.rulerows import (
    Benchmarks,
    BudgetGroup,
    CaseTypes,
    Clause,
    DeadlineKind,
    DocumentKind,
    FeeTiers,
    Figure,
    Holidays,
    LenderClass,
    Platform,
    Route,
    Rule,
)

T = TypeVar("T")
LPR = "LPR"  # the key of a user's own LPR row: "LPR/2026-11-20"
PACK = "pack:"  # before the key of a row taken in from a newer rule pack: "pack:rules/INT-03/2027-01-01", value its JSON
HOLIDAY = "LIM-06a"  # the key of a user's own day: "LIM-06a/2027-01-01", value "rest" or "work"


class Changed(Protocol):
    """A user's change of a figure, as it travels in the case."""

    @property
    def rule_id(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def why(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LprRow:
    """The one-year loan prime rate from a day on."""

    since: dt.date
    rate: Rate
    citation: str
    confidence: str
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rows, frozen; ask for figures by key."""

    rules: Mapping[str, tuple[Rule, ...]]  # by id, oldest first
    lpr_rows: tuple[LprRow, ...]
    tiers: Mapping[str, FeeTiers]
    lenders: Mapping[str, LenderClass]
    deadlines: Mapping[str, DeadlineKind]
    platforms: tuple[Platform, ...]
    documents: tuple[DocumentKind, ...]
    clauses: tuple[Clause, ...]
    routes: tuple[Route, ...]
    groups: tuple[BudgetGroup, ...]
    case_types: CaseTypes
    benchmarks: Benchmarks
    holidays: Holidays
    overridden: tuple[str, ...] = ()

    @property
    def as_of(self) -> dt.date:
        """The day to which the rules were checked: that of the newest row."""
        return max(row.as_of for rows in self.rules.values() for row in rows)

    def rule(self, rule_id: str, on: dt.date | None = None) -> Rule:
        """Return the row of that id (a part's name is dropped): in force `on` that day, else the newest.

        Raises LookupError where there is none: code asked for a row that the data does not have.
        """
        rows = self.rules[rule_id.split("/")[0]]
        if on is None:
            return rows[-1]
        for row in reversed(rows):
            if row.is_in_force(on):
                return row
        raise LookupError(f"{rule_id} is not in force on {on}")

    def is_in_force(self, rule_id: str, on: dt.date) -> bool:
        """Whether the rule stood on that day."""
        return any(row.is_in_force(on) for row in self.rules[rule_id.split("/")[0]])

    def figure(self, key: str, on: dt.date | None = None) -> Figure:
        """Return value and unit of a key; a doubtful row that the user has not set refuses (LookupError)."""
        rule = self.rule(key, on)
        if rule.is_doubtful:
            raise LookupError(f"{key} is doubtful and drives nothing")
        name = key.partition("/")[2]
        if name:
            return rule.parts[name]
        if rule.unit is None:
            raise LookupError(f"{key} has no figure")
        return Figure(value=rule.value, unit=rule.unit)

    def value(self, key: str, on: dt.date | None = None) -> Any:
        """Return a figure typed by its unit: Decimal (rates, times), Fraction, fen, int, date, list of words, or None."""
        return typed_figure(self.figure(key, on), key)

    def rate(self, key: str, on: dt.date | None = None) -> Decimal:
        """Return a rate or a multiple as a Decimal."""
        return _expected(Decimal, self.value(key, on), key)

    def fen(self, key: str, on: dt.date | None = None) -> Fen:
        """Return an amount in fen."""
        return _expected(int, self.value(key, on), key)

    def count(self, key: str, on: dt.date | None = None) -> int:
        """Return a number of days, months, years, periods or things."""
        return _expected(int, self.value(key, on), key)

    def fraction(self, key: str, on: dt.date | None = None) -> Fraction:
        """Return an exact fraction, such as a third."""
        return _expected(Fraction, self.value(key, on), key)

    def day(self, key: str, on: dt.date | None = None) -> dt.date:
        """Return a day."""
        return _expected(dt.date, self.value(key, on), key)

    def lpr(self, on: dt.date) -> Decimal:
        """Return the one-year LPR of a day as a fraction a year: the last row not later. Raises InputError before the first."""
        found = [row.rate for row in self.lpr_rows if row.since <= on]
        if not found:
            raise InputError(
                "",
                N_("There is no loan prime rate before {first}; {day} is earlier."),
                {"first": self.lpr_rows[0].since.isoformat(), "day": on.isoformat()},
                N_("Check the contract date."),
            )
        return found[-1]

    @property
    def lpr_known_until(self) -> dt.date:
        """The day to which the published LPR was checked; later values are the user's to add."""
        last = self.lpr_rows[-1]
        return max(last.as_of, last.since)

    def fee_tiers(self, kind: str) -> FeeTiers:
        """Return the steps of a court fee: acceptance, preservation or enforcement."""
        return self.tiers[kind]

    def lender_class(self, name: str) -> LenderClass:
        """Return the row of a lender class."""
        return self.lenders[name]

    def term_cap(self, name: str) -> int | None:
        """Return the most instalments a class of lender can agree to by a firm rule, or None."""
        key = self.lenders[name].term_cap
        return None if key is None else self.count(key)

    def document(self, kind: str) -> DocumentKind | None:
        """Return the kind of paper of that id, D01 to D14, or None."""
        return next((row for row in self.documents if row.id == kind), None)

    def clauses_of(self, kind: str) -> tuple[Clause, ...]:
        """Return the clauses of one kind: letter, agreement, table, call, exit, avoid or verify."""
        return tuple(row for row in self.clauses if row.kind == kind)

    def doubtful(self) -> tuple[Rule, ...]:
        """Return the rows that a person must check before they may drive anything."""
        return tuple(row for rows in self.rules.values() for row in rows if row.is_doubtful)


def _expected(kind: type[T], value: Any, key: str) -> T:
    if not isinstance(value, kind):
        raise LookupError(f"{key} is not a {kind.__name__}")
    return value


_READERS: Mapping[str, Any] = {
    "rate": Decimal,
    "rate_per_day": Decimal,
    "times": Decimal,
    "fraction": Fraction,
    "yuan": yuan_from_plain,
    "date": parse_date,
}


def typed_figure(figure: Figure, key: str) -> Any:
    """Return a figure as its unit has it; None where everyone must enter their own. Raises InputError."""
    if figure.value is None:
        return None
    if figure.unit == "list":
        return tuple(figure.value)
    try:
        return _READERS.get(figure.unit, int)(figure.value)
    except (ArithmeticError, ValueError, InputError):
        raise InputError(
            key,
            N_("“{value}” does not fit this rule."),
            {"value": str(figure.value)},
            N_("Correct the value."),
        ) from None


# ---------------------------------------------------------------- reading


def load(folder: Path, overrides: Sequence[Changed] = ()) -> RuleBook:
    """Read the rows of a folder and put the user's changes in place. Raises InputError naming file and row."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for row in _rows(folder, "rules.json", Rule):
        rules[row.id] = (*rules.get(row.id, ()), row)
    book = RuleBook(
        rules=rules,
        lpr_rows=tuple(from_json(LprRow, row, "lpr.csv") for row in _csv(folder, "lpr.csv")),
        tiers={row.id: row for row in _rows(folder, "fee_tiers.json", FeeTiers)},
        lenders={row.id: row for row in _rows(folder, "lender_classes.json", LenderClass)},
        deadlines={row.id: row for row in _rows(folder, "deadlines.json", DeadlineKind)},
        platforms=_rows(folder, "platforms.json", Platform),
        documents=_rows(folder, "documents.json", DocumentKind),
        clauses=_rows(folder, "clauses.json", Clause),
        routes=_rows(folder, "routes.json", Route),
        groups=_rows(folder, "budget_categories.json", BudgetGroup),
        case_types=from_json(CaseTypes, _json(folder, "case_types.json"), "case_types.json"),
        benchmarks=from_json(Benchmarks, _json(folder, "benchmarks.json"), "benchmarks.json"),
        holidays=_holidays((parse_date(row["date"]), row["kind"]) for row in _csv(folder, "holidays.csv")),
    )
    return with_overrides(book, overrides)


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _rows(folder: Path, name: str, cls: type[T]) -> tuple[T, ...]:
    return tuple(
        from_json(cls, row, f"{name}/{row.get('id', i)}") for i, row in enumerate(_json(folder, name))
    )


def _csv(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


def _holidays(days: Iterable[tuple[dt.date, str]]) -> Holidays:
    known = tuple(days)
    rest = frozenset(day for day, kind in known if kind == "rest")
    work = frozenset(day for day, kind in known if kind == "work")
    return Holidays(rest=rest, work=work, years=frozenset(day.year for day in rest))


# ---------------------------------------------------------------- the user's own changes


def with_overrides(book: RuleBook, overrides: Sequence[Changed]) -> RuleBook:
    """Return the book with the user's changes in place; they count as checked by the user. Raises InputError.

    Rows of a newer rule pack come first, so that a figure set by hand stays set.
    """
    book = _with_rows(book, [change for change in overrides if change.rule_id.startswith(PACK)])
    for change in overrides:
        if change.rule_id.startswith(PACK):
            continue
        head, _, tail = change.rule_id.partition("/")
        if head == LPR:
            book = _with_lpr(book, change, parse_date(tail))
        elif head == HOLIDAY:
            book = _with_day(book, change, parse_date(tail))
        else:
            book = _with_figure(book, change, head, tail)
        book = replace(book, overridden=(*book.overridden, change.rule_id))
    return book


def _unknown(change: Changed) -> InputError:
    return InputError(
        f"overrides/{change.rule_id}",
        N_("There is no rule “{rule_id}” with a figure to change."),
        {"rule_id": change.rule_id},
        N_("Choose a rule from the list."),
    )


def _with_figure(book: RuleBook, change: Changed, head: str, part: str) -> RuleBook:
    rows = book.rules.get(head)
    if not rows or (part not in rows[-1].parts if part else rows[-1].unit is None):
        raise _unknown(change)
    old = rows[-1]
    figure = old.parts[part] if part else Figure(unit=old.unit or "count")
    value: Any = change.value.split() if figure.unit == "list" else change.value
    new = replace(figure, value=value)
    typed_figure(new, f"overrides/{change.rule_id}")
    row = replace(old, confidence="yours", why=change.why)
    row = replace(row, parts={**old.parts, part: new}) if part else replace(row, value=value)
    return replace(book, rules={**book.rules, head: (*rows[:-1], row)})


def _with_lpr(book: RuleBook, change: Changed, since: dt.date) -> RuleBook:
    rate = typed_figure(Figure(value=change.value, unit="rate"), f"overrides/{change.rule_id}")
    row = LprRow(since=since, rate=rate, citation=change.why or "", confidence="yours", as_of=since)
    kept = [old for old in book.lpr_rows if old.since != since]
    return replace(book, lpr_rows=tuple(sorted([*kept, row], key=lambda each: each.since)))


def _with_day(book: RuleBook, change: Changed, day: dt.date) -> RuleBook:
    if change.value not in ("rest", "work"):
        raise InputError(
            f"overrides/{change.rule_id}",
            N_("“{value}” does not fit this rule."),
            {"value": change.value},
            N_("Write rest or work."),
        )
    days = book.holidays
    marked = [(d, "rest") for d in days.rest if d != day] + [(d, "work") for d in days.work if d != day]
    return replace(book, holidays=_holidays([*marked, (day, change.value)]))


# ---------------------------------------------------------------- rows of a newer rule pack

# The tables a pack can change: the record of a row, and where the book keeps it. Holidays are days, not records.
PACKED: Mapping[str, tuple[Any, str]] = {
    "rules": (Rule, "rules"),
    "lpr": (LprRow, "lpr_rows"),
    "fee_tiers": (FeeTiers, "tiers"),
    "lender_classes": (LenderClass, "lenders"),
    "deadlines": (DeadlineKind, "deadlines"),
    "platforms": (Platform, "platforms"),
    "documents": (DocumentKind, "documents"),
    "clauses": (Clause, "clauses"),
    "routes": (Route, "routes"),
}
HOLIDAYS = "holidays"


@cache
def packed_row(table: str, text: str) -> Any:
    """Return a row of a pack from its JSON. Raises InputError where it is not as its table wants it."""
    return from_json(PACKED[table][0], json.loads(text), table)


def _with_rows(book: RuleBook, changes: Sequence[Changed]) -> RuleBook:
    days: dict[dt.date, str] = {}
    for change in changes:
        table, _slash, rest = change.rule_id.removeprefix(PACK).partition("/")
        if table == HOLIDAYS:
            days[parse_date(rest)] = change.value
        elif table in PACKED:
            book = with_row(book, table, packed_row(table, change.value))
        else:
            raise _unknown(change)
    if days:
        old = book.holidays
        kept = [(day, "rest") for day in old.rest - days.keys()]
        kept += [(day, "work") for day in old.work - days.keys()]
        book = replace(book, holidays=_holidays([*kept, *days.items()]))
    return book


def with_row(book: RuleBook, table: str, row: Any) -> RuleBook:
    """Return the book with a row in place of the one of the same id (and first day), or beside the others."""
    name = PACKED[table][1]
    old = getattr(book, name)
    if table == "rules":
        rows = [each for each in old.get(row.id, ()) if each.since != row.since]
        rows = sorted([*rows, row], key=lambda each: each.since or dt.date.min)
        return replace(book, rules={**old, row.id: tuple(rows)})
    if table == "lpr":
        rates = [each for each in old if each.since != row.since]
        return replace(book, lpr_rows=tuple(sorted([*rates, row], key=lambda each: each.since)))
    kept: Any = {**old, row.id: row} if isinstance(old, Mapping) else _with_one(old, row)
    changed: dict[str, Any] = {name: kept}
    return replace(book, **changed)


def _with_one(rows: Sequence[Any], row: Any) -> tuple[Any, ...]:
    if any(each.id == row.id for each in rows):
        return tuple(row if each.id == row.id else each for each in rows)
    return (*rows, row)
