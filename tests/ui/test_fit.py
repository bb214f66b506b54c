# SPDX-License-Identifier: Apache-2.0
"""Nothing is cut off: pages made larger by the person, on a very wide screen, tables with long names, the start page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from planner.facts import language
from tests.ui.fit import beyond, cut, cut_cells, longer, wordy
from tests.ui.whole import settle, whole_sample
from ui.app import Program
from ui.pages.catalogue import ASIDE, PAGES
from ui.pages.guide import GuidePage
from ui.session import Session
from ui.widgets.bars import Waterfall
from ui.widgets.middle import WIDEST

Open = Callable[..., Session]


def pages_cut(program: Program, qtbot: QtBot) -> dict[str, list[str]]:
    found = {}
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        settle(qtbot)
        qtbot.wait(30)
        found[page.NAME] = cut(program.window) + beyond(program.window)
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize(("speech", "zoom"), [("zh", 200), ("wordy", 150)])
def test_no_page_cuts_its_words_where_the_person_made_it_larger(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, speech: str, zoom: int
) -> None:
    """By the program's own zoom; the screen's scale is asked for in test_scales."""
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    opened(whole_sample()[0])
    program.speak("zh" if speech == "zh" else "en")
    program.zoom(zoom)
    program.window.resize(1280 * zoom // 100, 800 * zoom // 100)
    assert pages_cut(program, qtbot) == {}


def test_on_a_very_wide_screen_what_belongs_together_stands_together(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened(whole_sample()[0])
    window = program.window
    window.resize(3840, 2160)
    for page in (*PAGES, *ASIDE):
        window.go(page.NAME)
        settle(qtbot)
        assert cut(window) + beyond(window) == []
        shown, room = window.page(), window.foot
        edges = [
            part.mapTo(window, QPoint(x, 0)).x()
            for part in (shown, window.message.parentWidget(), *shown.actions)
            if part is not None
            for x in (0, part.width())
        ]
        assert max(edges) - min(edges) <= WIDEST, page.NAME
        left, right = room.mapTo(window, QPoint(0, 0)).x(), window.width()
        assert abs((min(edges) - left) - (right - max(edges))) <= 2, f"{page.NAME}: in the middle"
    window.go("budget")
    (fall,) = window.page().findChildren(Waterfall)
    assert fall.height() < 400
    window.go("guide")
    settle(qtbot)
    guide = window.page()
    assert isinstance(guide, GuidePage)
    assert guide.on.mapTo(window, QPoint(0, 0)).y() < 1100  # the way on stays near what it follows


@pytest.mark.parametrize("speech", ["zh", "en"])
def test_every_heading_stands_whole_and_a_cut_cell_says_its_words_in_a_tooltip(
    program: Program, opened: Open, qtbot: QtBot, speech: str
) -> None:
    long = "重庆市某某小额贷款有限责任公司（原某某网络小额贷款有限公司）"
    case = whole_sample()[0]
    opened(replace(case, debts=tuple(replace(debt, creditor=long, brand=None) for debt in case.debts)))
    program.speak(speech)
    mute, cells = [], 0
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        settle(qtbot)
        qtbot.wait(60)
        found = cut_cells(program.window)
        assert [line for line in found if "heading" in line] == []
        cells += len(found)
        mute += [line for line in found if "no tooltip" in line]
    assert mute == []
    assert cells > 4  # a name of thirty signs fits nowhere whole


@pytest.mark.parametrize("speech", ["zh", "en", "wordy"])
def test_start_page_and_locked_page_fit_a_small_screen(
    program: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, speech: str
) -> None:
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    program.speak("zh" if speech == "zh" else "en")
    window = program.window
    window.resize(1280, 720)
    qtbot.wait(20)
    assert cut(window) == []
    opened()
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
