# SPDX-License-Identifier: Apache-2.0
"""The plan follows the case by itself: soon after an edit, once for many, the newest only, in the asker's language."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.engine import simulate as engine
from planner.facts.case import put
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load
from planner.sample import facts
from ui.plan_feed import PlanFeed
from ui.session import Session

TODAY = date(2026, 11, 22)
BOOK = load(resources() / "rules")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(facts(), tmp_path / "case.huanqing")
    yield made
    made.close(anyway=True)


@pytest.fixture
def feed(session: Session) -> Iterator[PlanFeed]:
    made = PlanFeed(session, BOOK, lambda: TODAY)
    yield made
    made.stop()


def rename(session: Session, words: str) -> None:
    session.edit("Rename", replace(session.case, label=words))


def test_the_first_plan_comes_by_itself_and_is_the_one_of_the_engine(feed: PlanFeed, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.plan_ready) as ready:
        pass
    plan, problems = ready.args
    assert plan.months
    assert isinstance(problems, tuple)


def test_an_edit_brings_a_new_plan_and_many_edits_one(
    feed: PlanFeed, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(feed.plan_ready) as first:
        pass
    planned: list[str | None] = []
    real = engine.simulate

    def counted(case, *rest):  # type: ignore[no-untyped-def]
        planned.append(case.label)
        return real(case, *rest)

    monkeypatch.setattr(engine, "simulate", counted)
    with qtbot.waitSignal(feed.plan_ready) as ready:
        for n in range(10):
            rename(session, str(n))
        income = session.case.incomes[0]
        session.edit("Raise", put(session.case, "incomes", replace(income, amount=income.amount + 50_000)))
    assert planned == ["9"]
    assert ready.args[0] != first.args[0]


def test_an_answer_to_an_older_question_is_dropped(
    feed: PlanFeed, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(feed.plan_ready):
        pass
    gate, asked = threading.Event(), threading.Event()
    real = engine.simulate

    def slow(case, *rest):  # type: ignore[no-untyped-def]
        if case.label == "old":
            asked.set()
            gate.wait()
        return real(case, *rest)

    monkeypatch.setattr(engine, "simulate", slow)
    told: list[object] = []
    feed.plan_ready.connect(lambda plan, _problems: told.append(plan))
    rename(session, "old")
    qtbot.waitUntil(asked.is_set)
    with qtbot.waitSignal(feed.plan_ready):
        rename(session, "new")
        gate.set()
    qtbot.wait(150)
    assert len(told) == 1


def test_facts_that_refuse_a_plan_are_told_and_the_next_edit_plans_again(
    feed: PlanFeed, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(feed.plan_ready):
        pass

    def refuse(*_: object) -> None:
        raise InputError("debts/d1", "no")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "simulate", refuse)
        with qtbot.waitSignal(feed.failed) as failed:
            rename(session, "x")
    assert isinstance(failed.args[0], InputError)
    with qtbot.waitSignal(feed.plan_ready):
        rename(session, "y")


def test_after_stop_nothing_comes(session: Session, qtbot: QtBot) -> None:
    feed = PlanFeed(session, BOOK, lambda: TODAY)
    told: list[object] = []
    feed.plan_ready.connect(lambda plan, _problems: told.append(plan))
    feed.stop()
    rename(session, "x")
    qtbot.wait(200)
    assert told == []


def test_a_new_day_is_planned_on_asking(session: Session, qtbot: QtBot) -> None:
    days = [TODAY]
    feed = PlanFeed(session, BOOK, lambda: days[-1])
    with qtbot.waitSignal(feed.plan_ready):
        pass
    days.append(date(2026, 11, 23))
    with qtbot.waitSignal(feed.plan_ready):
        feed.refresh()
    feed.stop()


def test_the_chance_of_a_plan_follows_it(feed: PlanFeed, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.chance_ready) as measured:
        pass
    assert feed.chance is measured.args[0]
    rename(session, "again")
    assert feed.chance is None  # the old answer is not shown beside a new case
    with qtbot.waitSignal(feed.chance_ready):
        pass


def test_a_newer_plan_drops_the_measuring_of_the_older(
    feed: PlanFeed, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.plan_ready):
        pass
    job = feed._measuring
    assert job is not None
    rename(session, "newer")
    assert job.is_cancelled
    assert feed._measuring is None


def test_nothing_is_measured_without_debts(feed: PlanFeed, session: Session, qtbot: QtBot) -> None:
    session.edit("none", replace(session.case, debts=()))
    with qtbot.waitSignal(feed.plan_ready):
        pass
    assert feed._measuring is None
    assert feed.chance is None
