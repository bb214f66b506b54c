# SPDX-License-Identifier: Apache-2.0
"""One debt's part of the plan: its instalments, its offer and later steps, and what is owed at each month's end."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from planner.engine.plan import DebtPlan, Instalment, Level
from planner.engine.running import Move
from planner.engine.schedule import Row
from planner.engine.standing import Standing
from planner.facts.case import Case
from planner.facts.dates import Month
from planner.facts.money import Fen, round_fen

SPAN = 60  # months of due dates that are worked out together


def fixed_plan(case: Case, stand: Standing, length: int) -> DebtPlan:
    """Return the part of a debt with fixed terms: the rows of its schedule that fall into the plan."""
    made, terms = stand.schedule, stand.terms
    assert made is not None
    assert terms is not None
    rows = tuple(_instalment(row) for row in made.rows if 0 <= Month.of(row.due) - case.first_month < length)
    arrears = terms.arrears
    opening = (terms.principal or 0) + arrears.interest + arrears.penalty + arrears.fee + terms.fees.added
    return DebtPlan(
        debt_id=stand.debt.id,
        creditor=stand.debt.creditor,
        terms=terms,
        offer=next((row.payment for row in rows if row.n and row.payment), 0),
        steps=levels([row for row in rows if row.n]),
        rows=rows,
        opening=opening,
        owed=_owed(case, made.rows, opening - made.totals.waived, length),
        total=sum(row.payment for row in rows),
        waived=made.totals.waived,
        last_due=max((row.due for row in rows if row.payment), default=None),
        priority=stand.debt.priority,
        assumed=stand.problems,
    )


def _instalment(row: Row) -> Instalment:
    return Instalment(
        n=row.n,
        month=Month.of(row.due),
        due=row.due,
        payment=row.payment,
        interest=row.interest,
        principal=row.principal,
        fee=row.fee,
        penalty=row.penalty,
        balance=row.balance + round_fen(row.unpaid_interest),
    )


def _owed(case: Case, rows: Sequence[Row], opening: Fen, length: int) -> tuple[Fen, ...]:
    """Return what is owed at each month's end: that after the last row until then."""
    owed, i, now = [], 0, opening
    for m in range(length):
        end = case.first_month.plus(m).last
        while i < len(rows) and rows[i].due <= end:
            now = rows[i].balance + round_fen(rows[i].unpaid_interest)
            i += 1
        owed.append(now)
    return tuple(owed)


@lru_cache(maxsize=256)
def due_days(first: Month, day: int, months: int) -> tuple[tuple[Month, date], ...]:
    """Return each month of a plan with the due date in it."""
    return tuple((first.plus(m), first.plus(m).day(day)) for m in range(months))


def course_plan(case: Case, stand: Standing, moves: Sequence[Move], length: int) -> DebtPlan:
    """Return the part of a running debt."""
    debt = stand.debt
    days = due_days(case.first_month, stand.due_day, -(-length // SPAN) * SPAN)
    paying = [(*days[m], move) for m, move in enumerate(moves[:length]) if move.payment]
    rows = tuple(
        Instalment(
            n=n,
            month=month,
            due=due,
            payment=move.payment,
            interest=move.interest,
            principal=move.principal,
            fee=move.fee,
            penalty=move.penalty,
            balance=move.owed,
        )
        for n, (month, due, move) in enumerate(paying, 1)
    )
    owed = [move.owed for move in moves[:length]]
    owed += [owed[-1] if owed else debt.owed] * (length - len(owed))
    return DebtPlan(
        debt_id=debt.id,
        creditor=debt.creditor,
        terms=None,
        offer=rows[0].payment if rows and rows[0].month == case.first_month else 0,
        steps=levels(rows),
        rows=rows,
        opening=debt.owed,
        owed=tuple(owed),
        total=sum(row.payment for row in rows),
        waived=0,
        last_due=rows[-1].due if rows else None,
        priority=debt.priority,
        assumed=stand.problems,
    )


def idle_plan(stand: Standing, length: int) -> DebtPlan:
    """Return the part of a debt that the plan names but does not pay."""
    return DebtPlan(
        debt_id=stand.debt.id,
        creditor=stand.debt.creditor,
        terms=stand.terms,
        offer=0,
        steps=(),
        rows=(),
        opening=stand.debt.owed,
        owed=(stand.debt.owed,) * length,
        total=0,
        waived=0,
        last_due=None,
        priority=stand.debt.priority,
        assumed=stand.problems,
    )


def levels(rows: Sequence[Instalment]) -> tuple[Level, ...]:
    """Return the level amounts of a row of instalments: the first, and each later change but the last remainder."""
    found: list[Level] = []
    for row in rows[:-1] if len(rows) > 1 else rows:
        if not found or found[-1].amount != row.payment:
            found.append(Level(since=row.month, amount=row.payment))
    return tuple(found)
