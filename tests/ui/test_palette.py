# SPDX-License-Identifier: Apache-2.0
"""Go to anything: every kind of thing is found by its words, the keyboard takes it, hidden names find nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from planner.facts.language import set_language
from tests.ui.whole import whole_sample
from ui import anything
from ui.app import Program
from ui.session import Session
from ui.widgets.palette import Palette

Open = Callable[..., Session]


@pytest.fixture
def palettes(monkeypatch: pytest.MonkeyPatch) -> list[Palette]:
    made: list[Palette] = []

    def shown(dialog: QDialog) -> int:
        assert isinstance(dialog, Palette)
        made.append(dialog)
        for act in acts:
            act(dialog)
        return dialog.result()

    acts: list[Callable[[Palette], object]] = []
    monkeypatch.setattr(QDialog, "exec", shown)
    made_acts[:] = [acts]
    return made


made_acts: list[list[Callable[[Palette], object]]] = []


def ask(program: Program, text: str, *keys: Qt.Key) -> None:
    def act(dialog: Palette) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(dialog.field, letter)
            else:
                dialog.field.insert(letter)
        for key in keys:
            QTest.keyClick(dialog.field, key)

    made_acts[0][:] = [act]
    program.window.actions_by_name["anything"].trigger()


@pytest.mark.parametrize(
    ("text", "page", "place"),
    [
        ("budget", "budget", None),
        ("收支", "budget", None),  # in the other language too
        ("花呗", "debts", "d1"),
        ("Talks with 借呗", "negotiate", None),
        ("租房合同", "evidence", None),
        ("hardship", "documents", None),
        ("INT-03", "help", None),
        ("Glossary", "help", None),
    ],
)
def test_everything_is_found_by_its_words(
    program: Program, opened: Open, palettes: list[Palette], text: str, page: str, place: str | None
) -> None:
    opened(whole_sample()[0])
    program.window.go("overview")
    ask(program, text, Qt.Key.Key_Return)
    assert page == program.window.page().NAME
    if place is not None:
        assert program.window.page().state() == place


def test_a_function_is_done_and_its_keys_are_shown(
    program: Program, opened: Open, palettes: list[Palette]
) -> None:
    opened()
    ask(program, "lock", Qt.Key.Key_Return)
    assert program.locking.is_locked
    taken = palettes[0].taken
    assert taken is not None
    assert taken.keys == "Ctrl+L"


def test_arrows_move_escape_leaves_and_nothing_found_is_said(
    program: Program, opened: Open, palettes: list[Palette]
) -> None:
    opened()
    program.window.go("overview")
    ask(program, "", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert program.window.page().NAME == "notice"
    ask(program, "no such thing at all", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert not palettes[-1].nothing.isHidden()
    assert palettes[-1].taken is None
    assert program.window.page().NAME == "notice"


def test_without_a_case_only_what_works_is_offered(program: Program, palettes: list[Palette]) -> None:
    ask(program, "", Qt.Key.Key_Escape)
    kinds = {entry.kind for entry in palettes[0].model.entries}
    assert kinds == {"do"}
    assert "Undo" not in {entry.words for entry in palettes[0].model.entries}


def test_hidden_names_neither_show_nor_find(program: Program, opened: Open, palettes: list[Palette]) -> None:
    opened(whole_sample()[0])
    program.toggle_hidden()
    for text in ("花呗", "蚂蚁", "房租", "林"):
        ask(program, text, Qt.Key.Key_Escape)
        told = [e for e in palettes[-1].model.entries if e.kind not in ("rule", "help", "document")]
        assert told == [], text


def test_the_nearest_comes_first() -> None:
    set_language("en")
    entries = [
        anything.Entry(words="INT-01 Plan of law", kind="rule", icon="gavel", place="a"),
        anything.Entry(words="Copy this plan", kind="do", icon="zap", place="b"),
        anything.Entry(words="Plan", kind="page", icon="zap", place="c"),
        anything.Entry(words="Budget", kind="page", icon="zap", place="d", more="plan"),
    ]
    assert [entry.place for entry in anything.found(entries, "plan")] == ["c", "b", "a", "d"]
    assert [entry.place for entry in anything.found(entries, "PLAN law")] == ["a"]
