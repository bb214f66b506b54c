# SPDX-License-Identifier: Apache-2.0
"""The case file: make, open, load, keep each edit, undo and redo, keep papers, copy, back up, check."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import apsw

from planner.facts.case import Case, Change
from planner.facts.language import N_
from planner.facts.problems import STOP, InputError, Problem
from planner.store import backup, edits
from planner.store.connection import FAILURES, damaged, refusal
from planner.store.copying import SAME_KEY, copy_file, make_file
from planner.store.digest import counted, differing, stated
from planner.store.lock import InUse
from planner.store.opening import Opened, PasswordNeeded, open_file
from planner.store.patches import Edit, joined
from planner.store.tables import read_case
from planner.store.transactions import ChangedOutside, Transactions

SUFFIX = ".huanqing"
MOST_BYTES = 500_000_000  # of one paper

__all__ = [
    "SAME_KEY",
    "SUFFIX",
    "CaseFile",
    "ChangedOutside",
    "Edit",
    "InUse",
    "PasswordNeeded",
    "joined",
]


class CaseFile:
    """One open case file. One thread at a time uses it, and it writes only while it holds the lock."""

    def __init__(self, opened: Opened) -> None:
        """Use `create` or `open`."""
        self._opened = opened
        self._on = Transactions(opened)
        self._spared: set[Path] = set()  # backups somebody looks at: thinning leaves them
        self.path = opened.path
        self.read_only = opened.read_only
        self.why_read_only = opened.why_read_only
        self.recovered = opened.recovered
        self.is_encrypted = opened.password is not None

    @classmethod
    def create(cls, path: Path, case: Case, password: str | None = None, force: bool = False) -> "CaseFile":
        """Make a new case file, whole or not at all, and open it. Raises InputError."""
        make_file(Path(path), case, password, force)
        return cls.open(path, password)

    @classmethod
    def open(
        cls, path: Path, password: str | None = None, read_only: bool = False, vfs: str | None = None
    ) -> "CaseFile":
        """Open a case file: look, lock, unlock, check. Raises InUse, PasswordNeeded or another InputError.

        Where it may not be written it opens read-only and `why_read_only` says so. `vfs` is for tests.
        """
        opened = open_file(Path(path).resolve(), password, read_only, vfs)
        try:
            return cls(opened)
        except (apsw.Error, ValueError) as error:
            opened.close()
            raise damaged(opened.path) from error

    def close(self) -> None:
        """Close the file and give the lock back."""
        self._opened.close()

    def __enter__(self) -> "CaseFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def load(self) -> Case:
        """Read the whole case. Raises InputError where a value is not the one that was written."""
        try:
            with self._on.reading():
                case, sums = read_case(self._on.connection)
                sums |= {table: counted(self._on.connection, table) for table in ("meta", "history")}
                said = stated(self._on.connection)
        except (apsw.Error, ValueError) as error:
            raise damaged(self.path) from error
        except InputError as error:
            raise error.within(self.path.name) from error
        if any(total != said.get(table, 0) for table, total in sums.items()):
            raise damaged(self.path)
        return case

    # ------------------------------------------------------------ edits

    def save(self, made: Sequence[Change], words: str, at: datetime, merge: bool = False) -> None:
        """Keep one edit: the changed records and its row of history, in one transaction. Raises InputError.

        `merge` joins it to the edit before, where both only changed existing records. What was undone is dropped.
        """
        edits.save(self._on, made, words, at, merge)

    def undo(self) -> tuple[Change, ...]:
        """Take the last edit back; returns what changed, nothing where no edit is left. Raises InputError."""
        return edits.undo(self._on)

    def redo(self) -> tuple[Change, ...]:
        """Make the edit again that was taken back last; returns what changed. Raises InputError."""
        return edits.redo(self._on)

    def history(self) -> tuple[Edit, ...]:
        """Return all edits in their order, those taken back too."""
        return edits.history(self._on)

    def patch(self, number: int) -> tuple[Change, ...]:
        """Return what edit `number` changed. Raises InputError."""
        return edits.patch(self._on, number)

    # ------------------------------------------------------------ papers

    def put_blob(self, data: bytes) -> str:
        """Keep the bytes of a paper or statement file; returns their SHA-256. The same bytes are kept once."""
        if len(data) > MOST_BYTES:
            raise InputError(
                "", N_("The file is too large to keep in a case."), {}, N_("Make it smaller first.")
            )
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.has_blob(sha256):
            with self._on.writing():
                self._on.connection.execute("INSERT INTO blob(sha256, bytes) VALUES (?, ?)", (sha256, data))
                self._on.digests.add("blob", (sha256, len(data)))
        return sha256

    def has_blob(self, sha256: str) -> bool:
        """Say whether the bytes of that hash are kept here."""
        found = self._on.connection.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        return found is not None

    def blob(self, sha256: str) -> bytes:
        """Return the bytes of that hash, checked against it. Raises InputError."""
        try:
            row = self._on.connection.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        except FAILURES as error:
            raise refusal(self.path, error) from error
        if row is None:
            raise InputError(
                self.path.name, N_("A paper is missing from the case file."), {}, N_("Add it again.")
            )
        if hashlib.sha256(row[0]).hexdigest() != sha256:
            raise damaged(self.path)
        return bytes(row[0])

    # ------------------------------------------------------------ copies and checks

    def copy_to(
        self, path: Path, clean: bool = False, password: str | None = SAME_KEY, force: bool = False
    ) -> None:
        """Copy everything to a new file, whole or not at all. Raises InputError.

        A clean copy leaves out the history and papers no longer in use. `password` None makes an unlocked copy.
        """
        copy_file(self._on.connection, Path(path), clean, password, self._opened.password, force)

    def moved_to(self, path: Path, password: str | None = SAME_KEY, force: bool = False) -> "CaseFile":
        """Copy everything to a new file and open that; this one stays open. Raises InputError."""
        self.copy_to(path, password=password, force=force)
        return CaseFile.open(path, self._key(password))

    def remade(
        self, path: Path, case: Case, password: str | None = SAME_KEY, force: bool = False
    ) -> "CaseFile":
        """Make a new file from facts in memory, where this one cannot be read any more, with what papers can.

        The history is lost. Raises InputError.
        """
        fresh = CaseFile.create(path, case, self._key(password), force)
        for sha256 in {p.sha256 for p in case.papers} | {f.sha256 for f in case.files}:
            with suppress(InputError):  # `check` names the papers that are missing
                fresh.put_blob(self.blob(sha256))
        return fresh

    def reopened(self) -> "CaseFile":
        """Close the file and open it again as it now is. Raises InputError."""
        self.close()
        return CaseFile.open(self.path, self._opened.password)

    def _key(self, password: str | None) -> str | None:
        return self._opened.password if password == SAME_KEY else password

    def back_up(self, at: datetime) -> Path | None:
        """Make a backup beside the case if anything was written since the last one, or since it was opened.

        Returns the backup. Raises InputError.
        """
        if not self._on.wrote:
            return None
        try:
            made = backup.back_up(self.path, self.copy_to, at, self._spared)
        except OSError as error:
            raise InputError(
                self.path.name,
                N_("The backup could not be made ({error})."),
                {"error": error.strerror or type(error).__name__},
                N_("The case itself is kept. Check the folder beside it."),
            ) from error
        self._on.wrote = False
        return made

    def with_password(self, password: str | None) -> "CaseFile":
        """Lock this file and its backups with another password (None: unlock), close it and open it anew.

        Raises InputError; the file is then as it was, and still open. A backup that cannot be read stays as it is.
        """
        others = backup.backups_of(self.path)
        for path in (*others, self.path):
            draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
            try:
                self._relocked(path, draft, password)
                if path == self.path:
                    self.close()
                os.replace(draft, path)
            except OSError as error:
                raise refusal(path, error) from error
            finally:
                draft.unlink(missing_ok=True)
        return CaseFile.open(self.path, password)

    def _relocked(self, path: Path, draft: Path, password: str | None) -> None:
        """Write a copy of this file, or of one of its backups, under another password."""
        if path == self.path:
            self.copy_to(draft, password=password)
            return
        with self.backup_opened(path) as old:
            old.copy_to(draft, password=password)

    def backup_opened(self, path: Path) -> "CaseFile":
        """Open a backup of this case, which has the case's own password, only to read. Raises InputError."""
        self._spared.add(path)
        return CaseFile.open(path, self._opened.password, read_only=True)

    def check(self) -> tuple[Problem, ...]:
        """Look at every page, row and paper of the file; returns what is wrong, nothing where all is well."""
        return tuple(self._check())

    def _check(self) -> Iterator[Problem]:
        try:
            with self._on.reading():
                for (text,) in self._on.connection.execute("PRAGMA integrity_check").fetchall():
                    if text != "ok":
                        yield Problem(STOP, "", N_("The file is damaged: {text}"), {"text": str(text)})
                for table in differing(self._on.connection):
                    yield Problem(STOP, table, N_("A value here is not the one that was written."))
                yield from self._check_papers()
        except FAILURES as error:
            yield Problem(STOP, "", N_("The file is damaged: {text}"), {"text": str(error)})
        try:
            self.load()
        except InputError as refused:
            yield Problem(STOP, refused.where, refused.text, refused.values)

    def _check_papers(self) -> Iterator[Problem]:
        for sha256, data in self._on.connection.execute("SELECT sha256, bytes FROM blob"):
            if hashlib.sha256(data).hexdigest() != sha256:
                yield Problem(
                    STOP, f"blob/{sha256}", N_("The bytes of a paper are not those that were kept.")
                )
        for table in ("papers", "files"):
            missing = f'SELECT id FROM "{table}" WHERE sha256 NOT IN (SELECT sha256 FROM blob) ORDER BY id'
            for (record_id,) in self._on.connection.execute(missing).fetchall():
                yield Problem("warn", f"{table}/{record_id}", N_("The file itself is not kept in this case."))
