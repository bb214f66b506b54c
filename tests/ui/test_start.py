# SPDX-License-Identifier: Apache-2.0
"""Before and around the window: the door, settings, recent cases, faults, and what is not loaded at the start."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ui import errors
from ui.__main__ import wants_window
from ui.app import Program
from ui.pages.start import StartPage
from ui.settings import LANGUAGE, LAST_CASE, RECENT, REOPEN, ZOOM, Settings


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["a.huanqing"], True),
        (["--sample"], True),
        (["--lang", "zh"], True),
        (["plan", "a.huanqing"], False),
        (["--help"], False),
        (["fees", "100"], False),
    ],
)
def test_a_command_goes_to_the_command_line_anything_else_to_the_window(
    words: list[str], window: bool
) -> None:
    assert wants_window(words) is window


def loaded(code: str, tree: Path) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        cwd=tree,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(said.stdout.split())


def test_the_command_line_never_loads_qt(tree: Path) -> None:
    assert "PySide6" not in loaded("import ui.__main__, ui.cli", tree)


def test_the_window_starts_without_the_heavy_libraries(tree: Path) -> None:
    heavy = {
        "pandas",
        "numpy",
        "matplotlib",
        "openpyxl",
        "highspy",
        "pypdfium2",
        "lxml",
        "python_calamine",
        "PIL",
    }
    assert loaded("import ui.app", tree) & heavy == set()


def test_settings_are_kept_whole_for_their_owner_only(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "deep" / "settings.json")
    kept.put(LANGUAGE, "zh")
    kept.put(ZOOM, 999)
    again = Settings(tmp_path / "deep" / "settings.json")
    assert again.get(LANGUAGE) == "zh"
    assert again.get(ZOOM) == 100
    assert stat.S_IMODE((tmp_path / "deep" / "settings.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '{"language": 7, "zoom": "big", "recent": {}}', "\x00"])
def test_a_damaged_settings_file_costs_only_the_settings(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    kept = Settings(tmp_path / "settings.json")
    assert kept.get(LANGUAGE) == "system"
    assert kept.get(ZOOM) == 100
    assert kept.recent() == []


def test_recent_cases_stand_newest_first_and_can_be_forgotten(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "settings.json")
    for number in range(RECENT + 3):
        kept.remember(tmp_path / f"{number}.huanqing")
    kept.remember(tmp_path / "5.huanqing")
    assert kept.recent()[0].name == "5.huanqing"
    assert len(kept.recent()) == RECENT
    kept.forget_recent()
    assert json.loads((tmp_path / "settings.json").read_text())["recent"] == []


def test_a_pinned_case_stays_on_top_until_it_is_let_go(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "settings.json")
    for number in range(RECENT + 3):
        kept.remember(tmp_path / f"{number}.huanqing")
        if number == 1:
            kept.pin(tmp_path / "1.huanqing", True)
    assert kept.recent()[0].name == "1.huanqing"
    assert len(kept.recent()) == RECENT + 1  # pushed out of the newest, and still there
    kept.pin(tmp_path / "1.huanqing", False)
    assert "1.huanqing" not in [path.name for path in kept.recent()]


def test_a_case_is_pinned_by_keyboard(program: Program, tmp_path: Path) -> None:
    for name in ("a", "b"):
        program._kept.remember(tmp_path / f"{name}.huanqing")
    program.show_start()
    page = program.window.start
    assert isinstance(page, StartPage)
    star = next(b for b in page.findChildren(QToolButton) if b.accessibleName() == "Keep a on top")
    star.setFocus()
    QTest.keyClick(star, Qt.Key.Key_Space)
    assert [path.stem for path in program._kept.recent()] == ["a", "b"]


def test_the_last_case_is_opened_again_only_where_that_is_wanted(tmp_path: Path) -> None:
    kept, path = Settings(tmp_path / "settings.json"), tmp_path / "mine.huanqing"
    path.touch()
    kept.keep_last(path)
    assert kept.last() is None
    kept.put(REOPEN, True)
    kept.keep_last(path)
    assert Settings(tmp_path / "settings.json").last() == path
    path.unlink()
    assert kept.last() is None
    kept.forget_recent()
    assert kept.get(LAST_CASE) == ""


def test_the_keyboard_is_on_the_first_choice_from_the_start(program: Program) -> None:
    page = program.window.start
    assert isinstance(page, StartPage)
    assert page.buttons[0].hasFocus()


def test_the_start_page_works_by_arrow_keys_and_greys_what_is_gone(
    themed: object, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "there.huanqing"
    there.touch()
    page = StartPage([there, tmp_path / "gone.huanqing"])
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.buttons[0].setFocus()
    for place, key, then in (
        (0, "Down", 1),
        (1, "Right", 2),
        (2, "Down", 4),
        (4, "Left", 3),
        (3, "Up", 1),
        (1, "Up", 0),
    ):
        QTest.keyClick(page.buttons[place], getattr(Qt.Key, f"Key_{key}"))
        assert page.buttons[then].hasFocus(), (place, key)
    QTest.keyClick(page.buttons[0], Qt.Key.Key_Down)
    QTest.keyClick(page.buttons[1], Qt.Key.Key_Down)
    with qtbot.waitSignal(page.chosen) as told:
        QTest.keyClick(page.buttons[3], Qt.Key.Key_Return)
    assert told.args == ["sample"]
    enabled = {b.text().strip(): b.isEnabled() for b in page.findChildren(type(page.buttons[0]).__mro__[1])}
    assert enabled["there"]
    assert not enabled["gone"]


def test_a_report_of_a_fault_holds_places_but_no_names_and_no_amounts(tmp_path: Path) -> None:
    try:
        raise KeyError("林晓 330106199203150022 ¥19,697.40")
    except KeyError as fault:
        text = errors.redacted(type(fault), fault.__traceback__)
    assert "KeyError" in text
    assert "test_start.py" in text
    assert "林晓" not in text
    assert "19,697" not in text
    path = errors.keep_report(text, tmp_path / "logs")
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_fault_is_told_and_does_not_end_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[Path | None] = []
    monkeypatch.setattr(errors, "keep_report", lambda text: tmp_path / "report")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    errors.catch_faults(told.append)
    sys.excepthook(ValueError, ValueError("secret"), None)
    assert told == [tmp_path / "report"]
    assert "secret" not in capsys.readouterr().err
