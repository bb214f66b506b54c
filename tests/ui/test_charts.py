# SPDX-License-Identifier: Apache-2.0
"""Charts answer: a click or Enter on a month shows its rows, debts can be left out, pictures are copied and saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.reports.month_rows import month_rows
from tests.ui.whole import settle
from ui.app import Program
from ui.chart_look import without
from ui.pages.plan import PlanPage
from ui.plan_words import owed_in
from ui.session import Session

Open = Callable[..., Session]


def plan_page(program: Program, opened: Open, qtbot: QtBot) -> PlanPage:
    opened()
    program.window.go("plan")
    page = program.window.page()
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.owed.drawn is not None and page.months.drawn is not None, timeout=30_000)
    return page


def test_a_click_on_a_month_shows_its_payments_and_their_sum(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = plan_page(program, opened, qtbot)
    plan = program.window._plan
    assert plan is not None
    assert page.rows.isHidden()
    x = round(page.owed._x_of(4))
    QTest.mouseClick(page.owed, Qt.MouseButton.LeftButton, pos=QPoint(x, 120))
    assert not page.rows.isHidden()
    table = page.rows.model.table
    assert table is not None
    assert str(plan.months[4].month) in page.rows.title.text()
    assert table.totals is not None
    assert table.totals[2] == plan.months[4].paid
    assert sum(row[2] for row in table.rows if isinstance(row[2], int)) == plan.months[4].paid
    QTest.keyClick(page.rows.close_it, Qt.Key.Key_Space)
    assert page.rows.isHidden()


def test_the_keyboard_walks_the_months_and_enter_shows_the_rows(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = plan_page(program, opened, qtbot)
    page.months.setFocus()
    for _step in range(3):
        QTest.keyClick(page.months, Qt.Key.Key_Right)
    assert page.months.accessibleDescription()
    QTest.keyClick(page.months, Qt.Key.Key_Return)
    plan = program.window._plan
    assert plan is not None
    assert str(plan.months[2].month) in page.rows.title.text()
    with qtbot.waitSignal(page.went) as told:
        page.rows.table.select_record("d2")
        page.rows.table.selectRow(0)
        QTest.keyClick(page.rows.table, Qt.Key.Key_Return)
    assert told.args[0].startswith("debts/d")


def test_a_debt_can_be_left_out_of_the_chart_but_never_all(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = plan_page(program, opened, qtbot)
    plan = program.window._plan
    assert plan is not None
    before = page.owed.drawn
    actions = page.debts_shown.menu().actions()
    actions[0].setChecked(False)
    qtbot.waitUntil(lambda: page.owed.drawn is not before, timeout=20_000)
    left = sum(debt.owed[0] for debt in plan.debts[1:])
    assert f"{left // 100:,}" in owed_in(page.desk.case, plan, 0, page.debts_shown.hidden)
    for action in actions:
        action.setChecked(False)
    assert sum(action.isChecked() for action in actions) == 1
    kept = without(plan, {"d1"}).debts
    assert [debt.debt_id for debt in kept] == [debt.debt_id for debt in plan.debts]
    assert (kept[0].opening, sum(kept[0].owed)) == (0, 0)
    settle(qtbot)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_is_saved_by_its_ending(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    page = plan_page(program, opened, qtbot)
    path = tmp_path / f"chart.{ending}"
    page.owed.save(path)
    settle(qtbot)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG") if ending == "png" else b"<svg" in data
    page.owed.setFocus()
    QTest.keyClick(page.owed, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert image.width() >= page.owed.width()


def test_a_place_that_cannot_be_written_is_said(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    page = plan_page(program, opened, qtbot)
    page.owed.save(tmp_path / "gone" / "chart.png")
    settle(qtbot)
    assert "chart.png" in program.window.message.words()


def test_every_chart_in_sight_has_a_text_twin(program: Program, opened: Open, qtbot: QtBot) -> None:
    page = plan_page(program, opened, qtbot)
    for chart in (page.owed, page.months):
        assert len(chart.accessibleName()) > 20


def test_the_rows_of_all_months_are_all_payments(program: Program, opened: Open, qtbot: QtBot) -> None:
    plan_page(program, opened, qtbot)
    plan = program.window._plan
    assert plan is not None
    whole = sum(
        sum(row[2] for row in month_rows(plan, one.month, {}).rows if isinstance(row[2], int))
        for one in plan.months
    )
    assert whole == sum(debt.total for debt in plan.debts)
