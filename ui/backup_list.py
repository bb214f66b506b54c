# SPDX-License-Identifier: Apache-2.0
"""The list of the backups of a case: when each was made, how large it is, whether it is sound and what it holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.language import N_, _
from planner.store.restoring import Backup, Tested, counted, listed
from ui.background import FILES, Job, run
from ui.dialogs import Plain
from ui.models.records import Column, RecordsModel
from ui.session import Session
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

TOLD = (
    ("debts", N_("debts")),
    ("incomes", N_("incomes")),
    ("expenses", N_("living costs")),
    ("papers", N_("papers")),
    ("flows", N_("rows of statements")),
)  # the lists whose counts are compared
KB = 1_000


class BackupList(Plain):
    """A table, newest first. `look(path)` opens one only to read, `restore(path)` makes a case of it."""

    def __init__(
        self,
        over: QWidget,
        session: Session,
        look: Callable[[Path], object],
        restore: Callable[[Path], object],
    ) -> None:
        words = _("A backup is made on closing and every half hour of work, beside the case: {folder}")
        folder = f"{session.path.name}.backups"
        super().__init__(over, _("Backups"), words.format(folder=folder), back=_("Close"))
        self._session, self._look, self._restore = session, look, restore
        self._job: Job | None = None
        self.setMinimumSize(THEME.px(640), THEME.px(440))
        self.model = RecordsModel(
            (
                Column(heading=N_("Made on"), value=lambda one: f"{one.at:%Y-%m-%d %H:%M}"),
                Column(heading=N_("Size"), value=lambda one: one.size, show=_size, look="number", width=110),
            )
        )
        self.table = TableView(_("Backups"))
        self.table.show_model(self.model, sortable=False)
        self.table.opened.connect(lambda _one: self._take(self._look))
        self.told = Words("", wrap=True)
        self.test = QPushButton(_("Test this backup"))
        self.look, self.restore = QPushButton(_("Open to read only")), QPushButton(_("Restore as a copy…"))
        self.test.clicked.connect(self.run_test)
        self.look.clicked.connect(lambda: self._take(self._look))
        self.restore.clicked.connect(lambda: self._take(self._restore))
        found = listed(session.path)
        self.model.show_records(found)
        if found:
            self.middle.addWidget(self.table, 1)
            self.middle.addWidget(self.told)
            self.middle.addLayout(row(self.test, self.look, self.restore, None))
            self.table.select_record(found[0].id)
            self.table.setFocus()
        else:
            said = _("The first one is made when you close this case after a change.")
            self.middle.addWidget(EmptyState("history", _("No backup yet"), said))

    def _take(self, do: Callable[[Path], object]) -> None:
        one = self.table.current_record()
        if one is not None:
            self.accept()
            do(one.path)

    def run_test(self) -> None:
        """Look at the whole backup beside the window and say what it holds, next to what the case holds now."""
        one: Backup | None = self.table.current_record()
        if one is not None:
            self.told.setText(_("testing …"))
            self.test.setEnabled(False)
            self._job = run(self._session.test_of(one.path), lane=FILES)
            self._job.finished.connect(self._tell)

    def _tell(self, found: Any) -> None:
        if self.sender() is not self._job or not isinstance(found, Tested):
            return
        self._job = None
        self.test.setEnabled(True)
        self.told.setText(told(found, counted(self._session.case)))
        self.told.tone("warn" if found.problems else "good")

    def done(self, result: int) -> None:
        """Let go of a test that is still under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)


def told(found: Tested, now: dict[str, int]) -> str:
    """Say what a test found."""
    if found.problems:
        first = found.problems[0]
        return _("Do not rely on this backup. {why}").format(why=first.words())
    parts = [f"{_(words)} {found.counts[name]:,} ({now[name]:,})" for name, words in TOLD]
    return _("Sound: every page, row and paper was read. It holds (now): {counts}").format(
        counts=_(", ").join(parts)
    )


def _size(size: int) -> str:
    if size < KB * KB:
        return f"{max(round(size / KB), 1):,} KB"
    return f"{size / KB / KB:,.1f} MB"
