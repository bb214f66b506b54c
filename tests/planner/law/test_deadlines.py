# SPDX-License-Identifier: Apache-2.0
"""Legal periods by the rules of counting, holidays of 2026 included; limitation, for information only."""

import datetime as dt
from dataclasses import replace

import pytest

from planner.facts.case import Case, Claim, Debt, Override
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import load, with_overrides
from planner.facts.terms import Terms
from planner.law.deadlines import deadline, period_end
from planner.law.limitation import known_events, last_due_of, limitation

BOOK = load(resources() / "rules")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "event", "counted", "end"),
    [
        ("mediation", "2026-03-02", "2026-04-01", "2026-04-01"),
        ("confirmation", "2026-03-20", "2026-04-19", "2026-04-20"),
        ("answer", "2026-05-06", "2026-05-21", "2026-05-21"),
        ("payment_order", "2026-09-16", "2026-10-01", "2026-10-08"),
        ("answer", "2026-04-16", "2026-05-01", "2026-05-06"),
        ("answer", "2026-04-24", "2026-05-09", "2026-05-09"),
        ("confirmation", "2026-01-16", "2026-02-15", "2026-02-24"),
        ("mediation_simplified", "2026-06-01", "2026-06-08", "2026-06-08"),
        ("mediation_ordinary", "2026-06-01", "2026-06-16", "2026-06-16"),
        ("limitation", "2023-05-10", "2026-05-10", "2026-05-11"),
        ("enforcement_application", "2024-02-29", "2026-02-28", "2026-02-28"),
    ],
)
def test_periods_exclude_the_first_day_and_move_off_rest_days(
    kind: str, event: str, counted: str, end: str
) -> None:
    found = deadline(kind, day(event), BOOK)
    assert (found.counted, found.date, found.complete) == (day(counted), day(end), True)


def test_a_year_without_its_holiday_table_says_so() -> None:
    found = deadline("payment_order", day("2027-01-15"), BOOK)
    assert found.date == day("2027-02-01")  # 30 January 2027 is a Saturday
    assert not found.complete
    assert found.days_left(day("2027-01-20")) == 12


def test_a_holiday_added_by_the_user_moves_a_period() -> None:
    mine = with_overrides(BOOK, [Override(id="o", rule_id="LIM-06a/2027-02-01", value="rest")])
    found = deadline("payment_order", day("2027-01-15"), mine)
    assert (found.date, found.complete) == (day("2027-02-02"), True)


def test_working_days_skip_holidays() -> None:
    assert period_end(day("2026-04-30"), "MED-03", BOOK) == day("2026-05-08")


def test_limitation_restarts_with_a_demand_and_with_the_debtors_own_request() -> None:
    due = day("2023-05-10")
    assert limitation(due, [], BOOK).end == day("2026-05-11")
    assert limitation(due, [day("2025-01-08")], BOOK).end == day("2028-01-10")
    asked = limitation(due, [day("2026-02-01"), day("2025-01-08")], BOOK)
    assert (asked.since, asked.end) == (day("2026-02-01"), day("2029-02-01"))
    assert not asked.complete


def test_an_event_after_the_end_does_not_restart_limitation_but_is_named() -> None:
    found = limitation(day("2023-05-10"), [day("2026-06-01")], BOOK)
    assert (found.end, found.later) == (day("2026-05-11"), (day("2026-06-01"),))
    assert found.has_ended(day("2026-06-02"))


def test_two_events_of_one_day_count_once_and_a_called_in_debt_is_due_that_day() -> None:
    due = day("2023-05-10")
    assert limitation(due, [due, day("2022-01-01")], BOOK).since == due
    debt = Debt(id="d1", creditor="丙", lender_class="bank", principal=1, as_of=due, accelerated_on=day("2024-02-01"),
                claim=Claim(date=day("2024-03-01")))  # fmt: skip
    assert last_due_of(debt) == day("2024-02-01")
    assert known_events(Case(version=1, first_month=Month.parse("2026-04"), debts=(debt,)), debt) == (
        day("2024-03-01"),
    )
    assert last_due_of(replace(debt, accelerated_on=None)) is None
    assert last_due_of(replace(debt, accelerated_on=None, terms=Terms(periods=12))) is None
