# SPDX-License-Identifier: Apache-2.0
"""What is still to be written to the open case, and where a new case is put that has no name yet."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from planner.facts.case import LISTS, Case, Change, changes
from planner.facts.changes import moved as differing
from planner.facts.problems import InputError
from planner.store.casefile import SUFFIX, CaseFile, ChangedOutside
from ui.background import ask
from ui.drafts import drafts

HUGE = 2_000  # records of one edit, from which on to tell what differs takes the window too long


@dataclass(slots=True)
class Step:
    """One edit in the history; what it changed is read from the file where it was made before this session.

    An edit of very many records has the case before and after it instead.
    """

    words: str
    made: tuple[Change, ...] | None = None
    ends: tuple[Case, Case] | None = None


def is_huge(old: Case, new: Case) -> bool:
    """Say whether very many records differ; quick, without looking into any of them."""
    lists = ((getattr(old, name), getattr(new, name)) for name in LISTS)
    return any(
        abs(len(after) - len(before)) >= HUGE
        or (len(before) == len(after) and len(list(islice(differing(before, after), HUGE))) == HUGE)
        for before, after in lists
        if before is not after
    )


class Pending:
    """What is still to be written. The window adds at the end; the FILES lane takes from the front what is kept."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.waiting: deque[tuple[str, tuple[Any, ...]]] = deque()

    def deliver(self) -> InputError | None:
        """Write what waits, in order; returns why it stopped, None when all is kept."""
        while self.waiting:
            name, args = self.waiting[0]
            try:
                self._do(name, *args)
            except InputError as error:
                return error
            self.waiting.popleft()
        return None

    def _do(self, name: str, *args: Any) -> None:
        if name == "save_between":  # an edit of very many records: what differs is looked for here
            old, new, words, at = args
            self.file.save(changes(old, new), words, at)
        else:
            getattr(self.file, name)(*args)


def moved(outbox: Pending, path: Path, case: Case, password: str | None, force: bool) -> CaseFile:
    """Copy the file and what waits for it to another place, and open that; runs in the FILES lane."""
    outbox.deliver()  # what the old file refuses waits for the new one
    try:
        fresh = outbox.file.moved_to(path, password, force)
    except InputError:
        if not isinstance(outbox.deliver(), ChangedOutside):
            raise
        fresh = outbox.file.remade(path, case, password, force)
        outbox.waiting = deque(entry for entry in outbox.waiting if entry[0] == "put_blob")
    outbox.file.close()
    outbox.file = fresh
    outbox.deliver()
    return fresh


def bytes_from(coming: Mapping[str, bytes], file: CaseFile, sha256: str) -> bytes:
    """Return the bytes of that hash: those still to be written, or what the file has. Not for the FILES lane. Raises InputError."""
    return coming[sha256] if sha256 in coming else ask(file.blob, sha256)


def new_draft(name: str = "case") -> Path:
    """Return a free path in the drafts folder, which is made where it is missing."""
    folder = drafts()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{name} {datetime.now():%Y-%m-%d %H%M%S}"
    path, n = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        n += 1
        path = folder / f"{stem} {n}{SUFFIX}"
    return path
