# SPDX-License-Identifier: Apache-2.0
"""Marks, how long a bad mark is shown, and the closed one-time repair: published rows."""

import datetime as dt

import pytest

from planner.facts.dates import Month
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.law.credit_record import mark, one_time_repair, shown_until

BOOK = load(resources() / "rules")


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (0, "N"),
        (1, "1"),
        (30, "1"),
        (31, "2"),
        (90, "3"),
        (91, "4"),
        (120, "4"),
        (121, "5"),
        (180, "6"),
        (181, "7"),
        (900, "7"),
    ],
)
def test_marks(days: int, word: str) -> None:
    assert mark(days, BOOK) == word


def test_bad_information_is_shown_for_five_years_from_settlement() -> None:
    assert shown_until(dt.date(2026, 6, 15), BOOK) == dt.date(2031, 6, 15)
    assert shown_until(dt.date(2024, 2, 29), BOOK) == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    ("month", "overdue", "settled", "by"),
    [
        ("2024-07", "9900", "2025-11-20", "2026-01-01"),
        ("2025-12", "6100", "2026-01-20", "2026-02-28"),
        ("2025-08", "5000", "2025-11-20", "2026-01-01"),
        ("2025-09", "10000", "2025-11-20", "2026-01-01"),
        ("2025-10", "15000", "2025-11-20", None),
        ("2026-01", "6100", "2026-01-20", None),
        ("2025-12", "6100", "2026-04-01", None),
        ("2025-12", "6100", "2026-03-31", "2026-04-30"),
        ("2025-12", "10000.01", "2026-01-20", None),
        ("2025-12", "6100", None, None),
    ],
)
def test_one_time_repair(month: str, overdue: str, settled: str | None, by: str | None) -> None:
    paid = dt.date.fromisoformat(settled) if settled else None
    found = one_time_repair(Month.parse(month), yuan(overdue), paid, BOOK)
    assert found.by == (dt.date.fromisoformat(by) if by else None)
    assert found.covered is (by is not None)
