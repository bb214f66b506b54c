# SPDX-License-Identifier: Apache-2.0
"""The joint plan: worked examples, refusals, and the laws of model section 9."""

import datetime as dt
import time
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.facts.case import Agreement, Minimum
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import PaidOn, RateChange, Waive
from planner.reports.answers_plan import plan_answer
from tests.builders import (
    FIRST,
    TODAY,
    a_case,
    a_cost,
    a_debt,
    a_scenario,
    a_shape,
    an_asset,
    an_income,
    four_debts,
    terms,
    yuan,
)


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def plan_of(case, strategy="pro_rata", **keys) -> Plan:
    return simulate(case, a_scenario(strategy, **keys), book(), TODAY)


def debt(plan, name):
    return next(each for each in plan.debts if each.debt_id == name)


def stops(plan):
    return [problem for problem in plan.problems if problem.severity == "stop"]


def test_the_worked_example():
    """Domain reference section 11: 2,420 shared by balance over four debts."""
    plan = plan_of(a_case(*four_debts()))
    assert (plan.affordable, plan.budget, plan.feasible) == (yuan(2420), yuan(2420), True)
    assert [d.offer for d in plan.debts] == [yuan("523.40"), yuan("1190.30"), yuan("444.60"), yuan("261.70")]
    assert len(plan.months) == 36
    assert plan.total == yuan(86000)
    assert plan.months[-1].paid == yuan(86000) - 35 * yuan(2420)
    assert plan.end == FIRST.plus(35)
    assert [p.text for p in plan.problems] == []


def test_ready_offers_without_history_are_60_80_and_100_percent():
    plan = plan_of(a_case(*four_debts()))
    assert [(o.name, o.total) for o in plan.offers] == [
        ("opening", yuan(1452)),
        ("middle", yuan(1936)),
        ("last", yuan(2420)),
    ]
    assert dict(plan.offers[2].parts) == {"d1": yuan(520), "d2": yuan(1190), "d3": yuan(440), "d4": yuan(260)}


def test_a_scenario_budget_above_the_affordable_is_said_and_fails_by_the_purse():
    plan = plan_of(a_case(*four_debts()), budget=yuan(2700))
    assert plan.budget == yuan(2700)
    assert not plan.feasible
    assert {"budget", "months"} == {p.where for p in plan.problems}


def test_assets_can_carry_a_higher_budget():
    plan = plan_of(
        a_case(*four_debts(), assets=(an_asset(yuan(20000), available_from=FIRST),)), budget=yuan(2700)
    )
    assert plan.feasible


def test_costs_above_income_are_refused_with_ways_out():
    plan = plan_of(a_case(*four_debts(), incomes=(an_income(yuan(3000)),)))
    assert not plan.feasible
    assert plan.refusal.missing == yuan(580)
    assert len(plan.refusal.ways) == 3
    assert len(plan.months) == 12
    assert plan.total == 0
    assert plan_answer(plan)["refusal"]["missing"] == "580.00"


def test_a_better_later_month_is_named_as_a_way_out():
    lean = an_income(yuan(3000), until=FIRST.plus(1))
    good = an_income(yuan(6000), id="i2", since=FIRST.plus(2))
    plan = plan_of(a_case(*four_debts(), incomes=(lean, good)))
    assert plan.refusal.ways[0].values["month"] == str(FIRST.plus(2))


def test_a_token_amount_the_person_enters_is_planned_but_not_called_feasible():
    plan = plan_of(a_case(*four_debts(), incomes=(an_income(yuan(3000)),)), budget=yuan(400))
    assert plan.refusal is not None
    assert not plan.feasible
    assert plan.months[0].paid == yuan(400)


def test_no_debts_no_plan_no_complaint():
    plan = plan_of(a_case())
    assert (plan.feasible, plan.total, plan.end, len(plan.months)) == (True, 0, None, 12)


def test_a_budget_below_the_interest_is_refused_by_name_with_a_months_interest():
    card = a_debt("d1", yuan(200_000), "0.18", creditor="Bank A")
    plan = plan_of(a_case(card))
    (stop,) = stops(plan)
    assert "Bank A" in stop.words()
    assert "3,000.00" in stop.words()
    assert not plan.feasible


