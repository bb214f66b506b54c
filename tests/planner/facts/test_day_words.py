# SPDX-License-Identifier: Apache-2.0
"""Days and months as people write them; what can be read in two ways is not read at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts.day_words import iso_text

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-4-1", "2026-04-01"),
        ("2026/04/01", "2026-04-01"),
        ("2026.4.1", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"),
        ("2026 年 4 月 1 号", "2026-04-01"),
        ("20260401", "2026-04-01"),
        ("２０２６－４－１", "2026-04-01"),
        ("2026年4月", "2026-04"),
        ("2026年4月份", "2026-04"),
        ("202604", "2026-04"),
        ("2026/3/5 0:00", "2026-03-05"),
        ("26.3.5", "2026-03-05"),
        ("26年3月5日", "2026-03-05"),
        ("98年5月", "1998-05"),
        ("3月5日", "2026-03-05"),
        ("三月五号", "2026-03-05"),
        ("去年3月5日", "2025-03-05"),
        ("明年三月", "2027-03"),
        ("二〇二六年三月五日", "2026-03-05"),
        ("二零二六年十一月三十日", "2026-11-30"),
        ("2026年11月5日星期四", "2026-11-05"),
        ("大前天", "2026-11-19"),
        ("昨天", "2026-11-21"),
        ("今天", "2026-11-22"),
        ("明天", "2026-11-23"),
        ("后天", "2026-11-24"),
        ("tomorrow", "2026-11-23"),
        ("三天后", "2026-11-25"),
        ("2周前", "2026-11-08"),
        ("3个月后", "2027-02-22"),
        ("in 3 days", "2026-11-25"),
        ("2 weeks ago", "2026-11-08"),
        ("下月15号", "2026-12-15"),
        ("上个月十五日", "2026-10-15"),
        ("下下个月", "2027-01"),
        ("next month", "2026-12"),
        ("月底", "2026-11-30"),
        ("明年2月底", "2027-02-28"),
        ("本周五", "2026-11-20"),
        ("下周一", "2026-11-23"),
        ("5 March 2026", "2026-03-05"),
        ("Mar 5, 2026", "2026-03-05"),
        ("5th of March", "2026-03-05"),
        ("Sept 2026", "2026-09"),
    ],
)
def test_a_day_is_brought_into_iso_form(typed: str, iso: str) -> None:
    assert iso_text(typed, TODAY) == iso


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "3/5",
        "15号",
        "46086",
        "24.3.25",
        "5.3.26",
        "13月5日",
        "2026年11月5日星期五",
        "农历三月初五",
        "2026-4-",
        "in 3 days ago",
        "后天下午",
        "may",
        "2026-1234",
        "",
    ],
)
def test_what_is_unclear_comes_back_as_it_was(typed: str) -> None:
    assert iso_text(typed, TODAY) == typed


@given(st.text(alphabet="〇一二三十百0123456789年月日号天后前周下上个底-/. 万inmarch", max_size=12))
def test_no_text_does_harm(typed: str) -> None:
    assert isinstance(iso_text(typed, TODAY), str)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    for words in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}"):
        assert iso_text(words, TODAY) == day.isoformat()
