# SPDX-License-Identifier: Apache-2.0
"""The proven best, every rule's distance from it in yuan and months, and the best taken over as a plan."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from planner.engine.plan import Plan
from planner.engine.strategy import OPTIMAL, STRATEGIES, TITLES
from planner.facts.case import Case, Scenario, chosen_scenario
from planner.facts.language import N_, _, ngettext
from planner.facts.money import format_yuan
from planner.facts.rulebook import RuleBook, with_overrides
from ui import shown
from ui.background import SEARCHES, Job, run
from ui.chances import percent
from ui.models.records import Column, RecordsModel
from ui.widgets.card import Card, row
from ui.widgets.chip import Chip, ChipText
from ui.widgets.choice import Choice
from ui.widgets.table_view import TableView
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

Aim = Literal["cost", "time", "holding"]
AIMS = (
    ("cost", N_("least paid in all")),
    ("time", N_("soonest clear")),
    ("holding", N_("holds in most futures")),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    case: Case
    plan: Plan
    book: RuleBook
    today: date


@dataclass(frozen=True, slots=True)
class _Found:
    """One aim reached: the best plan, the plan a rule makes of it, and in which share of all futures it holds."""

    best: Plan
    kept: Scenario
    followed: Plan
    holds: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table; `best` marks the proven best, `mine` the plan in sight."""

    id: str
    name: str
    plan: Plan
    money: int | None
    months: int | None
    mine: bool


