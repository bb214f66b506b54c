# SPDX-License-Identifier: Apache-2.0
"""Every figure that is shown says what it was made from; where it is a sum, the inputs add up to the fen."""

from dataclasses import replace
from functools import cache

import pytest

from planner.engine.beside import do_nothing, losing
from planner.engine.explain import explain
from planner.engine.explain_around import explain_course, explain_distance
from planner.engine.explain_month import COLUMNS
from planner.engine.simulate import simulate
from planner.engine.stress import stress
from planner.engine.stress_explain import explain_chance
from planner.facts.case import Reserve, Shock
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import Waive
from tests.builders import (
    TODAY,
    Decimal,
    a_case,
    a_cost,
    a_debt,
    a_scenario,
    an_asset,
    an_income,
    four_debts,
    terms,
    yuan,
)
from tests.planner.engine.test_stress import seen


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def rich_case():
    """Lines of several cycles, a priority debt and cost, an asset, a reserve, interest, a waiver, a shock."""
    debts = (
        a_debt("d1", yuan(9_000), "0.18", penalty=yuan(400)),
        a_debt("d2", yuan(12_000), "0.24", interest=yuan(120)),
        a_debt("d3", yuan(3_000), "0.05", priority=True, contract_payment=yuan(300)),
    )
    incomes = (
        an_income(),
        an_income(yuan(90), "i2", "week"),
        an_income(yuan(3_000), "i3", "year", months=(7,)),
    )
    costs = (a_cost(yuan(2_800)), a_cost(yuan(600), "e2", "quarter"), a_cost(yuan(150), "e3", group="P1"))
    return a_case(
        *debts,
        incomes=incomes,
        expenses=costs,
        assets=(an_asset(yuan(1_000)),),
        reserve=Reserve(now=yuan(500)),
    )


def rich_plan():
    fixed = terms(rate="0.12", kind="equal_instalment", periods=12, waive=Waive(penalty=Decimal(1)))
    scenario = a_scenario(terms={"d1": fixed}, shocks=(Shock(kind="income_cut", share=Decimal("0.05")),))
    case = rich_case()
    return case, scenario, simulate(case, scenario, book(), TODAY)


def test_every_month_column_adds_up_to_the_figure_shown():
    case, scenario, plan = rich_plan()
    for row in plan.months:
        for column in COLUMNS:
            told = explain(case, scenario, plan, f"months/{row.month}/{column}", book(), TODAY)
            assert told.amount == getattr(row, column)
            if column != "set_aside" and (told.inputs or told.amount):
                assert told.is_sum, (row.month, column)


def test_what_is_owed_adds_up_month_by_month_and_creditor_by_creditor():
    case, scenario, plan = rich_plan()
    for n, row in enumerate(plan.months):
        whole = explain(case, scenario, plan, f"months/{row.month}/owed", book(), TODAY)
        assert whole.is_sum
        for debt in plan.debts:
            told = explain(case, scenario, plan, f"debts/{debt.debt_id}/owed/{row.month}", book(), TODAY)
            assert told.amount == debt.owed[n]
            assert told.is_sum


@pytest.mark.parametrize("figure", ["first", "total", "waived", "debts/d1/total", "debts/d2/total"])
def test_the_sums_of_the_plan_add_up(figure):
    case, scenario, plan = rich_plan()
    told = explain(case, scenario, plan, figure, book(), TODAY)
    assert told.is_sum
    assert told.sum_in_words.words()


def test_months_to_the_end_are_those_of_the_last_creditor():
    case, scenario, plan = rich_plan()
    told = explain(case, scenario, plan, "end", book(), TODAY)
    assert told.unit == "count"
    assert told.amount == len(plan.months) == max(one.amount for one in told.inputs)


def test_the_courses_beside_the_plan_add_up():
    case, _scenario, plan = rich_plan()
    nothing, lost = do_nothing(case, len(plan.months)), losing(case, len(plan.months), book(), TODAY)
    for figure in ("plan/left", "nothing/left", "lost/left", "lost/costs", "lost/more"):
        told = explain_course(plan, nothing, lost, figure)
        assert told.is_sum, figure
    assert explain_course(plan, nothing, lost, "lost/paid").amount == lost.paid
    assert explain_course(plan, nothing, lost, "luck") is None
    for rule in {rule for name in ("lost/left", "lost/paid", "lost/costs")
                 for rule in explain_course(plan, nothing, lost, name).rule_ids}:  # fmt: skip
        assert book().rule(rule, TODAY).title


def test_the_figures_of_the_stress_test_are_explained_or_not_there():
    case = seen(a_case(*four_debts()), [560_000 + 12_000 * i for i in range(12)], [358_000] * 12)
    plan = simulate(case, a_scenario(), book(), TODAY)
    result = stress(case, a_scenario(), plan, book(), TODAY, 2048)
    for figure in ("holds", "error", "reserve/0.90", "reserve/0.95", "largest/0.90", "miss", "size"):
        told = explain_chance(result, 0, figure)
        assert told is not None, figure
        assert told.sum_in_words.words()
    held = explain_chance(result, 0, "holds")
    assert held.inputs[0].amount / held.inputs[1].amount == float(held.amount) == result.holds
    assert explain_chance(result, 0, "reserve/0.99") is None
    few = stress(replace(case, files=()), a_scenario(), plan, book(), TODAY, 64)
    assert explain_chance(few, 0, "holds") is None


def test_the_distance_from_the_best_adds_up():
    case = a_case(*four_debts())
    slow = simulate(case, a_scenario(budget=yuan(1500)), book(), TODAY)
    quick = simulate(case, a_scenario(), book(), TODAY)
    for figure in ("money", "months"):
        assert explain_distance(slow, quick, quick, figure).is_sum
    assert explain_distance(slow, quick, quick, "months").amount == slow.end - quick.end
    assert explain_distance(slow, quick, quick, "luck") is None
