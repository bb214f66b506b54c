# SPDX-License-Identifier: Apache-2.0
"""Families of sound and unsound bags, after the cases of BagIt's conformance suite: RFC 8493 decides, not who made them."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from planner.bundle import verify

A = hashlib.sha256(b"a").hexdigest()
DECLARED = "BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
CODES = {"UTF-8": "utf-8", "UTF-16": "utf-16", "ISO-8859-1": "latin-1"}


def a_bag(
    folder: Path,
    *,
    version: str = "0.97",
    algorithm: str = "sha256",
    encoding: str = "UTF-8",
    payload: dict[str, bytes] | None = None,
    line: str = "{value}  {path}\n",
    manifest: str | None = None,
    bagit: bytes | None = None,
    more: dict[str, bytes] | None = None,
    tags: tuple[str, ...] | None = None,
) -> Path:
    """Write a bag; `tags` are the files that the list of lists names, by default all but itself, () for no such list."""
    code = CODES[encoding]
    payload = {"data/a.txt": b"a"} if payload is None else payload
    lines = (
        line.format(value=hashlib.new(algorithm, data).hexdigest(), path=path)
        for path, data in payload.items()
    )
    files = {
        **payload,
        "bagit.txt": bagit or DECLARED.format(version=version, encoding=encoding).encode(),
        "bag-info.txt": "Source: é\nSource: b\n  and on\n".encode(code),
        f"manifest-{algorithm}.txt": (manifest or "".join(lines)).encode(code),
        **(more or {}),
    }
    named = [name for name in files if not name.startswith("data/") and (tags is None or name in tags)]
    listed = "".join(f"{hashlib.new(algorithm, files[name]).hexdigest()} {name}\n" for name in named)
    if tags != ():
        files[f"tagmanifest-{algorithm}.txt"] = listed.encode(code)
    for name, data in files.items():
        path = folder / "bag" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "bag"


SOUND: dict[str, dict[str, Any]] = {
    **{name: {"algorithm": name} for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")},
    "tag files in UTF-16": {"encoding": "UTF-16"},
    "tag files in Latin": {"encoding": "ISO-8859-1"},
    "lines of md5sum": {"line": "{value} *{path}\n"},
    "a dot and a slash": {"line": "{value}  ./{path}\n"},
    "lines of Windows": {"line": "{value}  {path}\r\n"},
    "lines of old Macs": {"line": "{value}  {path}\r"},
    "a tab": {"line": "{value}\t{path}\n"},
    "fetched already": {"more": {"fetch.txt": b"http://x/ 1 data/a.txt\n"}},
    "a tag file in no list": {"more": {"note.txt": b"x"}, "tags": ("bagit.txt", "manifest-sha256.txt")},
    "tag files in folders": {"more": {"tags/x/y.txt": b"1"}},
    "no list of lists": {"tags": ()},
    "an older version": {"version": "0.96"},
    "an empty file": {"payload": {"data/e": b""}},
    "a bag in a bag": {
        "payload": {
            "data/bagit.txt": DECLARED.format(version="0.97", encoding="UTF-8").encode(),
            "data/x": b"",
        }
    },
    "a percent sign": {
        "version": "1.0",
        "payload": {"data/a%25b": b"a"},
        "manifest": f"{A}  data/a%2525b\n",
    },
}
UNSOUND: dict[str, dict[str, Any]] = {
    "a byte order mark": {
        "bagit": b"\xef\xbb\xbf" + DECLARED.format(version="1.0", encoding="UTF-8").encode()
    },
    "a blank before the colon": {"bagit": b"BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n"},
    "a blank in front": {"bagit": b" BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"},
    "a third line": {"bagit": DECLARED.format(version="0.97", encoding="UTF-8").encode() + b"more\n"},
    "no encoding": {"bagit": b"BagIt-Version: 0.97\n"},
    "a way out by dots": {"manifest": f"{A}  data/../../a\n"},
    "a home folder": {"manifest": f"{A}  data/a.txt\n{A}  ~root/x\n"},
    "a path from the root": {"manifest": f"{A}  data/a.txt\n{A}  /etc/passwd\n"},
    "a drive of Windows": {"manifest": f"{A}  data/a.txt\n{A}  C:\\x\n"},
    "payload outside data": {"manifest": f"{A}  data/a.txt\n{A}  other/a\n", "more": {"other/a": b"a"}},
    "a path listed twice": {"version": "1.0", "manifest": f"{A}  data/a.txt\n{A}  data/a.txt\n"},
    "two hashes of one path": {"manifest": f"{A}  data/a.txt\n{'0' * 64}  data/a.txt\n"},
    "a file that is missing": {"manifest": f"{A}  data/a.txt\n{A}  data/b.txt\n"},
    "a file that is not listed": {
        "payload": {"data/a.txt": b"a", "data/b.txt": b"b"},
        "manifest": f"{A}  data/a.txt\n",
    },
    "a wrong sum of sizes": {"more": {"bag-info.txt": b"Payload-Oxum: 2.1\n"}},
    "no sum of sizes at all": {"more": {"bag-info.txt": b"Payload-Oxum: x\n"}},
}


@pytest.mark.parametrize("name", list(SOUND))
def test_a_sound_bag_of_another_program_is_whole(name: str, tmp_path: Path) -> None:
    found = verify(a_bag(tmp_path, **SOUND[name]))
    assert found.problems == ()
    assert found.ok


@pytest.mark.parametrize("name", list(UNSOUND))
def test_an_unsound_bag_is_told(name: str, tmp_path: Path) -> None:
    assert not verify(a_bag(tmp_path, **UNSOUND[name])).ok


@pytest.mark.parametrize("name", ["bagit.txt", "manifest-sha256.txt"])
def test_a_bag_without_what_makes_it_one_is_told(name: str, tmp_path: Path) -> None:
    bag = a_bag(tmp_path)
    (bag / name).unlink()
    assert not verify(bag).ok


def test_a_tag_file_that_nobody_lists_is_told_as_not_checked(tmp_path: Path) -> None:
    words = [one.words() for one in verify(a_bag(tmp_path, **SOUND["a tag file in no list"])).warnings]
    assert any("note.txt" in one for one in words)
