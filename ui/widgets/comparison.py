# SPDX-License-Identifier: Apache-2.0
"""All plans beside each other, worked out beside the window after each edit; Enter or a double click chooses one."""

from collections.abc import Generator
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from planner.engine.compare import candidates, compare
from planner.facts.case import Case
from planner.facts.language import _
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.comparison import compared
from ui.background import Job, run
from ui.models.table import TableModel
from ui.theme import THEME
from ui.widgets.card import Card
from ui.widgets.table_view import TableView
from ui.widgets.text import Words


class Comparison(Card):
    """The card with the table. `picked(scenario id)` tells the choice."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Plans beside each other"))
        self.model = TableModel()
        self.table = TableView(_("Plans beside each other"), framed=False)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(THEME.px(310))
        self.table.opened.connect(self.picked.emit)
        self.waiting = Words("", "caption")
        self.corner.addWidget(self.waiting)
        self.body.addWidget(self.table)
        self._job: Job | None = None

    def show_plans(self, case: Case, book: RuleBook, today: date) -> None:
        """Compare the plans of a case as it is now; an older comparison still running is dropped."""
        if self._job is not None:
            self._job.cancel()
        self.waiting.setText(_("comparing …"))
        self._job = run(_all_plans, case, book, today)
        self._job.finished.connect(lambda table, job=self._job: self._take(table, job))

    def _take(self, table: Any, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.waiting.setText(_("Enter chooses a plan"))
            self.model.show_table(table)


def _all_plans(case: Case, book: RuleBook, today: date) -> Generator[float, bool, Any]:
    """Work out all plans; a generator, so that a newer edit can stop it."""
    found = []
    count = len(candidates(case))
    for done in compare(case, with_overrides(book, case.overrides), today):
        found.append(done)
        if (yield len(found) / count):
            return None
    return compared(case, found)
