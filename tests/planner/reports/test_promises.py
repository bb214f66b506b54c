# SPDX-License-Identifier: Apache-2.0
"""Promises in talks: in the thread, as the next step, in the calendar, among the dates one is reminded of."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.facts.case import Case, Contact
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.reports.calendar import calendar, entries
from planner.reports.progress import next_dates, reminders
from planner.reports.thread import next_step, thread
from tests.builders import a_case, a_debt

BOOK = load(resources() / "rules")
TODAY = date(2026, 11, 22)


def case_with(**facts) -> Case:
    talk = Contact(id="c1", debt="d1", at=datetime(2026, 11, 20, 10, 0), channel="incoming", **facts)
    return replace(a_case(a_debt()), contacts=(talk,))


def test_a_promise_of_theirs_stands_in_the_thread_and_comes_next() -> None:
    case = case_with(promise="the statement", promise_by="them", promise_due=date(2026, 11, 25))
    entry = next(one for one in thread(case, "d1", TODAY) if one.kind == "promise")
    assert (entry.day, "the statement" in entry.title) == (date(2026, 11, 25), True)
    step = next_step(case, case.debts[0], TODAY)
    assert (step.day, step.legal) == (date(2026, 11, 25), False)


@pytest.mark.parametrize(("by", "word"), [("us", "Your"), ("them", "Their")])
def test_a_promise_past_its_day_is_asked_about_until_it_is_kept(by: str, word: str) -> None:
    case = case_with(promise="x", promise_by=by, promise_due=date(2026, 11, 21))
    assert next_step(case, case.debts[0], TODAY).words.startswith(word)
    kept = replace(case, contacts=(replace(case.contacts[0], promise_kept=date(2026, 11, 22)),))
    assert not next_step(kept, case.debts[0], TODAY).words.startswith(word)
    assert not any(one.where == "negotiate/c1" for one in next_dates(kept, {}, BOOK, TODAY))


def test_the_calendar_tells_a_promise_without_names_unless_asked() -> None:
    case = case_with(promise="13800000000 rings", promise_by="them", promise_due=date(2026, 11, 25))
    assert [one.day for one in entries(case, BOOK, TODAY)] == [date(2026, 11, 25)]
    assert b"13800000000" not in calendar(case, BOOK, TODAY)
    assert b"13800000000" in calendar(case, BOOK, TODAY, named=True)


@pytest.mark.parametrize(("day", "told"), [(21, True), (25, True), (26, False)])
def test_one_is_reminded_of_what_is_near_or_open(day: int, told: bool) -> None:
    case = case_with(promise="x", promise_by="us", promise_due=date(2026, 11, day))
    assert bool(reminders(next_dates(case, {}, BOOK, TODAY), TODAY)) == told


@pytest.mark.parametrize(("left", "told"), [(7, True), (8, False)])
def test_a_legal_date_is_told_a_week_before(left: int, told: bool) -> None:
    debt = replace(a_debt(), deadline=date.fromordinal(TODAY.toordinal() + left), stage="filed")
    assert bool(reminders(next_dates(a_case(debt), {}, BOOK, TODAY), TODAY)) == told
