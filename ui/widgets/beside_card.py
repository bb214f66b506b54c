# SPDX-License-Identifier: Apache-2.0
"""Beside the plan: what doing nothing and losing in court would come to, month by month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.engine.beside import Beside, cost_against_plan, do_nothing, losing
from planner.engine.court_notes import court_notes
from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.chart_tables import beside_table
from ui import shown
from ui.background import Job, run
from ui.chart_look import load_beside, look
from ui.widgets.card import Card, row
from ui.widgets.chart_view import ChartView, Values
from ui.widgets.notes import Notes
from ui.widgets.series_shown import SeriesShown
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

COURSES = (("plan", N_("this plan")), ("nothing", N_("doing nothing")), ("lost", N_("losing in court")))


@dataclass(frozen=True, slots=True)
class _Found:
    """The courses beside one plan."""

    plan: Plan
    nothing: Beside
    lost: Beside
    notes: tuple[Problem, ...]  # what losing means beyond its cost


class BesideCard(Card):
    """The card of the two other courses, drawn month by month on the plan's axis.

    `month_picked(month, facts, by key)` asks for what stands behind a month.
    """

    month_picked = Signal(object, object, bool)

    def __init__(self) -> None:
        super().__init__(_("Beside the plan"))
        self.chart = ChartView(230)
        self.chart.setObjectName("beside_chart")
        self.chart.set_series([(key, _(words)) for key, words in COURSES])
        self.chart.series_changed.connect(self._draw)
        self.chart.picked.connect(self._pick)
        self.which = SeriesShown(_("Courses shown"), self.chart)
        self.corner.addWidget(self.which)
        self.which.renew()
        self.words, self.assumed = Words("", "base", wrap=True), Notes(most=0)
        holder = QWidget()
        holder.setObjectName("form")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cells: dict[tuple[int, int], Words] = {}
        self.why = why_button(_("Beside the plan"))
        self.corner.addWidget(self.why)
        self.courses: tuple[Beside, Beside] | None = None  # doing nothing, losing; once worked out
        for part in (self.chart, holder, self.words, self.assumed):
            self.body.addWidget(part)
        self._plan: Plan | None = None
        self._found: _Found | None = None
        self._job: Job | None = None

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Work out the courses beside a plan; hidden where there is no month to compare."""
        self.setVisible(plan is not None and bool(plan.months))
        if plan is None or not plan.months or plan is self._plan:
            return
        self._plan, self.courses = plan, None
        self.why.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
        job = run(_beside, case, plan, with_overrides(book, case.overrides), today)
        self._job = job
        job.finished.connect(self._take)

    def _take(self, found: _Found) -> None:
        if self.sender() is not self._job:
            return
        plan, nothing, lost = found.plan, found.nothing, found.lost
        self.courses = (nothing, lost)
        self.why.setEnabled(True)
        self._found = found
        self._draw()
        left = sum(debt.owed[-1] for debt in plan.debts if debt.owed)
        self._lines(
            (
                ("", _("Paid"), _("Still owed"), _("Court and delay")),
                (_("This plan"), _yuan(plan.total), _yuan(left), shown.UNKNOWN),
                (_("Doing nothing"), _yuan(nothing.paid), _yuan(nothing.left), shown.UNKNOWN),
                (_("Losing in court"), _yuan(lost.paid), _yuan(lost.left), _yuan(lost.costs + lost.delay)),
            )
        )
        more = cost_against_plan(lost, plan.total + left)
        words = (
            _("Losing every case would cost {amount} more than this plan by the same month.")
            if more >= 0
            else _(
                "Losing every case would cost {amount} less by the same month; its other effects are not counted."
            )
        )
        self.words.setText(words.format(amount=shown.yuan(abs(more))))
        every = {problem.words(): problem for problem in (*found.notes, *lost.assumed, *nothing.assumed)}
        self.assumed.show_problems(tuple(every.values()))

    def _draw(self) -> None:
        from planner.reports.figures_stress import beside_title, draw_beside  # loads matplotlib

        if self._found is None:
            return
        found, hidden = self._found, self.chart.hidden
        plan, nothing, lost = found.plan, found.nothing, found.lost
        self.chart.show_chart(
            lambda figure: draw_beside(figure, plan, nothing, lost, look(), hidden),
            beside_title(plan, nothing),
            Values(len(nothing.months), lambda place: _month_words(found, place, hidden), first=1.0),
            lambda: beside_table(plan, nothing, lost, hidden),
        )

    def _pick(self, place: int, by_key: bool) -> None:
        if self._found is not None:
            month = self._found.nothing.months[place].month
            self.month_picked.emit(month, _facts(self._found, place), by_key)

    def _lines(self, lines: tuple[tuple[str, ...], ...]) -> None:
        for y, line in enumerate(lines):
            for x, text in enumerate(line):
                cell = self._cells.get((y, x))
                if cell is None:
                    cell = self._cells[y, x] = Words("", "caption" if not y else "base")
                    self._grid.addLayout(row(None, cell) if x else row(cell, None), y, x)
                    self._grid.setColumnStretch(x, 1)
                cell.setText(text)


def _owed(found: _Found, place: int) -> dict[str, Fen]:
    """What is owed at the end of one month under each course."""
    return {
        "plan": sum(debt.owed[place] for debt in found.plan.debts if place < len(debt.owed)),
        "nothing": found.nothing.months[place].owed,
        "lost": found.lost.months[place].owed,
    }


def _month_words(found: _Found, place: int, hidden: Collection[str]) -> str:
    """What is owed at the end of one month under each course that is shown."""
    owed = _owed(found, place)
    lines = [f"{_(words)}  {shown.yuan(owed[key])}" for key, words in COURSES if key not in hidden]
    return "\n".join([str(found.nothing.months[place].month), *lines])


def _facts(found: _Found, place: int) -> list[tuple[str, str]]:
    """What one month takes and leaves under each course."""
    owed = _owed(found, place)
    paid = {
        "plan": found.plan.months[place].paid if place < len(found.plan.months) else 0,
        "nothing": found.nothing.months[place].paid,
        "lost": found.lost.months[place].paid,
    }
    return [
        (
            _("{course}: paid, and owed at the month's end").format(course=_(words)),
            f"{shown.yuan(paid[key])} · {shown.yuan(owed[key])}",
        )
        for key, words in COURSES
    ]


def _yuan(fen: Fen) -> str:
    return shown.yuan(fen)


def _beside(case: Case, plan: Plan, book: RuleBook, today: date) -> _Found:
    load_beside()
    months = len(plan.months)
    nothing, lost = do_nothing(case, months), losing(case, months, book, today)
    return _Found(plan, nothing, lost, court_notes(case, plan, book))
