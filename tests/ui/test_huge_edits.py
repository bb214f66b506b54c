# SPDX-License-Identifier: Apache-2.0
"""Edits of very many records: compared beside the window, in their order, kept and taken back as small ones are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import get_ident

import pytest
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, Change, Flow, changes
from planner.facts.problems import InputError
from planner.store.casefile import CaseFile
from tests.ui.test_session import a_case, on_disk, typed
from tests.ui.test_session import session as session  # the fixture
from ui import keeping
from ui import session as session_module
from ui.background import ask
from ui.session import Session


def rows(count: int, memo: str = "") -> tuple[Flow, ...]:
    at = datetime(2026, 4, 1)
    return tuple(
        Flow(id=f"s1-{n}", account="a1", file="s1", row=n, at=at, amount=1, kind="spending", memo=memo)
        for n in range(count)
    )


def test_an_edit_of_very_many_records_is_compared_in_the_lane_and_keeps_its_place(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, compared = get_ident(), []
    monkeypatch.setattr(session_module, "changes", lambda *_cases: pytest.fail("compared in the window"))

    def noted(old: Case, new: Case) -> tuple[Change, ...]:
        compared.append(get_ident())
        return changes(old, new)

    monkeypatch.setattr(keeping, "changes", noted)
    cases = [session.case]
    for words, flows in (
        ("import", rows(keeping.HUGE)),
        ("other words", rows(keeping.HUGE, "x")),
        ("removal", ()),
    ):
        session.edit(words, replace(session.case, flows=flows))
        assert not session.is_saved
        assert session.undo_words() == words
        cases.append(session.case)
        if flows:  # the same once more is no edit
            session.edit("nothing", replace(session.case, flows=tuple(replace(flow) for flow in flows)))
    monkeypatch.setattr(session_module, "changes", changes)
    typed(session, 1)  # a small one behind them
    cases.append(session.case)
    for case in reversed(cases[:-1]):
        session.undo()
        assert session.case == case
    for case in cases[1:]:
        session.redo()
        assert session.case == case
    session.undo()
    session.undo()
    assert session.flush() is None
    assert on_disk(session) == session.case == cases[2]
    assert compared
    assert here not in compared
    assert [edit.words for edit in session._outbox.file.history()] == [
        "import",
        "other words",
        "removal",
        "Change principal",
    ]


def test_edits_of_very_many_records_are_taken_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "case.huanqing"
    session = Session.create(a_case("甲"), path)
    cases = [session.case]
    for flows in (rows(keeping.HUGE), ()):
        session.edit("x", replace(session.case, flows=flows))
        cases.append(session.case)
    session.close()
    session = Session.open(path)
    for case in reversed(cases[:-1]):
        session.undo()
        assert session.case == case
    session.close()
    session = Session.open(path)
    assert session.case == cases[0]
    assert session.can_redo
    session.close()


def test_a_huge_edit_that_the_disk_refuses_stays_and_is_tried_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise InputError("x", "The disk is full.")

    session._retry.setInterval(50)
    with monkeypatch.context() as patch, qtbot.waitSignal(session.failed):
        patch.setattr(CaseFile, "save", full)
        session.edit("import", replace(session.case, flows=rows(keeping.HUGE)))
    with qtbot.waitSignal(session.saved):
        typed(session, 7)
    assert on_disk(session) == session.case
    assert len(session.case.flows) == keeping.HUGE


def test_an_edit_that_comes_while_the_disk_is_asked_for_an_older_one_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "case.huanqing"
    session = Session.create(a_case("甲"), path)
    typed(session, 1)
    session.close()
    session = Session.open(path)

    def asked(fn: Callable[..., object], *args: object) -> object:
        session.asker = ask
        typed(session, 2)  # what a job brings while the window waits
        return fn(*args)

    session.asker = asked
    session.undo()
    assert session.case.debts[0].principal == 2
    session.undo()
    assert session.case.debts[0].principal == 1
    session.undo()
    assert session.case == a_case("甲")
    session.close()
    session = Session.open(path)
    assert session.case == a_case("甲")
    session.close()
