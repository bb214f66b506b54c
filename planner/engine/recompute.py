# SPDX-License-Identifier: Apache-2.0
"""What is owed on a day, worked out anew from the contract and the payments, in one way of counting or another."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from planner.engine.account import AccountTerms, owed_on
from planner.engine.allocation import Parts
from planner.engine.due_dates import goes_by_days
from planner.engine.interest import accrue
from planner.engine.payment_order import OneDebt, among_debts
from planner.engine.schedule import Row, schedule
from planner.facts.case import Debt
from planner.facts.money import Fen, round_fen
from planner.facts.terms import PaidOn, Part, Rounding, Shape, Terms

Basis = Literal["contract", "balance", "none"]
DayCount = Literal["ACT/365F", "ACT/360", "ACT/ACT", "30/360", "PERIODIC", "PERIODIC/360"]
OPEN_COUNTS = {"PERIODIC": "ACT/365F", "PERIODIC/360": "ACT/360"}  # an account without due dates counts days


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """One loan of a debt: its terms with principal and start, and the money really received for it."""

    id: str
    terms: Terms
    principal: Fen  # as the contract has it
    start: dt.date
    received: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of counting; what is None stays as the contract has it.

    `start_days` and `end_days` shift the first and last day; `all_due` counts all principal as past due from the first
    missed instalment; `compound` lets penalty run on unpaid interest; `from_received` starts from the money received.
    """

    day_count: DayCount | None = None
    rounding: Rounding | None = None
    allocation: tuple[Part, ...] | None = None
    unpaid_interest: Literal["apart", "added"] | None = None
    start_days: int = 0
    end_days: int = 0
    all_due: bool = False
    compound: bool = False
    from_received: bool = False
    hold_early: bool = False


AS_AGREED = Way()


def loans_of(debt: Debt) -> tuple[Loan, ...]:
    """Return the loans of a debt that can be recomputed: those with principal, start and rate known; () if one lacks them."""
    if not debt.drawdowns:
        loan = _loan("", debt.terms, debt.terms.principal if debt.terms else None, debt.contract_date, None)
        return (loan,) if loan else ()
    loans = []
    lone = debt.terms.principal if debt.terms and len(debt.drawdowns) == 1 else None
    for i, drawn in enumerate(debt.drawdowns):
        terms = drawn.terms or debt.terms
        noted = drawn.terms.principal if drawn.terms and drawn.terms.principal is not None else lone
        loan = _loan(str(i + 1), terms, drawn.amount if noted is None else noted, drawn.date, drawn.amount)
        if loan is None:
            return ()
        loans.append(loan)
    return tuple(loans)


def _loan(
    name: str, terms: Terms | None, principal: Fen | None, day: dt.date | None, got: Fen | None
) -> Loan | None:
    if terms is None or principal is None:
        return None
    start = terms.start if got is None and terms.start is not None else day or terms.start
    if start is None:
        return None
    shape = terms.shape or (Shape(kind="equal_instalment") if terms.periods else None)
    received = principal if got is None else min(got, principal)
    whole = replace(terms, principal=principal, start=start, shape=shape, payments=(), as_of=None)
    return Loan(id=name, terms=whole, principal=principal, start=start, received=received)


def payments_of(debt: Debt) -> tuple[PaidOn, ...]:
    """Return the payments made, by date: those of the debt, else those its terms carry."""
    made = debt.payments or (debt.terms.payments if debt.terms else ())
    return tuple(sorted(made, key=lambda each: each.date))


def basis_of(debt: Debt, until: dt.date) -> Basis:
    """Return what a recomputation to a day can rest on: the contract, the balance entered, or nothing."""
    if loans_of(debt):
        return "contract"
    return "balance" if debt.as_of <= until and (debt.terms is not None or debt.as_of == until) else "none"


