# SPDX-License-Identifier: Apache-2.0
"""Hands on every page: a wheel that only scrolls changes nothing, menus come by keyboard, fields take composed text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.test_access import EVERY
from tests.ui.whole import settle, whole_sample
from ui.app import Program
from ui.session import Session
from ui.widgets.table_view import TableView
from ui.widgets.typed_edit import TypedEdit

Open = Callable[..., Session]


def wheel(widget: QWidget) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("name", EVERY)
def test_the_wheel_changes_no_value_of_a_field_without_the_keyboard(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    session = opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    before = session.case
    page = program.window.page()
    program.window.setFocus()
    kinds = (
        *page.findChildren(QComboBox),
        *page.findChildren(QAbstractSpinBox),
        *page.findChildren(QLineEdit),
    )
    for field in kinds:
        if field.isVisible() and not field.hasFocus():
            shown = field.currentText() if isinstance(field, QComboBox) else field.text()  # type: ignore[union-attr]
            wheel(field)
            now = field.currentText() if isinstance(field, QComboBox) else field.text()  # type: ignore[union-attr]
            assert now == shown, field.accessibleName()
    assert not [
        one for one in page.findChildren(QAbstractSlider) if one.focusPolicy() == Qt.FocusPolicy.WheelFocus
    ]
    assert session.case is before


@pytest.mark.parametrize("name", ["debts", "budget", "statements", "evidence", "plan"])
def test_the_menu_of_a_table_comes_by_keyboard_and_goes_with_esc(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    tables = [table for table in program.window.page().findChildren(TableView) if table.isVisible()]
    assert tables
    table = next(one for one in tables if one.model() is not None and one.model().rowCount())
    table.setFocus()
    table.selectRow(0)
    seen: list[int] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append(len(menu.actions()))
        QTest.keyClick(menu, Qt.Key.Key_Escape)

    QTimer.singleShot(100, look)  # the menu holds the line until it is left
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    qtbot.waitUntil(lambda: bool(seen), timeout=2_000)
    assert seen[0]
    assert QApplication.activePopupWidget() is None


def test_text_that_is_composed_is_taken_when_it_is_done(program: Program, opened: Open, qtbot: QtBot) -> None:
    session = opened()
    program.window.go("debts/d1/note" if session.case.debts[0].note is not None else "debts/d1")
    settle(qtbot)
    page = program.window.page()
    field = next(
        one
        for one in page.findChildren(TypedEdit)
        if one.isVisible() and one.isEnabled() and one.accessibleName() == "Brand or product"
    )
    field.setFocus()
    field.selectAll()
    QApplication.sendEvent(field, QInputMethodEvent("jie bei", []))
    QTest.keyClick(field, Qt.Key.Key_Shift)
    assert session.case.debts[0].brand != "jie bei"
    done = QInputMethodEvent()
    done.setCommitString("借呗二号")
    QApplication.sendEvent(field, done)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert session.case.debts[0].brand == "借呗二号"


def test_esc_in_a_dialog_changes_nothing(
    program: Program, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import dialogs

    monkeypatch.setattr(
        QDialog, "exec", lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape) or dialog.result()
    )
    assert dialogs.ask(program.window, "Delete?", "Delete") is False
    assert dialogs.ask_password(program.window, "x") is None
    assert dialogs.ask_new_password(program.window) is None
