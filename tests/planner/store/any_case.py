# SPDX-License-Identifier: Apache-2.0
"""Any case at all, for laws that hold for every case: each field drawn by what its class says it may hold."""

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from planner.facts.case import LISTS, VERSION, Case
from planner.facts.dates import Month
from planner.facts.records import fields_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text("abc123一-", min_size=1, max_size=3)
fens = st.integers(-(10**15), 10**15)
rates = st.decimals(-10, 10, places=6) | st.sampled_from([Decimal("0.2400"), Decimal(0)])
months = st.integers(1900 * 12, 2200 * 12).map(Month)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0))
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(10**12), 10**12),
    bool: st.booleans(),
    date: st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    Month: months,
    datetime: moments,
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Draw a value that the hint allows."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return fens if hint.__metadata__[0] == "fen" else rates
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(option) for option in inner))
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin in (Mapping, dict):
        return st.dictionaries(texts, values(inner[1]), max_size=2)
    return records(hint) if is_dataclass(hint) and hint is not Month else _PLAIN[hint]


@cache
def records(cls: type) -> st.SearchStrategy[Any]:
    """Draw a record of a class; facts that may be unknown often are."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for kind in fields_of(cls):
        drawn = ids if kind.name == "id" else st.deferred(lambda hint=kind.hint: values(hint))
        if kind.optional:
            drawn = st.none() | drawn
        fields[kind.name] = drawn if kind.required else st.just(kind.default) | drawn
    return st.builds(cls, **fields)


def lists_of(name: str, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw a list of a case, each id once."""
    return st.lists(records(LISTS[name]), max_size=most, unique_by=lambda one: one.id).map(tuple)


def cases(most: int = 3) -> st.SearchStrategy[Case]:
    """Draw a case."""
    single = {
        kind.name: values(kind.hint) if kind.required else st.none() | values(kind.hint)
        for kind in fields_of(Case)
        if kind.name not in LISTS and kind.name not in ("version", "spelled")
    }
    return st.builds(
        Case, version=st.just(VERSION), **single, **{name: lists_of(name, most) for name in LISTS}
    )
