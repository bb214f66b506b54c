# SPDX-License-Identifier: Apache-2.0
"""Will the plan hold: the dial, the fan of many futures, the reserve it would need, the largest instalment, the seed."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QWidget

from planner.engine.plan import Plan
from planner.engine.stress_values import QUANTILES, StressResult
from planner.facts.case import Case, chosen_scenario
from planner.facts.language import N_, _
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook, with_overrides
from planner.reports.chart_tables import QUANTILE_WORDS, fan_table
from ui import shown
from ui.background import SEARCHES, Job, run
from ui.chances import holds_words, percent
from ui.chart_look import load_beside, look
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.chart_view import ChartView, Values
from ui.widgets.choice import Choice
from ui.widgets.dial import Dial
from ui.widgets.notes import Notes
from ui.widgets.text import Words
from ui.widgets.typed_edit import CountEdit
from ui.widgets.why_button import why_button

SEED, MOST_SEED = 1, 999_999
BLOCKS = ((None, N_("usual")), *((n, str(n)) for n in range(1, 7)))


@dataclass(frozen=True, slots=True)
class _Asked:
    case: Case
    plan: Plan
    book: RuleBook
    today: date


class StressCard(Card):
    """The card. `show_plan` begins the test beside the window; a newer plan drops the older test.

    `month_picked(month, facts, by key)` asks for what stands behind a month of the fan.
    """

    month_picked = Signal(object, object, bool)

    def __init__(self) -> None:
        super().__init__(_("Will it hold?"))
        self.dial, self.fan = Dial(), ChartView(230)
        self.fan.setObjectName("fan_chart")
        self.fan.picked.connect(self._pick)
        self.words, self.notes = Words("", "base", wrap=True), Notes(most=2)
        self.progress, self.cancel = QProgressBar(), QPushButton(_("Cancel"))
        self.progress.setTextVisible(False)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.stop)
        self.seed = CountEdit(1, MOST_SEED)
        self.seed.setAccessibleName(_("Seed"))
        self.seed.setFixedWidth(THEME.px(92))
        self.seed.set_value(SEED)
        self.seed.setToolTip(_("The same seed gives the same futures and the same answer."))
        self.seed.edited.connect(lambda _value: self._begin())
        self.block = Choice(BLOCKS)
        self.block.setAccessibleName(_("Months drawn together"))
        self.block.setToolTip(_("How many months of your own are drawn in a row."))
        self.block.edited.connect(lambda _value: self._begin())
        self.block.set_value(None)
        self.figures: dict[str, Words] = {}
        left = column(self.dial, self._grid(), None, gap=10)
        both = row(left, self.fan, gap=20)
        both.setStretch(0, 2)
        both.setStretch(1, 5)
        self.why = why_button(_("Will it hold?"))
        self.corner.addWidget(self.why)
        self.corner.addWidget(Words(_("In a row"), "caption"))
        self.corner.addWidget(self.block)
        self.corner.addWidget(Words(_("Seed"), "caption"))
        self.corner.addWidget(self.seed)
        self.body.addLayout(row(self.progress, self.cancel))
        self.body.addLayout(both)
        self.body.addWidget(self.words)
        self.body.addWidget(self.notes)
        self._asked: _Asked | None = None
        self._job: Job | None = None
        self.result: StressResult | None = None
        self._show_progress(False)

    def _grid(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("form")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        for n, (key, words) in enumerate(
            (
                ("0.90", _("More reserve for 90 %")),
                ("0.95", _("More reserve for 95 %")),
                ("L0.90", _("Largest a month, 90 %")),
                ("L0.95", _("Largest a month, 95 %")),
                ("miss", _("A first miss, most often")),
                ("size", _("and what is then missing")),
            )
        ):
            value = Words(shown.UNKNOWN)
            value.setAccessibleName(words)
            grid.addWidget(Words(words, "caption"), n, 0)
            grid.addLayout(row(None, value), n, 1)
            self.figures[key] = value
        grid.setColumnStretch(1, 1)
        return holder

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Test a plan; nothing is asked where there is none, or no offer can be made."""
        self.setVisible(plan is not None and plan.refusal is None and bool(plan.months))
        if plan is None or plan.refusal is not None or not plan.months:
            self.stop()
            return
        if self._asked is None or self._asked.plan is not plan:
            self._asked = _Asked(case, plan, with_overrides(book, case.overrides), today)
            self._begin()

    def _begin(self) -> None:
        if self._asked is None:
            return
        self.stop()
        self.result = None
        self.why.setEnabled(False)
        job = run(_tested, self._asked, self.seed.value() or SEED, self.block.value(), lane=SEARCHES)
        self._job = job
        job.progressed.connect(self._tell)
        job.finished.connect(self._take)
        job.failed.connect(self._refuse)
        self._show_progress(True)

    def stop(self) -> None:
        """Stop the test that runs."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show_progress(False)

    def _show_progress(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.cancel.setVisible(on)

    def _tell(self, share: Any) -> None:
        if self.sender() is self._job:
            self.progress.setRange(0, share[1])
            self.progress.setValue(share[0])

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            self._show_progress(False)
            self.words.setText(error.words() if isinstance(error, InputError) else "")

    def _take(self, result: StressResult | None) -> None:
        if self.sender() is not self._job or result is None or self._asked is None:
            return
        self._job, self.result = None, result
        self.why.setEnabled(result.holds is not None)
        self._show_progress(False)
        enough = float(self._asked.book.rate("STRESS-01/enough_chance", self._asked.today))
        word, tone = holds_words(result.holds, enough)
        figure = shown.UNKNOWN if result.holds is None else percent(result.holds)
        self.dial.show_chance(result.holds, figure, word, tone or "muted")
        self._show_figures(result)
        self.words.setText(_sentence(result))
        self.notes.show_problems(result.problems)
        self._draw(result)

    def _show_figures(self, result: StressResult) -> None:
        for key in ("0.90", "0.95"):
            self.figures[key].setText(shown.yuan(result.reserve_needed.get(key)))
            self.figures[f"L{key}"].setText(shown.yuan(result.largest_instalment.get(key)))
        most = max(result.first_miss, key=lambda pair: pair[1], default=None)
        self.figures["miss"].setText(shown.month(most[0]) if most else shown.UNKNOWN)
        self.figures["size"].setText(shown.yuan(result.median_miss) if most else shown.UNKNOWN)

    def _draw(self, result: StressResult) -> None:
        from planner.reports.figures_stress import draw_fan, fan_title  # loads matplotlib

        self.fan.setVisible(bool(result.cash))
        values = Values(len(result.months), lambda place: _fan_words(result, place), first=1.0)
        self.fan.show_chart(
            lambda figure: draw_fan(figure, result, look()),
            fan_title(result),
            values,
            lambda: fan_table(result),
        )

    def _pick(self, place: int, by_key: bool) -> None:
        if self.result is not None and self.result.cash:
            self.month_picked.emit(self.result.months[place], _spread(self.result, place), by_key)


def _fan_words(result: StressResult, place: int) -> str:
    """What one month of the fan tells: the middle future, and between what nine in ten lie."""
    told = (
        (_("the middle one"), 50),
        (_("one in twenty has less than"), 5),
        (_("one in twenty has more than"), 95),
    )
    lines = [f"{words}  {shown.yuan(result.cash[q][place])}" for words, q in told]
    return "\n".join([str(result.months[place]), *lines])


def _spread(result: StressResult, place: int) -> list[tuple[str, str]]:
    """The spread of one month: cash in the futures, and in what share of them a payment is missed."""
    facts = [
        (_("Cash: {where}").format(where=_(QUANTILE_WORDS[q])), shown.yuan(result.cash[q][place]))
        for q in QUANTILES
    ]
    if result.holds is None:
        return facts
    month = result.months[place]
    here = dict(result.first_miss).get(month, 0.0)
    until = sum(share for when, share in result.first_miss if when <= month)
    return [
        *facts,
        (_("Futures with the first missed payment in this month"), percent(here)),
        (_("Futures with a missed payment by the end of this month"), percent(until)),
    ]


def _sentence(result: StressResult) -> str:
    if result.holds is None:
        return _(
            "How likely it holds cannot be said yet. Add statements of twelve months, or try a stated shock."
        )
    return _(
        "{share} of {paths} futures hold to the last instalment, give or take {error}; block {block}, seed {seed}."
    ).format(
        share=percent(result.holds),
        paths=f"{result.paths:,}",
        error=f"{result.standard_error * 100:.2f}%",
        block=result.block,
        seed=result.seed,
    )


def _tested(
    asked: _Asked, seed: int, block: int | None
) -> Generator[tuple[int, int], bool, StressResult | None]:
    """Run the futures; None when told to stop."""
    from planner.engine.stress import stress_steps  # loads numpy

    load_beside()
    scenario = chosen_scenario(asked.case)
    steps = stress_steps(asked.case, scenario, asked.plan, asked.book, asked.today, seed=seed, block=block)
    while True:
        try:
            at = next(steps)
        except StopIteration as end:
            result: StressResult = end.value
            return result
        if (yield at):
            return None
