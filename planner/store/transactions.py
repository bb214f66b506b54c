# SPDX-License-Identifier: Apache-2.0
"""Writing to an open case: all of an edit or nothing of it, and only onto the file as we left it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.store.connection import FAILURES, refusal
from planner.store.digest import Digests, stated
from planner.store.opening import Opened
from planner.store.tables import get_meta, set_meta

Stamp = tuple[int, int, int, int]


class ChangedOutside(InputError):  # noqa: N818  said to people, not an error of ours
    """The file is not the one that was opened: replaced, deleted, or written by another program."""


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Transactions:
    """The revision, digests and time stamp of one open file, and the way to write to it."""

    def __init__(self, opened: Opened) -> None:
        assert opened.connection is not None
        self.connection = opened.connection
        self.path = opened.path
        self.read_only = opened.read_only
        self.wrote = opened.migrated
        self._revision = int(get_meta(self.connection, "revision") or 0)
        self._kept_sums = stated(self.connection)
        self._stamp = _stamp(self.path)
        self._token = secrets.token_hex(8)
        self.digests = Digests(dict(self._kept_sums))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read from one and the same state of the file."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if not self.connection.get_autocommit():
                self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Raises InputError (ChangedOutside where the file is not ours any more)."""
        self._must_be_ours()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            if int(get_meta(self.connection, "revision") or 0) != self._revision:
                raise self._changed(N_("Another program wrote to this case."))
            yield
            set_meta(self.connection, self.digests, "revision", str(self._revision + 1))
            set_meta(self.connection, self.digests, "writer", self._token)
            self.digests.write(self.connection)
            self.connection.execute("COMMIT")
        except BaseException as error:
            if not self._reached_the_disk():
                self.digests = Digests(dict(self._kept_sums))
                self._take_stamp_again()
                if isinstance(error, FAILURES):
                    raise refusal(self.path, error) from error
                raise
        self._revision += 1
        self._kept_sums = self.digests.sums()
        self._stamp = _stamp(self.path)
        self.wrote = True

    def _reached_the_disk(self) -> bool:
        """After an error: roll back, and see whether the commit was kept all the same."""
        with suppress(apsw.Error):
            if not self.connection.get_autocommit():
                self.connection.execute("ROLLBACK")
        with suppress(apsw.Error):
            revision = int(get_meta(self.connection, "revision") or 0)
            return revision == self._revision + 1 and get_meta(self.connection, "writer") == self._token
        return False

    def _take_stamp_again(self) -> None:
        """After a roll-back that wrote to the file: it is still ours where it is the same file and revision."""
        with suppress(apsw.Error, OSError):
            now = _stamp(self.path)
            revision = int(get_meta(self.connection, "revision") or 0)
            if now[:2] == self._stamp[:2] and revision == self._revision:
                self._stamp = now

    def _must_be_ours(self) -> None:
        if self.read_only:
            raise InputError(
                self.path.name,
                N_("This case is open for reading only."),
                {},
                N_("Save a copy to go on with."),
            )
        try:
            now = _stamp(self.path)
        except FileNotFoundError:
            raise self._changed(N_("The case file was moved or deleted.")) from None
        if now != self._stamp:
            raise self._changed(N_("Another program replaced or changed the case file."))

    def _changed(self, text: str) -> ChangedOutside:
        return ChangedOutside(
            self.path.name, text, {}, N_("Save a copy of what is on the screen, or open the file again.")
        )
