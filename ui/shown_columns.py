# SPDX-License-Identifier: Apache-2.0
"""Which columns of which table a person does not want to see; kept with the settings, never anything of a case."""

from collections.abc import Sequence

from ui.settings import COLUMNS_LEFT_OUT, Settings


class _Kept:
    settings: Settings | None = None


def keep_in(settings: Settings) -> None:
    """From now on choices are kept in these settings."""
    _Kept.settings = settings


def table_key(headings: Sequence[str]) -> str:
    """A table by its headings (msgids), the same in both languages."""
    return "|".join(headings)


def left_out(table: str) -> frozenset[str]:
    """The headings (msgids) of a table that are left out."""
    kept = _Kept.settings.get(COLUMNS_LEFT_OUT).get(table, ()) if _Kept.settings else ()
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


def leave_out(table: str, heading: str, out: bool) -> None:
    """Leave a column out, or show it again."""
    if _Kept.settings is None:
        return
    now = left_out(table)
    changed = now | {heading} if out else now - {heading}
    every = {**_Kept.settings.get(COLUMNS_LEFT_OUT), table: sorted(changed)}
    _Kept.settings.put(COLUMNS_LEFT_OUT, {key: value for key, value in every.items() if value})
