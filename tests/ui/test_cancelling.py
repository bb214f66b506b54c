# SPDX-License-Identifier: Apache-2.0
"""Cancel ends long work where it stands: inside one file, between two pieces. Nothing half made is left, the lane is free."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts import stopping
from planner.facts.stopping import StoppedError, each, stoppable
from planner.statements.child import ChildError, run_limited
from planner.statements.importers import open_statements
from planner.statements.keeping import keep
from tests.ui.whole import at_page, bank_rows, many_rows, settle
from ui import outbox
from ui.app import Program
from ui.background import PAPERS, ask, run
from ui.pages.documents import DocumentsPage
from ui.pages.help import HelpPage
from ui.pages.statements import StatementsPage
from ui.session import Session

Open = Callable[..., Session]


class Asked:
    """Says "end" at a question; counts how often it was asked."""

    def __init__(self, at: int) -> None:
        self.times, self._at = 0, at

    def __call__(self) -> bool:
        self.times += 1
        return self.times >= self._at


def test_one_long_file_is_left_at_every_place_where_it_is_asked() -> None:
    name, data = "x.csv", bank_rows(3_000)
    never = Asked(10**9)
    with stoppable(never):
        (statement,) = open_statements((name, data)).statements
    assert len(statement.entries) == 3_000
    assert never.times > 10
    for at in range(1, never.times + 1):
        asked = Asked(at)
        with stoppable(asked), pytest.raises(StoppedError):
            open_statements((name, data))
        assert asked.times == at
    case = many_rows(1_000)
    with stoppable(Asked(2)), pytest.raises(StoppedError):
        keep(case, statement)
    assert keep(case, statement)[1].added == 3_000


def test_a_child_process_is_ended_and_a_slow_one_hears_all() -> None:
    large = b"PK" + bytes(3_000_000)  # more than a pipe holds, while the child is still starting
    with pytest.raises(ChildError) as refused, stoppable(Asked(10**9)):
        run_limited("workbook", large)
    assert refused.value.args[0] == "refused"
    with pytest.raises(StoppedError), stoppable(Asked(1)):
        run_limited("workbook", large)


def test_without_anyone_who_asks_nothing_ends() -> None:
    assert list(each(range(5))) == [0, 1, 2, 3, 4]


class Held:
    """Stops a lane at its next question until the person has gone back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
        self.reached, self.free, self.ended = Event(), Event(), False
        real = stopping.go_on

        def go_on() -> None:
            self.reached.set()
            assert self.free.wait(20)
            try:
                real()
            except StoppedError:
                self.ended = True
                raise

        monkeypatch.setattr(place, go_on)

    def until(self, qtbot: QtBot, back: Callable[[], object]) -> None:
        """Go back while the work is under way; ends when the lane is free."""
        qtbot.waitUntil(self.reached.is_set, timeout=20_000)
        back()
        self.free.set()
        ask(int, lane=PAPERS)
        settle(qtbot)
        assert self.ended


def esc(window: object) -> Callable[[], None]:
    return lambda: QTest.keyClick(window, Qt.Key.Key_Escape)  # type: ignore[call-overload]


def shown(program: Program, qtbot: QtBot) -> None:
    program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def test_esc_leaves_a_long_file_and_nothing_of_it_is_kept(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_page(program, opened, StatementsPage)
    shown(program, qtbot)
    path = tmp_path / "long.csv"
    path.write_bytes(bank_rows(3_000))
    settle(qtbot)
    before = page.desk.case
    held = Held(monkeypatch, "planner.statements.sheet.go_on")
    page.intake.read([path])
    held.until(qtbot, esc(program.window))
    assert page.desk.case is before
    assert page.intake.statements == []
    assert page.intake.progress.isHidden()


def test_esc_leaves_a_workbook_and_writes_no_file(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_page(program, opened, DocumentsPage)
    shown(program, qtbot)
    settle(qtbot)
    held = Held(monkeypatch, "planner.reports.sheets.go_on")
    page.save_book(tmp_path / "plan.xlsx", outbox.workbook)
    held.until(qtbot, esc(program.window))
    assert list(tmp_path.glob("*.xlsx")) == []
    assert page.files.progress.isHidden()


@pytest.mark.parametrize("way", ["button", "Esc"])
def test_the_hand_over_pack_can_be_cancelled(
    program: Program,
    opened: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    page = at_page(program, opened, HelpPage)
    shown(program, qtbot)
    settle(qtbot)
    path = tmp_path / "pack.zip"
    monkeypatch.setattr("ui.pages.help.ask_where", lambda *_words: path)
    held = Held(monkeypatch, "planner.evidence.bag.go_on")
    page.open("lawyer")
    page.ask_hand_over()
    bar = program.window.message
    held.until(qtbot, bar._action.click if way == "button" else esc(program.window))
    assert not path.exists()
    assert page.desk.case.exports == ()
    assert bar.words() == "Cancelled: nothing was written."


def test_a_generator_that_is_left_inside_a_step_says_nothing_more(qtbot: QtBot) -> None:
    begun, told = Event(), []

    def steps() -> Iterator[int]:
        yield 1
        begun.set()
        while True:
            stopping.go_on()

    job = run(steps, lane=PAPERS)
    job.finished.connect(told.append)
    job.failed.connect(told.append)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    settle(qtbot)
    assert told == []
    assert ask(int, lane=PAPERS) == 0
