# SPDX-License-Identifier: Apache-2.0
"""How everything looks: one set of colour tokens, sizes and type, for light, dark and high contrast.

Tokens become a palette and one style sheet (resources/style.qss). Nothing else in the window names a colour.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from planner.facts.language import language
from planner.facts.places import resources
from ui.fonts import CHINESE, LATIN, load_fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, `#RRGGBB` each; text colours reach 4.5:1 on every ground they stand on."""

    dark: bool = False
    bg: str = "#F6F7F5"
    surface: str = "#FFFFFF"
    rail: str = "#EDF1EE"
    border: str = "#D5DCD7"
    border_strong: str = "#84908A"
    text: str = "#1B2420"
    muted: str = "#55615B"
    accent: str = "#0F766E"
    on_accent: str = "#FFFFFF"
    accent_soft: str = "#D8EEEA"
    good: str = "#2B6E3F"
    good_soft: str = "#E0F0E4"
    warn: str = "#8A5A00"
    warn_soft: str = "#FBEFD2"
    danger: str = "#B3261E"
    danger_soft: str = "#FBE4E1"
    info: str = "#1F5FA8"
    info_soft: str = "#E1ECF8"
    series: tuple[str, ...] = (
        "#0F766E",
        "#C76A00",
        "#4559C4",
        "#A83C6B",
        "#5E7A12",
        "#7A4FB0",
        "#0E7FA8",
        "#8A5A3C",
    )


LIGHT = Tokens()
DARK = Tokens(
    dark=True,
    bg="#13181A",
    surface="#1B2124",
    rail="#171C1F",
    border="#313B3F",
    border_strong="#6F7C80",
    text="#E6ECEA",
    muted="#A5B1AD",
    accent="#4CC2B4",
    on_accent="#06231F",
    accent_soft="#15352F",
    good="#7BC98F",
    good_soft="#17301F",
    warn="#E5B65A",
    warn_soft="#352A12",
    danger="#F28B82",
    danger_soft="#3A1B19",
    info="#8DB8EE",
    info_soft="#152A42",
    series=("#4CC2B4", "#F0A848", "#93A5F5", "#F08CB4", "#B4CE5C", "#C3A0F0", "#62C3E8", "#D9A987"),
)

# name -> (text tokens, grounds they stand on): the pairs a test measures
TEXT_ON: Mapping[str, tuple[str, ...]] = {
    "text": ("bg", "surface", "rail", "accent_soft", "good_soft", "warn_soft", "danger_soft", "info_soft"),
    "muted": ("bg", "surface", "rail", "accent_soft"),
    "accent": ("bg", "surface", "rail", "accent_soft"),
    "on_accent": ("accent",),
    "good": ("surface", "bg", "good_soft"),
    "warn": ("surface", "bg", "warn_soft"),
    "danger": ("surface", "bg", "danger_soft"),
    "info": ("surface", "bg", "info_soft"),
}

POINTS = {"base": 10.5, "title": 17.0, "card": 11.5, "caption": 9.0, "figure": 22.0, "lead": 13.0}
# Families whose Latin sits well beside Noto Sans SC; anything else gives way to the bundled Latin.
GOOD_LATIN = (
    "Segoe UI",
    "Segoe UI Variable",
    ".AppleSystemUIFont",
    "Helvetica Neue",
    "Inter",
    "Adwaita Sans",
    "Cantarell",
    "Noto Sans",
    "Ubuntu",
    "Roboto",
    "Open Sans",
)


def contrast_tokens(palette: QPalette) -> Tokens:
    """The third set: the system's own palette, borders as strong as text, no soft ground but that of what is chosen."""
    ground = palette.color(QPalette.ColorRole.Base).name()
    text = palette.color(QPalette.ColorRole.Text).name()
    if contrast(ground, text) < 7:
        ground, text = ("#000000", "#FFFFFF") if luminance(ground) < 0.2 else ("#FFFFFF", "#000000")
    dark = luminance(ground) < 0.2
    accent = "#FFD700" if dark else "#00308F"
    same_as_text = dict.fromkeys(
        ("text", "muted", "border", "border_strong", "good", "warn", "danger", "info"), text
    )
    grounds = ("bg", "surface", "rail", "accent_soft", "good_soft", "warn_soft", "danger_soft", "info_soft")
    series = (DARK if dark else LIGHT).series
    colours = dict.fromkeys(grounds, ground) | same_as_text | {"accent": accent, "on_accent": ground}
    colours["accent_soft"] = _chosen_ground(ground, text, accent)
    return replace(Tokens(dark=dark, series=series), **colours)  # type: ignore[arg-type]


