# SPDX-License-Identifier: Apache-2.0
"""Everything the Agreement page shows of one creditor, worked out beside the window; and what a person does there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.engine.agreement import (
    Keeping,
    flows_to_record,
    keeping,
    next_first_due,
    replanned,
    signed_terms,
    since,
    with_payment,
    without_payment,
)
from planner.engine.agreement_terms import (
    CostOfMissing,
    Difference,
    consequences,
    cost_of_missing,
    differences,
    hidden_rate,
    offer_of,
)
from planner.engine.plan import Plan
from planner.engine.standing import kept_schedule
from planner.facts.case import (
    Agreement,
    Case,
    Debt,
    Flow,
    Scenario,
    choose_scenario,
    chosen_scenario,
    find,
    new_id,
    put,
)
from planner.facts.dates import day_of
from planner.facts.language import _
from planner.facts.money import Fen
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.facts.terms import PaidOn, Terms
from planner.law.credit_forecast import CreditForecast, credit_forecast
from ui.plan_edits import first_due
from ui.widgets.terms_form import with_term

USUAL = 12  # instalments a new plan is begun with where none are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """All that is owed spread anew: the terms, and their largest instalment (None where they have no meaning)."""

    periods: int
    first_due: dt.date
    terms: Terms
    largest: Fen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One creditor's agreement as it stands; without one, or where its terms have no meaning, only the record."""

    debt: Debt
    agreement: Agreement | None
    kept: Keeping | None
    refused: InputError | None
    said: tuple[Problem, ...]
    cost: CostOfMissing | None
    compared: tuple[Difference, ...]
    has_offer: bool
    hidden: tuple[Problem, ...]
    found: tuple[Flow, ...]
    again: Again | None
    credit: CreditForecast


def agreement_of(case: Case, debt_id: str) -> Agreement | None:
    """Return the newest agreement with a creditor."""
    found = [agreement for agreement in case.agreements if agreement.debt == debt_id]
    return found[-1] if found else None


def look(
    case: Case,
    debt_id: str,
    plan: Plan | None,
    book: RuleBook,
    today: dt.date,
    wanted: tuple[int | None, dt.date | None],
    overdue: dt.date | None,
) -> Look:
    """Work out what the page shows; `wanted` are instalments and first day of a new plan, `overdue` since when."""
    book = with_overrides(book, case.overrides)
    debt: Debt = find(case, "debts", debt_id)
    agreement = agreement_of(case, debt_id)
    kept, refused = None, None
    if agreement is not None and agreement.terms is not None:
        try:
            kept = keeping(case, debt, agreement, today)
        except InputError as error:
            refused = error
    offer = offer_of(case, agreement) if agreement else None
    offered = offer.terms if offer and offer.terms else None
    return Look(
        debt=debt,
        agreement=agreement,
        kept=kept,
        refused=refused,
        said=tuple(consequences(kept)) if kept else (),
        cost=cost_of_missing(kept, book) if kept else None,
        compared=_compared(case, debt, offered, kept),
        has_offer=offered is not None,
        hidden=tuple(hidden_rate(kept.terms, kept.agreed, f"agreements/{kept.agreement.id}", book))
        if kept
        else (),
        found=flows_to_record(case, debt, since(debt, agreement)) if agreement else (),
        again=_again(kept, wanted) if kept and not kept.is_settled else None,
        credit=credit_forecast(case, debt, plan, book, today, kept, overdue),
    )


def _compared(case: Case, debt: Debt, offered: Terms | None, kept: Keeping | None) -> tuple[Difference, ...]:
    if kept is None or kept.agreement.terms is None:
        return ()
    try:
        return differences(case, debt, offered or kept.agreement.terms, kept.agreement.terms)
    except InputError:  # an offer without meaning has no figures to stand beside
        return differences(case, debt, kept.agreement.terms, kept.agreement.terms)


def _again(kept: Keeping, wanted: tuple[int | None, dt.date | None]) -> Again:
    left = sum(1 for row in kept.rows if row.left)
    periods, day = wanted[0] or left or USUAL, wanted[1] or next_first_due(kept)
    terms = replanned(kept, periods, day)
    try:
        largest: Fen | None = max((row.payment for row in kept_schedule(terms).rows), default=0)
    except InputError:
        largest = None
    return Again(periods=periods, first_due=day, terms=terms, largest=largest)


# ---------------------------------------------------------------- what a person does


def begun(case: Case, debt_id: str, today: dt.date) -> Case:
    """Return the case with an agreement entered, prefilled from the accepted offer, the newest one, or the plan."""
    made = Agreement(id=new_id(case, "agreements", "g"), debt=debt_id, date=today)
    offer = offer_of(case, made)
    asked = dict(chosen_scenario(case).terms or {}).get(debt_id)
    terms = offer.terms if offer else asked
    signed = signed_terms(case, find(case, "debts", debt_id), terms) if terms else None
    return put(case, "agreements", replace(made, terms=signed))


def with_field(case: Case, agreement: Agreement, path: str, value: Any) -> Case:
    """Return the case with one field of an agreement, or of its terms, changed."""
    if path == "date":
        return put(case, "agreements", replace(agreement, date=value))
    if path == "confirmed":
        return put(case, "agreements", replace(agreement, confirmed=bool(value)))
    terms = with_term(agreement.terms, path, value, first_due(case))
    if terms is not None and agreement.terms is None:
        terms = signed_terms(case, find(case, "debts", agreement.debt), terms)
    return put(case, "agreements", replace(agreement, terms=terms))


def paid(case: Case, debt: Debt, day: dt.date, amount: Fen) -> Case:
    """Return the case with a payment recorded."""
    return put(case, "debts", with_payment(debt, day, amount))


def with_payments(case: Case, debt: Debt, out: Sequence[PaidOn], into: Sequence[tuple[dt.date, Fen]]) -> Case:
    """Return the case with some payments taken out and others recorded."""
    for payment in out:
        debt = without_payment(debt, payment)
    for day, amount in into:
        debt = with_payment(debt, day, amount)
    return put(case, "debts", debt)


def matched(case: Case, debt: Debt, found: tuple[Flow, ...]) -> Case:
    """Return the case with the repayments of the statements recorded, each row pointing to its debt."""
    for flow in found:
        debt = with_payment(debt, day_of(flow.at), -flow.amount)
        case = put(case, "flows", replace(flow, debt=debt.id))
    return put(case, "debts", debt)


def planned_again(case: Case, debt: Debt, again: Again, today: dt.date) -> Case:
    """Return the case with a new plan chosen in which what is owed today is spread anew; the agreement stays as it is."""
    now = chosen_scenario(case)
    made = Scenario(
        id=new_id(case, "scenarios"),
        name=_("Again from {day}").format(day=today.isoformat()),
        strategy=now.strategy,
        budget=now.budget,
        order=now.order,
        terms={**(now.terms or {}), debt.id: again.terms},
    )
    return choose_scenario(put(case, "scenarios", made), made.id)
