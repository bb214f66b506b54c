# SPDX-License-Identifier: Apache-2.0
"""Keys and menus (U7): letters unique in every menu of both languages, every button of a header found by Ctrl+K."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.whole import settle, whole_sample
from ui import anything, dialogs
from ui.app import Program
from ui.menus import keys_in_words
from ui.pages.catalogue import PAGES
from ui.session import Session
from ui.widgets.chart import Chart
from ui.widgets.table_menu import table_menu
from ui.widgets.table_view import TableView

Open = Callable[..., Session]


def letters(texts: list[str]) -> list[str]:
    """The letters that choose an entry, each as often as it stands there."""
    found = (QKeySequence.mnemonic(text).toString() for text in texts)
    return [letter for letter in found if letter]


def doubled(texts: list[str]) -> list[str]:
    return [letter for letter, times in Counter(letters(texts)).items() if times > 1]


def texts_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def menus(program: Program) -> Iterator[QMenu]:
    for action in program.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        yield menu


@pytest.mark.parametrize("language", ["zh", "en"])
def test_letters_are_unique_in_every_menu(
    program: Program, opened: Open, qtbot: QtBot, language: str
) -> None:
    opened(whole_sample()[0])
    program.speak(language)
    bar = [action.text() for action in program.window.menuBar().actions()]
    assert doubled(bar) == []
    assert len(letters(bar)) == len(bar)
    for menu in menus(program):
        assert doubled(texts_of(menu)) == [], menu.title()
        assert len(letters(texts_of(menu))) == len(texts_of(menu)), (
            f"an entry without a letter in {menu.title()}"
        )
    for name in ("debts", "plan", "statements"):
        program.window.go(name)
        settle(qtbot)
        page = program.window.page()
        for table in page.findChildren(TableView):
            if table.model().rowCount():
                table.setCurrentIndex(table.model().index(0, 1))
                assert doubled(texts_of(table_menu(table))) == [], table.accessibleName()
        for chart in page.findChildren(Chart):
            assert doubled(texts_of(chart.menu())) == [], chart.accessibleName()
    program.speak("en")


def test_a_letter_that_stands_twice_is_seen() -> None:
    assert doubled(["&Open", "&Other", "复制(&C)"]) == ["Alt+O"]


@pytest.mark.parametrize("name", [page.NAME for page in PAGES])
def test_every_button_of_a_header_is_found_by_its_words(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    page = program.window.page()
    entries = list(anything.buttons(page))
    assert all(entry.words.strip() and entry.do is not None for entry in entries)
    for button in page.actions:
        if isinstance(button, QAbstractButton) and button.isEnabled() and not button.isHidden():
            words = (
                (button.text() or button.accessibleName() or button.toolTip())
                .replace("&", "")
                .removesuffix("…")
            )
            assert any(entry.words.startswith(words) for entry in anything.found(entries, words)), words


def test_a_function_of_a_header_is_done_from_the_list(program: Program, opened: Open) -> None:
    session = opened()
    program.window.go("plan")
    before = len(session.case.scenarios)
    entry = anything.found(list(anything.buttons(program.window.page())), "copy this plan")[0]
    assert entry.do is not None
    entry.do()
    assert len(session.case.scenarios) == before + 1


def test_the_keys_of_tables_and_charts_are_listed_in_help(
    program: Program, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    told: list[str] = []
    monkeypatch.setattr(
        dialogs.Plain,
        "exec",
        lambda dialog: told.extend(words.text() for words in dialog.findChildren(dialogs.Words)),
    )
    dialogs.show_keys(program.window, keys_in_words(program.window.actions_by_name))
    for keys in ("Ctrl+Shift+L", "Shift+F10", "Ctrl+A", "Del", "F2", "Ctrl+F", "Ctrl+V", "Ctrl+C"):
        assert keys in told, keys
    shortcut = program.window.actions_by_name["columns"].shortcut()
    assert shortcut == QKeySequence(Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_L)
