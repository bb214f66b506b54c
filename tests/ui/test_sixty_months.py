# SPDX-License-Identifier: Apache-2.0
"""Sixty months lived through the Agreement page, as the days go by: every payment typed, taken back and made again."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.engine.agreement import keeping
from planner.facts.money import plain_yuan
from planner.facts.terms import PaidOn
from tests.journeys import agreed_case, lived, with_payments
from tests.ui.whole import settle
from ui import agreement_look
from ui.app import Program
from ui.pages.agreement import AgreementPage
from ui.session import Session


def typed(page: AgreementPage, paid: PaidOn, qtbot: QtBot) -> None:
    """Type a payment with the keyboard alone."""
    card = page.instalments
    for name, text in (("date", paid.date.isoformat()), ("amount", plain_yuan(paid.amount))):
        editor = card.form.editors[name]
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    card.record.setFocus()
    QTest.keyClick(card.record, Qt.Key.Key_Space)
    settle(qtbot)


def test_sixty_months_by_keyboard(program: Program, opened: Callable[..., Session], qtbot: QtBot) -> None:
    case = agreed_case("0.12", "equal_instalment")
    dues, made = lived(case, 2)
    day = [dues[0]]
    program._today = lambda: day[0]
    session = opened(case)
    program.window.go("agreement")
    page = program.window.page()
    assert isinstance(page, AgreementPage)
    settle(qtbot)
    for paid in made:
        day[0] = paid.date
        typed(page, paid, qtbot)
    day[0] = dues[-1] + timedelta(days=60)
    program.window.rebuild()  # as the next start of the program would
    page = program.window.page()
    assert isinstance(page, AgreementPage)
    settle(qtbot)
    told = page._look
    assert told is not None
    assert told.kept is not None
    assert session.case.debts[0].payments == tuple(made)
    whole = with_payments(case, made, day[0])
    wanted = keeping(whole, whole.debts[0], whole.agreements[0], day[0])
    assert told.kept == wanted
    assert page.instalments.payments.rowCount() == len(made)
    last_marks = {mark.month: mark.new for mark in told.credit.months}
    assert last_marks[max(last_marks)] != "C"  # not settled: something is still unpaid
    day[0] += timedelta(days=1)
    now = keeping(session.case, session.case.debts[0], session.case.agreements[0], day[0])
    typed(page, PaidOn(date=day[0], amount=now.still_owed), qtbot)
    assert page._look is not None
    assert page._look.kept is not None
    assert page._look.kept.is_settled
    assert any("结清证明" in said.words() for said in page._look.said)
    for _step in range(len(made) + 1):
        session.undo()
    assert session.case.debts[0].payments == ()
    for _step in range(len(made) + 1):
        session.redo()
    assert len(session.case.debts[0].payments) == len(made) + 1


def test_the_journey_goes_on_after_a_restart(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    case = agreed_case()
    session = opened(case)
    debt = session.case.debts[0]
    session.edit("p", agreement_look.paid(session.case, debt, date(2026, 12, 1), 100_000))
    path = session.path
    assert program._close_session()
    again = Session.open(path)
    program.take(again)
    assert again.case.debts[0].payments == (PaidOn(date=date(2026, 12, 1), amount=100_000),)
    again.undo()
    assert again.case.debts[0].payments == ()
    settle(qtbot)
