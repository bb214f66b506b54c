# SPDX-License-Identifier: Apache-2.0
"""The newest plan for the case as it is now, and its chance of holding: worked out beside the window after each edit."""

from collections.abc import Callable, Generator
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.case import Case, chosen_scenario
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from ui.background import Job, run
from ui.session import Session

PAUSE_MS = 80  # edits closer together than this are planned once
PATHS = 20_000  # futures the chance of holding is measured on


class PlanFeed(QObject):
    """Listens to the session and tells the plan, its problems, and a moment later its chance of holding."""

    plan_ready = Signal(object, object)  # Plan or None, tuple of Problems
    chance_ready = Signal(object)  # StressResult of the plan told last
    failed = Signal(object)  # InputError: the facts refuse a plan

    def __init__(
        self, session: Session, book: RuleBook, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._book = book
        self._today = today
        self.chance: StressResult | None = None  # of the newest plan, once it is measured
        self._job: Job | None = None
        self._measuring: Job | None = None
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
        for job in (self._job, self._measuring):
            if job is not None:
                job.cancel()
        self._job = self._measuring = self.chance = None

    def _ask(self) -> None:
        self._drop()
        self._job = run(_plan, self._session.case, self._book, self._today())
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._refuse)

    def _take(self, answer: tuple[Any, tuple[Problem, ...]]) -> None:
        if self.sender() is self._job:
            self._job = None
            self.plan_ready.emit(*answer)
            if measurable(answer[0]) and self._job is None:
                self._measuring = run(_futures, self._session.case, answer[0], self._book, self._today())
                self._measuring.finished.connect(self._take_chance)

    def _take_chance(self, result: StressResult) -> None:
        if self.sender() is self._measuring:
            self._measuring, self.chance = None, result
            self.chance_ready.emit(result)

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            if isinstance(error, InputError):
                self.failed.emit(error)


def measurable(plan: Plan | None) -> bool:
    """Say whether there is something whose chance of holding can be measured."""
    return plan is not None and plan.refusal is None and bool(plan.months) and bool(plan.debts)


def _plan(case: Case, book: RuleBook, today: date) -> tuple[Any, tuple[Problem, ...]]:
    """Work out the plan of the chosen scenario and what the rules say about it; runs in the SUMS lane."""
    from planner.engine.simulate import simulate
    from planner.law.review import review

    book = with_overrides(book, case.overrides)
    plan = simulate(case, chosen_scenario(case), book, today)
    return plan, tuple(review(case, plan, None, book, today))


def _futures(
    case: Case, plan: Plan, book: RuleBook, today: date
) -> Generator[tuple[int, int], bool | None, StressResult]:
    """Try the plan on many futures; runs in the SUMS lane and stops at the next month when a newer plan has come."""
    from planner.engine.stress import stress_steps  # loads numpy, which nobody needs at the start

    book = with_overrides(book, case.overrides)
    result: StressResult = yield from stress_steps(case, chosen_scenario(case), plan, book, today, PATHS)
    return result
