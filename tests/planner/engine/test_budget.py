# SPDX-License-Identifier: Apache-2.0
"""The monthly budget against its sources, and its laws."""

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine import budget, guidelines, shocks
from planner.facts.case import Household, Reserve
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from tests.builders import FIRST, TODAY, a_case, a_cost, an_asset, an_income, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def living(case, months=12, **keys):
    return budget.living_months(case, book(), months, TODAY, **keys)


def test_the_worked_example_leaves_2420():
    """Domain reference section 11: 6,200 less 3,580 of essentials, 200 set aside."""
    essentials = (1200, 1100, 180, 90, 260, 150, 500, 100)
    case = a_case(expenses=tuple(a_cost(yuan(e), id=f"e{i}") for i, e in enumerate(essentials)))
    row = living(case)[0]
    assert (row.living, row.surplus, row.set_aside) == (yuan(3580), yuan(2620), yuan(200))
    assert budget.affordable(living(case)) == yuan(2420)


def test_a_fifth_less_income_leaves_1380():
    """Domain reference section 11, stress line."""
    case = shocks.income_falls(a_case(), Decimal("0.20"))
    assert {row.surplus for row in living(case)} == {yuan(1380)}


@pytest.mark.parametrize(
    ("amount", "every", "expected"),
    [
        ("207.40", "four_weeks", "224.68"),  # AF-1
        ("100", "week", "433.33"),
        ("100", "fortnight", "216.67"),
        ("100", "half_month", "200"),
        ("100", "quarter", "33.33"),
        ("100", "half_year", "16.67"),
        ("1000", "year", "83.33"),
    ],
)
def test_cycles_become_months(amount, every, expected):
    assert budget.monthly(yuan(amount), every) == yuan(expected)
    cost = a_cost(yuan(amount), every=every)
    assert budget.amount_in(cost, FIRST) == yuan(expected)


def test_a_tenth_is_set_aside_up_to_the_cap():
    """Domain reference section 11: surplus 100 puts by 10."""
    case = a_case(incomes=(an_income(yuan(3680)),))
    assert living(case)[0].set_aside == yuan(10)
    assert budget.affordable(living(case)) == yuan(90)  # AF-3


def test_incomes_fall_into_their_months_and_costs_are_spread():
    bonus = an_income(yuan(12000), id="i2", every="year", months=(2,))
    unnamed = an_income(yuan(12000), id="i3", every="year")
    assert [budget.amount_in(bonus, Month.parse(f"2026-{m:02d}")) for m in (1, 2, 3)] == [0, yuan(12000), 0]
    assert budget.amount_in(unnamed, FIRST) == yuan(1000)
    assert [p.where for p in budget.budget_problems(a_case(incomes=(bonus, unnamed)))] == [
        "incomes/i3/months"
    ]
    heating = a_cost(yuan(300), months=(11, 12, 1, 2, 3))
    assert budget.amount_in(heating, FIRST) == yuan(125)


