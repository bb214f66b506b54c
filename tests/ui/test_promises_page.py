# SPDX-License-Identifier: Apache-2.0
"""Promises, attachments and reminders in the window: typed, attached, told when a case is opened and on a new day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.facts.case import Contact, put
from tests.ui.conftest import TODAY, sample_case
from tests.ui.whole import settle
from ui.app import Program
from ui.pages.agreement import AgreementPage
from ui.pages.negotiate import NegotiatePage
from ui.session import Session

PICTURE = Path(__file__).parents[2] / "resources" / "sample" / "50-住院费用.png"


@pytest.fixture
def page(program: Program, opened: Callable[..., Session], qtbot: QtBot) -> NegotiatePage:
    opened()
    program.window.go("negotiate")
    made = program.window.page()
    assert isinstance(made, NegotiatePage)
    settle(qtbot)
    return made


def test_a_promise_is_typed_and_comes_next_for_that_creditor(page: NegotiatePage, qtbot: QtBot) -> None:
    page.add_contact()
    talk = page.desk.case.contacts[-1]
    page._edit_open("promise", "the statement")
    page._edit_open("promise_by", "them")
    page._edit_open("promise_due", TODAY + timedelta(days=2))
    kept = next(one for one in page.desk.case.contacts if one.id == talk.id)
    assert (kept.promise, kept.promise_by, kept.promise_due) == ("the statement", "them", date(2026, 11, 24))
    assert "the statement" in page.next_words.text()
    page._edit_open("promise_kept", TODAY)
    assert "the statement" not in page.next_words.text()
    settle(qtbot)


def test_a_file_is_attached_to_a_talk_by_one_edit_and_taken_off(
    page: NegotiatePage, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "call.png"
    picture.write_bytes(PICTURE.read_bytes())
    page.add_contact()
    talk = page.desk.case.contacts[-1]
    before = page.desk.case
    page.attaching.attach(picture)
    settle(qtbot)
    case = page.desk.case
    paper = case.papers[-1]
    assert (paper.kind, paper.debt) == ("D13", talk.debt)
    assert case.proofs[-1].figure == f"contacts/{talk.id}"
    assert page.desk.session.bytes_of(paper.sha256) == PICTURE.read_bytes()
    assert page.forms.attached._rows.count() == 1
    page.forms.attached.loosened.emit(paper.id)
    assert page.desk.case.proofs == before.proofs
    assert paper in page.desk.case.papers
    page.desk.session.undo()
    page.desk.session.undo()
    assert page.desk.case == before


def test_a_file_that_is_no_paper_is_refused_in_words(
    page: NegotiatePage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.add_contact()
    before = page.desk.case
    (tmp_path / "x.exe").write_bytes(b"MZ\0\0")
    page.attaching.attach(tmp_path / "x.exe")
    settle(qtbot)
    assert page.desk.case == before
    assert program.window.message.words()


def test_a_receipt_is_attached_to_the_payments_of_a_debt(
    page: NegotiatePage, program: Program, qtbot: QtBot
) -> None:
    program.window.go("agreement")
    made = program.window.page()
    assert isinstance(made, AgreementPage)
    settle(qtbot)
    made.attaching.attach(PICTURE)
    settle(qtbot)
    debt = made.debt()
    assert debt is not None
    assert made.desk.case.proofs[-1].figure == f"debts/{debt.id}/payments"


def test_what_is_near_is_told_when_a_case_is_opened_and_again_on_a_new_day(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    day = [TODAY]
    program._today = lambda: day[0]
    case = sample_case()
    case = replace(case, notices=(), debts=tuple(replace(d, deadline=None) for d in case.debts))
    due = Contact(id="c77", debt="d1", promise="x", promise_by="us", promise_due=TODAY + timedelta(days=4))
    opened(put(case, "contacts", due))
    settle(qtbot)
    assert program.window.message.words() == ""
    day[0] = TODAY + timedelta(days=1)
    assert program.reminding is not None
    program.reminding.look()
    settle(qtbot)
    assert "2026-11-26" in program.window.message.words()
    program.window.go("overview")
    program.window.say("")
    program.reminding.look()  # once a day is enough
    settle(qtbot)
    assert program.window.message.words() == ""


def test_the_overview_lists_the_dates_ahead(
    program: Program, opened: Callable[..., Session], qtbot: QtBot
) -> None:
    case = sample_case()
    for n in (3, 5):
        due = Contact(
            id=f"c7{n}", debt="d1", promise="x", promise_by="them", promise_due=TODAY + timedelta(days=n)
        )
        case = put(case, "contacts", due)
    opened(case)
    program.window.go("overview")
    page = program.window.page()
    assert page.ahead_card.isVisibleTo(page)
    assert page.ahead.count() == len(page._dates) - 1
    settle(qtbot)
