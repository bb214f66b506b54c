# SPDX-License-Identifier: Apache-2.0
"""The columns of every table by keyboard alone: order, width, choice and sorting; all of it kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from planner.facts.language import set_language
from tests.ui.whole import settle, whole_sample
from ui.app import Program
from ui.models.records import RECORD
from ui.pages.catalogue import PAGES
from ui.pages.debts import DebtsPage
from ui.pages.statements import StatementsPage
from ui.session import Session
from ui.widgets.column_panel import ColumnPanel
from ui.widgets.table_view import TableView

Open = Callable[..., Session]
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def debts(program: Program, opened: Open) -> DebtsPage:
    opened()
    program.window.go("debts")
    page = program.window.page()
    assert isinstance(page, DebtsPage)
    page.table.setFocus()
    QApplication.processEvents()
    return page


def shown_headings(table: TableView) -> list[str]:
    head = table.horizontalHeader()
    places = [head.logicalIndex(at) for at in range(head.count())]
    return [table.headings()[place] for place in places if not table.isColumnHidden(place)]


def choose(listed: QListWidget, heading: str) -> None:
    """Walk the list by keys to a column."""
    QTest.keyClick(listed, Qt.Key.Key_Home)
    for _step in range(listed.count()):
        if listed.currentItem().text().startswith(heading):
            return
        QTest.keyClick(listed, Qt.Key.Key_Down)
    raise AssertionError(heading)


def test_columns_are_moved_widened_left_out_and_sorted_by_keys_alone(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = debts(program, opened)
    table = page.table
    usual = shown_headings(table)
    width = table.columnWidth(table.headings().index("Owed"))
    QTest.keyClick(program.window, Qt.Key.Key_L, CTRL | SHIFT)
    panel = program.window.findChild(ColumnPanel)
    assert isinstance(panel, ColumnPanel)
    qtbot.wait(50)
    listed = panel.list
    assert QApplication.focusWidget() is listed
    choose(listed, "Rate")
    QTest.keyClick(listed, Qt.Key.Key_Up, ALT)
    choose(listed, "Owed")
    QTest.keyClick(listed, Qt.Key.Key_Right, ALT)
    QTest.keyClick(listed, Qt.Key.Key_Right, ALT)
    assert f"{width + 32} wide" in listed.currentItem().text()
    sort = next(b for b in panel.findChildren(QPushButton) if b.text() == "Sort downwa&rds")
    sort.setFocus()
    QTest.keyClick(sort, Qt.Key.Key_Space)
    listed.setFocus()
    assert "sorted downwards" in listed.currentItem().text()
    heard = QAccessible.queryAccessibleInterface(listed).child(listed.currentRow())
    assert "sorted downwards" in heard.text(QAccessible.Text.Name)
    choose(listed, "Stage")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.wait(50)
    assert program.window.findChild(ColumnPanel) is None
    owed = [table.model().index(row, 0).data(RECORD).owed for row in range(table.model().rowCount())]
    assert owed == sorted(owed, reverse=True)
    wanted = [one for one in usual if one not in ("Stage", "Rate")]
    wanted.insert(usual.index("Rate") - 1 - ("Stage" in usual[: usual.index("Rate") - 1]), "Rate")
    assert shown_headings(table) == wanted
    program.speak("zh")
    again = program.window.page()
    assert isinstance(again, DebtsPage)
    assert shown_headings(again.table) == wanted
    assert again.table.columnWidth(again.table.headings().index("Owed")) == width + 32
    panel = ColumnPanel(again.table)
    panel.be_usual()
    panel.close()
    assert shown_headings(again.table) == usual
    set_language("en")


def test_the_menu_of_a_table_opens_by_keys_at_the_cell(program: Program, opened: Open) -> None:
    table = debts(program, opened).table
    table.setCurrentIndex(table.model().index(1, 2))
    seen: list[list[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append([action.text().replace("&", "") for action in menu.actions() if action.text()])
        QTest.keyClick(menu, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    QTest.keyClick(table, Qt.Key.Key_F10, SHIFT)
    QTimer.singleShot(50, look)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    assert len(seen) == 2
    assert seen[0] == seen[1]
    for words in ("Copy rows", "Paste rows", "Select all", "Show rows with …", "Columns…", "As entered"):
        assert words in seen[0], words


def test_rows_of_statements_are_sorted_by_the_panel_too(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened(whole_sample()[0])
    program.window.go("statements")
    settle(qtbot)
    page = program.window.page()
    assert isinstance(page, StatementsPage)
    rows = page.full.rows
    panel = ColumnPanel(rows.table)
    choose(panel.list, "Amount")
    panel.sort(Qt.SortOrder.DescendingOrder)
    amounts = [flow.amount for flow in rows.model.records]
    assert amounts == sorted(amounts, reverse=True)
    assert "sorted downwards" in panel.list.currentItem().text()
    panel.sort(None)
    assert [flow.id for flow in rows.model.records] == [flow.id for flow in rows.index.found("", None)]
    panel.close()


@pytest.mark.parametrize("name", [page.NAME for page in PAGES])
def test_every_table_answers_the_panel_and_the_usual_keys(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    for table in program.window.page().findChildren(TableView):
        if not table.isVisible() or table.model().rowCount() < 2:
            continue
        last = table.model().rowCount() - 1
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 0))
        QTest.keyClick(table, Qt.Key.Key_End, CTRL)
        assert table.currentIndex().row() == last, table.accessibleName()
        QTest.keyClick(table, Qt.Key.Key_Home, CTRL)
        assert table.currentIndex().row() == 0
        QTest.keyClick(table, Qt.Key.Key_PageDown)
        assert table.currentIndex().row() > 0
        QTest.keyClick(table, Qt.Key.Key_PageUp)
        assert table.currentIndex().row() == 0
        QTest.keyClick(table, Qt.Key.Key_A, CTRL)
        many = table.selectionMode() == TableView.SelectionMode.ExtendedSelection
        assert len(table.selectionModel().selectedRows()) == (last + 1 if many else 1)
        table.selectRow(0)
        if len(table.headings()) > 1:
            panel = ColumnPanel(table)
            assert panel.list.count() == len(table.headings()), table.accessibleName()
            assert all(panel.list.item(n).text().strip() for n in range(panel.list.count()))
            mnemonics = [b.text()[b.text().index("&") + 1].lower() for b in panel.findChildren(QPushButton)]
            assert len(mnemonics) == len(set(mnemonics))
            panel.close()
