# SPDX-License-Identifier: Apache-2.0
"""The Agreement page: enter, pay, miss, plan again, the record ahead; every step can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import Agreement, Case, Offer, put
from planner.facts.terms import Arrears, PaidOn, Shape, Terms, Waive
from tests.ui.conftest import TODAY, sample_case
from tests.ui.whole import at_page, settle, whole_sample
from ui.app import Program
from ui.pages.agreement import AgreementPage
from ui.session import Session

AGREED = Terms(
    principal=1_860_000,
    start=date(2026, 7, 1),
    periods=36,
    first_due=date(2026, 8, 15),
    shape=Shape(kind="equal_instalment"),
    arrears=Arrears(penalty=109_740),
    waive=Waive(penalty=Decimal(1)),
)
PAID = (PaidOn(date=date(2026, 8, 15), amount=51_667), PaidOn(date=date(2026, 9, 18), amount=51_667))


def agreed(case: Case | None = None, confirmed: bool = True) -> Case:
    """A case with an agreement with the first creditor, two instalments paid, two past due."""
    case = case or sample_case()
    made = Agreement(id="g1", debt="d1", date=date(2026, 7, 1), terms=AGREED, confirmed=confirmed)
    return put(replace(case, agreements=(made,)), "debts", replace(case.debts[0], payments=PAID))


@pytest.fixture
def page(program: Program, opened: Callable[..., Session], qtbot: QtBot) -> AgreementPage:
    made = at_page(program, opened, AgreementPage, agreed())
    settle(qtbot)
    return made


def test_what_is_past_due_is_said_with_its_consequence(page: AgreementPage) -> None:
    assert page._look is not None
    assert page._look.kept is not None
    assert [row.state for row in page._look.kept.rows[:5]] == ["paid", "late", "missed", "missed", "next"]
    assert "enforcement" in page._look.said[0].words()
    assert "2 of 36" in page.standing.lead.text()


def test_a_payment_is_recorded_and_taken_out_by_keyboard(page: AgreementPage, qtbot: QtBot) -> None:
    amount = page.instalments.form.editors["amount"]
    amount.setFocus()
    QTest.keyClick(amount, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(amount, "1033.34")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    page.instalments.record.setFocus()
    QTest.keyClick(page.instalments.record, Qt.Key.Key_Space)
    settle(qtbot)
    assert page.desk.case.debts[0].payments[-1] == PaidOn(date=TODAY, amount=103_334)
    assert page._look is not None
    assert page._look.kept is not None
    assert page._look.kept.unpaid == ()
    page.instalments.made.selectRow(0)
    QTest.keyClick(page.instalments.made, Qt.Key.Key_Delete)
    assert page.desk.case.debts[0].payments == PAID
    settle(qtbot)


def test_a_payment_of_tomorrow_is_refused_in_words(page: AgreementPage, program: Program) -> None:
    page._pay(date(2026, 12, 1), 100)
    assert page.desk.case.debts[0].payments == PAID
    assert "today" in program.window.message.words()


def test_an_agreement_begins_with_the_accepted_offer_and_can_be_deleted(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    asked = replace(AGREED, principal=None, start=None, first_due=date(2026, 12, 15), arrears=Arrears())
    offer = Offer(id="o1", debt="d4", by="us", date=TODAY, terms=asked, state="accepted")
    page = at_page(program, opened, AgreementPage, replace(sample_case(), offers=(offer,)))
    page.creditors.choose("d4")
    page.begin_button.click()
    settle(qtbot)
    signed = page.desk.case.agreements[0].terms
    assert signed is not None
    assert (signed.principal, signed.start, signed.periods) == (
        sample_case().debts[3].principal,
        sample_case().debts[3].as_of,
        36,
    )
    assert page._look is not None
    assert page._look.has_offer
    assert all(each.is_same for each in page._look.compared)
    page.terms.edited.emit("periods", 24)
    page.signed.edited.emit("confirmed", True)
    settle(qtbot)
    assert page.desk.case.agreements[0].confirmed
    assert not all(each.is_same for each in page._look.compared)
    page.remove()
    assert page.desk.case.agreements == ()
    settle(qtbot)


def test_what_is_owed_today_becomes_a_new_plan_and_the_agreement_stays(
    page: AgreementPage, program: Program
) -> None:
    assert page._look is not None
    assert page._look.again is not None
    assert page._look.again.periods == 34
    page._plan_again()
    case = page.desk.case
    assert case.agreements[0].terms == AGREED
    anew = dict(case.scenarios[0].terms or {})["d1"]
    assert anew.principal == page._look.kept.still_owed if page._look.kept else False
    assert program.window.page().NAME == "plan"


def test_repayments_in_the_statements_are_recorded_at_once_and_point_to_the_debt(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(program, opened, AgreementPage, agreed(whole_sample()[0]))
    settle(qtbot)
    assert page._look is not None
    found = page._look.found
    assert found
    page.instalments.found.click()
    settle(qtbot)
    case = page.desk.case
    assert len(case.debts[0].payments) == len(PAID) + len(found)
    assert all(flow.debt == "d1" for flow in case.flows if flow.id in {one.id for one in found})
    assert page._look.found == ()


def test_the_record_asks_since_when_and_then_draws_both_courses(page: AgreementPage, qtbot: QtBot) -> None:
    page.since.edited.emit("since", date(2026, 5, 20))
    settle(qtbot)
    assert page._look is not None
    assert page._look.credit.overdue_since == date(2026, 5, 20)
    assert any(each.new != each.old for each in page._look.credit.months)
    assert "2026-08" in page.marks.accessibleName()


def test_terms_without_meaning_are_said_and_the_page_stays(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    case = agreed()
    wrong = replace(case.agreements[0], terms=replace(AGREED, first_due=date(2020, 1, 1)))
    page = at_page(program, opened, AgreementPage, replace(case, agreements=(wrong,)))
    settle(qtbot)
    assert page._look is not None
    assert page._look.refused is not None
    assert not page.standing.isVisibleTo(page)


def test_without_debts_the_page_says_where_to_begin(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    page = at_page(program, opened, AgreementPage, replace(sample_case(), debts=(), scenarios=(), notices=()))
    settle(qtbot)
    assert page.stack.currentIndex() == 1


def test_the_chosen_creditor_survives_a_change_of_language(
    page: AgreementPage, program: Program, qtbot: QtBot
) -> None:
    page.creditors.choose("d3")
    program.speak("zh")
    settle(qtbot)
    again = program.window.page()
    assert isinstance(again, AgreementPage)
    assert again._chosen == "d3"


def test_the_record_under_each_plan_stands_beside_the_marks(page: AgreementPage, qtbot: QtBot) -> None:
    page._want("since", date(2026, 7, 15))
    settle(qtbot)
    model = page.courses.model
    names = [record.name for record in model.records]
    case = page.desk.case
    assert names[:2] == ["Nothing is paid", "The agreement, kept from today"]
    assert names[2:] == [scenario.name for scenario in case.scenarios]
    assert (model.records[1].settled, model.records[1].worst_old) == (None, "7")  # two are past due
    assert all(record.shown_until for record in model.records[2:])
