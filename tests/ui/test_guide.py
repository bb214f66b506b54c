# SPDX-License-Identifier: Apache-2.0
"""The guided start, by keyboard events only: from an SMS to a first offer, skipped, left, resumed, taken back."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from ui import guide_edits
from ui.app import Program
from ui.pages.guide import GuidePage
from ui.pages.start import StartPage
from ui.session import Session

Open = Callable[..., Session]
SMS = (
    "【西溪区金融纠纷人民调解委员会】林女士您好，渝信小额贷款有限公司就您尾号6608账户小额借款合同纠纷向我会申请调解，"
    "金额9028.16元。如同意请于12月10日前致电0571-80001234。"
)
CTRL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(*texts: str, then: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type each text and go on; an empty one leaves the field as it is. Chinese comes by the clipboard."""
    for text in texts:
        if text.isascii():
            QTest.keyClicks(focused(), text)
        else:
            QGuiApplication.clipboard().setText(text)
            QTest.keyClick(focused(), Qt.Key.Key_V, CTRL)
        QTest.keyClick(
            QApplication.activePopupWidget() or focused(), then
        )  # a list of proposals gets the keys


def next_step() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)


def guide(program: Program) -> GuidePage:
    QApplication.processEvents()  # the page comes into sight
    page = program.window.page()
    assert isinstance(page, GuidePage)
    return page


@pytest.mark.parametrize("code", ["en", "zh"])
def test_from_the_message_to_the_first_offer_by_keyboard_only(
    program: Program, qtbot: QtBot, code: str
) -> None:
    program.speak(code)
    QApplication.processEvents()
    start = program.window.start
    assert isinstance(start, StartPage)
    start.buttons[0].setFocus()
    began = time.monotonic()
    QTest.keyClick(start.buttons[0], Qt.Key.Key_Return)
    page = guide(program)
    assert focused() is page.text
    QGuiApplication.clipboard().setText(SMS)
    QTest.keyClick(page.text, Qt.Key.Key_V, CTRL)
    QTest.keyClick(page.text, Qt.Key.Key_Tab)
    assert not page.take.isHidden()
    page.take.setFocus()
    QTest.keyClick(page.take, Qt.Key.Key_Space)  # the debt it names
    assert page.at == 1
    typed("花呗", "18,600", "24%")
    typed("某某银行", "1.58万", then=Qt.Key.Key_Return)
    next_step()
    typed("工资", "5200", then=Qt.Key.Key_Return)
    next_step()
    typed("1200", "180", "", "200")
    with qtbot.waitSignal(program.feed.plan_ready, timeout=10_000):  # type: ignore[union-attr]
        next_step()
    assert page.at == 4
    assert time.monotonic() - began < 60  # a person types more slowly, and has three minutes
    case = program.session.case  # type: ignore[union-attr]
    assert [(debt.brand or debt.creditor, debt.principal) for debt in case.debts] == [
        ("渝信小额贷款有限公司", 902_816),
        ("花呗", 1_860_000),
        ("某某银行", 1_580_000),
    ]
    huabei = case.debts[1]
    assert huabei.terms is not None
    assert huabei.terms.annual_rate == Decimal("0.24")
    assert case.notices[0].debt == case.debts[0].id
    assert [(one.name, one.amount) for one in case.incomes] == [("工资", 520_000)]
    assert [(one.group, one.amount) for one in case.expenses] == [
        ("F1", 120_000),
        ("F2", 18_000),
        ("F4", 20_000),
    ]
    assert "¥" in page.sentence.text()
    assert page.offers.findChildren(QWidget)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert program.window.page().NAME == "overview"


def test_every_step_can_be_skipped_and_gone_back_to(program: Program) -> None:
    program.guide()
    page = guide(program)
    for place in range(1, 5):
        QTest.keyClick(page.skip, Qt.Key.Key_Space)
        assert page.at == place
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.at == 3
    assert program.session is not None
    assert not program.session.can_undo


def test_it_goes_on_where_it_was_left_also_after_a_restart(program: Program) -> None:
    program.guide()
    page = guide(program)
    page.show_step(1)
    typed("花呗", "100")
    page.show_step(2)
    program.window.go("budget")
    program.speak("zh")  # pages are made anew
    program.window.go("guide")
    assert guide(program).at == 2
    assert program.session is not None
    assert guide_edits.step_to_go_on(program.session.case) == 2
    program.locking.lock()
    program.locking.unlock()
    program.window.go("guide")
    assert guide(program).at == 2


def test_each_edit_of_the_guide_can_be_taken_back(program: Program) -> None:
    program.guide()
    page = guide(program)
    page.show_step(2)
    typed("工资", "5200")
    session = program.session
    assert session is not None
    while session.can_undo:
        session.undo()
    assert session.case.incomes == ()
    assert page.incomes.rows[0][0].value() is None


def test_a_row_can_be_removed_and_an_emptied_cost_goes(program: Program) -> None:
    program.guide()
    page = guide(program)
    page.show_step(1)
    typed("花呗", "100")
    page.debts.removed.emit(page.desk.case.debts[0].id)
    assert page.desk.case.debts == ()
    page.show_step(3)
    typed("1200")
    assert len(page.desk.case.expenses) == 1
    editor = page.costs.editors["F1"]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert page.desk.case.expenses == ()


def test_what_is_in_the_case_already_is_shown_and_not_doubled(program: Program, opened: Open) -> None:
    session = opened()
    before = session.case
    program.guide()
    page = guide(program)
    assert page.at == 4
    for place in range(5):
        page.show_step(place)
    assert session.case == before
    assert page.debts.rows[0][0].value() == before.debts[0].brand


def test_a_message_that_is_emptied_goes() -> None:
    case = guide_edits.with_message(new_case(Month.parse("2026-12")), "x")
    assert len(case.notices) == 1
    assert guide_edits.with_message(case, None).notices == ()
