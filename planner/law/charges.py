# SPDX-License-Identifier: Apache-2.0
"""Interest and charges by lender class and contract date: what may be asked to be reduced, what is worth checking."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.rates import schedule_rates
from planner.engine.recompute import loans_of
from planner.engine.schedule import schedule
from planner.facts.case import Debt
from planner.facts.language import N_
from planner.facts.money import format_rate
from planner.facts.problems import INFO, WARN, InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.law.matter import Matter

ASK = "INT-03"
PRIVATE = "INT-01"
SHOWN = "INT-09"
TREND = "INT-06"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """The yearly rates a debt's charges are held beside: on request (24 %), and four times LPR where it has a meaning."""

    on_request: Decimal | None  # test of the court policy; None where it does not fit the lender
    four_lpr: Decimal | None  # None where it does not apply, or there was no LPR on the contract date
    private: bool  # four times LPR is the rule (private lending)
    unclear: bool  # practice differs by place


def ceilings(debt: Debt, book: RuleBook) -> Ceilings:
    """Return the ceilings that make sense for a debt's lender class and contract date."""
    row = book.lender_class(debt.lender_class)
    four = None
    if row.lpr_test != "no" and debt.contract_date is not None:
        four = _four_lpr(debt, book)
    return Ceilings(
        on_request=book.rate(ASK) if row.test_24 != "no" else None,
        four_lpr=four,
        private=row.lpr_test == "yes",
        unclear=row.lpr_test == "unclear",
    )


def _four_lpr(debt: Debt, book: RuleBook) -> Decimal | None:
    assert debt.contract_date is not None
    if debt.contract_date < book.lpr_rows[0].since:
        return None
    return book.rate(PRIVATE) * book.lpr(debt.contract_date)


def is_above(rate: Decimal, ceiling: Decimal, book: RuleBook) -> bool:
    """Whether a rate passes a ceiling by more than the tolerance of rounded instalments (0.01 percentage points)."""
    return rate > ceiling + book.rate(f"{ASK}/tolerance")


def agreed_rate(debt: Debt) -> Decimal:
    """Return the yearly rate of a debt's contract with every fee and deduction counted (simple, by unit periods).

    The dearest of its loans; where principal, start or shape is not known, the rate its terms state.
    """
    stated = debt.terms.annual_rate if debt.terms else Decimal(0)
    found = [stated]
    for loan in loans_of(debt):
        kept = loan.principal - loan.received
        terms = replace(
            loan.terms,
            principal=loan.received,
            fees=replace(loan.terms.fees, added=loan.terms.fees.added + kept),
            penalty_rate=Decimal(0),
        )
        try:
            rate = schedule_rates(terms, schedule(terms)).with_fees
        except InputError:  # terms that no schedule can follow keep the rate they state
            continue
        if rate is not None:
            found.append(rate)
    return max(found)


def _shown(debt: Debt, rate: Decimal, where: str, matter: Matter) -> Iterator[Problem]:
    """Say where fees lift the yearly rate above the stated one, for contracts since the rate must be shown (INT-09)."""
    stated = debt.terms.annual_rate if debt.terms else Decimal(0)
    shown = debt.contract_date is not None and matter.book.is_in_force(SHOWN, debt.contract_date)
    if shown and rate - stated > matter.book.rate(f"{SHOWN}/notable"):
        yield Problem(
            INFO,
            where,
            N_(
                "With all fees the yearly rate is {rate}; the terms say {stated}. Check it against the rate the lender showed."
            ),
            {"rate": shown_rate(rate), "stated": shown_rate(stated)},
            SHOWN,
        )


def shown_rate(rate: Decimal) -> str:
    """Return a rate for people, with at most two decimals of a per cent."""
    exact = format_rate(rate)
    return exact if len(exact) <= len("24.00%") else format_rate(rate, 2)


def review_charges(matter: Matter) -> Iterator[Problem]:
    """Yield, for each debt, what its agreed and late rates suggest to ask or check."""
    for debt in matter.case.debts:
        yield from _of_debt(debt, matter)


