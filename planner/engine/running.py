# SPDX-License-Identifier: Apache-2.0
"""Debts without fixed terms, month by month: interest to the due day, minimums, and the budget shared by a strategy.

Whole fen in plain lists, because this loop is run again at every keystroke.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.engine.factors import Factor
from planner.engine.strategy import Sharing
from planner.facts.money import Fen, round_fen, round_ratio, share_out
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


def run(
    debts: Sequence[RunningDebt], spare: Sequence[Fen], then: Fen, sharing: Sharing, horizon: int
) -> Course:
    """Run the debts until all are cleared, the budget falls short of what is asked, or the horizon is reached.

    `spare` is what the budget leaves for these debts in each month, `then` in every later one.
    """
    states = [_State(debt) for debt in debts]
    parts = _Parts(debts, sharing)
    open_places = [k for k, state in enumerate(states) if state.owed]
    for month in range(horizon):
        if not open_places:
            break
        left = spare[month] if month < len(spare) else then
        for k in open_places:
            states[k].accrue(month)
        asks = [states[k].minimum() if sharing.minimums else 0 for k in open_places]
        if sum(asks) > left:
            asked = tuple((debts[k].debt_id, ask) for k, ask in zip(open_places, asks, strict=True) if ask)
            return _course(states, debts, Shortage(month=month, asked=asked, left=left))
        pays = dict(zip(open_places, asks, strict=True))
        parts.share(left - sum(asks), month, open_places, states, pays)
        for k in open_places:
            states[k].pay(pays[k])
        open_places = [k for k in open_places if states[k].owed]
    return _course(states, debts, None)


def run_given(
    debts: Sequence[RunningDebt], payments: Sequence[Sequence[Fen]], order: Sequence[int]
) -> Course:
    """Run the debts with given payments a month; what one debt cannot take goes to the first open ones of `order`."""
    states = [_State(debt) for debt in debts]
    for month in range(max(map(len, payments), default=0)):
        open_places = [k for k, state in enumerate(states) if state.owed]
        wishes = {k: payments[k][month] if month < len(payments[k]) else 0 for k in range(len(debts))}
        for k in open_places:
            states[k].accrue(month)
        pays = {k: min(wishes[k], states[k].owed) for k in open_places}
        left = sum(wishes.values()) - sum(pays.values())
        for k in order:
            extra = min(left, states[k].owed - pays[k]) if k in pays else 0
            pays[k] = pays.get(k, 0) + extra
            left -= extra
        for k in open_places:
            states[k].pay(pays[k])
    return _course(states, debts, None)


def _course(states: Sequence["_State"], debts: Sequence[RunningDebt], shortage: Shortage | None) -> Course:
    return Course(
        moves=tuple(tuple(state.moves) for state in states),
        shortage=shortage,
        open_debts=tuple(debt.debt_id for debt, state in zip(debts, states, strict=True) if state.owed),
    )


class _State:
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


class _Parts:
    """The strategy at work: who gets what is left of a month's budget."""

    def __init__(self, debts: Sequence[RunningDebt], sharing: Sharing) -> None:
        self.ids = [debt.debt_id for debt in debts]
        self.sharing = sharing
        self.known: dict[tuple[Fen, tuple[int, ...]], list[Fen]] = {}

    def share(
        self,
        left: Fen,
        month: int,
        open_places: Sequence[int],
        states: Sequence[_State],
        pays: dict[int, Fen],
    ) -> None:
        """Add the parts of `left` to `pays`; what one debt cannot take goes to the others in the same month."""
        if self.sharing.weights:
            self._by_weight(left, open_places, states, pays)
            return
        order = next(order for since, order in reversed(self.sharing.orders) if since <= month)
        for k in order:
            if k in pays and left:
                extra = min(left, states[k].owed - pays[k])
                pays[k] += extra
                left -= extra

    def _by_weight(
        self, left: Fen, open_places: Sequence[int], states: Sequence[_State], pays: dict[int, Fen]
    ) -> None:
        takers = [k for k in open_places if states[k].owed > pays[k]]
        while left and takers:
            given = 0
            for k, part in zip(takers, self._parts(left, tuple(takers)), strict=True):
                taken = min(part, states[k].owed - pays[k])
                pays[k] += taken
                given += taken
            left -= given
            takers = [k for k in takers if states[k].owed > pays[k]]

    def _parts(self, left: Fen, takers: tuple[int, ...]) -> list[Fen]:
        if (left, takers) not in self.known:
            weights = [self.sharing.weights[k] for k in takers]
            if not any(weights):
                weights = [1] * len(takers)
            self.known[left, takers] = share_out(left, weights, [self.ids[k] for k in takers])
        return self.known[left, takers]
