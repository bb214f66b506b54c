# SPDX-License-Identifier: Apache-2.0
"""The cards below the plan: will it hold, the courses beside it, the proven best, and why it moved."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.chances import holds_words, missed_words, percent
from ui.pages.plan import PlanPage
from ui.session import Session


@pytest.fixture
def page(program: Program, opened: Callable[..., Session], qtbot: QtBot) -> PlanPage:
    made = at_page(program, opened, PlanPage)
    settle(qtbot)
    return made


def test_the_dial_says_the_chance_and_the_word(page: PlanPage) -> None:
    assert page.stress.result is not None
    assert page.stress.result.paths == 100_000
    assert "%" in page.stress.dial.words()
    assert "seed 1" in page.stress.words.text()
    assert page.stress.figures["L0.90"].text().startswith("¥")


def test_another_seed_gives_other_futures_and_the_same_seed_the_same(page: PlanPage, qtbot: QtBot) -> None:
    first = page.stress.result
    page.stress.seed.set_value(7)
    page.stress.seed.edited.emit(7)
    settle(qtbot)
    assert page.stress.result is not None
    assert page.stress.result.seed == 7
    page.stress.seed.set_value(1)
    page.stress.seed.edited.emit(1)
    settle(qtbot)
    assert page.stress.result == first


def test_losing_and_doing_nothing_stand_beside_the_plan(page: PlanPage) -> None:
    cells = page.beside._cells
    assert cells[3, 0].text() == "Losing in court"
    assert cells[1, 2].text() == "¥0"
    assert "more than this plan" in page.beside.words.text()


def test_the_distance_from_the_best_is_proved(page: PlanPage) -> None:
    assert "best" in page.best.words.text()
    assert page.best.cancel.isHidden()


def test_after_an_edit_one_sentence_says_what_moved(page: PlanPage, qtbot: QtBot) -> None:
    assert not page.moved.isVisibleTo(page)
    case = page.desk.case
    less = replace(case.incomes[0], amount=case.incomes[0].amount - 50_000)
    page.desk.session.edit("less", replace(case, incomes=(less, *case.incomes[1:])))
    assert page.desk.feed is not None
    with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
        pass
    settle(qtbot)
    assert less.name in page.moved.text()


def test_without_history_the_chance_is_not_invented(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(program, opened, PlanPage, sample_case())
    settle(qtbot)
    assert "twelve months" in page.stress.words.text()
    assert page.stress.dial.words().startswith("—")


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.996, ">99%"), (1.0, "100%")]
)
def test_a_share_never_claims_certainty_it_has_not(share: float, words: str) -> None:
    assert percent(share) == words


def test_the_words_of_a_chance() -> None:
    assert holds_words(None, 0.9)[1] == ""
    assert holds_words(0.97, 0.9) == ("holds well", "good")
    assert holds_words(0.91, 0.9) == ("holds", "good")
    assert holds_words(0.8, 0.9)[1] == "warn"
    assert holds_words(0.1, 0.9) == ("too tight", "warn")
    assert missed_words(None) == "—"
