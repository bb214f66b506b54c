# SPDX-License-Identifier: Apache-2.0
"""A page of a paper as a picture: any page, upright, and None for what cannot be drawn; the program itself never draws it."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from planner.evidence.page_picture import page_picture
from tests.papers import a_pdf

PDF = "application/pdf"


def drawn(data: bytes, media: str, page: int = 1, most: int = 400) -> Image.Image:
    png = page_picture(data, media, page, most)
    assert png is not None
    return Image.open(io.BytesIO(png))


def scan(*greys: int, kind: str = "TIFF", **more: object) -> bytes:
    out = io.BytesIO()
    pages = [Image.new("RGB", (40, 80), (grey, grey, grey)) for grey in greys]
    if kind == "TIFF":
        pages[0].save(out, kind, save_all=True, append_images=pages[1:])
    else:
        pages[0].save(out, kind, **more)
    return out.getvalue()


def test_each_page_of_a_pdf_is_drawn_and_fits() -> None:
    data = a_pdf([["first"], []])
    first, second = drawn(data, PDF, 1), drawn(data, PDF, 2)
    assert max(first.size) <= 401
    assert first.convert("L").getextrema()[0] < 128
    assert second.convert("L").getextrema() == (255, 255)


def test_each_page_of_a_scan_is_drawn() -> None:
    assert [drawn(scan(10, 200), "image/tiff", page).getpixel((5, 5))[0] for page in (1, 2)] == [10, 200]


def test_a_photo_that_lies_on_its_side_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    picture = drawn(scan(100, kind="JPEG", exif=exif), "image/jpeg")
    assert picture.size == (80, 40)


@pytest.mark.parametrize(
    ("data", "media", "page"),
    [
        (b"%PDF-1.4 nothing more", PDF, 1),
        (a_pdf([["one"]]), PDF, 2),
        (scan(1)[:40], "image/tiff", 1),
        (scan(1, kind="PNG"), "image/png", 2),
        (b"words", "text/plain", 1),
        (b"#!AMR", "audio/amr", 1),
    ],
)
def test_what_cannot_be_drawn_is_none(data: bytes, media: str, page: int) -> None:
    assert page_picture(data, media, page, 100) is None


def test_the_program_itself_never_loads_what_draws_a_strangers_pdf() -> None:
    code = (
        "import sys; from planner.evidence.page_picture import page_picture\n"
        f"assert page_picture({a_pdf([['x']])!r}, 'application/pdf', 1, 50)\n"
        "assert 'pypdfium2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
