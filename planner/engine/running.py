# SPDX-License-Identifier: Apache-2.0
"""Debts without fixed terms, month by month: interest to the due day, minimums, and the budget shared by a strategy.

Whole fen throughout.
"""

from collections.abc import Sequence

from planner.engine.running_debt import Course, DebtState, Move, RunningDebt, Shortage
from planner.engine.running_quick import Books, is_plain
from planner.engine.strategy import Sharing
from planner.facts.money import Fen, share_out

__all__ = ["Course", "Move", "RunningDebt", "Shortage", "run", "run_given", "run_slowly"]


def run(
    debts: Sequence[RunningDebt], spare: Sequence[Fen], then: Fen, sharing: Sharing, horizon: int
) -> Course:
    """Run the debts until all are cleared, the budget falls short of what is asked, or the horizon is reached.

    `spare` is what the budget leaves for these debts in each month, `then` in every later one.
    """
    if all(is_plain(debt) for debt in debts):
        return _quick(debts, spare, then, sharing, horizon)
    return run_slowly(debts, spare, then, sharing, horizon)


def run_slowly(
    debts: Sequence[RunningDebt], spare: Sequence[Fen], then: Fen, sharing: Sharing, horizon: int
) -> Course:
    """Run debts of any kind; the same as `run`, which is quicker where it can be."""
    states = [DebtState(debt) for debt in debts]
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
        pays = [0] * len(debts)
        for k, ask in zip(open_places, asks, strict=True):
            pays[k] = ask
        parts.share(left - sum(asks), month, open_places, [state.owed for state in states], pays)
        for k in open_places:
            states[k].pay(pays[k])
        open_places = [k for k in open_places if states[k].owed]
    return _course(states, debts, None)


def run_given(
    debts: Sequence[RunningDebt], payments: Sequence[Sequence[Fen]], order: Sequence[int]
) -> Course:
    """Run the debts with given payments a month; what one debt cannot take goes to the first open ones of `order`."""
    states = [DebtState(debt) for debt in debts]
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


def _course(states: Sequence[DebtState], debts: Sequence[RunningDebt], shortage: Shortage | None) -> Course:
    return Course(
        moves=tuple(tuple(state.moves) for state in states),
        shortage=shortage,
        open_debts=tuple(debt.debt_id for debt, state in zip(debts, states, strict=True) if state.owed),
    )


def _quick(
    debts: Sequence[RunningDebt], spare: Sequence[Fen], then: Fen, sharing: Sharing, horizon: int
) -> Course:
    """Run plain debts: one place a debt in plain lists."""
    books, parts = Books(debts, sharing, horizon), _Parts(debts, sharing)
    shortage = None
    for month in range(horizon):
        if not books.open:
            break
        spared = spare[month] if month < len(spare) else then
        pays = books.ask(month)
        left = spared - sum(pays)
        if left < 0:
            asked = tuple((debts[k].debt_id, pays[k]) for k in books.open if pays[k])
            shortage = Shortage(month=month, asked=asked, left=spared)
            break
        if left:
            parts.share(left, month, books.open, books.owed, pays)
        books.pay(pays)
    return Course(
        moves=tuple(books.moves(k) for k in range(len(debts))),
        shortage=shortage,
        open_debts=tuple(debt.debt_id for k, debt in enumerate(debts) if books.owed[k]),
    )


class _Parts:
    """The strategy at work: who gets what is left of a month's budget."""

    def __init__(self, debts: Sequence[RunningDebt], sharing: Sharing) -> None:
        self.ids = [debt.debt_id for debt in debts]
        self.sharing = sharing
        self.known: dict[tuple[Fen, tuple[int, ...]], list[Fen]] = {}

    def share(
        self, left: Fen, month: int, open_places: Sequence[int], owed: Sequence[Fen], pays: list[Fen]
    ) -> None:
        """Add the parts of `left` to `pays`; what one debt cannot take goes to the others in the same month."""
        if self.sharing.weights:
            self._by_weight(left, open_places, owed, pays)
            return
        order = next(order for since, order in reversed(self.sharing.orders) if since <= month)
        for k in order:
            extra = owed[k] - pays[k]
            if extra:
                if extra >= left:
                    pays[k] += left
                    return
                pays[k] += extra
                left -= extra

    def _by_weight(self, left: Fen, open_places: Sequence[int], owed: Sequence[Fen], pays: list[Fen]) -> None:
        takers = [k for k in open_places if owed[k] > pays[k]]
        while left and takers:
            given = 0
            for k, part in zip(takers, self._parts(left, tuple(takers)), strict=True):
                taken = min(part, owed[k] - pays[k])
                pays[k] += taken
                given += taken
            left -= given
            takers = [k for k in takers if owed[k] > pays[k]]

    def _parts(self, left: Fen, takers: tuple[int, ...]) -> list[Fen]:
        if (left, takers) not in self.known:
            weights = [self.sharing.weights[k] for k in takers]
            if not any(weights):
                weights = [1] * len(takers)
            self.known[left, takers] = share_out(left, weights, [self.ids[k] for k in takers])
        return self.known[left, takers]
