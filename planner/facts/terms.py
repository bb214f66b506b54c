# SPDX-License-Identifier: Apache-2.0
"""The terms of one debt or one offer: everything a schedule can be asked with, key by key as in JSON."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from planner.facts.money import Fen, Rate

ZERO = Decimal(0)

Rounding = Literal["half_up", "half_even", "up", "down", "none"]
Part = Literal["fee", "penalty", "interest", "principal"]
ShapeKind = Literal[
    "equal_instalment",
    "equal_principal",
    "fixed_principal",
    "interest_only",
    "balloon",
    "stepped",
    "flat_fee",
    "percent_of_balance",
    "fixed_amount",
    "lump_sum",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of a stepped plan (阶梯)."""

    periods: int
    annual_rate: Rate | None = None
    instalment: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the debt is repaid; which of the other keys may stand depends on `kind`."""

    kind: ShapeKind
    instalment: Fen | None = None
    principal: Fen | None = None
    balloon: Fen | None = None
    steps: tuple[Step, ...] = ()
    fee_rate: Rate | None = None
    percent: Rate | None = None
    floor: Fen | None = None
    plus_interest: bool = False
    date: dt.date | None = None
    amount: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A period of so many days."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundings:
    """Different roundings for interest and for solved instalments."""

    interest: Rounding = "half_up"
    instalment: Rounding = "half_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """A new yearly rate from a day on."""

    since: dt.date
    annual_rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOn:
    """An amount on a day: a payment, an advance, a down payment."""

    date: dt.date
    amount: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """Rows without principal at the start (宽限)."""

    periods: int = 0
    interest: Literal["accrue", "waive", "pay"] = "accrue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reschedule:
    """All that is owed on a day is spread anew (重组)."""

    since: dt.date
    periods: int
    first_due: dt.date | None = None
    grace: Grace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Fees: added to the principal at the start, or paid on top with each row."""

    added: Fen = 0
    per_period: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrears:
    """Interest, penalty and fee already owed at the start."""

    interest: Fen = 0
    penalty: Fen = 0
    fee: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """The fractions given up at the start, 0 to 1 (减免)."""

    interest: Rate = ZERO
    penalty: Rate = ZERO
    fee: Rate = ZERO
    principal: Rate = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one debt; `schedule` needs principal, start and shape, a debt or an offer may leave them open."""

    principal: Fen | None = None
    start: dt.date | None = None
    annual_rate: Rate = ZERO
    day_count: Literal["ACT/365F", "ACT/360", "ACT/ACT", "30/360", "PERIODIC", "PERIODIC/360"] = "ACT/365F"
    frequency: Literal["weekly", "fortnightly", "semimonthly", "monthly", "quarterly", "yearly"] | Days = (
        "monthly"
    )
    first_due: dt.date | None = None
    due_day: int | None = None
    periods: int | None = None
    shape: Shape | None = None
    skip_months: tuple[int, ...] = ()
    last: Literal["clear", "keep"] = "clear"
    rounding: Rounding | Roundings = "half_up"
    unpaid_interest: Literal["apart", "added"] = "apart"
    allocation: tuple[Part, ...] = ("fee", "penalty", "interest", "principal")
    rate_changes: tuple[RateChange, ...] = ()
    advances: tuple[PaidOn, ...] = ()
    reschedule: tuple[Reschedule, ...] = ()
    down_payment: Fen | PaidOn | None = None
    grace: Grace | None = None
    fees: Fees = field(default_factory=Fees)
    arrears: Arrears = field(default_factory=Arrears)
    penalty_rate: Rate = ZERO
    charge_cap: Fen | None = None
    waive: Waive = field(default_factory=Waive)
    payments: tuple[PaidOn, ...] = ()
    as_of: dt.date | None = None
