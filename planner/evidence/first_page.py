# SPDX-License-Identifier: Apache-2.0
"""The first page of a paper that is a PDF, as a picture."""

import io

import pypdfium2

from planner.evidence.papers import PDFIUM


def first_page(data: bytes, most: int) -> bytes | None:
    """Return the first page as PNG, at most `most` px a side; None where it is locked or cannot be drawn."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            page = document[0]
            scale = most / max(*page.get_size(), 1)
            picture = page.render(scale=min(scale, 2.5)).to_pil()
        except (pypdfium2.PdfiumError, IndexError):
            return None
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
