# SPDX-License-Identifier: Apache-2.0
"""New files on the disk, owner-only, whole or not at all, and never over another unless asked."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.facts.language import N_
from planner.facts.problems import InputError

OWNER_ONLY = 0o600


@contextmanager
def new_file(path: Path, force: bool = False) -> Iterator[Path]:
    """Give an empty owner-only file beside `path`; it takes that name when the block ends without an error."""
    if not force and path.exists():
        raise _exists(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY)
    try:
        if sys.platform != "win32":
            os.fchmod(handle, OWNER_ONLY)
        os.close(handle)
        yield draft
        _sync(draft)
        _name(draft, path, force)
        _sync_folder(path.parent)
    finally:
        for left in (draft, draft.with_name(f"{draft.name}-journal")):
            left.unlink(missing_ok=True)


def _name(draft: Path, path: Path, force: bool) -> None:
    if force:
        os.replace(draft, path)
        return
    try:
        if sys.platform == "win32":
            os.rename(draft, path)
        else:
            os.link(draft, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a disk without hard links
        if path.exists():
            raise _exists(path) from None
        os.rename(draft, path)


def _exists(path: Path) -> InputError:
    return InputError(path.name, N_("There is a file of this name already."), {}, N_("Choose another name."))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # folders cannot be opened there; the rename is in the journal of the file system
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
