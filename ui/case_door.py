# SPDX-License-Identifier: Apache-2.0
"""How the window asks for a case file: read so that the person can go back, kept to the end; it lives on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from planner.facts.language import _
from ui.waiting import wait_for

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from planner.facts.case import Case
    from planner.store.casefile import CaseFile


class CaseDoor:
    """The door of one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def read(self, reader: Callable[..., tuple[CaseFile, Case]], *args: Any) -> tuple[CaseFile, Case]:
        """Read a case. Going back raises StoppedError, and the file is closed again."""
        return wait_for(self._window, _("The case is being opened …"), reader, *args, drop=_close)

    def keep(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Keep a case, which is not broken off."""
        return wait_for(self._window, _("The case is being kept …"), fn, *args)


def _close(read: tuple[CaseFile, Case]) -> None:
    read[0].close()
