# SPDX-License-Identifier: Apache-2.0
"""Locking, on demand and when idle, leaves no name on the screen and loses nothing; the clipboard forgets numbers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.facts.rulebook import RuleBook
from tests.ui.whole import settle
from ui import clipboard, settings
from ui.app import Program
from ui.idle import Idle
from ui.locking import ASKED, IDLE, OPEN_DOOR
from ui.pages.locked import LockedPage
from ui.session import Session

Open = Callable[..., Session]


def texts(program: Program) -> str:
    window = program.window
    said = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        said += [widget.accessibleName(), widget.toolTip(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            said.append(widget.text())
    return "\n".join(said)


def test_locking_shows_no_name_and_unlocking_comes_back_to_the_same_place(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened()
    label = session.case.label
    assert label
    assert label in program.window.windowTitle()
    program.window.go("debts/d3")
    before = session.case
    program.window.actions_by_name["lock"].trigger()
    assert program.session is None
    page = program.window.start
    assert isinstance(page, LockedPage)
    settle(qtbot)  # the old frame is let go in the next turns of the loop
    for canary in (label, "蚂蚁", "东江", "林晓", "18,600", "case.huanqing"):
        assert canary not in texts(program), canary
    QTest.keyClick(page.unlock, Qt.Key.Key_Space)
    assert program.session is not None
    assert program.session.case == before
    assert program.window.page().NAME == "debts"
    assert program.window.page().state() == "d3"
    assert program.session.can_undo == session.can_undo


def test_a_locked_case_with_a_password_asks_for_it_and_says_when_it_is_wrong(
    program: Program, opened: Open
) -> None:
    opened().set_password("geheim")
    program.window.actions_by_name["lock"].trigger()
    page = program.window.start
    assert isinstance(page, LockedPage)
    assert not page.password.isHidden()
    assert page.password.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(page.password, "falsch")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    page = program.window.start
    assert isinstance(page, LockedPage)
    assert page.refusal.text()
    assert program.session is None
    QTest.keyClicks(page.password, "geheim")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert program.session is not None


def test_what_is_being_typed_is_kept_when_it_locks(program: Program, opened: Open) -> None:
    opened()
    program.window.go("debts/d1/principal")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "777")
    program.locking.lock()
    assert program.locking.unlock()
    assert program.session is not None
    assert program.session.case.debts[0].principal == 77_700


def test_any_touch_puts_the_locking_off_and_it_locks_when_nobody_touches_it(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    idle = program.locking.idle
    counted: list[bool] = []
    monkeypatch.setattr(idle, "touch", lambda: (counted.append(True), Idle.touch(idle)))
    idle.wait(1)
    handle = program.window.windowHandle()
    assert handle is not None
    counted.clear()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert counted
    assert not program.locking.is_locked
    idle.wait(0.1 / 60)
    qtbot.waitUntil(lambda: program.locking.is_locked, timeout=10_000)


def test_idle_locking_can_be_switched_off(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    program.over._apply[settings.LOCK_AFTER.key](0)
    assert program._kept.get(settings.LOCK_AFTER) == 0
    program.locking.idle.touch()
    qtbot.wait(50)
    assert not program.locking.idle._timer.isActive()


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("110101199003077758", True),
        ("11010119900307775X", True),
        ("6222 0212 3456 7890 123", True),
        ("13800138000", True),
        ("138-0013-8000", True),
        ("18,600.00", False),
        ("2026-11-22", False),
        ("花呗\t18600\t0.24", False),
        ("95188", False),
    ],
)
def test_numbers_that_name_a_person_or_account_are_known(text: str, private: bool) -> None:
    assert clipboard.is_private(text) is private


def test_a_copied_identity_number_leaves_the_clipboard(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    keeper = program.locking.clipboard
    keeper._timer.setInterval(30)
    board = QGuiApplication.clipboard()
    board.setText("110101199003077758")
    assert "clipboard" in program.window.message.words()
    qtbot.waitUntil(lambda: board.text() == "", timeout=2_000)
    board.setText("110101199003077758")
    board.setText("something else")
    qtbot.wait(60)
    assert board.text() == "something else"
    keeper._timer.setInterval(60_000)
    board.setText("13800138000")
    program.locking.lock()
    assert board.text() == ""


def test_a_draft_without_a_name_comes_back_too(program: Program) -> None:
    program.new()
    assert program.session is not None
    case = program.session.case
    program.session.edit("x", replace(case, label="Mine"))
    program.locking.lock()
    assert "Mine" not in program.window.windowTitle()
    assert program.locking.unlock()
    assert program.session.case.label == "Mine"
    program.close_case()


def test_the_locked_page_says_what_locked_it_with_and_without_a_password(
    program: Program, opened: Open
) -> None:
    opened()
    for why in (ASKED, IDLE):
        program.locking.lock(why)
        assert why in texts(program)
        assert OPEN_DOOR in texts(program)
        assert program.window.windowTitle() == "Locked — Huanqing"
        program.locking.unlock()
    session = program.session
    assert session is not None
    session.set_password("geheim")
    program.locking.lock(IDLE)
    assert IDLE in texts(program)
    assert OPEN_DOOR not in texts(program)


def test_hidden_names_stay_hidden_on_the_start_page_and_in_the_title(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    path = opened().path
    program._kept.remember(path.with_name("林晓的案卷.huanqing"))
    program.toggle_hidden()
    assert program.window.windowTitle() == "Huanqing"
    program.close_case()
    settle(qtbot)  # the frame before goes a piece a turn
    assert "林晓" not in texts(program)
    assert str(path.parent) not in texts(program)


def test_the_title_names_the_file_of_a_case_without_a_name_and_that_it_is_read_only(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "mine.huanqing"
    Session.create(new_case(Month.parse("2026-12")), path).close()
    program.take(Session.open(path, read_only=True))
    assert program.window.windowTitle() == "mine — read only — Huanqing"


def test_who_watches_clipboard_and_hands_goes_with_the_window(
    themed: QApplication, tmp_path: Path, book: RuleBook
) -> None:
    """Both belong to all programs: a window that is gone must not go on looking at them."""
    made = Program(themed, settings.Settings(tmp_path / "settings.json"), lambda: book)
    made.window.deleteLater()
    QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete)
    assert not isValid(made.locking.clipboard)
    assert not isValid(made.locking.idle)
