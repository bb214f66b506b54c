# SPDX-License-Identifier: Apache-2.0
"""Every rule's distance from the proven best, and the best taken over as a plan a person can go by."""

from dataclasses import replace
from functools import cache

import pytest

from planner.engine.optimize_compare import as_scenario, distances, steadiest, told_once
from planner.engine.simulate import simulate
from planner.engine.strategy import STRATEGIES
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from tests.builders import TODAY, a_case, a_debt, a_scenario, four_debts, terms, yuan
from tests.planner.engine.test_optimize_plan import mixed
from tests.planner.engine.test_stress import seen


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def done(steps, stop=False):
    answer = None
    try:
        next(steps)
        while True:
            answer = steps.send(stop)
    except StopIteration as end:
        answer = end.value
    return answer


def test_no_rule_is_nearer_than_the_best():
    case = a_case(*mixed())
    found = done(distances(case, a_scenario(), book(), TODAY))
    assert found.proved
    assert {name for name, _plan in found.rules} == set(STRATEGIES)
    for _name, plan in found.rules:
        assert found.money(plan) is None or found.money(plan) >= 0
        assert found.months(plan) is None or found.months(plan) >= 0
    assert found.money(found.cheapest) == 0
    assert found.months(found.quickest) == 0


def test_a_plan_that_does_not_hold_has_no_distance():
    case = a_case(*mixed())
    found = done(distances(case, a_scenario(), book(), TODAY))
    broken = simulate(case, a_scenario("dearest_first", budget=yuan(100)), book(), TODAY)
    assert not broken.feasible
    assert (found.money(broken), found.months(broken)) == (None, None)


def test_the_best_taken_over_keeps_the_menus_own_offers():
    offers = tuple(terms(rate="0.1", kind="equal_instalment", periods=n) for n in (9, 12, 24))
    case = a_case(a_debt("d1", yuan(20_000), "0.12", menu=offers), a_debt("d2", yuan(4_000), "0.18"))
    found = done(distances(case, a_scenario(), book(), TODAY))
    kept, plan = as_scenario(case, a_scenario(), found.cheapest, book(), TODAY)
    assert kept.terms["d1"] in offers  # as it stands in the menu, no fact frozen into it
    assert plan.feasible
    assert 0 <= plan.total - found.cheapest.total <= len(plan.months)
    other = replace(case, debts=tuple(replace(d, principal=d.principal + 100) for d in case.debts))
    assert simulate(other, kept, book(), TODAY).debts[0].opening == yuan(20_001)


def test_the_quickest_taken_over_is_as_quick_as_a_rule_can_be():
    case = a_case(*mixed())
    found = done(distances(case, a_scenario(), book(), TODAY))
    kept, plan = as_scenario(case, a_scenario(), found.quickest, book(), TODAY, "time")
    assert kept.strategy in STRATEGIES
    best_rule = min(each.end.number for _name, each in found.rules if each.feasible)
    assert plan.end.number == best_rule


def test_a_stopped_search_still_compares_the_rules():
    debts = tuple(
        a_debt(f"d{i:02d}", yuan(3_000 + 171 * i), f"0.{10 + i}", minimum=yuan(60)) for i in range(12)
    )
    found = done(distances(a_case(*debts), a_scenario(), book(), TODAY), stop=True)
    assert len(found.rules) == len(STRATEGIES)


def test_what_holds_most_often_needs_months_of_ones_own():
    assert done(steadiest(a_case(*four_debts()), a_scenario(), book(), TODAY)) is None
    offers = tuple(terms(rate="0", kind="equal_instalment", periods=n) for n in (9, 24))
    case = a_case(a_debt("d1", yuan(20_000), "0", menu=offers))
    case = seen(case, [560_000 + 15_000 * (i * 5 % 12) for i in range(12)], [358_000] * 12)
    plan = done(steadiest(case, a_scenario(), book(), TODAY))
    assert plan.debts[0].terms.periods == 24


def test_a_search_that_is_told_once_to_stop_ends_with_what_it_has():
    """A background job tells a generator to stop once; what follows must not ask again."""

    def endless():
        stopped = 0
        while stopped < 3:  # a solver that takes a while to stop, and two more searches behind it
            stopped += bool((yield "progress"))
        return "the best so far"

    steps = told_once(endless())
    assert [next(steps), steps.send(False)] == ["progress", "progress"]
    with pytest.raises(StopIteration) as end:
        steps.send(True)
    assert end.value.value == "the best so far"
