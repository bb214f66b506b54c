# SPDX-License-Identifier: Apache-2.0
"""What happened, day by day: every message, check, talk, offer and payment once, in order."""

from dataclasses import replace
from datetime import date, datetime

from planner.facts.case import Check, Contact, Notice, put
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import PaidOn
from planner.reports.chronology import events
from tests.ui.conftest import sample_case

BOOK = load(resources() / "rules")
TODAY = date(2026, 11, 22)


def test_everything_on_record_stands_once_in_order_of_days() -> None:
    case = sample_case()
    debt = replace(case.debts[0], payments=(PaidOn(date=date(2026, 3, 31), amount=10_000),))
    check = Check(what="CHECK-1", date=date(2026, 6, 2), channel="12368", outcome="confirmed")
    notice = Notice(
        id="n9",
        text="【某法院】请联系",
        received=datetime(2026, 6, 1, 9, 30),
        sender="106",
        checks=(check,),
        debt="d1",
    )
    undated = Notice(id="n10", text="later found")
    talk = Contact(
        id="c9", debt="d1", at=datetime(2026, 6, 1, 8, 0), channel="incoming", note="asked for all"
    )
    case = put(put(put(put(case, "debts", debt), "notices", notice), "notices", undated), "contacts", talk)
    found = events(case, BOOK, TODAY)
    days = [one.day for one in found if one.day]
    assert days == sorted(days)
    assert found[-1].text == "later found"
    june = [(one.hour, one.text) for one in found if one.day == date(2026, 6, 1)]
    assert june == [("08:00", "asked for all"), ("09:30", "【某法院】请联系")]
    assert [one.text for one in found if one.day == date(2026, 6, 2)] == ["It agrees"]
    assert sum("100.00" in one.text for one in found) == 1
