# SPDX-License-Identifier: Apache-2.0
"""The credit record month by month: marks to date, and what they may be while an agreement is kept. It promises nothing.

Whether an agreement is reported as a new schedule is the lender's decision: both courses are shown.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planner.engine.agreement import Keeping
from planner.engine.plan import Plan
from planner.engine.standing import kept_schedule
from planner.facts.case import Case, Debt
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import format_yuan
from planner.facts.problems import INFO, InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.law.credit_record import REPAIR, mark, one_time_repair, shown_until

SETTLED = "C"
KEPT, MARKS, STATEMENT = "CR-01", "CR-07", "CR-09"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthMark:
    """One month: the mark where the old contract is reported on, and where the agreement is reported as a new schedule."""

    month: Month
    old: str
    new: str
    is_forecast: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditForecast:
    """The marks of one debt, when it is settled by the plan, and until when overdue information is then shown."""

    debt_id: str
    overdue_since: dt.date | None  # None where it is not known
    months: tuple[MonthMark, ...]
    settled: dt.date | None
    shown_until: dt.date | None
    problems: tuple[Problem, ...]


def overdue_since(debt: Debt) -> dt.date | None:
    """Return the first due date that is unpaid by the contract and the payments made; None where that is not known."""
    known = _first_unpaid(debt)
    if known is not None and debt.accelerated_on is not None:
        return min(known, debt.accelerated_on)
    return known or debt.accelerated_on


def _first_unpaid(debt: Debt) -> dt.date | None:
    terms = debt.terms
    if terms is None or terms.principal is None or terms.start is None or terms.shape is None:
        return None
    made = tuple(p for p in debt.payments if terms.start <= p.date <= debt.as_of)
    try:
        rows = kept_schedule(replace(terms, payments=made, as_of=max(debt.as_of, terms.start))).rows
    except InputError:
        return None
    return next((r.due for r in rows if r.due <= debt.as_of and (r.paid or 0) < r.payment), None)


def credit_forecast(
    case: Case,
    debt: Debt,
    plan: Plan | None,
    book: RuleBook,
    today: dt.date,
    keeping: Keeping | None = None,
    since: dt.date | None = None,
) -> CreditForecast:
    """Return the marks of a debt to date and under the plan (or the agreement, where there is one).

    `since` is the day it fell overdue, where the person knows it and the facts do not say.
    """
    since = since or overdue_since(debt)
    settled = _settled(debt, plan, keeping)
    begun = _begun(debt, plan, keeping)
    last = Month.of(settled) if settled else Month.of(today).plus(12)
    first = min(Month.of(since) if since else Month.of(today), Month.of(today))
    months = tuple(
        _month(first.plus(n), since, begun, settled, keeping, book, today) for n in range(last - first + 1)
    )
    return CreditForecast(
        debt_id=debt.id,
        overdue_since=since,
        months=months,
        settled=settled,
        shown_until=shown_until(settled, book) if settled and since else None,
        problems=tuple(_said(debt, since, settled, book, keeping)),
    )


def _settled(debt: Debt, plan: Plan | None, keeping: Keeping | None) -> dt.date | None:
    if keeping is not None:
        paying = [row.due for row in keeping.rows if row.payment]
        if keeping.is_settled:
            return max((each.paid_on for each in keeping.counted), default=None)
        return max(paying) if paying and not keeping.unpaid else None
    row = next((each for each in plan.debts if each.debt_id == debt.id), None) if plan else None
    return row.last_due if row and row.last_due and not (row.owed and row.owed[-1]) else None


def _begun(debt: Debt, plan: Plan | None, keeping: Keeping | None) -> dt.date | None:
    """Return the day from which a new schedule would be reported."""
    if keeping is not None:
        return keeping.agreement.date or keeping.terms.start
    row = next((each for each in plan.debts if each.debt_id == debt.id), None) if plan else None
    return row.rows[0].due if row and row.rows else None


def _month(
    month: Month,
    since: dt.date | None,
    begun: dt.date | None,
    settled: dt.date | None,
    keeping: Keeping | None,
    book: RuleBook,
    today: dt.date,
) -> MonthMark:
    """Return the marks at the end of a month."""
    seen = month.last
    old = mark((seen - since).days if since else 0, book) if since else "#"
    if settled and month >= Month.of(settled):
        old = new = SETTLED
    elif begun and seen >= begun:
        new = mark(_late(keeping, seen, today), book)
    else:
        new = old
    return MonthMark(month=month, old=old, new=new, is_forecast=month >= Month.of(today))


def _late(keeping: Keeping | None, seen: dt.date, today: dt.date) -> int:
    """Return how many days the oldest unpaid agreed instalment was late at a month's end; kept from today on."""
    if keeping is None:
        return 0
    open_then = [
        row.due
        for row in keeping.rows
        if row.due <= min(seen, today) and (row.left or (row.paid_on is not None and row.paid_on > seen))
    ]
    return (seen - min(open_then)).days if open_then else 0


