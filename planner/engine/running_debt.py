# SPDX-License-Identifier: Apache-2.0
"""A debt without fixed terms as the month loop takes it: what it is, how one payment is divided, how it all went."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.engine.factors import Factor
from planner.facts.money import Fen, round_fen, round_ratio
from planner.facts.terms import Part

ORDER: tuple[Part, ...] = ("fee", "penalty", "interest", "principal")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningDebt:
    """A debt as the month loop needs it: balance parts at the start (fen), and what accrues to each month's due day."""

    debt_id: str
    principal: Fen
    interest: Fen = 0
    penalty: Fen = 0
    fee: Fen = 0
    factors: Sequence[Factor]  # interest, one a month
    penalty_factors: Sequence[Factor] = ()
    monthly_fee: Fen = 0
    room: Fen | None = None  # what interest, fee and penalty together may still come to
    added: bool = False  # unpaid interest joins the principal
    least: Fen = 0
    percent: Fraction = Fraction(0)
    rounding: str = "half_up"
    allocation: tuple[Part, ...] = ORDER

    @property
    def owed(self) -> Fen:
        """All that is owed at the start."""
        return self.principal + self.interest + self.penalty + self.fee


class Move(NamedTuple):
    """One debt in one month (fen): what was paid and how it was divided, what accrued, what is owed after it."""

    payment: Fen
    interest: Fen
    principal: Fen
    fee: Fen
    penalty: Fen
    owed: Fen
    accrued: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """A month in which the minimums ask for more than the budget has left: which debts ask, and for what."""

    month: int
    asked: tuple[tuple[str, Fen], ...]
    left: Fen

    @property
    def missing(self) -> Fen:
        """By how much."""
        return sum(amount for _debt_id, amount in self.asked) - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the running debts went: the moves of each, month by month until it is cleared; why it stopped, if it did."""

    moves: tuple[tuple[Move, ...], ...]
    shortage: Shortage | None
    open_debts: tuple[str, ...]


class DebtState:
    """One debt while the months pass."""

    __slots__ = (
        "accrued",
        "arrears",
        "debt",
        "fee",
        "interest",
        "moves",
        "owed",
        "penalty",
        "principal",
        "room",
    )

    def __init__(self, debt: RunningDebt) -> None:
        self.debt = debt
        self.principal = debt.principal
        self.interest = debt.interest
        self.arrears = debt.interest
        self.penalty = debt.penalty
        self.fee = debt.fee
        self.owed = debt.owed
        self.room = debt.room
        self.accrued = 0
        self.moves: list[Move] = []

    def accrue(self, month: int) -> None:
        """Add the month's interest, penalty and fee; each is rounded once."""
        debt = self.debt
        numerator, denominator = debt.factors[month]
        interest = round_ratio(self.principal * numerator, denominator, debt.rounding)
        fee, penalty = debt.monthly_fee, 0
        if debt.penalty_factors:
            numerator, denominator = debt.penalty_factors[month]
            penalty = round_ratio(self.principal * numerator, denominator)
        if self.room is not None:
            interest = min(interest, self.room)
            penalty = min(penalty, self.room - interest)
            fee = min(fee, self.room - interest - penalty)
            self.room -= interest + penalty + fee
        self.interest += interest
        self.penalty += penalty
        self.fee += fee
        self.accrued = interest + penalty + fee
        self.owed += self.accrued

    def minimum(self) -> Fen:
        """Return what the debt asks for this month: an amount or a percent of what is owed, never more than that."""
        least = self.debt.least
        if self.debt.percent:
            least = max(least, round_fen(self.owed * self.debt.percent))
        return min(least, self.owed)

    def pay(self, payment: Fen) -> None:
        """Divide a payment by the debt's order and keep the month; unpaid interest joins the principal where so agreed."""
        left = payment
        paid = {"fee": 0, "penalty": 0, "interest": 0, "principal": 0}
        for part in self.debt.allocation:
            due = getattr(self, part)
            if due and left:
                paid[part] = due if due < left else left
                left -= paid[part]
                setattr(self, part, due - paid[part])
        self.owed -= payment
        if self.debt.added and self.interest:  # arrears of the start earn nothing and stay apart
            self.arrears = max(0, self.arrears - paid["interest"])
            self.principal += self.interest - self.arrears
            self.interest = self.arrears
        self.moves.append(
            Move(
                payment,
                paid["interest"],
                paid["principal"],
                paid["fee"],
                paid["penalty"],
                self.owed,
                self.accrued,
            )
        )
