# SPDX-License-Identifier: Apache-2.0
"""Beside the plan: what doing nothing would come to, and what losing in court would, month by month on the plan's axis."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.engine.account import owed_on
from planner.engine.allocation import Parts, divide
from planner.engine.budget import living_months
from planner.engine.court_notes import persons_of
from planner.engine.litigation import CostOfLosing, cost_of_losing, delay_interest, protected_living
from planner.engine.payment_order import LEGAL_ORDER
from planner.engine.recompute import account_terms
from planner.facts.case import Case, Debt
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen, format_rate, format_yuan, share_out
from planner.facts.problems import INFO, Problem
from planner.facts.rulebook import RuleBook

LOSING = "LOSE-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideMonth:
    """One month of a course beside the plan (fen): all owed at its end, what was paid in it."""

    month: Month
    owed: Fen
    paid: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A course beside the plan: its months, all paid and still owed, what the court added, and what was assumed."""

    months: tuple[BesideMonth, ...]
    opening: Fen  # owed when it starts
    paid: Fen
    costs: Fen  # fees of the court and of enforcement
    delay: Fen  # extra interest for late performance
    end: Month | None  # the month in which all is cleared, if it is
    assumed: tuple[Problem, ...]

    @property
    def left(self) -> Fen:
        """What is owed at the end of the last month."""
        return self.months[-1].owed if self.months else self.opening

    @property
    def total(self) -> Fen:
        """All that it costs up to there: paid, and still to be paid."""
        return self.paid + self.left


def do_nothing(case: Case, months: int) -> Beside:
    """Return what is owed each month when nothing is paid: each debt by its terms, interest and penalty going on."""
    rows = tuple(
        BesideMonth(month=month, owed=sum(_grown(debt, month.last).total for debt in case.debts), paid=0)
        for month in _axis(case, months)
    )
    said = Problem(
        INFO, "debts", N_("Counted with nothing paid; interest and penalty of each debt go on by its terms.")
    )
    return Beside(
        months=rows,
        opening=_opening(case),
        paid=0,
        costs=0,
        delay=0,
        end=None,
        assumed=(said, *_unknown_rates(case)),
    )


def _axis(case: Case, months: int) -> tuple[Month, ...]:
    return tuple(case.first_month.plus(i) for i in range(months))


def _opening(case: Case) -> Fen:
    return sum(debt.owed for debt in case.debts)


def _grown(debt: Debt, until: dt.date) -> Parts:
    """Return what a debt comes to by a day when nothing is paid; as it stands where its rate is not known."""
    parts = Parts(debt.fee or 0, debt.penalty or 0, debt.interest or 0, debt.principal)
    if debt.terms is None or until <= debt.as_of:
        return parts
    return owed_on(parts, debt.as_of, until, (), account_terms(debt.terms))


def _unknown_rates(case: Case) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            INFO,
            f"debts/{debt.id}/terms",
            N_("The rate of {creditor} is not known; nothing is added to it."),
            {"creditor": debt.creditor},
        )
        for debt in case.debts
        if debt.terms is None
    )


# ---------------------------------------------------------------- losing


@dataclass(slots=True)
class _Judged:
    """One debt after the judgment: what is owed of it, and the extra interest for delay."""

    debt: Debt
    parts: Parts
    day: dt.date
    delay: Fen = 0

    @property
    def owed(self) -> Fen:
        return self.parts.total + self.delay

    def run_to(self, day: dt.date, book: RuleBook) -> Fen:
        """Let interest, penalty and the extra run to a day; returns the extra that arose."""
        base = self.parts.total - self.parts.interest
        extra = delay_interest(base, (day - self.day).days, book)
        if self.debt.terms is not None:
            self.parts = owed_on(self.parts, self.day, day, (), account_terms(self.debt.terms))
        self.day = day
        self.delay += extra
        return extra

    def pay(self, amount: Fen) -> None:
        """Judgment money first, then the extra (ENF-02)."""
        taken = divide(amount, self.parts, LEGAL_ORDER)
        self.parts = Parts(*(owed - part for owed, part in zip(self.parts, taken, strict=True)))
        self.delay -= amount - taken.total


