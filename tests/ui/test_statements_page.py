# SPDX-License-Identifier: Apache-2.0
"""The Statements page: look before anything is kept, one undo for a whole import, drops that only copy."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.sample import statement_files
from planner.statements.importers import read as read_file
from tests.ui.whole import MOVE_OR_COPY, at_page, drop, many_rows, settle, whole_sample
from ui import flow_edits
from ui.app import Program
from ui.pages.statements import StatementsPage
from ui.session import Session
from ui.widgets.text import Words

Opened = Callable[..., Session]
ALIPAY = next(path for path in statement_files() if path.name.startswith("支付宝"))
WECHAT = next(path for path in statement_files() if path.name.startswith("微信"))
ROWS = {path: len(read_file(path)[0].entries) for path in (ALIPAY, WECHAT)}


@pytest.fixture
def empty(program: Program, opened: Opened) -> StatementsPage:
    return at_page(program, opened, StatementsPage, new_case(Month.parse("2026-12")))


@pytest.fixture
def full(program: Program, opened: Opened, qtbot: QtBot) -> StatementsPage:
    page = at_page(program, opened, StatementsPage)
    settle(qtbot)
    return page


def read(page: StatementsPage, qtbot: QtBot, *paths: Path) -> None:
    page.intake.read(list(paths))
    settle(qtbot)


def test_an_empty_case_invites_a_drop(empty: StatementsPage) -> None:
    assert empty.stack.currentWidget() is empty.empty
    assert empty.empty.inner.buttons[0].isEnabled()


def test_nothing_is_kept_before_it_was_seen(empty: StatementsPage, qtbot: QtBot) -> None:
    before = empty.desk.case
    read(empty, qtbot, ALIPAY)
    assert empty.desk.case is before
    assert empty.intake.preview is not None
    assert str(ROWS[ALIPAY]) in empty.intake.preview.keep.text()
    empty.intake.discard()
    assert empty.desk.case is before
    assert not empty.intake.preview.isVisible()


def test_a_whole_import_is_one_undo(empty: StatementsPage, qtbot: QtBot) -> None:
    before = empty.desk.case
    read(empty, qtbot, ALIPAY, WECHAT)
    empty.intake.keep()
    settle(qtbot)
    assert len(empty.desk.case.files) == 2
    assert len(empty.desk.case.flows) == sum(ROWS.values())
    assert empty.desk.session.bytes_of(empty.desk.case.files[0].sha256) == ALIPAY.read_bytes()
    empty.desk.session.undo()
    assert empty.desk.case == before
    empty.desk.session.redo()
    assert len(empty.desk.case.flows) == sum(ROWS.values())


def test_the_same_file_again_adds_nothing(full: StatementsPage, qtbot: QtBot) -> None:
    flows = full.desk.case.flows
    read(full, qtbot, ALIPAY)
    full.intake.keep()
    settle(qtbot)
    assert full.desk.case.flows == flows


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (MOVE_OR_COPY, Qt.DropAction.CopyAction),
        (Qt.DropAction.MoveAction, Qt.DropAction.IgnoreAction),
        (Qt.DropAction.CopyAction, Qt.DropAction.CopyAction),
    ],
)
def test_a_drop_never_moves_a_file(
    empty: StatementsPage, qtbot: QtBot, tmp_path: Path, offered: Qt.DropAction, taken: Qt.DropAction
) -> None:
    source = tmp_path / ALIPAY.name
    source.write_bytes(ALIPAY.read_bytes())
    assert drop(empty.empty, [source], offered) == taken
    settle(qtbot)
    assert source.read_bytes() == ALIPAY.read_bytes()
    assert len(empty.intake.statements) == 1
    assert empty.intake.preview.isVisible()


def test_a_dropped_folder_is_opened(empty: StatementsPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"x")
    for path in (ALIPAY, WECHAT):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    drop(empty.empty, [tmp_path])
    settle(qtbot)
    assert len(empty.intake.statements) == 2


def test_a_bad_file_is_refused_in_words_beside_good_ones(
    empty: StatementsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    bad, nothing = tmp_path / "notes.csv", tmp_path / "empty.csv"
    bad.write_text("hello,world\n1,2\n", encoding="utf-8")
    nothing.touch()
    read(empty, qtbot, bad, ALIPAY, nothing)
    assert len(empty.intake.statements) == 1
    said = " ".join(one.error.words() for one in empty.intake.refused)
    assert "notes.csv" in said
    assert "empty.csv" in said


def test_a_drop_without_files_says_so(empty: StatementsPage, program: Program) -> None:
    empty.intake.read([])
    assert "no file" in program.window.message.words()


def test_reading_can_be_stopped(empty: StatementsPage, qtbot: QtBot) -> None:
    empty.intake.read([ALIPAY, WECHAT])
    empty.intake.cancel.click()
    settle(qtbot)
    assert empty.intake.statements == []
    assert empty.intake.preview is None or not empty.intake.preview.isVisible()


def test_what_was_read_survives_a_change_of_language(
    empty: StatementsPage, qtbot: QtBot, program: Program
) -> None:
    read(empty, qtbot, ALIPAY)
    program.speak("zh")
    page = program.window.page()
    assert isinstance(page, StatementsPage)
    assert len(page.intake.statements) == 1
    page.intake.keep()
    settle(qtbot)
    assert len(page.desk.case.flows) == ROWS[ALIPAY]


def test_rows_are_found_by_text_and_kind(full: StatementsPage, qtbot: QtBot) -> None:
    rows = full.full.rows
    rows.search.setText("骑手")
    rows.filter()
    assert 0 < len(rows.model.records) < 100
    rows.kinds.set_value("loan_received")
    rows.filter()
    assert not rows.model.records
    rows.search.clear()
    rows.filter()
    assert {flow.kind for flow in rows.model.records} == {"loan_received"}


def test_the_kind_of_a_row_can_be_said_and_taken_back(full: StatementsPage, qtbot: QtBot) -> None:
    flow = full.full.rows.model.records[0]
    index = full.full.rows.model.index(0, 1)
    assert full.full.rows.model.setData(index, "spending")
    changed = next(f for f in full.desk.case.flows if f.id == flow.id)
    assert changed.kind == "spending"
    assert full.full.rows.model.records[0].kind == "spending"
    full.desk.session.undo()
    assert full.full.rows.model.records[0] == flow


def test_the_badge_counts_rows_not_understood() -> None:
    case = whole_sample()[0]
    assert StatementsPage.badge(case) == sum(flow.kind == "unknown" for flow in case.flows)


def test_a_hundred_thousand_rows_are_filtered_at_once(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = at_page(program, opened, StatementsPage, many_rows())
    settle(qtbot)
    assert len(page.full.rows.model.records) == 100_000
    for text, kind in (("商户77", None), ("", "unknown"), ("买菜 9", "spending")):
        page.full.rows.search.setText(text)
        page.full.rows.kinds.set_value(kind)
        began = time.thread_time()
        page.full.rows.filter()
        assert time.thread_time() - began < 0.1
        assert 0 < len(page.full.rows.model.records) < 100_000


# ---- what is said of rows


def choose(page: StatementsPage, *ids: str) -> None:
    page.full.rows.reveal(ids[0])
    flows = [flow for flow in page.desk.case.flows if flow.id in ids]
    page.full.choose(flows)


def test_a_chosen_row_shows_what_it_is_linked_to_and_the_link_can_be_undone(full: StatementsPage) -> None:
    link = next(link for link in full.desk.case.links if link.kind == "own_transfer")
    choose(full, link.flows[0])
    assert full.full.beside.currentIndex() == 1
    words = [label.text() for label in full.full.one.findChildren(Words)]
    assert any("The same amount" in text or "own account" in text for text in words)
    full.full.one.unlinked.emit(link)
    assert link not in full.desk.case.links
    full.desk.session.undo()
    assert link in full.desk.case.links


def test_rows_of_the_same_party_can_follow(full: StatementsPage, program: Program) -> None:
    flow = next(f for f in full.desk.case.flows if f.party and "骑手" in (f.memo or ""))
    also = flow_edits.alike(full.desk.case, flow)
    assert also
    full._say_kind((flow,), "own_transfer")
    assert "kind this one had" in program.window.message.words()
    program.window.message._act()
    kinds = {f.kind for f in full.desk.case.flows if f.id in also}
    assert kinds == {"own_transfer"}


def test_rows_left_out_count_nowhere_and_stay_out(full: StatementsPage, qtbot: QtBot) -> None:
    flow = next(f for f in full.desk.case.flows if f.kind == "income")
    before = full.full.rows.index.sums["income"]
    choose(full, flow.id)
    full.full.one.leave.click()
    settle(qtbot)
    assert full.full.rows.index.sums["income"][0] == before[0] - 1
    for path in statement_files():
        full.intake.read([path])
        settle(qtbot)
    full.intake.keep()
    settle(qtbot)
    now = next(f for f in full.desk.case.flows if f.id == flow.id)
    assert flow_edits.is_left_out(now)
    assert full.full.rows.index.sums["income"][0] == before[0] - 1
    assert len(full.desk.case.flows) == len(whole_sample()[0].flows)


def test_rows_prove_an_income(full: StatementsPage) -> None:
    pay = [f for f in full.desk.case.flows if f.kind == "income" and f.amount >= 300_000]
    choose(full, *(flow.id for flow in pay))
    full.full.one.proving.emit(pay, "incomes/i1/amount")
    made = [p for p in full.desk.case.proofs if p.figure == "incomes/i1/amount" and "flows/" in p.source]
    assert {proof.source for proof in made} == {f"flows/{flow.id}" for flow in pay}
    full.full.one.proving.emit(pay, "incomes/i1/amount")
    assert len([p for p in full.desk.case.proofs if p.source.startswith("flows/")]) == len(pay)
    full.full.one.loosened.emit(pay, "incomes/i1/amount")
    assert not [p for p in full.desk.case.proofs if p.source.startswith("flows/")]


def test_a_file_goes_with_its_rows_links_and_proofs(full: StatementsPage) -> None:
    file = full.desk.case.files[0]
    rows = {flow.id for flow in full.desk.case.flows if flow.file == file.id}
    full.full.files.removed.emit(file)
    case = full.desk.case
    assert file not in case.files
    assert not any(flow.file == file.id for flow in case.flows)
    assert all(rows.isdisjoint(link.flows) for link in case.links)
    full.desk.session.undo()
    assert len(full.desk.case.files) == 3


def test_the_files_of_the_sample_agree_with_what_they_state(full: StatementsPage) -> None:
    checks = full.full.rows.index.checks.values()
    assert {check.totals for check in checks} == {True}
    assert [check.chain for check in checks].count(True) == 1


def test_a_kept_file_can_be_looked_at_again(full: StatementsPage, qtbot: QtBot) -> None:
    before = full.desk.case
    full.full.files.looked.emit(full.desk.case.files[0])
    settle(qtbot)
    preview = full.intake.preview
    assert preview.isVisible()
    assert not preview.keep.isVisible()
    assert {row.had for row in preview.model.records} == {True}
    preview.discard.click()
    assert full.desk.case is before
    assert full.stack.currentWidget() is full.full


# ---- passwords, unknown tables, rejected rows

TABLE = (
    "日期,摘要,收入,支出,余额,对方户名\n2026-01-05,工资,6200.00,,6200.00,某公司\n"
    "2026-01-06,消费,,35.20,6164.80,家家菜场\n2026-01-08,=1+1,,abc,6164.80,坏行\n"
    "2026-02-05,工资,6200.00,,12364.80,某公司\n"
)


@pytest.fixture
def own_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_locked_archive_asks_for_its_password_in_place(
    empty: StatementsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    locked = tmp_path / "bill.zip"
    with pyzipper.AESZipFile(locked, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"123456")
        archive.writestr(ALIPAY.name, ALIPAY.read_bytes())
    read(empty, qtbot, locked)
    preview = empty.intake.preview
    assert preview.password.isVisible()
    for typed, opened in (("000000", 0), ("123456", 1)):
        preview.password.setText(typed)
        QTest.keyClick(preview.password, Qt.Key.Key_Return)
        settle(qtbot)
        assert len(empty.intake.statements) == opened
    assert not preview.password.isVisible()
    empty.intake.keep()
    settle(qtbot)
    assert empty.desk.session.bytes_of(empty.desk.case.files[0].sha256) == ALIPAY.read_bytes()


def name_columns(page: StatementsPage, qtbot: QtBot, path: Path) -> None:
    read(page, qtbot, path)
    page.intake.preview.named.emit(page.intake.refused[0])
    settle(qtbot)
    naming = page.intake.naming
    assert naming.form.editors["came"].value() == "收入"
    assert not naming.use.isEnabled()  # the bank is not said yet
    naming.form.edited.emit("bank", "城商银行")
    settle(qtbot)
    naming.use.click()
    settle(qtbot)


@pytest.mark.usefixtures("own_config")
def test_a_table_nobody_knows_is_read_by_the_columns_named(
    empty: StatementsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "城商银行.csv"
    path.write_text(TABLE, encoding="utf-8")
    name_columns(empty, qtbot, path)
    assert not empty.intake.refused
    assert len(empty.intake.statements[0].entries) == 3
    empty.intake.keep()
    settle(qtbot)
    assert empty.desk.case.accounts[0].bank == "城商银行"
    assert sum(flow.amount for flow in empty.desk.case.flows) == 1_236_480
    second = tmp_path / "next month.csv"
    second.write_text(TABLE.replace("2026-0", "2026-1"), encoding="utf-8")
    read(empty, qtbot, second)
    assert len(empty.intake.statements) == 1  # the columns are remembered


@pytest.mark.usefixtures("own_config")
def test_rows_not_read_are_saved_with_their_reasons(
    empty: StatementsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "not read.csv"
    path.write_text(TABLE, encoding="utf-8")
    name_columns(empty, qtbot, path)
    empty.export(empty.intake.statements, out)
    settle(qtbot)
    lines = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert lines[1][:2] == ["a.csv", "4"]
    assert "'=1+1" in lines[1]


def test_the_flows_suggest_lines_that_are_taken_over_one_by_one(full: StatementsPage, qtbot: QtBot) -> None:
    pay = next(one for one in full._findings if one.kind == "income")
    before = full.desk.case
    full.full.suggestions.asked.emit(pay)
    assert {flow.id for flow in full.full.rows.model.records} == set(pay.flows)
    full.full.suggestions.taken.emit(pay, "Wages", "")
    line = full.desk.case.incomes[-1]
    assert (line.name, line.amount) == ("Wages", pay.median)
    assert {p.source for p in full.desk.case.proofs if p.figure == f"incomes/{line.id}/amount"} == {
        f"flows/{flow_id}" for flow_id in pay.flows
    }
    full.desk.session.undo()
    assert full.desk.case == before
    full.full.suggestions.taken.emit(pay, "Wages", "incomes/i1/amount")
    assert full.desk.case.incomes == before.incomes
    assert len(full.desk.case.proofs) == len(before.proofs) + len(pay.flows)


def test_where_room_is_short_rows_and_column_take_turns(full: StatementsPage, program: Program) -> None:
    desk = full.full
    assert not desk.switch.isVisible()
    program.window.resize(800, 600)
    assert desk.switch.isVisible()
    assert desk.rows.isVisible()
    assert not desk.beside.isVisible()
    desk.rows.table.opened.emit(desk.rows.model.records[0])
    assert desk.beside.isVisible()
    assert not desk.rows.isVisible()
    desk.one.closed.emit()
    assert desk.rows.isVisible()
