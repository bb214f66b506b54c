# SPDX-License-Identifier: Apache-2.0
"""Make the bundled fonts: Noto Sans SC cut down to the characters that people here write, and its Latin for English.

Run `python packaging/make_font.py` with npm at hand (or `--from FOLDER` with the unpacked package). It writes
`resources/fonts/NotoSansSC-*.ttf`, `HuanqingLatin-*.ttf` and the licence beside them. Needs fonttools, from the extra
`dev`. `--latin` makes only the second, from the first as it lies there.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
WEIGHTS = {"Regular": "400Regular", "SemiBold": "600SemiBold"}
LATIN = "Huanqing Latin"
FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"

# Signs that GBK lacks or that must never be lost: minus, dashes, ticks, arrows, comparison, quotation marks, ① to ⑳.
SIGNS = (
    "¥−–—✓▼▲▶◀⚠→←↑↓≈≥≤≠±×÷•…“”‘’·○●◉□■☆★½¼¾℃№㎡©®™€£"
    + "".join(chr(0x2460 + i) for i in range(20))
    + "\u00a0\u3000"
)


def gbk() -> set[int]:
    """Return the code points of GBK, the characters of everyday Chinese files."""
    found = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            text = bytes((high, low)).decode("gbk", errors="ignore")
            if len(text) == 1 and ord(text) > 0x7F:
                found.add(ord(text))
    return found


def wanted(cmap: dict[int, str]) -> set[int]:
    """Return the code points to keep: Latin, GBK, the signs above, and the characters of rare personal names.

    The names are the characters the font has beyond the base plane (the state's list of standard characters needs
    them). Radicals and other second code points of one glyph are left out, so that text copied from a printed page
    comes back as the characters that were written.
    """
    keep = set(range(0x20, 0x7F)) | set(range(0xA0, 0x250)) | set(range(0x2010, 0x2040)) | gbk()
    keep |= {ord(sign) for sign in SIGNS}
    keep |= {code for code in cmap if 0x9FA6 <= code <= 0x9FFF or code >= 0x20000}
    keep &= set(cmap)
    keep -= {
        0x2012,
        0x2027,
        0x2035,
        0x2215,
    }  # a dash, a dot, a prime and a slash that share their glyph with a common sign
    first = {cmap[code] for code in keep if not _compatibility(code)}
    return {code for code in keep if not (_compatibility(code) and cmap[code] in first)}


def _compatibility(code: int) -> bool:
    return 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F


def cut(source: Path, target: Path) -> None:
    """Write the subset of one font file, without hints, with kerning and the features of horizontal Chinese text."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "ccmp", "liga", "palt", "halt", "calt", "tnum"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["BASE", "vhea", "vmtx", "STAT", "gasp", "prep"]
    font = TTFont(source, recalcTimestamp=False)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=wanted(font.getBestCmap()))
    maker.subset(font)
    font.save(target)


# In Chinese type these signs fill a whole square; in English they take the width of their drawing and some air.
QUOTES = "‘’“”"
AIR = 60  # thousandths of the type size on either side of a quotation mark


def latin(source: Path, target: Path) -> None:
    """Write the Latin of a cut font under a name of its own, with the quotation marks and the ellipsis of English."""
    options = subset.Options()
    options.layout_features = ["kern", "mark", "ccmp", "liga"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    maker = subset.Subsetter(options)
    maker.populate(unicodes={*range(0x20, 0x7F), *range(0xA0, 0x250), *map(ord, QUOTES + "…–—")})
    maker.subset(font)
    cmap, glyphs, widths = font.getBestCmap(), font["glyf"], font["hmtx"]
    for sign in QUOTES:
        glyph = glyphs[cmap[ord(sign)]]
        glyph.coordinates.translate((AIR - glyph.xMin, 0))
        glyph.recalcBounds(glyphs)
        widths[cmap[ord(sign)]] = (glyph.xMax + AIR, AIR)
    point = cmap[ord(".")]
    pen = TTGlyphPen(glyphs.glyphs)
    for place in range(3):
        pen.addComponent(point, (1, 0, 0, 1, place * widths[point][0], 0))
    glyphs[cmap[ord("…")]] = pen.glyph()
    widths[cmap[ord("…")]] = (3 * widths[point][0], widths[point][1])
    for record in font["name"].names:
        words = (
            record.toUnicode().replace("Noto Sans SC", LATIN).replace("NotoSansSC", LATIN.replace(" ", ""))
        )
        font["name"].setName(words, record.nameID, record.platformID, record.platEncID, record.langID)
    font.save(target)


def unpacked(folder: Path) -> Path:
    """Fetch the package with npm into `folder` and return where its files lie."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def main(arguments: list[str]) -> int:
    """Make what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=Path, help="the unpacked npm package")
    parser.add_argument("--latin", action="store_true", help="only the Latin, from what lies there")
    given = parser.parse_args(arguments)
    FONTS.mkdir(parents=True, exist_ok=True)
    if not given.latin:
        chinese(given.folder)
    for name in WEIGHTS:
        target = FONTS / f"HuanqingLatin-{name}.ttf"
        latin(FONTS / f"NotoSansSC-{name}.ttf", target)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    return 0


def chinese(folder: Path | None) -> None:
    """Cut every weight and put the licence beside."""
    with tempfile.TemporaryDirectory() as scratch:
        source = folder or unpacked(Path(scratch))
        for name, weight in WEIGHTS.items():
            target = FONTS / f"NotoSansSC-{name}.ttf"
            cut(source / weight / f"NotoSansSC_{weight}.ttf", target)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        (FONTS / "OFL.txt").write_bytes((source / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
