# SPDX-License-Identifier: Apache-2.0
"""Editing at speed while results arrive: what is shown at the end belongs to the last edit, of one debt or of forty."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from planner.engine.simulate import simulate
from planner.facts.case import Case, chosen_scenario
from planner.facts.rulebook import with_overrides
from tests.builders import a_debt
from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, settle, whole_sample
from ui.app import Program
from ui.background import is_idle
from ui.pages.plan import PlanPage
from ui.plan_words import finding
from ui.session import Session

Opened = Callable[..., Session]


def of_debts(count: int) -> Case:
    """The sample's person with so many debts of different rates."""
    case = sample_case()
    debts = tuple(
        a_debt(f"d{n:02d}", 90_000 + 7_000 * n, f"0.{10 + n % 20}", as_of=case.debts[0].as_of, minimum=2_000)
        for n in range(count)
    )
    return replace(case, debts=debts, scenarios=(), offers=(), agreements=(), notices=())


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_last_of_many_quick_edits_is_what_stands_everywhere(
    program: Program, opened: Opened, qtbot: QtBot, count: int
) -> None:
    page = at_page(program, opened, PlanPage, of_debts(count) if count else whole_sample()[0])
    session = page.desk.session
    base = page.desk.case.incomes[0].amount
    for n in range(30):
        case = page.desk.case
        income = replace(case.incomes[0], amount=base + 1_000 * (n % 7))
        session.edit("typing", replace(case, incomes=(income, *case.incomes[1:])), ("i", "amount"))
        qtbot.wait(15 + 40 * (n % 3))
    case = page.desk.case
    qtbot.waitUntil(lambda: page.best._asked is not None and page.best._asked.case is case, timeout=20_000)
    if count == 40:
        page.best.stop()  # forty debts with minimums take long to prove: that is tried elsewhere
    qtbot.waitUntil(is_idle, timeout=60_000)
    settle(qtbot)
    book = with_overrides(page.desk.book, case.overrides)
    wanted = simulate(case, chosen_scenario(case), book, page.desk.today())
    assert page.finding.text() == finding(case, wanted)
    mine = next(line for line in page.comparison.model.records if line.is_chosen or count)
    assert mine.plan.affordable == wanted.affordable
    assert page.beside.courses is not None
    assert len(page.beside.courses[0].months) == len(wanted.months)
    assert page.stress.result is not None
    assert page.stress.result.months == tuple(row.month for row in wanted.months)
    assert page.best.best is not None or count == 40
    assert page.best._asked is not None
    assert page.best._asked.case is case


@pytest.mark.parametrize("surplus", [0, -50_000])
def test_surplus_of_nothing_and_less_is_a_designed_answer(
    program: Program, opened: Opened, qtbot: QtBot, surplus: int
) -> None:
    case = of_debts(3)
    income = replace(case.incomes[0], amount=400_000 + surplus)
    cost = replace(case.expenses[0], amount=400_000, every="month", months=())
    poor = replace(case, incomes=(income,), expenses=(cost,), assets=())
    page = at_page(program, opened, PlanPage, poor)
    settle(qtbot)
    assert page.state_chip.accessibleName() == "no offer possible"
    assert page.ways.isVisibleTo(page)
    for card in (page.stress, page.shock, page.best):
        assert not card.isVisibleTo(page)