class BestCard(Card):
    """The card. `asked(figure)` asks how it came about, `taken(scenario, words)` takes the best over as a plan."""

    asked = Signal(str)
    taken = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(_("The proven best"), gap=8)
        self.state, self.words = Chip(), Words("", "base", wrap=True)
        self.why = why_button(_("The proven best"))
        self.why.clicked.connect(self._ask)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self._give_up)
        self.cancel.hide()
        for part in (self.why, self.cancel, self.state):
            self.corner.addWidget(part)
        self.model = RecordsModel(COLUMNS)
        self.table = TableView(_("The proven best"), framed=False)
        self.table.show_model(self.model)
        self._build_aim()
        self._asked: _Asked | None = None
        self._found: dict[Aim, _Found] = {}
        self._job: Job | None = None
        self._reaching: Job | None = None
        self.best: tuple[Plan, Plan] | None = None  # the cheapest and the quickest, once found
        self._show_aim()

    def _build_aim(self) -> None:
        self.aim = Choice(AIMS)
        self.aim.setAccessibleName(_("Best by"))
        self.aim.setMinimumContentsLength(max(len(_(words)) for _aim, words in AIMS))
        self.aim.set_value("cost")
        self.aim.edited.connect(lambda _aim: self._reach())
        self.told = Words("", "base", wrap=True)
        self.take = QPushButton(_("Take over as a plan"))
        self.take.clicked.connect(self._take_over)
        foot = row(Words(_("Best by"), "caption"), self.aim, self.told, self.take, gap=10)
        foot.setStretch(2, 1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.table)
        self.body.addLayout(foot)
        self.table.hide()

    # ---- searching

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Search for the best plan beside this one; an older search is dropped."""
        self.setVisible(plan is not None and plan.refusal is None and bool(plan.months))
        if plan is None or (self._asked is not None and plan is self._asked.plan):
            return
        self.drop()
        if plan.refusal is not None or not plan.months:
            return
        self._asked = _Asked(case, plan, with_overrides(book, case.overrides), today)
        self.words.setText(
            _("Searching among all offers and payments; the plan above can be used meanwhile.")
        )
        self.state.say(_("searching …"))
        self.cancel.show()
        self._job = run(_searched, self._asked, lane=SEARCHES)
        self._job.progressed.connect(self._tell)
        self._job.finished.connect(self._take)

    def stop(self) -> None:
        """Ask the searches to end with the best they have."""
        for job in (self._job, self._reaching):
            if job is not None:
                job.cancel()

    def _give_up(self) -> None:
        """Stop at once on the screen; what a search that had begun has found still comes."""
        self.stop()
        self.cancel.hide()
        self.state.say(_("not proved"), "warn")
        self.words.setText(
            _("The search was stopped. What it has found so far follows, if there is anything.")
        )
        self.told.setText("")

    def drop(self) -> None:
        """Let the searches go: what they find is of an older plan."""
        self.stop()
        self._job = self._reaching = self._asked = self.best = None
        self._found = {}
        self.table.hide()
        self.cancel.hide()
        self._show_aim()

    def _tell(self, at: Any) -> None:
        if self.sender() not in (self._job, self._reaching) or at is None:
            return
        if at.gap is not None:
            self.state.say(_("gap {gap}").format(gap=f"{at.gap * 100:.1f}%"))

    def _take(self, found: Any) -> None:
        if self.sender() is not self._job or self._asked is None:
            return
        self._job = None
        self.cancel.hide()
        searched, self._found = found
        self.best = (searched.cheapest, searched.quickest)
        self.state.say(*((_("proved"), "good") if searched.proved else (_("not proved"), "warn")))
        plan = self._asked.plan
        self.words.setText(_distance(searched, plan))
        lines = _lines(searched, plan, chosen_scenario(self._asked.case))
        self.model.show_records(lines)
        self.table.fit_rows(len(lines))
        self.table.setVisible(searched.cheapest.feasible)
        self._show_aim()

    # ---- what is taken over

    def _reach(self) -> None:
        """Search for the aim chosen where that is not known yet."""
        if (
            self.aim.value() == "holding"
            and "holding" not in self._found
            and self._asked
            and not self._reaching
        ):
            self._reaching = run(_steadiest, self._asked, lane=SEARCHES)
            self._reaching.progressed.connect(self._tell)
            self._reaching.finished.connect(self._take_steadiest)
            self.cancel.show()
        self._show_aim()

    def _take_steadiest(self, found: _Found | None) -> None:
        if self.sender() is self._reaching:
            self._reaching = None
            self.cancel.setVisible(self._job is not None)
            if found is not None:
                self._found["holding"] = found
            self._show_aim(tried=True)

    def _show_aim(self, tried: bool = False) -> None:
        found = self._found.get(self.aim.value())
        self.take.setEnabled(found is not None and found.best.feasible)
        self.why.setEnabled(self.best is not None and self.best[0].feasible)
        if found is None:
            waiting = self._job is not None or self._reaching is not None
            none = _("Too few months of your own flows to count futures.") if tried else ""
            self.told.setText(_("searching …") if waiting else none)
            return
        self.told.setText(_aim_words(found))

    def _take_over(self) -> None:
        found = self._found.get(self.aim.value())
        if found is None:
            return
        name = _("Best: {aim}").format(aim=_(dict(AIMS)[self.aim.value()]))
        more = found.followed.total - found.best.total
        words = _("The best is a plan of its own now.")
        if more > 0 and not shown.is_hidden():
            words = _(
                "It is a plan of its own now. Running debts follow “{rule}”, {more} yuan above the best."
            ).format(rule=_(TITLES[found.kept.strategy]), more=format_yuan(more))
        self.taken.emit(replace(found.kept, name=name), words)

    def _ask(self) -> None:
        self.asked.emit("best/months" if self.table.currentIndex().column() in (3, 5) else "best/money")


def _name(line: _Line) -> str:
    name = shown.name(line.name) if line.mine else line.name  # the others are rules, not names
    return _("{name} · this plan").format(name=name) if line.mine else name


def _total(line: _Line) -> int | None:
    return line.plan.total if line.plan.feasible else None


def _end(line: _Line) -> Any:
    return line.plan.end if line.plan.feasible else None


def _count(months: int | None) -> str:
    return shown.UNKNOWN if months is None else str(months)


def _chip(plan: Plan) -> ChipText:
    if plan.strategy == OPTIMAL:
        return (
            ChipText(_("the best"), "good", "star") if plan.feasible else ChipText(_("does not hold"), "warn")
        )
    return ChipText(_("holds"), "good") if plan.feasible else ChipText(_("does not hold"), "warn")


def _lines(searched: Any, plan: Plan, scenario: Scenario) -> list[_Line]:
    """The best on top, then the plan in sight and every rule, the cheapest first."""
    rules = [(name, each) for name, each in searched.rules if name != "own_order" or scenario.order]
    if all(debt.terms is not None for debt in plan.debts if not debt.priority):
        rules = [(scenario.strategy, plan)]  # with terms for every creditor the rules share nothing out
    rest = [
        _Line(
            name,
            _(TITLES[name]),
            each,
            searched.money(each),
            searched.months(each),
            name == scenario.strategy,
        )
        for name, each in rules
        if name in STRATEGIES
    ]
    rest.sort(key=lambda line: (line.money is None, line.money or 0, line.months or 0))
    best = (
        ("cost", _("Cheapest of all"), searched.cheapest),
        ("time", _("Quickest of all"), searched.quickest),
    )
    tops = [
        _Line(key, name, each, searched.money(each), searched.months(each), False) for key, name, each in best
    ]
    return [*tops, *rest]


def _aim_words(found: _Found) -> str:
    plan = found.best
    if not plan.feasible or plan.end is None:
        return _("No plan fits as things stand.")
    words = _("{total} in all, clear in {end}.").format(
        total=shown.yuan(plan.total), end=shown.month(plan.end)
    )
    if found.holds is not None:
        words += " " + _("It holds in {share} of all futures.").format(share=percent(found.holds))
    return words


def _distance(searched: Any, plan: Plan) -> str:
    cheapest = searched.cheapest
    if not cheapest.feasible:
        ways = [_way(each.what, each.by) for each in cheapest.relax]
        if ways:
            return _("No plan fits as things stand. The least that would help, each alone: {ways}.").format(
                ways=_("; ").join(ways)
            )
        return _("No plan fits as things stand.")
    money, months = searched.money(plan), searched.months(plan)
    if money is None or months is None:
        return _("This plan does not hold, so it has no distance from the best.")
    if not money and not months:
        return _("This plan is the best there is: none costs less, none is clear sooner.")
    told = shown.MASK if shown.is_hidden() else format_yuan(money)
    words = ngettext(
        "This plan costs {money} yuan more than the cheapest, and is clear {n} month later than the quickest.",
        "This plan costs {money} yuan more than the cheapest, and is clear {n} months later than the quickest.",
        months,
    )
    return words.format(money=told, n=months)


def _way(what: str, by: int) -> str:
    known = {
        "monthly": _("{amount} more a month").format(amount=shown.yuan(by)),
        "start": _("{amount} more at the start").format(amount=shown.yuan(by)),
    }
    return known.get(what) or _("{n} months more with one creditor").format(n=by)


COLUMNS = (
    Column(heading=N_("Shared out"), value=_name),
    Column(heading=N_("Does it hold?"), value=lambda line: line.plan, show=_chip, look="chip", width=150),
    Column(heading=N_("Total paid"), value=_total, show=shown.amount, look="number", width=112),
    Column(heading=N_("Clear in"), value=_end, show=shown.month, width=88),
    Column(
        heading=N_("Dearer by"), value=lambda line: line.money, show=shown.amount, look="number", width=112
    ),
    Column(
        heading=N_("Later by, months"),
        value=lambda line: line.months,
        show=_count,
        look="number",
        width=130,
        least=640,
    ),
)


def _searched(asked: _Asked) -> Generator[Any, bool, Any]:
    """Search for the cheapest and the quickest, and what a rule makes of each; a generator, so that it can be stopped."""
    from planner.engine.optimize_compare import as_scenario, distances, told_once  # loads the solver

    case, scenario = asked.case, chosen_scenario(asked.case)
    searched = yield from told_once(distances(case, scenario, asked.book, asked.today))
    found: dict[Aim, _Found] = {}
    aims: tuple[tuple[Aim, Plan], ...] = (("cost", searched.cheapest), ("time", searched.quickest))
    for aim, best in aims:
        kept, followed = as_scenario(case, scenario, best, asked.book, asked.today, aim)
        found[aim] = _Found(best, kept, followed)
    return searched, found


def _steadiest(asked: _Asked) -> Generator[Any, bool, _Found | None]:
    """Search for what holds in most of a sample of futures, then measure it on all; None without enough months."""
    from planner.engine.optimize_compare import as_scenario, steadiest, told_once  # loads the solver
    from planner.engine.stress import stress  # loads numpy

    case, scenario = asked.case, chosen_scenario(asked.case)
    best = yield from told_once(steadiest(case, scenario, asked.book, asked.today))
    if best is None:
        return None
    kept, followed = as_scenario(case, scenario, best, asked.book, asked.today)
    measured = stress(case, kept, followed, asked.book, asked.today)
    return _Found(best, kept, followed, measured.holds)
