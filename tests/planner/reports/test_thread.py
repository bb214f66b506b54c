# SPDX-License-Identifier: Apache-2.0
"""The thread of a creditor: newest first, one next step each, a log that has only what was said."""

import datetime as dt
from dataclasses import replace

import pytest

from planner.engine.simulate import simulate
from planner.facts.case import Agreement, Case, Contact, Debt, Offer
from planner.facts.language import speaking
from planner.facts.money import format_yuan
from planner.facts.problems import InputError
from planner.reports.call_script import call_steps
from planner.reports.thread import call_log, next_step, thread
from tests.builders import terms
from tests.planner.reports.given import TODAY, rules, sample

ASKED = terms(periods=36, kind="equal_instalment")


def told(**keys: object) -> Case:
    return replace(sample(), **keys)  # type: ignore[arg-type]


def debt(case: Case, place: int = 0) -> Debt:
    return case.debts[place]


def test_everything_with_a_creditor_stands_in_one_thread_newest_first() -> None:
    case = told(
        contacts=(
            Contact(
                id="c1",
                debt="d4",
                at=dt.datetime(2026, 11, 20, 9, 30),
                channel="phone",
                person="周某",
                note="x",
            ),
            Contact(id="c2", debt="d4", at=dt.date(2026, 12, 1)),
            Contact(id="c3", debt="d1", at=dt.date(2026, 11, 21)),
        ),
        offers=(
            Offer(id="o1", debt="d4", by="us", date=dt.date(2026, 11, 21), terms=ASKED, state="refused"),
        ),
        agreements=(Agreement(id="g1", debt="d4", date=TODAY, terms=ASKED, confirmed=True),),
    )
    entries = thread(case, "d4", TODAY)
    assert [entry.place for entry in entries] == [
        "contacts/c2",
        "agreements/g1",
        "offers/o1",
        "contacts/c1",
        "notices/n1",
    ]
    assert entries[0].kind == "planned"
    assert "refused" in entries[2].title
    assert "36 payments" in entries[2].text
    assert "telephone" in entries[3].title


@pytest.mark.parametrize(
    ("keys", "words", "legal"),
    [
        ({}, "Make the first call", False),
        ({"contacts": (Contact(id="c", debt="d1", at=dt.date(2026, 11, 1)),)}, "ask again", False),
        ({"contacts": (Contact(id="c", debt="d1", at=dt.date(2026, 11, 20)),)}, "Wait", False),
        ({"contacts": (Contact(id="c", debt="d1", at=dt.date(2026, 11, 25)),)}, "Planned talk", False),
        ({"offers": (Offer(id="o", debt="d1", by="them", date=TODAY, terms=ASKED),)}, "Answer", False),
        (
            {"offers": (Offer(id="o", debt="d1", by="us", date=TODAY, state="accepted"),)},
            "written down",
            False,
        ),
        ({"agreements": (Agreement(id="g", debt="d1", terms=ASKED),)}, "Keep to", False),
    ],
)
def test_there_is_always_one_next_step(keys: dict[str, object], words: str, legal: bool) -> None:
    case = told(**keys)
    step = next_step(case, debt(case), TODAY)
    assert words in step.words
    assert step.legal is legal


def test_a_deadline_on_paper_comes_before_a_talk_of_the_same_day() -> None:
    case = told(contacts=(Contact(id="c", debt="d4", at=dt.date(2027, 1, 10)),))
    step = next_step(case, debt(case, 3), TODAY)
    assert (step.day, step.legal) == (dt.date(2027, 1, 10), True)


def test_the_log_has_what_was_answered_and_nothing_else() -> None:
    assert (
        call_log([("Who", "Zhou, 8123"), ("Record", " "), ("Offer", "refused")])
        == "1. Who\n   Zhou, 8123\n3. Offer\n   refused"
    )
    assert call_log([("Who", "")]) is None


def test_the_steps_of_a_call_have_the_figures_of_the_plan_in_both_languages() -> None:
    plan = simulate(sample(), sample().scenarios[0], rules(), TODAY)
    asked = next(row for row in plan.debts if row.debt_id == "d4").rows[0].payment
    for spoken in ("zh", "en"):
        with speaking(spoken):
            steps = call_steps(sample(), plan, rules(), "d4")
        assert [step[0] for step in steps] == [f"S{n}" for n in range(8)]
        assert any(format_yuan(asked) in line for line in steps[3][2])
    with pytest.raises(InputError):
        call_steps(sample(), plan, rules(), "gone")
