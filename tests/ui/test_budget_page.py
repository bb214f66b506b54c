# SPDX-License-Identifier: Apache-2.0
"""The Budget page: the way from income to offer adds up, guidelines ask for a reason, edits in the ledgers are kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import sample_case
from ui.app import Program
from ui.pages.budget import BudgetPage
from ui.session import Session
from ui.widgets.typed_edit import TextEdit


@pytest.fixture
def page(program: Program, opened: Callable[..., Session]) -> BudgetPage:
    opened()
    program.window.go("budget")
    made = program.window.page()
    assert isinstance(made, BudgetPage)
    return made


def test_the_waterfall_adds_up_to_the_offer(page: BudgetPage) -> None:
    steps = page.fall._steps
    assert sum(step.size for step in steps[:-1]) == steps[-1].size
    assert steps[-1].words in page.result.text()
    assert all(step.words in page.fall.accessibleName() for step in steps)


def test_the_waterfall_can_be_walked_by_keyboard(page: BudgetPage, qtbot: QtBot) -> None:
    page.fall.setFocus()
    QTest.keyClick(page.fall, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.fall.chosen) as told:
        QTest.keyClick(page.fall, Qt.Key.Key_Return)
    assert told.args == ["expenses"]


def test_more_living_costs_than_income_is_a_designed_answer(
    program: Program, opened: Callable[..., Session]
) -> None:
    case = sample_case()
    poor = replace(case, incomes=(replace(case.incomes[0], amount=300_000),))
    opened(poor)
    program.window.go("budget")
    made = program.window.page()
    assert isinstance(made, BudgetPage)
    assert "No offer" in made.result.text()
    assert "missing" in made.why.text()
    assert "missing" in program.window.foot.words()


def test_a_new_income_is_typed_at_once(page: BudgetPage, qtbot: QtBot) -> None:
    page.add_income()
    editor = QApplication.focusWidget()
    assert isinstance(editor, TextEdit)
    QTest.keyClicks(editor, "Night shifts")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.case.incomes[-1].name == "Night shifts")


@pytest.mark.parametrize("group", ["F1", "X3", "P1"])
def test_a_cost_can_be_added_to_every_group(page: BudgetPage, group: str) -> None:
    page.add_cost(group)
    assert page.desk.case.expenses[-1].group == group


def test_a_cost_above_its_guideline_asks_for_a_reason_there(page: BudgetPage) -> None:
    shown = {group: row[-1] for group, row in page.guides._rows.items() if row[-1].isVisibleTo(page)}
    assert set(shown) == {"F1", "F5"}
    shown["F1"].setFocus()
    QTest.keyClicks(shown["F1"], "near the school")
    QTest.keyClick(shown["F1"], Qt.Key.Key_Return)
    assert page.desk.case.expenses[0].reason == "near the school"
    assert not page.guides._rows["F1"][3].isVisibleTo(page)


def test_household_and_reserve_begin_and_end_with_their_fields(page: BudgetPage) -> None:
    page._edit_fact("reserve.target", 300_000)
    assert page.desk.case.reserve is not None
    assert page.desk.case.reserve.target == 300_000
    for path in ("reserve.target", "reserve.now", "reserve.share", "reserve.cap"):
        page._edit_fact(path, None)
    assert page.desk.case.reserve is None


def test_rows_can_be_deleted_and_brought_back(page: BudgetPage) -> None:
    table = page.cost_card.table
    table.select_record("e4")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(page.desk.case.expenses) == 7
    page._take_back()
    assert len(page.desk.case.expenses) == 8
