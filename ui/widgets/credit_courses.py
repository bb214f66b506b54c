# SPDX-License-Identifier: Apache-2.0
"""The credit record under each course as a small table; worked out beside the window, an older question is dropped."""

from collections.abc import Generator
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.engine.agreement import Keeping
from planner.facts.case import Case, find
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.credit_courses import Course, credit_courses
from ui import shown
from ui.background import Job, run
from ui.models.records import Column, RecordsModel
from ui.widgets.table_view import TableView
from ui.widgets.text import Words


class CreditCourses(QWidget):
    """One row a course: settled when, shown until when, the worst mark ahead by either way of reporting."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.model = RecordsModel(
            (
                Column(heading=N_("If"), value=_name),
                Column(heading=N_("Settled on"), value=lambda c: c.settled, show=shown.day, width=112),
                Column(heading=N_("Shown until"), value=lambda c: c.shown_until, show=shown.day, width=112),
                Column(heading=N_("Worst mark ahead"), value=_worst, width=132),
            )
        )
        self.table = TableView(_("The record under each plan"), framed=False)
        self.table.show_model(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Words(_("The record under each plan"), "card"))
        layout.addWidget(self.table)
        self._job: Job | None = None
        self._asked: tuple[Any, ...] = ()

    def show_courses(
        self, case: Case, debt_id: str, book: RuleBook, today: Any, kept: Keeping | None, since: Any
    ) -> None:
        """Work the courses out, where something they rest on has changed."""
        facts = (case.debts, case.incomes, case.expenses, case.assets, case.reserve, case.scenarios)
        asked = (debt_id, today, since, facts, case.agreements, case.overrides, case.first_month)
        if asked == self._asked:
            return
        self._asked = asked
        if self._job is not None:
            self._job.cancel()
        self._job = run(_all_courses, case, debt_id, book, today, kept, since)
        self._job.finished.connect(self._take)

    def _take(self, courses: Any) -> None:
        if self.sender() is self._job and courses is not None:
            self._job = None
            self.model.show_records(courses)
            self.table.fit_rows(len(courses))


def _all_courses(
    case: Case, debt_id: str, book: RuleBook, today: Any, kept: Keeping | None, since: Any
) -> Generator[int, bool, Any]:
    """Work out all courses; a generator, so that a newer question can stop it."""
    found = []
    book = with_overrides(book, case.overrides)
    for course in credit_courses(case, find(case, "debts", debt_id), book, today, kept, since):
        found.append(course)
        if (yield len(found)):
            return None
    return tuple(found)


def _name(course: Course) -> str:
    name = shown.name(course.name)
    return _("{name} · this plan").format(name=name) if course.is_chosen else name


def _worst(course: Course) -> str:
    if course.worst_new == course.worst_old:
        return course.worst_new
    return _("{new}, or {old}").format(new=course.worst_new, old=course.worst_old)
