# SPDX-License-Identifier: Apache-2.0
"""Who has a case open: a small file beside it that names computer, user and time, and a lock on it.

The operating system lets go of the lock when its holder ends, however it ends; what a dead holder left behind is taken
over. A holder on another computer cannot be asked, so the file is believed.
"""

import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from planner.facts.language import N_
from planner.facts.problems import InputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # Windows locks bytes for readers too: lock one that the text never reaches


class InUse(InputError):  # noqa: N818  said to people, not an error of ours
    """The case is open elsewhere; it may still be opened read-only."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a case."""

    host: str
    user: str
    pid: int
    since: str


def lock_path(case_path: Path) -> Path:
    """Return where the lock of a case lies: beside it, hidden."""
    return case_path.with_name(f".{case_path.name}.lock")


class Lock:
    """The right to write one case; `was_left` says that its last holder ended without closing."""

    def __init__(self, path: Path, handle: int, was_left: bool) -> None:
        self._path = path
        self._handle = handle
        self.was_left = was_left

    @classmethod
    def take(cls, case_path: Path) -> "Lock":
        """Take the lock; raises InUse naming the holder, or OSError where the folder cannot be written."""
        path = lock_path(case_path)
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                fresh = cls._claim(path, handle)
            except BaseException:
                os.close(handle)
                raise
            if fresh is not None:
                return fresh
            os.close(handle)

    @classmethod
    def _claim(cls, path: Path, handle: int) -> "Lock | None":
        holder = _read(handle)
        if not _lock(handle):
            raise in_use(path, holder)
        if not _still_there(path, handle):
            return None  # the last holder removed it just now
        left = _read(handle)
        if left is not None and left.host != platform.node():
            raise in_use(path, left)
        text = json.dumps(asdict(_me()), ensure_ascii=False)
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text.encode("utf-8"))
        return cls(path, handle, left is not None)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if sys.platform == "win32":
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._path.unlink(missing_ok=True)
        else:
            if _still_there(self._path, self._handle):
                self._path.unlink()
            os.close(self._handle)


def _me() -> Holder:
    now = datetime.now().isoformat(" ", "minutes")
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        user = "?"
    return Holder(platform.node(), user, os.getpid(), now)


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        found = json.loads(os.read(handle, 4096).decode("utf-8"))
        return Holder(str(found["host"]), str(found["user"]), int(found["pid"]), str(found["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _still_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def in_use(path: Path, holder: Holder | None) -> InUse:
    """Say who has the case open."""
    if holder is None:
        return InUse(
            "", N_("This case is open in another window."), {}, N_("Close it there, or open it read-only.")
        )
    values = {"host": holder.host, "user": holder.user, "since": holder.since, "lock": path.name}
    if holder.host == platform.node():
        remedy = N_("Close it there, or open it read-only.")
    else:
        remedy = N_(
            "Close it there, or open it read-only. If that computer no longer has it open, delete the file {lock}."
        )
    return InUse("", N_("This case is open on {host} by {user} since {since}."), values, remedy)
