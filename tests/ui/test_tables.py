# SPDX-License-Identifier: Apache-2.0
"""Tables as people know them: paste from a spreadsheet, several rows at once, filter, columns kept, copies that return."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.facts.language import set_language
from ui import shown_columns
from ui.app import Program
from ui.pages.budget import BudgetPage
from ui.pages.debts import DebtsPage
from ui.pasting import block, read_lines
from ui.session import Session
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
    page.table.setCurrentIndex(page.table.model().index(0, 3))
    put("10%\n11%")
    press(page.table, Qt.Key.Key_V, CTRL)
    rates = [debt.terms.annual_rate for debt in page.desk.case.debts if debt.terms]
    assert rates[:2] == [Decimal("0.1"), Decimal("0.11")]
    assert len(page.desk.case.debts) == 4


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


@pytest.mark.parametrize("name", ["statements", "help"])
def test_a_page_with_a_search_of_its_own_gets_the_keyboard_there(
    program: Program, opened: Open, name: str
) -> None:
    from tests.ui.whole import whole_sample

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
    from ui.settings import Settings

    shown_columns.keep_in(Settings(program._kept._path))
    key = shown_columns.table_key([column.heading for column in page.model.columns])
    assert shown_columns.left_out(key) == {"Rate"}
    again.table.show_column("Rate", True)
    assert not again.table.isColumnHidden(place)


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
