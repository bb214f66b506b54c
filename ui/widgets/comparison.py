# SPDX-License-Identifier: Apache-2.0
"""All plans beside each other, worked out beside the window after each edit; Enter or a double click chooses one."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal

from planner.engine.compare import candidates, compare
from planner.engine.plan import Plan
from planner.facts.case import Case, Scenario, chosen_scenario
from planner.facts.language import N_, _, ngettext
from planner.facts.money import Fen
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.chart_tables import compared_table, costs_table
from planner.reports.compared_plans import MOST, costs_of, drawn, owed_by_month, with_costs
from planner.reports.comparison import compared
from ui import shown
from ui.background import SEARCHES, Job, run
from ui.chances import percent
from ui.chart_look import draw_compared, draw_costs
from ui.models.records import Column, RecordsModel
from ui.widgets.card import Card, row
from ui.widgets.chart_view import ChartView, Values
from ui.widgets.chip import ChipText
from ui.widgets.series_shown import SeriesShown
from ui.widgets.table_view import TableView
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

PATHS = 20_000  # futures for each plan; the chosen plan's own test has more


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan as the table shows it; cells by the keys of the planner's table."""

    id: str
    cells: dict[str, Any]
    holds: bool
    is_chosen: bool
    scenario: Scenario
    plan: Plan
    chance: str = "…"  # in how many futures it holds; `…` while they run


