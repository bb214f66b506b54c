# SPDX-License-Identifier: Apache-2.0
"""Bags of other programs are checked too, and names that must not be unpacked are told, never followed."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import bagit
import pytest

from planner.bundle import verify
from planner.evidence.bag import zipped

DAY = date(2026, 4, 1)


def told(path: Path) -> set[tuple[str, str]]:
    return {(one.path, one.what) for one in verify(path).problems}


def foreign(files: dict[str, bytes], algorithm: str = "sha256", version: str = "1.0", **more: str) -> bytes:
    lines = "".join(
        f"{hashlib.new(algorithm, data).hexdigest()}  {path}\n"
        for path, data in files.items()
        if path.startswith("data/")
    )
    tags = {
        "bagit.txt": f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "Source-Organization: x\n",
        f"manifest-{algorithm}.txt": lines,
        **{name.replace("__", "-") + ".txt": text for name, text in more.items()},
    }
    every = {**files, **{name: text.encode() for name, text in tags.items()}}
    return zipped("bag", every.items(), DAY)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("version", ["0.97", "1.0"])
def test_bags_of_other_programs_are_checked_too(tmp_path: Path, algorithm: str, version: str) -> None:
    bag = tmp_path / "bag"
    (bag / "sub folder").mkdir(parents=True)
    (bag / "sub folder/文件.txt").write_bytes(b"one")
    (bag / "two%.txt").write_bytes(b"two")
    bagit.make_bag(str(bag), checksums=[algorithm], bag_info={"Contact-Name": "x"})
    declared = (bag / "bagit.txt").read_text().replace("0.97", version)
    (bag / "bagit.txt").write_text(declared)
    tags = bag / f"tagmanifest-{algorithm}.txt"
    lines = tags.read_text().splitlines()
    digest = hashlib.new(algorithm, declared.encode()).hexdigest()
    tags.write_text(
        "\n".join(f"{digest} bagit.txt" if line.endswith(" bagit.txt") else line for line in lines)
    )
    assert (verify(bag).ok, verify(bag).version) == (True, version), verify(bag).problems
    (bag / "data/sub folder/文件.txt").write_bytes(b"uno")
    assert told(bag) == {("data/sub folder/文件.txt", "changed")}


def test_a_bag_without_a_list_of_lists_is_whole_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    path.write_bytes(foreign({"data/a.txt": b"a"}))
    found = verify(path)
    assert found.ok
    assert len(found.warnings) == 2


def test_a_file_in_one_list_of_two_is_unlisted(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    files = {"data/a.txt": b"a", "data/b.txt": b"b"}
    path.write_bytes(foreign(files, manifest__md5=f"{hashlib.md5(b'a').hexdigest()}  data/a.txt\n"))
    assert told(path) == {("data/b.txt", "unlisted")}


@pytest.mark.parametrize(
    "name",
    [
        "data/../../x",
        "/etc/passwd",
        "data/..\\x",
        "C:/x",
        "data/a\nb",
        "data/CON.txt",
        "data/x. ",
        "data//x",
        "data/./x",
    ],
)
def test_names_that_must_not_be_unpacked_are_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr(zipfile.ZipInfo(name), "x")
    assert "unsafe" in {one.what for one in verify(path).problems}


def test_a_list_that_names_a_file_outside_is_unsafe(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    listed = f"{hashlib.md5(b'a').hexdigest()}  ../a.txt\n"
    path.write_bytes(foreign({"data/a.txt": b"a"}, manifest__md5=listed))
    assert ("../a.txt", "unsafe") in told(path)


def test_doubles_twins_and_links_in_a_zip_are_unsafe(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        for name in ("data/a.txt", "data/b.txt", "data/A.txt"):
            archive.writestr(name, "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("data/b.txt", "y")
        link_info = zipfile.ZipInfo("data/link")
        link_info.external_attr = 0o120777 << 16
        archive.writestr(link_info, "/etc/passwd")
    unsafe = {name for name, what in told(path) if what == "unsafe"}
    assert unsafe == {"data/A.txt", "data/b.txt", "data/link"}


def test_a_zip_bomb_is_told_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("data/bomb", bytes(100_000_000))
        archive.writestr("manifest-md5.txt", f"{'0' * 32}  data/bomb\n")
    assert ("data/bomb", "changed") in told(path)
