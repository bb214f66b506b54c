# SPDX-License-Identifier: Apache-2.0
"""The settings dialog: each setting counts at once, is found by words of either language, and can be given back."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.language import language
from ui import settings
from ui.app import Program
from ui.settings_dialog import SHOWN, SettingsDialog


@pytest.fixture
def dialog(program: Program, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(program.window, program._kept, program._appliers())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lock", ["lock_after"]),
        ("锁定", ["lock_after"]),
        ("dark", ["theme"]),
        ("language", ["language"]),
        ("150 %", ["zoom"]),
        ("recent", ["keep_recent"]),
        ("no such thing", []),
        ("", [field.path for _setting, field in SHOWN]),
    ],
)
def test_a_setting_is_found_by_its_words(dialog: SettingsDialog, words: str, found: list[str]) -> None:
    QTest.keyClicks(dialog.search, words) if words.isascii() else dialog.search.setText(words)
    assert [path for path, editor in dialog.form.editors.items() if not editor.isHidden()] == found
    assert dialog._none.isHidden() == bool(found)


def test_the_language_of_the_system_can_be_chosen_again(
    program: Program, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    dialog._edit("language", "system")
    assert language() == "zh"
    assert program.window.menuBar().actions()[0].text().startswith("文件")


def test_a_setting_counts_at_once_and_all_are_given_back(program: Program, dialog: SettingsDialog) -> None:
    dialog.form.editors["reopen"].click()  # type: ignore[union-attr]
    assert program._kept.get(settings.REOPEN) is True
    dialog._reset()
    assert program._kept.get(settings.REOPEN) is False
    assert all(program._kept.get(setting) == setting.default for setting, _field in SHOWN)
