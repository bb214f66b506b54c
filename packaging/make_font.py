# SPDX-License-Identifier: Apache-2.0
"""Make the bundled Chinese font: Noto Sans SC cut down to the characters that people here write.

Run `python packaging/make_font.py` with npm at hand (or `--from FOLDER` with the unpacked package). It writes
`resources/fonts/NotoSansSC-*.ttf` and the licence beside them. Needs fonttools, from the extra `dev`.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
WEIGHTS = {"Regular": "400Regular", "SemiBold": "600SemiBold"}
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


def unpacked(folder: Path) -> Path:
    """Fetch the package with npm into `folder` and return where its files lie."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def main(arguments: list[str]) -> int:
    """Make every weight and put the licence beside."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=Path, help="the unpacked npm package")
    given = parser.parse_args(arguments)
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = given.folder or unpacked(Path(scratch))
        for name, folder in WEIGHTS.items():
            target = FONTS / f"NotoSansSC-{name}.ttf"
            cut(source / folder / f"NotoSansSC_{folder}.ttf", target)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        (FONTS / "OFL.txt").write_bytes((source / "LICENSE_FONT").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
