# SPDX-License-Identifier: Apache-2.0
"""Doing nothing and losing in court, month by month beside the plan, each assumption with its rule row."""

import datetime as dt
from decimal import Decimal

from builders import a_case, a_debt, yuan

from planner.engine.beside import cost_against_plan, do_nothing, losing
from planner.facts.case import Case, Household, Override
from planner.facts.places import resources
from planner.facts.rulebook import load, with_overrides
from planner.facts.terms import Terms

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 3, 20)
AS_OF = dt.date(2026, 3, 31)


def case(*rates: str | None) -> Case:
    debts = [
        a_debt(f"d{i}", yuan(10_000), None, as_of=AS_OF, terms=None if rate is None else Terms(annual_rate=Decimal(rate), penalty_rate=Decimal("0.0365")))
        for i, rate in enumerate(rates, 1)
    ]  # fmt: skip
    return a_case(*debts, household=Household(adults=1, children=1))


def test_doing_nothing_grows_by_the_terms() -> None:
    course = do_nothing(case("0.365"), 3)
    # a thousandth and a ten-thousandth a day on 10,000, 30 days of April
    assert [row.owed for row in course.months] == [yuan(10_330), yuan(10_671), yuan(11_001)]
    assert (course.paid, course.left, course.total) == (0, yuan(11_001), yuan(11_001))


def test_a_debt_whose_rate_is_not_known_stays_as_it_is_and_says_so() -> None:
    course = do_nothing(case(None), 2)
    assert course.left == yuan(10_000)
    assert any("not known" in said.text for said in course.assumed)


def test_losing_adds_fees_at_the_judgment_and_extra_interest_after_it() -> None:
    course = losing(case("0"), 5, BOOK, TODAY)
    # no interest, 0.01 % penalty a day for 91 days to 30 June: 91.00; fees on 10,091.00
    assert course.months[1].owed == yuan(10_061)
    fees = course.costs
    assert fees == yuan("26.14") + yuan("120.91") + yuan("51.37")
    assert course.months[2].owed == yuan(10_091) + fees
    assert course.months[3].paid == yuan(2_620)  # income less the living costs of the budget
    assert course.delay > 0
    assert any(said.rule_id == "LOSE-01" for said in course.assumed)


def test_enforcement_leaves_the_local_minimum_for_each_person() -> None:
    mine = with_overrides(BOOK, [Override(id="o", rule_id="ENF-04/local_monthly", value="800.00")])
    course = losing(case("0"), 5, mine, TODAY)
    assert course.months[3].paid == yuan(4_600)
    assert [said.values["kept"] for said in course.assumed if "kept" in said.values] == ["1,600.00"]


def test_losing_ends_when_all_is_taken_and_never_takes_more() -> None:
    course = losing(case("0", "0.1"), 24, BOOK, TODAY, judgment_after=0)
    assert course.end is not None
    assert course.left == 0
    assert course.paid == course.total
    assert course.paid > yuan(20_000)
    assert cost_against_plan(course, yuan(20_000)) == course.paid - yuan(20_000)


def test_the_parts_of_what_was_paid_sum_to_what_arose() -> None:
    course = losing(case("0"), 24, BOOK, TODAY, judgment_after=0)
    penalty = course.paid - yuan(10_000) - course.costs - course.delay
    assert 0 < penalty < yuan(100)


def test_an_empty_case_costs_nothing() -> None:
    assert losing(a_case(), 3, BOOK, TODAY).total == 0
    assert do_nothing(a_case(), 0).left == 0


def test_a_debt_of_nothing_costs_no_court_fee_and_one_without_terms_only_the_extra() -> None:
    empty = a_case(a_debt("d1", 0), a_debt("d2", yuan(1_000), None))
    course = losing(empty, 12, BOOK, TODAY, judgment_after=0)
    assert course.costs == yuan("25.00") + yuan("30.00") + yuan("50.00")
    assert course.paid == yuan(1_000) + course.costs + course.delay
