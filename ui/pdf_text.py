# SPDX-License-Identifier: Apache-2.0
"""The text layer of a PDF put right: every glyph named as the character that was written, and no clock or name inside.

The PDF writer names a glyph by the first code point that draws it, so 人 may come out as the radical ⼈, and a
character beyond the base plane as nothing at all. Here the names are checked against the text that was painted.
"""

import hashlib
import io
import re
import struct
import unicodedata
from dataclasses import dataclass
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    TextStringObject,
)

PRODUCER = "Huanqing 还清"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
# Characters that share a glyph with the one the PDF writer names: the space, and two pairs of the bundled font.
_TWINS = {"\t": " ", "墫": "壿", "瑨": "𤨁"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The text that was painted, in order, by weight: each weight has a font of its own in the file."""

    regular: str
    bold: str

    def of(self, font: str) -> str:
        """The text painted with a font, by the font's name."""
        return self.bold if "Bold" in font else self.regular


def mended(pdf: bytes, title: str, language: str, text: Drawn) -> bytes:
    """Return the PDF with a true text layer, subset names for its fonts, and metadata that say only title and language."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for font in _fonts(writer):
        stream = cast(DecodedStreamObject, font["/ToUnicode"].get_object())
        stream.set_data(to_unicode(names(stream.get_data(), text.of(str(font["/BaseFont"])), _glyphs(font))))
        _name_subset(font)
    writer.metadata = {"/Title": title, "/Producer": PRODUCER}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(LANGUAGES[language])
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    if "/Metadata" in root:  # it bears the clock and a random id
        writer._replace_object(cast(IndirectObject, root.raw_get("/Metadata")), NullObject())
        del root["/Metadata"]
    writer._ID = None
    writer.pdf_header = "%PDF-1.7"
    return _written(writer)


def _fonts(writer: PdfWriter) -> list[DictionaryObject]:
    found = []
    for thing in writer._objects:  # the list of all objects has no public name
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/Font" and "/ToUnicode" in thing:
            found.append(thing)
    return found


def _inner(font: DictionaryObject) -> DictionaryObject:
    return cast(DictionaryObject, cast(ArrayObject, font["/DescendantFonts"].get_object())[0].get_object())


def _glyphs(font: DictionaryObject) -> int:
    """How many glyphs the embedded TrueType program holds, by its table `maxp`."""
    program = _program(font)
    if program is None:
        return 0
    (tables,) = struct.unpack_from(">H", program, 4)
    for place in range(12, 12 + 16 * tables, 16):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", program, place)
        if tag == b"maxp":
            return int(struct.unpack_from(">H", program, offset + 4)[0])
    return 0


def _program(font: DictionaryObject) -> bytes | None:
    descriptor = cast(DictionaryObject, _inner(font)["/FontDescriptor"].get_object())
    program = descriptor.get("/FontFile2")
    return None if program is None else cast(DecodedStreamObject, program.get_object()).get_data()


def names(cmap: bytes, text: str, glyphs: int) -> dict[int, str]:
    """Read which character each glyph stands for, and put each right against the text painted with the font.

    A glyph without a name is a character beyond the base plane: they are numbered in the order they were painted.
    """
    written = {unicodedata.normalize("NFKC", c): c for c in sorted(set(text))} | {c: c for c in text}
    beyond = iter(dict.fromkeys(c for c in text if ord(c) > 0xFFFF and c not in _TWINS.values()))
    told = _told(cmap)
    return {glyph: _right(told.get(glyph, ""), written) or next(beyond, "") for glyph in range(1, glyphs)}


def _told(cmap: bytes) -> dict[int, str]:
    told: list[tuple[int, str]] = []
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, start, several in _RANGE.findall(block):
            low, high = int(first, 16), int(last, 16)
            if start:
                base = int(start, 16)
                told += [(glyph, _character(base + glyph - low)) for glyph in range(low, high + 1)]
            else:
                codes = [int(code, 16) for code in _HEX.findall(several)]
                told += [(low + place, _character(code)) for place, code in enumerate(codes)]
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        pairs = _HEX.findall(block)
        told += [
            (int(a, 16), bytes.fromhex(b.decode()).decode("utf-16-be"))
            for a, b in zip(pairs[::2], pairs[1::2], strict=False)
        ]
    return dict(told)


def _character(code: int) -> str:
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _right(told: str, written: dict[str, str]) -> str:
    if told in written or not told:
        return written.get(told, told)
    plain = unicodedata.normalize("NFKC", told)
    return written.get(_TWINS.get(told, plain), written.get(plain, plain))


def to_unicode(named: dict[int, str]) -> bytes:
    """Write the table that names glyphs, a hundred to a block as the format asks."""
    lines = [
        f"<{glyph:04X}> <{name.encode('utf-16-be').hex().upper()}>"
        for glyph, name in sorted(named.items())
        if name
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _name_subset(font: DictionaryObject) -> None:
    """Give a font the prefix that says it is a subset, made from its own glyphs."""
    base, program = str(font["/BaseFont"]).lstrip("/"), _program(font)
    if program is None or re.match(r"[A-Z]{6}\+", base):
        return
    digest = hashlib.sha256(program).digest()
    name = NameObject("/" + "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + base)
    inner = _inner(font)
    font[NameObject("/BaseFont")] = inner[NameObject("/BaseFont")] = name
    cast(DictionaryObject, inner["/FontDescriptor"].get_object())[NameObject("/FontName")] = name


def _written(writer: PdfWriter) -> bytes:
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
