# SPDX-License-Identifier: Apache-2.0
"""Interest between two days: which days bear it, at which rate, and how days are counted."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.due_dates import Calendar, calendar_of, periods_a_year
from planner.engine.interest import Period, accrue, year_shares
from planner.facts.dates import days_30e, days_by_year, year_fraction
from planner.facts.money import round_fen
from planner.facts.problems import InputError
from planner.facts.terms import Days, RateChange, Terms

PRINCIPAL = 500_000
HMRC = (
    RateChange(since=date(2020, 3, 30), annual_rate=Decimal("0.0275")),
    RateChange(since=date(2020, 4, 7), annual_rate=Decimal("0.026")),
)


def window(since: date, until: date, rate: str) -> int:
    """Interest of one rate window, both end days in it, floored (HMRC, debt-transformation acceptance tests)."""
    before = date.fromordinal(since.toordinal() - 1)
    return round_fen(accrue(PRINCIPAL, before, until, Decimal(rate)), "down")


def test_hmrc_interest_is_floored_in_each_rate_window() -> None:
    windows = [
        window(date(2020, 1, 1), date(2020, 3, 29), "0.0325"),
        window(date(2020, 3, 30), date(2020, 4, 6), "0.0275"),
        window(date(2020, 4, 7), date(2021, 3, 31), "0.026"),
    ]
    assert windows == [3962, 301, 12786]
    assert window(date(2020, 3, 6), date(2020, 3, 29), "0.0325") == 1068
    assert window(date(2020, 12, 16), date(2021, 4, 14), "0.026") == 4273


def test_a_rate_from_a_day_is_the_rate_of_that_day() -> None:
    whole = accrue(PRINCIPAL, date(2019, 12, 31), date(2021, 3, 31), Decimal("0.0325"), "ACT/365F", HMRC)
    parts = Fraction(PRINCIPAL, 36500) * (
        Fraction("3.25") * 89 + Fraction("2.75") * 8 + Fraction("2.6") * 359
    )
    assert whole == parts


def test_interest_before_it_starts_is_nothing() -> None:
    assert accrue(PRINCIPAL, date(2021, 3, 31), date(2021, 3, 31), Decimal("0.026")) == 0


START, PAY = date(2017, 3, 14), [date(2017 + (3 + k) // 12, (3 + k) % 12 + 1, 20) for k in range(10)]


def hmrc_plan(due: date, initial: int) -> int:
    """Interest of HMRC's time-to-pay plan on 2000 pounds in ten shares (time-to-pay calculator, 2.75 %)."""
    rate = Decimal("0.0275")
    in_a_week = START + timedelta(days=7)
    begins = max(in_a_week if initial else START, due)
    share = Fraction(200_000 - initial, 10)
    total = sum((accrue(share, begins, pay + timedelta(days=1), rate) for pay in PAY), Fraction(0))
    if due < START:
        total += accrue(200_000, due, START, rate)
    if initial:
        total += accrue(initial, max(START, due), in_a_week, rate)
    return round_fen(total)


@pytest.mark.parametrize(
    ("due", "initial", "interest"),
    [
        (date(2017, 1, 31), 0, 3274),
        (date(2017, 1, 31), 100_000, 1954),
        (date(2017, 3, 31), 0, 2385),
        (date(2017, 3, 18), 100_000, 1291),
    ],
    ids=["HT-1", "HT-2", "HT-5", "HT-6"],
)
def test_hmrc_time_to_pay_interest(due: date, initial: int, interest: int) -> None:
    assert hmrc_plan(due, initial) == interest


def test_the_24_percent_tests_of_the_domain_notes() -> None:
    since, until, rate = date(2024, 9, 1), date(2026, 3, 1), Decimal("0.24")
    assert round_fen(accrue(2_650_000, since, until, rate)) == 951_386
    assert round_fen(accrue(2_650_000, since, until, rate, "ACT/360")) == 964_600
    assert round_fen(accrue(1_654_473, date(2025, 3, 10), date(2026, 3, 10), rate)) == 397_074


# ---------------------------------------------------------------- day counts


def test_30e_360_counts_the_31st_as_the_30th() -> None:
    assert days_30e(date(2024, 1, 31), date(2024, 3, 31)) == 60
    assert days_30e(date(2024, 1, 30), date(2024, 2, 29)) == 29


def test_act_act_splits_at_the_first_of_january() -> None:
    assert days_by_year(date(2023, 12, 16), date(2024, 1, 16)) == [(16, 365), (15, 366)]
    assert days_by_year(date(2023, 12, 16), date(2024, 1, 1)) == [(16, 365)]
    assert year_fraction(date(2023, 7, 1), date(2025, 7, 1), "ACT/ACT") == Fraction(184, 365) + 1 + Fraction(
        181, 365
    )


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.sampled_from(["ACT/365F", "ACT/360", "ACT/ACT", "30/360"]),
)
def test_splitting_a_period_at_a_date_changes_nothing(
    start: date, first: int, second: int, count: str
) -> None:
    middle = date.fromordinal(start.toordinal() + first)
    end = date.fromordinal(middle.toordinal() + second)
    rate = Decimal("0.055")
    whole = accrue(PRINCIPAL, start, end, rate, count)
    assert (
        accrue(PRINCIPAL, start, middle, rate, count) + accrue(PRINCIPAL, middle, end, rate, count) == whole
    )


