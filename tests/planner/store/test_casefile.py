# SPDX-License-Identifier: Apache-2.0
"""A case file is one owner-only file, locked where a password is set, opened by one writer, and never a surprise."""

import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from planner.facts.case import Paper, StatementFile, changes, drop, put
from planner.facts.problems import InputError
from planner.store.casefile import CaseFile, InUse
from planner.store.lock import Lock, lock_path
from tests.planner.store.small import AT, a_case, a_debt, add_debt, with_debt

PLAIN = b"SQLite format 3\x00"


def test_what_is_made_is_what_is_read(tmp_path: Path, password: str | None) -> None:
    case = a_case(flows=50)
    with CaseFile.create(tmp_path / "a.huanqing", case, password) as file:
        assert file.load() == case
        assert file.check() == ()
        assert file.is_encrypted == (password is not None)
    with CaseFile.open(tmp_path / "a.huanqing", password) as file:
        assert file.load() == case
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.huanqing"]


def test_only_the_owner_may_read_it_whatever_the_umask(tmp_path: Path, password: str | None) -> None:
    before = os.umask(0)
    try:
        with CaseFile.create(tmp_path / "a.huanqing", a_case(), password) as file:
            add_debt(file, a_case(), 1)
            file.copy_to(tmp_path / "copy.huanqing")
            file.copy_to(tmp_path / "clean.huanqing", clean=True)
            kept = file.back_up(AT)
            assert kept is not None
            for path in (
                file.path,
                tmp_path / "copy.huanqing",
                tmp_path / "clean.huanqing",
                kept,
                lock_path(file.path),
            ):
                assert path.stat().st_mode & 0o777 == 0o600
            assert kept.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_a_new_case_never_takes_the_place_of_another_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    path.write_bytes(b"something of value")
    with pytest.raises(InputError, match="a file of this name"):
        CaseFile.create(path, a_case())
    assert path.read_bytes() == b"something of value"
    with CaseFile.create(path, a_case(), force=True) as file:
        assert file.load() == a_case()
        with pytest.raises(InputError, match="a file of this name"):
            file.copy_to(path)


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path) -> None:
    broken = put(a_case(), "debts", a_debt(1).__class__(**{**_fields(a_debt(1)), "creditor": "\ud800"}))
    with pytest.raises(InputError, match="cannot be kept"):
        CaseFile.create(tmp_path / "a.huanqing", broken)
    with pytest.raises(InputError):
        CaseFile.create(tmp_path / "nowhere" / "a.huanqing", a_case())
    assert list(tmp_path.iterdir()) == []


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}  # type: ignore[attr-defined]


# --- who may write ---------------------------------------------------------------------------------------------------


def test_a_second_writer_is_told_who_has_it_and_may_read(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case(), password) as file:
        with pytest.raises(InUse, match=f"open on {platform.node()} by .* since 20"):
            CaseFile.open(path, password)
        case = add_debt(file, a_case(), 1)
        with CaseFile.open(path, password, read_only=True) as reader:
            assert reader.load() == case
            with pytest.raises(InputError, match="reading only"):
                add_debt(reader, case, 2)
        add_debt(file, case, 2)
    CaseFile.open(path, password).close()


