# SPDX-License-Identifier: Apache-2.0
"""The message bar is heard as well as seen, and opens what is more to say below itself."""

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.widgets import message_bar
from ui.widgets.message_bar import MessageBar


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is told, and whether it interrupts."""
    told: list[tuple[str, bool]] = []
    assertive = QAccessible.AnnouncementPoliteness.Assertive

    class Ear:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: object) -> None:
            told.append((event.message(), event.politeness() == assertive))  # type: ignore[attr-defined]

    monkeypatch.setattr(message_bar, "QAccessible", Ear)
    return told


def test_a_message_is_announced_and_a_danger_at_once(
    themed: object, qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("kept", "good")
    bar.say("not kept", "danger")
    bar.say("")
    assert heard == [("kept", False), ("not kept", True)]


def test_the_rest_of_a_message_opens_and_closes_and_goes_with_the_next(
    themed: object, qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("5 things", "warn", "Show why", lambda: "one\ntwo <b>")
    bar._action.click()
    assert not bar._room.isHidden()
    assert bar._more.text() == "one\ntwo <b>"
    assert heard[-1] == ("one\ntwo <b>", False)
    bar.say("next")
    assert bar._room.isHidden()
    bar.say("with a way", "info", "Undo", lambda: None)
    bar._action.click()
    assert bar._room.isHidden()
