# SPDX-License-Identifier: Apache-2.0
"""A bag: files with lists of their hashes, in one zip that is the same to the byte whenever it is made (BagIt 1.0)."""

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from planner.facts.stopping import go_on

AGENT = "Huanqing"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
UTF8_NAMES = 0x800


class _Entry(ZipInfo):
    """A zip entry whose name is always marked as UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  the name the library calls
        return self.filename.encode("utf-8"), self.flag_bits | UTF8_NAMES


def bag_files(payload: Mapping[str, bytes], notes: Mapping[str, str], day: date) -> dict[str, bytes]:
    """Return all files of a bag by path: `payload` by its path under data/, `notes` as texts beside the lists."""
    files = {_sound(f"data/{path}"): data for path, data in payload.items()}
    size = sum(len(data) for data in files.values())
    info = (
        f"Bagging-Date: {day.isoformat()}\nBag-Software-Agent: {AGENT}\nPayload-Oxum: {size}.{len(files)}\n"
    )
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": info, MANIFEST: listing(files), **notes}
    written = {_sound(path): text.encode("utf-8") for path, text in tags.items()}
    return {**files, **written, TAG_MANIFEST: listing(written).encode("utf-8")}


def listing(files: Mapping[str, bytes]) -> str:
    """Return the lines of a manifest, by rising path, as `sha256sum -c` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))


def _sound(path: str) -> str:
    plain = unicodedata.normalize("NFC", path)
    if any(c in plain for c in "\r\n%\\:") or plain.startswith("/") or ".." in plain.split("/"):
        raise ValueError(f"not a sound name for a bag: {path!r}")
    return plain


def zipped(folder: str, files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return the zip of a bag, by rising path, stored as it is, every entry at midnight of `day`."""
    target = io.BytesIO()
    write_zip(target, folder, sorted(files), day)
    return target.getvalue()


def write_zip(target: IO[bytes], folder: str, files: Iterable[tuple[str, bytes]], day: date) -> None:
    """Write the zip of a bag to an open file; `files` come in the order in which they shall stand."""
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for path, data in files:
            go_on()
            archive.writestr(entry(f"{folder}/{path}", day), data)


def entry(name: str, day: date) -> ZipInfo:
    """Return the zip entry of a file: fixed time, mode and system, so that the same bag is the same bytes."""
    made = _Entry(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    made.compress_type = ZIP_STORED
    made.create_system = 3
    made.external_attr = 0o100600 << 16
    return made
