# SPDX-License-Identifier: Apache-2.0
"""The Budget page: two ledgers, the guidelines beside the costs, household and reserve, and the way to the offer."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from planner.engine.guidelines import bands
from planner.engine.plan import Plan
from planner.evidence.proofs import standings
from planner.facts.case import Case, Expense, Household, Income, Reserve, drop, find, new_case, new_id, put
from planner.facts.language import N_, _, ngettext, sentences
from planner.facts.problems import Problem
from ui import shown
from ui.icons import set_icon
from ui.models.records import RecordsModel, read, written
from ui.pages.page import Desk, Page
from ui.pasting import Pasted
from ui.theme import THEME
from ui.widgets.bars import Step, Waterfall
from ui.widgets.beside import Beside
from ui.widgets.card import Card, column, scrolled
from ui.widgets.form import Field, Form
from ui.widgets.ledger import COLUMNS, Guidelines, Marks, expenses, group_titles, incomes, proof_chip
from ui.widgets.ledger_lines import PASTED, with_lines
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

PLACES = ((None, N_("not said")), ("urban", N_("town")), ("rural", N_("country")))
HOUSEHOLD = (
    Field(path="household.adults", label=N_("Adults"), kind="count", bounds=(0, 20)),
    Field(path="household.children", label=N_("Children"), kind="count", bounds=(0, 20)),
    Field(path="household.place", label=N_("Lives in"), kind="choice", options=PLACES),
    Field(path="reserve.now", label=N_("Reserve now"), kind="money"),
    Field(path="reserve.share", label=N_("Set aside, share"), kind="rate", hint=N_("10% as a rule")),
    Field(path="reserve.cap", label=N_("At most a month"), kind="money", hint=N_("200.00 as a rule")),
    Field(path="reserve.target", label=N_("Until it holds"), kind="money"),
)
LABELS = {f.path: f.label for f in HOUSEHOLD} | {c.path: c.heading for c in COLUMNS} | {"group": N_("Group")}
WIDE = 840  # px at 100 % from which the ledgers stand side by side


class LedgerCard(Card):
    """One ledger: its month's sum in the corner, the table, a button that adds a line."""

    removal = Signal(object)
    pasted = Signal(object)

    def __init__(self, title: str, model: RecordsModel, add: QPushButton) -> None:
        super().__init__(title)
        self.table = TableView(title, framed=False)
        self.table.show_model(model)
        self.table.removal.connect(self.removal.emit)
        self.table.take_pasted(PASTED)
        self.table.pasted.connect(self.pasted.emit)
        self.body.addWidget(self.table)
        self.sum = Words("", "muted")
        self.corner.addWidget(self.sum)
        self.corner.addWidget(add)

    def fit(self, rows: int) -> None:
        """As high as its lines, so that the page scrolls and not the table."""
        self.table.fit_rows(max(rows, 1))


