# SPDX-License-Identifier: Apache-2.0
"""Beside the plan: what doing nothing and losing in court would come to, and how far the plan is from the proven best."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from planner.engine.beside import Beside, cost_against_plan, do_nothing, losing
from planner.engine.plan import Plan
from planner.facts.case import Case, chosen_scenario
from planner.facts.language import _, ngettext
from planner.facts.money import Fen, format_yuan
from planner.facts.rulebook import RuleBook, with_overrides
from ui import shown
from ui.background import Job, run
from ui.chart_look import load_beside, look
from ui.widgets.card import Card, row
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import Chip
from ui.widgets.notes import Notes
from ui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class _Found:
    """The courses beside one plan."""

    plan: Plan
    nothing: Beside
    lost: Beside


class BesideCard(Card):
    """The card of the two other courses, drawn month by month on the plan's axis."""

    def __init__(self) -> None:
        super().__init__(_("Beside the plan"))
        self.chart = ChartView(230)
        self.chart.setObjectName("beside_chart")
        self.words, self.assumed = Words("", "base", wrap=True), Notes(most=0)
        holder = QWidget()
        holder.setObjectName("form")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cells: dict[tuple[int, int], Words] = {}
        for part in (self.chart, holder, self.words, self.assumed):
            self.body.addWidget(part)
        self._plan: Plan | None = None
        self._job: Job | None = None

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Work out the courses beside a plan; hidden where there is no month to compare."""
        self.setVisible(plan is not None and bool(plan.months))
        if plan is None or not plan.months or plan is self._plan:
            return
        self._plan = plan
        if self._job is not None:
            self._job.cancel()
        job = run(_beside, case, plan, with_overrides(book, case.overrides), today)
        self._job = job
        job.finished.connect(self._take)

    def _take(self, found: _Found) -> None:
        if self.sender() is not self._job:
            return
        from planner.reports.figures_stress import beside_title, draw_beside  # loads matplotlib

        plan, nothing, lost = found.plan, found.nothing, found.lost
        self.chart.show_chart(
            lambda figure: draw_beside(figure, plan, nothing, lost, look()), beside_title(plan, nothing)
        )
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
        every = {problem.words(): problem for problem in (*lost.assumed, *nothing.assumed)}
        self.assumed.show_problems(tuple(every.values()))

    def _lines(self, lines: tuple[tuple[str, ...], ...]) -> None:
        for y, line in enumerate(lines):
            for x, text in enumerate(line):
                cell = self._cells.get((y, x))
                if cell is None:
                    cell = self._cells[y, x] = Words("", "caption" if not y else "base")
                    self._grid.addLayout(row(None, cell) if x else row(cell, None), y, x)
                    self._grid.setColumnStretch(x, 1)
                cell.setText(text)


def _yuan(fen: Fen) -> str:
    return shown.yuan(fen)


def _beside(case: Case, plan: Plan, book: RuleBook, today: date) -> _Found:
    load_beside()
    months = len(plan.months)
    return _Found(plan, do_nothing(case, months), losing(case, months, book, today))


class BestCard(Card):
    """How far the plan is from the proven best; the search runs beside the window and can be cancelled."""

    def __init__(self) -> None:
        super().__init__(_("The proven best"), gap=8)
        self.state, self.words = Chip(), Words("", "base", wrap=True)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.stop)
        self.cancel.hide()
        self.corner.addWidget(self.cancel)
        self.corner.addWidget(self.state)
        self.body.addWidget(self.words)
        self._plan: Plan | None = None
        self._job: Job | None = None

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Search for the best plan beside this one; an older search is dropped."""
        self.setVisible(plan is not None and plan.refusal is None and bool(plan.months))
        if plan is None or plan.refusal is not None or plan is self._plan:
            return
        self._plan = plan
        if self._job is not None:
            self._job.cancel()
        job = run(_searched, case, plan, with_overrides(book, case.overrides), today)
        self._job = job
        job.progressed.connect(self._tell)
        job.finished.connect(self._take)
        self.state.say(_("searching …"))
        self.cancel.show()

    def stop(self) -> None:
        """Ask the search to end with the best it has."""
        if self._job is not None:
            self._job.cancel()

    def _tell(self, at: Any) -> None:
        if self.sender() is self._job and at.gap is not None:
            self.state.say(_("gap {gap}").format(gap=f"{at.gap * 100:.1f}%"))

    def _take(self, found: Plan) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.cancel.hide()
        gap = found.gap
        self.state.say(*((_("proved"), "good") if gap.proved else (_("not proved"), "warn")))
        self.words.setText(_distance(found))


def _distance(found: Plan) -> str:
    gap = found.gap
    if gap.money is None or gap.months is None:
        if found.relax:
            ways = [_way(each.what, each.by) for each in found.relax]
            return _("No plan fits as things stand. The least that would help, each alone: {ways}.").format(
                ways=_("; ").join(ways)
            )
        return _("This plan does not hold, so it has no distance from the best.")
    if not gap.money and not gap.months:
        return _("This plan is the best there is: none costs less, none is clear sooner.")
    money = shown.MASK if shown.is_hidden() else format_yuan(gap.money)
    words = ngettext(
        "This plan costs {money} yuan more than the cheapest, and is clear {n} month later than the quickest.",
        "This plan costs {money} yuan more than the cheapest, and is clear {n} months later than the quickest.",
        gap.months,
    )
    return words.format(money=money, n=gap.months)


def _way(what: str, by: int) -> str:
    known = {
        "monthly": _("{amount} more a month").format(amount=shown.yuan(by)),
        "start": _("{amount} more at the start").format(amount=shown.yuan(by)),
    }
    return known.get(what) or _("{n} months more with one creditor").format(n=by)


def _searched(case: Case, plan: Plan, book: RuleBook, today: date) -> Generator[Any, bool | None, Plan]:
    """Search for the cheapest and the quickest plan; a generator, so that it can be told to stop."""
    from planner.engine.optimize_plan import compared  # loads the solver

    found = yield from compared(case, chosen_scenario(case), book, today, plan)
    return found
