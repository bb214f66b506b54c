# SPDX-License-Identifier: Apache-2.0
"""The way of statement files into the case: read, asked for a password or columns, looked at, kept as one edit."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget

from planner.facts.case import Case, StatementFile
from planner.facts.language import _, ngettext
from planner.facts.problems import InputError
from ui.background import PAPERS, Job, run
from ui.escaping import esc_stops
from ui.kept_layouts import keep_layout, kept_layouts
from ui.reading import Looked, ReadFiles, Refused, Source, look, read_again, read_files
from ui.widgets.card import row
from ui.widgets.drop_area import files_in

if TYPE_CHECKING:
    from ui.session import Session

Look = tuple[Case, Case, tuple[Looked, ...]]


class Intake(QStackedWidget):
    """Preview and column screen. `opened()` asks to be seen, `closed()` that there is nothing to see any more."""

    opened = Signal()
    closed = Signal()
    said = Signal(str, str, str, object)  # as a page says it
    exported = Signal(object)  # statements whose unread rows are to be saved

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.statements: list[Any] = []
        self.refused: list[Refused] = []
        self.looked: Look | None = None
        self._again: StatementFile | None = None  # a kept file that is read once more
        self._bytes: dict[str, bytes] = {}
        self._waiting: list[Source] = []
        self._job: Job | None = None
        self._then: Callable[[Any], object] = self._show
        self.preview: Any = None
        self.naming: Any = None
        self.progress, self.cancel = QProgressBar(), QPushButton(_("Cancel"))
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.stop)
        self._esc = esc_stops(self.cancel, self.stop)
        self._busy(False)

    def progress_row(self) -> QHBoxLayout:
        """The bar and the button that stops, for the page to place."""
        return row(self.progress, self.cancel)

    # ---- jobs

    def _begin(self, job: Job, take: Callable[[Any], object]) -> None:
        self._job, self._then = job, take
        job.progressed.connect(self._progress)
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        self.progress.setValue(0)
        self._busy(True)

    def _progress(self, share: float) -> None:
        if self.sender() is self._job:
            self.progress.setValue(round(share * 100))

    def _finish(self, answer: Any) -> None:
        if self.sender() is self._job:
            self._end(self._then, answer)

    def _fail(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._end(self._refuse, error)

    def _end(self, take: Callable[[Any], object], answer: Any) -> None:
        self._job = None
        self._busy(False)
        if answer is not None:
            take(answer)
        self._next()

    def _next(self) -> None:
        if self._waiting and self._job is None:
            waiting, self._waiting = self._waiting, []
            self._read(waiting)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self.said.emit(error.words(), "warn", "", None)

    def _busy(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.cancel.setVisible(on)
        self._esc.setEnabled(on)

    def stop(self) -> None:
        """Stop reading; what was read before stays."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._waiting = None, []
        self._busy(False)

    # ---- reading

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders; nothing is kept yet."""
        found = files_in(paths)
        if found:
            self._read(found)
        else:
            self.said.emit(_("There is no file in what was dropped."), "warn", "", None)

    def _read(self, sources: Sequence[Source], passwords: Sequence[str] = ()) -> None:
        if self._job is not None:
            self._waiting += [source for source in sources if source not in self._waiting]
        else:
            job = run(read_files, tuple(sources), tuple(passwords), kept_layouts(), lane=PAPERS)
            self._begin(job, self._take)

    def _take(self, answer: ReadFiles) -> None:
        tried = {one.source for one in self.refused if one.locked} | {one.source for one in answer.refused}
        self.refused = [*(one for one in self.refused if one.source not in tried), *answer.refused]
        self._add(answer.statements, answer.originals)

    def _add(self, statements: Sequence[Any], originals: Sequence[tuple[str, bytes]]) -> None:
        have = {(s.sha256, s.account) for s in self.statements}
        self.statements += [s for s in statements if (s.sha256, s.account) not in have]
        self._bytes |= dict(originals)
        self._look(self._show)

    def _look(self, take: Callable[[Any], object]) -> None:
        self._begin(run(look, self._session.case, tuple(self.statements), lane=PAPERS), take)

    def _show(self, looked: Look) -> None:
        self.looked, self._again = looked, None
        self._shown_preview().show_read(looked[2], self.refused)
        self.opened.emit()

    def _shown_preview(self) -> Any:
        if self.preview is None:
            from ui.widgets.preview import Preview

            self.preview = Preview()
            self.preview.dropped.connect(self.read)
            self.preview.kept.connect(self.keep)
            self.preview.thrown.connect(self.discard)
            self.preview.unlocked.connect(self._unlock)
            self.preview.named.connect(self._name)
            self.preview.exported.connect(self.exported.emit)
            self.addWidget(self.preview)
        self.setCurrentWidget(self.preview)
        return self.preview

    def _unlock(self, password: str) -> None:
        if self._again is not None:
            self.look_again(self._again, (password,))
        else:
            self._read([one.source for one in self.refused if one.locked], (password,))

    def look_again(self, file: StatementFile, passwords: Sequence[str] = ()) -> None:
        """Read a file of the case once more, to see its checks, warnings and the rows that could not be read."""
        try:
            data = self._session.bytes_of(file.sha256)
        except InputError as error:
            self._refuse(error)
            return
        if self._job is None:
            self._again = file
            job = run(read_again, self._session.case, file, data, passwords, kept_layouts(), lane=PAPERS)
            self._begin(job, self._show_again)

    def _show_again(self, answer: tuple[tuple[Looked, ...], tuple[Refused, ...]]) -> None:
        self._shown_preview().show_kept(*answer)
        self.opened.emit()

    # ---- naming columns

    def _name(self, refused: Refused) -> None:
        from ui.widgets.naming import opened_table

        if self._job is None:
            self._begin(
                run(opened_table, refused.source, lane=PAPERS),
                lambda sheets: self._show_naming(refused, sheets),
            )

    def _show_naming(self, refused: Refused, sheets: Any) -> None:
        from ui.widgets.naming import Naming

        if self.naming is None:
            self.naming = Naming()
            self.naming.taken.connect(self._named)
            self.naming.closed.connect(lambda: self.setCurrentWidget(self.preview))
            self.addWidget(self.naming)
        self.naming.show_table(refused, sheets)
        self.setCurrentWidget(self.naming)

    def _named(self, refused: Refused, statements: Sequence[Any], originals: Any, layout: Any) -> None:
        keep_layout(layout)
        self.refused = [one for one in self.refused if one.source != refused.source]
        self._add(statements, tuple(originals.items()))

    # ---- deciding

    def discard(self) -> None:
        """Throw away what was read; nothing was kept."""
        self.statements, self.refused, self._bytes = [], [], {}
        self.looked, self._again = None, None
        self.closed.emit()

    def keep(self) -> None:
        """Keep what was read, as one edit; where the case moved since, it is looked at again first."""
        if self.looked is None or self.looked[0] is not self._session.case:
            self._look(self._keep)
        else:
            self._keep(self.looked)

    def _keep(self, looked: Look) -> None:
        before, made, looks = looked
        if before is not self._session.case:
            self._look(self._keep)
            return
        for data in self._bytes.values():
            self._session.keep_bytes(data)
        self._session.edit(_("import of statements"), made)
        added = sum(one.report.added for one in looks)
        double = sum(one.report.duplicates for one in looks)
        words = ngettext("{n} row kept", "{n} rows kept", added).format(n=f"{added:,}")
        if double:
            there = ngettext("{n} was there already", "{n} were there already", double)
            words += _(", ") + there.format(n=f"{double:,}")
        self.discard()
        self.said.emit(words + _("."), "good", _("Undo"), self._session.undo)

    # ---- when the page is made anew

    def state(self) -> Any:
        """What was read and not yet kept."""
        return self.statements, self.refused, self._bytes

    def restore(self, state: Any) -> None:
        """Show it again."""
        self.statements, self.refused, self._bytes = state
        if self.statements or self.refused:
            self._look(self._show)
