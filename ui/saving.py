# SPDX-License-Identifier: Apache-2.0
"""Files that leave the house: asked for by name, written beside the window, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

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
    """Write a file beside the window and say so on the page, or why not."""

    def told(_nothing: object) -> None:
        page.say(_("{name} is saved.").format(name=path.name), "good")
        if then is not None:
            then()

    job = run(_write, path, data, lane=FILES)
    job.failed.connect(lambda error: page.say(_refusal(error, path), "warn"))
    job.finished.connect(told)


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


def _refusal(error: Exception, path: Path) -> str:
    return error.words() if isinstance(error, InputError) else path.name
