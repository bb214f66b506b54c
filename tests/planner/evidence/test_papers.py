# SPDX-License-Identifier: Apache-2.0
"""A paper is told by its bytes: kind of file, pages, date; what is no paper, damaged or too large is refused."""

import hashlib
import io
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfWriter

from planner.evidence.papers import describe
from planner.facts.problems import InputError


def a_pdf(pages: int, password: str | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_picture(kind: str, taken: str | None = None, frames: int = 1) -> bytes:
    target = io.BytesIO()
    picture = Image.new("RGB", (20, 30))
    exif = Image.Exif()
    if taken:
        exif[0x0132] = taken
    more = (
        {"save_all": True, "append_images": [Image.new("RGB", (20, 30))] * (frames - 1)} if frames > 1 else {}
    )
    picture.save(target, kind, **({"exif": exif} if taken else {}), **more)
    return target.getvalue()


def test_a_pdf_tells_its_pages_hash_kind_and_the_day_in_its_name() -> None:
    data = a_pdf(3)
    told = describe("收入证明_2026-03-10.pdf", data)
    assert (told.pages, told.media, told.kind, told.date) == (3, "application/pdf", "D05", date(2026, 3, 10))
    assert told.sha256 == hashlib.sha256(data).hexdigest()
    assert told.size == len(data)


def test_a_locked_pdf_is_taken_without_its_pages() -> None:
    told = describe("流水.pdf", a_pdf(2, "secret"))
    assert (told.pages, told.locked, told.kind) == (None, True, "D04")


@pytest.mark.parametrize(
    ("kind", "media"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("BMP", "image/bmp")],
)
def test_a_picture_has_one_page(kind: str, media: str) -> None:
    told = describe("x.dat", a_picture(kind))
    assert (told.pages, told.media, told.kind, told.date) == (1, media, None, None)


def test_a_scan_of_many_pages_is_counted() -> None:
    assert describe("scan.tif", a_picture("TIFF", frames=4)).pages == 4


def test_the_camera_tells_the_day_where_the_name_does_not() -> None:
    photo = a_picture("JPEG", taken="2026:02:28 10:11:12")
    assert describe("IMG.jpg", photo).date == date(2026, 2, 28)
    assert describe("20260301.jpg", photo).date == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("身份证正面.jpg", "D01"),
        ("借款合同.pdf", "D02"),
        ("租房合同.pdf", "D10"),
        ("失业登记.pdf", "D06"),
        ("住院费用.png", "D07"),
        ("调解短信截图.png", "D13"),
        ("scan0001.pdf", None),
    ],
)
def test_the_words_of_a_name_tell_the_kind(name: str, kind: str | None) -> None:
    data = a_pdf(1) if name.endswith("pdf") else a_picture("PNG")
    assert describe(name, data).kind == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("tool.exe", b"MZ\x90\x00\x03"),
        ("x.pdf", b"MZ\x90\x00\x03"),
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("macro.docm", b"PK\x03\x04" + b"\x00" * 60),
        ("link.lnk", b"L\x00\x00\x00\x01\x14\x02\x00"),
        ("nul.txt", b"a\x00b"),
        ("broken.pdf", b"%PDF-1.7 nothing follows"),
        ("broken.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("broken.jpg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_what_is_no_sound_paper_is_refused_with_the_way_out(name: str, data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        describe(name, data)
    assert refused.value.where == name
    assert refused.value.words()


def test_a_picture_of_too_many_points_is_refused_unread() -> None:
    target = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(target, "PNG")
    with pytest.raises(InputError, match="too large"):
        describe("bomb.png", target.getvalue())


def test_a_name_with_a_path_is_only_its_last_part() -> None:
    assert describe("C:\\scans\\a.pdf", a_pdf(1)).name == "a.pdf"


def test_every_half_of_a_file_is_refused_or_told_never_a_fault() -> None:
    pictures = (a_picture("PNG"), a_picture("TIFF", frames=2), a_picture("JPEG"))
    for data, step in ((a_pdf(2), 97), *((picture, 13) for picture in pictures)):
        for cut in range(0, len(data), step):
            try:
                describe("x.pdf", data[:cut])
            except InputError:
                continue
