# SPDX-License-Identifier: Apache-2.0
"""The session keeps every edit by itself, undoes without limit and after a restart, and loses nothing when a disk fails."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, Debt, changes, drop, new_case, put
from planner.facts.dates import Month
from planner.facts.problems import InputError
from planner.store import transactions
from planner.store.casefile import CaseFile
from ui import keeping
from ui import session as session_module
from ui.keeping import drafts, new_draft
from ui.session import Session


def a_case(*creditors: str) -> Case:
    case = new_case(Month.parse("2026-04"))
    for n, creditor in enumerate(creditors, 1):
        case = put(case, "debts", a_debt(f"d{n}", creditor))
    return case


def a_debt(debt_id: str, creditor: str) -> Debt:
    return Debt(id=debt_id, creditor=creditor, lender_class="bank", principal=500_000, as_of=date(2026, 4, 1))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(a_case("甲"), tmp_path / "case.huanqing")
    yield made
    made.close(anyway=True)


def typed(session: Session, principal: int) -> None:
    debt = replace(session.case.debts[0], principal=principal)
    session.edit("Change principal", put(session.case, "debts", debt), ("d1", "principal"))


def on_disk(session: Session) -> Case:
    with CaseFile.open(session.path, read_only=True) as file:
        return file.load()


def test_an_edit_counts_at_once_and_is_on_the_disk_when_saved_says_so(session: Session, qtbot: QtBot) -> None:
    before = session.case
    with qtbot.waitSignal(session.saved), qtbot.waitSignal(session.case_changed) as changed:
        typed(session, 1)
    assert changed.args == [before, session.case]
    assert session.is_saved
    assert on_disk(session) == session.case


def test_undo_all_is_the_first_case_and_redo_all_the_last(session: Session) -> None:
    first = session.case
    for n in range(5):
        session.edit(f"Add {n}", put(session.case, "debts", a_debt(f"x{n}", "乙")))
    session.edit("Drop", drop(session.case, "debts", "x2"))
    last = session.case
    while session.can_undo:
        session.undo()
    assert session.case == first
    while session.can_redo:
        session.redo()
    assert session.case == last


def test_the_history_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "case.huanqing"
    session = Session.create(a_case(), path)
    first = session.case
    session.edit("Add a", put(session.case, "debts", a_debt("a", "甲")))
    session.edit("Add b", put(session.case, "debts", a_debt("b", "乙")))
    last = session.case
    session.undo()
    assert session.close() is None
    again = Session.open(path)
    assert (again.undo_words(), again.redo_words()) == ("Add a", "Add b")
    again.redo()
    assert again.case == last
    again.undo()
    again.undo()
    assert again.case == first
    assert (again.can_undo, again.undo_words()) == (False, None)
    assert again.close() is None


def test_keystrokes_of_one_field_are_one_edit(session: Session) -> None:
    before = session.case
    for principal in (1, 12, 123):
        typed(session, principal)
    session.undo()
    assert session.case == before
    assert not session.can_undo
    assert session.flush() is None
    with CaseFile.open(session.path, read_only=True) as file:
        assert len(file.history()) == 1


def test_typing_after_an_undo_starts_a_new_edit_and_drops_what_was_undone(session: Session) -> None:
    typed(session, 1)
    session.edit("Add", put(session.case, "debts", a_debt("a", "甲")))
    session.undo()
    typed(session, 2)
    assert not session.can_redo
    session.undo()
    assert session.case.debts[0].principal == 1


def test_an_edit_that_changes_nothing_is_none(session: Session) -> None:
    session.edit("Nothing", replace(session.case))
    assert not session.can_undo


def test_a_failed_save_keeps_the_edits_and_tries_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InputError("", "The disk is full.")

    monkeypatch.setattr(session._retry, "interval", lambda: 10)
    session._retry.setInterval(50)
    monkeypatch.setattr(CaseFile, "save", full)
    with qtbot.waitSignal(session.failed):
        typed(session, 7)
    assert session.case.debts[0].principal == 7
    assert not session.is_saved
    assert session.trouble is not None
    monkeypatch.undo()
    with qtbot.waitSignal(session.saved):
        session._retry.setInterval(50)
    assert on_disk(session) == session.case
    assert session.trouble is None


def test_closing_says_what_could_not_be_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise InputError("", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(CaseFile, "save", full)
        typed(session, 7)
        assert session.close() is not None
    assert session.flush() is None
    assert on_disk(session).debts[0].principal == 7


def test_a_file_replaced_by_another_program_is_never_written_over(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.huanqing"
    CaseFile.create(other, a_case("丙")).close()
    other.replace(session.path)
    with qtbot.waitSignal(session.failed) as failed:
        typed(session, 7)
    assert isinstance(failed.args[0], transactions.ChangedOutside)
    assert on_disk(session).debts[0].creditor == "丙"
    session.save_as(tmp_path / "rescued.huanqing")
    assert session.trouble is None
    typed(session, 8)
    assert session.flush() is None
    assert on_disk(session) == session.case
    session.undo()
    assert session.case.debts[0].principal == 7


@pytest.mark.parametrize("how", ["delete", "truncate"])
def test_what_is_on_the_screen_can_be_saved_when_the_file_is_lost(
    session: Session, qtbot: QtBot, tmp_path: Path, how: str
) -> None:
    sha256 = session.keep_bytes(b"paper")
    assert session.flush() is None
    if how == "delete":
        session.path.unlink()
    else:
        session.path.write_bytes(b"")
    with qtbot.waitSignal(session.failed):
        typed(session, 7)
    session.save_as(tmp_path / "rescued.huanqing")
    assert on_disk(session) == session.case
    if how == "delete":
        assert session.bytes_of(sha256) == b"paper"
        assert session.can_undo


def test_reload_takes_what_another_program_wrote(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "other.huanqing"
    CaseFile.create(other, a_case("丙")).close()
    other.replace(session.path)
    session.reload()
    assert session.case.debts[0].creditor == "丙"
    typed(session, 3)
    assert session.flush() is None
    assert on_disk(session) == session.case


def test_a_draft_takes_its_name_and_leaves_no_copy(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session.create(a_case())
    draft = session.path
    assert session.is_draft
    assert draft.parent == drafts()
    session.edit("Add", put(session.case, "debts", a_debt("a", "甲")))
    session.save_as(tmp_path / "named.huanqing")
    assert not draft.exists()
    assert not session.is_draft
    assert session.undo_words() == "Add"
    assert session.close() is None


def test_two_drafts_of_one_second_have_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Stopped":
            return cls(2026, 4, 1, 12)

    monkeypatch.setattr(keeping, "datetime", Stopped)
    first = new_draft()
    first.touch()
    assert new_draft() != first
    first.unlink()


def test_bytes_are_there_at_once_and_kept_before_the_edit_that_names_them(session: Session) -> None:
    sha256 = session.keep_bytes(b"scan")
    assert session.bytes_of(sha256) == b"scan"
    assert session.flush() is None
    with CaseFile.open(session.path, read_only=True) as file:
        assert file.blob(sha256) == b"scan"


def test_a_case_open_for_reading_refuses_edits(session: Session, qtbot: QtBot) -> None:
    reader = Session.open(session.path, read_only=True)
    with qtbot.waitSignal(reader.failed):
        typed(reader, 9)
    assert reader.case == session.case
    assert not reader.can_undo
    reader.close()


def test_closing_a_changed_case_leaves_a_backup(tmp_path: Path) -> None:
    session = Session.create(a_case("甲"), tmp_path / "case.huanqing")
    assert session.close() is None
    assert not list(tmp_path.glob("*.backups/*"))
    session = Session.open(session.path)
    typed(session, 5)
    assert session.close() is None
    (kept,) = tmp_path.glob("*.backups/*")
    with CaseFile.open(kept, read_only=True) as file:
        assert file.load() == session.case


def test_random_edits_agree_with_changes(session: Session) -> None:
    """What the file replays is what `changes` told it, also where the order of a list changes."""
    for n in range(4):
        session.edit("Add", put(session.case, "debts", a_debt(f"x{n}", "乙")))
    turned = replace(session.case, debts=tuple(reversed(session.case.debts)))
    assert changes(session.case, turned)
    session.edit("Turn", turned)
    assert session.flush() is None
    assert on_disk(session) == turned


def test_a_password_set_on_an_open_case_locks_it_and_keeps_the_history(session: Session) -> None:
    typed(session, 4)
    session.set_password("secret")
    assert session.is_encrypted
    typed(session, 5)
    assert session.flush() is None
    with CaseFile.open(session.path, "secret", read_only=True) as file:
        assert file.load() == session.case
    session.save_as(session.path, None)
    assert not session.is_encrypted
    session.undo()
    session.undo()
    assert session.case == a_case("甲")


def test_a_very_large_edit_is_backed_up_first_and_a_long_sitting_too(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(session, 1)
    many = case = session.case
    for n in range(session_module.BULK):
        many = put(many, "debts", a_debt(f"x{n}", "乙"))
    session.edit("Import", many)
    assert session.flush() is None
    (kept,) = session.path.parent.glob("*.backups/*")
    with CaseFile.open(kept, read_only=True) as file:
        assert file.load() == case
    monkeypatch.setattr(session_module, "BACKUP_EVERY", session_module.BACKUP_EVERY * 0)
    kept.unlink()
    typed(session, 2)
    assert session.flush() is None
    assert len(list(session.path.parent.glob("*.backups/*"))) == 1


def test_a_missing_backup_does_not_keep_the_window_open(session: Session, qtbot: QtBot) -> None:
    typed(session, 1)
    assert session.flush() is None
    session.path.with_name(f"{session.path.name}.backups").write_bytes(b"in the way")
    with qtbot.waitSignal(session.failed):
        assert session.close() is None
    assert session.close() is None
    CaseFile.open(session.path).close()


def test_an_edit_that_comes_while_closing_waits_for_the_disk_is_kept(tmp_path: Path) -> None:
    """While the window waits it lives on: a field left alone takes what was typed, and that is an edit too."""
    made = Session.create(a_case("甲"), tmp_path / "case.huanqing")
    typed(made, 1)
    plain, late = made.asker, [2]

    def waits(fn: Callable[..., Any], *args: Any) -> Any:
        came = plain(fn, *args)
        if late:
            typed(made, late.pop())
        return came

    made.asker = waits
    assert made.close() is None
    assert on_disk(made).debts[0].principal == 2


def test_a_fault_in_the_last_backup_gives_the_case_back_all_the_same(tmp_path: Path) -> None:
    made = Session.create(a_case("甲"), tmp_path / "case.huanqing")
    plain = made.asker

    def breaks(fn: Callable[..., Any], *args: Any) -> Any:
        if fn.__name__ == "back_up":
            raise RuntimeError("a fault")
        return plain(fn, *args)

    made.asker = breaks
    with pytest.raises(RuntimeError):
        made.close()
    Session.open(made.path).close()
