# SPDX-License-Identifier: Apache-2.0
"""The calendar file: read back by the library, the same bytes every time, reminders, no names unless asked for."""

import datetime as dt
from dataclasses import replace

from icalendar import Calendar

from planner.facts.case import Agreement, Case, Contact
from planner.facts.language import speaking
from planner.reports.calendar import calendar, entries
from tests.builders import terms, yuan
from tests.planner.reports.given import TODAY, rules, sample


def agreed() -> Case:
    """The sample with an agreement of twelve instalments and a planned talk."""
    table = terms(
        principal=yuan(9_300),
        start=TODAY,
        periods=12,
        first_due=dt.date(2026, 12, 15),
        kind="equal_instalment",
    )
    return replace(
        sample(),
        agreements=(Agreement(id="g1", debt="d4", date=TODAY, terms=table),),
        contacts=(
            Contact(id="c1", debt="d2", at=dt.datetime(2026, 11, 25, 10), note="小王回电"),
            Contact(id="c2", debt="d2", at=dt.date(2026, 11, 2)),
        ),
    )


def test_the_file_reads_back_with_every_entry_and_its_reminders() -> None:
    made = Calendar.from_ical(calendar(agreed(), rules(), TODAY))
    events = made.walk("VEVENT")
    assert len(events) == len(entries(agreed(), rules(), TODAY)) == 1 + 1 + 12 + 1 + 1
    assert all(not isinstance(event["DTSTART"].dt, dt.datetime) for event in events)
    assert all(event.walk("VALARM") for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_the_same_case_gives_the_same_bytes_and_a_name_that_stays() -> None:
    assert calendar(agreed(), rules(), TODAY) == calendar(agreed(), rules(), TODAY)
    later = TODAY + dt.timedelta(days=1)
    uids = [
        {str(event["UID"]) for event in Calendar.from_ical(calendar(agreed(), rules(), day)).walk("VEVENT")}
        for day in (TODAY, later)
    ]
    assert uids[0] == uids[1]


def test_names_amounts_and_notes_stay_at_home_unless_asked_for() -> None:
    for spoken in ("zh", "en"):
        with speaking(spoken):
            quiet, named = (calendar(agreed(), rules(), TODAY, named).decode() for named in (False, True))
        assert not any(word in quiet for word in ("小额贷款", "借呗", "775", "小王"))
        assert all(word in named.replace("\r\n ", "") for word in ("小额贷款", "借呗", "775", "小王"))


def test_what_is_paid_or_past_asks_for_nothing() -> None:
    case = agreed()
    after = dt.date(2027, 1, 1)
    days = [entry.day for entry in entries(case, rules(), after)]
    assert min(days) >= after
    assert days == sorted(days)


def test_an_agreement_reached_in_mediation_has_thirty_days_to_be_confirmed() -> None:
    titles = {
        entry.key.split("/")[2]: entry.day for entry in entries(agreed(), rules(), TODAY) if "g1" in entry.key
    }
    assert titles["confirmation"] == dt.date(2026, 12, 22)
    assert titles["certificate"] == dt.date(2027, 11, 22)


def test_an_empty_case_is_an_empty_calendar() -> None:
    empty = replace(sample(), debts=(), notices=(), scenarios=())
    assert Calendar.from_ical(calendar(empty, rules(), TODAY)).walk("VEVENT") == []
