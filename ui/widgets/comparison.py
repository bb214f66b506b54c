# SPDX-License-Identifier: Apache-2.0
"""All plans beside each other, worked out beside the window after each edit; Enter or a double click chooses one."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from planner.engine.compare import candidates, compare
from planner.engine.plan import Plan
from planner.facts.case import Case, Scenario, chosen_scenario
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.comparison import compared
from ui import shown
from ui.background import Job, run
from ui.models.records import Column, RecordsModel
from ui.widgets.card import Card
from ui.widgets.chip import ChipText
from ui.widgets.table_view import TableView
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

FIGURES = {2: "first", 3: "peak", 4: "end", 5: "end", 6: "total", 7: "waived"}  # by column


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan as the table shows it; cells by the keys of the planner's table."""

    id: str
    cells: dict[str, Any]
    holds: bool
    is_chosen: bool
    scenario: Scenario
    plan: Plan


def _cell(key: str) -> Any:
    return lambda line: line.cells[key]


class Comparison(Card):
    """The card with the table. `picked(scenario id)` tells the choice."""

    picked = Signal(object)
    asked = Signal(str, object)  # the figure to be explained, and the line of its plan

    def __init__(self) -> None:
        super().__init__(_("Plans beside each other"))
        self.model = RecordsModel(
            (
                Column(heading=N_("Plan"), value=_name),
                Column(heading=N_("Does it hold?"), value=_state, show=_chip, look="chip", width=150),
                Column(
                    heading=N_("First month"),
                    value=_cell("offer"),
                    show=shown.amount,
                    look="number",
                    width=104,
                ),
                Column(
                    heading=N_("Largest month"),
                    value=_cell("peak"),
                    show=shown.amount,
                    look="number",
                    width=116,
                    least=760,
                ),
                Column(heading=N_("Months"), value=_cell("months"), show=_count, look="number", width=72),
                Column(heading=N_("Clear in"), value=_cell("end"), show=shown.month, width=88, least=680),
                Column(
                    heading=N_("Total paid"),
                    value=_cell("total"),
                    show=shown.amount,
                    look="number",
                    width=112,
                ),
                Column(
                    heading=N_("Asked to be waived"),
                    value=_cell("waived"),
                    show=shown.amount,
                    look="number",
                    width=144,
                    least=900,
                ),
            )
        )
        self.table = TableView(_("Plans beside each other"), framed=False)
        self.table.show_model(self.model)
        self.table.opened.connect(lambda line: self.picked.emit(line.id) if line else None)
        self.why = why_button(_("Plans beside each other"))
        self.why.clicked.connect(self._ask)
        self.waiting = Words("", "caption")
        self.corner.addWidget(self.why)
        self.corner.addWidget(self.waiting)
        self.body.addWidget(self.table)
        self._job: Job | None = None

    def show_plans(self, case: Case, book: RuleBook, today: date) -> None:
        """Compare the plans of a case as it is now; an older comparison still running is dropped."""
        if self._job is not None:
            self._job.cancel()
        self.waiting.setText(_("comparing …"))
        self._job = run(_all_plans, case, book, today)
        self._job.finished.connect(self._take)

    def _ask(self) -> None:
        """Ask about the figure of the cell in sight, of its plan; of the chosen plan where none is in sight."""
        line = self.table.current_record() or next((one for one in self.model.records if one.is_chosen), None)
        if line is not None:
            at = self.table.currentIndex().column()
            self.asked.emit(FIGURES.get(at, "total"), line)

    def _take(self, lines: Any) -> None:
        if self.sender() is self._job and lines is not None:
            self._job = None
            self.waiting.setText(_("Enter chooses a plan"))
            self.model.show_records(lines)
            self.table.fit_rows(len(lines))


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


def _name(line: PlanLine) -> str:
    name = line.cells["name"] or _("Unnamed plan")
    return _("{name} · this plan").format(name=name) if line.is_chosen else name


def _state(line: PlanLine) -> tuple[str, bool]:
    return line.cells["state"], line.holds


def _chip(state: tuple[str, bool]) -> ChipText:
    return ChipText(state[0], "good" if state[1] else "warn")


def _count(months: int | None) -> str:
    return shown.UNKNOWN if months is None else str(months)
