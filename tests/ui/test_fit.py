# SPDX-License-Identifier: Apache-2.0
"""Nothing is cut off: every page in both languages and in one forty per cent longer, small, large, with larger type."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from planner.facts import language
from tests.ui.fit import beyond, cut, longer, wordy
from tests.ui.whole import settle, whole_sample
from ui import theme
from ui.anything import functions
from ui.app import Program
from ui.case_details import CaseDetails
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.settings_dialog import SettingsDialog
from ui.theme import THEME
from ui.widgets.palette import Palette

Open = Callable[..., Session]


@pytest.fixture
def larger_type(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for role, points in theme.POINTS.items():
            patch.setitem(theme.POINTS, role, points + 4)
        THEME._sheet = ""
        yield
    THEME._sheet = ""


def pages_cut(program: Program, qtbot: QtBot) -> dict[str, list[str]]:
    found = {}
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        settle(qtbot)
        qtbot.wait(30)
        found[page.NAME] = cut(program.window) + beyond(program.window)
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("speech", ["zh", "en", "wordy"])
@pytest.mark.parametrize(("zoom", "size"), [(100, (1024, 680)), (150, (1280, 800))])
def test_no_page_cuts_its_words(
    program: Program,
    opened: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    speech: str,
    zoom: int,
    size: tuple[int, int],
) -> None:
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    opened(whole_sample()[0])
    program.speak("zh" if speech == "zh" else "en")
    program.zoom(zoom)
    program.window.resize(size[0] * zoom // 100, size[1] * zoom // 100)
    assert pages_cut(program, qtbot) == {}


def test_no_page_cuts_its_words_in_larger_type(
    program: Program, opened: Open, qtbot: QtBot, larger_type: None
) -> None:
    THEME.apply()
    opened(whole_sample()[0])
    program.window.rebuild()
    assert pages_cut(program, qtbot) == {}


@pytest.mark.parametrize("speech", ["zh", "en", "wordy"])
def test_start_page_locked_page_and_dialogs_fit_a_small_screen(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, speech: str
) -> None:
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    program.speak("zh" if speech == "zh" else "en")
    window = program.window
    window.resize(1280, 720)
    qtbot.wait(20)
    assert cut(window) == []
    session = opened()
    dialogs: list[QDialog] = [
        CaseDetails(window, session),
        SettingsDialog(window, program._kept, program._appliers()),
        Palette(window, list(functions(window.actions_by_name.values()))),
    ]
    for dialog in dialogs:
        dialog.show()
        qtbot.wait(20)
        assert cut(dialog) == [], dialog.windowTitle()
        assert dialog.width() <= 1280
        assert dialog.height() <= 720
        for button in dialog.findChildren(QPushButton):
            assert dialog.rect().contains(button.geometry()), button.text()
        dialog.close()
    program.locking.lock()
    qtbot.wait(20)
    assert cut(window) == []


def test_the_wordy_language_keeps_places_and_mnemonics() -> None:
    assert longer("&Open {name}").startswith("[&Open {name}")
    assert len(longer("Settings")) >= 11
    assert longer(" ") == " "


def test_what_is_cut_is_found(qtbot: QtBot, themed: QApplication) -> None:
    button = QPushButton("Very long words indeed")
    qtbot.addWidget(button)
    button.show()
    button.setFixedWidth(20)
    holder = QDialog()
    qtbot.addWidget(holder)
    button.setParent(holder)
    holder.show()
    button.show()
    assert cut(holder) != []
