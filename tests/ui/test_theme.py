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