class BudgetPage(Page):
    """Income less priority costs, living costs and reserve is what can be offered."""

    NAME = "budget"
    TITLE = N_("Budget")
    QUESTION = N_("What can I pay and still live?")
    ICON = "scale"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._titles = group_titles(desk.book)
        self._marks: Marks = {}
        self.incomes = RecordsModel(incomes(self._marks))
        self.expenses = RecordsModel(expenses(desk.book, self._marks))
        self.incomes.edited.connect(lambda r, path, value: self._edit("incomes", r.id, path, value))
        self.expenses.edited.connect(lambda r, path, value: self._edit("expenses", r.id, path, value))
        self.result, self.why = Words("", "figure", wrap=True), Words("", "muted", wrap=True)
        self.fall, self.guides, self.facts = Waterfall(), Guidelines(self._titles), Form(HOUSEHOLD, columns=4)
        self.fall.chosen.connect(self.reveal)
        self.fall.failed.connect(lambda words: self.say(words, "warn"))
        self.guides.reasoned.connect(self._reason)
        self.facts.edited.connect(self._edit_fact)
        add_income, add_cost = self._add_button(_("Add income")), self._add_button(_("Add cost"))
        add_income.clicked.connect(self.add_income)
        add_cost.setMenu(self._groups())
        self.income_card = LedgerCard(_("Income"), self.incomes, add_income)
        self.cost_card = LedgerCard(_("Living costs"), self.expenses, add_cost)
        self.income_card.removal.connect(lambda records: self._remove("incomes", records))
        self.cost_card.removal.connect(lambda records: self._remove("expenses", records))
        for name, model, card in (
            ("incomes", self.incomes, self.income_card),
            ("expenses", self.expenses, self.cost_card),
        ):
            model.edited_many.connect(partial(self._edit_many, name))
            card.pasted.connect(partial(self._add_pasted, name))
        self._build()

    def _add_button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        set_icon(button, "plus", "accent", 16)
        return button

    def _groups(self) -> QMenu:
        menu = QMenu(self)
        hints = {group.id: group.items_zh for group in self.desk.book.groups}
        for group, words in self._titles.items():
            hint = hints.get(group, "")
            text = f"{words}   {hint}" if hint else words
            menu.addAction(text, partial(self.add_cost, group))
        return menu

    def _build(self) -> None:
        result = Card("", column(self.result, self.why, gap=2), self.fall)
        guides = Card(_("Against the guidelines"), self.guides)
        note = _("Official averages for a household like this, as a comment, never as a limit.")
        guides.body.addWidget(Words(note, "caption", wrap=True))
        facts = Card(_("Household and reserve"), self.facts)
        left, right = QWidget(), QWidget()
        for side, items in ((left, (self.income_card, guides, None)), (right, (self.cost_card, facts, None))):
            side.setObjectName("ground")
            side.setLayout(column(*items, gap=12))
        everything = column(result, Beside(left, right, wide=WIDE), None, gap=12)
        everything.setContentsMargins(0, 0, THEME.px(6), 0)
        self.area = scrolled(everything)
        self.body.addWidget(self.area)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the lists that moved."""
        was = old or new_case(new.first_month)
        proofs_moved = old is None or was.proofs is not new.proofs or was.flows is not new.flows
        if proofs_moved or was.incomes is not new.incomes or was.expenses is not new.expenses:
            self._mark_proofs(new)
        if proofs_moved or was.incomes is not new.incomes:
            self.incomes.show_records(new.incomes)
            self.income_card.fit(len(new.incomes))
        if proofs_moved or was.expenses is not new.expenses:
            self.expenses.show_records(new.expenses)
            self.cost_card.fit(len(new.expenses))
        if old is None or was.expenses is not new.expenses or was.household != new.household:
            self.guides.show_bands(bands(new, self.desk.book, self.desk.today()))
        self.facts.show_values({field.path: read(new, field.path) for field in HOUSEHOLD})

    def _mark_proofs(self, case: Case) -> None:
        self._marks.clear()
        for standing in standings(case, self.desk.book, self.desk.today()):
            self._marks[standing.figure] = proof_chip(standing)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the way from income to offer."""
        case = self.desk.case
        if plan is None or not plan.months or not (case.incomes or case.expenses):
            self._show_nothing(waiting=plan is None)
            return
        self.fall.show()
        first = plan.months[0]
        left = first.surplus - first.set_aside
        self.income_card.sum.setText(_("{amount} a month").format(amount=shown.yuan(first.income)))
        self.cost_card.sum.setText(
            _("{amount} a month").format(amount=shown.yuan(first.living + first.priority))
        )
        if plan.refusal is not None:
            self.result.setText(_("No offer can be made yet"))
            words = _(
                "{amount} a month is missing for living. Asking for a deferral or a token amount is possible."
            )
            self.why.setText(words.format(amount=shown.yuan(plan.refusal.missing)))
        else:
            self.result.setText(
                _("You can offer {amount} a month").format(amount=shown.yuan(plan.affordable))
            )
            lean = _("This is what the next twelve months carry, the lean ones too.")
            even = _("Income, less what comes first, less living, less the reserve.")
            self.why.setText(lean if plan.affordable < left else even)
        self.fall.show_steps(self._steps(plan, left))

    def _show_nothing(self, waiting: bool) -> None:
        self.result.setText(_("working out the plan …") if waiting else _("What comes in, what life costs"))
        self.why.setText(
            "" if waiting else _("Add an income and the costs; what can be offered appears here.")
        )
        self.fall.setVisible(waiting)
        self.fall.show_steps(())
        for card in (self.income_card, self.cost_card):
            card.sum.setText("")

    def _steps(self, plan: Plan, left: int) -> list[Step]:
        first = plan.months[0]

        def step(name: str, size: int, token: str, to: str, total: bool = False) -> Step:
            return Step(name, size, shown.yuan(size), token, to, total)

        steps = [step(_("Income"), first.income, "series1", "incomes", True)]
        if first.priority:
            steps.append(step(_("Comes first"), -first.priority, "series2", "expenses"))
        steps.append(step(_("Living"), -first.living, "series3", "expenses"))
        steps.append(step(_("Reserve"), -first.set_aside, "series6", "reserve"))
        if plan.affordable < left:
            steps.append(step(_("For lean months"), plan.affordable - left, "series7", "incomes"))
        steps.append(step(_("Offer"), plan.affordable, "series1", "", True))
        return steps

    # ---- editing

    def _edit(self, list_name: str, record_id: str, path: str, value: Any) -> None:
        record = find(self.desk.case, list_name, record_id)
        if record is not None:
            words = _("change of “{field}”").format(field=_(LABELS.get(path, path)))
            new = put(self.desk.case, list_name, written(record, path, value))
            self.desk.session.edit(words, new, merge=(record_id, path))

    def _edit_many(self, list_name: str, pairs: list[tuple[Any, Any]], path: str) -> None:
        case = self.desk.case
        for record, value in pairs:
            case = put(case, list_name, written(find(case, list_name, record.id), path, value))
        n = len(pairs)
        self.desk.session.edit(ngettext("change of {n} line", "change of {n} lines", n).format(n=n), case)
        said = ngettext("{n} line changed.", "{n} lines changed.", n).format(n=n)
        self.say(said, "info", _("Undo"), self._take_back)

    def _add_pasted(self, list_name: str, pasted: Pasted) -> None:
        n = len(pasted.lines)
        words = ngettext("paste of {n} line", "paste of {n} lines", n).format(n=n)
        self.desk.session.edit(words, with_lines(self.desk.case, list_name, pasted, self.desk.book.groups))
        said = ngettext("{n} line pasted.", "{n} lines pasted.", n).format(n=n)
        tone = "warn" if pasted.unread else "good"
        self.say(sentences(said, *pasted.unread[:3]), tone, _("Undo"), self._take_back)

    def _edit_fact(self, path: str, value: Any) -> None:
        changed = written(self.desk.case, path, value, {"household": Household, "reserve": Reserve})
        if changed.household == Household():
            changed = replace(changed, household=None)
        if changed.reserve == Reserve():
            changed = replace(changed, reserve=None)
        self.desk.session.edit(_("change of “{field}”").format(field=_(LABELS[path])), changed, merge=path)

    def _reason(self, group: str, words: str | None) -> None:
        case, merge = self.desk.case, ("reason", group)
        lines = [line for line in case.expenses if line.group == group]
        if lines:
            line = next((one for one in lines if one.reason), lines[0])
            case = put(case, "expenses", replace(line, reason=words))
            self.desk.session.edit(_("reason for a cost"), case, merge=merge)

    def add_income(self) -> None:
        """Add an income and start typing its name."""
        income = Income(id=new_id(self.desk.case, "incomes"), name=_("New income"), amount=0, every="month")
        self.desk.session.edit(_("new income"), put(self.desk.case, "incomes", income))
        self._type(self.income_card.table, income.id)

    def add_cost(self, group: str) -> None:
        """Add a living cost of a group and start typing its name."""
        name = self._titles[group]
        cost = Expense(id=new_id(self.desk.case, "expenses"), name=name, amount=0, every="month", group=group)
        self.desk.session.edit(_("new cost"), put(self.desk.case, "expenses", cost))
        self._type(self.cost_card.table, cost.id)

    def _type(self, table: TableView, record_id: str) -> None:
        if table.select_record(record_id):
            self.area.ensureWidgetVisible(table)
            table.setFocus()
            table.edit(table.currentIndex())

    def _remove(self, list_name: str, records: list[Any]) -> None:
        case = self.desk.case
        for record in records:
            case = drop(case, list_name, record.id)
        n = len(records)
        self.desk.session.edit(ngettext("delete of {n} line", "delete of {n} lines", n).format(n=n), case)
        said = ngettext("{n} line deleted.", "{n} lines deleted.", n).format(n=n)
        self.say(said, "info", _("Undo"), self._take_back)

    def _take_back(self) -> None:
        self.desk.session.undo()
        self.say("")

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Bring a ledger, a line or a field into sight: `incomes/i1/amount`, `reserve/now`."""
        head, _slash, rest = place.partition("/")
        if head in ("household", "reserve"):
            editor = self.facts.editors.get(f"{head}.{rest or 'now'}")
            if editor is not None:
                self.area.ensureWidgetVisible(editor)
                editor.setFocus()
            return
        table = self.cost_card.table if head == "expenses" else self.income_card.table
        self.area.ensureWidgetVisible(table)
        table.setFocus()
        if rest:
            table.select_record(rest.partition("/")[0])

    @classmethod
    def badge(cls, case: Case) -> int:
        """Lines of the budget are not waiting for anything."""
        return 0
