# SPDX-License-Identifier: Apache-2.0
"""The Plan page: does the plan hold, what each creditor is offered, what is owed month by month, all plans compared."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QStackedWidget, QWidget

from planner.engine.plan import DebtPlan, Plan
from planner.engine.strategy import STRATEGIES, TITLES
from planner.facts.case import Case, Debt, Scenario, choose_scenario, chosen_scenario, drop, new_id, put
from planner.facts.dates import Month
from planner.facts.language import N_, _, ngettext
from planner.facts.problems import Problem
from planner.facts.terms import Shape, Terms
from ui import shown
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.card import Card, row, scrolled
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice
from ui.widgets.comparison import Comparison
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Field, Form
from ui.widgets.notes import Notes
from ui.widgets.table_view import TableView
from ui.widgets.terms_form import LABELS, TermsForm, with_term
from ui.widgets.text import Words

BEFORE_SENDING = ("LIM-04", "MED-09")  # said where documents leave the house
STRATEGY = (
    Field(path="name", label=N_("Name of the plan"), span=2),
    Field(path="strategy", label=N_("Shared out"), kind="choice", span=2),
    Field(path="budget", label=N_("Budget a month"), kind="money", hint=N_("what can be paid")),
)


class PlanPage(Page):
    """Charts left, offers right, the comparison below."""

    NAME = "plan"
    TITLE = N_("Plan")
    QUESTION = N_("Which plan is best, and does it hold?")
    ICON = "chart-line"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._plan_now: Plan | None = None
        self._chosen: str | None = None
        self._build_actions()
        self.finding, self.state_chip = Words("", "lead", wrap=True), Chip()
        self.notes = Notes(most=3)
        self.notes.chosen.connect(self.went.emit)
        self.comparison = Comparison()
        self.comparison.picked.connect(self._pick)
        self.owed, self.months = ChartView(260), ChartView(280)
        self.owed.setMaximumHeight(THEME.px(360))
        self.months.setMaximumHeight(THEME.px(400))
        self.owed.setObjectName("owed_chart")
        self.months.setObjectName("months_chart")
        self._build_offers()
        self._build()

    # ---- building

    def _build_actions(self) -> None:
        self.scenarios = Choice(())
        self.scenarios.setAccessibleName(_("Plan"))
        self.scenarios.setMinimumWidth(THEME.px(190))
        self.scenarios.edited.connect(self._pick)
        self.more = QPushButton(_("Plans"))
        menu = QMenu(self)
        menu.addAction(_("New plan by strategy"), lambda: self.add(None))
        menu.addAction(_("Copy this plan"), self.copy)
        menu.addAction(_("Same number of instalments for all…"), lambda: self.add(36))
        menu.addAction(_("Delete this plan"), self.remove)
        self.more.setMenu(menu)
        set_icon(self.more, "plus", "accent", 16)
        self.actions = [self.scenarios, self.more]

    def _build_offers(self) -> None:
        self.rule = Form(STRATEGY)
        self.rule.edited.connect(self._edit_rule)
        self.model = RecordsModel(
            (
                Column(
                    heading=N_("Creditor"),
                    value=lambda d: d.brand or d.creditor,
                    show=shown.name,
                    look="initial",
                ),
                Column(heading=N_("A month"), value=self._offer, show=shown.amount, look="number", width=92),
                Column(heading=N_("Last"), value=self._last, show=shown.month, width=76),
                Column(heading=N_("Total"), value=self._total, show=shown.amount, look="number", width=104),
            )
        )
        self.offers = TableView(_("Offers"), framed=False)
        self.offers.show_model(self.model)
        self.offers.setMinimumHeight(THEME.px(184))
        self.offers.chosen.connect(self._choose)
        self.terms_title = Words("", "card")
        self.terms = TermsForm()
        self.terms.edited.connect(self._edit_terms)

    def _build(self) -> None:
        head = Card("", row(self.finding, self.state_chip, gap=12), self.notes)
        head.body.itemAt(0).layout().setStretch(0, 1)  # type: ignore[union-attr]
        charts = Card("", self.owed, self.months, None)
        offers = Card(_("Offers"), self.rule, self.offers, self.terms_title, self.terms, None)
        self._grid = QGridLayout()
        self._grid.setSpacing(THEME.px(12))
        self._grid.addWidget(head, 0, 0, 1, 2)
        self._grid.addWidget(charts, 1, 0)
        self._grid.addWidget(offers, 1, 1)
        self._grid.addWidget(self.comparison, 2, 0, 1, 2)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 4)
        inner = QWidget()
        inner.setObjectName("ground")
        inner.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, THEME.px(4), THEME.px(8))
        empty = EmptyState(
            "chart-line",
            _("No plan without a debt"),
            _(
                "Enter what you owe, then your income and living costs. The plan follows each figure you type."
            ),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(inner))
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the scenario's choices and the creditors."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        for widget in self.actions:
            widget.setEnabled(bool(new.debts))
        if old is not None and old.debts is new.debts and old.scenarios is new.scenarios:
            return
        now = chosen_scenario(new)
        listed = [(s.id, s.name or _("Unnamed plan")) for s in new.scenarios] or [("", _("In proportion"))]
        self.scenarios.set_options(listed)
        self.scenarios.set_value(now.id)
        self._show_rule(now)
        self.model.show_records(new.debts)
        if new.debts and all(debt.id != self._chosen for debt in new.debts):
            self._chosen = new.debts[0].id
        self._show_terms(new)

    def _show_rule(self, scenario: Scenario) -> None:
        choice = self.rule.editors["strategy"]
        assert isinstance(choice, Choice)
        choice.set_options([(name, _(TITLES[name])) for name in STRATEGIES])
        self.rule.show_values(
            {"name": scenario.name, "strategy": scenario.strategy, "budget": scenario.budget}
        )

    def _show_terms(self, case: Case) -> None:
        debt = next((d for d in case.debts if d.id == self._chosen), None)
        if debt is None:
            return
        self.terms_title.setText(_("Asked of {name}").format(name=shown.name(debt.brand or debt.creditor)))
        self.terms.show_terms(dict(chosen_scenario(case).terms or {}).get(debt.id))
        if self.offers.current_record() is None:
            self.offers.select_record(debt.id)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the finding, the problems, both charts and the offers."""
        self._plan_now = plan
        if plan is None:
            self.finding.setText(_("Working out the plan …"))
            self.state_chip.say("…")
            return
        self.finding.setText(finding(self.desk.case, plan))
        self.state_chip.say(*verdict(plan))
        self._show_notes(plan, problems)
        self.model.show_records(self.desk.case.debts)
        self._draw_charts(plan)
        self.comparison.show_plans(self.desk.case, self.desk.book, self.desk.today())

    def _show_notes(self, plan: Plan, problems: tuple[Problem, ...]) -> None:
        ways = plan.refusal.ways if plan.refusal else ()
        every = {(p.where, p.words()): p for p in (*ways, *plan.problems, *problems)}.values()
        self.notes.show_problems([p for p in every if p.rule_id not in BEFORE_SENDING])
        self.notes.setVisible(bool(every))

    def _draw_charts(self, plan: Plan) -> None:
        from ui.chart_look import draw_months, draw_owed

        case = self.desk.case
        self.owed.show_chart(lambda figure: draw_owed(figure, case, plan), owed_words(plan))
        self.months.show_chart(lambda figure: draw_months(figure, case, plan), months_words(plan))

    # ---- offers

    def _of(self, debt: Debt) -> DebtPlan | None:
        plans = self._plan_now.debts if self._plan_now else ()
        return next((one for one in plans if one.debt_id == debt.id), None)

    def _offer(self, debt: Debt) -> int | None:
        one = self._of(debt)
        return one.offer if one else None

    def _total(self, debt: Debt) -> int | None:
        one = self._of(debt)
        return one.total if one else None

    def _last(self, debt: Debt) -> Any:
        one = self._of(debt)
        return Month.of(one.last_due) if one and one.last_due else None

    def _choose(self, debt: Debt | None) -> None:
        if debt is not None and debt.id != self._chosen:
            self.terms.commit()
            self._chosen = debt.id
            self._show_terms(self.desk.case)

    def _edit_terms(self, path: str, value: Any) -> None:
        case = self.desk.case
        if self._chosen is None:
            return
        scenario = self._own(case)
        terms = dict(scenario.terms or {})
        first_due = case.first_month.first + timedelta(days=14)
        made = with_term(terms.pop(self._chosen, None), path, value, first_due)
        if made is not None:
            terms[self._chosen] = made
        self._put(
            _("change of “{field}”").format(field=_(LABELS[path])),
            replace(scenario, terms=terms or None),
            (scenario.id, self._chosen, path),
        )

    def _edit_rule(self, path: str, value: Any) -> None:
        scenario = self._own(self.desk.case)
        if path == "name":
            value = value or ""
        label = next(field.label for field in STRATEGY if field.path == path)
        words = _("change of “{field}”").format(field=_(label))
        self._put(words, replace(scenario, **{path: value}), (scenario.id, path))

    def _own(self, case: Case) -> Scenario:
        """The chosen scenario as a record of the case: the first edit of the plain plan begins one."""
        scenario = chosen_scenario(case)
        return scenario if scenario.id else Scenario(id=new_id(case, "scenarios"), name=_("My plan"))

    def _put(self, words: str, scenario: Scenario, merge: object = None) -> None:
        if scenario != chosen_scenario(self.desk.case):
            self.desk.session.edit(words, put(self.desk.case, "scenarios", scenario), merge)

    # ---- scenarios

    def _pick(self, scenario_id: str | None) -> None:
        case = self.desk.case
        if not scenario_id or scenario_id == chosen_scenario(case).id:
            return
        if scenario_id.startswith("strategy:"):
            name = scenario_id.partition(":")[2]
            made = Scenario(id=new_id(case, "scenarios"), name=_(TITLES[name]), strategy=name)
            case, scenario_id = put(case, "scenarios", made), made.id
        self.desk.session.edit(_("choice of a plan"), choose_scenario(case, scenario_id))

    def add(self, periods: int | None) -> None:
        """Begin a new plan: by strategy alone, or the same number of instalments asked of all, interest stopped."""
        case = self.desk.case
        made = Scenario(id=new_id(case, "scenarios"), name=_("New plan"))
        if periods is not None:
            due = case.first_month.first + timedelta(days=14)
            asked = Terms(periods=periods, first_due=due, shape=Shape(kind="equal_instalment"))
            name = ngettext("{n} instalment", "{n} instalments", periods).format(n=periods)
            made = replace(made, name=name, terms={debt.id: asked for debt in case.debts})
        self.desk.session.edit(_("new plan"), choose_scenario(put(case, "scenarios", made), made.id))

    def copy(self) -> None:
        """Begin a new plan as a copy of this one."""
        case = self.desk.case
        now = chosen_scenario(case)
        made = replace(now, id=new_id(case, "scenarios"), name=_("{name} (copy)").format(name=now.name))
        self.desk.session.edit(_("copy of a plan"), choose_scenario(put(case, "scenarios", made), made.id))

    def remove(self) -> None:
        """Delete the chosen plan; undo brings it back."""
        case = self.desk.case
        if case.scenarios:
            self.desk.session.edit(_("delete of a plan"), drop(case, "scenarios", case.scenarios[0].id))
            self.say(_("The plan is deleted."), "info", _("Undo"), self.desk.session.undo)

    def reveal(self, place: str) -> None:
        """Choose the scenario or debt a place names."""
        if any(debt.id == place for debt in self.desk.case.debts):
            self.offers.select_record(place)

    def state(self) -> str | None:
        """The chosen creditor."""
        return self._chosen

    def restore(self, state: Any) -> None:
        """Choose it again."""
        if state:
            self.reveal(str(state))


