# SPDX-License-Identifier: Apache-2.0
"""Working on several cases: the list of all with their next dates, and further cases in windows of their own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from planner.facts.language import _
from ui.settings import Settings

if TYPE_CHECKING:
    from planner.facts.rulebook import RuleBook
    from ui.session import Session


class Host(Protocol):
    """What is needed of the program: its window, settings, rules, day, the open case, and how one is opened."""

    _kept: Settings
    _today: Callable[[], date]
    session: "Session | None"

    @property
    def window(self) -> QWidget:
        """The window."""

    @property
    def book(self) -> "RuleBook":
        """The rules."""

    def open(self, path: Path) -> bool:
        """Open a case in this window."""


class SeveralCases:
    """Opens beside what is open; each further window is a process of its own, with its own lock on its file."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def show_list(self) -> None:
        """List all cases with their next dates; one can be opened here or beside."""
        from ui.case_list import CaseList

        host = self._host
        known = [*([host.session.path] if host.session else []), *host._kept.recent()]
        CaseList(host.window, known, host.book, host._today(), host.open, self.open_beside).exec()

    def ask_beside(self) -> None:
        """Ask for a case to open in a window of its own, beside this one."""
        from ui import dialogs

        kinds = _("Huanqing case (*.huanqing)")
        path = dialogs.ask_path(self._host.window, _("Open in another window"), kinds)
        if path is not None:
            self.open_beside(path)

    def open_beside(self, path: Path) -> None:
        """Open a case in a window of its own."""
        from ui.caseload import open_window

        today = self._host._today()
        open_window(path, today if today != date.today() else None)
        self._host._kept.remember(path)
