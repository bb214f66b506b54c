# SPDX-License-Identifier: Apache-2.0
"""Help: complete in both languages, found by search, opened at the right place, nothing that may not be said."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.bundle import verify
from planner.facts.language import speaking
from planner.facts.places import resources
from tests.ui.whole import at_page, settle
from ui import help_topics
from ui.app import Program
from ui.help_topics import NAMES, found_in, topic, topic_of
from ui.help_window import HelpWindow
from ui.pages.catalogue import PAGES
from ui.pages.help import HelpPage
from ui.session import Session
from ui.widgets.text import Words


def help_page(program: Program) -> HelpPage:
    made = program.window.page()
    assert isinstance(made, HelpPage)
    return made


def words_of(page: HelpPage) -> str:
    return " ".join(label.text() for label in page.text.findChildren(Words))


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_topic_is_there_and_every_link_leads_somewhere(code: str) -> None:
    files = {file.stem for file in (resources() / "help" / code).glob("*.md")}
    assert files == set(NAMES)
    with speaking(code):
        for name in NAMES:
            links = [block.text for block in topic(name).blocks if block.kind == "link"]
            assert set(links) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_build(name: str) -> None:
    kinds = []
    for code in ("en", "zh"):
        with speaking(code):
            kinds.append([block.kind for block in topic(name).blocks])
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_that_the_law_does_not_carry(name: str) -> None:
    with speaking("zh"):
        assert not re.search("违法|无效|不用还|不必还", topic(name).words)
    with speaking("en"):
        assert not re.search(r"illegal|\bvoid\b|need not repay", topic(name).words)


def test_every_page_has_its_topic() -> None:
    assert {page.NAME for page in PAGES} - {"help"} <= set(NAMES)
    assert topic_of("help") == help_topics.FIRST


def test_search_finds_chinese_terms_in_either_language() -> None:
    for code in ("en", "zh"):
        with speaking(code):
            assert "glossary" in found_in("支付令")
            assert found_in("qwertz") == ()


def test_f1_opens_the_topic_of_the_page(program: Program, opened: Callable[..., Session]) -> None:
    opened()
    program.window.go("budget")
    program.window.actions_by_name["help"].trigger()
    page = help_page(program)
    assert page.at == "budget"
    assert topic("budget").title == page.text.title.text()


def test_the_quiet_page_names_the_lines(program: Program, opened: Callable[..., Session]) -> None:
    opened()
    program.window.go("help/hard-days")
    said = words_of(help_page(program))
    assert all(number in said for number in ("12356", "110", "120"))


def test_a_rule_is_shown_with_source_day_and_confidence(
    program: Program, opened: Callable[..., Session]
) -> None:
    opened()
    program.window.go("help/rules/INT-03")
    page = help_page(program)
    rule = page.desk.book.rule("INT-03")
    assert rule.citation in words_of(page)
    assert str(rule.as_of) in words_of(page)


def test_changes_that_matter_name_the_debts_they_touch(
    program: Program, opened: Callable[..., Session]
) -> None:
    opened()
    program.window.go("help/changes")
    said = words_of(help_page(program))
    assert "since your contract" in said
    assert "2025-12-19" in said


def test_search_narrows_topics_and_rules(program: Program, opened: Callable[..., Session]) -> None:
    opened()
    program.window.go("help")
    page = help_page(program)
    page.search.setText("payment order")
    assert page.at == "stages"
    page.open("rules")
    assert page.desk.book.rule("MED-17").title in words_of(page)
    assert page.desk.book.rule("COL-01").title not in words_of(page)
    page.search.setText("zzzz")
    assert page.nothing.isVisible()


def test_topics_are_walked_by_arrow_keys(program: Program, opened: Callable[..., Session]) -> None:
    opened()
    program.window.go("help")
    page = help_page(program)
    page.open("start")
    page.topics.setFocus()
    QTest.keyClick(page.topics, Qt.Key.Key_Down)
    assert page.at == "hard-days"


def test_the_topic_stays_when_the_language_changes(program: Program, opened: Callable[..., Session]) -> None:
    opened()
    program.window.go("help/lawyer")
    program.speak("zh")
    assert help_page(program).at == "lawyer"


def test_every_page_asks_what_it_means_and_leads_to_its_topic(
    program: Program, opened: Callable[..., Session]
) -> None:
    opened()
    for page in PAGES:
        program.window.go(page.NAME)
        assert program.window.what.isVisibleTo(program.window) == (page.NAME != "help")
        if page.NAME != "help":
            program.window.what.click()
            assert help_page(program).at == page.NAME


def test_f1_opens_the_topic_of_the_part_that_has_the_keyboard(
    program: Program, opened: Callable[..., Session]
) -> None:
    opened()
    program.window.go("notice")
    notice = program.window.page()
    notice.conduct.called.setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    assert help_page(program).at == "routes"


def test_f1_without_a_case_shows_where_to_begin(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[HelpWindow] = []
    monkeypatch.setattr(HelpWindow, "exec", lambda window: seen.append(window))
    program.window.actions_by_name["help"].trigger()
    assert seen[0].at == "start"
    links = [block.text for block in topic("start").blocks if block.kind == "link"]
    seen[0].text.chosen.emit(links[0])
    assert seen[0].at == links[0]
    seen[0].deleteLater()


def test_the_hand_over_pack_is_made_from_the_lawyers_topic_and_recorded(
    program: Program,
    opened: Callable[..., Session],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = at_page(program, opened, HelpPage)
    settle(qtbot)
    path = tmp_path / "for the lawyer.zip"
    monkeypatch.setattr("ui.pages.help.ask_where", lambda *_words: path)
    page.open("lawyer")
    page.ask_hand_over()
    qtbot.waitUntil(path.is_file, timeout=60_000)
    settle(qtbot)
    assert verify(path, page.desk.case.exports).ok