def _of_debt(debt: Debt, matter: Matter) -> Iterator[Problem]:
    if debt.terms is None:
        return
    found = ceilings(debt, matter.book)
    where = f"debts/{debt.id}/terms/annual_rate"
    agreed = agreed_rate(debt)
    late = agreed + debt.terms.penalty_rate
    yield from _shown(debt, agreed, where, matter)
    if found.unclear:
        yield from _unclear(debt, late, found, where, matter)
        return
    if found.on_request is not None and is_above(agreed, found.on_request, matter.book):
        yield _ask(where, agreed, found.on_request)
    elif found.on_request is not None and is_above(late, found.on_request, matter.book):
        yield _ask_late(f"debts/{debt.id}/terms/penalty_rate", late, found.on_request)
    if found.private:
        yield from _private(debt, late, found, where, matter)
    elif found.four_lpr is not None and is_above(agreed, found.four_lpr, matter.book):
        yield from _trend(debt, agreed, found.four_lpr, where, matter)


def _ask(where: str, rate: Decimal, ceiling: Decimal) -> Problem:
    return Problem(
        INFO,
        where,
        N_(
            "The agreed yearly rate of {rate} is above {ceiling}. You may ask in mediation that the part above it be"
            " reduced; it depends on the lender, the contract date and local practice."
        ),
        {"rate": shown_rate(rate), "ceiling": format_rate(ceiling)},
        ASK,
    )


def _ask_late(where: str, rate: Decimal, ceiling: Decimal) -> Problem:
    return Problem(
        INFO,
        where,
        N_(
            "Interest and penalty together come to {rate} a year while overdue, above {ceiling}. You may ask in"
            " mediation that the part above it be reduced."
        ),
        {"rate": shown_rate(rate), "ceiling": format_rate(ceiling)},
        ASK,
    )


def _private(debt: Debt, rate: Decimal, found: Ceilings, where: str, matter: Matter) -> Iterator[Problem]:
    if found.four_lpr is None:
        if debt.contract_date is not None:
            yield Problem(
                INFO,
                f"debts/{debt.id}/contract_date",
                N_(
                    "The contract is older than the loan prime rate; which ceiling applies is worth checking with a lawyer."
                ),
                {},
                "INT-01a",
            )
        return
    if is_above(rate, found.four_lpr, matter.book):
        yield Problem(
            WARN,
            where,
            N_(
                "Interest and penalty of {rate} a year are above four times LPR of the contract date ({ceiling})."
                " You may ask that the part above it be left out."
            ),
            {"rate": shown_rate(rate), "ceiling": format_rate(found.four_lpr)},
            PRIVATE,
        )
    if debt.contract_date is not None and debt.contract_date < matter.book.day("INT-01a"):
        yield Problem(
            INFO,
            f"debts/{debt.id}/contract_date",
            N_("For a private loan made before {day} two rules share the time; have the ceiling checked."),
            {"day": matter.book.day("INT-01a").isoformat()},
            "INT-01a",
        )


def _trend(debt: Debt, rate: Decimal, ceiling: Decimal, where: str, matter: Matter) -> Iterator[Problem]:
    if debt.contract_date is not None and matter.book.is_in_force(TREND, debt.contract_date):
        yield Problem(
            INFO,
            where,
            N_(
                "New loans of microloan companies are to come within four times LPR ({ceiling}); this one has {rate}."
                " That is addressed to the lender's regulator: it may be mentioned, it gives no claim."
            ),
            {"rate": shown_rate(rate), "ceiling": format_rate(ceiling)},
            TREND,
        )


def _unclear(debt: Debt, rate: Decimal, found: Ceilings, where: str, matter: Matter) -> Iterator[Problem]:
    lowest = min((each for each in (found.on_request, found.four_lpr) if each is not None), default=None)
    if lowest is None or not is_above(rate, lowest, matter.book):
        return
    yield Problem(
        INFO,
        where,
        N_(
            "With interest and penalty {rate} a year; {on_request} a year and four times LPR ({four_lpr}) are both used"
            " for such lenders, and practice differs by place. Have it checked before you rely on either."
        ),
        {
            "rate": shown_rate(rate),
            "on_request": format_rate(found.on_request) if found.on_request is not None else "—",
            "four_lpr": format_rate(found.four_lpr) if found.four_lpr is not None else "—",
        },
        ASK,
    )