def finding(case: Case, plan: Plan) -> str:
    """The plan in one sentence."""
    if plan.refusal is not None:
        words = _("Living costs come first: {amount} a month is missing, so no offer can be made yet.")
        return words.format(amount=shown.yuan(plan.refusal.missing))
    if not plan.feasible or plan.end is None:
        return _("This plan does not hold: the months below run out of money, or a term is not met.")
    n = plan.end - case.first_month + 1
    first = plan.months[0].paid if plan.months else 0
    words = ngettext(
        "{amount} a month goes to the creditors; at that, all is clear in {n} month, {end}.",
        "{amount} a month goes to the creditors; at that, all is clear in {n} months, {end}.",
        n,
    )
    return words.format(amount=shown.yuan(first), n=n, end=plan.end)


def verdict(plan: Plan) -> tuple[str, str]:
    """The chip beside the sentence: words and tone."""
    if plan.refusal is not None:
        return _("no offer possible"), "warn"
    return (_("holds every month"), "good") if plan.feasible else (_("does not hold"), "warn")


def owed_words(plan: Plan) -> str:
    """The text twin of the chart of what is owed."""
    opening = sum(debt.opening for debt in plan.debts)
    return _("What is owed by month: {opening} at the start, nothing in {end}.").format(
        opening=shown.yuan(opening), end=shown.month(plan.end)
    )


def months_words(plan: Plan) -> str:
    """The text twin of the chart of the months."""
    lowest = min((row.free for row in plan.months), default=0)
    return _("Month by month: income, living, payments; the least left over is {least}.").format(
        least=shown.yuan(lowest)
    )
