# SPDX-License-Identifier: Apache-2.0
"""Disks for tests: one that records what reaches it, so that a power cut can be played, and one that fails on demand."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512

# (what, file name, offset or size, bytes)
Event = tuple[str, str, int, bytes]


def name_of(filename: Any) -> str:
    """Return the file's own name; SQLite names files by their whole path."""
    return Path(filename if isinstance(filename, str) else filename.filename()).name


class WatchedFile(apsw.VFSFile):
    """A file that tells its disk before it does anything."""

    def __init__(self, disk: "WatchedDisk", name: Any, flags: list[int]) -> None:
        self.disk, self.short = disk, name_of(name)
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.tell("write", self.short, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self.disk.tell("truncate", self.short, size, b"")
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self.disk.tell("sync", self.short, 0, b"")
        super().xSync(flags)


class WatchedDisk(apsw.VFS):
    """A disk that tells `listen` each write, sync, truncate and delete before it happens."""

    def __init__(self, name: str, listen: Callable[[Event], None]) -> None:
        self._listen = listen
        super().__init__(name, "unix")

    def tell(self, what: str, name: str, number: int, data: bytes) -> None:
        self._listen((what, name, number, data))

    def xOpen(self, name: Any, flags: list[int]) -> WatchedFile:
        return WatchedFile(self, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:
        self.tell("delete", name_of(name), int(syncdir), b"")
        super().xDelete(name, syncdir)


class _Image:
    """One file: what surely lies on the disk, and what was written since."""

    def __init__(self, data: bytes) -> None:
        self.safe: bytes | None = data
        self.loose: list[Event] = []

    def settle(self, chance: random.Random | None) -> None:
        """Make loose writes safe: all of them, or at a power cut some of them, whole, torn or not at all."""
        data = None if self.safe is None else bytearray(self.safe)
        for event in self.loose:
            fate = "kept" if chance is None else chance.choices(("kept", "torn", "lost"), (40, 20, 40))[0]
            if event[0] == "delete" and fate != "kept":
                break  # the old name still stands, so a new file of that name was not reached either
            if fate != "lost":
                data = _applied(data, event, chance if fate == "torn" else None)
        self.safe = None if data is None else bytes(data)
        self.loose = []


def _applied(data: bytearray | None, event: Event, torn: random.Random | None) -> bytearray | None:
    what, _name, number, content = event
    if what == "delete":
        return None
    data = bytearray() if data is None else data
    if what == "truncate":
        del data[number:]
        return data
    pieces = [(number + i, content[i : i + SECTOR]) for i in range(0, len(content), SECTOR)]
    for offset, piece in pieces:
        if torn is None or torn.random() < 0.5:
            data.extend(bytes(max(offset + len(piece) - len(data), 0)))
            data[offset : offset + len(piece)] = piece
    return data


def after_power_cut(first: dict[str, bytes], events: list[Event], cut: int, seed: int) -> dict[str, bytes]:
    """Return the files as they may lie on the disk when the power goes after `cut` events.

    What was not synced survives whole (40 %), in part by sectors (20 %) or not at all (40 %). A file that was deleted
    and its folder synced is gone.
    """
    images = {name: _Image(data) for name, data in first.items()}
    for event in events[:cut]:
        what, name, number, _data = event
        image = images.setdefault(name, _Image(b""))
        if what == "sync":
            image.settle(None)
        elif what == "delete" and number:
            image.safe, image.loose = None, []
        else:
            image.loose.append(event)
    chance = random.Random(seed)
    for image in images.values():
        image.settle(chance)
    return {name: image.safe for name, image in images.items() if image.safe is not None}
