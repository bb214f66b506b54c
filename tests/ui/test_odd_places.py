# SPDX-License-Identifier: Apache-2.0
"""Odd places and moments: no working folder, a file that goes away, a file nobody may write, the same case twice."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from tests.ui.conftest import sample_case
from tests.ui.whole import settle
from ui import dialogs
from ui.app import Program
from ui.session import Session

Open = Callable[..., Session]
CODE = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
os.chdir(sys.argv[2])
os.rmdir(sys.argv[2])
from datetime import date
from ui.app import Program, make_app, read_rules
from ui.settings import Settings
app = make_app()
program = Program(app, Settings(), read_rules, date.today)
program.window.show()
assert program.new()
program.window.go("documents")
program.close_case()
program.quit()
print("fine")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_it_starts_where_the_working_folder_is_gone(tmp_path: Path, tree: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE, str(tree), str(gone)],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(names, str(tmp_path))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "fine" in done.stdout, done.stderr


def test_a_case_whose_folder_goes_away_can_be_kept_elsewhere(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive, other = tmp_path / "drive", tmp_path / "other.huanqing"
    drive.mkdir()
    session = Session.create(sample_case(), drive / "mine.huanqing")
    program.take(session)
    drive.rename(tmp_path / "unplugged")
    session.edit("x", replace(session.case, label="Edited while it was gone"))
    settle(qtbot)
    bar = program.window.message
    assert "mine.huanqing" in bar.words()
    assert session.case.label == "Edited while it was gone"
    monkeypatch.setattr(dialogs, "ask_path", lambda *_a, **_k: other)
    bar._action.click()
    assert program.session is session
    assert session.path == other
    assert session.is_saved
    program.close_case()
    again = Session.open(other)
    assert again.case.label == "Edited while it was gone"
    again.close()


def test_a_file_nobody_may_write_opens_to_read_and_says_so(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.huanqing"
    Session.create(sample_case(), path).close()
    path.chmod(0o400)
    may = os.access  # root may write anything, and says so
    monkeypatch.setattr(os, "access", lambda at, mode: mode != os.W_OK and may(at, mode))
    assert program.open(path)
    assert program.session is not None
    assert program.session.read_only
    assert "reading only" in program.window.message.words()


def test_the_same_case_in_two_windows_is_offered_to_read_only(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.huanqing"
    first = Session.create(sample_case(), path)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda _over, words, _verb: bool(asked.append(words)) or True)
    assert program.open(path)
    assert len(asked) == 1
    assert program.session is not None
    assert program.session.read_only
    assert "read only" in program.window.windowTitle()
    program.session.edit("x", replace(program.session.case, label="no"))
    assert "reading only" in program.window.message.words()
    assert program.session.case.label != "no"
    first.close()


def test_giving_up_to_open_another_case_keeps_the_open_one(
    program: Program, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.huanqing"
    Session.create(new_case(Month.parse("2026-12")), path, "geheim").close()
    session = opened()
    monkeypatch.setattr(dialogs, "ask_password", lambda *_a: None)
    assert not program.open(path)
    assert program.session is session
    assert program.window.desk is not None
