# SPDX-License-Identifier: Apache-2.0
"""The guided start: the message, the debts, income, living costs, the first offer. Each step can be skipped and resumed.

It fills the same case as the pages do, and nothing depends on it: one can leave at any step and come back later.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case, drop
from planner.facts.language import N_, _
from planner.facts.places import resources
from planner.facts.problems import Problem
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict
from planner.notices.typed import read_notice
from ui import guide_edits, shown
from ui.icons import set_icon
from ui.pages.page import Desk, Page
from ui.plan_words import finding
from ui.theme import THEME
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.form import Field, Form, NoteEdit
from ui.widgets.ledger import EVERY
from ui.widgets.offer_list import OfferList
from ui.widgets.quick_rows import QuickRows
from ui.widgets.side import Side
from ui.widgets.situation import MonthCard, OwedCard
from ui.widgets.step_bar import StepBar
from ui.widgets.text import Words
from ui.widgets.verdict import class_chip

STEPS = (
    (
        N_("The message"),
        N_("Paste the SMS or letter that came. It is read on this computer only. None came? Go on."),
    ),
    (N_("Debts"), N_("Whom do you owe, and how much? A rough sum will do; you can correct it any time.")),
    (N_("Income"), N_("What comes in, on average. With changing pay, take a usual month.")),
    (N_("Living costs"), N_("What a month of living takes. These come first: the offer is what is left.")),
    (N_("First offer"), N_("This follows from your figures. Nothing has been sent to anybody.")),
)
DEBT = (
    Field(path="name", label=N_("Creditor or brand"), hint=N_("such as 花呗")),
    Field(path="principal", label=N_("Owed"), kind="money"),
    Field(path="rate", label=N_("Yearly rate, if known"), kind="rate"),
)
INCOME = (
    Field(path="name", label=N_("Where from"), hint=N_("such as wages")),
    Field(path="amount", label=N_("Amount"), kind="money"),
    Field(path="every", label=N_("Cycle"), kind="choice", options=EVERY),
)

RIGHT = 320  # px at 100 % of what follows
HIGHEST = 800  # px at 100 %: on a tall screen the way on stays near what it follows


class GuidePage(Page):
    """One step at a time left, what follows from it right."""

    NAME = "guide"
    TITLE = N_("Step by step")
    QUESTION = N_("From the message to a first offer, in a few minutes")
    ICON = "lightbulb"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._signals = load_signals(resources() / "rules")
        self._groups = {group.id: group for group in guide_edits.usual_groups(desk.book.groups)}
        self._found: Verdict | None = None
        self.at = guide_edits.step_to_go_on(desk.case)
        self.bar = StepBar([_(words) for words, _hint in STEPS])
        self.bar.chosen.connect(self.show_step)
        self.text, self.chip = NoteEdit(), Chip()
        self.told, self.take = Words("", wrap=True), QPushButton()
        self.debts = QuickRows(DEBT, (5, 3, 3), [p.title_zh for p in desk.book.platforms])
        self.incomes = QuickRows(INCOME, (5, 3, 3), blank={"every": "month"})
        self.costs = Form([_cost_field(one.id, one.title, one.items_zh) for one in self._groups.values()])
        self.costs.setObjectName("form")
        self.sentence, self.offers = Words("", "lead", wrap=True), OfferList()
        self.owed, self.month = OwedCard(), MonthCard()
        self._wire()
        self._build()
        self.show_step(self.at)

    def _wire(self) -> None:
        self.text.edited.connect(self._take_text)
        self.take.clicked.connect(self._take_named)
        self.debts.edited.connect(self._edit_debt)
        self.debts.removed.connect(lambda record: self._remove("debts", record))
        self.incomes.edited.connect(self._edit_income)
        self.incomes.removed.connect(lambda record: self._remove("incomes", record))
        self.costs.edited.connect(self._edit_cost)

    def _build(self) -> None:
        self.text.setFixedHeight(THEME.px(170))
        self.text.setAccessibleName(_("Text of the message"))
        self.text.setPlaceholderText(_("Paste the whole message here, with what stands in 【】."))
        message = column(self.text, row(self.chip, None), self.told, row(self.take, None))
        offer = column(self.sentence, self.offers, row(*self._ways_on(), None))
        self.steps = QStackedWidget()
        for part in (message, column(self.debts), column(self.incomes), column(self.costs), offer):
            part.addStretch(1)
            self.steps.addWidget(_part(part))
        self.back, self.on = QPushButton(_("Back")), QPushButton()
        self.skip = QPushButton(_("Skip this step"))
        self.skip.setProperty("kind", "quiet")
        self.on.setProperty("kind", "primary")
        set_icon(self.back, "arrow-left")
        set_icon(self.on, "arrow-right", "on_accent")
        self.back.clicked.connect(lambda: self.show_step(self.at - 1))
        self.skip.clicked.connect(lambda: self.show_step(self.at + 1))
        self.on.clicked.connect(self.go_on)
        for keys, do in (("Ctrl+Return", self.go_on), ("Alt+Left", self.back.click)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        self.hint = Words("", "muted", wrap=True)
        card = Card(" ", self.hint, self.steps, row(self.back, None, self.skip, self.on))
        self.head = card.title
        beside = column(self.owed, self.month, None, gap=12)
        beside.setContentsMargins(0, 0, THEME.px(14), 0)
        both = row(card, Side(beside, RIGHT), gap=12)
        both.setStretch(0, 1)
        holder = QWidget()
        holder.setObjectName("ground")
        holder.setLayout(both)
        holder.setMaximumHeight(THEME.px(HIGHEST))
        self.body.addWidget(self.bar)
        self.body.addWidget(holder, 1)
        self.body.addStretch(0)

    def _ways_on(self) -> list[QPushButton]:
        made = []
        for words, icon, place in (
            (_("See the plan"), "chart-line", "plan"),
            (_("Print the summary"), "printer", "documents/summary"),
        ):
            button = QPushButton(words)
            set_icon(button, icon, "accent", 16)
            button.clicked.connect(lambda _on=False, place=place: self.went.emit(place))
            made.append(button)
        return made

    # ---- steps

    def show_step(self, place: int) -> None:
        """Show a step and put the keyboard where it begins."""
        self.commit()
        self.at = min(max(place, 0), len(STEPS) - 1)
        words, hint = STEPS[self.at]
        self.head.setText(_(words))
        self.hint.setText(_(hint))
        self.steps.setCurrentIndex(self.at)
        self.back.setEnabled(self.at > 0)
        last = self.at == len(STEPS) - 1
        self.skip.setVisible(not last)
        self.on.setText(_("Finish") if last else _("Next: {step}").format(step=_(STEPS[self.at + 1][0])))
        self._mark()
        self._first().setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is where the step begins."""
        super().showEvent(event)
        self._first().setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self) -> None:
        """Take what is being typed and go to the next step; after the last one to the overview."""
        if self.at == len(STEPS) - 1:
            self.went.emit("overview")
        else:
            self.show_step(self.at + 1)

    def commit(self) -> None:
        """Take what is being typed."""
        self.text.commit()
        self.debts.commit()
        self.incomes.commit()
        self.costs.commit()

    def _first(self) -> QWidget:
        rows = {1: self.debts, 2: self.incomes}.get(self.at)
        if rows is not None:
            return rows.next()
        if self.at == len(STEPS) - 1:
            return self.on
        return self.text if self.at == 0 else next(iter(self.costs.editors.values()))

    def _mark(self) -> None:
        done = [*guide_edits.done(self.desk.case), self._has_offer()]
        self.bar.show_steps(self.at, done)
        if self.at < len(STEPS) - 1:
            self.skip.setEnabled(not done[self.at])

    def _has_offer(self) -> bool:
        plan = self._plan[0] if self._plan else None
        return bool(self.desk.case.debts) and plan is not None and plan.refusal is None and plan.feasible

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the facts of every step."""
        if old is None or old.notices is not new.notices or old.debts is not new.debts:
            self._show_message(new)
        self.debts.show_records(guide_edits.lines(new))
        self.incomes.show_records(new.incomes)
        self.costs.show_values({group: guide_edits.spent(new, group)[0] for group in self._groups})
        for group, editor in self.costs.editors.items():
            editor.setEnabled(guide_edits.spent(new, group)[1])
        self.owed.show_case(new, 0)
        self._mark()

    def _show_message(self, case: Case) -> None:
        notice = case.notices[0] if case.notices else None
        self.text.set_value(notice.text if notice else None)
        book, today = self.desk.book, self.desk.today()
        self._found = read_notice(notice, self._signals, book, today, case.debts) if notice else None
        self.chip.setVisible(self._found is not None)
        self.take.hide()
        if self._found is None:
            self.told.setText("")
            return
        self.chip.say(*class_chip(self._found))
        self.told.setText(_(self._found.words))
        fields = self._found.fields
        linked = notice is not None and notice.debt is not None
        if fields.creditor and not linked and self._found.matches_debt is None:
            self.take.setText(_("Take {name} over as a debt").format(name=shown.name(fields.creditor)))
            self.take.show()

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw what follows."""
        case = self.desk.case
        self.month.show_plan(plan)
        if plan is None:
            self.sentence.setText(_("Working out the plan …"))
        elif not case.debts:
            self.sentence.setText(_("No debt is entered yet."))
        else:
            self.sentence.setText(finding(case, plan))
        self.offers.show_plan(case, plan)
        self._mark()

    # ---- edits

    def _put(self, case: Case, merge: object) -> None:
        self.desk.session.edit(_("guided start"), case, merge)

    def _take_text(self, text: str | None) -> None:
        self._put(guide_edits.with_message(self.desk.case, text), ("guide", "text"))

    def _take_named(self) -> None:
        if self._found is not None:
            platforms, today = self.desk.book.platforms, self.desk.today()
            self._put(guide_edits.with_named(self.desk.case, self._found.fields, platforms, today), None)
            self.show_step(1)

    def _edit_debt(self, debt_id: str, path: str, value: Any) -> None:
        platforms, today = self.desk.book.platforms, self.desk.today()
        if debt_id or value is not None:
            case = guide_edits.with_debt(self.desk.case, debt_id, path, value, platforms, today)
            self._put(case, ("guide", debt_id, path))

    def _edit_income(self, income_id: str, path: str, value: Any) -> None:
        if income_id or value is not None:
            case = guide_edits.with_income(self.desk.case, income_id, path, value)
            self._put(case, ("guide", income_id, path))

    def _edit_cost(self, group: str, amount: Any) -> None:
        self._put(guide_edits.with_cost(self.desk.case, self._groups[group], amount), ("guide", group))

    def _remove(self, list_name: str, record_id: str) -> None:
        self._put(drop(self.desk.case, list_name, record_id), None)

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a step by its number from 1."""
        if place.isdecimal():
            self.show_step(int(place) - 1)

    def state(self) -> Any:
        """The step in sight."""
        return self.at

    def restore(self, state: Any) -> None:
        """Show it again."""
        self.show_step(int(state))


def _cost_field(group: str, title: str, items: str | None) -> Field:
    return Field(path=group, label=title, kind="money", hint=(items or "").replace("、", " ")[:14])


def _part(layout: Any) -> QWidget:
    widget = QWidget()
    widget.setObjectName("ground")
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return scrolled(widget)
