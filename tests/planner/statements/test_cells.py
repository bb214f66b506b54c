# SPDX-License-Identifier: Apache-2.0
"""What one cell says: amounts without floats, times in all their forms, card numbers, damaged order numbers."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts.money import plain_yuan
from planner.statements import cells, pdf_text, workbook
from tests.planner.statements.made import sheet
from tests.planner.statements.pages import a_pdf
from tests.planner.statements.test_samples import sample


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("28.16", 2816),
        ("¥28.16", 2816),
        ("￥1,234.5", 123450),
        ("CNY 12.00", 1200),
        ("2，000.00", 200000),
        ("+0.00", 0),
        ("-1,000.00", -100000),
        ("−5", -500),
        ("131.77(已退款89.84)", 13177),
        ("8,000.00(CN)", 800000),
        ("28.160000000000000142", 2816),
        ("27元", 2700),
        ("人民币元/32.50", 3250),
        ("1e3", 100000),
        ("１２．５０", 1250),
        (".5", 50),
    ],
)
def test_amounts_are_read_from_text(text: str, fen: int) -> None:
    assert cells.amount(text) == fen


@pytest.mark.parametrize("text", ["", "-", "--", "/", "------", "xx,yyyy.zz", "****", "null"])
def test_unknown_is_not_zero(text: str) -> None:
    assert cells.amount(text) is None


@pytest.mark.parametrize("text", ["十元", "1.2.3", "12-3", "1e99", "99999999999999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cells.amount(text)


def test_the_refund_in_brackets_is_read_apart() -> None:
    assert cells.refunded("131.77(已退款89.84)") == 8984
    assert cells.refunded("已退款(￥39.93)".replace("(￥", "￥").replace(")", "")) == 3993
    assert cells.refunded("468.32(已全额退款)") is None


@given(st.integers(-(10**12), 10**12))
def test_every_plain_amount_comes_back(fen: int) -> None:
    assert cells.amount(plain_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2025-01-31 20:10:00", datetime(2025, 1, 31, 20, 10)),
        ("2026/3/29 7:05", datetime(2026, 3, 29, 7, 5)),
        ("2025/12/03  14:06:51", datetime(2025, 12, 3, 14, 6, 51)),
        ("20250101", date(2025, 1, 1)),
        ("2025年01月02日", date(2025, 1, 2)),
        ("2025-01-31 25:10:00", date(2025, 1, 31)),
        ("46295.84104166667", datetime(2026, 9, 30, 20, 11, 6)),
        ("46295", date(2026, 9, 30)),
        ("2025-02-30", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_times_come_in_many_forms(text: str, when: date | None) -> None:
    assert cells.moment(text) == when


def test_a_time_cell_joins_its_day() -> None:
    on = date(2025, 1, 2)
    assert cells.at_time(on, "185319") == datetime(2025, 1, 2, 18, 53, 19)
    assert cells.at_time(on, "18:53") == datetime(2025, 1, 2, 18, 53)
    assert cells.at_time(on, "99:00:00") == on
    assert cells.at_time(on, "无") == on


def test_card_numbers_are_the_last_four_digits_at_the_very_end() -> None:
    assert cells.card_tail("招商银行储蓄卡(1234)&红包") == "1234"
    assert cells.card_tail("转入零钱通-来自工商银行(尾号9876)") == "9876"
    assert cells.card_tail("某卡(12345)") == ""
    assert cells.account_tail("6214********1234   招商银行") == "1234"
    assert cells.account_tail("6214********") == ""
    assert cells.account_tail("CARD-MOCK-001") == ""


def test_damaged_and_placeholder_numbers_name_nothing() -> None:
    assert cells.real_id("2.02E+27") == cells.real_id("/") == ""
    assert cells.real_id("2025X") == "2025X"


def test_numbers_of_a_workbook_are_written_shortly_and_long_ones_marked_as_damaged() -> None:
    book = sheet([["a", 28.16, 6688.0, 10**20, True, None, datetime(2025, 1, 2, 3, 4, 5), date(2025, 1, 2)]])
    ((_, columns),) = workbook.read_cells(book)
    row = [column[0] for column in columns]
    assert row[:5] == ["a", "28.16", "6688", "1.00E+20", "True"]
    assert row[5:7] == ["", "2025-01-02 03:04:05"]
    assert cells.moment(row[7]) == date(2025, 1, 2)
    with pytest.raises(ValueError, match="damaged"):
        workbook.read_cells(b"nothing")
    assert len(workbook.read_cells(sample("spdb_debit_xls").read_bytes())[0][1]) == 9


def test_runs_of_a_page_have_places_and_ordinary_characters() -> None:
    runs = pdf_text.read_runs(a_pdf([[(40, 50, "日期Abc"), (300, 50, "余额")]]), [])
    assert "".join(run.text for run in runs) == "日期Abc余额"
    assert runs[-1].text == "余额"
    assert pdf_text.plain("⽇⾦⻓⻋") == "日金长车"
    assert runs[0].left < runs[-1].left
    with pytest.raises(ValueError, match="no text"):
        pdf_text.read_runs(a_pdf([[]]), [])
    with pytest.raises(ValueError, match="damaged"):
        pdf_text.read_runs(b"%PDF-", [])
