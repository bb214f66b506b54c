# SPDX-License-Identifier: Apache-2.0
"""What the rules say about one offer on the table: term above what the lender can agree, rate, share, what is left open."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from planner.engine.negotiation import Score
from planner.facts.case import Debt, Offer
from planner.facts.language import N_
from planner.facts.money import format_rate, format_yuan
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Terms
from planner.law.charges import ceilings, is_above, shown_rate

SHARE = "SHARE-01"


def offer_flags(
    debt: Debt, offer: Offer, scored: Score, book: RuleBook, today: dt.date
) -> tuple[Problem, ...]:
    """Return what to know about an offer before it is answered, the weightiest first."""
    where = f"offers/{offer.id}/terms"
    terms = offer.terms or Terms()
    return (
        *_term(debt, scored, where, book),
        *_rate(debt, scored, where, book),
        *_dates(debt, scored, where),
        *_share(debt, scored, where, book, today),
        *_waived(offer, terms, scored, where),
    )


def _term(debt: Debt, scored: Score, where: str, book: RuleBook) -> Iterator[Problem]:
    cap = book.term_cap(debt.lender_class)
    if cap is not None and scored.instalments > cap:
        yield Problem(
            WARN,
            f"{where}/periods",
            N_("{n} instalments; this kind of lender can agree to {cap} at most."),
            {"n": scored.instalments, "cap": cap},
            book.lender_class(debt.lender_class).term_cap,
        )


def _rate(debt: Debt, scored: Score, where: str, book: RuleBook) -> Iterator[Problem]:
    if scored.with_fees is None:
        yield Problem(INFO, f"{where}/annual_rate", N_("No single true rate: check the table line by line."))
        return
    found = ceilings(replace(debt, terms=debt.terms or Terms()), book)
    for ceiling, rule_id in ((found.on_request, "INT-03"), (found.four_lpr, "INT-01")):
        applies = rule_id == "INT-03" or found.private
        if ceiling is not None and applies and is_above(scored.with_fees, ceiling, book):
            yield Problem(
                WARN,
                f"{where}/annual_rate",
                N_(
                    "With all fees {rate} a year, above {ceiling}: you may ask that the part above it be left out."
                ),
                {"rate": shown_rate(scored.with_fees), "ceiling": format_rate(ceiling)},
                rule_id,
            )
            return


def _dates(debt: Debt, scored: Score, where: str) -> Iterator[Problem]:
    if debt.deadline is not None and scored.first_due is not None and scored.first_due > debt.deadline:
        yield Problem(
            INFO,
            f"{where}/first_due",
            N_(
                "The first payment, {first}, comes after the deadline {deadline}: have the new date confirmed in writing."
            ),
            {"first": scored.first_due.isoformat(), "deadline": debt.deadline.isoformat()},
        )


def _share(debt: Debt, scored: Score, where: str, book: RuleBook, today: dt.date) -> Iterator[Problem]:
    limit = Fraction(book.rate(SHARE, today))
    if scored.times_share is not None and scored.times_share > limit:
        yield Problem(
            INFO,
            where,
            N_("More than {factor} of this creditor's share by balance; the others may ask why."),
            {"factor": format_rate(book.rate(SHARE, today))},
            SHARE,
        )


def _waived(offer: Offer, terms: Terms, scored: Score, where: str) -> Iterator[Problem]:
    if scored.waived and offer.by == "them":
        yield Problem(
            INFO,
            f"{where}/waive",
            N_(
                "{amount} is given up: have it written down that it does not come back after one late payment."
            ),
            {"amount": format_yuan(scored.waived)},
        )
    if terms.penalty_rate and offer.by == "them":
        yield Problem(
            INFO,
            f"{where}/penalty_rate",
            N_("A late charge of {rate} a year is part of it; it may be negotiated."),
            {"rate": format_rate(terms.penalty_rate)},
        )
