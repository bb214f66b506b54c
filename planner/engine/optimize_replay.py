# SPDX-License-Identifier: Apache-2.0
"""The solver's answer in whole fen: payments rounded, minimums met, the last payment takes what rounding left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.engine.optimize_task import FlowRunning, OptimumTask
from planner.facts.money import Fen, round_fen


@dataclass(frozen=True, slots=True)
class Replay:
    """An exact course: what each running debt is paid, what is spent in each period, whether every rule holds."""

    payments: Mapping[str, tuple[Fen, ...]]
    spent: tuple[Fen, ...]
    holds: bool

    @property
    def cost(self) -> Fen:
        """All that is paid."""
        return sum(self.spent)

    @property
    def last(self) -> int:
        """The last period with a payment, counted from 1."""
        return max((m + 1 for m, amount in enumerate(self.spent) if amount), default=0)


def replay(
    task: OptimumTask, flows: Sequence[Sequence[Fen]], wished: Mapping[str, Sequence[Fraction]] | None
) -> Replay:
    """Return the exact course of the chosen offers' flows and of the wished payments (fen, not rounded).

    Each wish is kept to the fen over time. Where the cash of a period falls short by what rounding broke, the excess
    over the minimums waits; a debt whose wishes have ended takes all it owes as soon as the cash allows.
    Without wishes every debt asks for all it owes, the dearest first, and the cash that later offers need is kept.
    """
    offers = [sum(flow[m] for flow in flows if m < len(flow)) for m in range(task.periods)]
    wishes = wished or {}
    debts = [_Debt(debt, wishes.get(debt.id, ())) for debt in sorted(task.running, key=lambda debt: debt.id)]
    kept_back = [0] * task.periods if wished is not None else _kept_back(task, offers)
    spent, purse, holds = [], task.start, True
    for m in range(task.periods):
        purse = purse + task.budget[m] if task.carry or m == 0 else task.budget[m]
        asks = [debt.ask(m, task.timing) for debt in debts]
        short = offers[m] + kept_back[m] + sum(asks) - purse
        for debt in _giving_way(debts, m + (task.timing == "end"), wished is None):
            short -= debt.give_way(short)
        for debt in debts:
            debt.pay(m, task.timing)
        spent.append(offers[m] + sum(debt.paid[-1] for debt in debts))
        purse -= spent[-1]
        holds = holds and purse >= 0 and all(debt.is_on_time(m) for debt in debts)
    holds = holds and all(debt.owed == 0 for debt in debts)
    return Replay({debt.debt.id: tuple(debt.paid) for debt in debts}, tuple(spent), holds)


def _kept_back(task: OptimumTask, offers: Sequence[Fen]) -> list[Fen]:
    """Return what must be left after each period, so that later budgets meet later offers."""
    kept = [0] * task.periods
    if task.carry:
        for m in reversed(range(task.periods - 1)):
            kept[m] = max(0, kept[m + 1] + offers[m + 1] - task.budget[m + 1])
    return kept


def _giving_way(debts: Sequence["_Debt"], period: int, dearest_first: bool) -> list["_Debt"]:
    """Return the debts, the one that waits first at the head: the cheapest, or that with most to spare."""
    if dearest_first:
        return sorted(debts, key=lambda debt: (debt.debt.rate_in(period), debt.owed))
    return sorted(debts, key=lambda debt: debt.spare, reverse=True)


class _Debt:
    """One running debt while the periods pass."""

    def __init__(self, debt: FlowRunning, wishes: Sequence[Fraction]) -> None:
        self.debt = debt
        self.wishes = wishes
        self.owed = debt.balance
        self.before = debt.balance
        self.wished = Fraction(0)
        self.given = 0
        self.asked = 0
        self.least = 0
        self.paid: list[Fen] = []

    @property
    def spare(self) -> Fen:
        """How much of the ask can wait."""
        return self.asked - self.least

    def ask(self, m: int, timing: str) -> Fen:
        """Return what it takes in this period: its wish to the fen, at least the minimum, at most what is owed."""
        self.before = self.owed
        if timing == "end":
            self.owed += round_fen(self.owed * Fraction(self.debt.rate_in(m)))
        self.wished += self.wishes[m] if m < len(self.wishes) else 0
        over = not any(wish > Fraction(1, 100) for wish in self.wishes[m + 1 :])
        ask = self.owed if over else round_fen(self.wished) - self.given
        self.least = min(self._minimum(m), self.owed)
        self.asked = min(max(ask, self.least, 0), self.owed)
        return self.asked

    def _minimum(self, m: int) -> Fen:
        asked = self.debt.least(m)
        if asked is None:
            return 0
        share = round_fen(self.before * Fraction(asked.percent or 0))
        return max(share, asked.floor or 0)

    def give_way(self, short: Fen) -> Fen:
        """Let up to `short` wait for a later period; returns how much."""
        waits = max(0, min(short, self.spare))
        self.asked -= waits
        return waits

    def pay(self, m: int, timing: str) -> None:
        """Take what was asked."""
        self.owed -= self.asked
        self.given += self.asked
        self.paid.append(self.asked)
        if timing == "begin":
            self.owed += round_fen(self.owed * Fraction(self.debt.rate_in(m)))

    def is_on_time(self, m: int) -> bool:
        """Whether it is cleared where its deadline is reached."""
        return self.debt.deadline is None or m + 1 < self.debt.deadline or self.owed == 0
