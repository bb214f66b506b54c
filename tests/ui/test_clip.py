# SPDX-License-Identifier: Apache-2.0
"""Rows to spreadsheets and back: quoted cells, HTML where the text lost the cells, nothing dropped without a word."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.facts.case import put
from planner.facts.terms import PaidOn
from tests.ui.test_agreement_page import PAID, agreed
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.html_cells import html_cells
from ui.models.records import Column, RecordsModel
from ui.pages.agreement import AgreementPage
from ui.pages.debts import DebtsPage
from ui.pasting import MOST, block, read_lines
from ui.session import Session
from ui.table_clip import AT_ONCE, clipboard_cells
from ui.widgets.debt_list import PASTED
from ui.widgets.table_view import TableView

Open = Callable[..., Session]
CTRL = Qt.KeyboardModifier.ControlModifier
CALC = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left">花呗</td><td align="right" sdval="18600" sdnum="2052;">18,600.00</td></tr>
<tr><td height="17" align="left">某<br>银行</td><td align="right">30000</td></tr></table></body></html>"""
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-ignore:padding;}</style></head>
<body><table border=0><!--StartFragment--> <tr height=20><td class=xl65>花呗</td><td align=right>18,600.00</td></tr>
<tr><td colspan=2>a&amp;b&nbsp;c</td></tr><!--EndFragment--></table></body></html>"""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('"a\nb"\tc\nd\te', [["a b", "c"], ["d", "e"]]),
        ('"say ""hi"""\tc', [['say "hi"', "c"]]),
        ('"花呗" 借款\t5', [['"花呗" 借款', "5"]]),
        ('"open\t1\nb\t2', [['"open', "1"], ["b", "2"]]),
        ("'=1+1\t'abc", [["=1+1", "'abc"]]),
        ("a\t\t\n\t\t\n", [["a", "", ""]]),
    ],
)
def test_the_text_of_a_spreadsheet_gives_its_cells(text: str, cells: list[list[str]]) -> None:
    assert block(text) == cells


def test_the_table_of_a_piece_of_html_gives_its_cells() -> None:
    assert html_cells(CALC) == [["花呗", "18,600.00"], ["某\n银行", "30000"]]
    assert html_cells(EXCEL) == [["花呗", "18,600.00"], ["a&b c", ""]]
    nested = "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table><table><tr><td>d"
    assert html_cells(nested) == [["ab", "c"]]
    assert html_cells("<p>no table</p>") == []
    assert html_cells("<table><tr><td colspan=999999999>x") == [["x", *[""] * 99]]


def test_html_decides_where_the_text_lost_the_cells() -> None:
    mime = QMimeData()
    mime.setText("花呗 18,600.00\n某\n银行 30000\n")
    mime.setData("text/html", CALC.encode())
    assert clipboard_cells(mime) == [["花呗", "18,600.00"], ["某\n银行", "30000"]]
    mime.setText("花呗\t18,600.00\n某某银行\t30000\n")
    assert clipboard_cells(mime) == [["花呗", "18,600.00"], ["某某银行", "30000"]]


def test_cells_with_tabs_lines_and_quotes_come_back_as_they_were(qtbot: QtBot) -> None:
    class Row:
        def __init__(self, words: str) -> None:
            self.id = self.words = words

    odd = ["a\tb", 'say "hi"', "a\nb", '"', "plain", "6222021234567890123", "<b>&"]
    model = RecordsModel(
        (Column(heading="Name", value=lambda r: r.words), Column(heading="No.", value=lambda _r: 1))
    )
    model.show_records([Row(words) for words in odd])
    table = TableView("T")
    qtbot.addWidget(table)
    table.show_model(model)
    table.selectAll()
    table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert [row[0] for row in block(mime.text())[1:]] == [words.replace("\n", " ") for words in odd]
    html = bytes(mime.data("text/html").data()).decode()
    assert [row[0] for row in html_cells(html)[1:]] == [" ".join(w.split("\t")) for w in odd]
    assert "mso-number-format:'\\@'" in html  # a card number stays a text