def losing(
    case: Case, months: int, book: RuleBook, today: dt.date, judgment_after: int | None = None
) -> Beside:
    """Return what losing every case would come to: growth to the judgment, fees of the loser, then enforcement.

    `judgment_after` months (row LOSE-01 without it). From then on what enforcement may take of each month's income
    (ENF-03, ENF-04) is shared in proportion (ENF-05); the extra interest runs on all but interest (ENF-01).
    """
    wait = book.count(LOSING) if judgment_after is None else judgment_after
    judged_on = case.first_month.plus(wait - 1).last if wait else case.first_month.first
    fees = {debt.id: _fees(_grown(debt, judged_on).total, book) for debt in case.debts}
    judged = [
        _Judged(debt, _with_fees(_grown(debt, judged_on), fees[debt.id]), judged_on) for debt in case.debts
    ]
    kept, said = _protected(case, book)
    rows, paid, delay, end = [], 0, 0, None
    for living in living_months(case, book, months, today):
        if living.month.last <= judged_on:
            owed = sum(_grown(debt, living.month.last).total for debt in case.debts)
            owed += sum(fees.values()) if living.month.last == judged_on else 0
            rows.append(BesideMonth(month=living.month, owed=owed, paid=0))
            continue
        delay += sum(each.run_to(living.month.last, book) for each in judged)
        most = max(living.income - (kept if kept is not None else living.priority + living.living), 0)
        taken = _take(judged, most)
        paid += taken
        owed = sum(each.owed for each in judged)
        rows.append(BesideMonth(month=living.month, owed=owed, paid=taken))
        if end is None and not owed:
            end = living.month
    return Beside(
        months=tuple(rows),
        opening=_opening(case),
        paid=paid,
        costs=sum(fees.values()),
        delay=delay,
        end=end,
        assumed=(*_assumed(wait, book), said, *_unknown_rates(case)),
    )


def _fees(amount: Fen, book: RuleBook) -> Fen:
    if amount <= 0:
        return 0
    costs: CostOfLosing = cost_of_losing(amount, book, late_days=0)
    return costs.total


def _with_fees(parts: Parts, fees: Fen) -> Parts:
    return parts._replace(fee=parts.fee + fees)


def _take(judged: Sequence[_Judged], most: Fen) -> Fen:
    """Share what enforcement takes among the debts in proportion to what is owed; returns what was taken."""
    whole = sum(each.owed for each in judged)
    taken = min(most, whole)
    if taken:
        parts = share_out(taken, [each.owed for each in judged], [each.debt.id for each in judged])
        for each, part in zip(judged, parts, strict=True):
            each.pay(part)
    return taken


def _protected(case: Case, book: RuleBook) -> tuple[Fen | None, Problem]:
    """Return what enforcement must leave a month and how it was found; None where the case's own living costs stand in."""
    persons = persons_of(case)
    kept = protected_living(persons, book)
    if kept is None:
        text = N_(
            "The local minimum living standard is not known; the living costs of the budget stand for what is left."
        )
        return None, Problem(INFO, "overrides", text, {}, "ENF-04")
    text = N_(
        "Enforcement leaves {kept} a month for {persons} persons, the legal least; courts often leave more."
    )
    return kept, Problem(INFO, "overrides", text, {"kept": format_yuan(kept), "persons": persons}, "ENF-04")


def _assumed(wait: int, book: RuleBook) -> tuple[Problem, ...]:
    return (
        Problem(INFO, "plan", N_("Judgment after {months} months."), {"months": wait}, LOSING),
        Problem(
            INFO,
            "plan",
            N_(
                "Each debt is one case in the simplified procedure, with preservation and enforcement; the loser bears the fees."
            ),
            {},
            "FEE-07",
        ),
        Problem(
            INFO,
            "plan",
            N_(
                "Late performance adds {rate} a day on all but interest; contract interest and penalty go on."
            ),
            {"rate": format_rate(book.rate("ENF-01"))},
            "ENF-01",
        ),
        Problem(INFO, "plan", N_("What enforcement takes is shared in proportion."), {}, "ENF-05"),
    )


def cost_against_plan(beside: Beside, plan_total: Fen) -> Fen:
    """Return how much more the course costs than the plan (fen; below zero where it costs less)."""
    return beside.total - plan_total
