# SPDX-License-Identifier: Apache-2.0
"""The Notice page: paste, read, check, date, link; several messages; everything kept through the session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.facts.problems import InputError
from tests.ui.conftest import TODAY, sample_case
from ui.app import Program
from ui.pages.notice import NoticePage
from ui.session import Session
from ui.widgets.moment_edit import MomentEdit
from ui.widgets.text import Words

FILED = "【甲市乙区人民法院】林某：渝信小额贷款有限公司诉你一案，案号（2026）浙0199民初1234号，本院已立案。请登录人民法院送达平台 https://zxfw.court.gov.cn/abc 查看。电话0571-80000000，核实请拨12368。"
SCAM = "【法院诉前调解中心】今日18:00前将款项转入监管账户6222000000000000 户名陈某，可免起诉并消除征信。"


def notice_page(program: Program) -> NoticePage:
    program.window.go("notice")
    made = program.window.page()
    assert isinstance(made, NoticePage)
    return made


@pytest.fixture
def page(program: Program, opened: Callable[..., Session]) -> NoticePage:
    opened()
    return notice_page(program)


def paste(page: NoticePage, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(page.paste, Qt.Key.Key_Space)


def words_of(widget: object) -> str:
    return " ".join(label.text() for label in widget.findChildren(Words))  # type: ignore[attr-defined]


def test_a_pasted_message_is_read_kept_and_linked(page: NoticePage) -> None:
    paste(page, FILED)
    notice = page.desk.case.notices[-1]
    assert notice.text == FILED
    assert notice.debt == "d4"
    assert "court" in page.verdict.words.text()
    assert "https://zxfw.court.gov.cn/abc" in words_of(page.fields)


def test_no_class_says_a_message_is_genuine(page: NoticePage) -> None:
    for text in (FILED, SCAM):
        paste(page, text)
        assert "is genuine" not in page.verdict.words.text()


def test_each_signal_is_shown_with_the_words_that_fired_it(page: NoticePage) -> None:
    paste(page, SCAM)
    said = words_of(page.hits)
    found = page._verdicts[page.desk.case.notices[-1].id]
    assert found is not None
    assert {"N01", "N06", "N09"} <= {hit.id for hit in found.hits}
    assert all(hit.id in said and hit.words in said for hit in found.hits)
    assert "Speaks against it" in said


def test_sender_and_time_are_typed_and_undone(page: NoticePage, qtbot: QtBot) -> None:
    paste(page, FILED)
    page.intake.origin.setFocus()
    QTest.keyClicks(page.intake.origin, "12368")
    page.intake.received.setFocus()
    QTest.keyClicks(page.intake.received, "2026-11-20 9:05")
    QTest.keyClick(page.intake.received, Qt.Key.Key_Return)
    notice = page.desk.case.notices[-1]
    assert (notice.sender, notice.received) == ("12368", datetime(2026, 11, 20, 9, 5))
    assert page.verdict.chip.accessibleName() == "perhaps a court"
    page.desk.session.undo()
    assert page.desk.case.notices[-1].received is None


def test_the_deadline_counts_from_receipt_and_goes_to_the_debt(page: NoticePage) -> None:
    paste(page, FILED)
    page._edit("received", datetime(2026, 11, 20, 9, 5))
    assert "2026-12-07" in words_of(page.dates)  # fifteen days end on Saturday, 5 December
    page._take_date(date(2026, 12, 7))
    debt = next(debt for debt in page.desk.case.debts if debt.id == "d4")
    assert (debt.deadline, debt.stage) == (date(2026, 12, 7), "filed")
    page.desk.session.undo()
    assert next(d for d in page.desk.case.debts if d.id == "d4").stage == "mediation"


def test_a_check_is_ticked_dated_and_kept(page: NoticePage) -> None:
    line = page.checks.lines["CHECK-1"]
    line.flag.setFocus()
    QTest.keyClick(line.flag, Qt.Key.Key_Space)
    check = page.desk.case.notices[0].checks[0]
    assert (check.what, check.date, check.channel) == ("CHECK-1", TODAY, "12368")
    assert line.form is not None
    assert all(one.form is None for name, one in page.checks.lines.items() if name != "CHECK-1")
    line.form.edited.emit("outcome", "confirmed")
    assert page.desk.case.notices[0].checks[0].outcome == "confirmed"
    assert "does not say who sent" in page.verdict.standing.text()
    assert NoticePage.badge(page.desk.case) == 0
    QTest.keyClick(line.flag, Qt.Key.Key_Space)
    assert page.desk.case.notices[0].checks == ()


def test_fields_typed_off_the_phone_say_what_was_not_seen(page: NoticePage) -> None:
    page.add_typed()
    assert page.intake.form.isVisible()
    page.intake.form.edited.emit("fields.case_number", "（2026）浙0199民督12号")
    assert page.desk.case.notices[-1].fields == {"case_number": "（2026）浙0199民督12号"}
    assert "Only what you typed" in page.verdict.unseen.text()
    assert "payment order" in page.stage.name.text().lower()


def test_several_messages_stand_by_time_and_can_be_chosen(page: NoticePage) -> None:
    assert not page.line.isVisible()
    paste(page, SCAM)
    page._edit("received", datetime(2026, 10, 1, 9, 0))
    assert page.line.isVisible()
    assert [row.id for row in page.model.records] == ["n1", page.desk.case.notices[-1].id]
    page.table.select_record("n1")
    assert page._chosen == "n1"
    assert "mediation body" in page.verdict.words.text()


def test_a_deleted_message_comes_back_by_undo(page: NoticePage) -> None:
    page._remove([])
    assert page.desk.case.notices == ()
    assert page.stack.currentIndex() == 1
    page.desk.session.undo()
    assert len(page.desk.case.notices) == 1
    assert page.stack.currentIndex() == 0


def test_messages_at_night_bring_up_conduct_and_routes(page: NoticePage) -> None:
    paste(page, "【丙消费金融】您已逾期68天，请尽快还款。")
    page._edit("received", datetime(2026, 11, 1, 23, 30))
    assert page.conduct.isVisible()
    assert "12378" in words_of(page.conduct)


def test_words_of_distress_bring_up_help_and_keep_nothing(page: NoticePage) -> None:
    assert not page.quiet.isVisible()
    page.intake.text.setPlainText("我真的活不下去了")
    page.intake.text.edited.emit("我真的活不下去了")
    assert page.quiet.isVisible()
    assert "12356" in words_of(page.quiet)
    assert "110" in words_of(page.quiet)
    notice = page.desk.case.notices[0]
    assert (notice.checks, notice.fields) == ((), None)


def test_no_message_offers_to_paste_one(program: Program, opened: Callable[..., Session]) -> None:
    opened(replace(sample_case(), notices=()))
    page = notice_page(program)
    assert page.stack.currentIndex() == 1


def test_a_very_long_paste_is_cut_not_frozen(page: NoticePage) -> None:
    paste(page, "还款" * 30_000)
    assert len(page.desk.case.notices[-1].text or "") == 20_000


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-05-06 10:12", datetime(2026, 5, 6, 10, 12)),
        ("2026年5月6日 9时05分", datetime(2026, 5, 6, 9, 5)),
        ("２０２６/5/6　10：12", datetime(2026, 5, 6, 10, 12)),
        ("2026-05-06", date(2026, 5, 6)),
    ],
)
def test_a_time_is_read_as_people_write_it(themed: QApplication, typed: str, read: object) -> None:
    assert MomentEdit().parse(typed) == read


@pytest.mark.parametrize("typed", ["2026-05-06 25:00", "some day", "2026-13-01 10:00"])
def test_a_time_that_is_none_is_refused(themed: QApplication, typed: str) -> None:
    with pytest.raises(InputError):
        MomentEdit().parse(typed)


def test_a_call_of_theirs_is_put_on_record_with_its_time_by_keyboard(page: NoticePage) -> None:
    before = len(page.desk.case.contacts)
    for _press in range(4):
        page.conduct.called.setFocus()
        QTest.keyClick(page.conduct.called, Qt.Key.Key_Space)
    made = page.desk.case.contacts[before:]
    assert [(talk.channel, talk.at.date()) for talk in made] == [("incoming", page.desk.today())] * 4
    assert "4" in page.conduct.counts.text()
    QTest.keyClick(page.conduct.told, Qt.Key.Key_Space)
    assert page.desk.case.contacts[-1].channel == "others"
    page.desk.session.undo()
    assert len(page.desk.case.contacts) == before + 4


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_message_is_opened_from_a_text_file(page: NoticePage, tmp_path: Path, code: str) -> None:
    path = tmp_path / "sms.txt"
    path.write_bytes(FILED.encode(code))
    page.add_file(path)
    assert page.desk.case.notices[-1].text == FILED


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\xff", "长".encode() * 30_000, None])
def test_a_file_that_is_no_message_is_refused_in_words(
    page: NoticePage, program: Program, tmp_path: Path, data: bytes | None
) -> None:
    path, before = tmp_path / "x.txt", page.desk.case
    if data is not None:
        path.write_bytes(data)
    page.add_file(path)
    assert page.desk.case == before
    assert program.window.message.words()
