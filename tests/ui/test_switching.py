# SPDX-License-Identifier: Apache-2.0
"""Language, palette and type change while everything is open: nothing of the old is left, on any page and in any dialog."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.leftovers import leftovers
from tests.ui.test_dialogs_fit import every_dialog
from tests.ui.whole import settle, whole_sample
from ui import dialogs
from ui.app import Program
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.theme import DARK, LIGHT, THEME

Open = Callable[..., Session]
EVERY = tuple(page.NAME for page in (*PAGES, *ASIDE))
SOME = ("overview", "debts", "plan", "guide")  # every kind of part stands on one of them


def test_no_word_of_the_other_language_is_left(program: Program, opened: Open, qtbot: QtBot) -> None:
    session = opened(whole_sample()[0])
    for data in whole_sample()[1].values():
        session.keep_bytes(data)
    window, found = program.window, {}
    for name in EVERY:
        window.go(name)
        settle(qtbot)
    for speech in ("zh", "en"):
        program.speak(speech)
        for name in EVERY:
            window.go(name)
            settle(qtbot)
            found[f"{name} {speech}"] = leftovers(window, speech)
    assert {place: words for place, words in found.items() if words} == {}


def test_a_word_of_the_other_language_is_found(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    window = program.window
    assert len(leftovers(window, "zh")) > 20
    program.speak("zh")
    settle(qtbot)
    assert len(leftovers(window, "en")) > 20
    left = QLabel("Owed", window)
    left.setToolTip("3 debts")
    assert leftovers(window, "zh") == ["3 debts", "Owed"]


@pytest.mark.parametrize("name", ["settings", "details"])
def test_no_word_is_left_in_a_dialog_that_is_open(
    program: Program, opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    opened()
    monkeypatch.undo()
    found: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, dialogs.Plain)
        if found:
            dialog.reject()
        else:
            program.speak("zh")
            QTimer.singleShot(100, read)

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, dialogs.Plain)
        found.append(leftovers(dialog, "zh"))
        dialog.reject()

    QTimer.singleShot(30, look)
    every_dialog(program, tmp_path)[name]()
    assert found == [[]]


def share(picture: QImage, *colours: str) -> float:
    """How much of a picture has one of these colours."""
    small = [
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    ]
    counted = Counter(small)
    return sum(counted[colour.upper()] for colour in colours) / len(small)


def grounds(window: QWidget) -> tuple[float, float]:
    """How much of a window stands on light and on dark grounds."""
    picture = window.grab().toImage()
    light, dark = (
        share(picture, tokens.bg, tokens.surface, tokens.rail, tokens.accent_soft) for tokens in (LIGHT, DARK)
    )
    return light, dark


def test_no_light_ground_is_left_in_the_dark_and_back(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened(whole_sample()[0])
    window = program.window
    for name in SOME:
        window.go(name)
    settle(qtbot)
    for look, ours, others in (("dark", 1, 0), ("light", 0, 1)):
        program.paint(look)
        for name in SOME:
            window.go(name)
            settle(qtbot)
            qtbot.wait(80)
            found = grounds(window)
            assert found[ours] > 0.5, name
            assert found[others] < 0.01, name


def test_type_changes_everywhere(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    for name in SOME:
        program.window.go(name)
    program.zoom(130)
    for name in SOME:
        program.window.go(name)
        settle(qtbot)
        sizes = {
            round(one.font().pointSizeF(), 2)
            for one in program.window.findChildren(QLabel)
            if one.isVisible() and one.property("role") == "base" and one.text()
        }
        assert sizes <= {round(THEME.font("base").pointSizeF(), 2)}, name
