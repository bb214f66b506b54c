# SPDX-License-Identifier: Apache-2.0
"""The Overview page: one sentence, the next date, three cards that agree with the plan, the next step by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from planner.engine.stress_values import StressResult
from planner.facts.case import new_case
from planner.facts.dates import Month
from tests.ui.conftest import sample_case
from tests.ui.whole import settle, whole_sample
from ui import shown
from ui.app import Program
from ui.chances import percent
from ui.overview_words import chance_words, counted
from ui.pages.overview import OverviewPage
from ui.plan_words import finding
from ui.session import Session
from ui.widgets.foot import situation
from ui.widgets.text import Words


def overview(program: Program) -> OverviewPage:
    program.window.go("overview")
    made = program.window.page()
    assert isinstance(made, OverviewPage)
    return made


@pytest.fixture
def page(program: Program, opened: Callable[..., Session]) -> OverviewPage:
    opened()
    return overview(program)


def test_the_sentence_says_offer_debts_and_months(page: OverviewPage) -> None:
    plan = page._plan_now
    assert plan is not None
    assert plan.end is not None
    words = page.sentence.text()
    assert shown.yuan(plan.affordable) in words
    assert "all four debts are clear" in words
    assert f"in {plan.end - page.desk.case.first_month + 1} months" in words


def test_the_next_date_says_its_days_and_its_doubt(page: OverviewPage) -> None:
    assert "2026-12-10" in page.date.text()
    assert "18 days left" in page.date.text()
    assert "if the message is genuine" in page.date.text()


def test_the_sentence_of_an_empty_case_takes_no_more_room_than_it_needs(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    opened(new_case(Month.parse("2026-12")))
    made = overview(program)
    qtbot.wait(20)
    assert not made.guide.isHidden()
    sentence = made.sentence
    assert sentence.height() <= sentence.heightForWidth(sentence.width()) + 4


def test_the_cards_add_up(page: OverviewPage) -> None:
    assert page.guide.isHidden()
    plan = page._plan_now
    assert plan is not None
    first = plan.months[0]
    left = first.income - first.living - first.priority - first.set_aside - plan.affordable
    assert page.month.rows["left"][1].text() == shown.yuan(left)
    assert page.owed.sum.text() == shown.yuan(sum(debt.owed for debt in page.desk.case.debts))


def test_the_next_step_is_one_key_away(page: OverviewPage, program: Program, qtbot: QtBot) -> None:
    page.reveal("")
    QTest.keyClick(page.next, Qt.Key.Key_Space)
    assert program.window.page().NAME == "notice"


def test_a_step_done_is_ticked_at_once(page: OverviewPage) -> None:
    before = page.steps.bar.value()
    case = page.desk.case
    page.desk.session.edit("gone", replace(case, debts=()))
    assert page.steps.bar.value() < before


def test_too_few_months_say_so_beside_the_dial(page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "not known" in page.chance.dial.words(), timeout=10_000)
    assert "months" in page.chance.note.text()


def test_a_measured_chance_is_shown_with_its_word(page: OverviewPage) -> None:
    assert chance_words(0.933, page.desk.book)[0] == "93%"
    assert chance_words(0.9996, page.desk.book)[0] == percent(0.9996) == ">99%"  # as the Plan page says it
    result = StressResult(
        method="block", paths=20_000, seed=1, block=3, months_used=14, months=(), holds=0.97, standard_error=0.001,
        first_miss=(), median_miss=0, cash={}, reserve_needed={}, largest_instalment={}, affordable_holds=0.97, late=0.0,
    )  # fmt: skip
    page.chance.show_result(result, page.desk.book)
    assert page.chance.dial.words().startswith("97%")
    assert "14 months" in page.chance.note.text()


def test_more_living_than_income_is_said_calmly(program: Program, opened: Callable[..., Session]) -> None:
    case = sample_case()
    opened(replace(case, incomes=(replace(case.incomes[0], amount=300_000),)))
    page = overview(program)
    assert "Living comes first" in page.sentence.text()
    assert "no plan to measure" in page.chance.note.text()


def test_an_empty_case_says_where_to_begin(program: Program, opened: Callable[..., Session]) -> None:
    opened(new_case(Month.parse("2026-12")))
    page = overview(program)
    assert "Begin with the message" in page.sentence.text()
    assert page.next.text() == "Check the message"
    assert not page.date.isVisible()


def test_what_is_missing_names_its_debt(page: OverviewPage, qtbot: QtBot) -> None:
    """Two debts without the day of their contract: the two lines are not the same words."""
    case, found = page.desk.case, page.missing
    bare = tuple(replace(debt, contract_date=None, terms=None) for debt in case.debts[:2])
    page.desk.session.edit("bare", replace(case, debts=bare))
    qtbot.wait(20)
    lines = [one.text() for one in found.findChildren(Words) if one.isVisible()]
    assert len(lines) == len(set(lines)) > 1
    assert any(line.startswith("花呗: ") for line in lines)
    page.desk.session.edit("one", replace(page.desk.case, debts=bare[:1]))
    qtbot.wait(20)
    assert not any(one.text().startswith("花呗: ") for one in found.findChildren(Words) if one.isVisible())


def test_hidden_amounts_are_hidden_here(program: Program, page: OverviewPage) -> None:
    amount = page.owed.sum.text()
    program.toggle_hidden()
    hidden = overview(program)
    assert amount not in " ".join(label.text() for label in hidden.findChildren(type(hidden.sentence)))


def test_every_link_names_where_it_leads(page: OverviewPage) -> None:
    links = [b for b in page.findChildren(QPushButton) if b.text() == "Show me" and b.isVisible()]
    assert len({b.accessibleName() for b in links}) == len(links) > 1


def test_counts_are_words_up_to_ten() -> None:
    assert [counted(n) for n in (2, 4, 10, 11)] == ["two", "four", "ten", "11"]


def test_without_an_income_no_missing_amount_is_made_up(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    session = opened(replace(sample_case(), incomes=(), expenses=(), assets=(), flows=()))
    made = overview(program)
    plan = made._plan_now
    assert plan is not None
    assert plan.refusal is not None
    said = (made.sentence.text(), finding(session.case, plan), situation(session.case, plan, None))
    assert "Enter your income" in said[0]
    assert said[0] == said[1]
    assert said[2].endswith("no income is entered yet")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_situation_stands_on_one_screen(
    program: Program, opened: Callable[..., Session], qtbot: QtBot, language: str
) -> None:
    session = opened(whole_sample()[0])
    for data in whole_sample()[1].values():
        session.keep_bytes(data)
    program.speak(language)
    page = overview(program)
    qtbot.waitUntil(lambda: "%" in page.chance.dial.words(), timeout=20_000)
    settle(qtbot)
    assert [area.verticalScrollBar().maximum() for area in page.findChildren(QScrollArea)] == [0]
    assert page.open.isVisible()
    steps = [one for one in page.steps.findChildren(QPushButton) if one.isVisible()]
    assert len(steps) == 4
    for one in steps:
        assert one.width() >= one.sizeHint().width()
