# SPDX-License-Identifier: Apache-2.0
"""After an edit, one sentence on what moved; and every figure says how it came about."""

from dataclasses import replace
from functools import cache

import pytest

from planner.engine.explain import explain
from planner.engine.simulate import simulate
from planner.engine.why import why
from planner.facts.case import Reserve, drop, put
from planner.facts.changes import changes
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from tests.builders import TODAY, a_case, a_debt, a_scenario, an_asset, an_income, four_debts, terms, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def plan_of(case, **keys):
    return simulate(case, a_scenario(**keys), book(), TODAY)


def told(old, new, before=None, after=None):
    found = why(before or plan_of(old), after or plan_of(new), changes(old, new))
    return found.words() if found else None


def test_a_salary_that_rises_moves_what_can_be_offered():
    old = a_case(*four_debts(), incomes=(an_income(name="Salary"),))
    new = put(old, "incomes", an_income(yuan(6500), name="Salary"))
    assert told(old, new) == "Income “Salary”: what can be offered a month rises from 2,420.00 to 2,720.00."


def test_a_plan_that_stops_holding_says_so_first():
    old = a_case(*four_debts(), incomes=(an_income(name="Salary"),))
    new = put(old, "incomes", an_income(yuan(3000), name="Salary"))
    assert told(old, new) == "Income “Salary”: the plan no longer holds."


def test_a_debt_that_is_gone_brings_the_end_nearer():
    old = a_case(*four_debts())
    assert (
        told(old, drop(old, "debts", "d4"))
        == "Debt “Creditor d4”: the last instalment comes sooner, in 2028-11."
    )


def test_an_edit_that_moves_nothing_says_nothing():
    old = a_case(*four_debts())
    assert told(old, replace(old, label="another label")) is None


def test_several_edits_are_counted_and_the_reserve_is_named():
    old = a_case(*four_debts())
    both = drop(drop(old, "debts", "d1"), "debts", "d2")
    assert told(old, both).startswith("2 entries: ")
    saved = replace(old, reserve=Reserve(cap=yuan(100)))
    assert told(old, saved) == "The reserve: what can be offered a month rises from 2,420.00 to 2,520.00."


def test_a_larger_share_and_a_leaner_purse_are_told_when_nothing_else_moved():
    old = a_case(*four_debts())
    ordered = told(old, old, plan_of(old), plan_of(old, strategy="contractual"))
    assert ordered == "Other settings: the part of Creditor d2 falls from 1,190.30 to 819.58 a month."
    richer = put(old, "assets", an_asset(yuan(500)))
    assert told(old, richer) == "Asset “Asset a1”: the leanest month leaves 500.00 instead of 0.00."


FIGURES = ["affordable", "budget", "total", "peak", "debts/d1/offer", "debts/d1/total", "debts/d4/offer"] + [
    f"months/2026-05/{column}" for column in ("surplus", "set_aside", "free", "reserve", "paid")
]


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_explains_itself(figure):
    case = a_case(*four_debts())
    scenario = a_scenario(terms={"d4": terms(kind="equal_instalment", periods=12)})
    plan = simulate(case, scenario, book(), TODAY)
    found = explain(case, scenario, plan, figure, book(), TODAY)
    assert found.sum_in_words.words()
    assert found.inputs
    if figure in ("total", "debts/d1/total", "months/2026-05/paid"):
        assert sum(each.amount for each in found.inputs) == found.amount


def test_the_sums_of_a_month_agree_with_their_words():
    case = a_case(*four_debts())
    plan = plan_of(case)
    surplus = explain(case, a_scenario(), plan, "months/2026-05/surplus", book(), TODAY)
    income, priority, living = (each.amount for each in surplus.inputs)
    assert surplus.amount == income - priority - living
    free = explain(case, a_scenario(), plan, "months/2026-05/free", book(), TODAY)
    before, left, aside, assets, paid = (each.amount for each in free.inputs)
    assert free.amount == before + left - aside + assets - paid


def test_what_is_no_figure_has_no_explanation():
    case = a_case(a_debt())
    plan = plan_of(case)
    for figure in (
        "months/1999-01/free",
        "months/2026-04/colour",
        "debts/none/offer",
        "debts/d1/colour",
        "luck",
    ):
        assert explain(case, a_scenario(), plan, figure, book(), TODAY) is None