def test_minimums_above_the_budget_are_said_never_pooled():
    debts = [a_debt(f"d{i}", yuan(30_000), "0.12", minimum=yuan(900)) for i in range(3)]
    plan = plan_of(a_case(*debts), "dearest_first")
    (stop,) = stops(plan)
    assert stop.values["missing"] == "280.00"
    assert plan.total == 0


def test_chosen_terms_ask_for_their_schedules_row_and_the_rest_goes_by_strategy():
    fixed = terms(kind="equal_instalment", periods=12)
    plan = plan_of(a_case(*four_debts()), terms={"d4": fixed})
    assert debt(plan, "d4").offer == yuan(775)
    assert plan.months[0].paid == yuan(2420)
    assert sum(d.offer for d in plan.debts) == yuan(2420)
    later = debt(plan, "d1").steps
    assert later[0].amount < later[1].amount  # freed money is shown as a step
    assert later[1].since == FIRST.plus(12)
    assert plan.months[12].paid == yuan(2420)


def test_agreed_terms_count_without_a_scenario():
    agreed = Agreement(id="g1", debt="d4", terms=terms(kind="equal_instalment", periods=10), confirmed=True)
    plan = plan_of(a_case(*four_debts(), agreements=(agreed,)))
    assert debt(plan, "d4").offer == yuan(930)


def test_a_down_payment_comes_from_the_free_purse_not_from_the_budget():
    fixed = terms(
        kind="equal_instalment", periods=10, down_payment=PaidOn(date=dt.date(2026, 4, 15), amount=yuan(1300))
    )
    case = a_case(*four_debts(), assets=(an_asset(yuan(1300), available_from=FIRST),))
    plan = plan_of(case, terms={"d4": fixed})
    assert plan.months[0].paid == yuan(2420 + 1300)
    assert debt(plan, "d4").offer == yuan(800)
    assert plan.feasible
    assert not plan_of(a_case(*four_debts()), terms={"d4": fixed}).feasible


def test_a_waiver_is_shown_and_lowers_what_is_paid():
    owing = a_debt("d1", yuan(10_000), "0", interest=yuan(500), penalty=yuan(300))
    fixed = terms(kind="equal_instalment", periods=10, waive=Waive(interest=Decimal(1), penalty=Decimal(1)))
    plan = plan_of(a_case(owing), terms={"d1": fixed})
    only = debt(plan, "d1")
    assert (only.opening, only.waived, only.total) == (yuan(10_800), yuan(800), yuan(10_000))


def test_terms_that_make_no_sense_are_a_problem_of_that_debt():
    plan = plan_of(a_case(*four_debts()), terms={"d1": terms(shape=a_shape("interest_only"))})
    assert not plan.feasible
    assert all(p.where.startswith("debts/d1/terms") for p in stops(plan))


def test_a_card_plan_of_61_instalments_passes_the_cap():
    """CN-6: 60 accepted, 61 not."""
    card = a_debt("d1", yuan(61_000), "0", lender_class="card")
    within = plan_of(a_case(card), terms={"d1": terms(kind="equal_instalment", periods=60)})
    above = plan_of(a_case(card), terms={"d1": terms(kind="equal_instalment", periods=61)})
    assert within.feasible
    assert [p.rule_id for p in stops(above)] == ["INT-13"]


def test_a_first_payment_after_the_deadline_is_not_feasible():
    late = a_debt("d1", yuan(1000), "0", deadline=dt.date(2026, 4, 29))
    assert [p.where for p in stops(plan_of(a_case(late)))] == ["debts/d1/deadline"]
    assert plan_of(a_case(replace(late, deadline=dt.date(2026, 4, 30)))).feasible


def test_a_due_day_before_pay_day_is_said_with_two_ways_out():
    early = a_debt("d1", yuan(1000), "0", due_day=5)
    plan = plan_of(a_case(early, incomes=(an_income(day=10),)))
    assert [p.where for p in plan.problems] == ["debts/d1/due_day"]
    assert plan.feasible


def test_unknown_facts_are_assumed_and_said():
    plan = plan_of(a_case(a_debt("d1", yuan(1000), due_day=None)))
    assert {p.where for p in plan.problems} == {"debts/d1/terms/annual_rate", "debts/d1/due_day"}
    assert plan.feasible


