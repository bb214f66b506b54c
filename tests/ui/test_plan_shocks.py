# SPDX-License-Identifier: Apache-2.0
"""Stated shocks and the comparison on the Plan page: tried, kept as plans, never written into the facts."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from planner.engine.shocks import shocked
from planner.facts.case import Scenario, Shock, chosen_scenario, put
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.pages.plan import PlanPage
from ui.session import Session
from ui.widgets.shock_card import is_whole, shock_words

Opened = Callable[..., Session]


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> PlanPage:
    made = at_page(program, opened, PlanPage)
    settle(qtbot)
    return made


def strike(page: PlanPage, qtbot: QtBot, **values: object) -> str:
    for path, value in values.items():
        page.shock.form.edited.emit(path, value)
    settle(qtbot)
    return page.shock.words.text()


def test_a_lost_job_says_when_money_runs_short_and_a_shorter_one_is_never_worse(
    page: PlanPage, qtbot: QtBot
) -> None:
    assert "Try what" in page.shock.words.text()
    told = strike(page, qtbot, kind="job_lost", months=6)
    assert "would be missing for the first time" in told
    assert "of your futures" in told
    long = _missing(page)
    strike(page, qtbot, months=1)
    assert _missing(page) <= long
    assert "cash is lowest" in strike(page, qtbot, kind="bill", amount=100)


def _missing(page: PlanPage) -> int:
    assert page.shock._asked is not None
    case, plan, book, today = page.shock._asked
    from planner.engine.stress import shock_result

    assert page.shock.shock is not None
    return -min(shock_result(case, chosen_scenario(case), plan, (page.shock.shock,), book, today).cash)


def test_a_shock_is_kept_as_a_plan_and_left_out_again(page: PlanPage, qtbot: QtBot) -> None:
    before = page.desk.case
    strike(page, qtbot, kind="income_cut", share=Decimal("0.1"), months=None)
    page.shock.keep.click()
    with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
        pass
    settle(qtbot)
    made = chosen_scenario(page.desk.case)
    assert made.shocks[0].share == Decimal("0.1")
    assert made.name.endswith("income −10%")
    assert page.desk.case.incomes == before.incomes
    assert "income −10%" in page.shock.counted.text()
    page.shock.clear.click()
    assert chosen_scenario(page.desk.case).shocks == ()
    page.desk.session.undo()
    page.desk.session.undo()
    assert page.desk.case == before


def test_every_kind_of_shock_has_words_and_bounds(page: PlanPage) -> None:
    assert shock_words(Shock(kind="job_lost", months=3)) == "job lost, 3 months"
    assert shock_words(Shock(kind="income_cut", share=Decimal("-0.2"))) == "income −20%"
    assert not is_whole(Shock(kind="bill"))
    assert not is_whole(Shock(kind="income_cut", share=Decimal(0)))
    case = page.desk.case
    assert shocked(case, (Shock(kind="income_cut", share=Decimal("0.2")),)).incomes != case.incomes


def test_another_block_gives_other_futures(page: PlanPage, qtbot: QtBot) -> None:
    page.stress.block.set_value(6)
    page.stress.block.edited.emit(6)
    settle(qtbot)
    assert page.stress.result is not None
    assert page.stress.result.block == 6


def test_the_comparison_has_charts_and_the_chance_of_every_plan_that_holds(
    page: PlanPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all(line.chance != "…" for line in page.comparison.model.records))
    for line in page.comparison.model.records:
        assert line.chance.endswith("%") == line.holds
    for chart in (page.comparison.course, page.comparison.costs):
        assert "in all" in chart.accessibleName()
    assert page.comparison.course._values is not None
    told = page.comparison.course._values.words(3)
    assert told.startswith("after 3 months")


def test_ten_plans_stand_side_by_side_and_none_touches_the_facts(
    program: Program, opened: Opened, qtbot: QtBot
) -> None:
    page = at_page(program, opened, PlanPage)
    case = page.desk.case
    more = case
    for n in range(10):
        more = put(more, "scenarios", Scenario(id=f"x{n}", name=f"plan {n}", budget=150_000 + 5_000 * n))
    page.desk.session.edit("ten plans", more)
    settle(qtbot)
    qtbot.waitUntil(
        lambda: {f"x{n}" for n in range(10)} <= {line.id for line in page.comparison.model.records}
    )
    assert replace(page.desk.case, scenarios=()) == replace(case, scenarios=())
