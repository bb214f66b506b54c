# SPDX-License-Identifier: Apache-2.0
"""The bundle is the same bytes whenever it is made, any one byte changed is found, and each difference has its name."""

import hashlib
import io
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import bagit
import pytest
import pyzipper

from planner.bundle import bundle, verify
from planner.evidence.redaction import Redacted
from planner.facts.case import Case, Export, Paper, StatementFile, new_case, put
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.problems import InputError

DAY = date(2026, 4, 1)
BLOBS = {hashlib.sha256(data).hexdigest(): data for data in (b"flows", b"payslip", b"rent", b"sms" * 50)}
TOP = "还款协商材料_2026-04-01"


def a_case() -> Case:
    flows, payslip, rent, sms = BLOBS
    case = new_case(Month.parse("2026-04"))
    case = put(
        case, "files", StatementFile(id="s1", sha256=flows, format="alipay_app", name="张三的账单.csv")
    )
    case = put(case, "papers", Paper(id="p1", sha256=payslip, kind="D05", media="application/pdf", date=DAY))
    case = put(case, "papers", Paper(id="p2", sha256=rent, kind="D10", name="王五房东.png"))
    return put(case, "papers", Paper(id="p3", sha256=sms, kind="D13", name="李四催收.txt"))


def made(language: str = "zh") -> bytes:
    with speaking(language):
        return bundle(a_case(), BLOBS.__getitem__, {"plan": b"workbook", "summary": b"pdf"}, DAY)


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(made())
    return path


@pytest.fixture
def folder(tmp_path: Path, zip_path: Path) -> Path:
    with zipfile.ZipFile(zip_path) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / TOP


def told(path: Path) -> set[tuple[str, str]]:
    return {(one.path, one.what) for one in verify(path).problems}


def test_made_twice_it_is_the_same_bytes_and_whole(zip_path: Path) -> None:
    assert made() == made()
    found = verify(zip_path)
    assert (found.ok, found.version, found.problems) == (True, "1.0", ())
    assert found.sha256 == hashlib.sha256(zip_path.read_bytes()).hexdigest()
    assert len(found.warnings) == 1  # what it cannot see


def test_the_frame_is_plain_sorted_stored_and_dated(zip_path: Path) -> None:
    with zipfile.ZipFile(zip_path) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert {info.date_time for info in infos} == {(2026, 4, 1, 0, 0, 0)}
    assert all(info.flag_bits & 0x800 for info in infos)


@pytest.mark.parametrize(
    ("language", "folders"), [("zh", ("10_流水原件", "20_收入证明")), ("en", ("10_statements",))]
)
def test_both_languages_carry_the_same_numbers_and_no_name_of_anyone(
    language: str, folders: tuple[str]
) -> None:
    with zipfile.ZipFile(io.BytesIO(made(language))) as archive:
        names = archive.namelist()
    assert not any(person in name for name in names for person in ("张三", "王五", "李四"))
    for wanted in folders:
        assert any(f"/data/{wanted}/" in name for name in names)
    numbers = {name.rpartition("/")[2][:5] for name in names if "/data/" in name and name.count("/") == 3}
    assert numbers == {"10-01", "20-01", "30-01", "60-01"}


def test_other_programs_find_it_whole_too(folder: Path) -> None:
    assert bagit.Bag(str(folder)).is_valid()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(
            ["sha256sum", "-c", "--quiet", "--strict", manifest], cwd=folder, check=True, timeout=20
        )
    assert verify(folder).ok
    assert verify(folder).sha256 is None


def test_any_one_byte_of_the_zip_changed_is_found(tmp_path: Path, zip_path: Path) -> None:
    data = zip_path.read_bytes()
    changed = tmp_path / "changed.zip"
    for at in range(0, len(data), 7):
        changed.write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        try:
            assert not verify(changed).ok, f"byte {at}"
        except InputError:
            continue  # no zip any more: refused


