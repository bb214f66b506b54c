# SPDX-License-Identifier: Apache-2.0
"""The Statements page: look before anything is kept, one undo for a whole import, drops that only copy."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.sample import statement_files
from planner.statements.importers import read as read_file
from tests.ui.whole import MOVE_OR_COPY, at_page, drop, many_rows, settle, whole_sample
from ui.app import Program
from ui.pages.statements import StatementsPage
from ui.session import Session

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
    rows = full.rows
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
    flow = full.rows.model.records[0]
    index = full.rows.model.index(0, 1)
    assert full.rows.model.setData(index, "spending")
    changed = next(f for f in full.desk.case.flows if f.id == flow.id)
    assert changed.kind == "spending"
    assert full.rows.model.records[0].kind == "spending"
    full.desk.session.undo()
    assert full.rows.model.records[0] == flow


def test_the_badge_counts_rows_not_understood() -> None:
    case = whole_sample()[0]
    assert StatementsPage.badge(case) == sum(flow.kind == "unknown" for flow in case.flows)


def test_a_hundred_thousand_rows_are_filtered_at_once(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = at_page(program, opened, StatementsPage, many_rows())
    settle(qtbot)
    assert len(page.rows.model.records) == 100_000
    for text, kind in (("商户77", None), ("", "unknown"), ("买菜 9", "spending")):
        page.rows.search.setText(text)
        page.rows.kinds.set_value(kind)
        began = time.perf_counter()
        page.rows.filter()
        assert time.perf_counter() - began < 0.1
        assert 0 < len(page.rows.model.records) < 100_000
