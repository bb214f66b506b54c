# SPDX-License-Identifier: Apache-2.0
"""Finds rows of different files that tell of the same payment, or of a move between the user's own accounts.

Nothing is ever deleted: a link takes one row out of the sums and can be undone. A link is made only where every sign
agrees and there is exactly one candidate on each side; the rest is for the user to say.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from planner.facts.case import Account, Flow, Link
from planner.facts.dates import day_of
from planner.facts.language import N_
from planner.facts.stopping import each
from planner.statements.cells import card_tail, order_of
from planner.statements.linking_orders import ONE_ORDER, of_one_order

PLATFORMS = ("支付宝", "微信支付", "京东", "美团")
NAMED_BY = {
    "支付宝": re.compile(r"支付宝|蚂蚁|花呗|借呗|余额宝"),
    "微信支付": re.compile(r"财付通|微信|理财通|零钱"),
    "京东": re.compile(r"京东|网银在线"),
    "美团": re.compile(r"美团|三快|钱袋宝|大众点评"),
}
MOST_DAYS = 3  # a card books a repayment later
MOST_NEAR = 300  # rows of one amount in the days around
LinkKind = Literal["same_payment", "refund", "own_transfer"]
SAME = N_("Paid through this wallet with this card: same amount, at most one day apart, no other candidate.")
MOVED = N_(
    "The same amount left one of your accounts and reached the other, at most one day apart, no other candidate."
)
REPAID_CARD = N_(
    "The repayment left one account and arrived on the card: same amount, at most three days apart."
)


@dataclass(frozen=True, slots=True)
class Found:
    """Two rows that belong together; the first one counts. `why` is a msgid."""

    first: str
    second: str
    kind: LinkKind
    why: str


def find_links(
    accounts: Sequence[Account], flows: Sequence[Flow], fresh: Iterable[str], links: Iterable[Link]
) -> Iterator[Found]:
    """Yield links between the fresh flows and all others.

    A row that a link has taken out of the sums, or that is a linked own transfer, is left alone. One that counts for a
    payment may be joined by a row of yet another account: bank, wallet and card can tell of one repayment.
    """
    by_id = {account.id: account for account in accounts}
    new = set(fresh)
    wanted = {abs(flow.amount) for flow in flows if flow.id in new}
    told, done = _told(flows, links)
    by_amount: dict[int, list[Flow]] = {}
    for flow in each(flows):
        if (
            flow.kind != "no_money_moved"
            and abs(flow.amount) in wanted
            and flow.amount
            and flow.id not in done
        ):
            by_amount.setdefault(abs(flow.amount), []).append(flow)
    taken = done | told.keys()
    for _, rows in each(sorted(by_amount.items())):
        if len({flow.account for flow in rows}) > 1:
            for found in _among(rows, new, by_id, told):
                taken |= {found.first, found.second}
                yield found
    wallets = {account.id for account in accounts if account.bank in PLATFORMS}
    for order, charge in of_one_order(flows, by_id, wallets, taken):
        named = NAMED_BY[by_id[order[0].account or ""].bank or ""]
        fresh_ones = new & {charge.id, *(flow.id for flow in order)}
        if fresh_ones and named.search(f"{charge.party or ''} {charge.memo or ''}"):
            yield from (Found(flow.id, charge.id, "same_payment", ONE_ORDER) for flow in order)


def _told(flows: Iterable[Flow], links: Iterable[Link]) -> tuple[dict[str, set[str]], set[str]]:
    """Return which accounts tell already of a counted flow, and the flows that are out of play."""
    account_of = {flow.id: flow.account or "" for flow in flows}
    told: dict[str, set[str]] = {}
    done: set[str] = set()
    for link in links:
        if link.kind == "own_transfer":
            done.update(link.flows)
        elif link.kind == "same_payment":
            done.update(link.flows[1:])
            told.setdefault(link.flows[0], set()).update(account_of.get(flow, "") for flow in link.flows)
    return told, done


def _among(
    rows: list[Flow], new: set[str], accounts: Mapping[str, Account], told: Mapping[str, set[str]]
) -> Iterator[Found]:
    """Link rows of one amount: first those minutes apart, then those a day apart, then equal numbers on one day."""
    rows.sort(key=lambda flow: order_of(flow.at))
    matches = list(_matches(rows, accounts, told))
    used: set[str] = set()
    for choose in (_minutes_apart, _alone, _balanced):
        left = [m for m in matches if m.first.id not in used and m.second.id not in used]
        for match in choose(left):
            if match.first.id in used or match.second.id in used:
                continue
            used |= {match.first.id, match.second.id}
            if match.first.id in new or match.second.id in new:
                yield Found(match.first.id, match.second.id, match.kind, match.why)


def _matches(
    rows: Sequence[Flow], accounts: Mapping[str, Account], told: Mapping[str, set[str]]
) -> Iterator["Match"]:
    """Yield every two rows that may belong together; the rows come in order of time.

    A row with very many of its amount in the days around it has no partner that could be told from the others.
    """
    days = [day_of(row.at).toordinal() for row in rows]
    for i, one in enumerate(rows):
        mine = told.get(one.id, {one.account or ""})
        end = bisect_right(days, days[i] + MOST_DAYS)
        if end - bisect_left(days, days[i] - MOST_DAYS) > MOST_NEAR:
            continue
        for other in rows[i + 1 : end]:
            if mine.isdisjoint(told.get(other.id, {other.account or ""})):
                match = _match(one, other, accounts)
                if match:
                    yield match


@dataclass(frozen=True, slots=True)
class Match:
    """Two rows that may belong together; the first one would count."""

    first: Flow
    second: Flow
    kind: LinkKind
    why: str


def _minutes_apart(matches: Sequence[Match]) -> list[Match]:
    """Return the matches at most fifteen minutes apart that have no rival as near."""
    return _alone([m for m in matches if _seconds(m) is not None and (_seconds(m) or 0) <= 900])


def _seconds(match: Match) -> int | None:
    a, b = match.first.at, match.second.at
    if not (isinstance(a, datetime) and isinstance(b, datetime)):
        return None
    return int(abs((a - b).total_seconds()))


def _alone(matches: Sequence[Match]) -> list[Match]:
    """Return the matches whose two rows have no other candidate."""
    count = Counter(row.id for m in matches for row in (m.first, m.second))
    return [m for m in matches if count[m.first.id] == 1 and count[m.second.id] == 1]


def _balanced(matches: Sequence[Match]) -> list[Match]:
    """Pair rows of one day in order, where there are as many on one side as on the other and all fit all."""
    groups: dict[tuple[object, ...], list[Match]] = {}
    for m in matches:
        if day_of(m.first.at) == day_of(m.second.at):
            groups.setdefault((day_of(m.first.at), m.first.account, m.second.account, m.kind), []).append(m)
    paired = []
    for group in groups.values():
        firsts = {m.first.id: m.first for m in group}
        seconds = {m.second.id: m.second for m in group}
        if len(firsts) == len(seconds) and len(group) == len(firsts) ** 2:
            pairs = {(m.first.id, m.second.id): m for m in group}
            ones = sorted(firsts.values(), key=lambda flow: order_of(flow.at))
            others = sorted(seconds.values(), key=lambda flow: order_of(flow.at))
            paired += [pairs[a.id, b.id] for a, b in zip(ones, others, strict=True)]
    return paired


def _match(one: Flow, other: Flow, accounts: Mapping[str, Account]) -> Match | None:
    days = abs((day_of(one.at) - day_of(other.at)).days)
    a, b = accounts.get(one.account or ""), accounts.get(other.account or "")
    if a is None or b is None:
        return None
    if one.kind == other.kind == "debt_repayment" and (one.amount < 0) != (other.amount < 0):
        out, back = (one, other) if one.amount < 0 else (other, one)
        return Match(out, back, "same_payment", REPAID_CARD)
    if days > 1:
        return None
    wallets = [account.bank in PLATFORMS for account in (a, b)]
    if all(wallets):
        return None
    if any(wallets):
        return _wallet_and_bank(a, one, b, other) if wallets[0] else _wallet_and_bank(b, other, a, one)
    return _two_banks(one, other)


def _wallet_and_bank(wallet: Account, row: Flow, bank: Account, there: Flow) -> Match | None:
    if not NAMED_BY[wallet.bank or ""].search(f"{there.party or ''} {there.memo or ''}"):
        return None
    tail = card_tail(row.method or "") or card_tail(row.party or "") or card_tail(row.category or "")
    if row.kind == "own_transfer":
        named = f"{row.method or ''}{row.party or ''}{row.category or ''}"
        mine = tail == bank.tail if tail else bool(bank.bank) and (bank.bank or "") in named
        return Match(row, there, "own_transfer", MOVED) if mine else None
    if not tail or tail != bank.tail or (row.amount < 0) != (there.amount < 0):
        return None
    return Match(row, there, "same_payment", SAME)


def _two_banks(one: Flow, other: Flow) -> Match | None:
    if (one.amount < 0) == (other.amount < 0) or not one.kind == other.kind == "own_transfer":
        return None
    out, back = (one, other) if one.amount < 0 else (other, one)
    return Match(out, back, "own_transfer", MOVED)
