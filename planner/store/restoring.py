# SPDX-License-Identifier: Apache-2.0
"""Backups as a person sees them: which there are, whether one is sound and what it holds, and a copy made from one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.facts.case import LISTS, Case
from planner.facts.problems import InputError, Problem
from planner.store.backup import backups_of, time_of
from planner.store.casefile import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: its file, when it was made, how large it is in bytes."""

    id: str
    path: Path
    at: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a test found: what is wrong (nothing where it is sound), and how many records of each list it holds."""

    problems: tuple[Problem | InputError, ...]
    counts: dict[str, int]


def listed(case_path: Path) -> tuple[Backup, ...]:
    """Return the backups of a case, newest first; a file that goes meanwhile is left out."""
    found = []
    for path in backups_of(case_path):
        made = time_of(path)
        if made is not None and path.is_file():
            found.append(Backup(id=path.name, path=path, at=made, size=path.stat().st_size))
    return tuple(found)


def counted(case: Case) -> dict[str, int]:
    """Return how many records each list of a case holds."""
    return {name: len(getattr(case, name)) for name in LISTS}


def tested(file: CaseFile, backup: Path) -> Tested:
    """Open a backup of an open case only to read, look at every page, row and paper of it, and count its records."""
    try:
        with file.backup_opened(backup) as old:
            problems = old.check()
            return Tested(problems=problems, counts={} if problems else counted(old.load()))
    except InputError as refused:
        return Tested(problems=(refused,), counts={})


def restored(file: CaseFile, backup: Path, path: Path) -> None:
    """Copy a backup of an open case to a case file of its own, locked as the case is. Raises InputError."""
    with file.backup_opened(backup) as old:
        old.copy_to(path, force=True)