class Comparison(Card):
    """The card with the table. `picked(scenario id)` tells the choice.

    `month_picked(month, facts, by key)` asks for what stands behind a month of the chart.
    """

    picked = Signal(object)
    month_picked = Signal(object, object, bool)
    asked = Signal(str, object)  # the figure to be explained, and the line of its plan

    def __init__(self) -> None:
        super().__init__(_("Plans beside each other"))
        self.model = RecordsModel(COLUMNS)
        self.table = TableView(_("Plans beside each other"), framed=False)
        self.table.show_model(self.model)
        self.table.opened.connect(lambda line: self.picked.emit(line.id) if line else None)
        self.why = why_button(_("Plans beside each other"))
        self.why.clicked.connect(self._ask)
        self.waiting = Words("", "caption")
        self.corner.addWidget(self.why)
        self.corner.addWidget(self.waiting)
        self.course, self.costs = ChartView(260), ChartView(260)
        self.course.setObjectName("compared_chart")
        self.costs.setObjectName("costs_chart")
        self.course.series_changed.connect(self._draw_again)
        self.course.picked.connect(self._pick_month)
        self.costs.picked.connect(self._pick_plan)
        self.which = SeriesShown(_("Plans shown"), self.course)
        self.corner.addWidget(self.which)
        self._drawn: tuple[PlanLine, ...] = ()
        charts = row(self.course, self.costs, gap=16)
        charts.setStretch(0, 1)
        charts.setStretch(1, 1)
        self.body.addWidget(self.table)
        self.body.addLayout(charts)
        self._job: Job | None = None
        self._chances: Job | None = None

    def show_plans(self, case: Case, book: RuleBook, today: date) -> None:
        """Compare the plans of a case as it is now; an older comparison still running is dropped."""
        for job in (self._job, self._chances):
            if job is not None:
                job.cancel()
        self._asked = (case, with_overrides(book, case.overrides), today)
        self.waiting.setText(_("comparing …"))
        self._job = run(_all_plans, case, book, today)
        self._job.finished.connect(self._take)

    def _ask(self) -> None:
        """Ask about the figure of the cell in sight, of its plan; of the chosen plan where none is in sight."""
        line = self.table.current_record() or next((one for one in self.model.records if one.is_chosen), None)
        if line is not None:
            at = max(self.table.currentIndex().column(), 0)
            self.asked.emit(FIGURES.get(COLUMNS[at].heading, "total"), line)

    def _take(self, lines: Any) -> None:
        if self.sender() is self._job and lines is not None:
            self._job = None
            self.waiting.setText(_("Enter chooses a plan"))
            known = {line.id: line.chance for line in self.model.records if line.chance != "…"}
            lines = tuple(replace(line, chance=known.get(line.id, "…")) for line in lines)
            self.model.show_records(lines)
            self.table.fit_rows(len(lines))
            self._draw(lines)
            self._chances = run(_chances, *self._asked, lines, lane=SEARCHES)
            self._chances.progressed.connect(self._take_chance)
            self._chances.finished.connect(self._take_chance)

    def _take_chance(self, lines: Any) -> None:
        """Show in how many futures the plans hold, as they become known."""
        if self.sender() is self._chances and lines is not None:
            self.model.show_records(lines)

    def _draw(self, lines: Sequence[PlanLine]) -> None:
        """The chosen plan first, so that it has the strongest line."""
        ordered = sorted(lines, key=lambda line: not line.is_chosen)
        self._drawn = tuple(line for line in ordered if drawn([("", line.plan)]))[:MOST]
        self.course.set_series([(line.id, _plain_name(line)) for line in self._drawn])
        self.which.renew()
        self._draw_again()

    def _draw_again(self) -> None:
        hidden = self.course.hidden
        plans = [(_plain_name(line), line.plan) for line in self._drawn]
        out = frozenset(n for n, line in enumerate(self._drawn) if line.id in hidden)
        seen = [pair for n, pair in enumerate(plans) if n not in out]
        words = "; ".join(_twin(line) for line in self._drawn if line.id not in hidden)
        first = next((plan.months[0].month for _name, plan in plans), None)
        count = max((len(plan.months) for _name, plan in plans), default=-1) + 1
        paid = with_costs(plans, out)
        self.course.show_chart(
            lambda figure: draw_compared(figure, plans, out),
            words,
            Values(count, lambda place: _owed_words(seen, place)),
            (lambda: compared_table(seen, first)) if first is not None else None,
        )
        self.costs.show_chart(
            lambda figure: draw_costs(figure, plans, out),
            words,
            Values(len(paid), lambda place: _cost_words(*paid[place]), upright=True),
            lambda: costs_table(paid),
        )

    def _pick_month(self, place: int, by_key: bool) -> None:
        """Ask for the month; the start has no payments."""
        if place and self._drawn:
            facts = [
                (
                    _("{course}: paid, and owed at the month's end").format(course=_plain_name(line)),
                    f"{shown.yuan(_paid(line.plan, place))} · {shown.yuan(_left(line.plan, place))}",
                )
                for line in self._drawn
                if line.id not in self.course.hidden
            ]
            self.month_picked.emit(self._drawn[0].plan.months[0].month.plus(place - 1), facts, by_key)

    def _pick_plan(self, place: int, by_key: bool) -> None:
        """Bring the plan of a bar into sight in the table."""
        lines = [n for n in self._drawn if n.plan.feasible and n.id not in self.course.hidden]
        if place < len(lines) and self.table.select_record(lines[place].id) and by_key:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _all_plans(case: Case, book: RuleBook, today: date) -> Generator[float, bool, Any]:
    """Work out all plans; a generator, so that a newer edit can stop it."""
    found = []
    count = len(candidates(case))
    for done in compare(case, with_overrides(book, case.overrides), today):
        found.append(done)
        if (yield len(found) / count):
            return None
    table, now = compared(case, found), chosen_scenario(case).id
    keys = [column.key for column in table.columns]
    return tuple(
        PlanLine(
            scenario.id,
            dict(zip(keys, cells, strict=True)),
            plan.feasible,
            scenario.id == now,
            scenario,
            plan,
        )
        for (scenario, plan), cells in zip(found, table.rows, strict=True)
    )


