# SPDX-License-Identifier: Apache-2.0
"""Months and days."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts.dates import (
    Month,
    day_of,
    first_day,
    last_day,
    moment_text,
    on_day,
    parse_date,
    parse_moment,
    parse_when,
)
from planner.facts.problems import InputError


def test_a_month_that_lacks_the_day_uses_its_last() -> None:
    assert on_day(2026, 2, 31) == date(2026, 2, 28)
    assert on_day(2028, 2, 30) == date(2028, 2, 29)
    assert Month.parse("2026-04").day(31) == date(2026, 4, 30)


@given(st.integers(1900, 2200), st.integers(1, 12), st.integers(-500, 500))
def test_months_add_and_subtract(year: int, month: int, step: int) -> None:
    one = Month.parse(f"{year:04d}-{month:02d}")
    assert Month.parse(str(one)) == one
    assert one.plus(step) - one == step
    assert Month.of(one.first) == Month.of(one.last) == one


@pytest.mark.parametrize("text", ["2026-00", "2026-13", "2026-4", "26-04", "2026-04-01x", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        Month.parse(text)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-2-1", "20260201", "heute", "2026-01-01T00:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_date(text)


def test_a_day_or_a_month() -> None:
    assert first_day(parse_when("2026-04")) == date(2026, 4, 1)
    assert last_day(parse_when("2026-04")) == date(2026, 4, 30)
    assert last_day(parse_when("2026-04-07")) == date(2026, 4, 7)


def test_a_row_without_a_time_keeps_its_day() -> None:
    assert parse_moment("2026-04-07") == date(2026, 4, 7)
    assert moment_text(parse_moment("2026-04-07 01:02:03")) == "2026-04-07 01:02:03"
    assert day_of(datetime(2026, 4, 7, 1)) == date(2026, 4, 7)
    with pytest.raises(InputError):
        parse_moment("2026-04-07 99:00:00")


@pytest.mark.parametrize("text", ["1899-12-31", "2201-01-01", "9998-12-01", "0001-01-01"])
def test_a_year_out_of_reach_is_a_slip(text: str) -> None:
    with pytest.raises(InputError):
        parse_date(text)
    with pytest.raises(InputError):
        Month.parse(text[:7])
