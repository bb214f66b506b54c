# SPDX-License-Identifier: Apache-2.0
"""The backups of the open case: looked at, tested, opened only to read, made a case of its own again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planner.facts.language import _
from planner.facts.problems import InputError
from ui import shown

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.main_window import MainWindow
    from ui.session import Session


def is_backup(path: Path) -> bool:
    """Whether a case file lies among the backups of another."""
    return path.parent.name.endswith(".backups")


class Host(Protocol):
    """What is needed of the program: its window, the open case, and how another takes its place."""

    session: Session | None

    @property
    def window(self) -> MainWindow:
        """The window."""

    def open(self, path: Path) -> bool:
        """Open a case in this window."""

    def change_to(self, session: Session) -> bool:
        """Show another opened case in place of the open one."""


class Backups:
    """What can be done with them. Nothing here changes a backup or the case."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def show_list(self) -> None:
        """List the backups of the open case with date and size."""
        from ui.backup_list import BackupList

        if self._host.session is not None:
            BackupList(self._host.window, self._host.session, self.look_at, self.restore).exec()

    def look_at(self, path: Path) -> None:
        """Open a backup only to read, with a way back to the case."""
        host, session = self._host, self._host.session
        if session is None:
            return
        case_path = session.path
        try:
            found = session.backup_opened(path)
        except InputError as refused:
            host.window.say(refused.words(), "warn")
            return
        if host.change_to(found):
            words = _("This is the backup of {time}, open for reading only.").format(time=path.stem[:16])
            host.window.say(words, "info", _("Back to the case"), lambda: host.open(case_path))

    def restore(self, path: Path) -> None:
        """Make a case of its own from a backup; the case itself stays as it is."""
        from ui import dialogs

        host, session = self._host, self._host.session
        if session is None:
            return
        name = f"{session.path.stem} {path.stem}{path.suffix}"
        kinds = _("Huanqing case (*.huanqing)")
        target = dialogs.ask_path(host.window, _("Restore as a copy"), kinds, save=name)
        if target is None:
            return
        target = target.with_suffix(path.suffix)
        try:
            session.restore_backup(path, target)
        except InputError as refused:
            host.window.say(refused.words(), "warn")
            return
        words = _("Restored as {name}. The open case is as it was.").format(name=shown.name(target.name))
        host.window.say(words, "good", _("Open it"), lambda: host.open(target))
