# SPDX-License-Identifier: Apache-2.0
"""What if: a job lost for some months, income that falls, a bill. What it does to the plan, and kept as a plan."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from planner.engine.plan import Plan
from planner.engine.stress_values import ShockResult
from planner.facts.case import Case, Scenario, Shock, chosen_scenario
from planner.facts.dates import Month
from planner.facts.language import N_, _, ngettext
from planner.facts.money import format_rate
from planner.facts.rulebook import RuleBook, with_overrides
from ui import shown
from ui.background import SEARCHES, Job, run
from ui.chances import percent
from ui.widgets.card import Card, row
from ui.widgets.form import Field, Form
from ui.widgets.text import Words

PATHS = 20_000
KINDS = (
    (None, N_("nothing of the kind")),
    ("job_lost", N_("a job is lost")),
    ("income_cut", N_("income falls")),
    ("bill", N_("a bill comes")),
)
FIELDS = (
    Field(path="kind", label=N_("What happens"), kind="choice", options=KINDS, span=2),
    Field(path="since", label=N_("From month"), kind="month"),
    Field(path="months", label=N_("For how many months"), kind="count", bounds=(1, 120)),
    Field(path="share", label=N_("By which share"), kind="rate"),
    Field(path="amount", label=N_("Amount"), kind="money"),
)
ASKS = {
    "job_lost": ("since", "months"),
    "income_cut": ("since", "months", "share"),
    "bill": ("since", "amount"),
}
FIRST_MONTHS, FIRST_BILL = 3, 300_000  # what a new shock begins with: months, fen


@dataclass(frozen=True, slots=True)
class _Struck:
    """What a shock does: its course against the plan's instalments, and in which share of futures they are paid."""

    course: ShockResult
    holds: float | None


