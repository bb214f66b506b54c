# SPDX-License-Identifier: Apache-2.0
"""Notes under a card: the first few, and a button that says how many there are, or how many more."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.facts.problems import INFO, Problem
from ui.widgets.notes import Notes


def test_the_button_says_more_only_after_some(themed: object, qtbot: QtBot) -> None:
    told = [Problem(INFO, "", f"note {n}") for n in range(3)]
    for most, words in ((0, "Show 3 notes"), (2, "Show 1 more")):
        notes = Notes(most=most)
        qtbot.addWidget(notes)
        notes.show_problems(told)
        assert [button.text() for button in notes.findChildren(QPushButton)] == [words]
