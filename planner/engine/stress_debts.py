# SPDX-License-Identifier: Apache-2.0
"""Running debts in many futures at once: minimums fall due, more is paid only from cash above the reserve."""

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from planner.engine.plan import Plan
from planner.engine.running import RunningDebt
from planner.engine.shocks import shocked
from planner.engine.simulate import running_debts, sharing_of
from planner.engine.standing import standings
from planner.engine.strategy import Sharing
from planner.facts.case import Case, Scenario
from planner.facts.money import Fen

Fens = npt.NDArray[np.int64]
ROOM = 2**62
FINEST = 10**6  # denominator of a month's rate where the exact one would not fit beside a balance


def balances_of(case: Case, scenario: Scenario, plan: Plan, paths: int) -> "Balances | None":
    """Return the running debts of a plan whose strategy has minimums, one balance a future; None for other plans.

    A strategy without minimums makes offers: what it pays falls due like a fixed instalment.
    """
    changed = shocked(case, scenario.shocks)
    stands = [s for s in standings(changed, scenario) if not s.debt.priority]
    debts = [
        d
        for d in running_debts(changed, stands)
        if any(p.debt_id == d.debt_id and p.terms is None for p in plan.debts)
    ]
    sharing = sharing_of(changed, scenario, stands)
    if not sharing.minimums or not debts:
        return None
    return Balances(debts, sharing, paths)


class Balances:
    """The balances of running debts, debt by debt over all futures."""

    def __init__(self, debts: list[RunningDebt], sharing: Sharing, paths: int) -> None:
        self.debts = debts
        self.sharing = sharing
        self.ids = frozenset(debt.debt_id for debt in debts)
        self.principal = [np.full(paths, debt.principal, np.int64) for debt in debts]
        self.apart = [np.full(paths, debt.owed - debt.principal, np.int64) for debt in debts]
        self.room = [None if debt.room is None else np.full(paths, debt.room, np.int64) for debt in debts]

    def pay(self, m: int, cash: Fens, reserve: Fen, spare: Fen) -> None:
        """Let one month pass: interest, minimums out of cash, then the strategy's extra from cash above the reserve.

        `spare` is what the budget has for these debts in the month.
        """
        for k in range(len(self.debts)):
            self._accrue(k, m)
        asks = [self._minimum(k) for k in range(len(self.debts))]
        asked = np.sum(asks, axis=0)
        cash -= asked
        left = np.minimum(np.maximum(cash - reserve, 0), np.maximum(spare - asked, 0))
        order = next(order for since, order in reversed(self.sharing.orders) if since <= m)
        for k in order:
            extra = np.minimum(left, self.principal[k] + self.apart[k] - asks[k])
            left = left - extra
            cash -= extra
            asks[k] = asks[k] + extra
        for k, paid in enumerate(asks):
            self._take(k, paid)

    def still_open(self) -> npt.NDArray[np.bool_]:
        """Return which futures end with something owed."""
        return np.asarray(sum(p + a for p, a in zip(self.principal, self.apart, strict=True)) > 0)

    def _accrue(self, k: int, m: int) -> None:
        debt = self.debts[k]
        numerator, denominator = debt.factors[m]
        if debt.penalty_factors:
            both = Fraction(numerator, denominator) + Fraction(*debt.penalty_factors[m])
            numerator, denominator = both.numerator, both.denominator
        if 2 * numerator * max(debt.owed, 1) * 1000 > ROOM:
            near = Fraction(numerator, denominator).limit_denominator(FINEST)
            numerator, denominator = near.numerator, near.denominator
        principal = self.principal[k]
        interest = (2 * numerator * principal + denominator) // (2 * denominator)
        if debt.monthly_fee:
            interest = interest + debt.monthly_fee * (principal + self.apart[k] > 0)
        room = self.room[k]
        if room is not None:
            interest = np.minimum(interest, room)
            room -= interest
        self.apart[k] = self.apart[k] + interest

    def _minimum(self, k: int) -> Fens:
        debt = self.debts[k]
        owed = self.principal[k] + self.apart[k]
        least: Fens = np.full_like(owed, debt.least)
        if debt.percent:
            share = debt.percent
            least = np.maximum(
                least, (2 * share.numerator * owed + share.denominator) // (2 * share.denominator)
            )
        asked: Fens = np.minimum(least, owed)
        return asked

    def _take(self, k: int, paid: Fens) -> None:
        """Divide payments: what stands apart first, then principal; unpaid interest joins the principal where so agreed."""
        first = np.minimum(paid, self.apart[k])
        self.apart[k] = self.apart[k] - first
        self.principal[k] = self.principal[k] - (paid - first)
        if self.debts[k].added:
            self.principal[k] = self.principal[k] + self.apart[k]
            self.apart[k] = np.zeros_like(self.apart[k])
