# SPDX-License-Identifier: Apache-2.0
"""Several cases: the list with next dates, nearest first; a case in a window of its own, locked as by any other."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import put
from planner.facts.rulebook import RuleBook
from planner.store.casefile import CaseFile
from planner.store.lock import InUse
from tests.ui.conftest import TODAY, sample_case
from tests.ui.whole import settle
from ui.app import Program
from ui.case_list import CaseList
from ui.caseload import case_files, caseload, open_window, own_window
from ui.session import Session


def kept(folder: Path, name: str, deadline: date | None, password: str | None = None) -> Path:
    """A case file with one date."""
    case = sample_case()
    case = replace(case, label=name, notices=(), debts=tuple(replace(d, deadline=None) for d in case.debts))
    if deadline is not None:
        case = put(case, "debts", replace(case.debts[0], deadline=deadline, stage="filed"))
    path = folder / f"{name}.huanqing"
    CaseFile.create(path, case, password).close()
    return path


def listed(folder: Path, rules: RuleBook, *known: Path):
    steps = caseload(case_files(known, folder), rules, TODAY)
    try:
        next(steps)
        while True:
            steps.send(False)
    except StopIteration as end:
        return end.value


def test_cases_are_listed_by_their_next_date_and_left_unchanged(tmp_path: Path, book: RuleBook) -> None:
    late = kept(tmp_path, "late", date(2027, 3, 1))
    kept(tmp_path, "none", None)
    soon = kept(tmp_path, "soon", date(2026, 11, 25))
    kept(tmp_path, "closed", date(2026, 11, 23), password="x")
    (tmp_path / "broken.huanqing").write_bytes(soon.read_bytes()[:20_000])
    before = {path: path.read_bytes() for path in tmp_path.glob("*.huanqing")}
    found = listed(tmp_path, book, late)
    assert [line.label for line in found][:2] == ["soon", "late"]
    assert found[0].path == soon
    assert (found[0].days, found[0].debts) == (3, 4)
    states = {line.label: line.state for line in found}
    assert states == {"soon": "read", "late": "read", "none": "read", "closed": "locked", "broken": "refused"}
    assert {path: path.read_bytes() for path in tmp_path.glob("*.huanqing")} == before
    assert not list(tmp_path.glob("*.lock"))


def test_a_case_open_in_a_window_is_listed_too(tmp_path: Path, book: RuleBook) -> None:
    path = kept(tmp_path, "mine", date(2026, 12, 1))
    session = Session.open(path)
    assert listed(tmp_path, book)[0].state == "read"
    session.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_enter_opens_the_nearest_case_by_keyboard(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, lang: str
) -> None:
    program.speak(lang)
    kept(tmp_path, "later", date(2027, 3, 1))
    soon = kept(tmp_path, "soon", date(2026, 11, 25))
    program._kept.remember(soon)

    def walked(window: CaseList) -> int:
        window.show()
        settle(qtbot)
        assert window.model.rowCount() == 2
        QTest.keyClick(window.table, Qt.Key.Key_Return)
        return 1

    monkeypatch.setattr(CaseList, "exec", walked)
    program.window.actions_by_name["cases"].trigger()
    assert program.session is not None
    assert program.session.path == soon
    settle(qtbot)


def test_a_case_beside_is_another_process_that_locks_its_file(tmp_path: Path, qtbot: QtBot) -> None:
    path = kept(tmp_path, "beside", None)
    assert own_window(path, TODAY)[-3:] == [str(path), "--today", "2026-11-22"]
    if sys.platform == "win32":
        pytest.skip("the lock is looked at through the file system of Linux")
    process = open_window(path)
    try:
        qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) > 1, timeout=60_000)  # its lock lies beside it
        assert process.poll() is None
        with pytest.raises(InUse):
            CaseFile.open(path)
    finally:
        process.terminate()
        process.wait(20)
