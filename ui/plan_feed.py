# SPDX-License-Identifier: Apache-2.0
"""The newest plan for the case as it is now: worked out beside the window after each edit, old answers dropped."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.facts.case import Case, chosen_scenario
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from ui.background import Job, run
from ui.session import Session

PAUSE_MS = 80  # edits closer together than this are planned once


class PlanFeed(QObject):
    """Listens to the session and tells the plan and its problems."""

    plan_ready = Signal(object, object)  # Plan or None, tuple of Problems
    failed = Signal(object)  # InputError: the facts refuse a plan

    def __init__(
        self, session: Session, book: RuleBook, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._book = book
        self._today = today
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        session.case_changed.connect(self._changed)
        self._pause.start(0)

    def refresh(self) -> None:
        """Plan again now, as after a change of day or rules."""
        self._drop()
        self._pause.start(0)

    def stop(self) -> None:
        """Let go of the session; no answer comes any more."""
        self._drop()
        self._pause.stop()
        self._session.case_changed.disconnect(self._changed)

    def _changed(self, old: Case, new: Case) -> None:
        if old is not new:
            self._drop()
            self._pause.start(PAUSE_MS)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _ask(self) -> None:
        self._drop()
        self._job = run(_plan, self._session.case, self._book, self._today())
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._refuse)

    def _take(self, answer: tuple[Any, tuple[Problem, ...]]) -> None:
        if self.sender() is self._job:
            self._job = None
            self.plan_ready.emit(*answer)

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            if isinstance(error, InputError):
                self.failed.emit(error)


def _plan(case: Case, book: RuleBook, today: date) -> tuple[Any, tuple[Problem, ...]]:
    """Work out the plan of the chosen scenario and what the rules say about it; runs in the SUMS lane."""
    from planner.engine.simulate import simulate
    from planner.law.review import review

    book = with_overrides(book, case.overrides)
    plan = simulate(case, chosen_scenario(case), book, today)
    return plan, tuple(review(case, plan, None, book, today))