def test_a_disputed_debt_is_named_and_not_paid():
    disputed = a_debt("d1", yuan(1000), "0", disputed=True)
    plan = plan_of(a_case(disputed, a_debt("d2", yuan(5000), "0")))
    assert debt(plan, "d1").total == 0
    assert debt(plan, "d2").total == yuan(5000)
    assert plan.feasible


def test_priority_debts_are_paid_first_and_outside_the_budget():
    mortgage = a_debt("d9", yuan(6_000), "0", priority=True, contract_payment=yuan(500))
    plan = plan_of(a_case(mortgage, *four_debts()))
    assert plan.affordable == yuan(1920)
    assert [row.priority for row in plan.months[:13]] == [yuan(500)] * 12 + [0]
    assert debt(plan, "d9").total == yuan(6_000)
    assert plan.total == yuan(86_000)


def test_interest_runs_from_the_day_of_the_balance_to_the_due_day():
    owing = a_debt("d1", yuan(10_000), terms=terms(rate="0.365"), as_of=dt.date(2026, 3, 21), due_day=10)
    first = debt(plan_of(a_case(owing)), "d1").rows[0]
    assert first.due == dt.date(2026, 4, 10)
    assert first.interest == yuan(200)  # 20 days at a tenth of a percent


def test_a_rate_change_counts_from_its_day():
    changed = terms(
        rate="0.365", rate_changes=(RateChange(since=dt.date(2026, 4, 11), annual_rate=Decimal("0.0365")),)
    )
    owing = a_debt("d1", yuan(100_000), terms=changed, as_of=dt.date(2026, 3, 31), due_day=20)
    first = debt(plan_of(a_case(owing)), "d1").rows[0]
    assert first.interest == yuan(1000 + 100)


def test_percent_minimums_follow_the_balance():
    card = a_debt("d1", yuan(20_000), "0.12", minimum=Minimum(percent=Decimal("0.10"), floor=yuan(100)))
    other = a_debt("d2", yuan(9_000), "0.24")
    plan = plan_of(a_case(card, other), "dearest_first", budget=yuan(2420))
    assert debt(plan, "d1").offer == yuan(2020)


def test_shocks_of_a_scenario_are_planned_with_and_never_written_into_the_facts():
    from planner.facts.case import Shock

    case = a_case(*four_debts())
    plan = plan_of(case, shocks=(Shock(kind="income_cut", share=Decimal("0.20")),))
    assert {row.surplus for row in plan.months} == {yuan(1380)}
    assert plan_of(case).affordable == yuan(2420)


def test_an_unknown_strategy_is_refused_by_name():
    with pytest.raises(InputError, match="guesswork"):
        plan_of(a_case(*four_debts()), "guesswork")


def test_today_changes_no_figure():
    case, scenario = a_case(*four_debts()), a_scenario()
    assert simulate(case, scenario, book(), TODAY) == simulate(case, scenario, book(), dt.date(2026, 3, 22))


def test_forty_debts_take_no_more_than_forty_times_one():
    debts = [
        a_debt(f"d{i:02d}", yuan(4_000 + 137 * i), f"0.{10 + i % 14}", minimum=yuan(20)) for i in range(40)
    ]
    case = a_case(*debts, incomes=(an_income(yuan(16_000)),))
    one = a_case(debts[0], incomes=(an_income(yuan(160)),))
    assert plan_of(case, "dearest_first").feasible
    took = [min(_took(each) for _ in range(3)) for each in (one, case)]
    assert took[1] < 40 * took[0]


def _took(case) -> float:
    started = time.thread_time()
    plan_of(case, "dearest_first")
    return time.thread_time() - started


def test_the_answer_has_the_keys_of_the_command_line():
    answer = plan_answer(plan_of(a_case(*four_debts())))
    assert set(answer) >= {
        "strategy", "affordable", "budget", "feasible", "refusal", "months", "debts", "total", "end", "peak", "gap",
        "relax", "problems",
    }  # fmt: skip
    assert answer["months"][0] == {
        "month": "2026-04", "income": "6200.00", "priority": "0.00", "living": "3580.00", "set_aside": "200.00",
        "paid": "2420.00", "free": "0.00", "reserve": "200.00",
    }  # fmt: skip
    assert answer["debts"][0]["offer"] == "523.40"
    assert answer["end"] == "2029-03"


