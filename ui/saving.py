# SPDX-License-Identifier: Apache-2.0
"""Files that leave the house: asked for by name, written beside the window, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from planner.facts.language import N_, _
from planner.facts.problems import InputError
from ui.background import FILES, run
from ui.pages.page import Page


def ask_where(page: Page, words: str, name: str, kinds: str) -> Path | None:
    """Ask where to save; the dialog itself asks before a file is replaced."""
    chosen, _kind = QFileDialog.getSaveFileName(page, words, name, kinds)
    return Path(chosen) if chosen else None


def keep_file(page: Page, path: Path, data: bytes, then: Callable[[], object] | None = None) -> None:
    """Write a file beside the window and say so on the page, or why not; `then` follows what was written."""
    _Keeping(page, path, then).begin(data)


class _Keeping(QObject):
    """One file on its way to the disk; it goes with its page."""

    def __init__(self, page: Page, path: Path, then: Callable[[], object] | None) -> None:
        super().__init__(page)
        self._page, self._path, self._then = page, path, then

    def begin(self, data: bytes) -> None:
        """Write, in the files' lane."""
        job = run(_write, self._path, data, lane=FILES)
        job.finished.connect(self._kept)
        job.failed.connect(self._refused)

    def _kept(self, _nothing: object) -> None:
        self._page.say(_("{name} is saved.").format(name=self._path.name), "good")
        if self._then is not None:
            self._then()
        self.deleteLater()

    def _refused(self, error: Exception) -> None:
        words = error.words() if isinstance(error, InputError) else self._path.name
        self._page.say(words, "warn")
        self.deleteLater()


def _write(path: Path, data: bytes) -> None:
    from planner.store.files import new_file

    try:
        with new_file(path, force=True) as draft:
            draft.write_bytes(data)
    except OSError as error:
        text = N_("The file could not be written ({why}).")
        raise InputError(
            path.name, text, {"why": error.strerror or "—"}, N_("Choose another place.")
        ) from error
