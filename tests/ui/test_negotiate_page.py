# SPDX-License-Identifier: Apache-2.0
"""The Negotiate page: threads by creditor, offers measured beside the window, calls that write their log, the calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, Offer
from planner.facts.terms import Shape, Terms
from tests.ui.conftest import TODAY, sample_case
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.calendar_file import ask_calendar
from ui.pages.negotiate import NegotiatePage
from ui.session import Session

TWELVE = Terms(
    periods=12,
    annual_rate=Decimal("0.12"),
    first_due=date(2026, 12, 15),
    shape=Shape(kind="equal_instalment"),
)


def offered(*offers: Offer) -> Case:
    return replace(sample_case(), offers=offers)


@pytest.fixture
def page(program: Program, opened: Callable[..., Session], qtbot: QtBot) -> NegotiatePage:
    made = at_page(program, opened, NegotiatePage)
    settle(qtbot)
    return made


def test_the_most_urgent_creditor_is_in_sight_first(page: NegotiatePage) -> None:
    assert page._chosen == "d4"
    assert "2027-01-10" in page.next_words.text()


def test_a_call_writes_its_log_as_it_goes(page: NegotiatePage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert len(page.desk.case.contacts) == 1
    QTest.keyClicks(page.call.answer, "Zhou, staff 208")
    QTest.mouseClick(page.call.next, Qt.MouseButton.LeftButton)
    assert "Zhou" in (page.desk.case.contacts[0].note or "")
    assert page.call.count.text() == "Step 2 of 8"
    press = next(b for b in page.call.findChildren(QPushButton) if "in writing" in b.text())
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    assert "in writing" in (page.desk.case.contacts[0].note or "")
    QTest.mouseClick(page.call.end, Qt.MouseButton.LeftButton)
    assert page.right.currentIndex() == 0
    assert page.forms.talk_card.isVisibleTo(page)
    assert page.start.isEnabled()
    page.desk.session.undo()
    assert page.desk.case.contacts[0].note is None
    page.desk.session.undo()
    assert page.desk.case.contacts == ()


def test_a_call_can_be_walked_by_keyboard(page: NegotiatePage) -> None:
    page.begin_call()
    page.call.answer.setFocus()
    QTest.keyClick(page.call.answer, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.call._at == 1
    QTest.keyClick(page.call.answer, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.call._at == 0


def test_a_talk_is_logged_changed_and_deleted(page: NegotiatePage) -> None:
    page.add_contact()
    editors = page.forms.contact.editors
    editors["person"].setFocus()
    QTest.keyClicks(editors["person"], "Ms Li")
    QTest.keyClick(editors["person"], Qt.Key.Key_Return)
    contact = page.desk.case.contacts[0]
    assert (contact.debt, contact.person, contact.at) == ("d4", "Ms Li", TODAY)
    page.remove(f"contacts/{contact.id}")
    assert page.desk.case.contacts == ()
    page.desk.session.undo()
    assert page.desk.case.contacts == (contact,)


def test_offers_stand_side_by_side_with_five_figures_and_a_chance(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    whole = at_page(program, opened, NegotiatePage)
    case = replace(
        whole.desk.case,
        offers=(
            Offer(id="o1", debt="d4", by="us", date=TODAY, terms=replace(TWELVE, periods=48)),
            Offer(id="o2", debt="d4", by="them", date=TODAY, terms=TWELVE),
            Offer(id="o3", debt="d4", by="us", date=TODAY),
        ),
    )
    whole.desk.session.edit("offers", case)
    settle(qtbot)
    assert list(whole._cards) == ["o1", "o2", "o3"]
    figures = whole._cards["o2"].figures
    assert figures["rate"].text().startswith("1")
    assert figures["end"].text() == "2027-11-15"
    assert figures["chance"].text().endswith("%")
    assert figures["share"].text().endswith(" ×")
    assert whole._cards["o3"].figures["total"].text() == "—"
    assert NegotiatePage.badge(case) == 1


def test_what_would_make_an_offer_acceptable_is_answered_in_its_card(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(
        program, opened, NegotiatePage, offered(Offer(id="o1", debt="d4", by="them", terms=TWELVE))
    )
    settle(qtbot)
    page._cards["o1"].ask.click()
    settle(qtbot)
    assert "instalments" in page._cards["o1"].answer.text()


def test_an_offer_without_meaning_says_so_and_stops_nothing(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    never = Terms(annual_rate=Decimal("0.24"), shape=Shape(kind="fixed_amount", instalment=100))
    page = at_page(program, opened, NegotiatePage, offered(Offer(id="o1", debt="d4", by="them", terms=never)))
    settle(qtbot)
    assert page._cards["o1"].figures["total"].text() == "—"
    page._cards["o1"].ask.click()
    settle(qtbot)
    assert page._cards["o1"].answer.text()


def test_a_ready_offer_is_taken_over_with_its_warning(
    page: NegotiatePage, program: Program, qtbot: QtBot
) -> None:
    buttons = page.ready.findChildren(QPushButton)
    assert buttons
    buttons[0].click()
    offer = page.desk.case.offers[0]
    assert offer.by == "us"
    assert offer.terms is not None
    assert offer.terms.shape is not None
    assert offer.terms.shape.kind == "fixed_amount"
    assert "limitation" in program.window.message.words()


def test_an_offer_goes_into_the_plan_and_into_an_agreement(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(
        program, opened, NegotiatePage, offered(Offer(id="o1", debt="d4", by="them", terms=TWELVE))
    )
    settle(qtbot)
    page._offer_asked("plan", "o1")
    assert dict(page.desk.case.scenarios[0].terms or {})["d4"] == TWELVE
    page._offer_asked("agree", "o1")
    case = page.desk.case
    assert case.offers[0].state == "accepted"
    assert case.agreements[0].terms is not None
    assert case.agreements[0].terms.periods == 12
    assert case.agreements[0].terms.principal == case.debts[3].principal
    assert program.window.page().NAME == "agreement"
    settle(qtbot)


def test_terms_of_an_offer_are_typed_in_the_page(page: NegotiatePage) -> None:
    page.add_offer("them")
    page.forms.terms.edited.emit("shape.kind", "equal_instalment")
    page.forms.terms.edited.emit("periods", 24)
    page.forms.offer.edited.emit("state", "refused")
    offer = page.desk.case.offers[0]
    assert offer.terms is not None
    assert (offer.by, offer.terms.periods, offer.state) == ("them", 24, "refused")
    page.open_entry("")
    assert not page.forms.isVisibleTo(page)


def test_every_entry_can_be_opened_by_keyboard(page: NegotiatePage, qtbot: QtBot) -> None:
    page.add_contact()
    page.open_entry("")
    settle(qtbot)
    first = next(b for b in page.timeline.findChildren(QToolButton) if b.isVisibleTo(page))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page._open == "contacts/c1"


def test_the_calendar_is_saved_beside_the_window(
    page: NegotiatePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dates.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    ask_calendar(page, named=True)
    qtbot.waitUntil(target.exists, timeout=10_000)
    settle(qtbot)
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_without_debts_the_page_says_where_to_begin(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(program, opened, NegotiatePage, replace(sample_case(), debts=(), scenarios=(), notices=()))
    settle(qtbot)
    assert page.stack.currentIndex() == 1
    assert not page.start.isEnabled()


def test_place_and_open_record_survive_a_change_of_language(
    page: NegotiatePage, program: Program, qtbot: QtBot
) -> None:
    page.creditors.choose("d2")
    page.add_contact()
    program.speak("zh")
    settle(qtbot)
    again = program.window.page()
    assert isinstance(again, NegotiatePage)
    assert (again._chosen, again._open) == ("d2", "contacts/c1")


def test_each_figure_of_an_offer_says_why_by_keyboard(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    made = offered(
        Offer(id="o1", debt="d4", by="them", terms=TWELVE),
        Offer(id="o2", debt="d4", by="us", terms=replace(TWELVE, periods=48)),
        Offer(id="o3", debt="d4", by="us"),
    )
    page = at_page(program, opened, NegotiatePage, made)
    settle(qtbot)
    assert not page._cards["o3"].why.isEnabled()
    card = page._cards["o1"]
    card.why.setFocus()
    QTest.keyClick(card.why, Qt.Key.Key_Space)
    assert not page.why.isHidden()
    assert page.why.amount.text() == card.figures["total"].text()
    shown_at = {"rate": "rate", "largest": "largest", "share": "share"}
    for figure in shown_at:
        page.why.figure.edited.emit(figure)
        assert page.why.words.text()
    assert page.why.rules.text().startswith("SHARE-01")
    page.why.subject.edited.emit("o2")
    page.why.figure.edited.emit("total")
    assert page.why.amount.text() == page._cards["o2"].figures["total"].text()
    QTest.keyClick(page.why, Qt.Key.Key_Escape)
    assert page.why.isHidden()
    assert card.why.hasFocus()
    settle(qtbot)
