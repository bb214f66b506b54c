# SPDX-License-Identifier: Apache-2.0
"""Money: reading what people type, writing it, rounding, sharing out, capital numerals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts.money import (
    capital_numerals,
    format_rate,
    format_yuan,
    parse_rate,
    parse_yuan,
    plain_yuan,
    round_fen,
    share_out,
    yuan_from_plain,
)
from planner.facts.problems import InputError

AMOUNTS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.5", 123450),
        ("１２３４．５", 123450),
        ("１，２３４．５０", 123450),
        ("¥1234", 123400),
        ("￥ -20", -2000),
        ("−20", -2000),
        ("1.2万", 1200000),
        ("12元", 1200),
        (" 0.01 ", 1),
        (".5", 50),
        ("5.", 500),
        ("+3", 300),
        ("1\u00a0000", 100000),
        ("12,3456.78", 12345678),
        ("3万", 3000000),
        ("3w", 3000000),
        ("5k", 500000),
        ("3万5", 3500000),
        ("3万500", 3050000),
        ("1亿2000万", 12_000_000_000),
        ("一千二百", 120000),
        ("一千二", 120000),
        ("两万五", 2500000),
        ("一百零五", 10500),
        ("1万零五百", 1050000),
        ("三点五万", 3500000),
        ("贰仟肆佰贰拾元整", 242000),
        ("12块5", 1250),
        ("12元5角3分", 1253),
        ("5毛", 50),
        ("100块钱", 10000),
        ("RMB1200", 120000),
        ("1200 元人民币", 120000),
        ("负二十", -2000),
    ],
)
def test_people_type_amounts_in_many_ways(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "abc",
        "1.234",
        "1,23",
        "1e5",
        "1..2",
        "--3",
        "1/2",
        "９９９９９９９９９９９９９９９９",
        "万",
        "元",
        "约3万",
        "3万多",
        "$5",
        "1-2",
        "3万万",
        "12.5元3",
        "1.2.3万",
        "3百500",
        "12块53",
        "百",
        "负负3",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_yuan(text)


@given(AMOUNTS)
def test_writing_and_reading_money_is_the_same(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert yuan_from_plain(plain_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("exact", "how", "fen"),
    [
        ("1/2", "half_up", 1),
        ("-1/2", "half_up", -1),
        ("1/2", "half_even", 0),
        ("3/2", "half_even", 2),
        ("1/100", "up", 1),
        ("-1/100", "up", -1),
        ("199/100", "down", 1),
        ("-199/100", "down", -1),
    ],
)
def test_rounding_by_name(exact: str, how: str, fen: int) -> None:
    assert round_fen(Fraction(exact), how) == fen


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_parts_sum_to_the_whole_in_any_order(total: int, weights: list[int]) -> None:
    keys = [f"d{i:02d}" for i in range(len(weights))]
    parts = share_out(total, weights, keys)
    assert sum(parts) == total
    backwards = share_out(total, weights[::-1], keys[::-1])
    assert backwards[::-1] == parts
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total) * weight / sum(weights)) < 1


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [  # domain notes section 11, pro rata; the second is the published UK example in pence
        (258000, [18600, 42300, 15800, 9300], [55800, 126900, 47400, 27900]),
        (250000, [18600, 42300, 15800, 9300], [54070, 122965, 45930, 27035]),
        (242000, [18600, 42300, 15800, 9300], [52340, 119030, 44460, 26170]),
        (258000, [1620, 2115, 1580, 930], [66927, 87377, 65275, 38421]),
        (10000, [500, 1000, 233, 200], [2587, 5173, 1205, 1035]),
        (16000, [4550, 6700, 1200], [5847, 8611, 1542]),
        (1200000, [18600, 42300, 15800, 9300], [259535, 590233, 220465, 129767]),
    ],
)
def test_published_pro_rata_shares(total: int, weights: list[int], parts: list[int]) -> None:
    assert share_out(total, weights) == parts


def test_sharing_by_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        share_out(100, [0, 0])


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (60, "人民币陆角整"),
        (242000, "人民币贰仟肆佰贰拾元整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (1_001_000_000, "人民币壹仟零壹万元整"),
        (10**12, "人民币壹佰亿元整"),
        (-100, "人民币负壹元整"),
    ],
)
def test_capital_numerals_follow_the_rules_for_bills(fen: int, text: str) -> None:
    assert capital_numerals(fen) == text


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_capital_numerals_are_read_back(fen: int) -> None:
    assert parse_yuan(capital_numerals(fen)) == fen


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("年化24%", "0.24"),
        ("年化利率：24", "0.24"),
        ("24%/年", "0.24"),
        ("24 % p.a.", "0.24"),
        ("年利率百分之二十四", "0.24"),
        ("日息万五", "0.1825"),
        ("日利率0.05%", "0.1825"),
        ("0.05%/天", "0.1825"),
        ("0.05% a day", "0.1825"),
        ("每天万分之五", "0.1825"),
        ("0.5‰/日", "0.1825"),
        ("月息1.5分", "0.18"),
        ("月息1分5", "0.18"),
        ("月息一分五", "0.18"),
        ("月息两分半", "0.3"),
        ("月息8厘", "0.096"),
        ("月息3分5厘", "0.42"),
        ("年息5厘", "0.05"),
        ("1.5% per month", "0.18"),
    ],
)
def test_rates_by_the_day_and_the_month_become_yearly(text: str, rate: str) -> None:
    assert parse_rate(text) == Decimal(rate)


@pytest.mark.parametrize(
    "text", ["万五", "1.5分", "月息1.5", "日息5", "LPR+2%", "0.05%/天/月", "约24%", "1e-1%", "月", "%", "分"]
)
def test_an_unclear_rate_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_rate(text)
    assert refused.value.words()


@pytest.mark.parametrize(
    ("text", "rate"),
    [("24%", "0.24"), ("18.25", "0.1825"), ("0.05", "0.05"), ("３６％", "0.36"), ("0%", "0")],
)
def test_rates_as_people_type_them(text: str, rate: str) -> None:
    assert parse_rate(text) == Decimal(rate)


def test_rates_for_people() -> None:
    assert format_rate(Decimal("0.24")) == "24%"
    assert format_rate(Decimal("0.1825")) == "18.25%"
    assert format_rate(Decimal("0.130342"), 2) == "13.03%"
    assert format_rate(Decimal("-0.021"), 1) == "−2.1%"