def test_part_of_a_regular_period_takes_its_share_by_actual_days() -> None:
    shares = year_shares("30/360", Fraction(12), [28, 29, 30, 31])
    february = Period(date(2024, 2, 1), date(2024, 3, 1), True)
    part = shares.of(date(2024, 2, 1), date(2024, 2, 15), february)
    assert Fraction(part, shares.scale) == Fraction(14, 29) / 12


def test_an_irregular_first_period_goes_by_its_days() -> None:
    odd = Period(date(2024, 1, 10), date(2024, 3, 1), False)
    for count, expected in (
        ("PERIODIC", Fraction(51, 365)),
        ("PERIODIC/360", Fraction(51, 360)),
        ("30/360", Fraction(51, 360)),
    ):
        shares = year_shares(count, Fraction(12), [28, 29, 30, 31])
        assert Fraction(shares.of(odd.since, odd.until, odd), shares.scale) == expected


@pytest.mark.parametrize(
    ("frequency", "n"),
    [
        ("weekly", 52),
        ("fortnightly", 26),
        ("semimonthly", 24),
        ("monthly", 12),
        ("quarterly", 4),
        ("yearly", 1),
    ],
)
def test_a_regular_period_is_one_nth_of_a_year(frequency: str, n: int) -> None:
    assert periods_a_year(frequency) == n
    shares = year_shares("PERIODIC", Fraction(n), [28])
    day = Period(date(2024, 1, 1), date(2024, 1, 29), True)
    assert Fraction(shares.of(day.since, day.until, day), shares.scale) == Fraction(1, n)


def test_fifteen_days_are_15_of_365() -> None:
    shares = year_shares("PERIODIC", periods_a_year(Days(days=15)), [15])
    span = Period(date(2024, 1, 1), date(2024, 1, 16), True)
    assert Fraction(shares.of(span.since, span.until, span), shares.scale) == Fraction(15, 365)


# ---------------------------------------------------------------- due dates


def days(calendar: Calendar, first: date, n: int) -> list[date]:
    found = [first]
    for _ in range(n - 1):
        found.append(calendar.after(found[-1]))
    return found


def test_a_month_that_lacks_the_due_day_uses_its_last() -> None:
    calendar, first = calendar_of(Terms(), date(2024, 1, 31), None)
    assert days(calendar, first, 3) == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


@pytest.mark.parametrize(
    ("due_day", "first", "expected"),
    [
        (1, date(2024, 2, 1), [date(2024, 2, 16), date(2024, 3, 1), date(2024, 3, 16)]),
        (31, date(2024, 1, 31), [date(2024, 2, 16), date(2024, 2, 29), date(2024, 3, 16)]),
        (15, date(2024, 2, 15), [date(2024, 2, 29), date(2024, 3, 15), date(2024, 3, 30)]),
    ],
)
def test_semimonthly_adds_the_day_fifteen_later_or_earlier(
    due_day: int, first: date, expected: list[date]
) -> None:
    assert days(Calendar("semimonthly", due_day), first, 4)[1:] == expected


def test_first_due_defaults_to_one_step_after_start() -> None:
    for frequency, expected in (
        ("weekly", date(2024, 2, 7)),
        ("fortnightly", date(2024, 2, 14)),
        ("quarterly", date(2024, 4, 30)),
        ("yearly", date(2025, 1, 31)),
        (Days(days=15), date(2024, 2, 15)),
    ):
        assert calendar_of(Terms(frequency=frequency), date(2024, 1, 31), None)[1] == expected  # type: ignore[arg-type]


def test_a_leap_day_falls_on_the_28th_in_other_years() -> None:
    calendar, first = calendar_of(Terms(frequency="yearly"), date(2024, 2, 29), None)
    assert days(calendar, first, 4) == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_regular_is_one_step_by_the_day_of_the_start_or_on_due_days() -> None:
    calendar = Calendar("monthly", 31)
    assert calendar.is_step(date(2024, 2, 29), date(2024, 3, 31))
    assert calendar.is_step(date(2024, 3, 31), date(2024, 4, 30))
    assert not calendar.is_step(date(2024, 2, 20), date(2024, 3, 31))
    assert Calendar("weekly", 1).is_step(date(2024, 2, 20), date(2024, 2, 27))


def test_due_dates_past_the_calendar_are_refused() -> None:
    with pytest.raises(InputError):
        Calendar("yearly", 1).after(date(9995, 1, 1))
