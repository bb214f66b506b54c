# SPDX-License-Identifier: Apache-2.0
"""Why a plan does not hold, in words that fit the case: no end, no money, a contradiction in the facts."""

from decimal import Decimal
from functools import cache

import pytest

from planner.engine.simulate import simulate
from planner.facts.checks import refusals
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import RateChange
from tests.builders import TODAY, a_case, a_debt, a_scenario, terms, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


@pytest.mark.parametrize(
    ("rate", "budget", "says"),
    [
        ("0", 100, "longer than 50 years"),
        ("0.0001", 200, "longer than 50 years"),
        ("0.36", 3_000, "one month's interest and fees alone"),
        ("0", 0, "leaves nothing for"),
    ],
)
def test_why_a_budget_never_clears_a_debt(rate, budget, says):
    plan = simulate(
        a_case(a_debt("d1", yuan(9_000), rate)), a_scenario("dearest_first", budget=budget), book(), TODAY
    )
    assert not plan.feasible
    stops = [problem.words() for problem in plan.problems if problem.severity == "stop"]
    assert len(stops) == 1
    assert says in stops[0]


def test_two_rates_of_one_day_in_a_case_are_refused_by_name():
    day = Month.parse("2026-06").first
    changes = tuple(RateChange(since=day, annual_rate=Decimal(rate)) for rate in ("0.1", "0.2"))
    said = refusals(a_case(a_debt("d1", terms=terms(rate="0.12", rate_changes=changes))))
    assert [(problem.where, problem.values["day"]) for problem in said] == [
        ("debts/d1/terms/rate_changes", "2026-06-01")
    ]
