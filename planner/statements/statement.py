# SPDX-License-Identifier: Apache-2.0
"""What a statement file tells: its rows with their meaning, the account, the totals it states, and doubts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from planner.facts.case import Kind, Period, Total
from planner.facts.dates import Moment
from planner.facts.money import Fen
from planner.facts.problems import Problem, Severity, Value

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a statement. `amount` is what came in (+) or went out (-); `direction` is the file's own word."""

    row: int  # line of the text file or row of the sheet, counted from 1
    at: Moment
    amount: Fen
    direction: str
    kind: Kind
    why: str  # msgid: the rule that decided the kind
    party: str = ""
    memo: str = ""
    order_no: str = ""
    balance: Fen | None = None
    method: str = ""  # what it was paid with, as the file says
    status: str = ""
    category: str = ""
    currency: str = "CNY"
    fee: Fen = 0  # part of the amount that is a fee
    returned: Fen = 0  # what the row itself says was refunded of it
    merchant_no: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the file says of itself; None where it does not say, or says something that is no number."""

    rows: int | None
    sum: Fen | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning about a file, with a code for programs."""

    code: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not become an entry: where, what it says, and why (msgid)."""

    row: int
    cells: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose account a statement tells of: the bank or platform, the number's last four digits, the holder."""

    bank: str
    tail: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One account's statement out of one file (a zip or folder may hold several)."""

    file_name: str
    sha256: str
    format: str
    account: Owner
    period: Period | None = None
    entries: tuple[Entry, ...] = ()
    raw: Mapping[str, Total] = field(default_factory=dict)
    stated: Mapping[str, Stated] = field(default_factory=dict)  # "rows" is the number of records
    balance_chain: str = "none"  # "holds", "broken at row N", "none"
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()  # places in `entries` of a purchase and its refund

    @property
    def fees_inside(self) -> Fen:
        """Fees that are part of the rows' amounts, as in a withdrawal of 100.10 with a fee of 0.10."""
        return sum(entry.fee for entry in self.entries)


def doubt(code: str, text: str, severity: Severity = "warn", where: str = "", **values: Value) -> Doubt:
    """Make a warning from a code and an English msgid."""
    return Doubt(code, Problem(severity, where, text, values))


def totals_by_kind(entries: Iterable[Entry]) -> dict[Kind, Total]:
    """Add up entries by kind, all kinds present, in the order of KINDS; sums are of absolute amounts."""
    rows: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    sums: dict[Kind, Fen] = dict.fromkeys(KINDS, 0)
    for entry in entries:
        rows[entry.kind] += 1
        sums[entry.kind] += abs(entry.amount)
    return {kind: Total(rows=rows[kind], sum=sums[kind]) for kind in KINDS}


def net_spending(totals: Mapping[Kind, Total]) -> Fen:
    """Return spending less refunds. Refunds count by their own rows only, never by brackets or status too."""
    return totals["spending"].sum - totals["refund"].sum
