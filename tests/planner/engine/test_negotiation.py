# SPDX-License-Identifier: Apache-2.0
"""Offers scored inside the whole plan, and what would make one acceptable."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from planner.engine.negotiation import acceptable, score, scored_offers, times_share
from planner.engine.simulate import simulate
from planner.facts.case import Offer
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import Waive
from tests.builders import (
    FIRST,
    TODAY,
    a_case,
    a_debt,
    a_scenario,
    a_shape,
    an_income,
    four_debts,
    terms,
    yuan,
)


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def test_a_flat_fee_offer_shows_its_true_rate():
    """Domain reference section 11: 0.6 % a period on 12,000 over 12 is 13.0342 / 13.8418 % a year."""
    debt = a_debt("d1", yuan(12_000), "0")
    offer = terms(shape=a_shape("flat_fee", fee_rate=Decimal("0.006")), periods=12)
    scored = score(a_case(debt), a_scenario(), debt, offer, book(), TODAY)
    assert (scored.largest, scored.total, scored.instalments) == (yuan(1072), yuan(12_864), 12)
    assert round(scored.with_fees * 100, 4) == Decimal("13.0342")
    assert round(scored.effective * 100, 4) == Decimal("13.8418")
    assert scored.holds
    assert scored.times_share is None


def test_an_offer_is_scored_against_the_share_of_the_others():
    case = a_case(*four_debts())
    plan = simulate(case, a_scenario(), book(), TODAY)
    assert abs(times_share(plan, "d1") - 1) < Fraction(1, 1000)
    scored = score(
        case, a_scenario(), case.debts[3], terms(kind="equal_instalment", periods=12), book(), TODAY
    )
    assert scored.times_share == Fraction(yuan(775) * 86_000, yuan(2420) * 9_300)


def test_a_waiver_is_part_of_the_score():
    debt = a_debt("d1", yuan(10_000), "0", penalty=yuan(900))
    offer = terms(kind="equal_instalment", periods=10, waive=Waive(penalty=Decimal(1)))
    scored = score(a_case(debt), a_scenario(), debt, offer, book(), TODAY)
    assert (scored.waived, scored.total) == (yuan(900), yuan(10_000))


def test_what_would_make_an_offer_acceptable():
    debt = a_debt("d1", yuan(30_000), "0")
    case = a_case(debt)
    found = acceptable(case, a_scenario(), debt, terms(kind="equal_instalment", periods=6), book(), TODAY)
    assert not found.holds_already
    assert (found.periods, found.instalment) == (13, yuan("2307.72"))
    assert found.first_due == dt.date(2026, 11, 30)
    again = acceptable(case, a_scenario(), debt, terms(kind="equal_instalment", periods=13), book(), TODAY)
    assert again.holds_already


def test_above_the_class_cap_nothing_makes_it_acceptable_but_time():
    card = a_debt("d1", yuan(200_000), "0", lender_class="card")
    found = acceptable(
        a_case(card), a_scenario(), card, terms(kind="equal_instalment", periods=24), book(), TODAY
    )
    assert found.periods is None


def test_offers_on_record_are_scored_and_nonsense_is_said():
    case = a_case(
        *four_debts(),
        offers=(
            Offer(id="o1", debt="d1", by="them", terms=terms(kind="equal_instalment", periods=24)),
            Offer(id="o2", debt="d2", by="us", terms=terms(kind="interest_only")),
            Offer(id="o3", debt="d2", by="us"),
        ),
    )
    scored = scored_offers(case, a_scenario(), book(), TODAY)
    assert [offer.id for offer, _score in scored] == ["o1", "o2"]
    assert scored[0][1].largest == yuan(775)
    assert isinstance(scored[1][1], InputError)
    assert [offer.id for offer, _s in scored_offers(case, a_scenario(), book(), TODAY, "d1")] == ["o1"]


def test_terms_without_meaning_are_refused():
    debt = four_debts()[0]
    with pytest.raises(InputError):
        score(a_case(debt), a_scenario(), debt, terms(kind="interest_only"), book(), TODAY)


def test_where_an_income_ends_a_term_in_between_can_be_what_fits():
    debt = a_debt("d1", yuan(10_000), "0")
    case = a_case(debt, incomes=(an_income(until=FIRST.plus(11)),))
    found = acceptable(case, a_scenario(), debt, terms(kind="equal_instalment", periods=3), book(), TODAY)
    assert (found.periods, found.instalment) == (5, yuan(2000))
