# SPDX-License-Identifier: Apache-2.0
"""Where the person stands: the next date that matters, the steps done and the next one, what was paid since the start.

Facts only, without amounts in words: the window and the papers put them into words.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.engine.agreement import keeping
from planner.engine.plan import Plan
from planner.facts.case import Case, Notice
from planner.facts.dates import day_of
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.law.matter import Matter
from planner.law.missing import COURT_STAGES, review_facts
from planner.notices.checking import where_it_stands
from planner.notices.sms import Verdict
from planner.reports.thread import open_promises

NEAR = "MED-16"  # the rule whose days make a date near
DOUBTED = ("SCAM", "ILLEGAL_AGENT")  # classes whose dates nobody should run after


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A date that matters: the day, what it is (msgid), where it stands, and whether it holds only if the message does."""

    day: dt.date
    what: str
    where: str
    creditor: str | None = None
    if_genuine: bool = False
    legal: bool = True  # a date of a court or mediator, not an instalment or a talk

    def days_left(self, today: dt.date) -> int:
        """Return the days from today; below zero when it has passed."""
        return (self.day - today).days


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its name, words and button (msgids), where it is done, and whether it is."""

    name: str
    words: str
    button: str
    where: str
    done: bool


def next_dates(
    case: Case, verdicts: Mapping[str, Verdict | None], book: RuleBook, today: dt.date
) -> tuple[NextDate, ...]:
    """Return the dates that matter, nearest first: those of debts not yet long past, and those that notices set."""
    least = today - dt.timedelta(days=book.count(NEAR))
    talks = (*_of_talks(case, today), *_of_promises(case))
    dates = (*_of_debts(case), *_of_notices(case, verdicts), *_of_agreements(case, today), *talks)
    found = [one for one in dates if one.day >= least]
    return tuple(sorted(found, key=lambda one: (one.day, one.where)))


def _of_debts(case: Case) -> Iterator[NextDate]:
    for debt in case.debts:
        if debt.deadline is not None:
            what = (
                N_("Date on the court's paper")
                if debt.stage in COURT_STAGES
                else N_("Date set for this debt")
            )
            yield NextDate(
                day=debt.deadline,
                what=what,
                where=f"debts/{debt.id}/deadline",
                creditor=debt.brand or debt.creditor,
            )


WHAT: Mapping[str, str] = {
    "named": N_("Date the message sets"),
    "answer": N_("Answer to the court"),
    "payment_order": N_("Pay, or object in writing"),
    "mediation": N_("End of the mediation"),
}


def _of_notices(case: Case, verdicts: Mapping[str, Verdict | None]) -> Iterator[NextDate]:
    names = {debt.id: debt.brand or debt.creditor for debt in case.debts}
    for notice in case.notices:
        found = verdicts.get(notice.id)
        if found is None or found.kind in DOUBTED:
            continue
        sure = where_it_stands(notice, len(found.checklist)).standing == "confirmed"
        for due in found.deadlines:
            yield NextDate(
                day=due.date,
                what=WHAT.get(due.what, due.what),
                where=f"notice/{notice.id}",
                creditor=names.get(notice.debt or found.matches_debt or ""),
                if_genuine=not sure,
            )


def _of_agreements(case: Case, today: dt.date) -> Iterator[NextDate]:
    """Yield the next unpaid instalment of each agreement; one whose terms have no meaning says so on its own page."""
    debts = {debt.id: debt for debt in case.debts}
    for agreement in case.agreements:
        debt = debts.get(agreement.debt)
        if debt is None or agreement.terms is None:
            continue
        try:
            kept = keeping(case, debt, agreement, today)
        except InputError:
            continue
        row = next((row for row in kept.rows if row.left), None)
        if row is not None:
            yield NextDate(
                day=row.due,
                what=N_("Instalment due"),
                where=f"agreement/{agreement.id}",
                creditor=debt.brand or debt.creditor,
                legal=False,
            )


def _of_talks(case: Case, today: dt.date) -> Iterator[NextDate]:
    names = {debt.id: debt.brand or debt.creditor for debt in case.debts}
    for contact in case.contacts:
        if contact.at is not None and day_of(contact.at) > today:
            yield NextDate(
                day=day_of(contact.at),
                what=N_("Planned talk"),
                where=f"negotiate/{contact.id}",
                creditor=names.get(contact.debt or ""),
                legal=False,
            )


def _of_promises(case: Case) -> Iterator[NextDate]:
    names = {debt.id: debt.brand or debt.creditor for debt in case.debts}
    for contact in open_promises(case):
        assert contact.promise_due is not None
        yield NextDate(
            day=contact.promise_due,
            what=N_("What you promised") if contact.promise_by == "us" else N_("What they promised"),
            where=f"negotiate/{contact.id}",
            creditor=names.get(contact.debt or ""),
            legal=False,
        )


REMINDED: Mapping[bool, int] = {True: 7, False: 3}  # days before a legal date, and before any other


def reminders(found: Sequence[NextDate], today: dt.date) -> tuple[NextDate, ...]:
    """Return the dates to be reminded of on a day: near ones, and those that passed and are still open."""
    return tuple(one for one in found if one.days_left(today) <= REMINDED[one.legal])


def steps(case: Case, plan: Plan | None, proved: bool) -> tuple[Step, ...]:
    """Return the steps of the way from the message to an agreement kept, in order. `proved`: every figure has its proof."""
    living = bool(case.incomes) and bool(case.expenses)
    holds = plan is not None and plan.refusal is None and plan.feasible and bool(plan.debts)
    sent = bool(case.exports) or bool(case.offers) or bool(case.agreements)
    rows = (
        ("notice", N_("The message is checked"), N_("Check the message"), _notice_place(case), _is_checked(case)),
        ("debts", N_("The debts are entered"), N_("Enter what you owe"), "debts", bool(case.debts)),
        ("incomes", N_("Income is entered"), N_("Enter your income"), "budget/incomes", bool(case.incomes)),
        ("expenses", N_("Living costs are entered"), N_("Enter your living costs"), "budget/expenses", bool(case.expenses)),
        ("plan", N_("The plan holds each month"), N_("Look at the plan"), "plan", living and holds),
        ("statements", N_("Account statements are in"), N_("Bring in your statements"), "statements", bool(case.flows)),
        ("proofs", N_("Each figure has its proof"), N_("Add the missing proofs"), "evidence", proved),
        ("offer", N_("The offer is out"), N_("Print the summary for the mediator"), "documents", sent),
        ("agreement", N_("An agreement is written down"), N_("Write down what they answer"), "negotiate", bool(case.agreements)),
    )  # fmt: skip
    return tuple(Step(*row) for row in rows)


def _is_checked(case: Case) -> bool:
    return bool(case.notices) and all(_has_outcome(notice) for notice in case.notices)


def _has_outcome(notice: Notice) -> bool:
    return any(check.outcome for check in notice.checks)


def _notice_place(case: Case) -> str:
    waiting = next((notice.id for notice in case.notices if not _has_outcome(notice)), "")
    return f"notice/{waiting}" if waiting else "notice"


def next_step(found: tuple[Step, ...]) -> Step | None:
    """Return the first step not done; None where all are."""
    return next((step for step in found if not step.done), None)


def still_missing(case: Case, plan: Plan | None, book: RuleBook, today: dt.date) -> tuple[Problem, ...]:
    """Return the unknown facts with a legal effect, weightiest first."""
    order = {"stop": 0, "warn": 1, "info": 2}
    return tuple(sorted(review_facts(Matter(case, plan, None, book, today)), key=lambda p: order[p.severity]))


def paid_so_far(case: Case) -> Fen:
    """Return all payments recorded on debts."""
    return sum(paid.amount for debt in case.debts for paid in debt.payments)
