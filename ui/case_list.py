# SPDX-License-Identifier: Apache-2.0
"""The list of all cases with their next dates: for whoever helps many people. Enter opens one, here or beside."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from planner.facts.language import N_, _, ngettext
from planner.facts.rulebook import RuleBook
from ui import shown
from ui.background import FILES, Job, run
from ui.caseload import CaseLine, case_files, caseload
from ui.dialogs import Plain
from ui.models.records import Column, RecordsModel
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.chip import ChipText
from ui.widgets.table_view import TableView
from ui.widgets.text import Words
from ui.widgets.verdict import left_words

NEAR = "MED-16"  # the rule whose days make a date near


class CaseList(Plain):
    """A table of cases, nearest date first. `here(path)` opens one in this window, `beside(path)` in one of its own."""

    def __init__(
        self,
        over: QWidget,
        known: list[Path],
        rules: RuleBook,
        today: date,
        here: Callable[[Path], object],
        beside: Callable[[Path], object],
    ) -> None:
        super().__init__(over, _("All cases"), back=_("Close"))
        self._known, self._rules, self._today = known, rules, today
        self._here, self._beside = here, beside
        self._near = rules.count(NEAR)
        self.setMinimumSize(THEME.px(860), THEME.px(480))
        self.model = RecordsModel(
            (
                Column(heading=N_("Case"), value=lambda line: line.label, show=shown.name),
                Column(heading=N_("Next date"), value=_day, width=112),
                Column(heading=N_("Days left"), value=self._days, show=_chip, look="chip", width=150),
                Column(heading=N_("What"), value=_what, width=190),
                Column(heading=N_("Debts"), value=lambda line: line.debts or None, look="number", width=64),
                Column(
                    heading=N_("Owed"),
                    value=lambda line: line.owed or None,
                    show=shown.amount,
                    look="number",
                    width=112,
                ),
            )
        )
        self.table = TableView(_("All cases"))
        self.table.show_model(self.model)
        self.table.opened.connect(self._open)
        self.told = Words("", "caption", wrap=True)
        self.here, self.beside = QPushButton(_("Open")), QPushButton(_("Open in a window of its own"))
        self.folder = QPushButton(_("Another folder…"))
        self.here.clicked.connect(lambda: self._open(self.table.current_record()))
        self.beside.clicked.connect(self._open_beside)
        self.folder.clicked.connect(self._ask_folder)
        self.middle.addWidget(self.told)
        self.middle.addWidget(self.table, 1)
        self.middle.addLayout(row(self.here, self.beside, self.folder, None))
        self._job: Job | None = None
        self.look()

    def look(self, folder: Path | None = None) -> None:
        """Read the cases beside the known ones, or of another folder too."""
        files = case_files(self._known, folder)
        self.told.setText(_("reading …"))
        if self._job is not None:
            self._job.cancel()
        self._job = run(caseload, files, self._rules, self._today, lane=FILES)
        self._job.finished.connect(self._take)

    def _take(self, lines: Any) -> None:
        if self.sender() is not self._job or lines is None:
            return
        self._job = None
        self.model.show_records(lines)
        if lines:
            self.table.select_record(lines[0].id)
            self.table.setFocus()
        count = ngettext("{n} case", "{n} cases", len(lines)).format(n=len(lines))
        near = sum(line.days is not None and line.days <= self._near for line in lines)
        self.told.setText(_("{cases}, {near} with a date within {days} days.").format(
            cases=count, near=near, days=self._near
        ))  # fmt: skip
        for button in (self.here, self.beside):
            button.setEnabled(bool(lines))

    def _days(self, line: CaseLine) -> ChipText:
        if line.state == "locked":
            return ChipText(_("has a password"), "", "lock")
        if line.state == "refused":
            return ChipText(_("cannot be read"), "warn")
        if line.next is None or line.days is None:
            return ChipText(_("no date"), "")
        legal = line.next.legal and line.days <= self._near
        return ChipText(left_words(line.days), "danger" if legal else "info", "calendar-clock")

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Folder with cases"))
        if name:
            self.look(Path(name))

    def _open(self, line: CaseLine | None) -> None:
        if line is not None:
            self.accept()
            self._here(line.path)

    def _open_beside(self) -> None:
        line = self.table.current_record()
        if line is not None:
            self._beside(line.path)

    def done(self, result: int) -> None:
        """Let go of the reading that is still under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)


def _chip(chip: ChipText) -> ChipText:
    return chip


def _day(line: CaseLine) -> str:
    return line.next.day.isoformat() if line.next else ""


def _what(line: CaseLine) -> str:
    if line.next is None:
        return "" if line.state == "read" else shown.name(line.why)
    words = _(line.next.what)
    return _("{date} (if the message is genuine)").format(date=words) if line.next.if_genuine else words
