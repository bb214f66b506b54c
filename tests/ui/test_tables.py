# SPDX-License-Identifier: Apache-2.0
"""Tables as people know them: paste from a spreadsheet, several rows at once, filter, columns kept, copies that return."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner.facts.language import set_language
from tests.ui.whole import settle, whole_sample
from ui import shown_columns
from ui.app import Program
from ui.models.records import RECORD
from ui.pages.budget import BudgetPage
from ui.pages.debts import DebtsPage
from ui.pages.evidence import EvidencePage
from ui.pasting import block, read_lines
from ui.session import Session
from ui.settings import Settings
from ui.widgets.debt_list import PASTED
from ui.widgets.ledger_lines import group_of
from ui.widgets.table_view import TableView

Open = Callable[..., Session]


def at_debts(program: Program, opened: Open) -> DebtsPage:
    opened()
    program.window.go("debts")
    page = program.window.page()
    assert isinstance(page, DebtsPage)
    page.table.setFocus()
    return page


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def press(table: TableView, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(table, key, keys)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_rows_of_a_spreadsheet_become_debts_in_one_step(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    before = page.desk.case
    put("花呗\t18,600.00\t24%\r\n某某银行\t3万\t0.18\r\n")
    press(page.table, Qt.Key.Key_V, CTRL)
    case = page.desk.case
    brand, bank = case.debts[-2:]
    assert brand.creditor != "花呗"  # the brand filled in its lender
    assert brand.brand == "花呗"
    assert (brand.principal, brand.terms and brand.terms.annual_rate) == (1_860_000, Decimal("0.24"))
    assert (bank.creditor, bank.principal) == ("某某银行", 3_000_000)
    assert len({debt.id for debt in case.debts}) == len(before.debts) + 2
    page.desk.session.undo()
    assert page.desk.case == before


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(
    "head", ["Principal\tCreditor\tYearly rate", "本金\t债权人\t年利率", "Owed\tlender\tRate"]
)
def test_headings_in_either_language_say_what_the_columns_are(code: str, head: str) -> None:
    set_language(code)
    read = read_lines(block(f"{head}\n1000\t甲\t12%"), PASTED)
    assert read.unread == ()
    assert read.lines[0]["creditor"] == "甲"
    assert read.lines[0]["principal"] == 100_000
    set_language("en")


def test_a_cell_that_is_not_understood_is_said_and_the_rest_is_kept(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    put("甲\tviel\t12%")
    press(page.table, Qt.Key.Key_V, CTRL)
    assert page.desk.case.debts[-1].creditor == "甲"
    assert page.desk.case.debts[-1].principal == 0
    assert "viel" in program.window.message.words()


def test_what_was_copied_can_be_pasted_again(program: Program, opened: Open) -> None:
    opened()
    program.window.go("budget")
    page = program.window.page()
    assert isinstance(page, BudgetPage)
    table = page.cost_card.table
    table.selectAll()
    table.copy()
    before = page.desk.case.expenses
    table.paste()
    added = page.desk.case.expenses[len(before) :]
    assert [(one.name, one.amount, one.every, one.group) for one in added] == [
        (one.name, one.amount, one.every, one.group) for one in before
    ]


def test_one_column_is_pasted_downwards(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    before = page.desk.case
    page.table.setCurrentIndex(page.table.model().index(0, 3))
    put("10%\n11%\nviel\n13%\n14%\n15%")
    press(page.table, Qt.Key.Key_V, CTRL)
    rates = [debt.terms and debt.terms.annual_rate for debt in page.desk.case.debts]
    third = before.debts[2].terms
    assert rates == [Decimal("0.1"), Decimal("0.11"), third and third.annual_rate, Decimal("0.13")]
    told = program.window.message.words()
    assert "“viel” was not understood" in told
    assert "2 cells found no row" in told
    page.desk.session.undo()
    assert page.desk.case == before


def test_a_column_goes_down_the_rows_as_they_are_sorted(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    before = page.desk.case
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    order = [page.table.model().index(row, 0).data(RECORD).id for row in range(4)]
    page.table.setCurrentIndex(page.table.model().index(0, 3))
    put("14%\n13%\n12%\n11%")
    press(page.table, Qt.Key.Key_V, CTRL)
    rates = {debt.id: debt.terms.annual_rate for debt in page.desk.case.debts if debt.terms}
    assert [rates[one] for one in order] == [Decimal(text) for text in ("0.14", "0.13", "0.12", "0.11")]
    page.desk.session.undo()
    assert page.desk.case == before


def test_kinds_of_rows_and_facts_of_papers_are_pasted_as_one_step(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened(whole_sample()[0])
    for name, place, texts in (
        ("statements", "kind", ("Income", "Spending")),
        ("evidence", "note", ("甲", "乙")),
    ):
        program.window.go(name)
        page = program.window.page()
        table = page.shelf.table if isinstance(page, EvidencePage) else page.full.rows.table  # type: ignore[union-attr]
        settle(qtbot)
        before = page.desk.case  # type: ignore[union-attr]
        model = table.source()
        column = [one.path for one in model.columns].index(place)
        table.setCurrentIndex(table.model().index(0, column))
        put("\n".join(texts))
        press(table, Qt.Key.Key_V, CTRL)
        assert page.desk.case != before, name  # type: ignore[union-attr]
        page.desk.session.undo()  # type: ignore[union-attr]
        assert page.desk.case == before, name  # type: ignore[union-attr]


def test_nothing_is_pasted_or_found_out_while_amounts_are_hidden(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    program.toggle_hidden()
    shown = program.window.page()
    assert isinstance(shown, DebtsPage)
    put("甲\t1\t12%")
    before = page.desk.case
    press(shown.table, Qt.Key.Key_V, CTRL)
    assert page.desk.case == before


def test_an_edit_with_several_rows_chosen_changes_them_all_at_once(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    before = page.desk.case
    page.table.selectAll()
    index = page.table.model().index(1, 3)
    page.table.selectionModel().setCurrentIndex(index, page.table.selectionModel().SelectionFlag.NoUpdate)
    press(page.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "12.5%")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes an Enter in the next turn of the loop
    assert {debt.terms.annual_rate for debt in page.desk.case.debts if debt.terms} == {Decimal("0.125")}
    assert "4 debts" in program.window.message.words()
    page.desk.session.undo()
    assert page.desk.case == before


def test_rows_are_filtered_from_the_keyboard_and_come_back(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    program.window.actions_by_name["find"].trigger()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.insert("借呗")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.table.model().rowCount() == 1
    assert page.table.hasFocus()
    assert page.table.select_record("d2")
    program.window.actions_by_name["find"].trigger()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.table.model().rowCount() == 4
    assert line.isHidden()


def test_figures_of_evidence_are_filtered_in_their_own_order(program: Program, opened: Open) -> None:
    opened(whole_sample()[0])
    program.window.go("evidence")
    page = program.window.page()
    assert isinstance(page, EvidencePage)
    table, figures = page.figures.table, [line.id for line in page.figures.model.records]
    QApplication.processEvents()
    program.window.actions_by_name["find"].trigger()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.insert("借呗")
    QTest.keyClick(line, Qt.Key.Key_Return)
    rows = [table.model().index(row, 0).data(RECORD) for row in range(table.model().rowCount())]
    assert 0 < len(rows) < len(figures)
    assert [one.id for one in rows] == [one for one in figures if one in {row.id for row in rows}]
    assert all("借呗" in row.words for row in rows)
    table.selectRow(0)
    assert page.figures.selected() == (rows[0].id,)
    away = next(one for one in figures if one not in {row.id for row in rows})
    assert page.figures.reveal(away)  # a figure filtered away is shown when it is asked for
    assert page.figures.selected() == (away,)
    assert table.model().rowCount() == len(figures)
    assert line.isHidden()


@pytest.mark.parametrize("name", ["statements", "help"])
def test_a_page_with_a_search_of_its_own_gets_the_keyboard_there(
    program: Program, opened: Open, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    QApplication.processEvents()
    program.window.actions_by_name["find"].trigger()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "search"


def test_a_column_left_out_stays_out_the_next_time(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    place = [column.heading for column in page.model.columns].index("Rate")
    page.table.show_column("Rate", False)
    assert page.table.isColumnHidden(place)
    program.speak("zh")
    again = program.window.page()
    assert isinstance(again, DebtsPage)
    assert again.table.isColumnHidden(place)
    shown_columns.keep_in(Settings(program._kept._path))
    key = shown_columns.table_key([column.heading for column in page.model.columns])
    assert shown_columns.left_out(key) == {"Rate"}
    again.table.show_column("Rate", True)
    assert not again.table.isColumnHidden(place)


def test_widths_and_order_drawn_by_the_mouse_come_back(program: Program, opened: Open, qtbot: QtBot) -> None:
    page = at_debts(program, opened)
    QApplication.processEvents()
    head, headings = page.table.horizontalHeader(), [column.heading for column in page.model.columns]
    usual = [head.sectionSize(place) for place in range(len(headings))]
    owed, rate = headings.index("Owed"), headings.index("Rate")
    edge = QPoint(head.sectionViewportPosition(owed) + head.sectionSize(owed) - 1, 8)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    head.moveSection(head.visualIndex(rate), 1)
    qtbot.wait(300)
    assert head.sectionSize(owed) == usual[owed] + 40
    program.zoom(150)
    program.speak("zh")
    again = program.window.page()
    assert isinstance(again, DebtsPage)
    head = again.table.horizontalHeader()
    assert head.sectionSize(owed) == pytest.approx((usual[owed] + 40) * 1.5, abs=2)
    assert head.visualIndex(rate) == 1
    program.zoom(100)
    last = program.window.page()
    assert isinstance(last, DebtsPage)
    last.table.show_usual()
    head = last.table.horizontalHeader()
    assert [head.visualIndex(place) for place in range(len(headings))] == list(range(len(headings)))
    assert head.sectionSize(owed) == usual[owed]


def test_a_wider_window_is_not_taken_for_the_wish_of_a_person(program: Program, opened: Open) -> None:
    page = at_debts(program, opened)
    program.window.resize(1500, 900)
    page.table.show_column("Rate", False)
    page.table.show_column("Rate", True)
    QTest.qWait(300)
    key = shown_columns.table_key([column.heading for column in page.model.columns])
    assert shown_columns.widths(key) == {}


def test_damaged_settings_of_columns_cost_only_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"column_widths": {"a|b": {"a": "x", "b": -3}}, "column_order": {"a|b": ["a", 1]}}')
    shown_columns.keep_in(Settings(path))
    assert shown_columns.widths("a|b") == {}
    assert shown_columns.order("a|b", ["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "group"),
    [("房租", "F1"), ("Housing", "F1"), ("话费", "X2"), ("公交地铁卡", "F4"), ("zzz", None), ("", None)],
)
def test_a_cost_finds_its_group_by_its_words(program: Program, words: str, group: str | None) -> None:
    assert group_of(words, program.book.groups) == group


@pytest.mark.parametrize("text", ["", "\t\t\n", '"', "a" * 200_000, "\x00\t\x01"])
def test_odd_clipboards_do_no_harm(program: Program, opened: Open, text: str) -> None:
    page = at_debts(program, opened)
    put(text)
    page.table.paste()
    read_lines(block(text), PASTED)
