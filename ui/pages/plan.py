# SPDX-License-Identifier: Apache-2.0
"""The Plan page: does the plan hold, what each creditor is offered, what is owed month by month, all plans compared."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QStackedWidget

from planner.engine.class_offers import usual_offers
from planner.engine.plan import Plan
from planner.facts.case import Case, Debt, Scenario, chosen_scenario
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.problems import Problem
from planner.facts.rulebook import with_overrides
from planner.facts.terms import Terms
from planner.reports.chart_tables import CASH_MONTHS, months_table, owed_table
from planner.reports.tables import names
from ui import plan_edits, shown
from ui.chart_look import draw_months, draw_owed
from ui.icons import set_icon
from ui.pages.page import Desk, Page
from ui.plan_explaining import Explaining
from ui.plan_words import finding, month_in, months_words, owed_in, owed_words, verdict
from ui.problem_words import debt_names
from ui.theme import THEME
from ui.widgets.beside_card import BesideCard
from ui.widgets.best_card import BestCard
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.chart_view import ChartView, Values
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice
from ui.widgets.comparison import Comparison
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground
from ui.widgets.month_card import Facts, MonthRowsCard
from ui.widgets.notes import Notes
from ui.widgets.offers import ORDER, RULE, Offers
from ui.widgets.series_shown import SeriesShown
from ui.widgets.shock_card import ShockCard
from ui.widgets.stress_card import StressCard
from ui.widgets.terms_form import LABELS, TermsForm
from ui.widgets.text import Words
from ui.widgets.usual_button import UsualButton
from ui.widgets.why_button import why_button
from ui.widgets.why_card import WhyCard
from ui.widgets.why_line import WhyLine

USUAL = N_("What is usual")
OTHERS = {"order": ORDER, "shocks": N_("What if?")}
BEFORE_SENDING = ("LIM-04", "MED-09")  # said where documents leave the house


class PlanPage(Page):
    """What the plan finds on top; each chart left of what it answers to; all plans below."""

    NAME = "plan"
    TITLE = N_("Plan")
    QUESTION = N_("Which plan is best, and does it hold?")
    ICON = "chart-line"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen: str | None = None
        self._build_actions()
        self.finding, self.state_chip = Words("", "lead", wrap=True), Chip()
        self.ways, self.notes = Notes(most=4), Notes(most=3)
        for notes in (self.ways, self.notes):
            notes.chosen.connect(self.went.emit)
        self.comparison = Comparison()
        self.comparison.picked.connect(self._pick)
        self.owed, self.months = ChartView(300), ChartView(380)
        self.owed.setObjectName("owed_chart")
        self.months.setObjectName("months_chart")
        self.rows, self.debts_shown = MonthRowsCard(), SeriesShown(_("Debts shown"), self.owed)
        self.rows.opened.connect(lambda debt_id: self.went.emit(f"debts/{debt_id}"))
        self.months.set_series([(key, _(words)) for key, words in CASH_MONTHS])
        for chart in (self.owed, self.months):
            chart.picked.connect(partial(self._pick_place, chart))
            chart.series_changed.connect(self._draw_again)
        self.offers, self.terms = Offers(), TermsForm()
        self.offers.edited.connect(self._edit_rule)
        self.offers.chosen.connect(self._choose)
        self.terms.setObjectName("form")  # on the card's own ground
        self.terms.edited.connect(self._edit_terms)
        self.moved, self.stress, self.beside, self.best = WhyLine(), StressCard(), BesideCard(), BestCard()
        self.why, self.shock = WhyCard(), ShockCard()
        for card, chart in ((self.stress, self.stress.fan), (self.beside, self.beside.chart)):
            card.month_picked.connect(partial(self._show_month, chart))
        self.comparison.month_picked.connect(partial(self._show_month, self.comparison.course))
        self._build()
        for chart in self.findChildren(ChartView):
            chart.failed.connect(lambda words: self.say(words, "warn"))
        self.explaining = Explaining(self)
        self._connect_whys()

    # ---- building

    def _build_actions(self) -> None:
        self.scenarios = Choice(())
        self.scenarios.setAccessibleName(_("Plan"))
        self.scenarios.setMinimumWidth(THEME.px(190))
        self.scenarios.edited.connect(self._pick)
        self.more = QPushButton(_("Plans"))
        menu = QMenu(self)
        menu.addAction(_("New plan by strategy"), lambda: self.add(None))
        for periods in (12, 24, 36, 48, 60):
            words = _("{n} instalments for all, interest stopped").format(n=periods)
            menu.addAction(words, partial(self.add, periods))
        menu.addSeparator()
        menu.addAction(_("Copy this plan"), self.copy)
        menu.addAction(_("Delete this plan"), self.remove)
        self.more.setMenu(menu)
        set_icon(self.more, "plus", "accent", 16)
        self.actions = [self.scenarios, self.more]

    def _build(self) -> None:
        self.ask = why_button(_("Plan"))
        top = row(self.finding, self.state_chip, self.ask, gap=12)
        top.setStretch(0, 1)
        self.asked = Card(" ", self.terms, None)
        self.usual = UsualButton()
        self.usual.asked.connect(self._ask_usual)
        self.usual.searched.connect(self._let_search)
        self.asked.corner.addWidget(self.usual)
        grid = QGridLayout()
        grid.setSpacing(THEME.px(12))
        grid.setContentsMargins(0, 0, THEME.px(14), THEME.px(8))  # right of it the scroll bar
        for line, whole in enumerate((Card("", top, self.moved, self.ways, self.notes), self.why)):
            grid.addWidget(whole, line, 0, 1, 2)
        grid.addWidget(Card("", column(row(None, self.debts_shown), self.owed, gap=0)), 2, 0)
        grid.addWidget(self.offers, 2, 1)
        grid.addWidget(Card("", self.months), 3, 0)
        grid.addWidget(self.asked, 3, 1)
        below = (self.rows, self.comparison, self.best, self.stress, self.shock, self.beside)
        for line, whole in enumerate(below, 4):
            grid.addWidget(whole, line, 0, 1, 2)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        self._grid = grid
        empty = EmptyState(
            "chart-line",
            _("No plan without a debt"),
            _(
                "Enter what you owe, then your income and living costs. The plan follows each figure you type."
            ),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.area = scrolled(Ground(grid))
        self.stack.addWidget(self.area)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    def _connect_whys(self) -> None:
        """Every figure of the page can be asked about where it stands."""
        ask = self.explaining.ask
        self.best.asked.connect(ask)
        self.best.taken.connect(self._take_best)
        self.shock.cleared.connect(lambda: self._edit_rule("shocks", ()))
        self.shock.kept.connect(lambda found: self._take_best(found, _("It is a plan of its own now.")))
        for button, figure in (
            (self.ask, "affordable"),
            (self.stress.why, "stress/holds"),
            (self.beside.why, "beside/lost/more"),
        ):
            button.clicked.connect(partial(self._ask, figure))
        self.offers.asked.connect(ask)
        self.comparison.asked.connect(lambda figure, line: ask(figure, line.scenario, line.plan))
        self.rows.asked.connect(lambda month: ask(f"months/{month}/free"))

    def _ask(self, figure: str, _on: bool = False) -> None:
        self.explaining.ask(figure)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the plans to choose from, the rule and the creditors."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        for widget in self.actions:
            widget.setEnabled(bool(new.debts))
        if old is not None and old.debts is new.debts and old.scenarios is new.scenarios:
            return
        listed = [(s.id, shown.name(s.name) if s.name else N_("Unnamed plan")) for s in new.scenarios] or [
            ("", N_("In proportion"))
        ]
        self.scenarios.set_options(listed)
        self.scenarios.set_value(chosen_scenario(new).id)
        self.offers.show_case(new)
        if new.debts and all(debt.id != self._chosen for debt in new.debts):
            self._chosen = new.debts[0].id
        self._show_terms(new)

    def _show_terms(self, case: Case) -> None:
        debt = next((d for d in case.debts if d.id == self._chosen), None)
        if debt is None:
            return
        name = shown.name(debt.brand or debt.creditor)
        self.asked.title.setText(_("Asked of {name}").format(name=name))
        book = with_overrides(self.desk.book, case.overrides)
        self.usual.show_offered(usual_offers(case, debt, book), debt.menu)
        self.terms.show_terms(dict(chosen_scenario(case).terms or {}).get(debt.id))
        if self.offers.table.current_record() is None:
            self.offers.select(debt.id)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the finding, the problems, both charts and the offers."""
        case = self.desk.case
        self.offers.show_plan(plan, case)
        self.moved.show_plan(case, plan)
        for card in (self.stress, self.shock, self.beside, self.best):
            card.show_plan(case, plan, self.desk.book, self.desk.today())
        self.explaining.renew(plan)
        if plan is None:
            self.finding.setText(_("Working out the plan …"))
            self.state_chip.say("…")
            return
        self.finding.setText(finding(case, plan))
        self.state_chip.say(*verdict(plan))
        self._show_notes(plan, problems)
        called = {debt_id: shown.name(name) for debt_id, name in names(case, plan).items()}
        self.owed.set_series([(d.debt_id, called.get(d.debt_id, d.creditor)) for d in plan.debts])
        self.debts_shown.renew()
        self._draw_charts(plan)
        self.rows.show_plan(case, plan)
        self.comparison.show_plans(case, self.desk.book, self.desk.today())

    def _show_notes(self, plan: Plan, problems: tuple[Problem, ...]) -> None:
        """The ways out of a refusal first; then what must be looked at; plain remarks wait behind "more"."""
        ways = plan.refusal.ways if plan.refusal else ()
        every = {(p.where, p.words()): p for p in (*plan.problems, *problems)}.values()
        told = [p for p in every if p.rule_id not in BEFORE_SENDING and p not in ways]
        self.ways.show_problems(ways)
        self.ways.setVisible(bool(ways))
        most = min(3, sum(p.severity != "info" for p in told))
        self.notes.show_problems(told, most, debt_names(self.desk.case))
        self.notes.setVisible(bool(told))
        QTimer.singleShot(0, self._grid.invalidate)  # long notes take their room once they are polished

    def _draw_charts(self, plan: Plan) -> None:
        case, out, parts = self.desk.case, self.owed.hidden, self.months.hidden
        count = len(plan.months)
        called = {debt_id: shown.name(name) for debt_id, name in names(case, plan).items()}
        self.owed.show_chart(
            lambda figure: draw_owed(figure, case, plan, out),
            owed_words(plan),
            Values(count, lambda place: owed_in(case, plan, place, out), first=1.0),
            lambda: owed_table(plan, called, out),
        )
        self.months.show_chart(
            lambda figure: draw_months(figure, plan, parts),
            months_words(plan),
            Values(count, lambda place: month_in(plan, place, parts), first=1.0),
            lambda: months_table(plan, parts),
        )

    def _draw_again(self) -> None:
        if self._plan is not None and self._plan[0] is not None:
            self._draw_charts(self._plan[0])

    def _pick_place(self, chart: ChartView, place: int, by_key: bool) -> None:
        plan = self._plan[0] if self._plan else None
        if plan is not None and place < len(plan.months):
            self._show_month(chart, plan.months[place].month, (), by_key)

    def _show_month(self, chart: ChartView, month: Month, facts: Facts, by_key: bool) -> None:
        """Show the rows behind a month, and what else the chart tells of it, below the charts."""
        plan = self._plan[0] if self._plan else None
        if plan is not None:
            self.rows.show_month(self.desk.case, plan, month, facts)
            if by_key:
                self.rows.take_keyboard(chart)
            QTimer.singleShot(0, lambda: self.area.ensureWidgetVisible(self.rows))

    # ---- edits

    def _choose(self, debt: Debt) -> None:
        if debt.id != self._chosen:
            self.terms.commit()
            self._chosen = debt.id
            self._show_terms(self.desk.case)

    def _edit_terms(self, path: str, value: Any) -> None:
        if self._chosen is not None:
            case, scenario = plan_edits.with_asked(self.desk.case, self._chosen, path, value)
            self._put(LABELS[path], case, (scenario.id, self._chosen, path))

    def _ask_usual(self, terms: Terms) -> None:
        """Ask the creditor in sight for what is usual for its class."""
        if self._chosen is not None:
            case, scenario = plan_edits.with_terms(self.desk.case, self._chosen, terms)
            self._put(USUAL, case, (scenario.id, self._chosen, USUAL))

    def _let_search(self, menu: tuple[Terms, ...]) -> None:
        """Give the search these offers of the creditor in sight to choose from; none leaves it to the strategy."""
        if self._chosen is not None:
            self._put(USUAL, plan_edits.with_menu(self.desk.case, self._chosen, menu), None)

    def _edit_rule(self, path: str, value: Any) -> None:
        case, scenario = plan_edits.with_value(self.desk.case, path, value)
        label = {**{field.path: field.label for field in RULE}, **OTHERS}[path]
        self._put(label, case, (scenario.id, path))

    def _put(self, label: str, case: Case, merge: object) -> None:
        self.desk.session.edit(_("change of “{field}”").format(field=_(label)), case, merge)

    def _pick(self, scenario_id: str | None) -> None:
        case = self.desk.case
        if scenario_id and scenario_id != chosen_scenario(case).id:
            self.desk.session.edit(_("choice of a plan"), plan_edits.chosen(case, scenario_id))

    def add(self, periods: int | None) -> None:
        """Begin a new plan: by strategy alone, or the same number of instalments asked of all, interest stopped."""
        self.desk.session.edit(_("new plan"), plan_edits.begun(self.desk.case, periods))

    def _take_best(self, scenario: Scenario, words: str) -> None:
        """Keep what was found as a plan of its own, chosen; undo takes it away."""
        case = plan_edits.taken(self.desk.case, scenario)
        self.desk.session.edit(_("new plan"), case)
        self.say(words, "good", _("Undo"), self.desk.session.undo)

    def copy(self) -> None:
        """Begin a new plan as a copy of this one."""
        self.desk.session.edit(_("copy of a plan"), plan_edits.copied(self.desk.case))

    def remove(self) -> None:
        """Delete the chosen plan; undo brings it back."""
        if self.desk.case.scenarios:
            self.desk.session.edit(_("delete of a plan"), plan_edits.without_plan(self.desk.case))
            self.say(_("The plan is deleted."), "info", _("Undo"), self.desk.session.undo)

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Choose the debt or plan a place names."""
        if any(debt.id == place for debt in self.desk.case.debts):
            self.offers.select(place)
        elif any(scenario.id == place for scenario in self.desk.case.scenarios):
            self._pick(place)

    def state(self) -> str | None:
        """The chosen creditor."""
        return self._chosen

    def restore(self, state: Any) -> None:
        """Choose it again."""
        if state:
            self.reveal(str(state))
