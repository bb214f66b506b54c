# SPDX-License-Identifier: Apache-2.0
"""The card of offers: by which rule the money is shared, and what each creditor gets, a month and in all."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from planner.engine.plan import DebtPlan, Plan
from planner.engine.strategy import STRATEGIES, TITLES
from planner.facts.case import Case, Debt, chosen_scenario
from planner.facts.dates import Month
from planner.facts.language import N_, _
from ui import shown
from ui.models.records import Column
from ui.plan_edits import MONTHLY
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.form import Field, Form
from ui.widgets.order_table import OrderModel, OrderTable
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

RULE = (
    Field(path="strategy", label=N_("Shared out"), kind="choice", span=2),
    Field(path="name", label=N_("Name of the plan")),
    Field(path="budget", label=N_("Budget a month"), kind="money", hint=N_("what can be paid")),
)
ORDER = N_("Own order")
MOST = 8  # rows before the table scrolls


class Offers(Card):
    """The rule's form and the table of creditors. `edited(path, value)` tells the rule, `chosen(debt)` the row.

    `wanted(pairs, path)` asks for an amount a month or a number of instalments of some creditors (debt ids).
    """

    wanted = Signal(object, str)

    edited = Signal(str, object)
    chosen = Signal(object)
    asked = Signal(str)  # the figure to be explained

    def __init__(self) -> None:
        super().__init__(_("Offers"))
        self.why = why_button(_("Offers"))
        self.why.clicked.connect(self._ask)
        self.corner.addWidget(self.why)
        self.rule = Form(RULE)
        self.rule.setObjectName("form")  # on the card's own ground
        self.rule.edited.connect(self.edited.emit)
        self.model = OrderModel(self._columns())
        self.table = OrderTable(_("Offers"), framed=False)
        self.table.show_model(self.model, sortable=False)
        self.model.edited.connect(lambda debt, path, value: self._want_many([(debt, value)], path))
        self.model.edited_many.connect(self._want_many)
        self.table.chosen.connect(self._choose)
        self.table.reordered.connect(lambda ids: self.edited.emit("order", ids))
        self.hint = Words(
            _("Drag the rows, or move them with Alt and the arrow keys: the first is paid first."),
            "caption",
            wrap=True,
        )
        self.body.addWidget(self.rule)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self._plan: Plan | None = None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                heading=N_("Creditor"),
                value=lambda d: d.brand or d.creditor,
                show=shown.name,
                look="initial",
            ),
            Column(
                heading=N_("A month"),
                value=self._offer,
                show=shown.amount,
                look="number",
                path=MONTHLY,
                kind="money",
                width=96,
            ),
            Column(
                heading=N_("Instalments"),
                value=self._count,
                show=_number,
                look="number",
                path="periods",
                kind="count",
                width=92,
                least=395,
            ),
            Column(heading=N_("Last"), value=self._last, show=shown.month, width=80, least=480),
            Column(heading=N_("Total"), value=self._total, show=shown.amount, look="number", width=104),
        )

    def show_case(self, case: Case) -> None:
        """Show the chosen plan's rule and the creditors."""
        scenario = chosen_scenario(case)
        choice = self.rule.editors["strategy"]
        assert isinstance(choice, Choice)
        choice.set_options([(name, TITLES[name]) for name in STRATEGIES])
        self.rule.show_values(
            {"name": scenario.name, "strategy": scenario.strategy, "budget": scenario.budget}
        )
        own = scenario.strategy == "own_order"
        self.table.set_movable(own)
        self.hint.setVisible(own)
        self.model.show_records(in_order(case))
        self.table.fit_rows(len(case.debts), MOST)

    def show_plan(self, plan: Plan | None, case: Case) -> None:
        """Show what each creditor gets."""
        self._plan = plan
        self.model.show_records(in_order(case))

    def select(self, debt_id: str) -> None:
        """Choose a creditor's row."""
        self.table.select_record(debt_id)

    def _ask(self) -> None:
        """Ask about the figure of the cell in sight: a month, the last, the total."""
        debt = self.table.current_record()
        if isinstance(debt, Debt):
            name = {3: "last", 4: "total"}.get(self.table.currentIndex().column(), "offer")
            self.asked.emit(f"debts/{debt.id}/{name}")

    def _want_many(self, pairs: Sequence[tuple[Debt, Any]], path: str) -> None:
        """What is paid first, with living, is not offered in instalments."""
        asked = [(debt.id, value) for debt, value in pairs if not debt.priority]
        if asked:
            self.wanted.emit(asked, path)

    def _choose(self, debt: Any) -> None:
        if isinstance(debt, Debt):
            self.chosen.emit(debt)

    def _of(self, debt: Debt) -> DebtPlan | None:
        plans = self._plan.debts if self._plan else ()
        return next((one for one in plans if one.debt_id == debt.id), None)

    def _offer(self, debt: Debt) -> int | None:
        one = self._of(debt)
        return one.offer if one else None

    def _count(self, debt: Debt) -> int | None:
        one = self._of(debt)
        return sum(bool(row.payment) for row in one.rows) if one and one.rows else None

    def _total(self, debt: Debt) -> int | None:
        one = self._of(debt)
        return one.total if one else None

    def _last(self, debt: Debt) -> Month | None:
        one = self._of(debt)
        return Month.of(one.last_due) if one and one.last_due else None


def _number(count: int | None) -> str:
    return shown.UNKNOWN if count is None else str(count)


def in_order(case: Case) -> tuple[Debt, ...]:
    """The debts as the plan's own order has them; those it does not name by larger balance, as the strategy takes them."""
    scenario = chosen_scenario(case)
    if scenario.strategy != "own_order":
        return case.debts
    place = {debt_id: n for n, debt_id in enumerate(scenario.order)}
    return tuple(sorted(case.debts, key=lambda d: (place.get(d.id, len(place)), -d.owed, d.id)))
