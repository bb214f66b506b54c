# SPDX-License-Identifier: Apache-2.0
"""How each debt stands in a plan: fixed by its own terms, running by the strategy, or left out; and what was assumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from planner.engine.due_dates import goes_by_days
from planner.engine.factors import Factor, Rates, factors
from planner.engine.running import RunningDebt
from planner.engine.schedule import Schedule, schedule
from planner.engine.strategy import Candidate
from planner.facts.case import Agreement, Case, Debt, Scenario
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen, round_fen
from planner.facts.problems import INFO, STOP, WARN, InputError, Problem
from planner.facts.terms import Arrears, Shape, Terms

Kind = Literal["fixed", "running", "left_out"]
TWENTIETH = Fraction(1, 20)  # stands in for an unknown contract payment (domain reference section 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One debt as the plan takes it. `terms` and `schedule` are filled for a fixed one, `due_day` for a running one."""

    debt: Debt
    kind: Kind
    due_day: int
    terms: Terms | None = None
    schedule: Schedule | None = None
    confirmed: bool = False  # by a court: paid before others in a month
    month_charge: Fen = 0  # what a running debt charges in a whole month at its opening balance
    problems: tuple[Problem, ...] = ()


def standings(case: Case, scenario: Scenario) -> tuple[Standing, ...]:
    """Return how each debt of the case stands under the scenario, in the order of the case."""
    agreed = {agreement.debt: agreement for agreement in case.agreements if agreement.terms is not None}
    return tuple(_standing(case, scenario, debt, agreed.get(debt.id)) for debt in case.debts)


def _standing(case: Case, scenario: Scenario, debt: Debt, agreement: Agreement | None) -> Standing:
    chosen: Mapping[str, Terms] = scenario.terms or {}
    terms = chosen.get(debt.id) or (agreement.terms if agreement else None)
    confirmed = bool(agreement and agreement.confirmed and debt.id not in chosen)
    if terms is None and debt.priority and debt.terms is not None and debt.terms.shape is not None:
        terms = debt.terms
    if terms is not None and (terms.shape is not None or terms.periods is not None):
        return _fixed(case, debt, terms, confirmed)
    if debt.disputed:
        said = Problem(
            INFO,
            f"debts/{debt.id}/disputed",
            N_("The debt to {creditor} is disputed; the plan names it and pays nothing on it yet."),
            {"creditor": debt.creditor},
        )
        return Standing(debt=debt, kind="left_out", due_day=due_day_of(debt), problems=(said,))
    return Standing(
        debt=debt,
        kind="running",
        due_day=due_day_of(debt),
        month_charge=_month_charge(running_debt(case, debt)),
        problems=_unknowns(debt),
    )


def _month_charge(debt: RunningDebt) -> Fen:
    numerator, denominator = debt.factors[1]
    return round_fen(Fraction(debt.principal * numerator, denominator)) + debt.monthly_fee


def _fixed(case: Case, debt: Debt, terms: Terms, confirmed: bool) -> Standing:
    full = complete(case, debt, terms)
    try:
        made = kept_schedule(full)
    except InputError as refused:
        where = f"debts/{debt.id}/terms/{refused.where}".rstrip("/")
        said = Problem(STOP, where, refused.text, refused.values)
        return Standing(debt=debt, kind="left_out", due_day=due_day_of(debt), terms=full, problems=(said,))
    told = tuple(replace(p, where=f"debts/{debt.id}/terms/{p.where}".rstrip("/")) for p in made.problems)
    return Standing(
        debt=debt,
        kind="fixed",
        due_day=due_day_of(debt),
        terms=full,
        schedule=made,
        confirmed=confirmed,
        problems=told,
    )


@lru_cache(maxsize=512)
def kept_schedule(terms: Terms) -> Schedule:
    """Return the schedule of terms, kept from the last time: most keystrokes change one debt only."""
    return schedule(terms)


def complete(case: Case, debt: Debt, terms: Terms) -> Terms:
    """Fill what terms leave open from the debt: balance parts, day of the balance, due day, the plan's first month."""
    start = terms.start or debt.as_of
    first_due = terms.first_due
    is_lump = terms.shape is not None and terms.shape.kind == "lump_sum"
    if first_due is None and terms.start is None and not is_lump:
        month = max(case.first_month, Month.of(start))
        day = terms.due_day or due_day_of(debt)
        first_due = month.day(day) if month.day(day) > start else month.plus(1).day(day)
    takes_due_day = terms.first_due is None and not goes_by_days(terms.frequency)
    arrears = terms.arrears
    if terms.principal is None and arrears == Arrears():
        arrears = Arrears(interest=debt.interest or 0, penalty=debt.penalty or 0, fee=debt.fee or 0)
    return replace(
        terms,
        principal=debt.principal if terms.principal is None else terms.principal,
        start=start,
        first_due=first_due,
        due_day=terms.due_day or (debt.due_day if takes_due_day else None),
        shape=terms.shape or Shape(kind="equal_instalment"),
        arrears=arrears,
    )


