# SPDX-License-Identifier: Apache-2.0
"""Court costs, extra interest for delay, small claims, the cost of losing, what enforcement must leave: published rows."""

import datetime as dt

import pytest

from planner.engine.litigation import (
    MissedInstalment,
    average_wage,
    cost_of_losing,
    court_costs,
    delay_interest,
    delay_interest_by_payments,
    instalment_delay_interest,
    most_withheld,
    protected_living,
    small_claim,
)
from planner.facts.case import Override
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load, with_overrides
from planner.facts.terms import PaidOn
from planner.reports.answers_law import fees_answer

BOOK = load(resources() / "rules")

COSTS = """
5000 50.00 25.00 16.67 70.00 50.00
10000 50.00 25.00 16.67 120.00 50.00
30000 550.00 275.00 183.33 320.00 350.00
86000 1950.00 975.00 650.00 880.00 1190.00
100000 2300.00 1150.00 766.67 1020.00 1400.00
123456.78 2769.14 1384.57 923.05 1137.28 1751.85
200000 4300.00 2150.00 1433.33 1520.00 2900.00
500000 8800.00 4400.00 2933.33 3020.00 7400.00
896000 12760.00 6380.00 4253.33 5000.00 11360.00
1000000 13800.00 6900.00 4600.00 5000.00 12400.00
2000000 22800.00 11400.00 7600.00 5000.00 22400.00
"""


@pytest.mark.parametrize("row", COSTS.split("\n")[1:-1])
def test_court_costs(row: str) -> None:
    amount, *expected = row.split()
    costs = court_costs(yuan(amount), BOOK)
    assert [
        costs.acceptance,
        costs.acceptance_half,
        costs.payment_order,
        costs.preservation,
        costs.enforcement,
    ] == [yuan(each) for each in expected]


def test_half_is_taken_from_the_unrounded_fee() -> None:
    costs = court_costs(yuan("895999"), BOOK)
    assert (costs.acceptance, costs.acceptance_half) == (yuan("12759.99"), yuan("6380.00"))


def test_preservation_of_exactly_a_thousand_is_the_flat_fee() -> None:
    assert court_costs(yuan("1000"), BOOK).preservation == yuan("30.00")


def test_fees_above_the_last_step_go_on() -> None:
    # 20 million: 50 + 2250 + 2000 + 4500 + 5000 + 9000 + 24000 + 35000 + 60000, then 0.5 % of the rest
    assert court_costs(yuan("30000000"), BOOK).acceptance == yuan("191800.00")


def test_four_separate_suits_cost_less_than_their_sum_suggests() -> None:
    costs = [court_costs(yuan(amount), BOOK) for amount in ("18600", "42300", "15800", "9300")]
    assert [each.acceptance for each in costs] == [yuan(a) for a in ("265.00", "857.50", "195.00", "50.00")]
    assert [each.acceptance_half for each in costs] == [
        yuan(a) for a in ("132.50", "428.75", "97.50", "25.00")
    ]


@pytest.mark.parametrize("amount", [0, -1])
def test_no_fee_for_nothing(amount: int) -> None:
    with pytest.raises(InputError):
        court_costs(amount, BOOK)


def test_delay_interest() -> None:
    assert delay_interest(yuan("83000"), 90, BOOK) == yuan("1307.25")
    assert delay_interest(yuan("86000"), 365, BOOK) == yuan("5493.25")
    assert delay_interest(yuan("86000"), -3, BOOK) == 0


def test_delay_interest_runs_for_each_instalment_from_its_own_due_date() -> None:
    paid = dt.date(2026, 6, 30)
    missed = [
        MissedInstalment(due=dt.date(2026, 3, 31), paid=paid, amount=yuan("2000")),
        MissedInstalment(due=dt.date(2026, 4, 30), paid=paid, amount=yuan("2000")),
    ]
    assert instalment_delay_interest(missed, BOOK) == (yuan("31.85"), yuan("21.35"))
    assert instalment_delay_interest(missed, BOOK, 1) == (yuan("32.20"), yuan("21.70"))


def test_delay_interest_falls_with_each_payment() -> None:
    since, until = dt.date(2026, 1, 1), dt.date(2026, 4, 1)
    half = [PaidOn(date=dt.date(2026, 2, 15), amount=yuan("43000"))]
    assert delay_interest_by_payments(yuan("86000"), since, [], until, BOOK) == delay_interest(
        yuan("86000"), 90, BOOK
    )
    # 45 days on 86,000 and 45 days on 43,000
    assert delay_interest_by_payments(yuan("86000"), since, half, until, BOOK) == yuan("1015.88")


def test_cost_of_losing() -> None:
    losing = cost_of_losing(yuan("86000"), BOOK, late_days=90)
    assert (losing.acceptance, losing.preservation, losing.enforcement, losing.delay_interest) == (
        yuan("975"), yuan("880"), yuan("1190"), yuan("1354.50"),
    )  # fmt: skip
    assert losing.total == yuan("4399.50")
    assert cost_of_losing(yuan("86000"), BOOK).late_days == 90
    plain = cost_of_losing(
        yuan("86000"), BOOK, late_days=0, simplified=False, preserved=False, enforced=False
    )
    assert plain.total == yuan("1950.00")


@pytest.mark.parametrize(
    ("amount", "answer"),
    [
        ("60000.00", "automatic"),
        ("60000.01", "agreed"),
        ("86000", "agreed"),
        ("240000", "agreed"),
        ("240000.01", "no"),
    ],
)
def test_small_claims_go_by_the_provinces_wage(amount: str, answer: str) -> None:
    assert small_claim(yuan(amount), yuan("120000"), BOOK) == answer


def test_small_claims_in_jiangsu_and_where_the_wage_is_not_known() -> None:
    wage = average_wage("江苏省南京市", BOOK)
    assert small_claim(yuan("64610"), wage, BOOK) == "automatic"
    assert small_claim(yuan("86000"), wage, BOOK) == "agreed"
    assert small_claim(yuan("86000"), average_wage("浙江", BOOK), BOOK) == "unknown"
    mine = with_overrides(BOOK, [Override(id="o", rule_id="LIT-01/wage", value="120000.00")])
    assert average_wage("浙江", mine) == yuan("120000")


def test_enforcement_leaves_the_local_minimum_for_each_person() -> None:
    assert protected_living(2, BOOK, yuan("800")) == yuan("1600")
    assert most_withheld(yuan("5200"), 2, BOOK, yuan("800")) == yuan("3600")
    assert most_withheld(yuan("1200"), 2, BOOK, yuan("800")) == 0
    assert protected_living(2, BOOK) is None
    assert most_withheld(yuan("5200"), 2, BOOK) is None


def test_fees_answer() -> None:
    answer = fees_answer(yuan("86000"), BOOK, 90)
    assert answer["acceptance"] == "1950.00"
    assert answer["delay_interest"] == "1354.50"
    assert "delay_interest" not in fees_answer(yuan("86000"), BOOK)
