# SPDX-License-Identifier: Apache-2.0
"""Font and icons: every character that the program says can be drawn, figures line up, every icon that is named is there."""

import ast
import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf")
# Signs that a font cut to the Chinese national sets would lack.
SIGNS = "¥\u2212\u2013\u2014✓▼⚠→≈≥≤×÷•…“”‘’·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿兆元角分整"


@pytest.fixture(scope="module", params=FONTS)
def font(request: pytest.FixtureRequest, tree: Path) -> TTFont:
    return TTFont(tree / "resources" / "fonts" / request.param)


def _drawn(font: TTFont) -> set[str]:
    return {chr(code) for code in font.getBestCmap()}


def _missing(text: str, font: TTFont) -> set[str]:
    return {sign for sign in set(text) - _drawn(font) if sign >= " " and sign != "\ufeff"}


def test_every_word_of_the_catalogue_can_be_drawn(font: TTFont, tree: Path) -> None:
    with (tree / "resources/locale/zh_CN/LC_MESSAGES/huanqing.po").open("rb") as file:
        words = "".join(f"{message.id}{message.string}" for message in read_po(file) if message.id)
    assert _missing(words, font) == set()


def test_rules_help_and_sample_can_be_drawn(font: TTFont, tree: Path) -> None:
    texts = [
        path
        for folder in ("rules", "help", "sample")
        for path in (tree / "resources" / folder).rglob("*")
        if path.suffix in {".json", ".md", ".txt", ".html"}
    ]
    assert texts
    assert {path.name: found for path in texts if (found := _missing(_text(path), font))} == {}


def _text(path: Path) -> str:
    text = path.read_text("utf-8")
    return json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text


def test_signs_beyond_the_national_sets_can_be_drawn(font: TTFont) -> None:
    assert _missing(SIGNS, font) == set()


def test_all_of_gb2312_can_be_drawn(font: TTFont) -> None:
    cells = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    text = "".join(cell.decode("gb2312", errors="ignore") for cell in cells)
    unwritten = {"≒", "∶", "∽", "・"}  # signs of mathematics, and a dot that other tables call ·
    assert _missing(text, font) <= unwritten


def test_figures_line_up(font: TTFont) -> None:
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    assert len({metrics[cmap[ord(sign)]][0] for sign in "0123456789\u2212"}) == 1
    assert not _kerned(font, {cmap[ord(digit)] for digit in "0123456789"})


def _kerned(font: TTFont, glyphs: set[str]) -> bool:
    """Tell whether the font moves digits apart or together in pairs."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            part = getattr(table, "ExtSubTable", table)
            if part.LookupType != 2:
                continue
            if part.Format == 1:
                firsts = dict(zip(part.Coverage.glyphs, part.PairSet, strict=True))
                if any(
                    pair.SecondGlyph in glyphs
                    for g in glyphs & set(firsts)
                    for pair in firsts[g].PairValueRecord
                ):
                    return True
            elif _kerned_by_class(part, glyphs):
                return True
    return False


def _kerned_by_class(part: object, glyphs: set[str]) -> bool:
    first, second = part.ClassDef1.classDefs, part.ClassDef2.classDefs  # type: ignore[attr-defined]
    for left in glyphs & set(part.Coverage.glyphs):  # type: ignore[attr-defined]
        for right in glyphs:
            record = part.Class1Record[first.get(left, 0)].Class2Record[second.get(right, 0)]  # type: ignore[attr-defined]
            if record.Value1 is not None and getattr(record.Value1, "XAdvance", 0):
                return True
    return False


def test_no_character_shares_its_shape_with_a_radical(font: TTFont) -> None:
    """Text copied from a printed page comes back as 人, never as the radical ⼈ that shares its shape."""
    codes: dict[str, list[int]] = {}
    for code, glyph in font.getBestCmap().items():
        codes.setdefault(glyph, []).append(code)
    doubles = [
        [chr(code) for code in shared]
        for shared in codes.values()
        if any(map(_second, shared)) and shared[1:]
    ]
    assert doubles == []


def _second(code: int) -> bool:
    """Tell whether a code point is a radical or a compatibility form of another character."""
    return 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20


def test_every_icon_keeps_the_colour_of_the_theme(tree: Path) -> None:
    drawings = sorted((tree / "resources" / "icons").glob("*.svg"))
    assert drawings
    assert [path.name for path in drawings if 'stroke="currentColor"' not in path.read_text("utf-8")] == []


def test_every_icon_that_is_named_is_there(tree: Path) -> None:
    drawings = {path.stem for path in (tree / "resources" / "icons").glob("*.svg")}
    missing = []
    for path in sorted((tree / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            missing += [f"{path.name}: {name}" for name in _named(node) if name not in drawings]
    assert missing == []


def _named(node: ast.AST) -> list[str]:
    """Return the icon that a call names: the first word given to icon() and pixmap(), the second one of set_icon()."""
    if not isinstance(node, ast.Call):
        return []
    call = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
    place = {"icon": 0, "pixmap": 0, "set_icon": 1}.get(call)
    if place is None or len(node.args) <= place:
        return []
    word = node.args[place]
    return [word.value] if isinstance(word, ast.Constant) and isinstance(word.value, str) else []


def test_figures_stand_off_from_months_and_instalments(tree: Path) -> None:
    """`12 个月`, never `12个月`: one way of writing in rules, help and catalogue."""
    rules, help_ = tree / "resources/rules", tree / "resources/help"
    texts = [
        *rules.glob("*.json"),
        *help_.rglob("*.md"),
        tree / "resources/locale/zh_CN/LC_MESSAGES/huanqing.po",
    ]
    close = [
        f"{path.name}: {found}"
        for path in texts
        for found in re.findall(r".{0,8}[0-9}](?:个月|期).{0,4}", path.read_text("utf-8"))
    ]
    assert len(texts) > 10
    assert close == []
