# SPDX-License-Identifier: Apache-2.0
"""Which rows of a new statement the case has already: the same file twice, or overlapping exports, add nothing twice.

Rows are counted, not only compared, so that two equal coffees on one day survive and a third export adds neither.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from planner.facts.dates import Moment, day_of
from planner.facts.money import Fen
from planner.statements.cells import real_id

Key = tuple[object, ...]


class Row(Protocol):
    """What entries and kept flows have in common."""

    @property
    def at(self) -> Moment: ...
    @property
    def amount(self) -> Fen: ...
    @property
    def balance(self) -> Fen | None: ...


def _minute(at: Moment) -> Moment:
    return at.replace(second=0) if isinstance(at, datetime) else at


def strong_key(bank: str, order_no: str, row: Row) -> Key | None:
    """Name a row by its order number, minute and amount; an order number alone is not safe. None without a real one."""
    order = real_id(order_no)
    return (bank, order, _minute(row.at), abs(row.amount)) if order else None


def loose_key(account: str, party: str, row: Row) -> Key:
    """Name a row without an order number: account, day, amount and balance; else time and party for want of a balance."""
    if row.balance is not None:
        return (account, day_of(row.at), row.amount, row.balance)
    return (account, _minute(row.at), abs(row.amount), party)


@dataclass(slots=True)
class Known:
    """The rows a case has, counted by their keys."""

    strong: Counter[Key] = field(default_factory=Counter)
    loose: Counter[Key] = field(default_factory=Counter)
    nameless: Counter[Key] = field(default_factory=Counter)  # loose keys of rows without a real order number

    def add(self, bank: str, account: str, order_no: str, party: str, row: Row) -> None:
        """Count one row."""
        strong = strong_key(bank, order_no, row)
        loose = loose_key(account, party, row)
        self.loose[loose] += 1
        if strong:
            self.strong[strong] += 1
        else:
            self.nameless[loose] += 1


class NewRow(Row, Protocol):
    """A row with the texts its keys need."""

    @property
    def order_no(self) -> str: ...
    @property
    def party(self) -> str: ...


T = TypeVar("T", bound=NewRow)


def sort_out(known: Known, bank: str, account: str, rows: Iterable[T]) -> Iterator[tuple[T, bool]]:
    """Yield each row of one statement with whether the case has it already."""
    seen_strong: Counter[Key] = Counter()
    seen_loose: Counter[Key] = Counter()
    seen_nameless: Counter[Key] = Counter()
    for row in rows:
        strong = strong_key(bank, row.order_no, row)
        loose = loose_key(account, row.party, row)
        if strong is None:
            seen_loose[loose] += 1
            yield row, known.loose[loose] >= seen_loose[loose]
            continue
        seen_strong[strong] += 1
        if known.strong[strong] >= seen_strong[strong]:
            yield row, True
            continue
        seen_nameless[loose] += 1
        yield row, known.nameless[loose] >= seen_nameless[loose]


def same_rows(first: Sequence[NewRow], second: Sequence[NewRow]) -> bool:
    """Say whether every row of the second sheet stands in the first too: a copy made by a spreadsheet program."""
    known = Known()
    for row in first:
        known.add("", "", row.order_no, row.party, row)
    return bool(second) and all(had for _, had in sort_out(known, "", "", second))