def test_copied_are_the_columns_in_sight_in_their_order(program: Program, opened: Open) -> None:
    opened()
    program.window.go("debts")
    page = program.window.page()
    assert isinstance(page, DebtsPage)
    page.table.show_column("Stage", False)
    page.table.drawn.move(page.table.headings().index("Rate"), -1)
    page.table.selectRow(0)
    page.table.copy()
    first = block(QGuiApplication.clipboard().text())[0]
    head = page.table.horizontalHeader()
    places = [head.logicalIndex(at) for at in range(head.count())]
    wanted = [page.table.headings()[at] for at in places if not page.table.isColumnHidden(at)]
    assert first == wanted
    assert "Stage" not in first
    page.table.show_usual()


def test_more_lines_than_one_paste_takes_are_said(program: Program) -> None:
    rows = block("\n".join(f"甲{n}\t{n}" for n in range(MOST + 5)))
    read = read_lines(rows, PASTED)
    assert len(read.lines) == MOST
    assert "2,000" in read.unread[0]


def payments(page: AgreementPage) -> list[tuple[date, int]]:
    return [(paid.date, paid.amount) for paid in page.desk.case.debts[0].payments]


def test_payments_are_pasted_edited_and_deleted_in_their_table(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    page = at_page(program, opened, AgreementPage, agreed())
    settle(qtbot)
    table, before = page.instalments.made, payments(page)
    QGuiApplication.clipboard().setText("2026/10/15\t516.67\n明天\t五百\n")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    assert payments(page) == before
    assert "today" in program.window.message.words()
    QGuiApplication.clipboard().setText("2026/10/15\t516.67\n11月15日\t五百\nsoon\t12\n")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    assert payments(page) == [*before, (date(2026, 10, 15), 51_667), (date(2026, 11, 15), 50_000)]
    told = program.window.message.words()
    assert "soon" in told
    assert "1 line without a day" in told
    settle(qtbot)
    model = table.model()
    amount = model.index(0, 1)
    table.setCurrentIndex(amount)
    table.write(amount, 60_000)
    assert payments(page)[-1] == (date(2026, 11, 15), 60_000)
    settle(qtbot)
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert payments(page) == []
    page.desk.session.undo()
    page.desk.session.undo()
    page.desk.session.undo()
    assert payments(page) == before


def test_the_first_payments_can_be_pasted_too(program: Program, opened: Open, qtbot: QtBot) -> None:
    case = agreed()
    case = put(case, "debts", replace(case.debts[0], payments=()))
    page = at_page(program, opened, AgreementPage, case)
    settle(qtbot)
    page.instalments.made.setFocus()
    QGuiApplication.clipboard().setText("\n".join(f"{paid.date}\t{paid.amount // 100}" for paid in PAID))
    page.instalments.made.paste()
    assert page.desk.case.debts[0].payments == tuple(
        PaidOn(date=paid.date, amount=paid.amount // 100 * 100) for paid in PAID
    )


def test_a_program_that_ends_with_rows_on_the_clipboard_ends_well(tree: Path) -> None:
    """Qt lets go of the clipboard after Python has gone: nothing of Python's may lie there by then."""
    code = (
        "from ui.app import make_app\n"
        "from ui.models.records import Column, RecordsModel\n"
        "from ui.widgets.table_view import TableView\n"
        "app = make_app()\n"
        "model = RecordsModel((Column(heading='Name', value=str),))\n"
        "model.show_records(['a', 'b'])\n"
        "table = TableView('T')\n"
        "table.show_model(model)\n"
        "table.selectAll()\n"
        "table.copy()\n"
        "print(app.clipboard().mimeData().hasHtml())\n"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tree, env=env, capture_output=True, text=True)
    assert done.stdout.split() == ["True"]
    assert done.returncode == 0


def test_a_long_copy_says_what_it_does_and_esc_leaves_the_clipboard_as_it_was(
    qtbot: QtBot, themed: QApplication
) -> None:
    model = RecordsModel((Column(heading="Name", value=str),))
    model.show_records([str(n) for n in range(AT_ONCE + 1)])
    table = TableView("T")
    qtbot.addWidget(table)
    table.show_model(model)
    table.selectAll()
    told: list[str] = []
    table.said.connect(told.append)
    QGuiApplication.clipboard().setText("before")
    table.copy()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    settle(qtbot)
    assert QGuiApplication.clipboard().text() == "before"
    table.copy()
    settle(qtbot)
    assert QGuiApplication.clipboard().text().count("\n") == AT_ONCE + 1
    assert told == [
        "1,001 rows are being copied; Esc stops it.",
        "Nothing was copied.",
        "1,001 rows are being copied; Esc stops it.",
        "1,001 rows are copied.",
    ]
