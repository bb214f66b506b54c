# SPDX-License-Identifier: Apache-2.0
"""What statements tell, as facts: accounts, files, their rows, and the links between rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.facts.money import Fen

Kind = Literal[
    "income",
    "spending",
    "refund",
    "own_transfer",
    "debt_repayment",
    "loan_received",
    "fee_interest",
    "no_money_moved",
    "unknown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account whose flows are read; `main` ones must be covered for a month to count as seen."""

    id: str
    bank: str | None = None
    tail: str | None = None
    holder: str | None = None
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day to a day, both included."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A number of rows and their sum."""

    rows: int
    sum: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFile:
    """A statement file as it was read; its bytes lie in the case under its hash."""

    id: str
    sha256: str
    format: str | None = None
    name: str | None = None
    account: str | None = None
    period: Period | None = None
    stated: Mapping[str, Total] | None = None
    rows: int | None = None
    balance_chain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One row of a statement. `amount` is positive for money in; `word` is the file's own direction word."""

    id: str
    account: str | None = None
    file: str | None = None
    row: int | None = None
    at: dt.datetime | dt.date
    amount: Fen
    kind: Kind = "unknown"
    party: str | None = None
    memo: str | None = None
    order_no: str | None = None
    balance: Fen | None = None
    word: str | None = None
    method: str | None = None
    status: str | None = None
    category: str | None = None
    group: str | None = None
    debt: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Rows that tell of one thing: the same payment twice, a refund, a move between own accounts."""

    id: str
    flows: tuple[str, ...]
    kind: Literal["same_payment", "refund", "own_transfer"]
    why: str | None = None
