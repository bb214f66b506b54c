# SPDX-License-Identifier: Apache-2.0
"""Nothing half-made is ever seen, no page is lost between two wishes, and a fault while closing is told, not a vanished window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.whole import settle, whole_sample
from ui import standing
from ui.app import Program
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.turns import is_done

Open = Callable[..., Session]
EVERY = tuple(page.NAME for page in (*PAGES, *ASIDE))


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is kept as long as parts are being made, however slow the machine is."""
    monkeypatch.setattr(standing, "SECONDS", 3_600)
    monkeypatch.setattr(standing, "TURNS", 100_000)


@pytest.mark.usefixtures("_patient")
def test_a_page_is_seen_once_it_is_whole(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened(whole_sample()[0])
    settle(qtbot)
    waited = 0
    for name in EVERY[1:]:
        program.window.visit(name)
        arrived = [True]
        while not is_done():
            if program.window._at == name:
                arrived.append(program.window.updatesEnabled())
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        assert not any(arrived[1:]), name
        waited += len(arrived) - 1
        settle(qtbot)
        assert program.window.updatesEnabled(), name
    assert waited > len(EVERY)


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("change", ["paint", "zoom", "speak", "hide"])
def test_the_old_look_stays_until_the_new_one_is_whole(
    program: Program, opened: Open, qtbot: QtBot, change: str
) -> None:
    opened()
    program.window.go("plan")
    settle(qtbot)
    do = {
        "paint": lambda: program.paint("dark"),
        "zoom": lambda: program.zoom(120),
        "speak": lambda: program.speak("zh"),
        "hide": program.toggle_hidden,
    }
    do[change]()
    while not is_done():
        assert not program.window.updatesEnabled()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert program.window.updatesEnabled()


def test_a_slow_part_does_not_keep_the_page_away(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    settle(qtbot)
    monkeypatch.setattr(standing, "TURNS", 0)
    program.window.go("plan")
    assert program.window.updatesEnabled()
    assert not is_done()


def test_a_change_that_fails_does_not_leave_the_window_blind(program: Program, opened: Open) -> None:
    opened()

    def fails() -> None:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError):
        program.window.rebuild(fails)
    assert program.window.updatesEnabled()


def test_a_page_left_before_it_stood_comes_when_asked_again(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened()
    settle(qtbot)
    window = program.window
    window.visit("debts")
    while "debts" not in window._pages:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    window.visit("budget")
    settle(qtbot)
    assert window.page().NAME == window.stack.currentWidget().NAME == "budget"  # type: ignore[attr-defined]
    window.visit("debts")
    settle(qtbot)
    assert window.page().NAME == window.stack.currentWidget().NAME == "debts"  # type: ignore[attr-defined]


def test_keys_right_after_a_change_of_page_land_there(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    settle(qtbot)
    window = program.window
    for n, name in enumerate(EVERY[:9], 1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{n}"), Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        assert window._at == name
        assert window.stack.currentWidget() is window._pages[name]
    settle(qtbot)


def test_two_clicks_at_once_show_the_second_page(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    settle(qtbot)
    rail = program.window.rail
    for name in ("plan", "evidence"):
        button = rail.findChild(QPushButton, f"rail-{name}")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert program.window._at == "evidence"


@pytest.mark.parametrize("turn", [1, 3])
@pytest.mark.parametrize("then", ["lock", "close", "sample", "hide"])
def test_whatever_comes_while_a_page_is_made_is_done_whole(
    program: Program, opened: Open, qtbot: QtBot, turn: int, then: str
) -> None:
    opened()
    settle(qtbot)
    window = program.window
    program.paint("dark")
    for _turn in range(turn):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    do = {
        "lock": program.locking.lock,
        "close": program.close_case,
        "sample": program.open_sample,
        "hide": program.toggle_hidden,
    }
    do[then]()
    settle(qtbot)
    assert window.updatesEnabled()
    assert (program.session is None) == (then in ("lock", "close"))


def test_a_fault_while_closing_is_told_once_and_never_keeps_the_window(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    window = program.window

    def fails() -> None:
        raise RuntimeError("a fault")

    for stays in (True, False):
        with qtbot.capture_exceptions() as faults, monkeypatch.context() as patched:
            patched.setitem(window._do, "quit", fails)
            QMetaObject.invokeMethod(window, "close", Qt.ConnectionType.QueuedConnection)
            qtbot.wait(20)
        assert [kind for kind, _fault, _trace in faults] == [RuntimeError]
        assert window.isVisible() == stays
    window.show()


def test_the_old_frame_still_locks_while_the_new_one_is_made(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    """A click on the rail in sight, while another look is being made, once met a menu entry that was gone."""
    opened()
    settle(qtbot)
    lock = program.window.rail._tail[1]
    with qtbot.capture_exceptions() as faults:
        program.window.rebuild()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        lock.click()
    assert not faults
    assert program.locking.is_locked
