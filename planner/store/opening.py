# SPDX-License-Identifier: Apache-2.0
"""Opening a case file in order: look, take the lock, unlock, check, lead an old one to the newest form."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from planner.facts.language import N_
from planner.facts.problems import InputError, Problem
from planner.store import schema
from planner.store.backup import back_up
from planner.store.connection import FAILURES, connect, damaged, is_encrypted, look, refusal
from planner.store.copying import SAME_KEY, copy_file
from planner.store.digest import differing, recount
from planner.store.lock import Lock


class PasswordNeeded(InputError):  # noqa: N818  said to people, not an error of ours
    """The case is locked and no password, or a wrong one, was given."""


def password_in(path: Path) -> str:
    """Return the first line of a password file. Raises InputError for an empty one."""
    lines = path.read_text("utf-8-sig").splitlines()
    if not lines or not lines[0]:
        raise InputError(
            str(path),
            N_("The password file is empty."),
            {},
            N_("Put the password on its first line."),
        )
    return str(lines[0])


@dataclass(slots=True)
class Opened:
    """A case file that has just been opened, and what there is to say about it."""

    path: Path
    password: str | None
    read_only: bool
    vfs: str | None = None
    connection: apsw.Connection | None = None
    lock: Lock | None = None
    why_read_only: Problem | None = None
    recovered: bool = False  # its last holder ended without closing it
    migrated: bool = False

    def close(self) -> None:
        """Close the connection and give the lock back."""
        if self.connection is not None:
            self.connection.close()
        self._unlock()

    def only_read(self, why: str) -> None:
        """Go on without the right to write, and say why."""
        self.read_only = True
        self.why_read_only = Problem("info", "", why)
        self._unlock()

    def _unlock(self) -> None:
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def copy_to(self, path: Path) -> None:
        """Write a copy of everything to a new file (for the backup before a migration)."""
        assert self.connection is not None
        copy_file(self.connection, path, False, SAME_KEY, self.password)


def open_file(path: Path, password: str | None, read_only: bool, vfs: str | None) -> Opened:
    """Open a case file. Raises InUse, PasswordNeeded or another InputError, and then holds nothing."""
    opened = Opened(path, password or None, read_only, vfs)
    try:
        _take_lock(opened)
        _connect(opened)
        _examine(opened)
    except FAILURES as error:
        opened.close()
        raise refusal(path, error) from error
    except BaseException:
        opened.close()
        raise
    return opened


def _take_lock(opened: Opened) -> None:
    if not opened.path.is_file():
        raise refusal(opened.path, FileNotFoundError())
    if opened.path.stat().st_size == 0:
        raise damaged(opened.path)
    if opened.read_only:
        return
    try:
        if not os.access(opened.path, os.W_OK):
            raise PermissionError
        opened.lock = Lock.take(opened.path)
        opened.recovered = opened.lock.was_left
    except OSError:
        opened.only_read(N_("This case lies where it may not be written; it is open for reading only."))


def _connect(opened: Opened) -> None:
    path = opened.path
    if not is_encrypted(path, opened.vfs):
        opened.password = None
    elif opened.password is None:
        raise PasswordNeeded(path.name, N_("This case is locked."), {}, N_("Give its password."))
    try:
        opened.connection = connect(path, opened.password, opened.read_only, opened.vfs)
        opened.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except apsw.NotADBError:
        if opened.password is None:
            raise
        raise PasswordNeeded(
            path.name,
            N_("The password is wrong, or the file is damaged."),
            {},
            N_("Try again, or open the newest backup."),
        ) from None


def _examine(opened: Opened) -> None:
    assert opened.connection is not None
    newest = schema.VERSION
    version = look(opened.connection, opened.path, newest)
    if version > newest:
        opened.only_read(N_("A newer Huanqing wrote this case; it is open for reading only."))
    elif version < newest and opened.read_only:
        raise InputError(
            opened.path.name,
            N_("This case was written by an older Huanqing."),
            {},
            N_("Open it once for writing; a backup is made first."),
        )
    elif version < newest:
        _migrate(opened, version)
    if not opened.read_only and opened.connection.pragma("journal_mode") != "delete":
        opened.connection.pragma("journal_mode", "delete")


def _migrate(opened: Opened, version: int) -> None:
    assert opened.connection is not None
    if version < 1 or differing(opened.connection):
        raise damaged(opened.path)
    back_up(opened.path, opened.copy_to, datetime.now())
    with opened.connection:
        schema.migrate(opened.connection, version)
        recount(opened.connection)
    opened.migrated = True
