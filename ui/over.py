# SPDX-License-Identifier: Apache-2.0
"""The dialogs over the window that belong to no page: settings, case details, shortcuts, about, go to anything."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ui.main_window import MainWindow
from ui.menus import keys_in_words
from ui.settings import Settings


class Over:
    """Opens them; each is loaded when it is first asked for."""

    def __init__(
        self, window: MainWindow, kept: Settings, apply: Mapping[str, Callable[[Any], object]]
    ) -> None:
        """`apply` puts a setting into force, by key."""
        self._window, self._kept, self._apply = window, kept, apply

    def show_settings(self) -> None:
        """Show the settings."""
        from ui.dialogs import hold
        from ui.settings_dialog import SettingsDialog

        hold(lambda: SettingsDialog(self._window, self._kept, self._apply))

    def show_keys(self) -> None:
        """List every shortcut."""
        from ui.dialogs import show_keys

        show_keys(self._window, keys_in_words(self._window.actions_by_name))

    def show_about(self, as_of: date) -> None:
        """Say what this is, and of when its rules are."""
        from ui.dialogs import show_about

        show_about(self._window, as_of)

    def show_details(self) -> None:
        """Show name, first month and person of the case, to be changed."""
        from ui.case_details import CaseDetails
        from ui.dialogs import hold

        if self._window.desk is not None:
            session = self._window.desk.session
            hold(lambda: CaseDetails(self._window, session))

    def go_to_anything(self) -> None:
        """Let the person go to any page, debt, paper, rule, help topic or function by its words."""
        from ui.anything import Entry, buttons, functions, of_case
        from ui.widgets.palette import Palette

        desk = self._window.desk
        entries: list[Entry] = []
        if desk is not None:
            entries += of_case(desk, self._window.kinds)
            entries += buttons(self._window.page())
        entries += functions(self._window.actions_by_name.values())
        palette = Palette(self._window, entries)
        palette.exec()
        if palette.taken is not None and palette.taken.do is not None:
            palette.taken.do()
        elif palette.taken is not None:
            self._window.visit(palette.taken.place)