def recompute(debt: Debt, until: dt.date, way: Way = AS_AGREED) -> Parts | None:
    """Return what is owed on `until` by contract and payments: fee, penalty, interest, principal (fen).

    None where nothing can be worked out. Raises InputError for terms that have no meaning.
    """
    last = until + timedelta(days=way.end_days)
    basis = basis_of(debt, last)
    if basis == "none":
        return None
    if basis == "balance":
        return _from_balance(debt, last, way)
    loans = tuple(_in_way(loan, way) for loan in loans_of(debt))
    shares = _payments_by_loan(loans, payments_of(debt), debt.accelerated_on)
    if way.hold_early:
        shares = [held(loan, paid) for loan, paid in zip(loans, shares, strict=True)]
    each = [
        owed_of(loan, paid, last, debt.accelerated_on, way)
        for loan, paid in zip(loans, shares, strict=True)
        if loan.start < last
    ]
    return Parts(*(sum(parts[i] for parts in each) for i in range(4)))


def _from_balance(debt: Debt, until: dt.date, way: Way) -> Parts:
    """Run the balance entered on to a later day; all of it counts as due."""
    parts = Parts(debt.fee or 0, debt.penalty or 0, debt.interest or 0, debt.principal)
    if debt.terms is None:
        return parts
    return owed_on(
        parts, debt.as_of, until, payments_of(debt), account_terms(_terms_in_way(debt.terms, way), way)
    )


def _terms_in_way(terms: Terms, way: Way) -> Terms:
    return replace(
        terms,
        day_count=way.day_count or terms.day_count,
        rounding=way.rounding or terms.rounding,
        allocation=way.allocation or terms.allocation,
        unpaid_interest=way.unpaid_interest or terms.unpaid_interest,
    )


def _in_way(loan: Loan, way: Way) -> Loan:
    terms = _terms_in_way(loan.terms, way)
    start = loan.start + timedelta(days=way.start_days)
    principal = loan.received if way.from_received else loan.principal
    first_due = terms.first_due
    if way.start_days and first_due is None and terms.due_day is None and not goes_by_days(terms.frequency):
        terms = replace(terms, due_day=loan.start.day)
    return replace(
        loan, terms=replace(terms, principal=principal, start=start), principal=principal, start=start
    )


def account_terms(terms: Terms, way: Way = AS_AGREED) -> AccountTerms:
    """Return how an account of which everything is due runs by these terms."""
    rounding = terms.rounding if isinstance(terms.rounding, str) else terms.rounding.interest
    return AccountTerms(
        annual_rate=terms.annual_rate,
        penalty_rate=terms.penalty_rate,
        day_count=OPEN_COUNTS.get(terms.day_count, terms.day_count),
        rate_changes=terms.rate_changes,
        allocation=terms.allocation,
        rounding="half_up" if rounding == "none" else rounding,
        compound=way.compound,
    )


def owed_of(
    loan: Loan,
    payments: Sequence[PaidOn],
    until: dt.date,
    accelerated_on: dt.date | None = None,
    way: Way = AS_AGREED,
) -> Parts:
    """Return what is owed of one loan on a day: by its schedule, and from the day all was called in as one account."""
    if loan.terms.shape is None:
        return _open_account(loan, payments, until, accelerated_on, way)
    called = accelerated_on
    if way.all_due:
        missed = first_missed(loan, payments, until)
        called = missed if called is None or (missed is not None and missed < called) else called
    if called is not None and loan.start < called < until:
        before = _by_schedule(
            loan, [p for p in payments if p.date <= called], called, replace(way, compound=False)
        )
        return owed_on(before, called, until, payments, account_terms(loan.terms, way))
    return _by_schedule(loan, payments, until, way)


def _open_account(
    loan: Loan, payments: Sequence[PaidOn], until: dt.date, accelerated_on: dt.date | None, way: Way
) -> Parts:
    """A loan without instalments: interest is due with every payment, penalty only runs once it was called in."""
    whole = account_terms(loan.terms, way)
    quiet = replace(whole, penalty_rate=loan.terms.penalty_rate * 0)
    parts = Parts(principal=loan.principal)
    if accelerated_on is None or not loan.start < accelerated_on < until:
        return owed_on(parts, loan.start, until, payments, quiet)
    parts = owed_on(parts, loan.start, accelerated_on, payments, quiet)
    return owed_on(parts, accelerated_on, until, payments, whole)