def _chances(
    case: Case, book: RuleBook, today: date, lines: Sequence[PlanLine]
) -> Generator[Sequence[PlanLine], bool, Sequence[PlanLine] | None]:
    """Test every plan that holds in many futures, one after another; a generator, so that a newer edit can stop it."""
    from planner.engine.stress import stress_steps  # loads numpy

    told = list(lines)
    for n, line in enumerate(lines):
        if not line.holds:
            told[n] = replace(line, chance=shown.UNKNOWN)
            continue
        steps = stress_steps(case, line.scenario, line.plan, book, today, PATHS)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                holds = end.value.holds
                told[n] = replace(line, chance=shown.UNKNOWN if holds is None else percent(holds))
                break
            if (yield tuple(told)):
                return None
    return tuple(told)


def _plain_name(line: PlanLine) -> str:
    name: str = line.cells["name"]
    return shown.name(name) if name else _("Unnamed plan")


def _name(line: PlanLine) -> str:
    name = _plain_name(line)
    return _("{name} · this plan").format(name=name) if line.is_chosen else name


def _chip(plan: Plan) -> ChipText:
    if plan.refusal is not None:
        return ChipText(_("no offer possible"), "warn")
    return ChipText(_("holds"), "good") if plan.feasible else ChipText(_("does not hold"), "warn")


def _count(months: int | None) -> str:
    return shown.UNKNOWN if months is None else str(months)


def _twin(line: PlanLine) -> str:
    """One plan in words, for those who do not see the charts."""
    words = _("{name}: {total} in all, {months} months")
    months, total = line.cells["months"], line.cells["total"]
    return words.format(name=_plain_name(line), total=shown.yuan(total), months=_count(months))


def _left(plan: Plan, place: int) -> Fen:
    """What a plan still owes after so many months."""
    course = owed_by_month(plan)
    return course[min(place, len(course) - 1)]


def _paid(plan: Plan, place: int) -> Fen:
    return plan.months[place - 1].paid if 0 < place <= len(plan.months) else 0


def _owed_words(plans: Sequence[tuple[str, Plan]], place: int) -> str:
    """What is still owed under each plan after so many months."""
    lines = [f"{name}  {shown.yuan(_left(plan, place))}" for name, plan in plans[:MOST_NAMED]]
    return "\n".join([ngettext("after {n} month", "after {n} months", place).format(n=place), *lines])


def _cost_words(name: str, plan: Plan) -> str:
    """What a plan pays, part by part."""
    parts = zip((_("Principal"), _("Interest"), _("Fees and penalty")), costs_of(plan), strict=True)
    lines = [f"{words}  {shown.yuan(fen)}" for words, fen in parts]
    return "\n".join([name, *lines, f"{_('Total paid')}  {shown.yuan(sum(costs_of(plan)))}"])


MOST_NAMED = 8


def _cell(key: str) -> Any:
    return lambda line: line.cells[key]


COLUMNS = (
    Column(heading=N_("Plan"), value=_name),
    Column(heading=N_("Does it hold?"), value=lambda line: line.plan, show=_chip, look="chip", width=140),
    Column(heading=N_("In futures"), value=lambda line: line.chance, look="number", width=84),
    Column(heading=N_("First month"), value=_cell("offer"), show=shown.amount, look="number", width=104),
    Column(
        heading=N_("Largest month"),
        value=_cell("peak"),
        show=shown.amount,
        look="number",
        width=116,
        least=760,
    ),
    Column(heading=N_("Months in all"), value=_cell("months"), show=_count, look="number", width=104),
    Column(heading=N_("Clear in"), value=_cell("end"), show=shown.month, width=88, least=1000),
    Column(heading=N_("Total paid"), value=_cell("total"), show=shown.amount, look="number", width=112),
    Column(
        heading=N_("Asked to be waived"),
        value=_cell("waived"),
        show=shown.amount,
        look="number",
        width=144,
        least=900,
    ),
)
FIGURES = {  # by heading: which figure of the plan it is
    "First month": "first",
    "Largest month": "peak",
    "Months in all": "end",
    "Clear in": "end",
    "Total paid": "total",
    "Asked to be waived": "waived",
}
