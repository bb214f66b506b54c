# SPDX-License-Identifier: Apache-2.0
"""The rows of the Statements page: very many of them, none of them, and files that are read once more."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.facts.language import _
from planner.statements.keeping import keep_all
from planner.statements.kinds import SAID
from tests.planner.statements.bills import alipay, cmb
from tests.planner.statements.test_keeping import CHARGE, ORDER
from tests.planner.statements.test_pdf import cmb_pdf, locked
from tests.ui.whole import at_page, many_rows, settle
from ui.app import Program
from ui.flow_edits import link_of, without_link
from ui.pages.statements import StatementsPage
from ui.session import Session
from ui.widgets.flow_card import LINKING

Opened = Callable[..., Session]


def test_no_edit_of_very_many_rows_holds_the_window(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = at_page(program, opened, StatementsPage, many_rows())
    settle(qtbot)
    flow = page.full.rows.model.records[3]
    head = page.full.rows.table.horizontalHeader()
    for act in (
        lambda: page.full.rows.kinded.emit((flow,), "income"),
        page.desk.session.undo,
        page.desk.session.redo,
        *(partial(head.sectionClicked.emit, place) for place in range(7)),
    ):
        began = time.thread_time()
        act()
        assert time.thread_time() - began < 0.1
        settle(qtbot)


def test_words_stand_where_no_row_is_shown(program: Program, opened: Opened, qtbot: QtBot) -> None:
    rows = at_page(program, opened, StatementsPage).full.rows
    assert (rows.note.isVisible(), rows.table.isVisible()) == (True, False)  # nothing is ready yet
    settle(qtbot)
    assert (rows.note.isVisible(), rows.table.isVisible()) == (False, True)
    rows.search.setText("nobody is called so")
    rows.filter()
    assert (rows.note.isVisible(), rows.table.isVisible()) == (True, False)


def test_a_kept_locked_pdf_asks_for_its_password_when_read_again(
    program: Program, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = at_page(program, opened, StatementsPage, new_case(Month.parse("2026-12")))
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked(cmb_pdf(), "123456"))
    empty.intake.read([path])
    settle(qtbot)
    preview = empty.intake.preview
    for asked in ("first", "again"):
        assert preview.password.isVisible(), asked
        preview.password.setText("123456")
        QTest.keyClick(preview.password, Qt.Key.Key_Return)
        settle(qtbot)
        assert len(preview.model.records) == 3
        if asked == "first":
            empty.intake.keep()
            settle(qtbot)
            empty.full.files.looked.emit(empty.desk.case.files[0])
            settle(qtbot)
    assert not preview.keep.isVisible()
    assert {row.had for row in preview.model.records} == {True}
    assert empty.intake.statements == []


def test_a_table_nobody_knows_can_be_named_out_of_a_locked_archive(
    program: Program, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "bank.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"123456")
        archive.writestr("bank.csv", "日期,摘要,收入,支出,余额\n2026-01-05,工资,6200.00,,6200.00\n")
    page = at_page(program, opened, StatementsPage, new_case(Month.parse("2026-12")))
    page.intake.read([path])
    settle(qtbot)
    page.intake.preview.unlocked.emit("123456")
    settle(qtbot)
    page.intake.preview.named.emit(page.intake.refused[0])
    settle(qtbot)
    assert page.intake.currentWidget() is page.intake.naming
    assert page.intake.naming.form.editors["came"].value() == "收入"


def test_the_rows_of_one_order_come_apart_together() -> None:
    case = keep_all(new_case(Month.parse("2026-12")), (alipay(*ORDER), cmb(CHARGE)))[0]
    assert [len(link.flows) for link in case.links] == [2, 2]
    assert without_link(case, case.links[0]).links == ()


def test_two_rows_can_be_said_to_be_one_and_two_again(program: Program, opened: Opened, qtbot: QtBot) -> None:
    wallet = alipay(f"{ORDER[0].replace('招商银行储蓄卡(1234)', '银行卡')}")
    case = keep_all(new_case(Month.parse("2026-12")), (cmb(CHARGE.replace("42.00", "20.00")), wallet))[0]
    assert case.links == ()
    page = at_page(program, opened, StatementsPage, case)
    settle(qtbot)
    page.full.choose(page.desk.case.flows)
    words = [
        button
        for button in page.full.one.findChildren(QPushButton)
        if button.text() == _(LINKING["same_payment"])
    ]
    words[0].click()
    settle(qtbot)
    (link,) = page.desk.case.links
    counting = next(flow for flow in page.desk.case.flows if flow.id == link.flows[0])
    assert (link.kind, link.why, counting.memo) == ("same_payment", SAID, "甲")
    assert page.full.rows.index.sums["spending"] == (1, 2000)
    assert link_of(page.desk.case, page.desk.case.flows) is None
    page.desk.session.undo()
    assert page.desk.case.links == ()


def test_which_link_two_rows_can_have() -> None:
    case = keep_all(
        new_case(Month.parse("2026-12")),
        (
            cmb("20260105,10:00:07,,12.00,88.00,转账,某人", "20260106,10:00:07,,30.00,58.00,转账,某人"),
            cmb("20260105,11:00:07,12.00,,88.00,汇入,某人", tail="5555", name="d.csv"),
        ),
    )[0]
    out, other, back = case.flows
    move = link_of(case, (back, out))
    assert move is not None
    assert (move.kind, move.flows) == ("own_transfer", (out.id, back.id))
    assert link_of(case, (other, back)) is None
    assert link_of(case, (out, other)) is None
    assert link_of(case, (out,)) is None
    bought = replace(out, kind="spending")
    returned = replace(back, kind="refund", account=out.account, amount=1000)
    refund = link_of(case, (returned, bought))
    assert refund is not None
    assert (refund.kind, refund.flows) == ("refund", (bought.id, returned.id))
    assert link_of(case, (replace(returned, amount=1201), bought)) is None
