# SPDX-License-Identifier: Apache-2.0
"""The files of a bundle that someone hands us, zip or folder: names and bytes in pieces, without unpacking anything.

A zip is a stranger's file: sizes are counted while reading and never believed, nothing is written, links are not
followed.
"""

import hashlib
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

import pyzipper

from planner.facts.language import N_
from planner.facts.problems import InputError

PIECE = 1 << 20
MOST_FILES = 10_000
MOST_BYTES = 4_000_000_000
MOST_RATIO = 200  # unpacked to packed, where more than a little is packed
SMALL = 1 << 16
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))}


class UnreadableError(Exception):
    """A file of the bundle cannot be read as it was packed."""


# What the zip readers raise for a damaged file of one kind or another.
_UNREADABLE = (
    zipfile.BadZipFile,
    pyzipper.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)


class Container(Protocol):
    """The files of a bundle."""

    names: tuple[str, ...]  # paths with "/", as found, in order; a double stands twice
    unsafe: frozenset[
        str
    ]  # links and other things that are no plain files, and names that must not be unpacked

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; raises UnreadableError."""

    def close(self) -> None:
        """Let go of the file."""


def open_container(path: Path, password: str | None = None) -> Container:
    """Open a zip, locked or not, or a folder. Raises InputError for anything else, and for a wrong password."""
    if path.is_dir():
        return Folder(path)
    try:
        return Zip(path, password)
    except FileNotFoundError:
        raise InputError(str(path), N_("There is no such file."), {}, N_("Check the name.")) from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(
            str(path), N_("This is no zip file, or a damaged one."), {}, N_("Ask for the file again.")
        ) from None


def is_unsafe(name: str) -> bool:
    """Say whether a name must not be unpacked: absolute, upwards, of another system, or with control characters."""
    parts = name.removesuffix("/").split("/")
    if "\\" in name or ":" in name or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        return True
    if any(part in ("", ".", "..") or part != part.rstrip(" .") for part in parts):
        return True
    return any(part.partition(".")[0].upper() in _RESERVED for part in parts)


class Zip:
    """A zip file."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        self.name = path.name
        self._path = path
        self._zip: Any = zipfile.ZipFile(path)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._read = 0
        entries = [info for info in self._zip.infolist() if not info.orig_filename.endswith("/")]
        if len(entries) > MOST_FILES:
            self._zip.close()
            raise InputError(
                str(path), N_("The zip holds too many files."), {}, N_("Ask for the file again.")
            )
        self.is_locked = bool(entries) and all(info.flag_bits & 1 for info in entries)
        if self.is_locked:
            self._zip.close()
            entries = self._unlock(
                path, password, min(entries, key=lambda info: info.file_size).orig_filename
            )
        self.names = tuple(info.orig_filename for info in entries)
        self.unsafe = frozenset(
            info.orig_filename
            for info in self._zip.infolist()
            if is_unsafe(info.orig_filename) or stat.S_ISLNK(info.external_attr >> 16)
        )
        for info in entries:
            self._infos.setdefault(info.orig_filename, info)

    def _unlock(self, path: Path, password: str | None, smallest: str) -> list[Any]:
        """Open a locked zip with its password and try it on one file. Raises InputError."""
        if not password:
            raise InputError(
                str(path),
                N_("The zip is locked with a password."),
                {},
                N_("Give its password with --zip-password-file, or unpack it and check the folder."),
            )
        try:
            self._zip = pyzipper.AESZipFile(path)
            self._zip.setpassword(password.encode("utf-8"))
            self._zip.open(smallest).close()
        except RuntimeError:
            self._zip.close()
            raise InputError(
                str(path), N_("The password of the zip is wrong."), {}, N_("Ask the sender for it.")
            ) from None
        except (pyzipper.BadZipFile, NotImplementedError, KeyError):
            raise zipfile.BadZipFile(str(path)) from None
        return [info for info in self._zip.infolist() if not info.orig_filename.endswith("/")]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; raises UnreadableError, also where it unpacks to far more than it packs."""
        info = self._infos[name]
        if info.flag_bits & 1 and not self.is_locked:
            raise UnreadableError(name)
        count = 0
        try:
            with self._zip.open(info) as source:
                while piece := source.read(PIECE):
                    count += len(piece)
                    self._read += len(piece)
                    if self._read > MOST_BYTES or count > MOST_RATIO * max(info.compress_size, SMALL):
                        raise UnreadableError(name)
                    yield piece
        except _UNREADABLE as error:
            raise UnreadableError(name) from error

    def entries(self) -> Iterator[zipfile.ZipInfo]:
        """Yield what the zip says of its files."""
        yield from self._infos.values()

    def is_same_as(self, other: IO[bytes]) -> bool:
        """Say whether the zip file itself is, byte by byte, what lies in `other`."""
        other.seek(0)
        with self._path.open("rb") as own:
            while True:
                piece = own.read(PIECE)
                if piece != other.read(PIECE):
                    return False
                if not piece:
                    return True

    def sha256(self) -> str:
        """Return the hash of the zip file itself."""
        with self._path.open("rb") as own:
            return hashlib.file_digest(own, "sha256").hexdigest()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


class Folder:
    """A folder on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        names, unsafe = [], set()
        for found in sorted(path.rglob("*")):
            name = found.relative_to(path).as_posix()
            if found.is_symlink() or not (found.is_dir() or found.is_file()):
                unsafe.add(name)
            elif found.is_file():
                names.append(name)
                if is_unsafe(name):
                    unsafe.add(name)
        self.names = tuple(names)
        self.unsafe = frozenset(unsafe)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; raises UnreadableError."""
        try:
            with (self._path / name).open("rb") as source:
                while piece := source.read(PIECE):
                    yield piece
        except OSError as error:
            raise UnreadableError(name) from error

    def close(self) -> None:
        """Nothing to let go of."""
