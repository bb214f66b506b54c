# SPDX-License-Identifier: Apache-2.0
"""A search that takes long: its progress is seen, it can be cancelled, and no plan waits behind it."""

import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, Debt
from planner.facts.terms import Shape, Terms, Waive
from tests.builders import a_debt
from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.pages.plan import PlanPage
from ui.session import Session

Opened = Callable[..., Session]
PERIODS = (3, 6, 9, 12, 18, 24, 30, 36, 42, 48, 54, 60)


def hard_case() -> Case:
    """Twenty debts with twelve offers each, and just enough income that the choice is a hard one."""
    case = sample_case()
    debts = tuple(_debt(i) for i in range(20))
    income = replace(case.incomes[0], amount=2_330_000)
    return replace(case, debts=debts, incomes=(income,), scenarios=(), offers=(), notices=(), agreements=())


def _debt(i: int) -> Debt:
    owed = 600_000 + 377_123 * (i * 7 % 20)
    menu = tuple(
        Terms(
            shape=Shape(kind="equal_instalment"),
            periods=n,
            annual_rate=Decimal("0.06") + Decimal("0.0031") * ((i * 3 + k * 5) % 11),
            waive=Waive(penalty=Decimal((i + k) % 5) / 4),
        )
        for k, n in enumerate(PERIODS)
    )
    return a_debt(
        f"d{i:02d}", owed, "0.18", menu=menu, penalty=owed // 20, as_of=sample_case().debts[0].as_of
    )


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> PlanPage:
    return at_page(program, opened, PlanPage, hard_case())


def searching(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.best._job is not None, timeout=20_000)


def test_an_edit_is_planned_at_once_while_a_search_runs(page: PlanPage, qtbot: QtBot) -> None:
    searching(page, qtbot)
    case = page.desk.case
    took = []
    for n in range(4):
        begun = time.monotonic()
        less = replace(case.incomes[0], amount=2_320_000 - 1_000 * n)
        with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
            page.desk.session.edit("less", replace(case, incomes=(less,)), n)
        took.append(time.monotonic() - begun)
    assert min(took) < 2.0
    assert page.best._asked is None or page.best._asked.case is page.desk.case
    page.best.stop()
    settle(qtbot)


def test_a_long_search_is_cancelled_and_keeps_its_best(page: PlanPage, qtbot: QtBot) -> None:
    searching(page, qtbot)
    assert page.best.cancel.isVisibleTo(page)
    assert page.best.state.accessibleName()
    begun: list[object] = []
    page.best._job.progressed.connect(begun.append)
    qtbot.waitUntil(lambda: bool(begun) or page.best._job is None, timeout=20_000)
    page.best.cancel.click()
    qtbot.waitUntil(lambda: page.best._job is None, timeout=20_000)
    assert page.best.best is not None
    assert "stopped" not in page.best.words.text()
    assert not page.best.cancel.isVisibleTo(page)
    settle(qtbot)


def test_a_search_that_has_not_begun_is_cancelled_too(page: PlanPage, qtbot: QtBot) -> None:
    searching(page, qtbot)
    page.best.cancel.click()
    assert not page.best.cancel.isVisibleTo(page)
    assert page.best.state.accessibleName() == "not proved"
    assert "stopped" in page.best.words.text()
    settle(qtbot)
