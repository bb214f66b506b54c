# SPDX-License-Identifier: Apache-2.0
"""What the program remembers between two runs: language, theme, zoom, recent cases, locking, columns. Never anything of a case."""

import json
import locale
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

RECENT = 8  # cases kept in the list


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, declared once: its key, its default and the values allowed (empty: any of the default's type)."""

    key: str
    default: Any
    allowed: tuple[Any, ...] = ()

    def checked(self, value: Any) -> Any:
        """The value where it is allowed, else the default."""
        if self.allowed:
            return value if value in self.allowed else self.default
        return value if type(value) is type(self.default) else self.default


LANGUAGE = Setting("language", "system", ("system", "zh", "en"))
THEME_CHOICE = Setting("theme", "system", ("system", "light", "dark", "contrast"))
ZOOM = Setting("zoom", 100, tuple(range(80, 201, 10)))
RECENT_CASES = Setting("recent", [])
PINNED_CASES = Setting("pinned", [])  # recent cases that stay on top until they are let go
REOPEN = Setting("reopen", False)  # begin with the case that was open last
LAST_CASE = Setting("last", "")  # the case open when the window was closed, where it is to be opened again
KEEP_RECENT = Setting("keep_recent", True)
SIZE = Setting("window", [1280, 800])
LOCK_AFTER = Setting("lock_after", 15, (0, 1, 5, 15, 30, 60))  # minutes without a touch; 0 never
COLUMNS_LEFT_OUT = Setting("columns", {})  # by table: the headings (msgids) a person does not want to see
COLUMN_WIDTHS = Setting(
    "column_widths", {}
)  # by table: px at 100 % by heading (msgid), as a person drew them
COLUMN_ORDER = Setting("column_order", {})  # by table: every heading (msgid), as a person put them
OF_COLUMNS = (COLUMNS_LEFT_OUT, COLUMN_WIDTHS, COLUMN_ORDER)
SETTINGS = (
    LANGUAGE,
    THEME_CHOICE,
    ZOOM,
    RECENT_CASES,
    PINNED_CASES,
    KEEP_RECENT,
    REOPEN,
    LAST_CASE,
    SIZE,
    LOCK_AFTER,
    *OF_COLUMNS,
)


class Settings:
    """The settings file: read once, written whole or not at all, readable by its owner only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("huanqing", appauthor=False) / "settings.json"
        self._values: dict[str, Any] = {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}  # a lost or damaged settings file costs only the settings
        if isinstance(found, dict):
            self._values = {s.key: s.checked(found[s.key]) for s in SETTINGS if s.key in found}

    def get(self, setting: Setting) -> Any:
        """The value that counts now."""
        return self._values.get(setting.key, setting.default)

    def put(self, setting: Setting, value: Any) -> None:
        """Keep another value; a file system that refuses costs only the memory of it."""
        value = setting.checked(value)
        if value == self.get(setting):
            return
        self._values[setting.key] = value
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, ensure_ascii=False, indent=1)
            os.replace(beside, self._path)
        except OSError:
            return

    def language(self) -> str:
        """The language to speak: the chosen one, else the system's, "zh" or "en"."""
        chosen = self.get(LANGUAGE)
        if chosen != "system":
            return str(chosen)
        spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
        return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"

    def recent(self) -> list[Path]:
        """The recent cases, the pinned ones first, then the newest; files may be gone."""
        pinned = self.pinned()
        return pinned + [path for path in self._paths(RECENT_CASES) if path not in pinned]

    def pinned(self) -> list[Path]:
        """The recent cases that stay on top."""
        return self._paths(PINNED_CASES)

    def _paths(self, setting: Setting) -> list[Path]:
        return [Path(text) for text in self.get(setting) if isinstance(text, str)]

    def pin(self, path: Path, on: bool) -> None:
        """Let a case stay on top of the recent list, or let it go."""
        others = [str(p) for p in self.pinned() if p != path]
        self.put(PINNED_CASES, [*others, str(path)] if on else others)

    def remember(self, path: Path) -> None:
        """Put a case on top of the recent list, unless the list is switched off."""
        if self.get(KEEP_RECENT):
            others = [str(p) for p in self._paths(RECENT_CASES) if p != path]
            self.put(RECENT_CASES, [str(path), *others][:RECENT])

    def forget_recent(self) -> None:
        """Empty the recent list, the pinned ones too."""
        for setting in (RECENT_CASES, PINNED_CASES):
            self.put(setting, [])
        self.put(LAST_CASE, "")

    def keep_last(self, path: Path | None) -> None:
        """Note which case the next start opens again: none where that is switched off, or the list is."""
        wanted = path is not None and self.get(REOPEN) and self.get(KEEP_RECENT)
        self.put(LAST_CASE, str(path) if wanted else "")

    def last(self) -> Path | None:
        """The case to open again at the start, where that is wanted and the file is there."""
        path = Path(self.get(LAST_CASE))
        return path if self.get(REOPEN) and self.get(LAST_CASE) and path.is_file() else None
