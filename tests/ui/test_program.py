# SPDX-License-Identifier: Apache-2.0
"""Opening, naming and closing cases: passwords, locks, drafts, details; a way back is always there."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from planner.facts.problems import InputError
from tests.ui.conftest import sample_case
from ui import dialogs
from ui.app import Program
from ui.case_details import CaseDetails
from ui.drafts import drafts
from ui.pages.start import StartPage
from ui.session import Session

Open = Callable[..., Session]


def answers(monkeypatch: pytest.MonkeyPatch, name: str, *given: Any) -> list[tuple[Any, ...]]:
    """Let a dialog answer with what is given, one by one; returns what it was asked."""
    asked: list[tuple[Any, ...]] = []
    left = list(given)

    def answer(*words: Any, **_more: Any) -> Any:
        asked.append(words)
        return left.pop(0)

    monkeypatch.setattr(dialogs, name, answer)
    return asked


def test_a_locked_case_asks_until_the_password_is_right_or_the_person_goes_back(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.huanqing"
    Session.create(sample_case(), path, password="right").close()
    asked = answers(monkeypatch, "ask_password", "wrong", "right")
    assert program.open(path)
    assert [bool(words[2]) for words in asked] == [False, True]
    assert program.session is not None
    assert program.session.is_encrypted
    program.close_case()
    answers(monkeypatch, "ask_password", None)
    assert not program.open(path)
    assert isinstance(program.window.start, StartPage)


def test_a_case_open_elsewhere_can_be_read_and_refuses_edits_in_words(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "used.huanqing"
    first = Session.create(sample_case(), path)
    answers(monkeypatch, "ask", True)
    assert program.open(path)
    assert program.session is not None
    assert program.session.read_only
    before = program.session.case
    program.session.edit("x", replace(before, label="y"))
    assert program.session.case is before
    assert program.window.message.words()
    program.close_case()
    first.close()


def test_a_draft_gets_its_name_and_password_when_it_is_saved(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    program.new()
    assert program.session is not None
    draft = program.session.path
    assert program.session.is_draft
    answers(monkeypatch, "ask_path", tmp_path / "mine")
    answers(monkeypatch, "ask_new_password", "secret")
    program.save_copy()
    assert program.session.path == tmp_path / "mine.huanqing"
    assert program.session.is_encrypted
    assert not draft.exists()
    assert "mine.huanqing" in program.window.message.words()
    program.close_case()
    assert program._kept.recent() == [tmp_path / "mine.huanqing"]


def test_what_cannot_be_kept_is_never_lost_without_a_word(
    program: Program, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()
    monkeypatch.setattr(
        session, "close", lambda anyway=False: None if anyway else InputError("case", "disk full")
    )
    asked = answers(monkeypatch, "ask", False)
    assert not program.quit()
    assert program.session is session
    assert "disk full" in asked[0][1]
    monkeypatch.undo()


def test_details_are_kept_field_by_field_and_can_be_undone(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened()
    details = CaseDetails(program.window, session)
    qtbot.addWidget(details)
    before = session.case
    details.form.edited.emit("borrower.phone", "13900000000")
    details.form.edited.emit("label", "My own case")
    assert session.case.borrower is not None
    assert session.case.borrower.phone == "13900000000"
    assert "My own case" in program.window.windowTitle()
    session.undo()
    session.undo()
    assert session.case == before


def test_the_last_detail_emptied_leaves_nobody(program: Program, opened: Open, qtbot: QtBot) -> None:
    session = opened(replace(sample_case(), borrower=None))
    details = CaseDetails(program.window, session)
    qtbot.addWidget(details)
    details.form.edited.emit("borrower.name", "甲")
    assert session.case.borrower is not None
    details.form.edited.emit("borrower.name", None)
    assert session.case.borrower is None


@pytest.mark.parametrize(
    "name", ["ask", "tell", "ask_password", "ask_new_password", "show_keys", "show_about"]
)
def test_every_dialog_has_verbs_and_a_way_back(
    program: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen: list[dialogs.Plain] = []

    def back(dialog: dialogs.Plain) -> int:
        seen.append(dialog)
        dialog.reject()
        return 0

    monkeypatch.setattr(dialogs.Plain, "exec", back)
    more: dict[str, tuple[Any, ...]] = {
        "ask": ("words", "Do it"),
        "tell": ("words",),
        "ask_password": ("case",),
        "show_keys": ([("Ctrl+N", "New")],),
        "show_about": (program.book.as_of,),
    }
    given = getattr(dialogs, name)(program.window, *more.get(name, ()))
    assert not given
    assert len(seen) == 1
    assert seen[0].windowTitle()
    assert seen[0].back.text() not in ("", "OK", "No", "Yes")


def test_no_box_of_yes_and_no_stands_in_the_code(tree: Path) -> None:
    said = [path.name for path in (tree / "ui").rglob("*.py") if "QMessageBox" in path.read_text("utf-8")]
    assert said == []


def test_recent_cases_are_offered_and_can_be_cleared(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    Session.create(sample_case(), path).close()
    assert program.open(path)
    program.close_case()
    start = program.window.start
    assert isinstance(start, StartPage)
    start.opened.emit(path)
    assert program.session is not None
    program.close_case()
    assert isinstance(program.window.start, StartPage)
    program.window.start.forgotten.emit()
    assert program._kept.recent() == []


def test_a_case_without_a_name_is_offered_again_and_an_untouched_one_leaves_nothing(program: Program) -> None:
    for path in drafts().glob("*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)
    program.new()
    program.close_case()
    assert not list(drafts().glob("*.huanqing"))
    program.new()
    assert program.session is not None
    program.session.edit("name", replace(program.session.case, label="Mine"))
    path = program.session.path
    program.close_case()
    start = program.window.start
    assert isinstance(start, StartPage)
    offered = [button for button in start.findChildren(QPushButton) if "Unnamed case" in button.text()]
    assert len(offered) == 1
    offered[0].click()
    assert program.session is not None
    assert (program.session.path, program.session.case.label) == (path, "Mine")
    assert program._kept.recent() == []
    path_now = program.session.path
    program.close_case()
    path_now.unlink()


def test_a_frame_made_anew_leaves_no_old_menus_behind(program: Program, qtbot: QtBot) -> None:
    for _time in range(4):
        program.window.rebuild()
    qtbot.wait(10)
    bar = program.window.menuBar()
    assert len(bar.findChildren(QMenu)) == len(bar.actions())