@pytest.mark.parametrize("bad", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_refused_or_told(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(bad)
    with suppress(InputError):
        assert not verify(path).ok
    with pytest.raises(InputError):
        verify(tmp_path / "missing.zip")


def test_every_cut_is_found(tmp_path: Path, zip_path: Path) -> None:
    data = zip_path.read_bytes()
    cut = tmp_path / "cut.zip"
    for end in range(0, len(data) - 1, 97):
        cut.write_bytes(data[:end])
        with pytest.raises(InputError):
            verify(cut)
    cut.write_bytes(data + b"more")
    assert not verify(cut).ok


PAYSLIP = "data/20_收入证明/20-01_D05_2026-04.pdf"
RENT = "data/30_支出与家庭/30-01_D10.png"


def change(folder: Path) -> None:
    (folder / PAYSLIP).write_bytes(b"payslap")


def remove(folder: Path) -> None:
    (folder / PAYSLIP).unlink()


def add(folder: Path) -> None:
    (folder / "data/more.pdf").write_bytes(b"x")


def rename(folder: Path) -> None:
    (folder / PAYSLIP).rename(folder / "data/other.pdf")


def swap(folder: Path) -> None:
    one, other = (folder / PAYSLIP).read_bytes(), (folder / RENT).read_bytes()
    (folder / PAYSLIP).write_bytes(other)
    (folder / RENT).write_bytes(one)


def note(folder: Path) -> None:
    (folder / "note.txt").write_bytes(b"x")


def link(folder: Path) -> None:
    (folder / PAYSLIP).unlink()
    os.symlink("/etc/hostname", folder / PAYSLIP)


def no_lists(folder: Path) -> None:
    (folder / "tagmanifest-sha256.txt").unlink()


def no_declaration(folder: Path) -> None:
    (folder / "bagit.txt").unlink()


def other_oxum(folder: Path) -> None:
    path = folder / "bag-info.txt"
    path.write_text(path.read_text("utf-8").replace("Payload-Oxum: ", "Payload-Oxum: 1"), "utf-8")


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        (change, {(PAYSLIP, "changed")}),
        (remove, {(PAYSLIP, "missing")}),
        (add, {("data/more.pdf", "extra")}),
        (rename, {(PAYSLIP, "renamed")}),
        (swap, {(PAYSLIP, "swapped"), (RENT, "swapped")}),
        (note, {("note.txt", "unlisted")}),
        (link, {(PAYSLIP, "missing"), (PAYSLIP, "unsafe")}),
        (no_lists, {("tagmanifest-sha256.txt", "missing")}),
        (no_declaration, {("bagit.txt", "missing")}),
        (other_oxum, {("bag-info.txt", "changed")}),
    ],
)
def test_each_difference_is_told_by_its_name(
    folder: Path, do: Callable[[Path], None], expected: set[tuple[str, str]]
) -> None:
    do(folder)
    assert told(folder) == expected


def test_a_hundred_random_differences_are_all_found(folder: Path, tmp_path: Path) -> None:
    """Change one byte of any member, drop one, add one, rename one, swap two."""
    chance = random.Random(13)
    members = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    for n in range(100):
        copy = tmp_path / f"copy{n}"
        shutil.copytree(folder, copy)
        one, other = chance.sample(members, 2)
        match n % 5:
            case 0:
                data = bytearray((copy / one).read_bytes())
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                (copy / one).write_bytes(data)
            case 1:
                (copy / one).unlink()
            case 2:
                (copy / f"{one}.x").write_bytes(b"added")
            case 3:
                (copy / one).rename((copy / one).with_name("renamed"))
            case 4:
                kept = (copy / one).read_bytes()
                (copy / one).write_bytes((copy / other).read_bytes())
                (copy / other).write_bytes(kept)
        assert not verify(copy).ok, (n, one, other)
        shutil.rmtree(copy)


# --- the record of the case, redaction, refusals ---------------------------------------------------------------------


def test_with_the_case_only_a_recorded_zip_is_good(zip_path: Path, folder: Path) -> None:
    sha256 = verify(zip_path).sha256
    recorded = [Export(id="x1", kind="bundle", date=DAY, sha256=sha256)]
    assert verify(zip_path, recorded).ok
    assert [one.what for one in verify(zip_path, []).problems] == ["unrecorded"]
    assert verify(folder, recorded).ok
    assert len(verify(folder, recorded).warnings) == 1


def test_a_rewritten_bundle_that_fits_together_is_only_seen_by_the_case(
    zip_path: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "forged.zip"
    blobs = {**BLOBS, hashlib.sha256(b"payslap").hexdigest(): b"payslap"}
    case = put(a_case(), "papers", Paper(id="p1", sha256=hashlib.sha256(b"payslap").hexdigest(), kind="D05"))
    forged.write_bytes(bundle(case, blobs.__getitem__, {}, DAY))
    assert verify(forged).ok
    recorded = [Export(id="x1", kind="bundle", date=DAY, sha256=verify(zip_path).sha256)]
    assert not verify(forged, recorded).ok


def test_redacted_copies_lie_beside_their_originals_or_alone() -> None:
    payslip = hashlib.sha256(b"payslip").hexdigest()
    for only, expected in ((False, ["原件", "脱敏"]), (True, ["脱敏"])):
        with speaking("zh"):
            data = bundle(
                a_case(),
                BLOBS.__getitem__,
                {},
                DAY,
                {payslip: Redacted(b"black", ".pdf")},
                only_redacted=only,
            )
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if "/20-01_" in n]
            assert (b"payslip" in [archive.read(n) for n in names]) is not only
        assert [name.rpartition("_")[2].removesuffix(".pdf") for name in names] == expected


def test_an_original_that_is_not_kept_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="10-01"):
        bundle(a_case(), lambda _sha256: b"something else", {}, DAY)


def test_the_same_bytes_named_twice_lie_there_once() -> None:
    case = put(a_case(), "papers", Paper(id="p9", sha256=hashlib.sha256(b"rent").hexdigest(), kind="D01"))
    with zipfile.ZipFile(io.BytesIO(bundle(case, BLOBS.__getitem__, {}, DAY))) as archive:
        assert [archive.read(n) for n in archive.namelist()].count(b"rent") == 1


def test_files_packed_anew_by_another_program_are_whole_with_a_word_on_it(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "again.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for found in sorted(folder.rglob("*")):
            archive.write(found, found.relative_to(folder.parent).as_posix())
    assert verify(path).ok
    assert len(verify(path).warnings) == 2


def test_a_zip_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"x")
        archive.writestr("bagit.txt", "x")
    with pytest.raises(InputError, match="password"):
        verify(path)
