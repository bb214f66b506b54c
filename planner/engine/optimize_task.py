# SPDX-License-Identifier: Apache-2.0
"""What the optimiser is asked and what it answers, on plain numbers: one period an entry."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.facts.language import N_
from planner.facts.money import Fen, Rate
from planner.facts.problems import InputError

Objective = Literal["cost", "time", "holding"]
Timing = Literal["end", "begin"]
Status = Literal["optimal", "infeasible", "stopped"]
Futures = tuple[tuple[Fen, ...], ...]
MOST_PERIODS = 1200
MOST_OFFERS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowOffer:
    """One offer of a creditor: what it takes in each period (fen), down payment included."""

    id: str
    flows: tuple[Fen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCreditor:
    """A creditor with a menu; exactly one of its offers is chosen."""

    id: str
    offers: tuple[FlowOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastPayment:
    """The least a running debt takes in a period: a share of the balance before it, an amount while it stays open."""

    percent: Rate | None = None
    floor: Fen | None = None
    since: int | None = None  # the first period in which it is asked (1 where not said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRunning:
    """A running debt: its balance at the start, its rate a period (one for all, or one each), when it must be cleared."""

    id: str
    balance: Fen
    rate: Rate | tuple[Rate, ...] = Decimal(0)
    deadline: int | None = None
    minimum: LeastPayment | None = None

    def rate_in(self, period: int) -> Decimal:
        """Return the rate of a period (0, 1 …); the last one given holds on."""
        if isinstance(self.rate, tuple):
            return self.rate[min(period, len(self.rate) - 1)] if self.rate else Decimal(0)
        return self.rate

    def least(self, period: int) -> LeastPayment | None:
        """Return the minimum asked in a period (0, 1 …), or None."""
        asked = self.minimum
        return asked if asked is not None and period + 1 >= (asked.since or 1) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimumTask:
    """The whole question. `budget` is what each period brings; with `carry` unspent money stays for later ones."""

    budget: tuple[Fen, ...]
    start: Fen = 0
    carry: bool = True
    timing: Timing = "end"
    objective: Objective = "cost"
    futures: tuple[tuple[Fen, ...], ...] = ()
    creditors: tuple[FlowCreditor, ...] = ()
    running: tuple[FlowRunning, ...] = ()

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """The least change that would make it possible: `monthly`, `start` (fen), or `months` for one creditor."""

    what: str
    by: int
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimumAnswer:
    """The best found, replayed in whole fen. `objective` and `bound` are fen (cost), periods (time) or futures (holding)."""

    status: Status
    objective: int | None = None
    bound: int | None = None
    gap: Decimal | None = None
    choice: tuple[tuple[str, str], ...] = ()
    payments: tuple[tuple[str, tuple[Fen, ...]], ...] = ()
    cost: Fen | None = None
    last: int | None = None  # the last period with a payment, counted from 1
    breaks: int | None = None  # futures of the sample that break
    relax: tuple[Relaxation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search is: the best so far and the bound, in the units of the objective."""

    best: int | None
    bound: int | None
    gap: Decimal | None


def refuse_nonsense(task: OptimumTask) -> None:
    """Refuse a question that has no meaning, naming the key (InputError)."""
    periods = task.periods
    if not 1 <= periods <= MOST_PERIODS:
        raise InputError(
            "budget",
            N_("The budget has {n} periods; from 1 to {most} are possible."),
            {"n": periods, "most": MOST_PERIODS},
        )
    if sum(len(creditor.offers) for creditor in task.creditors) > MOST_OFFERS:
        raise InputError("creditors", N_("These are more than {most} offers."), {"most": MOST_OFFERS})
    if task.objective == "holding" and not task.futures:
        raise InputError("futures", N_("To count the futures that hold, give some futures."))
    for i, future in enumerate(task.futures):
        if len(future) != periods:
            raise _length(f"futures/{i}", len(future), periods)
    _refuse_doubles("creditors", [creditor.id for creditor in task.creditors])
    _refuse_doubles("running", [debt.id for debt in task.running])
    for creditor in task.creditors:
        _refuse_offers(creditor, periods)
    for debt in task.running:
        _refuse_running(debt, periods)


def _length(where: str, found: int, wanted: int) -> InputError:
    return InputError(
        where,
        N_("Here are {found} entries for {wanted} periods."),
        {"found": found, "wanted": wanted},
        N_("Give one entry a period."),
    )


def _refuse_doubles(where: str, ids: list[str]) -> None:
    doubles = sorted({one for one in ids if ids.count(one) > 1}) if len(ids) != len(set(ids)) else []
    if doubles:
        raise InputError(where, N_("The id “{id}” stands twice."), {"id": doubles[0]})


def _refuse_offers(creditor: FlowCreditor, periods: int) -> None:
    where = f"creditors/{creditor.id}/offers"
    if not creditor.offers:
        raise InputError(where, N_("A creditor needs at least one offer."))
    _refuse_doubles(where, [offer.id for offer in creditor.offers])
    for offer in creditor.offers:
        if len(offer.flows) > periods:
            raise _length(f"{where}/{offer.id}/flows", len(offer.flows), periods)
        if any(flow < 0 for flow in offer.flows):
            raise InputError(f"{where}/{offer.id}/flows", N_("An offer takes nothing below zero."))


def _refuse_running(debt: FlowRunning, periods: int) -> None:
    where = f"running/{debt.id}"
    if debt.balance < 0:
        raise InputError(f"{where}/balance", N_("The amount is below zero."))
    rates = debt.rate if isinstance(debt.rate, tuple) else (debt.rate,)
    if any(rate < 0 for rate in rates):
        raise InputError(f"{where}/rate", N_("The rate is below zero."))
    if isinstance(debt.rate, tuple) and len(debt.rate) != periods:
        raise _length(f"{where}/rate", len(debt.rate), periods)
    if debt.deadline is not None and not 1 <= debt.deadline <= periods:
        raise InputError(
            f"{where}/deadline", N_("The deadline lies between period 1 and {periods}."), {"periods": periods}
        )
    asked = debt.minimum
    if asked is not None and ((asked.percent or 0) < 0 or (asked.floor or 0) < 0):
        raise InputError(f"{where}/minimum", N_("The amount is below zero."))
