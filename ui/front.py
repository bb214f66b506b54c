# SPDX-License-Identifier: Apache-2.0
"""The start page of the program: what it offers, and what its list of recent cases does."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ui.drafts import unnamed
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.settings import Settings


class Front:
    """Makes the start page anew whenever it is shown. `do` are the functions by name, `open_` opens a case."""

    def __init__(
        self,
        window: MainWindow,
        kept: Settings,
        do: Mapping[str, Callable[[], object]],
        open_: Callable[[Path], object],
    ) -> None:
        self._window, self._kept, self._do, self._open = window, kept, do, open_

    def page(self) -> StartPage:
        """The page with the cases known now."""
        page = StartPage(self._kept.recent(), unnamed(), self._kept.pinned())
        page.chosen.connect(lambda name: self._do[name]())
        page.opened.connect(self._open)
        page.pinned.connect(self._pin)
        page.forgotten.connect(self._forget)
        return page

    def _pin(self, path: Path, on: bool) -> None:
        self._kept.pin(path, on)
        self._window.rebuild()

    def _forget(self) -> None:
        self._kept.forget_recent()
        self._window.rebuild()
