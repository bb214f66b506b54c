# SPDX-License-Identifier: Apache-2.0
"""How the budget is shared between creditors: by balance, by contract payment, dearest first and the like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.facts.language import N_
from planner.facts.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a strategy may know of a running debt. `rates` are the yearly rates in force from a plan month (0, 1 …) on."""

    debt_id: str
    owed: Fen
    contract_payment: Fen
    deadline: date | None
    rates: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How the budget goes round: by fixed weights, or minimums first and the rest to the first open debt of an order.

    `orders` are places in the list of candidates, each from a plan month on; exactly one of the two is filled.
    """

    weights: tuple[int, ...] = ()
    orders: tuple[tuple[int, tuple[int, ...]], ...] = ()

    @property
    def minimums(self) -> bool:
        """Whether each debt asks for its minimum before the rest is shared."""
        return not self.weights


Strategy = Callable[[Sequence[Candidate], Sequence[str]], Sharing]


def by_balance(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """Share in proportion to what is owed at the start (domain reference section 10, pro rata by balance)."""
    return Sharing(weights=tuple(debt.owed for debt in debts))


def by_contract_payment(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """Share in proportion to the contract payments (domain reference section 10, pro rata contractual)."""
    return Sharing(weights=tuple(debt.contract_payment for debt in debts))


def by_rate(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """Dearest first: the highest yearly rate of the month, ties by larger balance, then id."""
    changes = sorted({month for debt in debts for month, _rate in debt.rates} | {0})
    orders: list[tuple[int, tuple[int, ...]]] = []
    for month in changes:
        rates = {debt.debt_id: -_rate_at(debt, month) for debt in debts}
        order = _ranked(debts, lambda debt, rates=rates: (rates[debt.debt_id], -debt.owed))  # type: ignore[misc]
        if not orders or orders[-1][1] != order:
            orders.append((month, order))
    return Sharing(orders=tuple(orders))


def by_size(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """Smallest first: the least owed at the start, ties by id."""
    return Sharing(orders=((0, _ranked(debts, lambda debt: (debt.owed,))),))


def by_deadline(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """Soonest deadline first; debts without one come last; ties by larger balance, then id."""
    return Sharing(orders=((0, _ranked(debts, lambda debt: (debt.deadline or date.max, -debt.owed))),))


def by_own_order(debts: Sequence[Candidate], own_order: Sequence[str]) -> Sharing:
    """The person's own order; debts it does not name come last, by larger balance, then id."""
    place = {debt_id: i for i, debt_id in enumerate(own_order)}
    last = len(place)
    return Sharing(orders=((0, _ranked(debts, lambda debt: (place.get(debt.debt_id, last), -debt.owed))),))


def _rate_at(debt: Candidate, month: int) -> Decimal:
    return next((rate for since, rate in reversed(debt.rates) if since <= month), Decimal(0))


def _ranked(debts: Sequence[Candidate], key: Callable[[Candidate], tuple[object, ...]]) -> tuple[int, ...]:
    return tuple(sorted(range(len(debts)), key=lambda i: (*key(debts[i]), debts[i].debt_id)))


STRATEGIES: Mapping[str, Strategy] = {
    "pro_rata": by_balance,
    "contractual": by_contract_payment,
    "dearest_first": by_rate,
    "smallest_first": by_size,
    "soonest_deadline": by_deadline,
    "own_order": by_own_order,
}
OPTIMAL = "optimal"  # found by the optimiser, not by a rule
TITLES: Mapping[str, str] = {
    "pro_rata": N_("In proportion to what is owed"),
    "contractual": N_("In proportion to the contract payments"),
    "dearest_first": N_("Dearest first"),
    "smallest_first": N_("Smallest first"),
    "soonest_deadline": N_("Soonest deadline first"),
    "own_order": N_("In your own order"),
    OPTIMAL: N_("The proven best"),
}