def due_day_of(debt: Debt) -> int:
    """Return the day of the month on which a debt falls due: its own, else that of its terms, else that of its balance."""
    terms = debt.terms
    if debt.due_day:
        return debt.due_day
    if terms and terms.due_day:
        return terms.due_day
    day = (terms.first_due or terms.start) if terms else None
    return (day or debt.as_of).day


def contract_terms(debt: Debt) -> Terms | None:
    """Return the terms by which a debt runs: its own, else those of its dearest drawdown."""
    if debt.terms is not None:
        return debt.terms
    known = [drawn.terms for drawn in debt.drawdowns if drawn.terms is not None]
    return max(known, key=lambda terms: terms.annual_rate, default=None)


def _unknowns(debt: Debt) -> tuple[Problem, ...]:
    """Say what is not known about a running debt and how the plan fills it."""
    said = []
    where, who = f"debts/{debt.id}", {"creditor": debt.creditor}
    terms = contract_terms(debt)
    if terms is None:
        said.append(
            Problem(
                WARN,
                f"{where}/terms/annual_rate",
                N_("The rate of {creditor} is not known; the plan counts no further interest on it."),
                who,
            )
        )
    elif debt.terms is None:
        said.append(
            Problem(
                INFO,
                f"{where}/terms",
                N_("{creditor} has several loans; the plan counts with the terms of the dearest."),
                who,
            )
        )
    if debt.due_day is None and (debt.terms is None or not _has_day(debt.terms)):
        said.append(
            Problem(
                INFO,
                f"{where}/due_day",
                N_("The due day of {creditor} is not known; the plan counts with day {day}."),
                {**who, "day": due_day_of(debt)},
            )
        )
    return tuple(said)


def _has_day(terms: Terms) -> bool:
    return bool(terms.due_day or terms.first_due or terms.start)


# ---------------------------------------------------------------- running debts, as the month loop needs them


def running_debt(case: Case, debt: Debt) -> RunningDebt:
    """Return a debt without fixed terms as the month loop needs it, by its contract terms."""
    terms = contract_terms(debt) or Terms()
    day = due_day_of(debt)
    least = debt.minimum
    return RunningDebt(
        debt_id=debt.id,
        principal=debt.principal,
        interest=debt.interest or 0,
        penalty=debt.penalty or 0,
        fee=debt.fee or 0,
        factors=factors(_rates(terms), debt.as_of, case.first_month, day),
        penalty_factors=_penalty(case, debt, terms, day),
        monthly_fee=terms.fees.per_period + _flat_fee(debt, terms),
        room=None if terms.charge_cap is None else max(0, terms.charge_cap - (debt.owed - debt.principal)),
        added=terms.unpaid_interest == "added",
        least=max(least.amount or 0, least.floor or 0) if least else 0,
        percent=Fraction(least.percent or 0) if least else Fraction(0),
        rounding=interest_rounding(terms),
        allocation=terms.allocation,
    )


def interest_rounding(terms: Terms) -> str:
    """Return how a month's interest is rounded; a running debt is always kept in whole fen."""
    rounding = terms.rounding if isinstance(terms.rounding, str) else terms.rounding.interest
    return "half_up" if rounding == "none" else rounding


def _rates(terms: Terms) -> Rates:
    changes = tuple(sorted(terms.rate_changes, key=lambda change: change.since))
    return Rates(terms.annual_rate, changes, terms.day_count)


def _penalty(case: Case, debt: Debt, terms: Terms, day: int) -> Sequence[Factor]:
    """Return the penalty factors: only where the whole debt was called in (提前到期), else nothing is past due by itself."""
    if not terms.penalty_rate or debt.accelerated_on is None:
        return ()
    rates = Rates(terms.penalty_rate, (), terms.day_count)
    return factors(rates, max(debt.as_of, debt.accelerated_on), case.first_month, day)


def _flat_fee(debt: Debt, terms: Terms) -> Fen:
    if terms.shape is None or terms.shape.kind != "flat_fee" or not terms.shape.fee_rate:
        return 0
    return round_fen(Fraction(terms.principal or debt.principal) * Fraction(terms.shape.fee_rate))


def candidate(case: Case, debt: Debt) -> Candidate:
    """Return what a strategy may know of a debt."""
    terms = contract_terms(debt) or Terms()
    rates = [(0, terms.annual_rate)]
    for change in sorted(terms.rate_changes, key=lambda change: change.since):
        rates.append((max(0, Month.of(change.since) - case.first_month), change.annual_rate))
    return Candidate(
        debt_id=debt.id,
        owed=debt.owed,
        contract_payment=contract_payment(debt),
        deadline=debt.deadline,
        rates=tuple(rates),
    )


def contract_payment(debt: Debt) -> Fen:
    """Return what the contract asks a month: as known, else the minimum, else a twentieth of what is owed."""
    if debt.contract_payment is not None:
        return debt.contract_payment
    if debt.minimum is not None and debt.minimum.amount:
        return debt.minimum.amount
    return round_fen(debt.owed * TWENTIETH)