class ShockCard(Card):
    """The card. `kept(scenario)` asks to keep the shock as a plan of its own."""

    kept = Signal(object)
    cleared = Signal()  # the shocks that the plan in sight counts with are to be left out

    def __init__(self) -> None:
        super().__init__(_("What if?"))
        self.form = Form(FIELDS, columns=4)
        self.form.setObjectName("form")
        self.form.edited.connect(self._edit)
        self.words = Words("", "base", wrap=True)
        self.keep = QPushButton(_("Keep as a plan"))
        self.keep.setToolTip(_("A copy of this plan with what happens; the facts stay as they are."))
        self.keep.clicked.connect(self._keep)
        self.counted, self.clear = Words("", "base", wrap=True), QPushButton(_("Leave out"))
        self.clear.setProperty("kind", "quiet")
        self.clear.clicked.connect(self.cleared.emit)
        counted = row(self.counted, self.clear)
        counted.setStretch(0, 1)
        self.body.addLayout(counted)
        self.body.addWidget(self.form)
        foot = row(self.words, self.keep)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)
        self.shock: Shock | None = None
        self._asked: tuple[Case, Plan, RuleBook, date] | None = None
        self._job: Job | None = None
        self._show_form()

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> None:
        """Try the shock on another plan; hidden where no offer can be made."""
        self.setVisible(plan is not None and plan.refusal is None and bool(plan.months))
        if plan is None or (self._asked is not None and self._asked[1] is plan):
            return
        self._asked = (case, plan, with_overrides(book, case.overrides), today)
        told = [shock_words(shock) for shock in chosen_scenario(case).shocks]
        self.counted.setText(_("This plan counts with: {shocks}.").format(shocks=_("; ").join(told)))
        for part in (self.counted, self.clear):
            part.setVisible(bool(told))
        self._try()

    def _edit(self, path: str, value: Any) -> None:
        if path == "kind":
            self.shock = None if value is None else self._begun(value)
        elif self.shock is not None:
            self.shock = replace(self.shock, **{path: value})
        self._show_form()
        self._try()

    def _begun(self, kind: Any) -> Shock:
        """A shock of a kind with the usual size, from the plan's second month."""
        made = Shock(kind=kind, since=self._first().plus(1) if self._asked else None)
        if kind == "income_cut" and self._asked is not None:
            _case, _plan, book, today = self._asked
            return replace(made, share=abs(Decimal(book.rate("STRESS-01/shock_income", today))))
        return replace(made, months=FIRST_MONTHS) if kind == "job_lost" else replace(made, amount=FIRST_BILL)

    def _first(self) -> Month:
        assert self._asked is not None
        return self._asked[0].first_month

    def _show_form(self) -> None:
        shock = self.shock
        self.form.show_values({f.path: getattr(shock, f.path, None) for f in FIELDS})
        for field in FIELDS[1:]:
            self.form.set_shown(field.path, shock is not None and field.path in ASKS[shock.kind])
        self.keep.setVisible(shock is not None)

    def _try(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._asked is None or self.shock is None or not is_whole(self.shock):
            quiet = self.shock is None
            self.words.setText(
                _("Try what a lost job, less income or a bill would do to this plan.") if quiet else ""
            )
            self.keep.setEnabled(False)
            return
        self.words.setText(_("working it out …"))
        self.keep.setEnabled(True)
        self._job = run(_struck, *self._asked, self.shock, lane=SEARCHES)
        self._job.finished.connect(self._take)

    def _take(self, found: _Struck | None) -> None:
        if self.sender() is self._job and found is not None:
            self._job = None
            self.words.setText(struck_words(found))

    def _keep(self) -> None:
        if self._asked is None or self.shock is None:
            return
        now = chosen_scenario(self._asked[0])
        name = f"{now.name or _('My plan')} · {shock_words(self.shock)}"
        self.kept.emit(replace(now, name=name, shocks=(*now.shocks, self.shock)))


def is_whole(shock: Shock) -> bool:
    """Whether a shock says enough to be tried."""
    if shock.kind == "bill":
        return bool(shock.amount)
    return shock.kind != "income_cut" or (shock.share is not None and 0 < abs(shock.share) <= 1)


def shock_words(shock: Shock) -> str:
    """A shock in a few words, as the name of a plan has room for them."""
    months = ngettext("{n} month", "{n} months", shock.months or 0).format(n=shock.months or 0)
    if shock.kind == "bill":
        return _("a bill")
    if shock.kind == "job_lost":
        return _("job lost, {months}").format(months=months) if shock.months else _("job lost")
    words = _("income −{share}").format(share=format_rate(abs(shock.share or Decimal(0))))
    return _("{words}, {months}").format(words=words, months=months) if shock.months else words


def struck_words(found: _Struck) -> str:
    """What a shock does to the plan's instalments: when cash first fails to meet them, or that it never does."""
    course = found.course
    if course.miss is None:
        words = _("Even so every instalment is met; cash is lowest with {least}.").format(
            least=shown.yuan(min(course.cash, default=0))
        )
    else:
        words = _("In {month} {lacking} would be missing for the first time; {worst} at the worst.").format(
            month=shown.month(course.miss),
            lacking=shown.yuan(course.lacking),
            worst=shown.yuan(-min(course.cash)),
        )
    if found.holds is not None:
        words += " " + _("With it the plan holds in {share} of your futures.").format(
            share=percent(found.holds)
        )
    return words


def _struck(
    case: Case, plan: Plan, book: RuleBook, today: date, shock: Shock
) -> Generator[tuple[int, int], bool, _Struck | None]:
    """Try a shock, alone and in many futures; a generator, so that a newer one can stop it."""
    from planner.engine.stress import shock_result, stress_steps  # loads numpy

    scenario: Scenario = chosen_scenario(case)
    course = shock_result(case, scenario, plan, (shock,), book, today)
    struck = replace(scenario, shocks=(*scenario.shocks, shock))
    steps = stress_steps(case, struck, plan, book, today, PATHS)
    while True:
        try:
            at = next(steps)
        except StopIteration as end:
            return _Struck(course, end.value.holds)
        if (yield at):
            return None
