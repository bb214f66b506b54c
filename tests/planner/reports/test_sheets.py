# SPDX-License-Identifier: Apache-2.0
"""Cells of a spreadsheet: text stays text whatever it says, sheet names always fit."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.dates import Month
from planner.reports.cell_text import safe_text
from planner.reports.sheets import Book, Formula, Goto, Put, safe_name

DAY = date(2026, 4, 1)
FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "＝1+1", "＋1", "－1", "＠A1", " =1", "\ufeff=1",
    "\u200b=1", "\u3000=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\",\"y\")", "=WEBSERVICE(\"http://x\")",
    "{=1+1}", "'=1", "=", "#N/A", "#REF!", "1e5", "TRUE", "2026-01-01", "00123", "−5", "_x003D_1+1", "http://a.b/c",
]  # fmt: skip


def cells_of(puts: list[Put]) -> tuple[openpyxl.Workbook, bytes]:
    book = Book("t", DAY, "Arial")
    sheet = book.sheet("s", [20])
    for put in puts:
        sheet.write(put)
    data = book.finish()
    return openpyxl.load_workbook(io.BytesIO(data)), data


def sheet_xml(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(text: str) -> None:
    book, data = cells_of([Put(text)])
    cell = book["s"]["A1"]
    assert "<f>" not in sheet_xml(data)
    assert "hyperlink" not in sheet_xml(data)
    assert cell.value is None or cell.data_type == "s"


@pytest.mark.parametrize(
    "text", [t for t in FORMULAS if t.lstrip(" \t\r\n\x00\ufeff\u200b\u3000")[:1] in "=+-@＝＋－＠−'"]
)
def test_text_that_an_edit_would_revive_is_marked_as_text(text: str) -> None:
    book, _data = cells_of([Put(text)])
    assert book["s"]["A1"].quotePrefix


def test_a_negative_amount_stays_a_number() -> None:
    book, _data = cells_of([Put(-123_45, "money")])
    cell = book["s"]["A1"]
    assert cell.data_type == "n"
    assert cell.value == -123.45
    assert not cell.quotePrefix


@settings(max_examples=15)
@given(st.lists(st.text(st.characters(codec=None, exclude_categories=()), max_size=40), max_size=40))
def test_any_text_makes_a_file_that_opens(texts: list[str]) -> None:
    book, _data = cells_of([*map(Put, texts), Put("end")])
    assert book["s"].cell(len(texts) + 1, 1).value == "end"


def test_what_a_spreadsheet_would_decode_is_kept_as_written() -> None:
    assert safe_text("_x000D_")[0] == "_x005F_x000D_"


def test_text_longer_than_a_cell_ends_visibly() -> None:
    text, _risky = safe_text("长" * 40_000)
    assert len(text) == 32_767
    assert text.endswith("…")


@given(st.lists(st.text(max_size=50), max_size=30))
def test_sheet_names_fit_and_differ(wanted: list[str]) -> None:
    names: list[str] = []
    for name in wanted:
        names.append(safe_name(name, names))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip().strip("'")
        assert name.casefold() != "history"


def test_a_formula_carries_its_figure() -> None:
    _book, data = cells_of([Put(Formula("1+1", 200), "money"), Put(Formula('"a"&"<b>"', "a<b>"))])
    assert "<f>1+1</f><v>2.00</v>" in sheet_xml(data)
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["s"]
    assert (shown["A1"].value, shown["A2"].value) == (2, "a<b>")


def test_formulas_alone_carry_no_figure() -> None:
    book = Book("t", DAY, "Arial")
    book.sheet("s", [20]).write(Put(Formula("1+1", 200), "money"))
    shown = openpyxl.load_workbook(io.BytesIO(book.finish(live_only=True)), data_only=True)
    assert shown["s"]["A1"].value is None


def test_a_link_leads_to_a_sheet_of_the_same_file() -> None:
    book = Book("t", DAY, "Arial")
    first = book.sheet("s", [20])
    other = book.sheet("it's here", [20])
    first.write(Put(Goto("go", other.name), "link"))
    other.write(Put("x"))
    made = openpyxl.load_workbook(io.BytesIO(book.finish()))
    link = made["s"]["A1"].hyperlink
    assert link.location == "'it s here'!A1"
    assert link.target is None


def test_no_clock_in_the_file() -> None:
    _book, data = cells_of([Put("x")])
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-04-01T00:00:00Z") == 2
    assert "openpyxl" not in core


def test_a_formula_without_a_figure_waits_for_the_reader() -> None:
    _book, data = cells_of([Put(Formula("1+1", None), "money"), Put(Formula("2+2", 400), "money")])
    assert "<f>1+1</f><v></v>" in sheet_xml(data) or "<f>1+1</f><v/>" in sheet_xml(data)
    assert "<f>2+2</f><v>4.00</v>" in sheet_xml(data)


def test_rows_written_quickly_hold_every_kind_of_cell() -> None:
    book = Book("t", DAY, "Arial")
    styles = ["text", "money", "count", "date", "time", "month", "rate"]
    row = ("=a<b>", -5, 7, DAY, datetime(2026, 4, 1, 12, 0), Month.parse("2026-04"), Decimal("0.05"))
    book.sheet("s", [9] * 7).write_many(
        [row, row, (None,) * 7, ("x" * 2_000, 1, 1, DAY, DAY, DAY, Decimal(1))], styles
    )
    made = openpyxl.load_workbook(io.BytesIO(book.finish()))["s"]
    first = [cell.value for cell in made[1]]
    assert first[:3] == ["=a<b>", -0.05, 7]
    assert first[3:6] == [datetime(2026, 4, 1), datetime(2026, 4, 1, 12), datetime(2026, 4, 1)]
    assert first[6] == 0.05
    assert made["A1"].quotePrefix
    assert made["A1"].data_type == "s"
    assert [cell.value for cell in made[3]] == [None] * 7
    assert made["A4"].value == "x" * 2_000
