# SPDX-License-Identifier: Apache-2.0
"""A password locks the case, its copies and its backups, and only it opens them; nothing lies about in the clear."""

import unicodedata
from pathlib import Path

import apsw
import pytest

from planner.facts.problems import InputError
from planner.store import connection
from planner.store.casefile import CaseFile, PasswordNeeded
from planner.store.lock import lock_path
from tests.planner.store.small import AT, a_case, add_debt

PLAIN = b"SQLite format 3\x00"


def header(path: Path) -> bytes:
    return path.read_bytes()[:16]


def test_a_file_with_a_password_never_has_a_plain_header(tmp_path: Path, password: str | None) -> None:
    """After create, edit, copy, clean copy, backup, another key, and the reverse for a plain one."""
    with CaseFile.create(tmp_path / "a.huanqing", a_case(), password) as file:
        add_debt(file, a_case(), 1)
        kept = file.back_up(AT)
        file.copy_to(tmp_path / "copy.huanqing")
        file.copy_to(tmp_path / "clean.huanqing", clean=True)
        file.copy_to(tmp_path / "other.huanqing", password="other")
        file.copy_to(tmp_path / "open.huanqing", password=None)
    assert kept is not None
    for path in (file.path, kept, tmp_path / "copy.huanqing", tmp_path / "clean.huanqing"):
        assert (header(path) == PLAIN) == (password is None)
    assert header(tmp_path / "other.huanqing") != PLAIN
    assert header(tmp_path / "open.huanqing") == PLAIN


def test_no_word_of_a_locked_case_lies_in_any_file(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case(flows=400), "secret") as file:
        add_debt(file, a_case(flows=400), 1)
        file.put_blob("午餐".encode() * 100)
        file.back_up(AT)
        found = [p for p in tmp_path.rglob("*") if p.is_file() and ("午餐".encode() in p.read_bytes())]
    assert found == []


@pytest.mark.parametrize("word", ["x", "密码", "😀", "a'b\"c;--", "a\x00b", " ", "长" * 1000])
def test_any_password_locks_and_only_it_opens(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case(), word).close()
    with CaseFile.open(path, word) as file:
        assert file.load() == a_case()
    for wrong in (None, "", word + "x", word[:-1] or "y"):
        with pytest.raises(PasswordNeeded):
            CaseFile.open(path, wrong)
    assert not lock_path(path).exists()


def test_a_password_is_the_same_however_the_keyboard_composes_it(tmp_path: Path) -> None:
    composed = unicodedata.normalize("NFC", "é中")
    CaseFile.create(tmp_path / "a.huanqing", a_case(), composed).close()
    CaseFile.open(tmp_path / "a.huanqing", unicodedata.normalize("NFD", composed)).close()


def test_keys_are_made_with_as_many_rounds_as_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert connection.KDF_ROUNDS == 600_000
    CaseFile.create(tmp_path / "a.huanqing", a_case(), "x").close()
    other = apsw.Connection(str(tmp_path / "a.huanqing"))
    for pragma in ("cipher='sqlcipher'", "legacy=4", "kdf_iter=600000", "key='x'"):
        other.execute(f"PRAGMA {pragma}")
    assert other.execute("SELECT count(*) FROM debts").fetchone() == (1,)
    other.close()


@pytest.mark.parametrize(("old", "new"), [(None, "x"), ("x", None), ("x", "y")])
def test_another_password_holds_for_the_file_and_its_backups(
    tmp_path: Path, old: str | None, new: str | None
) -> None:
    path = tmp_path / "a.huanqing"
    file = CaseFile.create(path, a_case(), old)
    case = add_debt(file, a_case(), 1)
    kept = file.back_up(AT)
    assert kept is not None
    file = file.with_password(new)
    try:
        assert file.load() == case
        assert file.undo()
        file.redo()
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        file.close()
    for one in (path, kept):
        assert (header(one) == PLAIN) == (new is None)
        with CaseFile.open(one, new, read_only=True) as copy:
            assert copy.load() == case
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.huanqing", "a.huanqing.backups"]


def test_a_password_that_cannot_be_set_leaves_the_case_open_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case()) as file:
        with monkeypatch.context() as patch:
            patch.setattr("planner.store.copying.recount", _full)
            with pytest.raises(InputError, match="full"):
                file.with_password("x")
        case = add_debt(file, a_case(), 1)
        assert file.load() == case
    assert [p.name for p in tmp_path.iterdir()] == ["a.huanqing"]


def _full(_connection: apsw.Connection) -> None:
    raise apsw.FullError("full")