some_debts = st.lists(
    st.tuples(
        st.integers(10_000, 3_000_000),
        st.sampled_from(["0", "0.08", "0.1825", "0.24"]),
        st.integers(1, 31),
        st.sampled_from([None, 6, 24, 36]),
    ),
    min_size=1,
    max_size=6,
)
rules = st.sampled_from(
    ["pro_rata", "contractual", "dearest_first", "smallest_first", "soonest_deadline", "own_order"]
)


def build(rows, income):
    debts = tuple(
        a_debt(f"d{i}", owed, rate, due_day=day, terms=terms(rate=rate))
        for i, (owed, rate, day, _p) in enumerate(rows)
    )
    fixed = {
        f"d{i}": terms(kind="equal_instalment", rate=rate, periods=periods)
        for i, (_owed, rate, _day, periods) in enumerate(rows)
        if periods
    }
    return a_case(*debts, incomes=(an_income(income),)), fixed


@settings(max_examples=60, deadline=None)
@given(some_debts, rules, st.integers(300_000, 2_000_000))
def test_laws_of_a_plan(rows, rule, income):
    """Laws 1 to 3 of model section 9."""
    case, fixed = build(rows, income)
    plan = plan_of(case, rule, terms=fixed)
    free, reserve = 0, 0
    for row in plan.months:
        free += row.surplus - row.set_aside + row.assets - row.paid
        reserve += row.set_aside
        assert (row.free, row.reserve) == (free, reserve)
        assert not plan.feasible or row.free >= 0
    for each in plan.debts:
        for line in each.rows:
            assert line.payment == line.interest + line.principal + line.fee + line.penalty
            assert line.balance >= 0
        assert each.total == sum(line.payment for line in each.rows)
        assert len(each.owed) == len(plan.months)
        if plan.feasible:
            assert each.owed[-1] == 0
            assert each.total == each.opening - each.waived + sum(
                line.interest + line.fee + line.penalty for line in each.rows
            )
    assert plan.total == sum(row.paid for row in plan.months)
    if plan.feasible and not fixed:
        assert all(row.paid == plan.budget for row in plan.months[:-1])


@settings(max_examples=40, deadline=None)
@given(some_debts, rules, st.randoms())
def test_permuting_the_lists_changes_no_figure(rows, rule, random):
    """Law 4."""
    case, fixed = build(rows, 900_000)
    before = plan_of(case, rule, terms=fixed)
    shuffled = list(case.debts)
    random.shuffle(shuffled)
    after = plan_of(replace(case, debts=tuple(shuffled)), rule, terms=fixed)
    assert after.months == before.months
    assert {d.debt_id: d for d in after.debts} == {d.debt_id: d for d in before.debts}


@settings(max_examples=40, deadline=None)
@given(some_debts, rules, st.integers(100_000, 500_000), st.integers(1, 100_000))
def test_more_budget_never_lengthens_a_plan(rows, rule, budget, more):
    """Law 5."""
    case, _fixed = build(rows, 3_000_000)
    before, after = plan_of(case, rule, budget=budget), plan_of(case, rule, budget=budget + more)
    if before.feasible:
        assert after.feasible
        assert after.end <= before.end


def test_costs_of_one_month_do_not_leak():
    case = a_case(
        *four_debts(),
        expenses=(a_cost(), a_cost(yuan(600), id="e2", every="once", since=Month.parse("2026-05"))),
    )
    plan = plan_of(case)
    assert [row.living for row in plan.months[:3]] == [yuan(3580), yuan(4180), yuan(3580)]
    assert plan.feasible


def test_priority_debts_alone_that_cannot_be_paid_are_refused_too():
    mortgage = a_debt("d9", yuan(60_000), "0", priority=True, contract_payment=yuan(3_000))
    plan = plan_of(a_case(mortgage))
    assert plan.refusal.missing == yuan(380)
    assert not plan.feasible
