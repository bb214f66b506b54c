# SPDX-License-Identifier: Apache-2.0
"""Burns what must not leave the house into the pixels of a picture or PDF, with a watermark over every page.

Runs only in the child process: a paper is a stranger's file. What comes out has no text layer and no metadata.
"""

import base64
import ctypes
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFont, ImageOps

from planner.evidence.page_count import DAMAGED, PASSWORD
from planner.evidence.redaction_words import Hider
from planner.facts.places import resources

MOST_PAGES = 400
_DPI = 150
_MOST_SIDE = 3600  # px; enough to read an A3 scan
_PIXELS = 100_000_000
_INK = (0, 0, 0)
_PAD = 0.15  # of a sign's height, around what is hidden
_MARK = (70, 90, 84, 70)  # colour of the watermark; the last is how much it covers

Box = Sequence[float]  # page from 1, x, y, w, h as shares of the page


@dataclass(frozen=True, slots=True)
class _Page:
    jpeg: bytes
    width: int  # px
    height: int


def burn(
    content: bytes, media: str, words: dict[str, str], shown: list[str], boxes: list[Box], mark: str
) -> dict[str, Any]:
    """Return the copy as base64, its ending, how many places were hidden, and whether its text could be read.

    `words` are names and numbers that are looked for, beside ID, card and telephone numbers; `shown` are names that
    stay. Raises ValueError.
    """
    hider = Hider(words, shown, personal=True)
    if media == "application/pdf":
        return _burnt_pdf(content, hider, boxes, mark)
    return _burnt_picture(content, media, boxes, mark)


def mentions(content: bytes, words: list[str], shown: list[str]) -> dict[str, bool]:
    """Say whether a PDF tells any of the words, and whether all its pages could be read.

    Looked through are its text, notes, properties; a file within it counts as found.
    """
    hider = Hider(dict.fromkeys(words, ""), shown)
    document = _opened(content)
    try:
        told = [str(value) for value in document.get_metadata_dict().values()]
        pages = [list(_told(document[number])) for number in range(len(document))]
        found = any(hider.touches(text) for text in [*told, *(text for page in pages for text in page)])
        hides = pdfium.FPDFDoc_GetAttachmentCount(document) > 0
        return {"found": found or hides, "is_read": all(page[0].strip() for page in pages)}
    finally:
        document.close()


def _told(page: Any) -> Iterator[str]:
    text = _signs(page.get_textpage())
    yield text
    yield "".join(text.split())
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, place)
        for key in (b"Contents", b"T", b"Subj", b"RC"):
            size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAnnot_GetStringValue(
                note, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
            )
            yield buffer.raw.decode("utf-16-le", "ignore")
        pdfium.FPDFPage_CloseAnnot(note)


def _opened(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(PASSWORD if "password" in str(error).lower() else DAMAGED) from None


def _burnt_pdf(content: bytes, hider: Hider, boxes: list[Box], mark: str) -> dict[str, Any]:
    document = _opened(content)
    pages, hidden, is_read = [], 0, True
    try:
        if len(document) > MOST_PAGES:
            raise ValueError(DAMAGED)
        for number in range(len(document)):
            page = document[number]
            wide, high = page.get_size()
            scale = min(_DPI / 72, _MOST_SIDE / max(wide, high, 1))
            picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            signs = page.get_textpage()
            is_read = is_read and bool(_signs(signs).strip())
            places = list(_places(page, signs, hider, picture.size))
            hidden += len(places)
            pages.append(_finished(picture, places + _boxes(boxes, number + 1, picture), mark))
    except pypdfium2.PdfiumError:
        raise ValueError(DAMAGED) from None
    finally:
        document.close()
    return _answer(_pdf_of(pages), ".pdf", hidden, is_read)


def _signs(text: Any) -> str:
    """The text of a page, one sign for each of its places."""
    codes = (pdfium.FPDFText_GetUnicode(text, place) for place in range(text.count_chars()))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
    )


def _places(page: Any, text: Any, hider: Hider, size: tuple[int, int]) -> Iterator[tuple[float, ...]]:
    """Yield the boxes, in pixels, of all signs to hide: found as written, and with all blanks taken out."""
    signs = _signs(text)
    dense = [place for place, sign in enumerate(signs) if not sign.isspace()]
    wanted = {place for start, end, _put in hider.found(signs) for place in range(start, end)}
    names = "".join(signs[place] for place in dense)
    for start, end, _put in hider.of_words(names):
        wanted |= set(dense[start:end])
    for place in sorted(wanted):
        yield from _box_of(page, text, place, size)