def _said(
    debt: Debt, since: dt.date | None, settled: dt.date | None, book: RuleBook, keeping: Keeping | None
) -> Sequence[Problem]:
    where = f"debts/{debt.id}"
    said = [
        Problem(
            INFO,
            where,
            N_(
                "Whether the lender reports the agreement as a new schedule is its own decision; ask for it in the agreement."
                " Nobody can promise a mark."
            ),
            {},
            STATEMENT,
        )
    ]
    if keeping is not None and keeping.unpaid:
        text = N_(
            "While an agreed instalment stays unpaid the marks rise; the months ahead are counted as if it did."
        )
        said.append(Problem(INFO, where, text, {}, MARKS))
    if since is None:
        said.append(
            Problem(
                INFO,
                where,
                N_("Since when it is overdue is not known; the credit report says it, two a year are free."),
                {},
                "CR-02",
            )
        )
    if since is not None and (repair := _repair(debt, since, book)) is not None:
        said.append(repair)
    if settled is not None and since is not None:
        text = N_(
            "Kept to the end, all is settled on {settled}; overdue information is shown until {until} and then deleted."
        )
        values = {"settled": settled.isoformat(), "until": shown_until(settled, book).isoformat()}
        said.append(Problem(INFO, where, text, dict(values), KEPT))
    return said


def _repair(debt: Debt, since: dt.date, book: RuleBook) -> Problem | None:
    """Return whether the closed one-time repair fits a debt overdue in its months, by the figures entered; else None."""
    month = Month.of(since)
    if (
        not Month.of(book.day(f"{REPAIR}/overdue_from"))
        <= month
        <= Month.of(book.day(f"{REPAIR}/overdue_to"))
    ):
        return None
    after = [payment for payment in debt.payments if payment.date >= since]
    settled = max(payment.date for payment in after) if after and not debt.owed else None
    overdue = debt.owed or sum(payment.amount for payment in after)
    found = one_time_repair(month, overdue, settled, book)
    if found.by is not None and settled is not None:
        text = N_(
            "Paid on {settled}, this debt fits the one-time repair: not shown from {by} on. Compare your report."
        )
        return Problem(
            INFO,
            f"debts/{debt.id}",
            text,
            {"settled": settled.isoformat(), "by": found.by.isoformat()},
            REPAIR,
        )
    text = N_(
        "The one-time repair does not fit: it asked for at most {most} overdue, all of it repaid by {day}."
    )
    values = {"most": format_yuan(book.fen(REPAIR)), "day": book.day(f"{REPAIR}/repaid_by").isoformat()}
    return Problem(INFO, f"debts/{debt.id}", text, dict(values), REPAIR)


Route = Literal["objection", "statement", "repair"]
ROUTES: tuple[tuple[Route, str, str], ...] = (
    (
        "objection",
        N_(
            "A mark is wrong: object to the bureau or the lender; the answer comes in writing within twenty days at most."
        ),
        "CR-03",
    ),
    (
        "statement",
        N_("A mark is right but has a reason: you may add a statement of your own to the report."),
        "CR-01",
    ),
    (
        "repair",
        N_(
            "The one-time repair of 2026 is closed; where a debt qualified it happened by itself and free. Nobody can sell it."
        ),
        "CR-08",
    ),
)


def routes() -> tuple[Problem, ...]:
    """Return what can be done about a record, as notes: objection, statement, and the repair that is closed."""
    return tuple(Problem(INFO, "", words, {}, rule_id) for _route, words, rule_id in ROUTES)
