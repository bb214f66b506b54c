# SPDX-License-Identifier: Apache-2.0
"""The cases of a counsellor: each file's next date and how far it is, read beside the window; a case in a window of its own."""

import subprocess
import sys
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from planner.facts.case import Case
from planner.facts.money import Fen
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook, with_overrides
from planner.notices.signals import load_signals
from planner.notices.typed import read_notices
from planner.reports.progress import NextDate, next_dates
from planner.store.casefile import SUFFIX, CaseFile
from planner.store.opening import PasswordNeeded

MOST = 200  # cases listed
State = Literal["read", "locked", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case file: what it is called, its next date, what it owes; `state` says why the rest is not known."""

    id: str  # the path
    path: Path
    state: State
    label: str
    next: NextDate | None = None
    days: int | None = None
    debts: int = 0
    owed: Fen = 0
    unchecked: int = 0  # messages of which nothing has been checked
    why: str = ""


def case_files(known: Iterable[Path], folder: Path | None = None) -> tuple[Path, ...]:
    """Return the case files beside the known ones and in a folder, each once, the known ones first."""
    files = [path for path in known if path.is_file()]
    folders = [*([folder] if folder else []), *(path.parent for path in files)]
    for place in dict.fromkeys(folders):
        files += sorted(place.glob(f"*{SUFFIX}"))
    return tuple(dict.fromkeys(path.resolve() for path in files))[:MOST]


def caseload(
    files: Sequence[Path], rules: RuleBook, today: date
) -> Generator[CaseLine, bool, tuple[CaseLine, ...] | None]:
    """Read case after case, only to look; a job that yields each line and can be stopped. Nearest date first."""
    found = []
    for path in files:
        line = case_line(path, rules, today)
        found.append(line)
        if (yield line):
            return None
    return tuple(sorted(found, key=_by_date))


def _by_date(line: CaseLine) -> tuple[bool, date, str]:
    return (line.next is None, line.next.day if line.next else date.max, line.label)


def case_line(path: Path, rules: RuleBook, today: date) -> CaseLine:
    """Return what one file shows without being changed; one with a password shows its name alone."""
    try:
        file = CaseFile.open(path, read_only=True)
    except PasswordNeeded as refused:
        return CaseLine(id=str(path), path=path, state="locked", label=path.stem, why=refused.words())
    except InputError as refused:
        return CaseLine(id=str(path), path=path, state="refused", label=path.stem, why=refused.words())
    try:
        case = file.load()
        return _line(path, case, with_overrides(rules, case.overrides), today)
    except InputError as refused:
        return CaseLine(id=str(path), path=path, state="refused", label=path.stem, why=refused.words())
    finally:
        file.close()


def _line(path: Path, case: Case, book: RuleBook, today: date) -> CaseLine:
    verdicts = read_notices(case.notices, load_signals(resources() / "rules"), book, today, case.debts)
    dates = next_dates(case, verdicts, book, today)
    first = dates[0] if dates else None
    return CaseLine(
        id=str(path),
        path=path,
        state="read",
        label=case.label or path.stem,
        next=first,
        days=first.days_left(today) if first else None,
        debts=len(case.debts),
        owed=sum(debt.owed for debt in case.debts),
        unchecked=sum(not any(check.outcome for check in notice.checks) for notice in case.notices),
    )


def own_window(path: Path, today: date | None = None) -> list[str]:
    """Return the command that opens a case in a window of its own; `today` where it is not the clock's."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    return [*program, str(path), *(["--today", today.isoformat()] if today else [])]


def open_window(path: Path, today: date | None = None) -> "subprocess.Popen[bytes]":
    """Open a case in a window of its own: another process, which locks its file as any other."""
    home = Path(__file__).resolve().parent.parent  # where this program's own packages lie
    return subprocess.Popen(
        own_window(path, today),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
