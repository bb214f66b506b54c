# SPDX-License-Identifier: Apache-2.0
"""Locking the open case: it is kept and closed, and only a page without names stays, until it is opened again.

A case with a password needs it again. One without is only put out of sight, which the page says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from planner.facts.language import N_, _
from planner.facts.problems import InputError
from ui import settings
from ui.clipboard import ClipboardKeeper
from ui.idle import Idle
from ui.pages.locked import LockedPage
from ui.waiting import StoppedError, is_waiting

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.main_window import MainWindow
    from ui.session import Session
    from ui.settings import Settings

ASKED = N_("You locked it. Everything is kept.")
IDLE = N_("Nobody touched it for a while, so it was locked. Everything is kept.")
OPEN_DOOR = N_("This case has no password: anybody can unlock it. Give it one with “Save as a copy”.")


@dataclass(slots=True)
class _Locked:
    """The case that was closed, and why the last try to open it failed."""

    path: Path
    encrypted: bool
    read_only: bool
    why: str
    refusal: str = ""


class Locking(QObject):
    """Locks on demand and when idle. `close` closes the session and says whether it could; `read` reads a case, `take` shows it again, `leave` the start page."""

    def __init__(
        self,
        window: MainWindow,
        kept: Settings,
        close: Callable[[], bool],
        read: Callable[..., tuple[Any, Any]],
        take: Callable[[Session, bool], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(window)  # and goes with it: the clipboard is everybody's
        self._window, self._kept, self._leave = window, kept, leave
        self._close, self._read, self._take = close, read, take
        self._locked: _Locked | None = None
        self.clipboard = ClipboardKeeper(parent=self)
        self.clipboard.holding.connect(self._tell_of_clipboard)
        self.idle = Idle(parent=self)
        self.idle.due.connect(self._on_idle)
        self.wait()

    def wait(self) -> None:
        """Count the idle minutes of the settings from now on."""
        self.idle.wait(self._kept.get(settings.LOCK_AFTER))

    def _on_idle(self) -> None:
        self.lock(IDLE)
        self.wait()

    def lock(self, why: str = ASKED) -> bool:
        """Keep and close the open case and show the locked page; False where nothing is open or it cannot be kept."""
        desk = self._window.desk
        if desk is None or is_waiting():
            return False
        leave_dialogs()
        session = desk.session
        held = _Locked(session.path, session.is_encrypted, session.read_only, why)
        if not self._close():
            return False
        self._locked = held
        self.clipboard.clear()
        self._window.show_start(self._page)
        return True

    def _page(self) -> QWidget:
        held = self._locked
        assert held is not None
        why = (held.why,) if held.encrypted else (held.why, OPEN_DOOR)
        page = LockedPage(why, held.encrypted, lambda: held.refusal)
        page.unlocked.connect(self.unlock)
        page.left.connect(self._leave)
        return page

    def unlock(self, password: str = "") -> bool:
        """Open the case again where it was left; the page says why not."""
        from ui.session import Session, read_case

        held = self._locked
        if held is None or is_waiting():
            return False
        try:
            session = Session(*self._read(read_case, held.path, password or None, held.read_only))
        except StoppedError:
            return False
        except InputError as refusal:
            held.refusal = refusal.words()
            self._window.rebuild()
            return False
        self._locked = None
        self._take(session, True)
        return True

    def _tell_of_clipboard(self, seconds: int) -> None:
        if seconds:
            words = _(
                "A number that names you or an account was copied. The clipboard forgets it in {n} seconds."
            )
            self._window.say(words.format(n=seconds), "info", _("Clear it now"), self.clipboard.clear)
        else:
            self._window.say(_("The clipboard is empty again."), "good")

    @property
    def is_locked(self) -> bool:
        """Whether the locked page is in sight."""
        return self._locked is not None

    def forget(self) -> None:
        """Another page takes the place of the locked one."""
        self._locked = None


def leave_dialogs() -> None:
    """Close menus and dialogs, as Esc does: nothing may stay over the locked page."""
    for _try in range(10):
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None:
            return
        over.close()