def _box_of(page: Any, text: Any, place: int, size: tuple[int, int]) -> Iterator[tuple[float, ...]]:
    left, bottom, right, top = text.get_charbox(place, loose=True)
    corners = []
    for x, y in ((left, bottom), (right, top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x1, y1), (x2, y2) = corners
    pad = max(abs(y2 - y1), 4) * _PAD + 1
    if abs(x2 - x1) + abs(y2 - y1):
        yield min(x1, x2) - pad, min(y1, y2) - pad, max(x1, x2) + pad, max(y1, y2) + pad


def _boxes(boxes: list[Box], number: int, picture: Image.Image) -> list[tuple[float, ...]]:
    wide, high = picture.size
    return [
        (x * wide, y * high, (x + w) * wide, (y + h) * high) for page, x, y, w, h in boxes if page == number
    ]


def _burnt_picture(content: bytes, media: str, boxes: list[Box], mark: str) -> dict[str, Any]:
    Image.MAX_IMAGE_PIXELS = _PIXELS
    try:
        pages = []
        with Image.open(io.BytesIO(content)) as source:
            for number in range(
                min(int(getattr(source, "n_frames", 1)), MOST_PAGES) if media == "image/tiff" else 1
            ):
                source.seek(number)
                picture = ImageOps.exif_transpose(source).convert("RGB")
                picture.thumbnail((_MOST_SIDE, _MOST_SIDE))
                places = _boxes(boxes, number + 1, picture)
                pages.append(_finished(picture, places, mark))
    except (
        OSError,
        EOFError,
        SyntaxError,
        ArithmeticError,
        LookupError,
        TypeError,
        Image.DecompressionBombError,
    ):
        raise ValueError(DAMAGED) from None
    if len(pages) > 1:
        return _answer(_pdf_of(pages), ".pdf", 0, False)
    return _answer(pages[0].jpeg, ".jpg", 0, False)


def _answer(data: bytes, ending: str, hidden: int, is_read: bool) -> dict[str, Any]:
    return {"data": base64.b64encode(data).decode(), "ending": ending, "hidden": hidden, "is_read": is_read}


def _finished(picture: Image.Image, places: list[tuple[float, ...]], mark: str) -> _Page:
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in places:
        draw.rectangle((left, top, max(right, left + 1), max(bottom, top + 1)), fill=_INK)
    marked = _marked(picture, mark)
    out = io.BytesIO()
    marked.save(out, "JPEG", quality=85)
    return _Page(out.getvalue(), *marked.size)


def _marked(picture: Image.Image, mark: str) -> Image.Image:
    """Lay the watermark aslant over the whole page, so that no part can be used for another purpose."""
    wide, high = picture.size
    size = max(12, max(wide, high) // 45)
    font = ImageFont.truetype(str(resources() / "fonts" / "NotoSansSC-Regular.ttf"), size)
    left, top, right, bottom = (round(side) for side in font.getbbox(mark))
    across, down = max(right - left, 1) + size * 3, max(bottom - top, 1) * 5
    tile = Image.new("RGBA", (across, down), (255, 255, 255, 0))
    ImageDraw.Draw(tile).text((size - left, down // 2 - top), mark, font=font, fill=_MARK)
    reach = int((wide**2 + high**2) ** 0.5) + 1
    sheet = Image.new("RGBA", (reach, reach), (255, 255, 255, 0))
    for row, y in enumerate(range(0, reach, down)):
        for x in range(-(across // 2) * (row % 2), reach, across):
            sheet.paste(tile, (x, y))
    sheet = sheet.rotate(30, Image.Resampling.BILINEAR)
    left, top = (reach - wide) // 2, (reach - high) // 2
    sheet = sheet.crop((left, top, left + wide, top + high))
    picture.paste(sheet, (0, 0), sheet)
    return picture


def _pdf_of(pages: list[_Page]) -> bytes:
    """Return a PDF of pictures: no text, no properties, no clock; the same pages give the same bytes."""
    kids = " ".join(f"{3 + 3 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for n, page in enumerate(pages):
        wide, high = (f"{side * 72 / _DPI:.2f}" for side in (page.width, page.height))
        own = 3 + 3 * n
        drawing = zlib.compress(f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode(), 9)
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents {own + 1} 0 R"
            f"/Resources<</XObject<</P {own + 2} 0 R>>>>>>".encode(),
            _stream("/Filter/FlateDecode", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
                page.jpeg,
            ),
        ]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _stream(words: str, data: bytes) -> bytes:
    return f"<<{words}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"
