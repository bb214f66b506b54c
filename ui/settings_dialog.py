# SPDX-License-Identifier: Apache-2.0
"""The settings: language, look, size, locking, the recent list. Each counts at once; one button gives all back."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.language import LANGUAGES as SPOKEN
from planner.facts.language import N_, _, speaking
from ui import settings
from ui.dialogs import Plain
from ui.help_topics import folded
from ui.settings import Setting, Settings
from ui.widgets.form import Field, Form
from ui.widgets.search_line import SearchLine
from ui.widgets.text import Words

LANGUAGES = (("system", N_("as the system")), ("zh", "中文"), ("en", "English"))
THEMES = (
    ("system", N_("as the system")),
    ("light", N_("light")),
    ("dark", N_("dark")),
    ("contrast", N_("high contrast")),
)
ZOOMS = tuple((percent, f"{percent} %") for percent in settings.ZOOM.allowed)
WAITS = (
    (0, N_("never")),
    (1, N_("after 1 minute")),
    (5, N_("after 5 minutes")),
    (15, N_("after 15 minutes")),
    (30, N_("after 30 minutes")),
    (60, N_("after an hour")),
)
SHOWN: tuple[tuple[Setting, Field], ...] = (
    (settings.LANGUAGE, Field(path="language", label=N_("Language"), kind="choice", options=LANGUAGES)),
    (settings.THEME_CHOICE, Field(path="theme", label=N_("Look"), kind="choice", options=THEMES)),
    (settings.ZOOM, Field(path="zoom", label=N_("Size"), kind="choice", options=ZOOMS)),
    (
        settings.LOCK_AFTER,
        Field(path="lock_after", label=N_("Lock when nobody touches it"), kind="choice", options=WAITS),
    ),
    (
        settings.KEEP_RECENT,
        Field(path="keep_recent", label=N_("Remember recent cases"), kind="flag", span=2),
    ),
    (
        settings.REOPEN,
        Field(path="reopen", label=N_("Begin with the case that was open last"), kind="flag", span=2),
    ),
)


class SettingsDialog(Plain):
    """A small form; what is chosen counts at once, nothing has to be confirmed."""

    def __init__(self, over: QWidget, kept: Settings, apply: Mapping[str, Callable[[Any], object]]) -> None:
        """`apply` puts a setting into force, by key; it keeps it too."""
        super().__init__(over, _("Settings"), back=_("Close"))
        self._kept, self._apply = kept, apply
        self.search, self._none = SearchLine(), Words(_("No setting is called that."), "muted", wrap=True)
        self.search.setPlaceholderText(_("Search the settings"))
        self.search.setAccessibleName(_("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self._none.hide()
        self.middle.addWidget(self.search)
        self.middle.addWidget(self._none)
        self.form = Form([field for _setting, field in SHOWN])
        self.form.edited.connect(self._edit)
        self.middle.addWidget(self.form)
        words = _(
            "It locks with Ctrl+L and after the time chosen here; nothing else locks it. Identity, card and phone numbers leave the clipboard after a minute."
        )
        self.middle.addWidget(Words(words, "caption", wrap=True))
        reset = QPushButton(_("As delivered"))
        reset.setProperty("kind", "quiet")
        reset.clicked.connect(self._reset)
        self.middle.addWidget(reset)
        self._draw()

    def _draw(self) -> None:
        self.form.show_values({setting.key: self._kept.get(setting) for setting, _field in SHOWN})

    def _find(self, text: str) -> None:
        """Show the settings in whose words, of either language, every word of the text stands."""
        wanted = folded(text).split()
        found = 0
        for _setting, field in SHOWN:
            said = _said(field)
            fits = all(word in said for word in wanted)
            self.form.set_shown(field.path, fits)
            found += fits
        self._none.setVisible(not found)

    def _edit(self, key: str, value: Any) -> None:
        self._apply[key](value)
        self._draw()

    def _reset(self) -> None:
        for setting, _field in SHOWN:
            if self._kept.get(setting) != setting.default:
                self._apply[setting.key](setting.default)
        self._draw()


def _said(field: Field) -> str:
    """The words of a setting and its choices, in every language."""
    words = []
    for code in SPOKEN:
        with speaking(code):
            words += [_(field.label), *(_(option) for _value, option in field.options)]
    return folded(" ".join(words))
