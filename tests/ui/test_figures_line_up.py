# SPDX-License-Identifier: Apache-2.0
"""Figures line up in every table: right-aligned with their heading, tabular, a true minus, a dash where unknown, rows of 34 px."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from tests.ui.test_agreement_page import agreed
from tests.ui.test_charts import fan_page
from tests.ui.whole import settle, whole_sample
from ui.app import Program
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.theme import THEME
from ui.widgets.chart import Chart
from ui.widgets.figures_window import FiguresWindow
from ui.widgets.table_view import ROW, TableView

Open = Callable[..., Session]
FIGURE = re.compile(
    r"[<>]?[−-]?(\d{1,3}(,\d{3})+|\d{1,6})(\.\d+)?%?"
)  # a longer one is a telephone or a case number
BLANK = ("", "—")
TALLER = ("Figures and their proofs",)  # its rows hold pictures of papers


def columns(table: TableView) -> Iterator[tuple[int, list[str]]]:
    """Each column with what stands in its cells, blank ones left out."""
    model = table.model()
    for place in range(model.columnCount()):
        texts = [str(model.index(row, place).data() or "") for row in range(min(model.rowCount(), 200))]
        yield place, [text for text in texts if text not in BLANK]


def faults(table: TableView) -> list[str]:
    """The columns of figures that do not line up."""
    found, right, role = [], Qt.AlignmentFlag.AlignRight, Qt.ItemDataRole.TextAlignmentRole
    for place, texts in columns(table):
        heading = f"{table.accessibleName()}: {table.words_of(place)}"
        if not texts or not all(FIGURE.fullmatch(text) for text in texts):
            continue
        cell = Qt.AlignmentFlag(table.model().index(0, place).data(role))
        head = Qt.AlignmentFlag(table.model().headerData(place, Qt.Orientation.Horizontal, role))
        if not cell & right or not head & right:
            found.append(f"{heading} is not right-aligned: {texts[:2]}")
        if any("-" in text for text in texts):
            found.append(f"{heading} has a hyphen for a minus")
    return found


def walk(program: Program, qtbot: QtBot) -> Iterator[TableView]:
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        settle(qtbot)
        yield from program.window.page().findChildren(TableView)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_columns_of_figures_line_up_in_every_table(
    program: Program, opened: Open, qtbot: QtBot, language: str
) -> None:
    opened(agreed(whole_sample()[0]))
    program.speak(language)
    seen: set[str] = set()
    wrong: list[str] = []
    for table in walk(program, qtbot):
        filled = sum(bool(texts) for _place, texts in columns(table))
        if filled:
            seen.add(table.accessibleName())
            wrong += faults(table)
            if language == "en" and table.accessibleName() not in TALLER:
                assert table.verticalHeader().defaultSectionSize() == THEME.px(ROW), table.accessibleName()
    program.speak("en")
    assert wrong == []
    assert len(seen) >= 12, sorted(seen)


def test_the_figures_of_charts_line_up_too(program: Program, opened: Open, qtbot: QtBot) -> None:
    page = fan_page(program, opened, qtbot)
    for chart in page.findChildren(Chart):
        if chart._figures is not None and chart.count():
            window = FiguresWindow(program.window, chart._figures())
            assert faults(window.table) == []
            window.close()


def test_the_check_itself_sees_a_column_that_is_left_aligned(qtbot: QtBot) -> None:
    from ui.models.records import Column, RecordsModel

    class Row:
        id = "r1"

    table, model = TableView("T"), RecordsModel((Column(heading="Amount", value=lambda _row: "-5.00"),))
    qtbot.addWidget(table)
    model.show_records([Row()])
    table.show_model(model)
    assert len(faults(table)) == 2


def test_figures_have_one_width(themed: object) -> None:
    assert THEME.font("base").featureValue(QFont.Tag("tnum")) == 1
