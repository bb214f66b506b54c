# SPDX-License-Identifier: Apache-2.0
"""Finds the one charge of a bank for several articles of one order, which the wallet's bill tells row by row."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from planner.facts.case import Account, Flow
from planner.facts.dates import day_of
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements.cells import card_tail

ONE_ORDER = N_(
    "Several articles were paid at the same second with this card, and together they are what the bank took."
)
Order = list[Flow]


def of_one_order(
    flows: Iterable[Flow], accounts: Mapping[str, Account], wallets: Collection[str], taken: Collection[str]
) -> Iterator[tuple[Order, Flow]]:
    """Yield the rows of an order in a wallet (whose accounts are `wallets`) with the bank's row for all of them.

    Only rows that are not `taken` by another link, and only where order and bank row have no other candidate.
    """
    orders: dict[tuple[str, str, str], Order] = {}
    charges: dict[tuple[str, Fen], list[Flow]] = {}
    for flow in flows:
        account = flow.account or ""
        if flow.id in taken or flow.kind != "spending" or account not in accounts:
            continue
        if account not in wallets:
            charges.setdefault((accounts[account].tail or "", flow.amount), []).append(flow)
        elif tail := card_tail(flow.method or ""):
            orders.setdefault((account, str(flow.at), tail), []).append(flow)
    several = [(key[2], order) for key, order in orders.items() if len(order) > 1]
    sums: dict[tuple[str, Fen], int] = {}
    for tail, order in several:
        sums[tail, _sum(order)] = sums.get((tail, _sum(order)), 0) + 1
    for tail, order in several:
        near = [c for c in charges.get((tail, _sum(order)), ()) if _days(c, order[0]) <= 1]
        if len(near) == 1 and sums[tail, _sum(order)] == 1:
            yield order, near[0]


def _sum(order: Order) -> Fen:
    return sum(flow.amount for flow in order)


def _days(one: Flow, other: Flow) -> int:
    return abs((day_of(one.at) - day_of(other.at)).days)
