# SPDX-License-Identifier: Apache-2.0
"""The backups of a case: seen with date and size, tested, opened only to read, made a case of its own again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.store.backup import backups_of
from tests.ui.conftest import sample_case
from tests.ui.whole import settle
from ui.app import Program
from ui.backup_list import BackupList, told
from ui.backups import Backups, is_backup
from ui.session import Session

Open = Callable[..., Session]


@pytest.fixture(params=[None, "geheim"])
def backed_up(request: pytest.FixtureRequest, program: Program, tmp_path: Path) -> Session:
    """An open case with one backup, in which there was a debt more."""
    path = tmp_path / "mine.huanqing"
    session = Session.create(sample_case(), path, request.param)
    session.edit("x", replace(session.case, label="Before"))
    session.close()
    again = Session.open(path, request.param)
    again.edit("y", replace(again.case, label="Now", debts=again.case.debts[1:]))
    again.flush()
    program.take(again)
    return again


def listing(program: Program, session: Session) -> BackupList:
    desk = Backups(program)
    return BackupList(program.window, session, desk.look_at, desk.restore)


def test_a_backup_is_listed_with_date_and_size_and_a_test_says_what_it_holds(
    program: Program, backed_up: Session, qtbot: QtBot
) -> None:
    window = listing(program, backed_up)
    window.show()
    (one,) = window.model.records
    assert window.model.index(0, 0).data() == f"{one.at:%Y-%m-%d %H:%M}"
    assert "KB" in window.model.index(0, 1).data()
    QTest.keyClick(window.test, Qt.Key.Key_Space)
    settle(qtbot)
    now = len(backed_up.case.debts)
    assert f"debts {now + 1} ({now})" in window.told.text()
    window.close()


def test_a_damaged_backup_is_told(program: Program, backed_up: Session, qtbot: QtBot) -> None:
    (path,) = backups_of(backed_up.path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\x5a" * 4096
    path.write_bytes(data)
    window = listing(program, backed_up)
    window.run_test()
    settle(qtbot)
    assert "Do not rely" in window.told.text()
    window.close()


def test_a_backup_opens_only_to_read_and_leads_back(
    program: Program, backed_up: Session, qtbot: QtBot
) -> None:
    path = backed_up.path
    (backup,) = backups_of(path)
    before = backup.read_bytes()
    listing(program, backed_up)._take(Backups(program).look_at)
    assert program.session is not None
    assert program.session.case.label == "Before"
    assert program.session.read_only
    assert "read only" in program.window.windowTitle()
    assert "backup" in program.window.message.words()
    assert is_backup(program.session.path)
    assert program.session.path not in program._kept.recent()
    assert backup.read_bytes() == before  # closing the case has made a newer one, which thins the older


def test_a_backup_becomes_a_case_of_its_own_and_the_open_one_stays(
    program: Program, backed_up: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "again.huanqing"
    monkeypatch.setattr("ui.dialogs.ask_path", lambda *_a, **_k: target)
    Backups(program).restore(backups_of(backed_up.path)[0])
    assert program.session is backed_up
    assert backed_up.case.label == "Now"
    password = "geheim" if backed_up.is_encrypted else None
    restored = Session.open(target, password)
    assert restored.case.label == "Before"
    assert not restored.read_only
    restored.close()


def test_without_a_backup_it_says_when_the_first_is_made(program: Program, opened: Open) -> None:
    window = listing(program, opened())
    assert not window.test.isVisibleTo(window)
    window.close()


def test_what_is_wrong_is_said_in_words() -> None:
    from planner.facts.problems import InputError
    from planner.store.restoring import Tested

    assert "too bad" in told(Tested(problems=(InputError("x", "too bad", {}, ""),), counts={}), {})
