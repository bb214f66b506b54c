# SPDX-License-Identifier: Apache-2.0
"""Which usual way of counting gives the platform's figure? One change at a time is tried, then two together."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from planner.engine.allocation import Parts
from planner.engine.recompute import AS_AGREED, Way, recompute
from planner.facts.case import Debt
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.facts.problems import InputError

PARTS = ("principal", "interest", "penalty", "fee")

FEE_FIRST = ("fee", "penalty", "interest", "principal")
INTEREST_FIRST = ("fee", "interest", "penalty", "principal")
PENALTY_LAST = ("fee", "interest", "principal", "penalty")
PRINCIPAL_FIRST = ("principal", "interest", "penalty", "fee")


@dataclass(frozen=True, slots=True)
class Change:
    """One departure from the contract's way of counting: its name, the value tried, the fields of Way, its words."""

    name: str
    value: str
    fields: tuple[tuple[str, Any], ...]
    words: str


def _change(name: str, value: str, words: str, **fields: Any) -> Change:
    return Change(name, value, tuple(fields.items()), words)


# What platforms and spreadsheets do differently; a new habit is one line here.
CHANGES: tuple[Change, ...] = (
    *(_change("day_count", count, N_("days counted {value}"), day_count=count)
      for count in ("ACT/365F", "ACT/360", "30/360", "ACT/ACT", "PERIODIC")),
    _change("days", "+1", N_("one day more at the end"), end_days=1),
    _change("days", "-1", N_("one day less at the end"), end_days=-1),
    _change("start", "-1", N_("the first day counted too"), start_days=-1),
    _change("start", "+1", N_("counted from the day after"), start_days=1),
    *(_change("rounding", how, N_("rounding {value}"), rounding=how) for how in ("half_up", "half_even", "down", "up", "none")),
    *(_change("allocation", ", ".join(order), N_("payments used for {value}"), allocation=order)
      for order in (FEE_FIRST, INTEREST_FIRST, PENALTY_LAST, PRINCIPAL_FIRST)),
    _change("penalty_base", "all principal", N_("penalty on all principal from the first missed instalment"), all_due=True),
    _change("penalty_base", "principal and interest", N_("penalty on unpaid interest too"), compound=True),
    _change("unpaid_interest", "added", N_("unpaid interest added to the principal"), unpaid_interest="added"),
    _change("early_payments", "held", N_("payments made early kept for their instalment"), hold_early=True),
    _change("principal", "received", N_("counted from the money really received"), from_received=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Changes that give the platform's figure to the fen, and the parts of the claim they explain."""

    changes: tuple[Change, ...]
    parts: tuple[str, ...]
    way: Way


def explain(debt: Debt, until: dt.date, claimed: Mapping[str, Fen], base: Parts) -> tuple[Explanation, ...]:
    """Return the simplest ways of counting that give the claimed parts, the fewest changes first.

    One that explains every claimed part stands alone; otherwise the first found for each part that differs. A part
    equal to the recomputed one needs no explanation, but a way that would spoil it explains nothing of the whole.
    """
    wanted = {name: amount for name, amount in claimed.items() if amount != getattr(base, name)}
    if not wanted:
        return ()
    found: dict[str, Explanation] = {}
    for changes, parts, way in _tries(debt, until, base):
        matched = tuple(name for name in wanted if getattr(parts, name) == wanted[name])
        if len(matched) == len(wanted) and all(getattr(parts, n) == claimed[n] for n in claimed):
            return (Explanation(changes=changes, parts=matched, way=way),)
        for name in matched:
            if wanted[name] or len(changes) == 1:
                found.setdefault(name, Explanation(changes=changes, parts=(name,), way=way))
    return _joined(found)


def _joined(found: Mapping[str, Explanation]) -> tuple[Explanation, ...]:
    """Say one explanation of several parts once."""
    by_changes: dict[tuple[Change, ...], Explanation] = {}
    for each in found.values():
        old = by_changes.get(each.changes)
        by_changes[each.changes] = each if old is None else replace(old, parts=(*old.parts, *each.parts))
    return tuple(by_changes.values())


def _tries(debt: Debt, until: dt.date, base: Parts) -> Iterator[tuple[tuple[Change, ...], Parts, Way]]:
    """Yield every way of counting that changes something, one change first, then pairs of changes that each matter."""
    alone: list[Change] = []
    for change in CHANGES:
        way = replace(AS_AGREED, **dict(change.fields))
        parts = _tried(debt, until, way)
        if parts is not None and parts != base:
            alone.append(change)
            yield (change,), parts, way
    for one, other in combinations(alone, 2):
        if one.name == other.name:
            continue
        way = replace(AS_AGREED, **dict(one.fields + other.fields))
        parts = _tried(debt, until, way)
        if parts is not None and parts != base:
            yield (one, other), parts, way


def _tried(debt: Debt, until: dt.date, way: Way) -> Parts | None:
    """Recompute in a way that the contract's other terms may not allow; then it explains nothing."""
    try:
        return recompute(debt, until, way)
    except (InputError, OverflowError):  # OverflowError: a day before year 1 or after year 9999
        return None
