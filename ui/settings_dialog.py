# SPDX-License-Identifier: Apache-2.0
"""The settings: language, look, size, locking, the recent list. Each counts at once; one button gives all back."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.language import N_, _
from ui import settings
from ui.dialogs import Plain
from ui.settings import Setting, Settings
from ui.widgets.form import Field, Form
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
)


class SettingsDialog(Plain):
    """A small form; what is chosen counts at once, nothing has to be confirmed."""

    def __init__(self, over: QWidget, kept: Settings, apply: Mapping[str, Callable[[Any], object]]) -> None:
        """`apply` puts a setting into force, by key; it keeps it too."""
        super().__init__(over, _("Settings"), back=_("Close"))
        self._kept, self._apply = kept, apply
        self.form = Form([field for _setting, field in SHOWN])
        self.form.edited.connect(self._edit)
        self.middle.addWidget(self.form)
        words = _(
            "It also locks with Ctrl+L. Identity, card and phone numbers leave the clipboard after a minute."
        )
        self.middle.addWidget(Words(words, "caption", wrap=True))
        reset = QPushButton(_("As delivered"))
        reset.setProperty("kind", "quiet")
        reset.clicked.connect(self._reset)
        self.middle.addWidget(reset)
        self._draw()

    def _draw(self) -> None:
        self.form.show_values({setting.key: self._kept.get(setting) for setting, _field in SHOWN})

    def _edit(self, key: str, value: Any) -> None:
        self._apply[key](value)
        self._draw()

    def _reset(self) -> None:
        for setting, _field in SHOWN:
            if self._kept.get(setting) != setting.default:
                self._apply[setting.key](setting.default)
        self._draw()
