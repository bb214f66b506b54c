# SPDX-License-Identifier: Apache-2.0
"""The Overview page: where the person stands, the next date, the next step, and what is still missing."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from planner.engine.plan import Plan
from planner.evidence.proofs import standings
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.places import resources
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.notices.signals import load_signals
from planner.notices.typed import read_notices
from planner.reports.progress import (
    NextDate,
    Step,
    next_dates,
    next_step,
    paid_so_far,
    steps,
    still_missing,
)
from ui import icons
from ui.icons import set_icon
from ui.overview_words import date_words, headline, is_near
from ui.pages.page import Desk, Page
from ui.plan_feed import measurable
from ui.problem_words import debt_names
from ui.theme import THEME
from ui.widgets.beside import Beside
from ui.widgets.card import Card, column, emptied, row, scrolled
from ui.widgets.ground import Ground
from ui.widgets.situation import ChanceCard, MonthCard, OwedCard
from ui.widgets.steps import MissingList, StepList, link
from ui.widgets.text import Words

CARDS, LISTS = 670, 810  # px at 100 % from which cards and lists stand side by side
AHEAD = 5  # dates after the first that are listed


class OverviewPage(Page):
    """The whole situation on one screen, drawn from the same facts and the same plan as every other page."""

    NAME = "overview"
    TITLE = N_("Overview")
    QUESTION = N_("Where do I stand, what is next?")
    ICON = "layout-dashboard"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._plan_now: Plan | None = None
        self._dates: tuple[NextDate, ...] = ()
        self._next: Step | None = None
        self._proved: tuple[Case, bool] | None = None
        self.sentence = Words("", "figure", wrap=True)
        self.date_sign, self.date = QLabel(), Words("", "lead", wrap=True)
        self.date.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.date_link = link(_("Show me"), _("Show me: {what}").format(what=_("the next date")))
        self.date_link.clicked.connect(self._go_to_date)
        self.owed, self.month, self.chance = OwedCard(), MonthCard(), ChanceCard()
        self.next = QPushButton()
        self.next.setProperty("kind", "primary")
        self.next.clicked.connect(self._go_on)
        self.steps, self.missing = StepList(), MissingList()
        self.steps.chosen.connect(self.went.emit)
        self.missing.chosen.connect(self.went.emit)
        desk.feed.chance_ready.connect(self._draw_chance)
        self._build()

    def _build(self) -> None:
        self.owed.bar.chosen.connect(self.went.emit)
        self.next_words = Words("", "muted")
        self.guide = link(_("Step by step"), _("Step by step"))
        self.guide.clicked.connect(lambda: self.went.emit("guide"))
        line = row(Words(_("Next step"), "card"), self.next, self.guide, None, self.next_words, gap=16)
        self.next_line = Ground(line)
        self.steps.setAccessibleName(_("The way so far"))
        way = Card("", self.next_line, self.steps, None, margin=12)
        self.ahead = QVBoxLayout()
        self.ahead.setSpacing(THEME.px(4))
        dates = row(Words(_("Dates ahead"), "card"), self.ahead, gap=16)
        dates.setStretch(1, 1)
        self.ahead_card = Card("", dates, margin=12)
        self.missing_card = Card(_("Still missing"), self.missing, None)
        cards = Beside(self.owed, self.month, self.chance, wide=CARDS)
        self.open = Ground(column(self.ahead_card, self.missing_card, gap=12))
        lists = Beside(way, self.open, wide=LISTS)
        dated = row(self.date_sign, self.date, self.date_link, gap=8)
        head = Ground(column(self.sentence, dated, gap=4))  # a bare layout is no wider than what it hides
        everything = column(head, cards, lists, None, gap=12)
        everything.setContentsMargins(0, 0, THEME.px(6), 0)
        self.body.addWidget(scrolled(everything))

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw what the facts alone say."""
        self.owed.show_case(new, paid_so_far(new))
        self._draw_dates(new)
        self._draw_rest()

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the results, and measure the chance of holding beside the window."""
        self._plan_now = plan
        self.month.show_plan(plan)
        self._draw_rest()
        self._draw_chance()

    def _draw_rest(self) -> None:
        case, plan, today = self.desk.case, self._plan_now, self.desk.today()
        book = self._book()
        self.sentence.setText(headline(case, plan))
        found = steps(case, plan, self._is_proved(case))
        self.steps.show_steps(found)
        self._next = next_step(found)
        self.next_line.setVisible(self._next is not None)
        if self._next is not None:
            self.next.setText(_(self._next.button))
            self.guide.setVisible(not case.debts and not case.incomes)
            set_icon(self.next, "arrow-right", "on_accent")
            done = sum(step.done for step in found)
            self.next_words.setText(_("{done} of {all} steps done").format(done=done, all=len(found)))
        missing = still_missing(case, plan, book, today)
        self.missing.show_problems(missing, debt_names(case))
        self.missing_card.setVisible(bool(missing))
        self.open.setVisible(bool(missing) or len(self._dates) > 1)

    def _draw_dates(self, case: Case) -> None:
        book, today = self._book(), self.desk.today()
        signals = load_signals(resources() / "rules")
        verdicts = read_notices(case.notices, signals, book, today, case.debts)
        self._dates = next_dates(case, verdicts, book, today)
        self._draw_ahead()
        for part in (self.date_sign, self.date, self.date_link):
            part.setVisible(bool(self._dates))
        if self._dates:
            first = self._dates[0]
            near = is_near(first, book, today)
            self.date.setText(date_words(first, today))
            self.date.tone("danger" if near else "")
            token = "danger" if near else "muted"
            self.date_sign.setPixmap(icons.pixmap("calendar-clock", token, 18, self.devicePixelRatioF()))

    def _draw_ahead(self) -> None:
        """The dates after the first, each with a way to what it is about."""
        emptied(self.ahead)
        today = self.desk.today()
        later = self._dates[1 : AHEAD + 1]
        for one in later:
            words = date_words(one, today)
            go = link(_("Show me"), _("Show me: {what}").format(what=words))
            go.clicked.connect(partial(self.went.emit, one.where))
            line = row(Words(words, wrap=True), go, gap=8)
            line.setStretch(0, 1)
            self.ahead.addLayout(line)
        self.ahead_card.setVisible(bool(later))

    def _go_to_date(self) -> None:
        if self._dates:
            self.went.emit(self._dates[0].where)

    def _is_proved(self, case: Case) -> bool:
        if self._proved is None or self._proved[0] is not case:
            found = standings(case, self._book(), self.desk.today())
            self._proved = (case, bool(found) and all(one.state == "proved" for one in found))
        return self._proved[1]

    def _book(self) -> RuleBook:
        return with_overrides(self.desk.book, self.desk.case.overrides)

    def _draw_chance(self) -> None:
        plan, chance = self._plan_now, self.desk.feed.chance
        if plan is None:
            self.chance.wait(_("working out the plan …"))
        elif not measurable(plan):
            self.chance.wait(_("There is no plan to measure yet."))
        elif chance is None:
            self.chance.wait(_("trying the plan on many futures …"))
        else:
            self.chance.show_result(chance, self._book())

    def _go_on(self) -> None:
        if self._next is not None:
            self.went.emit(self._next.where)

    def reveal(self, place: str) -> None:
        """The next step is where the keyboard starts."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
