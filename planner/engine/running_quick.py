# SPDX-License-Identifier: Apache-2.0
"""The month loop for plain debts, in whole numbers and plain lists: run again at every keystroke."""

from collections.abc import Sequence

from planner.engine.running_debt import ORDER, DebtState, Move, RunningDebt
from planner.engine.strategy import Sharing
from planner.facts.money import Fen, round_fen

NO_ROOM = 1 << 62  # stands for no cap on charges
STRETCH = 48  # months of factors that are worked out together


def is_plain(debt: RunningDebt) -> bool:
    """Whether a debt has only interest, half-up, and the principal paid last: the kind that can be run quickly."""
    usual = debt.allocation == ORDER or (
        debt.allocation[-1] == "principal" and not debt.penalty and not debt.fee
    )
    return usual and debt.rounding == "half_up" and not debt.monthly_fee and not debt.penalty_factors


class Books:
    """Plain debts while the months pass: principal, what stands apart from it, all owed, room under a cap."""

    def __init__(self, debts: Sequence[RunningDebt], sharing: Sharing, horizon: int) -> None:
        self.debts = debts
        self.horizon = horizon
        self.principal = [debt.principal for debt in debts]
        self.apart = [debt.owed - debt.principal for debt in debts]
        self.owed = [debt.owed for debt in debts]
        self.room = [NO_ROOM if debt.room is None else debt.room for debt in debts]
        self.least = [debt.least if sharing.minimums else 0 for debt in debts]
        self.percents = [(k, d.percent) for k, d in enumerate(debts) if d.percent and sharing.minimums]
        self.open = [k for k, owed in enumerate(self.owed) if owed]
        self.rates: list[tuple[tuple[int, int, int], ...]] = []  # by month, then by place
        self.accrued: list[list[Fen]] = []
        self.paid: list[list[Fen]] = []

    def ask(self, month: int) -> list[Fen]:
        """Let the month's interest arise; returns the minimum of each place."""
        at = month % STRETCH
        if at == 0:
            self._work_out(month)
        rates, principals, aparts, owed, room = (
            self.rates[at],
            self.principal,
            self.apart,
            self.owed,
            self.room,
        )
        least = self.least
        interest, asks = [0] * len(owed), [0] * len(owed)
        for k in self.open:
            twice, half, whole = rates[k]
            principal = principals[k]
            i = (principal * twice + half) // whole  # round_fen, half up, without building a fraction
            if i > room[k]:
                i = room[k]
            room[k] -= i
            interest[k] = i
            aparts[k] = apart = aparts[k] + i
            owed[k] = o = principal + apart
            ask = least[k]
            asks[k] = ask if ask < o else o
        for k, percent in self.percents:
            asks[k] = min(owed[k], max(least[k], round_fen(owed[k] * percent)))
        self.accrued.append(interest)
        return asks

    def _work_out(self, month: int) -> None:
        """Work out the factors of the coming months: twice the numerator, the denominator, twice that."""
        until = min(self.horizon, month + STRETCH)
        closed = ((0, 0, 1),) * (until - month)
        columns = [
            _doubled(debt, month, until) if self.owed[k] else closed for k, debt in enumerate(self.debts)
        ]
        self.rates = list(zip(*columns, strict=True))

    def pay(self, pays: list[Fen]) -> None:
        """Take the payments: what stands apart first, then the principal; unpaid interest joins it where so agreed."""
        principals, aparts, owed = self.principal, self.apart, self.owed
        closed = False
        for k in self.open:
            payment, apart = pays[k], aparts[k]
            owed[k] -= payment
            if payment >= apart:
                principals[k] -= payment - apart
                aparts[k] = 0
                if not owed[k]:
                    closed = True
            elif self.debts[k].added:  # arrears of the start earn nothing and stay apart
                aparts[k] = old = max(0, apart - self.accrued[-1][k] - payment)
                principals[k] += apart - payment - old
            else:
                aparts[k] = apart - payment
        if closed:
            self.open = [k for k in self.open if owed[k]]
        self.paid.append(pays)

    def moves(self, k: int) -> tuple[Move, ...]:
        """Tell what each payment of a debt was divided into, until it is cleared."""
        debt = self.debts[k]
        if debt.penalty or debt.fee:
            state = DebtState(debt)
            for month, pays in enumerate(self.paid):
                if state.owed:
                    state.accrue(month)
                    state.pay(pays[k])
            return tuple(state.moves)
        return tuple(self._interest_moves(k, debt))

    def _interest_moves(self, k: int, debt: RunningDebt) -> list[Move]:
        interest, arrears, owed, added = debt.interest, debt.interest, debt.owed, debt.added
        found, new = [], tuple.__new__  # a named tuple without its slow door
        for accrued, pays in zip(self.accrued, self.paid, strict=False):
            if not owed:
                break
            i, payment = accrued[k], pays[k]
            interest += i
            first = payment if payment < interest else interest
            interest -= first
            owed += i - payment
            if added and interest:
                interest = arrears = max(0, arrears - first)
            found.append(new(Move, (payment, first, payment - first, 0, 0, owed, i)))
        return found


def _doubled(debt: RunningDebt, since: int, until: int) -> tuple[tuple[int, int, int], ...]:
    assert debt.factors[until - 1]  # works them out that far
    return tuple((2 * numerator, whole, 2 * whole) for numerator, whole in debt.factors[since:until])
