# SPDX-License-Identifier: Apache-2.0
"""Pairs refunds with the purchases of the same file, by order number, else by shop, text and amount."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planner.facts.money import Fen
from planner.statements.cells import order_of, real_id
from planner.statements.statement import Entry

_PREFIX = re.compile(r"^(?:退款|价保退款|部分退款|售后退款|仅退款)[-:：]?\s*")


def _root(order_no: str) -> str:
    """Cut a refund's suffix off an order number: X_1, X*REFUND_1."""
    return re.split(r"[*_]", real_id(order_no), maxsplit=1)[0]


def _subject(entry: Entry) -> tuple[str, str]:
    return entry.party, _PREFIX.sub("", entry.memo)


def pair_refunds(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Yield (place of the purchase, place of the refund). Several refunds may belong to one purchase, up to its amount."""
    refunds = [i for i, entry in enumerate(entries) if _is_refund(entry)]
    if not refunds:
        return
    by_order, by_subject, by_returned = _purchases(entries)
    left: dict[int, Fen] = {}
    loose: list[int] = []
    for i in sorted(refunds, key=lambda place: order_of(entries[place].at)):
        refund = entries[i]
        named = by_order.get(_root(refund.order_no), ()) if _root(refund.order_no) else ()
        alike = by_subject.get(_subject(refund), ())
        said = by_returned.get((refund.party, abs(refund.amount)), ())
        found = _choose(entries, refund, named, alike, said, left)
        if found is None:
            loose.append(i)
        else:
            left[found] = left.get(found, abs(entries[found].amount)) - abs(refund.amount)
            yield found, i
    yield from _together(entries, loose, left)


MOST_PARTS = 12  # refunds that are tried together for one purchase


def _together(
    entries: Sequence[Entry], loose: list[int], left: Mapping[int, Fen]
) -> Iterator[tuple[int, int]]:
    """Pair purchases that say they were refunded in full with several refunds that add up to them."""
    for bought, entry in enumerate(entries):
        if (
            not (_is_purchase(entry) and entry.returned and entry.returned == abs(entry.amount))
            or bought in left
        ):
            continue
        later = [
            i
            for i in loose
            if (entries[i].party, entries[i].method) == (entry.party, entry.method)
            and order_of(entries[i].at) >= order_of(entry.at)
        ]
        for back in _adding_up(entries, later[:MOST_PARTS], entry.returned):
            loose.remove(back)
            yield bought, back


def _adding_up(entries: Sequence[Entry], places: Iterable[int], total: Fen) -> tuple[int, ...]:
    """Return places whose amounts add up to a total, as few as can be; none where nothing does."""
    sums: dict[Fen, tuple[int, ...]] = {0: ()}
    for place in places:
        for reached, used in list(sums.items()):
            more = reached + abs(entries[place].amount)
            best = sums.get(more)
            if more <= total and (best is None or len(best) > len(used) + 1):
                sums[more] = (*used, place)
    return sums.get(total, ())


def _is_refund(entry: Entry) -> bool:
    return entry.kind == "refund" or (entry.kind == "own_transfer" and entry.status == "退款成功")


def _is_purchase(entry: Entry) -> bool:
    closed = entry.status in ("交易关闭", "已关闭") and entry.kind in ("unknown", "own_transfer")
    return entry.kind == "spending" or closed


Places = dict[Any, list[int]]


def _purchases(entries: Sequence[Entry]) -> tuple[Places, Places, Places]:
    """Return the purchases by order number, by shop and text, by shop and what they say was refunded of them."""
    by_order: Places = {}
    by_subject: Places = {}
    by_returned: Places = {}
    for i, entry in enumerate(entries):
        if _is_purchase(entry):
            for number in {_root(entry.order_no), entry.merchant_no} - {""}:
                by_order.setdefault(number, []).append(i)
            by_subject.setdefault(_subject(entry), []).append(i)
            if entry.returned:
                by_returned.setdefault((entry.party, entry.returned), []).append(i)
    return by_order, by_subject, by_returned


def _choose(
    entries: Sequence[Entry],
    refund: Entry,
    named: Iterable[int],
    alike: Iterable[int],
    said: Iterable[int],
    left: dict[int, Fen],
) -> int | None:
    """Return the purchase a refund belongs to; None where it cannot be told.

    `named` have its order number, `alike` its shop and text, `said` its shop and tell that this was refunded.
    """

    def enough(i: int) -> bool:
        return abs(refund.amount) <= left.get(i, abs(entries[i].amount))

    def fits(i: int) -> bool:
        return enough(i) and order_of(entries[i].at) <= order_of(refund.at)

    by_number = [i for i in named if enough(i)]
    both = [i for i in by_number if i in set(alike)]
    if len(both or by_number) == 1:
        return (both or by_number)[0]
    same_shop = [i for i in by_number if entries[i].party == refund.party]
    if len(same_shop) == 1:
        return same_shop[0]
    told = [i for i in said if fits(i) and refund.party]
    if told:
        return max(told, key=lambda i: order_of(entries[i].at))
    equal = [i for i in (both or alike) if fits(i) and abs(entries[i].amount) == abs(refund.amount)]
    return max(equal, key=lambda i: order_of(entries[i].at)) if equal else None
