# SPDX-License-Identifier: Apache-2.0
"""Rates of any flow: what may be asked, how time is counted, several roots, none, and the far ends."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.rates import (
    dated_rates,
    periodic_rates,
    present_value,
    timed_rates,
    twelve_decimals,
    unit_period_rates,
)
from planner.engine.rates_roots import Term, all_rates
from planner.engine.unit_periods import UNITS, count_units, units_a_year, years_back
from planner.facts.problems import InputError
from planner.facts.terms import Days
from planner.reports.answers_debt import rate_answer, rate_schema, read_time


def amounts(*texts: str | int) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def texts(rates: tuple[Decimal, ...]) -> list[str]:
    return [twelve_decimals(rate) for rate in rates]


# ---------------------------------------------------------------- counting time


@pytest.mark.parametrize(
    ("unit", "first", "day", "whole", "odd"),
    [
        ("month", date(1978, 2, 10), date(1978, 4, 1), 1, Fraction(19, 30)),
        ("month", date(2024, 1, 31), date(2024, 2, 29), 1, Fraction(0)),
        ("month", date(2024, 1, 31), date(2024, 3, 31), 2, Fraction(0)),
        ("half_month", date(1978, 2, 23), date(1978, 3, 1), 0, Fraction(6, 15)),
        ("half_month", date(1978, 2, 23), date(1978, 3, 16), 1, Fraction(6, 15)),
        ("half_month", date(2024, 1, 1), date(2024, 1, 1), 0, Fraction(0)),
        ("half_month", date(2023, 2, 15), date(2023, 2, 28), 1, Fraction(0)),
        ("half_month", date(2023, 2, 28), date(2023, 3, 31), 2, Fraction(0)),
        ("half_month", date(2023, 2, 28), date(2023, 3, 15), 1, Fraction(0)),
        ("half_month", date(2023, 1, 10), date(2023, 1, 24), 0, Fraction(14, 15)),
        ("quarter", date(1978, 5, 23), date(1978, 10, 1), 1, Fraction(39, 90)),
        ("two_months", date(2024, 1, 1), date(2024, 4, 1), 1, Fraction(31, 60)),
        ("half_year", date(2024, 1, 1), date(2024, 8, 1), 1, Fraction(31, 180)),
        ("week", date(1978, 3, 20), date(1978, 4, 21), 4, Fraction(4, 7)),
        ("two_weeks", date(2024, 1, 1), date(2024, 1, 18), 1, Fraction(3, 14)),
        ("four_weeks", date(2024, 1, 1), date(2024, 2, 5), 1, Fraction(7, 28)),
        ("day", date(2024, 1, 1), date(2024, 2, 5), 35, Fraction(0)),
        ("year", date(2024, 1, 1), date(2026, 4, 1), 2, Fraction(3, 12)),
        ("year", date(2024, 1, 1), date(2026, 4, 11), 2, Fraction(101, 365)),
        (Days(days=255), date(1978, 1, 10), date(1978, 9, 22), 1, Fraction(0)),
    ],
)
def test_units_are_counted_back_from_the_payment(
    unit: str | Days, first: date, day: date, whole: int, odd: Fraction
) -> None:
    assert count_units(first, day, unit) == (whole, odd)


def test_units_a_year() -> None:
    assert [units_a_year(unit) for unit in UNITS] == [365, 52, 26, 13, 24, 12, 6, 4, 2, 1]
    assert units_a_year(Days(days=255)) == Fraction(365, 255)


@pytest.mark.parametrize(
    ("first", "day", "unit", "years"),
    [
        (date(2012, 1, 12), date(2012, 2, 15), "month", Fraction(3, 365) + Fraction(1, 12)),
        (date(2013, 1, 12), date(2013, 2, 15), "month", Fraction(3, 366) + Fraction(1, 12)),
        (date(2012, 2, 20), date(2012, 3, 29), "month", Fraction(9, 366) + Fraction(1, 12)),
        (date(2012, 1, 12), date(2013, 1, 15), "year", Fraction(3, 365) + 1),
        (date(2012, 1, 12), date(2012, 2, 4), "week", Fraction(2, 365) + Fraction(3, 52)),
        (date(2012, 1, 12), date(2012, 1, 12), "month", Fraction(0)),
    ],
)
def test_the_eu_counts_odd_days_in_the_year_that_ends_at_the_first_whole_period(
    first: date, day: date, unit: str, years: Fraction
) -> None:
    assert years_back(first, day, unit) == years


# ---------------------------------------------------------------- roots


def test_an_odd_part_of_more_than_a_unit_is_still_solved() -> None:
    flows = [
        (date(2024, 1, 1), Decimal(-1000)),
        (date(2024, 1, 31), Decimal(20)),
        (date(2024, 4, 1), Decimal(1010)),
    ]
    found = unit_period_rates(flows, "quarter")
    assert len(found.rates) == 1
    assert unit_period_rates(
        [(date(2024, 1, 1), Decimal(-100)), (date(2024, 1, 31), Decimal(100))], "month"
    ).rates


def test_near_minus_100_percent_and_far_above_1000() -> None:
    day = date(2024, 1, 1)
    tiny = dated_rates([(day, Decimal(-(10**10))), (day + timedelta(days=1), Decimal("0.01"))])
    assert texts(tiny.rates) == ["-1.000000000000"]
    assert texts(timed_rates([(Fraction(0), Decimal(-1)), (Fraction(1), Decimal("9999.5"))]).rates) == [
        "9998.500000000000"
    ]
    assert timed_rates([(Fraction(0), Decimal(-1)), (Fraction(1, 12), Decimal(3))]).note == "no rate"


def test_rates_close_together_are_told_apart() -> None:
    near = periodic_rates(amounts("-1", "2.200000001", "-1.2100000011"), Fraction(1))
    assert texts(near.rates) == ["0.100000000000", "0.100000001000"]
    assert near.note == "more than one rate"


def test_a_zero_rate_among_several_is_found_once() -> None:
    found = periodic_rates(amounts("-1", "2.5", "-1.5"), Fraction(1))
    assert texts(found.rates) == ["0.000000000000", "0.500000000000"]
    assert found.nominal is not None
    assert abs(found.nominal) < Decimal("1e-20")


@given(st.lists(st.integers(-900, 3000), min_size=1, max_size=5, unique=True))
def test_every_root_of_a_product_is_found(roots: list[int]) -> None:
    coefficients = [Decimal(1)]
    for root in roots:
        growth = Decimal(1000 + root) / 1000
        raised = [*coefficients, Decimal(0)]
        for i, value in enumerate(coefficients):
            raised[i + 1] -= value * growth
        coefficients = raised
    found = periodic_rates(coefficients, Fraction(1))
    assert texts(found.rates) == [f"{Decimal(root) / 1000:.12f}" for root in sorted(roots)]


def test_no_sample_of_the_worth_changes_sign_where_no_root_was_found() -> None:
    dice = random.Random(7)
    for _ in range(60):
        terms = [
            Term(
                Decimal(dice.choice([-1, 1]) * dice.randint(1, 1000)),
                Fraction(dice.randint(0, 12)),
                Fraction(dice.randint(0, 29), 30),
            )
            for _ in range(dice.randint(2, 8))
        ]
        found = all_rates(terms)
        edges = [Decimal("-0.999"), *found, Decimal(9999)]
        for low, high in pairwise(edges):
            if high - low > Decimal("0.001"):
                points = [low + (high - low) * k / 40 for k in range(1, 40)]
                assert len({worth(terms, point) > 0 for point in points}) == 1


def worth(terms: list[Term], rate: Decimal) -> Decimal:
    total = Decimal(0)
    for term in terms:
        odd = 1 + Decimal(term.f.numerator) / term.f.denominator * rate
        total += term.amount / (odd * (1 + rate) ** int(term.t))
    return total


def test_xnpv_of_the_published_examples() -> None:
    flows = list(
        zip(
            [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)],
            amounts(-10000, 2750, 4250, 3250, 2750),
            strict=True,
        )
    )
    assert f"{present_value(flows, Decimal('0.09')):.2f}" == "2086.65"
    assert f"{present_value(flows, Decimal('0')):.2f}" == "3000.00"


# ---------------------------------------------------------------- requests


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("0.25", Fraction(1, 4)),
        ("-0.25", Fraction(-1, 4)),
        ("3/365+1/12", Fraction(3, 365) + Fraction(1, 12)),
        ("31/365.25", Fraction(31) / Fraction("365.25")),
        ("1 - 1/12", Fraction(11, 12)),
    ],
)
def test_times_are_decimals_or_sums_of_fractions(text: str, years: Fraction) -> None:
    assert read_time(text) == years


@pytest.mark.parametrize("text", ["", "x", "1/0", "1//2", "1/2 1/3", "1e5", "1/2+"])
def test_other_times_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_time(text, "flows/0/t")


FLOW = {"date": "2024-01-01", "amount": "-1"}


@pytest.mark.parametrize(
    ("request_", "where"),
    [
        ([], ""),
        ({}, "method"),
        ({"method": "magic"}, "method"),
        ({"method": ["xirr"]}, "method"),
        ({"method": "xirr"}, "flows"),
        ({"method": "xirr", "flows": []}, "flows"),
        ({"method": "xirr", "flows": [FLOW], "guess": "0.1"}, "guess"),
        ({"method": "xirr", "flows": [{**FLOW, "amount": -1}]}, "flows/0/amount"),
        ({"method": "xirr", "flows": [{**FLOW, "amount": "one"}]}, "flows/0/amount"),
        ({"method": "periodic", "flows": ["1", "x"]}, "flows/1"),
        ({"method": "periodic", "flows": ["1"], "per_year": 0}, "per_year"),
        ({"method": "periodic", "flows": ["1"] * 40_001}, "flows"),
        ({"method": "years", "flows": [{"t": "1/0", "amount": "1"}]}, "flows/0/t"),
        ({"method": "unit_period", "flows": [FLOW], "unit": {"days": 0}}, "unit/days"),
        ({"method": "aprc", "flows": [FLOW], "unit": "day"}, "unit"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused_by_name(request_: Any, where: str) -> None:
    with pytest.raises(InputError) as refused:
        rate_answer(request_)
    assert refused.value.where == where


def test_no_flows_given_to_the_engine_are_refused_too() -> None:
    with pytest.raises(InputError):
        dated_rates([])


def test_the_schema_names_every_method() -> None:
    methods = [each["properties"]["method"]["enum"] for each in rate_schema()["oneOf"]]
    assert methods == [["xirr"], ["periodic"], ["years"], ["unit_period"], ["aprc"]]


def test_a_unit_of_days_is_its_part_of_a_year() -> None:
    answer = rate_answer(
        {
            "method": "unit_period",
            "unit": {"days": 255},
            "flows": [{"date": "1978-01-10", "amount": "1000"}, {"date": "1978-09-22", "amount": "-1080"}],
        }
    )
    assert answer == {
        "rates": ["0.080000000000"],
        "nominal": "0.114509803922",
        "effective": "0.116456601738",
        "note": None,
    }
