# SPDX-License-Identifier: Apache-2.0
"""A page of a paper as a picture, upright as people see it, as its redacted copy shows it too.

A paper is a stranger's file: it is drawn in the child process, never in the program itself.
"""

import base64
import io
from typing import TYPE_CHECKING

from planner.evidence.page_count import DAMAGED
from planner.evidence.papers import READABLE
from planner.statements.child import ChildError, run_limited

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SECONDS, _MEGABYTES = 60, 1500
_PIXELS = 100_000_000
_SHARPEST = 2.5  # times the size on paper: a small page is not blown up further


def page_picture(data: bytes, media: str, page: int, most: int) -> bytes | None:
    """Return a page, from 1, as PNG of at most `most` px a side; None where it is locked or cannot be drawn."""
    if media != "application/pdf" and media not in READABLE:
        return None
    try:
        drawn: str = run_limited("picture", data, media, page, most, seconds=_SECONDS, megabytes=_MEGABYTES)
    except ChildError:
        return None
    return base64.b64decode(drawn)


def draw_page(content: bytes, media: str, page: int, most: int) -> str:
    """Return a page as PNG in base64; runs only in the child process. Raises ValueError."""
    picture = _of_pdf(content, page, most) if media == "application/pdf" else _of_picture(content, page, most)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return base64.b64encode(out.getvalue()).decode()


def _of_pdf(content: bytes, page: int, most: int) -> "Picture":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        sheet = document[page - 1]
        scale = min(most / max(*sheet.get_size(), 1), _SHARPEST)
        picture: Picture = sheet.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        return picture
    except (pypdfium2.PdfiumError, IndexError):
        raise ValueError(DAMAGED) from None


def _of_picture(content: bytes, page: int, most: int) -> "Picture":
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _PIXELS
    try:
        with Image.open(io.BytesIO(content)) as source:
            source.seek(page - 1)
            picture = ImageOps.exif_transpose(source).convert("RGB")
            picture.thumbnail((most, most))
            return picture
    except (
        OSError, EOFError, SyntaxError, ArithmeticError, LookupError, TypeError, Image.DecompressionBombError,
    ):  # fmt: skip
        raise ValueError(DAMAGED) from None