HOLDER = """
import sys, time
from pathlib import Path
from planner.store import connection
from planner.store.casefile import CaseFile
connection.KDF_ROUNDS = 100
file = CaseFile.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def test_a_holder_in_another_process_that_dies_leaves_no_lock(tmp_path: Path, tree: Path) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, cwd=tree)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(InUse):
            CaseFile.open(path)
    finally:
        holder.kill()
        holder.communicate()
    with CaseFile.open(path) as file:
        assert file.recovered
        assert file.load() == a_case()
    with CaseFile.open(path) as file:
        assert not file.recovered


def test_a_lock_of_another_computer_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    lock_path(path).write_text('{"host": "elsewhere", "user": "li", "pid": 1, "since": "2026-04-01 09:00"}')
    with pytest.raises(InUse, match=r"open on elsewhere by li since 2026-04-01 09:00.*delete the file"):
        CaseFile.open(path)
    CaseFile.open(path, read_only=True).close()
    lock_path(path).unlink()
    CaseFile.open(path).close()


@pytest.mark.parametrize("rubbish", ["", "{", "[]", "null", '{"host": 1}', "\x00\xff"])
def test_rubbish_in_a_lock_nobody_holds_is_taken_over(tmp_path: Path, rubbish: str) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    lock_path(path).write_text(rubbish, "latin-1")
    CaseFile.open(path).close()
    assert not lock_path(path).exists()


def test_another_program_that_writes_is_noticed(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case()) as file:
        other = apsw.Connection(str(file.path))
        other.execute("UPDATE meta SET value = '99' WHERE key = 'revision'")
        other.close()
        with pytest.raises(InputError, match="changed the case file"):
            add_debt(file, a_case(), 1)


@pytest.mark.parametrize("how", ["replace", "delete", "rename", "truncate", "touch"])
def test_a_file_changed_under_us_is_never_written_over(tmp_path: Path, how: str) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case()) as file:
        path = file.path
        if how == "replace":
            CaseFile.create(tmp_path / "b.huanqing", a_case()).close()
            (tmp_path / "b.huanqing").replace(path)
        elif how == "delete":
            path.unlink()
        elif how == "rename":
            path.rename(tmp_path / "c.huanqing")
        elif how == "truncate":
            os.truncate(path, 8192)
        else:
            os.utime(path, (1, 1))
        left = path.read_bytes() if path.exists() else None
        with pytest.raises(InputError, match="Save a copy"):
            add_debt(file, a_case(), 1)
        assert (path.read_bytes() if path.exists() else None) == left


def test_a_failed_edit_changes_nothing_and_can_be_made_again(tmp_path: Path) -> None:
    case = a_case()
    with CaseFile.create(tmp_path / "a.huanqing", case) as file:
        made = changes(case, with_debt(case, 1))
        with pytest.raises(InputError):
            file.save(made, "\ud800", AT)
        assert (file.load(), file.history()) == (case, ())
        file.save(made, "Add", AT)
        assert file.load() == with_debt(case, 1)
        assert file.check() == ()


# --- opening ---------------------------------------------------------------------------------------------------------


def test_in_a_folder_that_may_not_be_written_it_opens_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()

    def refuse(_path: Path) -> Lock:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Lock, "take", refuse)  # the tests may run as root, whom no folder refuses
    with CaseFile.open(path) as file:
        assert file.read_only
        assert file.why_read_only is not None
        assert file.load() == a_case()


def test_a_file_that_may_not_be_written_opens_for_reading_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with CaseFile.open(path) as file:
        assert file.read_only
        assert file.why_read_only is not None
        assert file.load() == a_case()
        with pytest.raises(InputError, match="Save a copy"):
            add_debt(file, a_case(), 1)
        file.copy_to(tmp_path / "copy.huanqing")
    monkeypatch.undo()
    with CaseFile.open(tmp_path / "copy.huanqing") as copy:
        add_debt(copy, a_case(), 1)


@pytest.mark.parametrize(
    "content", [None, b"", b"x", b"SQLite format 3\x00", b"x" * 5000, PLAIN + bytes(5000)]
)
def test_what_is_no_case_file_is_refused_calmly(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.huanqing"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        CaseFile.open(path)
    assert refused.value.words()
    assert not lock_path(path).exists()
    assert (path.read_bytes() if content is not None else None) == content
    with pytest.raises(InputError):
        CaseFile.open(tmp_path)


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE t(x)")
    other.close()
    left = path.read_bytes()
    with pytest.raises(InputError, match="not a case file"):
        CaseFile.open(path)
    assert path.read_bytes() == left


# --- papers and copies -----------------------------------------------------------------------------------------------


def test_the_same_paper_is_kept_once_and_survives_undo(tmp_path: Path, password: str | None) -> None:
    case = a_case()
    with CaseFile.create(tmp_path / "a.huanqing", case, password) as file:
        sha256 = file.put_blob(b"scan")
        assert file.put_blob(b"scan") == sha256
        fresh = put(case, "papers", Paper(id="p1", sha256=sha256))
        file.save(changes(case, fresh), "Add paper", AT)
        file.undo()
        assert file.blob(sha256) == b"scan"
        with pytest.raises(InputError, match="missing"):
            file.blob("0" * 64)


def test_a_paper_whose_bytes_are_not_kept_is_told_by_check(tmp_path: Path) -> None:
    case = put(a_case(), "papers", Paper(id="p1", sha256="0" * 64))
    with CaseFile.create(tmp_path / "a.huanqing", case) as file:
        assert [(p.severity, p.where) for p in file.check()] == [("warn", "papers/p1")]


def test_a_clean_copy_leaves_out_history_and_papers_no_longer_in_use(
    tmp_path: Path, password: str | None
) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case(), password) as file:
        used, unused, read = (file.put_blob(data) for data in (b"used", b"unused", b"statement"))
        case = put(a_case(), "papers", Paper(id="p1", sha256=used))
        case = put(case, "files", StatementFile(id="s1", sha256=read))
        file.save(changes(a_case(), case), "Add", AT)
        again = drop(put(case, "papers", Paper(id="p2", sha256=unused)), "papers", "p2")
        assert again == case
        file.copy_to(tmp_path / "clean.huanqing", clean=True)
        file.copy_to(tmp_path / "whole.huanqing")
    with CaseFile.open(tmp_path / "clean.huanqing", password) as clean:
        assert (clean.load(), clean.history(), clean.undo()) == (case, (), ())
        assert (clean.has_blob(used), clean.has_blob(unused), clean.has_blob(read)) == (True, False, True)
        assert clean.check() == ()
        add_debt(clean, case, 5)
    with CaseFile.open(tmp_path / "whole.huanqing", password) as whole:
        assert len(whole.history()) == 1
        assert whole.has_blob(unused)


def test_a_backup_is_made_only_after_a_change(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case()) as file:
        assert file.back_up(AT) is None
        case = add_debt(file, a_case(), 1)
        kept = file.back_up(datetime(2026, 4, 1, 15))
        assert kept is not None
    with CaseFile.open(kept) as backup:
        assert backup.load() == case
        assert len(backup.history()) == 1


def test_a_case_open_elsewhere_is_never_replaced_even_when_asked(tmp_path: Path) -> None:
    with (
        CaseFile.create(tmp_path / "a.huanqing", a_case()) as file,
        CaseFile.create(tmp_path / "b.huanqing", a_case()) as other,
    ):
        with pytest.raises(InUse):
            other.copy_to(file.path, force=True)
        with pytest.raises(InUse):
            CaseFile.create(file.path, a_case(), force=True)
        add_debt(file, a_case(), 1)


def test_a_link_to_a_case_is_the_case(tmp_path: Path) -> None:
    (tmp_path / "link.huanqing").symlink_to(tmp_path / "a.huanqing")
    with CaseFile.create(tmp_path / "a.huanqing", a_case()), pytest.raises(InUse):
        CaseFile.open(tmp_path / "link.huanqing")
    with CaseFile.open(tmp_path / "link.huanqing") as file:
        case = add_debt(file, a_case(), 1)
    with CaseFile.open(tmp_path / "a.huanqing") as file:
        assert file.load() == case


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with CaseFile.create(tmp_path / "a.huanqing", a_case()) as file:
        assert file.load() == a_case()
        with pytest.raises(InputError, match="a file of this name"):
            file.copy_to(file.path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.huanqing"]


def test_a_user_without_a_name_can_still_hold_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    with (
        CaseFile.create(tmp_path / "a.huanqing", a_case()) as file,
        pytest.raises(InUse, match=r"by \? since"),
    ):
        CaseFile.open(file.path)