def _chosen_ground(ground: str, text: str, accent: str) -> str:
    """The strongest tint of the ground on which words still reach 7:1, so that one sees which row is chosen."""
    for share in (0.3, 0.2, 0.1):
        pairs = zip(QColor(ground).getRgb()[:3], QColor(accent).getRgb()[:3], strict=True)  # type: ignore[index]
        tint = QColor(*(round(a + (b - a) * share) for a, b in pairs)).name().upper()
        if min(contrast(text, tint), contrast(accent, tint)) >= 7:
            return tint
    return ground


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2 (0 black, 1 white)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Theme(QObject):
    """The theme now in force. One per program; `changed` tells painted widgets and charts to redraw."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"  # system, light, dark, contrast
        self.zoom = 100  # per cent
        self.tokens = LIGHT
        self._system = ""
        self._sheet = ""
        self._type = QFont()

    def apply(self, choice: str | None = None, zoom: int | None = None) -> None:
        """Choose a theme for the whole program, in the type of the language now spoken.

        The window is dressed in it when its frame is made anew.
        """
        self.choice = choice or self.choice
        self.zoom = min(200, max(80, zoom or self.zoom))
        app = cast(QApplication, QApplication.instance())
        self.tokens = self._chosen()
        sheet = style_sheet(self.tokens, self.zoom)
        if sheet == self._sheet and self.font() == self._type:
            return
        self._sheet, self._type = sheet, self.font()
        app.setPalette(_palette(self.tokens))
        app.setFont(self._type)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window, and the dialogs and menus over it, the style sheet; cheap while little stands in it."""
        if window.styleSheet() != self._sheet:
            window.setStyleSheet(self._sheet)

    def _chosen(self) -> Tokens:
        if self.choice == "contrast":
            return contrast_tokens(QGuiApplication.palette())
        if self.choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.choice == "dark" else LIGHT

    def colour(self, token: str) -> QColor:
        """The colour of one token; `series3` is the third chart colour."""
        if token.startswith("series"):
            return QColor(self.tokens.series[(int(token[6:]) - 1) % len(self.tokens.series)])
        return QColor(getattr(self.tokens, token))

    def font(self, role: str = "base", bold: bool = False) -> QFont:
        """The type of a role at the present zoom, with figures of one width."""
        font = QFont(self._families())
        font.setPointSizeF(POINTS[role] * self.zoom / 100)
        font.setFeature(QFont.Tag("tnum"), 1)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def px(self, size: float) -> int:
        """A length of the spacing grid at the present zoom."""
        return round(size * self.zoom / 100)

    def _families(self) -> list[str]:
        if not self._system:
            load_fonts()
            self._system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        if self._system in GOOD_LATIN:
            return [self._system, CHINESE]
        return [LATIN, CHINESE] if language() == "en" else [CHINESE]


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        roles.Window: tokens.bg,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.bg,
        roles.Text: tokens.text,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.on_accent,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.text,
        roles.PlaceholderText: tokens.muted,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Accent: tokens.accent,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.border,
        roles.Mid: tokens.border,
        roles.Dark: tokens.border_strong,
        roles.Shadow: tokens.border_strong,
    }
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


_HOLE = re.compile(r"\$([a-z_]+|px\d+|pt_[a-z]+)\b")


def style_sheet(tokens: Tokens, zoom: int = 100) -> str:
    """The style sheet of the whole program: `$token`, `$px12` and `$pt_base` filled in. Unknown words are a bug."""
    words = {field.name: str(getattr(tokens, field.name)) for field in fields(tokens)}
    words |= {f"pt_{role}": f"{points * zoom / 100:.2f}pt" for role, points in POINTS.items()}

    def fill(hole: re.Match[str]) -> str:
        word = hole[1]
        return (
            f"{max(1, round(int(word[2:]) * zoom / 100))}px" if re.fullmatch(r"px\d+", word) else words[word]
        )

    return _HOLE.sub(fill, (resources() / "style.qss").read_text(encoding="utf-8"))


THEME = Theme()
