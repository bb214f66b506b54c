# SPDX-License-Identifier: Apache-2.0
"""A locked bundle opens with its password, here and in other programs; its names tell of nobody."""

import datetime as dt
import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import pyzipper

from planner.bundle import bundle, verify
from planner.evidence.sealing import sealed
from planner.facts.case import Case, Paper, StatementFile, new_case, put
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.problems import InputError

DAY = dt.date(2026, 4, 1)
PASSWORD = "秘密 pass 1234"
BLOBS = {hashlib.sha256(data).hexdigest(): data for data in (b"payslip" * 100, b"flows" * 300)}


def a_case() -> Case:
    payslip, flows = BLOBS
    case = put(
        new_case(Month.parse("2026-04")),
        "papers",
        Paper(id="p1", sha256=payslip, kind="D05", name="张三.pdf"),
    )
    return put(
        case, "files", StatementFile(id="s1", sha256=flows, format="alipay_app", name="张三的账单.csv")
    )


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    with speaking("zh"):
        data = bundle(a_case(), BLOBS.__getitem__, {"plan": b"workbook"}, DAY)
    path = tmp_path / "locked.zip"
    path.write_bytes(sealed(data, PASSWORD))
    return path


def test_a_locked_bundle_is_whole_with_its_password(locked: Path) -> None:
    found = verify(locked, password=PASSWORD)
    assert (found.ok, found.problems) == (True, ())
    assert found.sha256 == hashlib.sha256(locked.read_bytes()).hexdigest()


@pytest.mark.parametrize("password", [None, "", "wrong", PASSWORD.upper()])
def test_without_its_password_it_is_refused(locked: Path, password: str | None) -> None:
    with pytest.raises(InputError, match="password"):
        verify(locked, password=password)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(InputError, match="8"):
        sealed(b"", "1234567")


def test_everything_is_encrypted_and_no_name_tells_of_anyone(locked: Path) -> None:
    with zipfile.ZipFile(locked) as archive:
        assert all(info.flag_bits & 1 for info in archive.infolist())
        assert not any("张三" in name for name in archive.namelist())
    data = locked.read_bytes()
    assert b"payslip" not in data
    assert b"workbook" not in data


def test_another_program_opens_it(locked: Path, tmp_path: Path) -> None:
    """7-Zip where it is there; else the library alone, with the strength read from the bytes."""
    with pyzipper.AESZipFile(locked) as archive:
        assert {info.wz_aes_strength for info in archive.infolist()} == {
            pyzipper.WZ_AES_256 if hasattr(pyzipper, "WZ_AES_256") else 3
        }
    program = next((name for name in ("7z", "7za", "7zz", "bsdtar") if shutil.which(name)), None)
    if program is None:
        return
    target = tmp_path / "out"
    target.mkdir()
    command = ["x", f"-p{PASSWORD}", f"-o{target}", str(locked)]
    if program == "bsdtar":
        command = ["-x", "--passphrase", PASSWORD, "-C", str(target), "-f", str(locked)]
    subprocess.run([program, *command], check=True, capture_output=True, timeout=60)
    assert verify(next(target.iterdir())).ok


def test_any_byte_of_the_files_changed_is_found(locked: Path, tmp_path: Path) -> None:
    data = locked.read_bytes()
    places: list[int] = []
    with zipfile.ZipFile(locked) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename.encode()) + 11
            places += range(start, start + info.compress_size, 37)
    changed = tmp_path / "changed.zip"
    for at in places:
        changed.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        try:
            assert not verify(changed, password=PASSWORD).ok, at
        except InputError:
            continue
