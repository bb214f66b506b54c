# SPDX-License-Identifier: Apache-2.0
"""Charts answer: a click or Enter on a month shows its rows, debts can be left out, pictures are copied and saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.reports.month_rows import month_rows
from tests.ui.whole import settle, whole_sample
from ui import shown
from ui.app import Program
from ui.chances import percent
from ui.chart_look import without
from ui.pages.plan import PlanPage
from ui.plan_words import owed_in
from ui.session import Session
from ui.widgets.chart import Chart
from ui.widgets.figures_window import FiguresWindow
from ui.widgets.text import Words

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
    x = round(page.owed.px_of(4))
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
    page.debts_shown.menu().aboutToShow.emit()
    actions = page.debts_shown.menu().actions()
    actions[0].setChecked(False)
    qtbot.waitUntil(lambda: page.owed.drawn is not before, timeout=20_000)
    left = sum(debt.owed[0] for debt in plan.debts[1:])
    assert f"{left // 100:,}" in owed_in(page.desk.case, plan, 0, page.owed.hidden)
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


def fan_page(program: Program, opened: Open, qtbot: QtBot) -> PlanPage:
    """The Plan page with every chart drawn."""
    opened(whole_sample()[0])
    program.window.go("plan")
    page = program.window.page()
    assert isinstance(page, PlanPage)
    program.window.resize(1280, 2600)
    program.window.activateWindow()
    charts = (
        page.owed,
        page.months,
        page.stress.fan,
        page.beside.chart,
        page.comparison.course,
        page.comparison.costs,
    )
    qtbot.waitUntil(lambda: all(chart.is_drawn() for chart in charts), timeout=60_000)
    settle(qtbot)
    return page


def test_a_month_of_every_chart_opens_by_keys_with_what_the_chart_tells_of_it(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = fan_page(program, opened, qtbot)
    result, courses = page.stress.result, page.beside.courses
    assert result is not None
    assert courses is not None
    for chart, wanted in (
        (page.stress.fan, [shown.yuan(result.cash[q][1]) for q in (5, 25, 50, 75, 95)]),
        (page.beside.chart, [shown.yuan(courses[0].months[1].owed), shown.yuan(courses[1].months[1].owed)]),
        (page.comparison.course, [shown.yuan(page.comparison._drawn[0].plan.months[1].paid)]),
    ):
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_Home)
        QTest.keyClick(chart, Qt.Key.Key_Right)
        if chart is page.comparison.course:  # its first place is the start
            QTest.keyClick(chart, Qt.Key.Key_Right)
        assert chart.accessibleDescription()
        QTest.keyClick(chart, Qt.Key.Key_Return)
        assert not page.rows.isHidden()
        assert "2027-01" in page.rows.title.text()
        told = " ".join(words.accessibleName() for words in page.rows.facts.findChildren(Words))
        assert [one for one in wanted if one not in told] == [], chart.objectName()
        assert page.rows.isAncestorOf(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert page.rows.isHidden()
        assert QApplication.focusWidget() is chart


def test_the_spread_of_a_month_tells_the_chance_of_a_missed_payment(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = fan_page(program, opened, qtbot)
    result = page.stress.result
    assert result is not None
    place = len(result.months) - 1
    x = round(page.stress.fan.px_of(place))
    with qtbot.waitSignal(page.stress.month_picked) as told:
        QTest.mouseClick(page.stress.fan, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    month, facts, by_key = told.args
    assert (month, by_key) == (result.months[place], False)
    assert result.holds is not None
    assert facts[-1][1] == percent(sum(share for _month, share in result.first_miss))


def test_a_bar_of_the_costs_tells_its_plan_and_leads_to_its_row(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = fan_page(program, opened, qtbot)
    chart = page.comparison.costs
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.at == 1
    paying = [line for line in page.comparison._drawn if line.plan.feasible]
    assert shown.yuan(paying[1].plan.total) in chart.accessibleDescription()
    middle = QPointF(chart.width() / 2, chart.px_of(1))
    assert chart.place_at(middle) == 1
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert page.comparison.table.current_record().id == paying[1].id
    assert QApplication.focusWidget() is page.comparison.table


@pytest.mark.parametrize("name", ["plan", "overview", "debts", "budget", "statements"])
def test_every_chart_has_its_figures_as_a_table_a_copy_and_both_kinds_of_file(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    if name == "plan":
        fan_page(program, opened, qtbot)
    else:
        opened(whole_sample()[0])
        program.window.go(name)
        settle(qtbot)
    charts = [one for one in program.window.page().findChildren(Chart) if one.isVisible() and one.count()]
    assert charts
    for n, chart in enumerate(charts):
        assert chart.accessibleName(), chart
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_End)
        assert chart.at == chart.count() - 1
        assert chart.accessibleDescription()
        words = [action.text().replace("&", "") for action in chart.menu().actions()]
        assert {"Figures as a table", "Copy picture", "Save picture…"} <= set(words)
        QTest.keyClick(chart, Qt.Key.Key_Space)
        window = program.window.findChild(FiguresWindow)
        assert isinstance(window, FiguresWindow)
        assert window.table.model().rowCount() >= 1
        assert window.table.model().columnCount() >= 2
        window.close()
        qtbot.wait(20)
        QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not QGuiApplication.clipboard().image().isNull()
        for ending, start in (("png", b"\x89PNG"), ("svg", b"<")):
            path = tmp_path / f"{n}.{ending}"
            chart.save(path)
            settle(qtbot)
            assert path.read_bytes().lstrip().startswith(start), chart


def test_series_are_left_out_of_every_chart_that_has_several(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = fan_page(program, opened, qtbot)
    for chart in (page.owed, page.months, page.beside.chart, page.comparison.course):
        before, keys = chart.drawn, [key for key, _words in chart.series]
        assert len(keys) > 1
        assert chart.leave_out(keys[0], True)
        qtbot.waitUntil(lambda chart=chart, before=before: chart.drawn is not before, timeout=20_000)
        assert chart._figures is not None
        left = len(chart._figures().columns)
        for key in keys:
            chart.leave_out(key, True)
        assert len(chart.hidden) == len(keys) - 1
        for key in keys:
            chart.leave_out(key, False)
        assert len(chart._figures().columns) == left + 1
    settle(qtbot)


def test_the_figures_of_charts_are_those_of_the_plan(program: Program, opened: Open, qtbot: QtBot) -> None:
    page = fan_page(program, opened, qtbot)
    plan = program.window._plan
    assert plan is not None
    assert page.months._figures is not None
    assert page.owed._figures is not None
    months, owed = page.months._figures(), page.owed._figures()
    assert months.column("paid") == tuple(row.paid for row in plan.months)
    assert owed.column("all")[-1] == sum(
        debt.owed[-1] for debt in plan.debts if len(debt.owed) == len(plan.months)
    )
    shown.hide(True)
    try:
        window = FiguresWindow(program.window, owed)
        texts = [str(window.table.model().index(0, n).data()) for n in range(1, len(owed.columns))]
        assert set(texts) == {shown.MASK}
    finally:
        shown.hide(False)
