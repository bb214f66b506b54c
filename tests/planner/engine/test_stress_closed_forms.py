# SPDX-License-Identifier: Apache-2.0
"""The stress test against closed forms for independent normal months, within sampling error."""

from functools import cache
from math import comb, erf, sqrt
from statistics import NormalDist

import pytest

from planner.engine.simulate import simulate
from planner.engine.stress import Normal, stress
from planner.facts.case import Reserve
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from tests.builders import TODAY, a_case, a_debt, a_scenario, terms, yuan

N = 60_000
SURPLUS = 6200 - 3580


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def tried(months: int, instalment: int, sigma: int, reserve: int = 0):
    """A plan of so many level instalments (yuan) against normal incomes around 6,200."""
    debt = a_debt("d1", yuan(instalment) * months, "0")
    case = a_case(debt, reserve=Reserve(now=yuan(reserve)))
    scenario = a_scenario(terms={"d1": terms(rate="0", kind="equal_instalment", periods=months)})
    plan = simulate(case, scenario, book(), TODAY)
    result = stress(case, scenario, plan, book(), TODAY, N, normal=Normal(deviation=yuan(sigma)))
    assert len(result.months) == months
    return result


def near(share: float, exact: float) -> bool:
    return abs(share - exact) < 4 * sqrt(max(exact * (1 - exact), 1e-9) / N) + 1e-4


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 24])
def test_a_fair_walk_stays_above_nothing_with_the_chance_of_sparre_andersen(months: int) -> None:
    """Instalments that take the whole mean surplus: all n sums are >= 0 with C(2n, n) / 4^n, whatever the deviation."""
    result = tried(months, SURPLUS, 400)
    assert near(result.holds, comb(2 * months, months) / 4**months)


def test_first_misses_by_month_are_those_of_the_fair_walk() -> None:
    months = 6
    result = tried(months, SURPLUS, 300)
    stays = [comb(2 * n, n) / 4**n for n in range(months + 1)]
    missed = dict(result.first_miss)
    for n, month in enumerate(result.months):
        assert near(missed.get(month, 0.0), stays[n] - stays[n + 1])


@pytest.mark.parametrize(("instalment", "reserve"), [(2500, 0), (2700, 0), (2700, 150), (2400, 50)])
def test_one_month_is_phi_with_a_reserve_too(instalment: int, reserve: int) -> None:
    result = tried(1, instalment, 350, reserve)
    exact = (1 + erf((SURPLUS + reserve - instalment) / 350 / sqrt(2))) / 2
    assert near(result.holds, exact)
    assert result.standard_error == pytest.approx(sqrt(result.holds * (1 - result.holds) / N))


@pytest.mark.parametrize("certainty", ["0.90", "0.95"])
def test_the_reserve_needed_and_the_largest_instalment_are_the_normal_quantiles(certainty: str) -> None:
    """One month: r = z s - margin, and L = mean - z s."""
    sigma, z = 350, NormalDist().inv_cdf(float(certainty))
    result = tried(1, 2600, sigma)
    density = NormalDist().pdf(z)
    share = float(certainty)
    error = 4 * sqrt(share * (1 - share) / N) / density * yuan(sigma) + 1
    assert abs(result.reserve_needed[certainty] - (z * sigma - (SURPLUS - 2600)) * 100) < error
    assert abs(result.largest_instalment[certainty] - (SURPLUS - z * sigma) * 100) < error
