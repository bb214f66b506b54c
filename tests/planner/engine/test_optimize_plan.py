# SPDX-License-Identifier: Apache-2.0
"""The proven best plan of a case: never dearer than a rule, replayed to the fen, with what it asks for said."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from planner.engine.optimize_plan import best_plan, compared, finish
from planner.engine.simulate import simulate
from planner.engine.strategy import STRATEGIES
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import Waive
from tests.builders import TODAY, a_case, a_debt, a_scenario, an_income, four_debts, terms, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def best(case, **keys):
    return finish(best_plan(case, a_scenario("optimal", **keys), book(), TODAY))


def mixed():
    rows = (("a", 20_000, "0.06"), ("b", 30_000, "0.12"), ("c", 15_000, "0.18"), ("d", 8_000, "0.24"))
    return tuple(a_debt(name, yuan(owed), rate, minimum=yuan(150)) for name, owed, rate in rows)


@pytest.mark.parametrize("rule", sorted(STRATEGIES))
def test_the_optimum_is_never_dearer_than_a_rule(rule):
    """Law 6."""
    case = a_case(*mixed())
    plan, top = simulate(case, a_scenario(rule), book(), TODAY), best(case)
    assert top.feasible
    assert top.gap.proved
    assert top.total <= plan.total


def test_the_optimum_is_the_avalanche_where_only_rates_matter():
    """Law 6: no minimums, no fees, no offers; whole fen a row apart at most."""
    case = a_case(*(replace(debt, minimum=None) for debt in mixed()))
    top = best(case, budget=yuan(2420))
    plan = simulate(case, a_scenario("dearest_first"), book(), TODAY)
    assert abs(top.total - plan.total) <= len(plan.months) * len(plan.debts)


def test_without_interest_every_rule_costs_the_same_and_the_distance_is_in_months():
    case = a_case(*four_debts())
    plan = finish(compared(case, a_scenario("pro_rata"), book(), TODAY))
    assert plan.gap.proved
    assert (plan.gap.money, plan.gap.months) == (0, 0)


def test_a_menu_is_chosen_from_and_its_reductions_are_marked_as_asked_for():
    long = terms(rate="0.12", kind="equal_instalment", periods=48)
    short = terms(rate="0.12", kind="equal_instalment", periods=12, waive=Waive(penalty=Decimal(1)))
    debt = a_debt("d1", yuan(20_000), "0.12", penalty=yuan(500), menu=(long, short))
    other = a_debt("d2", yuan(10_000), "0.10")
    top = best(a_case(debt, other))
    chosen = next(each for each in top.debts if each.debt_id == "d1")
    assert chosen.terms.periods == 12
    assert chosen.waived == yuan(500)
    (said,) = [p for p in top.problems if p.where == "debts/d1/menu/1"]
    assert said.values["more"] == "527.96"  # the penalty, and interest that its paying delays
    assert top.feasible
    assert all(debt.owed[-1] == 0 for debt in top.debts)


def test_where_nothing_fits_the_least_change_is_said():
    short = terms(rate="0", kind="equal_instalment", periods=10)
    debt = a_debt("d1", yuan(30_000), "0", menu=(short,))
    top = best(a_case(debt))
    assert not top.feasible
    assert {change.what: change.by for change in top.relax} == {
        "monthly": yuan(580),
        "start": yuan(5800),
        "months": 3,
    }


def test_terms_above_the_class_cap_are_not_offered():
    menu = tuple(terms(rate="0", kind="equal_instalment", periods=n) for n in (61, 36))
    top = best(a_case(a_debt("d1", yuan(60_000), "0.12", lender_class="card", menu=menu)))
    assert next(iter(top.debts)).terms.periods == 36


def test_one_debt_and_no_debt():
    assert best(a_case(a_debt("d1", yuan(5_000), "0.24"))).feasible
    assert best(a_case()).feasible


def test_no_money_is_no_plan():
    top = best(a_case(a_debt("d1", yuan(5_000), "0.24"), incomes=(an_income(yuan(3000)),)))
    assert not top.feasible
    assert top.refusal is not None


def test_the_plan_that_holds_most_often_is_found_for_a_sample_and_measured_on_all():
    from planner.engine.stress import sample_futures, stress
    from tests.planner.engine.test_stress import seen

    offers = tuple(terms(rate="0", kind="equal_instalment", periods=n) for n in (9, 12, 15, 24))
    debt = a_debt("d1", yuan(20_000), "0", menu=offers)
    incomes = [560_000 + 15_000 * (i * 5 % 12) for i in range(12)]
    case = seen(a_case(debt), incomes, [358_000] * 12)
    futures = sample_futures(case, a_scenario(), book(), TODAY, 60)
    assert len(futures) == 200
    scenario = a_scenario("optimal")
    plan = finish(best_plan(case, scenario, book(), TODAY, "holding", futures))
    assert plan.debts[0].terms.periods == 24
    measured = stress(case, replace(scenario, terms={"d1": plan.debts[0].terms}), plan, book(), TODAY, 2048)
    assert measured.holds > 0.99


def test_the_time_is_never_longer_than_that_of_a_rule():
    case = a_case(*mixed())
    quickest = finish(best_plan(case, a_scenario("optimal"), book(), TODAY, "time"))
    for rule in STRATEGIES:
        plan = simulate(case, a_scenario(rule), book(), TODAY)
        assert not plan.feasible or quickest.end <= plan.end
