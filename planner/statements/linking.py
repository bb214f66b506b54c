# SPDX-License-Identifier: Apache-2.0
"""Finds rows of different files that tell of the same payment, or of a move between the user's own accounts.

Nothing is ever deleted: a link takes one row out of the sums and can be undone. A link is made only where every sign
agrees and there is exactly one candidate on each side; the rest is for the user to say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.facts.case import Account, Flow
from planner.facts.dates import day_of
from planner.facts.language import N_
from planner.statements.cells import card_tail

PLATFORMS = ("支付宝", "微信支付", "京东", "美团")
NAMED_BY = {
    "支付宝": re.compile(r"支付宝|蚂蚁|花呗|借呗|余额宝"),
    "微信支付": re.compile(r"财付通|微信|理财通|零钱"),
    "京东": re.compile(r"京东|网银在线"),
    "美团": re.compile(r"美团|三快|钱袋宝|大众点评"),
}
LinkKind = Literal["same_payment", "refund", "own_transfer"]
SAME = N_(
    "Paid through {platform} with the card ending {tail}: same amount, at most one day apart, no other candidate."
)
MOVED = N_(
    "The same amount left one of your accounts and reached the other, at most one day apart, no other candidate."
)
REPAID_CARD = N_(
    "The repayment left one account and arrived on the card: same amount, at most three days apart."
)
SHOP = N_(
    "The order of {platform} was paid with {wallet}: same amount, at most one day apart, no other candidate."
)


@dataclass(frozen=True, slots=True)
class Found:
    """Two rows that belong together; the first one counts. `why` is a text already in words."""

    first: str
    second: str
    kind: LinkKind
    why: str


def find_links(
    accounts: Sequence[Account], flows: Sequence[Flow], fresh: Iterable[str], taken: Iterable[str]
) -> Iterator[Found]:
    """Yield links between the fresh flows and all others; flows already linked as the same payment are left alone."""
    by_id = {account.id: account for account in accounts}
    new, done = set(fresh), set(taken)
    by_amount: dict[int, list[Flow]] = {}
    for flow in flows:
        if flow.kind != "no_money_moved" and flow.amount and flow.id not in done:
            by_amount.setdefault(abs(flow.amount), []).append(flow)
    wanted = {abs(flow.amount) for flow in flows if flow.id in new}
    for fen in sorted(wanted & by_amount.keys()):
        rows = by_amount[fen]
        if len({flow.account for flow in rows}) > 1:
            yield from _among(rows, new, by_id)


def _among(rows: Sequence[Flow], new: set[str], accounts: Mapping[str, Account]) -> Iterator[Found]:
    """Link rows of one amount: each must be the other's only candidate."""
    matches: dict[str, list[tuple[Flow, Flow, LinkKind, str]]] = {}
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            if one.account != other.account and (match := _match(one, other, accounts)):
                matches.setdefault(one.id, []).append(match)
                matches.setdefault(other.id, []).append(match)
    used: set[str] = set()
    for flow_id, found in matches.items():
        first, second, kind, why = found[0]
        alone = len(found) == 1 and len(matches[first.id]) == 1 and len(matches[second.id]) == 1
        if alone and flow_id not in used and (first.id in new or second.id in new):
            used |= {first.id, second.id}
            yield Found(first.id, second.id, kind, why)


def _match(
    one: Flow, other: Flow, accounts: Mapping[str, Account]
) -> tuple[Flow, Flow, LinkKind, str] | None:
    days = abs((day_of(one.at) - day_of(other.at)).days)
    if days > 3:
        return None
    a, b = accounts.get(one.account or ""), accounts.get(other.account or "")
    if a is None or b is None:
        return None
    if days <= 1:
        for wallet, row, bank, there in ((a, one, b, other), (b, other, a, one)):
            if wallet.bank in PLATFORMS and bank.bank not in PLATFORMS:
                return _wallet_and_bank(wallet, row, bank, there)
    if a.bank in PLATFORMS or b.bank in PLATFORMS:
        return None
    return _two_banks(one, other, days)


def _wallet_and_bank(
    wallet: Account, row: Flow, bank: Account, there: Flow
) -> tuple[Flow, Flow, LinkKind, str] | None:
    named = NAMED_BY[wallet.bank or ""].search(f"{there.party or ''} {there.memo or ''}")
    tail = card_tail(row.method or "") or card_tail(row.party or "") or card_tail(row.category or "")
    if not named or not tail or tail != bank.tail:
        return None
    if row.kind == "own_transfer":
        return (row, there, "own_transfer", MOVED)
    same_way = (row.amount < 0) == (there.amount < 0)
    return (row, there, "same_payment", SAME.format(platform=wallet.bank, tail=tail)) if same_way else None


def _two_banks(one: Flow, other: Flow, days: int) -> tuple[Flow, Flow, LinkKind, str] | None:
    if (one.amount < 0) == (other.amount < 0):
        return None
    out, back = (one, other) if one.amount < 0 else (other, one)
    if out.kind == back.kind == "debt_repayment":
        return (out, back, "same_payment", REPAID_CARD)
    if days <= 1 and out.kind == back.kind == "own_transfer":
        return (out, back, "own_transfer", MOVED)
    return None