def test_a_line_counts_in_the_months_its_days_touch():
    line = an_income(since=dt.date(2026, 4, 30), until=dt.date(2026, 6, 1))
    assert [budget.amount_in(line, FIRST.plus(i)) > 0 for i in (-1, 0, 1, 2, 3)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    once = a_cost(yuan(900), every="once", since=dt.date(2026, 5, 7))
    assert [budget.amount_in(once, FIRST.plus(i)) for i in (0, 1, 2)] == [0, yuan(900), 0]
    assert budget.amount_in(a_cost(every="once"), FIRST) == 0


def test_good_months_help_later_lean_ones_never_the_other_way():
    rich_first = a_case(
        incomes=(an_income(yuan(6000)), an_income(yuan(1200), id="i2", every="once", since=FIRST))
    )
    rich_last = a_case(
        incomes=(an_income(yuan(6000)), an_income(yuan(1200), id="i2", every="once", since=FIRST.plus(11)))
    )
    assert budget.affordable(living(rich_first)) == (yuan(2420) * 12 + yuan(1200) - yuan(200) * 12) // 12
    assert budget.affordable(living(rich_last)) == yuan(2220)


def test_costs_above_income_leave_nothing_and_say_how_much_is_missing():
    case = a_case(incomes=(an_income(yuan(3000)),))
    assert budget.affordable(living(case)) == 0
    assert budget.missing(living(case)) == yuan(580)
    assert living(case)[0].set_aside == 0


def test_the_reserve_fills_to_its_target_and_holds():
    case = a_case(
        reserve=Reserve(now=yuan(100), target=yuan(450)), assets=(an_asset(yuan(50), use="reserve"),)
    )
    assert [row.reserve for row in living(case, 4)] == [yuan(350), yuan(450), yuan(450), yuan(450)]


def test_assets_for_the_plan_arrive_in_their_month():
    case = a_case(
        assets=(
            an_asset(yuan(500), id="a1", available_from=Month.parse("2026-06")),
            an_asset(yuan(70), id="a2", available_from=dt.date(2025, 1, 1)),
            an_asset(yuan(30), id="a3"),
            an_asset(yuan(9), id="a4", use="none"),
        )
    )
    assert [row.assets for row in living(case, 3)] == [yuan(100), 0, yuan(500)]
    assert [p.where for p in budget.budget_problems(case)] == ["assets/a3/available_from"]


def test_priority_costs_come_before_the_surplus():
    case = a_case(expenses=(a_cost(yuan(1000)), a_cost(yuan(500), id="e2", group="P1")))
    row = living(case, priority_debts=[yuan(200)])[0]
    assert (row.priority, row.living, row.surplus) == (yuan(700), yuan(1000), yuan(4500))


def test_a_job_lost_for_three_months_comes_back():
    case = shocks.job_lost(a_case(), 3, since=FIRST.plus(1))
    assert [row.income for row in living(case, 6)] == [620_000, 0, 0, 0, 620_000, 620_000]
    assert len({line.id for line in case.incomes}) == len(case.incomes)


def test_a_bill_strikes_once():
    case = shocks.with_bill(a_case(), yuan(3000), FIRST.plus(1))
    assert [row.living for row in living(case, 3)] == [yuan(3580), yuan(6580), yuan(3580)]


def test_guideline_bands_ask_for_a_reason_above_the_line():
    household = Household(adults=1, children=1, place="urban")
    assert guidelines.equivalence(household, book(), TODAY) == Decimal("1.5")
    case = a_case(
        household=household,
        expenses=(
            a_cost(yuan(1000), id="e1", group="X1"),
            a_cost(yuan(2000), id="e2", group="F5", reason="kindergarten"),
            a_cost(yuan(900), id="e3", group="X3"),
            a_cost(yuan(100), id="e4", group="F6"),
        ),
    )
    bands = {band.group: band for band in guidelines.bands(case, book(), TODAY)}
    assert bands["X1"].band == "green"
    assert bands["F5"].band == "red"
    assert not bands["F5"].needs_reason
    assert bands["X3"].needs_reason
    assert bands["F6"].band == "none"


amounts = st.integers(0, 2_000_000)


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, max_size=5), st.randoms())
def test_the_order_of_lines_changes_nothing(incomes, costs, random):
    lines = [an_income(a, id=f"i{n}") for n, a in enumerate(incomes)]
    spending = [a_cost(a, id=f"e{n}") for n, a in enumerate(costs)]
    before = living(a_case(incomes=tuple(lines), expenses=tuple(spending)))
    random.shuffle(lines)
    random.shuffle(spending)
    assert living(a_case(incomes=tuple(lines), expenses=tuple(spending))) == before


@given(st.lists(amounts, min_size=12, max_size=12), amounts)
def test_the_affordable_amount_is_carried_by_every_one_of_twelve_months(months, cost):
    lines = tuple(an_income(a, id=f"i{n}", every="once", since=FIRST.plus(n)) for n, a in enumerate(months))
    rows = living(a_case(incomes=lines, expenses=(a_cost(cost),)))
    level = budget.affordable(rows)
    purse = 0
    for row in rows:
        purse += row.left - level
        assert level == 0 or purse >= 0
    if level:
        totals, total = [], 0
        for n, row in enumerate(rows, 1):
            total += row.left
            totals.append(total - n * (level + 1))
        assert min(totals) < 0
