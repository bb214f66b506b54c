# SPDX-License-Identifier: Apache-2.0
"""The bundle command for one creditor, redacted, locked: what it writes, records and says."""

import json
import zipfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from planner.sample import build
from planner.store.casefile import CaseFile
from ui.cli import main

TODAY = ("--today", "2026-11-22")


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    build(tmp_path / "a.huanqing")
    return tmp_path / "a.huanqing"


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    status = main([str(word) for word in words])
    return status, "".join(capsys.readouterr())


def test_a_bundle_for_a_debt_is_made_twice_alike_recorded_and_whole(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.zip", "two.zip"):
        status, said = told(
            capsys, "bundle", case_file, "-o", tmp_path / name, "--for", "d1", "--redact", *TODAY
        )
        assert (status, "picture" in said) == (0, True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with CaseFile.open(case_file, read_only=True) as file:
        assert [export.receiver for export in file.load().exports] == ["d1"]
    status, said = told(capsys, "verify", tmp_path / "one.zip", "--case", case_file, "--json")
    assert (status, json.loads(said)["ok"]) == (0, True)


def test_a_debt_that_is_not_there_is_refused(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = told(capsys, "bundle", case_file, "-o", tmp_path / "x.zip", "--for", "d9", *TODAY)
    assert (status, "d9" in said, (tmp_path / "x.zip").exists()) == (2, True, False)


def test_a_locked_bundle_asks_for_its_password(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, wrong, path = tmp_path / "key", tmp_path / "wrong", tmp_path / "x.zip"
    key.write_text("long password\n", "utf-8")
    wrong.write_text("other password\n", "utf-8")
    assert told(capsys, "bundle", case_file, "-o", path, "--zip-password-file", key, *TODAY)[0] == 0
    assert told(capsys, "verify", path)[0] == 2
    assert told(capsys, "verify", path, "--zip-password-file", wrong)[0] == 2
    assert told(capsys, "verify", path, "--zip-password-file", key, "--case", case_file)[0] == 0


def test_the_hand_over_pack_holds_a_page_and_what_happened_and_is_whole(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, names in (
        ("zh", ("04_律师交接单.pdf", "04_经过时间表.pdf")),
        ("en", ("04_page_for_the_lawyer.pdf", "04_chronology.pdf")),
    ):
        out = tmp_path / f"{lang}.zip"
        status, _said = told(capsys, "bundle", case_file, "-o", out, "--lawyer", "--lang", lang, *TODAY)
        assert status == 0
        with ZipFile(out) as archive:
            held = [name.rpartition("/")[2] for name in archive.namelist()]
        assert set(names) <= set(held)
        status, said = told(capsys, "verify", out, "--case", case_file, "--json")
        assert (status, json.loads(said)["ok"]) == (0, True)
    status, said = told(
        capsys, "bundle", case_file, "-o", tmp_path / "x.zip", "--lawyer", "--for", "d1", *TODAY
    )
    assert status != 0
    assert not (tmp_path / "x.zip").exists()


def test_what_shall_stay_here_is_named_on_the_command_line(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.zip"
    assert (
        told(capsys, "bundle", case_file, "-o", path, "--for", "d1", "--without", "papers/p3", *TODAY)[0] == 0
    )
    names = zipfile.ZipFile(path).namelist()
    assert not any("D07" in name for name in names)
    assert any("D05" in name for name in names)
    for words in (("--for", "d1", "--without", "papers/p9"), ("--without", "papers/p3")):
        status, said = told(capsys, "bundle", case_file, "-o", tmp_path / "y.zip", *words, *TODAY)
        assert (status, "--without" in said, (tmp_path / "y.zip").exists()) == (2, True, False)
