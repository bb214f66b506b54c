# SPDX-License-Identifier: Apache-2.0
"""Which columns of which table a person wants to see, how wide and in which order; kept with the settings, never anything of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.settings import COLUMN_ORDER, COLUMN_WIDTHS, COLUMNS_LEFT_OUT, OF_COLUMNS, Setting, Settings


class _Kept:
    settings: Settings | None = None


def keep_in(settings: Settings) -> None:
    """From now on choices are kept in these settings."""
    _Kept.settings = settings


def table_key(headings: Sequence[str]) -> str:
    """A table by its headings (msgids), the same in both languages."""
    return "|".join(headings)


def _of(setting: Setting, table: str) -> Any:
    return _Kept.settings.get(setting).get(table) if _Kept.settings else None


def _keep(setting: Setting, table: str, value: Any) -> None:
    if _Kept.settings is not None:
        every = {**_Kept.settings.get(setting), table: value}
        _Kept.settings.put(setting, {key: kept for key, kept in every.items() if kept})


def left_out(table: str) -> frozenset[str]:
    """The headings (msgids) of a table that are left out."""
    kept = _of(COLUMNS_LEFT_OUT, table)
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


def leave_out(table: str, heading: str, out: bool) -> None:
    """Leave a column out, or show it again."""
    now = left_out(table)
    _keep(COLUMNS_LEFT_OUT, table, sorted(now | {heading} if out else now - {heading}))


def widths(table: str) -> Mapping[str, int]:
    """How wide a person made columns of a table: px at 100 % by heading (msgid)."""
    kept = _of(COLUMN_WIDTHS, table)
    known = kept if isinstance(kept, dict) else {}
    return {heading: width for heading, width in known.items() if type(width) is int and width > 0}


def keep_width(table: str, heading: str, width: int) -> None:
    """Keep the width of a column, px at 100 %."""
    _keep(COLUMN_WIDTHS, table, {**widths(table), heading: width})


def order(table: str, headings: Sequence[str]) -> Sequence[str]:
    """The headings (msgids) of a table as a person put them, else as they are."""
    kept = _of(COLUMN_ORDER, table)
    known = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    return known if sorted(known) == sorted(headings) else headings


def keep_order(table: str, headings: Sequence[str]) -> None:
    """Keep the order of a table's columns."""
    _keep(COLUMN_ORDER, table, list(headings))


def forget(table: str) -> None:
    """Show a table's columns as they are for everybody."""
    for setting in OF_COLUMNS:
        _keep(setting, table, None)
