# SPDX-License-Identifier: Apache-2.0
"""Every figure of the Plan page explains itself on demand, by mouse and by keyboard, and the best can be taken over."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import Override, chosen_scenario
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.pages.plan import PlanPage
from ui.plan_why import BEST, CHANCE, COURSES, DEBT, MONTH, PLAN
from ui.session import Session

Opened = Callable[..., Session]


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> PlanPage:
    made = at_page(program, opened, PlanPage)
    settle(qtbot)
    return made


def test_every_figure_has_its_inputs_its_rule_or_its_formula(page: PlanPage, qtbot: QtBot) -> None:
    known = (
        Override(id="o1", rule_id="LIT-01/wage", value="100000.00"),
        Override(id="o2", rule_id="ENF-04/local_monthly", value="900.00"),
    )
    page.desk.session.edit("x", replace(page.desk.case, overrides=known))
    settle(qtbot)
    whys = page.explaining.whys()
    assert whys is not None
    subjects = dict(whys.subjects())
    assert {"plan", "stress", "beside", "best"} <= set(subjects)
    expected = {"plan": PLAN, "stress": CHANCE, "beside": COURSES, "best": BEST}
    for subject in subjects:
        figures = dict(whys.figures(subject))
        head = subject.partition("/")[0]
        assert set(expected.get(head, figures)) == set(figures), subject
        assert head not in ("debts", "months") or len(figures) >= len(DEBT if head == "debts" else MONTH) - 1
        for figure in figures:
            page.explaining.ask(figure)
            assert page.why.isVisibleTo(page)
            assert page.why.amount.text()
            assert page.why.words.text()
            assert page.why.figure.value() == figure
            assert page.why.subject.value() == subject


def test_the_buttons_lead_to_the_card_and_esc_leads_back(page: PlanPage, qtbot: QtBot) -> None:
    buttons = (
        page.ask,
        page.offers.why,
        page.comparison.why,
        page.best.why,
        page.stress.why,
        page.beside.why,
    )
    for button in buttons:
        button.setFocus()
        assert button.isEnabled()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert page.why.isVisibleTo(page)
        assert page.why.isAncestorOf(page.window().focusWidget())
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
        assert not page.why.isVisibleTo(page)
        assert page.window().focusWidget() is button


def test_a_month_of_a_chart_shows_its_payments_and_explains_its_figures(page: PlanPage) -> None:
    page.months.setFocus()
    QTest.keyClick(page.months, Qt.Key.Key_Right)
    QTest.keyClick(page.months, Qt.Key.Key_Return)
    assert page.rows.isVisibleTo(page)
    QTest.keyClick(page.rows.explain, Qt.Key.Key_Space)
    assert page.explaining.figure == f"months/{page.desk.case.first_month}/free"


def test_inputs_lead_further_and_back_again_and_at_last_to_the_facts(page: PlanPage, qtbot: QtBot) -> None:
    month = page.desk.case.first_month.plus(3)
    page.explaining.ask(f"months/{month}/free")
    table = page.why.inputs
    assert table.hasFocus() or page.why.isAncestorOf(page.window().focusWidget())
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.explaining.figure == f"months/{month}/surplus"
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.explaining.figure == f"months/{month}/income"
    with qtbot.waitSignal(page.went) as gone:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert gone.args == [f"incomes/{page.desk.case.incomes[0].id}/amount"]
    page.why.back.click()
    assert page.explaining.figure == f"months/{month}/surplus"
    assert page.why.back.isEnabled()


def test_a_plan_of_the_comparison_is_explained_without_being_chosen(page: PlanPage) -> None:
    line = next(one for one in page.comparison.model.records if not one.is_chosen and one.plan.feasible)
    page.comparison.table.select_record(line.id)
    page.comparison.why.click()
    assert page.explaining.figure == "total"
    assert page.why.figure.value() == "total"
    whys = page.explaining.whys()
    assert whys is not None
    assert whys.plan is line.plan
    assert [subject for subject, _words in whys.subjects()][1] not in ("stress", "beside", "best")
    assert chosen_scenario(page.desk.case).id != line.id


def test_after_an_edit_the_same_figure_is_explained_anew(page: PlanPage, qtbot: QtBot) -> None:
    page.explaining.ask("affordable")
    before = page.why.amount.text()
    page.offers.edited.emit("name", "another name")
    with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
        pass
    settle(qtbot)
    assert page.why.isVisibleTo(page)
    assert page.why.amount.text() == before
    page.desk.session.undo()


def test_nothing_is_told_while_amounts_are_hidden(page: PlanPage, program: Program, qtbot: QtBot) -> None:
    program.toggle_hidden()
    made = program.window.page()
    assert isinstance(made, PlanPage)
    settle(qtbot)
    made.explaining.ask("total")
    told = [made.why.amount.text(), made.why.words.text(), made.why.sum.text()]
    told += [made.why.model.index(row, column).data() for row in range(4) for column in (0, 1)]
    assert "花呗" not in " ".join(told)
    assert not any(letter.isdigit() for text in told for letter in text)


def test_the_best_is_taken_over_as_a_plan_and_undone(page: PlanPage, program: Program, qtbot: QtBot) -> None:
    before = page.desk.case
    assert page.best.take.isEnabled()
    page.best.take.click()
    made = chosen_scenario(page.desk.case)
    assert made.name == "Best: least paid in all"
    assert len(page.desk.case.scenarios) == len(before.scenarios) + 1
    assert page.desk.case.debts is before.debts
    program.window.message._act()
    assert page.desk.case == before


def test_what_holds_in_most_futures_is_searched_when_it_is_asked_for(page: PlanPage, qtbot: QtBot) -> None:
    page.best.aim.set_value("holding")
    page.best.aim.edited.emit("holding")
    assert not page.best.take.isEnabled()
    settle(qtbot)
    assert "of all futures" in page.best.told.text()
    assert page.best.take.isEnabled()


def test_charts_stand_above_the_words_below_them(page: PlanPage) -> None:
    for card, chart in ((page.beside, page.beside.chart), (page.stress, page.stress.fan)):
        assert chart.height() >= chart.minimumHeight()
        assert chart.geometry().bottom() <= card.height()
    assert page.beside.chart.geometry().bottom() < page.beside._grid.parentWidget().geometry().top()
