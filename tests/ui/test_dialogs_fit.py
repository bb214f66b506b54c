# SPDX-License-Identifier: Apache-2.0
"""Every dialog fits a screen of 1280 x 720, also with larger type and in a language forty per cent longer; it speaks anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.facts import language
from tests.ui.conftest import TODAY
from tests.ui.fit import beyond, cut, larger, wordy
from ui import dialogs
from ui.app import Program
from ui.case_list import CaseList
from ui.help_window import HelpWindow
from ui.menus import keys_in_words
from ui.session import Session
from ui.widgets.tall import Tall

Open = Callable[..., Session]
SMALL = QSize(1280, 720) * dialogs.SCREEN
FIELDS = {"settings": "zoom", "details": "borrower.name"}
LONG = "重庆市某某小额贷款有限责任公司（原某某网络小额贷款有限公司）.huanqing"
REASON = "The file was changed by another program, and what it holds cannot be read any more. " * 6


def every_dialog(program: Program, folder: Path) -> dict[str, Callable[[], object]]:
    """Each dialog by what opens it."""
    window, over = program.window, program.over
    keys = keys_in_words(window.actions_by_name)
    return {
        "ask": lambda: dialogs.ask(window, REASON, "Close and lose these edits"),
        "tell": lambda: dialogs.tell(window, REASON),
        "password": lambda: dialogs.ask_password(window, LONG, REASON),
        "new password": lambda: dialogs.ask_new_password(window),
        "keys": lambda: dialogs.show_keys(window, keys),
        "about": lambda: dialogs.show_about(window, TODAY),
        "settings": over.show_settings,
        "details": over.show_details,
        "anything": over.go_to_anything,
        "help": lambda: HelpWindow(window, "start").exec(),
        "cases": lambda: CaseList(
            window, [folder / LONG], program.book, TODAY, program.open, program.open
        ).exec(),
    }


def beside_its_edges(dialog: QDialog) -> list[str]:
    """Verbs that stand outside of a dialog."""
    return [
        f"button “{one.text()}” outside"
        for one in dialog.findChildren(QPushButton)
        if one.isVisibleTo(dialog)
        and one.parentWidget() is dialog
        and not dialog.rect().contains(one.geometry())
    ]


@pytest.mark.parametrize("speech", ["zh", "en", "wordy"])
@pytest.mark.parametrize("more", [0, 4])
def test_every_dialog_fits_a_small_screen(
    program: Program,
    opened: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    speech: str,
    more: int,
) -> None:
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    monkeypatch.setattr(dialogs.Plain, "room", lambda _dialog: SMALL)
    found: dict[str, list[str]] = {}
    seen: list[str] = []

    def measure(dialog: QDialog) -> int:
        dialog.show()
        qtbot.wait(20)
        lines = cut(dialog) + beyond(dialog) + beside_its_edges(dialog)
        if dialog.width() > SMALL.width() or dialog.height() > SMALL.height():
            lines.append(f"{dialog.width()} x {dialog.height()}")
        if dialog.height() < SMALL.height():
            squeezed = [one for one in dialog.findChildren(Tall) if one.verticalScrollBar().maximum() > 0]
            lines += [f"scrolls {one.verticalScrollBar().maximum()} px with room left" for one in squeezed]
        seen.append(dialog.windowTitle())
        if lines:
            found[dialog.windowTitle()] = lines
        dialog.reject()
        return 0

    with larger(more):
        program.speak("zh" if speech == "zh" else "en")
        program.window.resize(1280, 720)
        opened()
        monkeypatch.setattr(QDialog, "exec", measure)
        every = every_dialog(program, tmp_path)
        for open_it in every.values():
            open_it()
    assert found == {}
    assert len(seen) == len(every)


@pytest.mark.parametrize("name", ["settings", "details"])
def test_a_dialog_speaks_the_new_language_at_once_and_keeps_the_keyboard(
    program: Program, opened: Open, monkeypatch: pytest.MonkeyPatch, name: str, tmp_path: Path
) -> None:
    """Changed in the middle of it, by language and by zoom, with the dialog really waiting for an answer."""
    opened()
    monkeypatch.undo()
    said: list[str] = []
    kept: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, dialogs.Plain)
        said.append(dialog.windowTitle())
        steps: list[Callable[[], object]] = [
            lambda: program.speak("zh"),
            lambda: program.zoom(150),
            dialog.reject,
        ]
        if len(said) > 1:
            kept.append(dialog.focusWidget() is dialog.findChild(QWidget, FIELDS[name]))
        dialog.findChild(QWidget, FIELDS[name]).setFocus()
        steps[len(said) - 1]()
        if len(said) < len(steps):
            QTimer.singleShot(100, look)

    QTimer.singleShot(30, look)
    every_dialog(program, tmp_path)[name]()
    assert said[0].isascii()
    assert said[1] == said[2]
    assert not said[1].isascii()
    assert kept == [True, True]


def test_a_question_is_not_answered_by_a_change_of_language(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    QTimer.singleShot(30, lambda: program.speak("zh"))
    QTimer.singleShot(60, lambda: program.window.findChildren(dialogs.Plain)[-1].reject())
    assert dialogs.ask(program.window, "words", "Do it") is False
