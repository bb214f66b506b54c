# SPDX-License-Identifier: Apache-2.0
"""How a case changes: one change a record, made, taken back, found between two cases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count
from operator import is_not
from typing import Any

from planner.facts.flows import Account, Flow, Link, StatementFile
from planner.facts.nouns import (
    Agreement,
    Asset,
    Case,
    Contact,
    Debt,
    Expense,
    Export,
    Income,
    Notice,
    Offer,
    Override,
    Paper,
    Proof,
    Said,
    Scenario,
)

# The lists of a case with the class of their records, and its single facts.
LISTS: dict[str, type] = {
    "debts": Debt,
    "incomes": Income,
    "expenses": Expense,
    "assets": Asset,
    "accounts": Account,
    "files": StatementFile,
    "flows": Flow,
    "links": Link,
    "papers": Paper,
    "proofs": Proof,
    "notices": Notice,
    "contacts": Contact,
    "offers": Offer,
    "agreements": Agreement,
    "said": Said,
    "scenarios": Scenario,
    "overrides": Override,
    "exports": Export,
}
SINGLES = ("version", "label", "first_month", "borrower", "household", "reserve", "spelled")


def with_values(case: Case, values: dict[str, Any]) -> Case:
    """Return the case with other values for some of its fields."""
    return replace(case, **values)


@dataclass(frozen=True, slots=True)
class Change:
    """One record (or single fact) before and after; None where it did not or does not exist.

    `follows` is the id of the record it stands behind where it exists (None: first). For a single fact of SINGLES
    `list_name` is its name, and `record_id` is "".
    """

    list_name: str
    record_id: str
    before: Any
    after: Any
    follows: str | None = None


def changes(old: Case, new: Case) -> tuple[Change, ...]:
    """Return what differs, in an order in which `applied` can replay it. Untouched lists cost nothing."""
    found: list[Change] = []
    for name in SINGLES:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Change(name, "", before, after))
    for name in LISTS:
        before, after = getattr(old, name), getattr(new, name)
        if before is not after:
            found.extend(_list_changes(name, before, after))
    return tuple(found)


def _list_changes(name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterable[Change]:
    grown = _grown(name, before, after)
    return _any_changes(name, before, after) if grown is None else grown


def _grown(name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Change] | None:
    """Return the changes of a list that only has other values or more at its end, which is quick; else None."""
    if len(after) < len(before):
        return None
    found = []
    for place in moved(before, after):
        was, record = before[place], after[place]
        if was.id != record.id:
            return None
        if was != record:
            found.append(Change(name, record.id, was, record, before[place - 1].id if place else None))
    for place in range(len(before), len(after)):
        follows = after[place - 1].id if place else None
        found.append(Change(name, after[place].id, None, after[place], follows))
    return found


def moved(before: Sequence[Any], after: Sequence[Any]) -> Iterator[int]:
    """Yield the places at which two lists hold different objects; quick with very many records."""
    return compress(count(), map(is_not, before, after))


def _any_changes(name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    kept_order = [r.id for r in before if r.id in new] == [r.id for r in after if r.id in old]
    previous: str | None = None
    for record in before:
        if record.id not in new or not kept_order:
            yield Change(name, record.id, record, None, previous)
        previous = record.id
    previous = None
    for record in after:
        was = old.get(record.id) if kept_order else None
        if was is None:
            yield Change(name, record.id, None, record, previous)
        elif was is not record and was != record:
            yield Change(name, record.id, was, record, previous)
        previous = record.id


def applied(case: Case, made: Iterable[Change]) -> Case:
    """Return the case with the changes made."""
    values: dict[str, Any] = {}
    by_list: dict[str, list[Change]] = {}
    for change in made:
        if change.list_name in LISTS:
            by_list.setdefault(change.list_name, []).append(change)
        else:
            values[change.list_name] = change.after
    for name, some in by_list.items():
        values[name] = _apply(getattr(case, name), some)
    return with_values(case, values)


def _apply(records: tuple[Any, ...], made: list[Change]) -> tuple[Any, ...]:
    gone = {c.record_id for c in made if c.after is None}
    kept = {c.record_id: c.after for c in made if c.before is not None and c.after is not None}
    if not gone and len(kept) == len(made):
        changed = list(records)
        for i in [i for i, record in enumerate(records) if record.id in kept]:
            changed[i] = kept[records[i].id]
        return tuple(changed)
    added: dict[str | None, list[Change]] = {}
    for change in made:
        if change.before is None:
            added.setdefault(change.follows, []).append(change)
    result: list[Any] = []

    def place(after_id: str | None) -> None:
        waiting = list(reversed(added.get(after_id, ())))
        while waiting:
            change = waiting.pop()
            result.append(change.after)
            waiting.extend(reversed(added.get(change.record_id, ())))

    place(None)
    for record in records:
        if record.id not in gone:
            result.append(kept.get(record.id, record))
            place(record.id)
    return tuple(result)


def reversed_(made: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take these back."""
    return tuple(Change(c.list_name, c.record_id, c.after, c.before, c.follows) for c in made)
