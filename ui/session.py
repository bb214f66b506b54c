# SPDX-License-Identifier: Apache-2.0
"""The open case: the only thing that changes. Edits count at once, are kept in the background, and can be undone.

Everything else in the window draws what `Session.case` says and hears of changes through `case_changed`.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.facts.case import Case, applied, changes, reversed_
from planner.facts.language import N_
from planner.facts.problems import InputError, Problem
from planner.store.casefile import SAME_KEY, CaseFile, ChangedOutside, joined
from planner.store.restoring import Tested, restored, tested
from ui.background import FILES, ask, run
from ui.drafts import drafts
from ui.keeping import Pending, Step, bytes_from, is_huge, moved, new_draft

Asker = Callable[..., Any]  # `ask`, or what asks while the window lives on
RETRY_MS = 5_000
BULK = 200  # changed records of one edit, from which on a backup is made first
BACKUP_EVERY = timedelta(minutes=30)


def read_case(path: Path, password: str | None = None, read_only: bool = False) -> tuple[CaseFile, Case]:
    """Open a case file and read what it holds; runs in the FILES lane. Raises InUse, PasswordNeeded or another InputError."""
    file = CaseFile.open(path, password, read_only)
    try:
        return file, file.load()
    except InputError:
        file.close()
        raise


def read_sample() -> tuple[CaseFile, Case]:
    """Make a fresh copy of the sample case among the drafts and open it; runs in the FILES lane. Raises InputError."""
    from planner.sample import build  # reads statement files, which loads heavy libraries

    path = new_draft("sample")
    build(path)
    return read_case(path)


class Session(QObject):
    """One open case, its path, its history. Lives in the window's thread."""

    case_changed = Signal(object, object)  # the case before, the case now
    saved = Signal(object)  # datetime: everything is on the disk
    failed = Signal(object)  # InputError: what could not be kept; the edits stay and are tried again

    def __init__(self, file: CaseFile, case: Case, parent: QObject | None = None) -> None:
        """Use `create`, `open` or `open_sample_copy`."""
        super().__init__(parent)
        self._outbox = Pending(file)
        self.asker: Asker = ask  # how the disk is asked for what takes long
        self.case = case
        self._take(file)
        self._merge: object = None
        self._pending_bytes: dict[str, bytes] = {}
        self._writing = False
        self.trouble: InputError | None = None
        self._backed_up = datetime.now()
        self._is_closed = False
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._pump)

    def _take(self, file: CaseFile) -> None:
        self._outbox.file = file
        edits = ask(file.history)
        self._steps = [Step(edit.words) for edit in edits]
        self._at = sum(not edit.undone for edit in edits)

    # ------------------------------------------------------------ open

    @classmethod
    def create(
        cls, case: Case, path: Path | None = None, password: str | None = None, parent: QObject | None = None
    ) -> "Session":
        """Make a new case and open it; without a path it lies in the drafts folder. Raises InputError."""
        file = ask(CaseFile.create, path or new_draft(), case, password)
        return cls(file, case, parent)

    @classmethod
    def open(
        cls, path: Path, password: str | None = None, read_only: bool = False, parent: QObject | None = None
    ) -> "Session":
        """Open a case file. Raises InUse, PasswordNeeded or another InputError."""
        return cls(*ask(read_case, path, password, read_only), parent)

    @classmethod
    def open_sample_copy(cls, parent: QObject | None = None) -> "Session":
        """Open a fresh copy of the sample case, as a draft. Raises InputError."""
        return cls(*ask(read_sample), parent)

    # ------------------------------------------------------------ what is open

    @property
    def path(self) -> Path:
        """Where the case lies."""
        return self._outbox.file.path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._outbox.file.read_only

    @property
    def why_read_only(self) -> Problem | None:
        """Why edits are refused, where that was not asked for."""
        return self._outbox.file.why_read_only

    @property
    def recovered(self) -> bool:
        """Whether the case was not closed properly the last time; everything kept then is here."""
        return self._outbox.file.recovered

    @property
    def is_encrypted(self) -> bool:
        """Whether a password locks the file."""
        return self._outbox.file.is_encrypted

    @property
    def is_draft(self) -> bool:
        """Whether the case has no name of its own yet."""
        return self.path.parent == drafts()

    @property
    def is_saved(self) -> bool:
        """Whether everything is on the disk."""
        return not self._outbox.waiting

    # ------------------------------------------------------------ edits

    def edit(self, words: str, new_case: Case, merge: object = None) -> None:
        """Put `new_case` in place of the case. `words` name the edit in the Edit menu, in the user's language.

        Edits in a row with the same `merge` key, like (record id, field), become one.
        """
        old = self.case
        if is_huge(old, new_case):
            self._edit_huge(words, old, new_case)
            return
        made = changes(old, new_case)
        if not made or self._refused():
            return
        last = self._steps[-1] if self._steps and self._at == len(self._steps) else None
        whole = None
        if merge is not None and merge == self._merge and last is not None and last.made is not None:
            whole = joined(last.made, made)
        if whole is not None and last is not None:
            last.words, last.made = words, whole
        else:
            self._steps[self._at :] = [Step(words, made)]
            self._at += 1
        self._merge = merge
        self._back_up_in_time(len(made))
        self._keep("save", made, words, datetime.now(), whole is not None)
        self._show(old, new_case)

    def _edit_huge(self, words: str, old: Case, new: Case) -> None:
        """An edit of very many records: what differs is looked for where it is kept, not in the window's thread."""
        if old == new or self._refused():
            return
        self._steps[self._at :] = [Step(words, ends=(old, new))]
        self._at += 1
        self._merge = None
        self._back_up_in_time(BULK)
        self._keep("save_between", old, new, words, datetime.now())
        self._show(old, new)

    def undo(self) -> None:
        """Take the last edit back, also one made before the last start."""
        if self.can_undo and not self._refused():
            self._move("undo", self._at - 1, -1)

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        if self.can_redo and not self._refused():
            self._move("redo", self._at, 1)

    @property
    def can_undo(self) -> bool:
        """Whether an edit can be taken back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether an edit taken back can be made again."""
        return self._at < len(self._steps)

    def undo_words(self) -> str | None:
        """Say what would be taken back; None for nothing."""
        return self._steps[self._at - 1].words if self.can_undo else None

    def redo_words(self) -> str | None:
        """Say what would be made again; None for nothing."""
        return self._steps[self._at].words if self.can_redo else None

    def _refused(self) -> bool:
        if self.read_only:
            self.failed.emit(
                InputError(
                    self.path.name,
                    N_("This case is open for reading only."),
                    {},
                    N_("Save a copy to go on with."),
                )
            )
        return self.read_only

    def _move(self, word: str, index: int, way: int) -> None:
        """Go over one edit of the history, back or forth."""
        old = self.case
        try:
            new = self._beyond(index, way)
        except InputError as error:
            self.failed.emit(error)
            return
        if self.case is not old:  # a job brought an edit while the disk was asked: that one counts
            return
        self._at += way
        self._merge = None
        self._keep(word)
        self._show(old, new)

    def _beyond(self, index: int, way: int) -> Case:
        """Return the case on the other side of an edit. Raises InputError."""
        step, old = self._steps[index], self.case
        if step.ends is not None:
            return step.ends[way > 0]
        if step.made is None:
            step.made = self.asker(self._outbox.file.patch, index + 1)
        made = reversed_(step.made) if way < 0 else step.made
        return applied(old, made) if len(made) < BULK else self.asker(applied, old, made)

    def _show(self, old: Case, new: Case) -> None:
        self.case = new
        self.case_changed.emit(old, new)

    # ------------------------------------------------------------ papers

    def keep_bytes(self, data: bytes) -> str:
        """Keep the bytes of a paper or statement file with the case; returns their SHA-256 at once."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._refused():
            self._pending_bytes[sha256] = data
            self._keep("put_blob", data)
        return sha256

    def bytes_of(self, sha256: str) -> bytes:
        """Return the bytes of that hash. Raises InputError."""
        return self.reader()(sha256)

    def reader(self) -> Callable[[str], bytes]:
        """Return what gives the bytes of a hash, for a job in another lane than FILES."""
        return partial(bytes_from, dict(self._pending_bytes), self._outbox.file)

    # ------------------------------------------------------------ keeping

    def _back_up_in_time(self, changes_now: int) -> None:
        """Make a backup before an edit of very many records, and of a long sitting every half hour."""
        now = datetime.now()
        if changes_now >= BULK or now - self._backed_up >= BACKUP_EVERY:
            self._backed_up = now
            self._outbox.waiting.append(("back_up", (now,)))

    def _keep(self, name: str, *args: Any) -> None:
        self._outbox.waiting.append((name, args))
        self._pump()

    def _pump(self) -> None:
        if not self._writing and self._outbox.waiting:
            self._writing = True
            job = run(self._outbox.deliver, lane=FILES)
            job.finished.connect(self._written)
            job.failed.connect(self._stopped)

    def _stopped(self, _bug: object) -> None:
        self._writing = False

    def _written(self, trouble: InputError | None) -> None:
        self._writing = False
        before, self.trouble = self.trouble, trouble
        if trouble is not None:
            if not isinstance(trouble, ChangedOutside):
                self._retry.start()
            if before is None or before.text != trouble.text:
                self.failed.emit(trouble)
        elif self._outbox.waiting:
            self._pump()
        else:
            self._pending_bytes.clear()
            self.saved.emit(datetime.now())

    def flush(self) -> InputError | None:
        """Wait until everything is kept; returns why not, where it could not be."""
        trouble: InputError | None = self.asker(self._outbox.deliver)
        return trouble

    def close(self, anyway: bool = False) -> InputError | None:
        """Keep what waits, make a backup and close. What cannot be kept is returned, and nothing is closed.

        `anyway` closes all the same, and what could not be kept is lost.
        """
        if self._is_closed:
            return None
        trouble = self.flush()
        while trouble is None and self._outbox.waiting:  # a field may have been taken while the window waited
            trouble = self.flush()
        if trouble is not None and not anyway:
            return trouble
        self._is_closed = True
        self._retry.stop()
        ask(self._outbox.waiting.clear)  # in the lane: not while an edit is being written there
        file = self._outbox.file
        try:
            self.asker(file.back_up, datetime.now())
        except InputError as error:
            self.failed.emit(error)  # the case itself is kept: a missing backup must not keep the window open
        finally:
            ask(file.close)
        return trouble

    def discard_if_untouched(self) -> None:
        """After closing: a draft in which nothing was ever done leaves no file behind."""
        if self.is_draft and not self._steps and not self.read_only:
            self.path.unlink(missing_ok=True)

    # ------------------------------------------------------------ copies

    def copy_to(
        self, path: Path, clean: bool = False, password: str | None = SAME_KEY, force: bool = False
    ) -> None:
        """Write a copy; a clean one is without history and unused papers. Raises InputError."""
        trouble = self.flush()
        if trouble is not None:
            raise trouble
        ask(self._outbox.file.copy_to, path, clean, password, force)

    def backup_opened(self, path: Path) -> "Session":
        """Open a backup of this case only to read. Raises InputError."""
        file = ask(self._outbox.file.backup_opened, path)
        return Session(file, ask(file.load))

    def test_of(self, backup: Path) -> Callable[[], Tested]:
        """Return the test of a backup of this case, for the FILES lane."""
        return partial(tested, self._outbox.file, backup)

    def restore_backup(self, backup: Path, path: Path) -> None:
        """Make a case file of its own from a backup of this case. Raises InputError."""
        ask(restored, self._outbox.file, backup, path)

    def save_as(self, path: Path, password: str | None = SAME_KEY, force: bool = False) -> None:
        """Go on in a file of another name or password; a draft is then gone. Raises InputError.

        Works as well where the old file was replaced or lost: what is on the screen is kept.
        """
        if path.absolute() == self.path.absolute():
            self.set_password(password)
            return
        draft = self.path if self.is_draft else None
        self._take(self.asker(moved, self._outbox, path, self.case, password, force))
        self._settle()
        if draft is not None and draft != path:
            draft.unlink(missing_ok=True)

    def set_password(self, password: str | None) -> None:
        """Lock the file and its backups with another password, None for none. Raises InputError."""
        trouble = self.flush()
        if trouble is not None:
            raise trouble
        if password != SAME_KEY:
            self._take(self.asker(self._outbox.file.with_password, password))
        self._settle()

    def reload(self) -> None:
        """Open the file again as it now is; what was not kept is lost. Raises InputError."""
        ask(self._outbox.waiting.clear)
        self._take(ask(self._outbox.file.reopened))
        old, self.case = self.case, ask(self._outbox.file.load)
        self._settle()
        self.case_changed.emit(old, self.case)

    def _settle(self) -> None:
        self._retry.stop()
        self._merge = self.trouble = None
        if self.is_saved:
            self._pending_bytes.clear()
            self.saved.emit(datetime.now())
