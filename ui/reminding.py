# SPDX-License-Identifier: Apache-2.0
"""Reminders inside the program: when a case is opened, and when a new day begins, the dates that are near are said."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer

from planner.facts.case import Case
from planner.facts.language import _, ngettext
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, with_overrides
from planner.notices.signals import load_signals
from planner.notices.typed import read_notices
from planner.reports.progress import NextDate, next_dates, reminders
from ui.background import FILES, Job, run
from ui.overview_words import date_words, is_near
from ui.pages.page import Desk

EVERY_MS = 60_000  # how often it is looked whether a new day has begun


class Reminding(QObject):
    """Tells `say(words, tone, action, do)` what is near; `go(place)` leads there. Goes with its case."""

    def __init__(self, desk: Desk, say: Callable[..., object], go: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._say, self._go = desk, say, go
        self._told: date | None = None
        self._job: Job | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look for near dates once a day; beside the window, since messages are read for it."""
        today = self._desk.today()
        if today == self._told:
            return
        self._told = today
        self._job = run(near, self._desk.case, self._desk.book, today, lane=FILES)
        self._job.finished.connect(self._tell)

    def stop(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _tell(self, found: Any) -> None:
        if self.sender() is not self._job or not found:
            return
        self._job = None
        first: NextDate = found[0]
        words = date_words(first, self._desk.today())
        more = len(found) - 1
        if more:
            told = ngettext("{date}; and {n} date more is near", "{date}; and {n} dates more are near", more)
            words = told.format(date=words, n=more)
        tone = "warn" if is_near(first, self._desk.book, self._desk.today()) else "info"
        place = "overview" if more else first.where
        self._say(words, tone, _("Show me"), lambda: self._go(place))


def near(case: Case, book: RuleBook, today: date) -> tuple[NextDate, ...]:
    """Return the dates of a case to be reminded of; those of messages that look like fraud are left out."""
    book = with_overrides(book, case.overrides)
    verdicts = read_notices(case.notices, load_signals(resources() / "rules"), book, today, case.debts)
    return reminders(next_dates(case, verdicts, book, today), today)