def _by_schedule(loan: Loan, payments: Sequence[PaidOn], until: dt.date, way: Way) -> Parts:
    paid = tuple(each for each in payments if loan.start < each.date <= until)
    made = schedule(replace(loan.terms, payments=paid, as_of=until))
    owed = made.owed
    if owed is None:
        return Parts()
    late = _penalty_on_interest(loan.terms, made.rows, until) if way.compound else 0
    return Parts(owed.fee, owed.penalty + late, owed.interest, owed.principal)


def _penalty_on_interest(terms: Terms, rows: Sequence[Row], until: dt.date) -> Fen:
    """Return what penalty would add on the interest of past-due rows that is still unpaid."""
    count = OPEN_COUNTS.get(terms.day_count, terms.day_count)
    exact = sum(
        accrue(unpaid_interest(row), row.due, until, terms.penalty_rate, count)
        for row in rows
        if row.due < until
    )
    return round_fen(exact)


def unpaid_interest(row: Row) -> Fen:
    """Return the interest of a row that its payments did not reach, fee and penalty met first."""
    met = max((row.paid or 0) - row.fee - row.penalty, 0)
    return max(row.interest - met, 0)


def first_missed(loan: Loan, payments: Sequence[PaidOn], until: dt.date) -> dt.date | None:
    """Return the due date of the oldest row not fully paid by `until`, or None."""
    if loan.terms.shape is None or loan.start >= until:
        return None
    paid = tuple(each for each in payments if loan.start < each.date <= until)
    rows = schedule(replace(loan.terms, payments=paid, as_of=until)).rows
    return next((row.due for row in rows if row.due < until and (row.paid or 0) < row.payment), None)


def held(loan: Loan, payments: Sequence[PaidOn]) -> list[PaidOn]:
    """Return the payments with each one that came in its instalment's own period put on the due date."""
    if loan.terms.shape is None:
        return list(payments)
    due = [row.due for row in schedule(loan.terms).rows if row.payment]
    moved = []
    for i, payment in enumerate(payments):
        own = i < len(due) and payment.date < due[i] and (i == 0 or payment.date > due[i - 1])
        moved.append(replace(payment, date=due[i]) if own else payment)
    return moved


def _payments_by_loan(
    loans: Sequence[Loan], payments: Sequence[PaidOn], accelerated_on: dt.date | None
) -> list[list[PaidOn]]:
    """Divide each payment among several loans of one lender as the law has it (PAY-01), by what each then owes."""
    shares: list[list[PaidOn]] = [[] for _ in loans]
    if len(loans) == 1:
        return [list(payments)]
    for payment in payments:
        debts = []
        for loan, made in zip(loans, shares, strict=True):
            if loan.start < payment.date:
                debts.extend(_due_parts(loan, made, payment.date, accelerated_on))
        parts = among_debts(payment.amount, debts, payment.date)
        for loan, made in zip(loans, shares, strict=True):
            part = parts.get(loan.id, 0) + parts.get(f"{loan.id} later", 0)
            if part:
                made.append(PaidOn(date=payment.date, amount=part))
    return shares


def _due_parts(
    loan: Loan, made: Sequence[PaidOn], on: dt.date, accelerated_on: dt.date | None
) -> list[OneDebt]:
    """Return the loan as one debt that is due and one that is not."""
    owed = owed_of(loan, made, on, accelerated_on).total
    missed = first_missed(loan, made, on + timedelta(days=1))
    due = owed
    if loan.terms.shape is not None and (accelerated_on is None or accelerated_on > on):
        seen = schedule(replace(loan.terms, payments=tuple(made), as_of=on + timedelta(days=1))).owed
        due = min(seen.past_due, owed) if seen is not None else 0
    rate = loan.terms.annual_rate
    parts = [OneDebt(id=loan.id, amount=due, due=missed or on, rate=rate)] if due else []
    later = OneDebt(id=f"{loan.id} later", amount=owed - due, due=dt.date.max, rate=rate)
    return [*parts, later] if owed > due else parts
