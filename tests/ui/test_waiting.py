# SPDX-License-Identifier: Apache-2.0
"""Waiting with the window alive, work in turns of the loop, and that nothing of what was stopped stays behind."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.problems import InputError
from tests.ui.whole import settle
from ui import turns
from ui.app import Program
from ui.session import Session, read_case
from ui.waiting import StoppedError, Waiting, is_waiting, wait_for

Open = Callable[..., Session]


def test_the_window_lives_while_the_person_waits_and_hears_what_is_under_way(
    program: Program, qtbot: QtBot
) -> None:
    turned, told, door = [], [], threading.Event()

    def look() -> None:
        turned.append(True)
        over = program.window.findChild(Waiting)
        if over is not None and over.isVisible():
            timer.stop()
            told.append(over.windowTitle())
            assert over.findChildren(QPushButton) == []  # cannot be broken off
            over.reject()
            assert is_waiting()
            assert not program.quit()  # nothing else begins meanwhile
            door.set()

    timer = QTimer(program.window)
    timer.timeout.connect(look)
    timer.start(20)
    assert wait_for(program.window, "Being kept …", lambda: door.wait(20)) is True
    assert told == ["Being kept …"]
    assert len(turned) > 1
    assert not is_waiting()


def test_what_is_done_at_once_needs_no_words_and_a_refusal_comes_where_it_was_asked(program: Program) -> None:
    def refuse() -> None:
        raise InputError("case", "no")

    with pytest.raises(InputError):
        wait_for(program.window, "x", refuse)
    assert wait_for(program.window, "x", lambda: 3) == 3
    assert program.window.findChild(Waiting) is None


def test_going_back_closes_what_was_still_being_opened(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    opened()
    path = tmp_path / "case.huanqing"
    program.close_case()
    door = threading.Event()

    def slowly() -> object:
        door.wait(20)
        return read_case(path)

    def go_back() -> None:
        over = program.window.findChild(Waiting)
        if over is not None and over.isVisible():
            timer.stop()
            over.findChildren(QPushButton)[0].click()

    timer = QTimer(program.window)
    timer.timeout.connect(go_back)
    timer.start(20)
    with pytest.raises(StoppedError):
        program._door.read(slowly)
    door.set()
    settle(qtbot)
    again = Session.open(path)  # no lock is left behind
    again.close()


def test_each_piece_has_a_turn_of_its_own_and_who_asks_gets_the_rest_at_once(qtbot: QtBot) -> None:
    owner, gone, done = QObject(), QObject(), []
    turns.later(owner, *(lambda n=n: done.append(n) for n in range(3)))  # type: ignore[misc]
    turns.later(gone, lambda: done.append("gone"))
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    QTimer.singleShot(0, lambda: None)
    assert done == []
    turns.finish(owner)
    assert done == [0, 1, 2]
    qtbot.waitUntil(turns.is_done)
    assert done == [0, 1, 2]


def test_a_part_that_shows_itself_before_its_turn_is_no_window(qtbot: QtBot) -> None:
    owner, part = QWidget(), QWidget()
    qtbot.addWidget(owner)
    turns.enter_later(owner, part, lambda each: each.setParent(owner))
    part.setVisible(True)
    assert not part.isVisible()
    turns.finish(owner)
    assert part.parent() is owner


def test_a_key_pressed_while_a_page_is_made_reaches_the_new_page(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened()
    settle(qtbot)
    program.window.visit("debts/d1/principal")
    handle = program.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_7)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.objectName() == "principal"
    assert "7" in field.text()  # type: ignore[attr-defined]


def test_a_bug_in_what_is_waited_for_ends_the_waiting(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, bug, _trace: told.append(bug))
    with pytest.raises(StoppedError):
        wait_for(program.window, "x", lambda: 1 // 0)
    assert isinstance(told[0], ZeroDivisionError)
    assert not is_waiting()


def test_lanes_hand_over_to_the_window_soon(program: Program) -> None:
    assert sys.getswitchinterval() <= 0.001
