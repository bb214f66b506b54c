# SPDX-License-Identifier: Apache-2.0
"""Backups beside the case: made on closing and before a migration, thinned with age, locked with the case's own key."""

import os
import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path

_NAME = "%Y-%m-%d %H%M%S"
_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2} \d{6}")
_APART = timedelta(minutes=30)
_DAYS, _WEEKS, _MONTHS = 7, 4, 6


def folder_of(case_path: Path) -> Path:
    """Return the folder that holds the backups of a case."""
    return case_path.with_name(f"{case_path.name}.backups")


def backups_of(case_path: Path) -> tuple[Path, ...]:
    """Return the backups of a case, newest first."""
    folder = folder_of(case_path)
    if not folder.is_dir():
        return ()
    return tuple(sorted((f for f in folder.iterdir() if time_of(f) is not None), reverse=True))


def time_of(backup: Path) -> datetime | None:
    """Return when a backup was made, by its name; None for a file that is no backup."""
    if not _PATTERN.fullmatch(backup.stem):
        return None
    try:
        return datetime.strptime(backup.stem, _NAME)
    except ValueError:
        return None


def back_up(
    case_path: Path, copy_to: Callable[[Path], None], at: datetime, spared: Collection[Path] = ()
) -> Path:
    """Make a backup with `copy_to` and thin the older ones but those `spared`; returns the new one. Raises InputError."""
    folder = folder_of(case_path)
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chmod(folder, 0o700)
    made = folder / f"{at.strftime(_NAME)}{case_path.suffix}"
    if not made.exists():
        copy_to(made)
    earlier = {backup: when for backup in backups_of(case_path) if (when := time_of(backup)) is not None}
    keep = kept(earlier.values(), at)
    for backup, when in earlier.items():
        if when not in keep and backup != made and backup not in spared:
            backup.unlink()
    return made


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Say which backups stay: one a half hour for a day, then one a day, a week, a month (7, 4, 6 of them).

    Of each such span the newest stays, and the newest of all always does.
    """
    falling = sorted((t for t in times if t <= now), reverse=True)
    keep = {t for t in times if t > now} | set(falling[:1])
    keep |= _newest_of({int((now - t) / _APART): t for t in reversed(falling) if now - t < timedelta(days=1)})
    for count, span in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        keep |= set(list(_by_span(falling, span).values())[:count])
    return frozenset(keep)


def _newest_of(found: dict[int, datetime]) -> set[datetime]:
    return set(found.values())


def _by_span(falling: list[datetime], span: str) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for time in falling:
        found.setdefault(time.strftime(span), time)
    return found
