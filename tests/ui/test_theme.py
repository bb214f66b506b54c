# SPDX-License-Identifier: Apache-2.0
"""The tokens keep their promises: contrast of every pair in every palette, a complete style sheet, icons that exist."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from planner.facts.places import resources
from ui import icons
from ui.theme import DARK, LIGHT, TEXT_ON, THEME, Tokens, contrast, contrast_tokens, style_sheet

PALETTES = {"light": LIGHT, "dark": DARK}


def system(ground: str, text: str) -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    return palette


@pytest.mark.parametrize("name", PALETTES)
def test_text_reaches_4_5_to_1_on_every_ground_it_stands_on(name: str) -> None:
    tokens = PALETTES[name]
    for word, grounds in TEXT_ON.items():
        for ground in grounds:
            ratio = contrast(getattr(tokens, word), getattr(tokens, ground))
            assert ratio >= 4.5, f"{word} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("name", PALETTES)
def test_borders_of_inputs_and_chart_colours_reach_3_to_1(name: str) -> None:
    tokens = PALETTES[name]
    for colour in (tokens.border_strong, *tokens.series):
        assert contrast(colour, tokens.surface) >= 3, colour


@pytest.mark.parametrize("name", PALETTES)
def test_chart_colours_differ_from_each_other(name: str) -> None:
    assert all(one != other for one, other in combinations(PALETTES[name].series, 2))


@pytest.mark.parametrize(
    ("ground", "text"), [("#000000", "#FFFFFF"), ("#FFFFFF", "#000000"), ("#888888", "#777777")]
)
def test_high_contrast_follows_the_system_and_is_never_below_7_to_1(ground: str, text: str) -> None:
    tokens = contrast_tokens(system(ground, text))
    for word, grounds in TEXT_ON.items():
        for place in grounds:
            assert contrast(getattr(tokens, word), getattr(tokens, place)) >= 7, word
    assert contrast(tokens.accent_soft, tokens.surface) >= 1.4  # one sees which row is chosen


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_the_style_sheet_has_no_holes_left(tokens: Tokens, zoom: int) -> None:
    assert "$" not in style_sheet(tokens, zoom)


def test_nothing_but_the_theme_names_a_colour(tree: Path) -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d|Qt\.GlobalColor\.(?!transparent)")
    # printing.py is about paper, which is white
    files = [*(tree / "ui").rglob("*.py"), tree / "resources" / "style.qss"]
    said = [
        path.name
        for path in files
        if path.name not in ("theme.py", "printing.py") and named.search(path.read_text("utf-8"))
    ]
    assert said == []


def test_every_icon_named_in_the_window_exists(tree: Path) -> None:
    there = {path.stem for path in (resources() / "icons").glob("*.svg")}
    calls = re.compile(r'(?:set_icon\([^,]+, |pixmap\(|icon\(|ICON = |EmptyState\(\s*)"([a-z0-9-]+)"')
    missing = {
        name
        for path in (tree / "ui").rglob("*.py")
        for name in calls.findall(path.read_text("utf-8"))
        if name not in there
    }
    assert missing == set()


def test_figures_have_one_width(themed: QApplication) -> None:
    metrics = QFontMetricsF(THEME.font())
    assert len({round(metrics.horizontalAdvance(digit * 10), 3) for digit in "0123456789"}) == 1


def test_a_change_of_theme_repaints_palette_and_icons(themed: QApplication) -> None:
    before = icons.pixmap("check", "text").toImage()
    THEME.apply("dark")
    assert themed.palette().window().color().name().upper() == DARK.bg
    assert icons.pixmap("check", "text").toImage() != before


def test_zoom_stays_within_80_and_200(themed: QApplication) -> None:
    THEME.apply(zoom=500)
    assert THEME.zoom == 200
    THEME.apply(zoom=10)
    assert THEME.zoom == 80


# What colour-blind eyes see (Viénot 1999 for red and green, in linear light; rows give R, G, B).
EYES = {
    "no red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "no green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "no blue": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def seen_by(eye: str, colour: str) -> tuple[float, ...]:
    return tuple(sum(k * c for k, c in zip(row, linear(colour), strict=True)) for row in EYES[eye])


def light_of(seen: tuple[float, ...]) -> float:
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * max(seen[2], 0.0)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", PALETTES)
def test_chart_colours_keep_3_to_1_for_colour_blind_eyes(name: str, eye: str) -> None:
    tokens = PALETTES[name]
    ground = light_of(linear(tokens.surface))
    for colour in tokens.series:
        low, high = sorted((light_of(seen_by(eye, colour)), ground))
        assert (high + 0.05) / (low + 0.05) >= 2.9, colour  # 3:1, less what the simulation rounds
