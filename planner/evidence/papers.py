# SPDX-License-Identifier: Apache-2.0
"""What a paper is: its hash, what kind of file it is, how many pages it has, and a first guess at kind and date.

A paper is a stranger's file: it is told by its first bytes, never by its name, and only its outline is read.
"""

import datetime as dt
import hashlib
import io
import re
import struct
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import ExifTags, Image

from planner.evidence.page_count import PASSWORD
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.statements.child import ChildError, run_limited

MOST_PIXELS = 100_000_000  # a scan of A4 at 1200 dpi

# (offset, first bytes, media type). Programs, scripts and web pages are not among them.
_SIGNATURES = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (8, b"WEBP", "image/webp"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "audio/3gpp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
)
READABLE = frozenset({"image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp"})

# Words in a file's name that tell the kind (D01 to D14); the first that fits.
_KINDS = (
    ("D01", ("身份证", "id card", "idcard")),
    ("D03", ("征信", "信用报告", "credit report")),
    ("D06", ("失业", "离职", "解除劳动", "unemploy")),
    ("D07", ("病历", "诊断", "住院", "医疗", "医院", "hospital", "medical")),
    ("D08", ("低保", "特困", "边缘家庭")),
    ("D09", ("残疾", "事故", "灾害", "disab")),
    ("D10", ("户口", "房租", "租房", "租赁", "学籍", "学费", "赡养", "房贷", "rent", "school")),
    ("D11", ("困难情况", "困难说明", "情况说明", "hardship")),
    ("D05", ("收入证明", "工资", "薪资", "个税", "社保", "payslip", "salary", "income")),
    ("D12", ("还款能力", "还款计划", "repayment plan")),
    ("D13", ("催收", "短信", "通知书", "律师函", "调解", "截图", "sms", "notice")),
    ("D14", ("债务清单", "协议", "agreement")),
    ("D04", ("流水", "账单", "对账", "statement")),
    ("D02", ("合同", "借据", "借款", "还款明细", "contract", "loan")),
)
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.年/]?(0?[1-9]|1[0-2])[-_.月/]?(0?[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What can be told of a paper without asking anyone. `kind` and `date` are guesses to be confirmed."""

    name: str
    sha256: str
    size: int
    media: str
    pages: int | None = None  # None: not countable, or locked
    kind: str | None = None
    date: dt.date | None = None
    locked: bool = False  # a PDF that asks for a password


def describe(name: str, data: bytes) -> Described:
    """Describe a paper by its bytes; `name` is its file name. Raises InputError for what is no paper."""
    name = PurePosixPath(name.replace("\\", "/")).name
    media = media_of(name, data)
    pages, taken, locked = None, None, False
    if media == "application/pdf":
        pages, locked = _pdf_pages(name, data)
    elif media in READABLE:
        pages, taken = _picture(name, data)
    return Described(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media=media,
        pages=pages,
        kind=kind_of(name),
        date=day_in(name) or taken,
        locked=locked,
    )


def media_of(name: str, data: bytes) -> str:
    """Return the media type told by the first bytes. Raises InputError for what is not kept as a paper."""
    if not data:
        raise InputError(name, N_("The file is empty."), {}, N_("Choose the file again."))
    for offset, start, media in _SIGNATURES:
        if data.startswith(start, offset):
            return media
    if b"\x00" not in data and PurePosixPath(name).suffix.lower() in (".txt", ".csv"):
        return "text/plain"
    raise InputError(
        name,
        N_("This kind of file is not kept as a paper."),
        {},
        N_("Use a PDF, a picture, a recording or a text; print other documents to PDF."),
    )


def kind_of(name: str) -> str | None:
    """Guess the kind of a paper, D01 to D14, from the words of its name."""
    lower = name.lower()
    return next((kind for kind, words in _KINDS if any(word in lower for word in words)), None)


def day_in(name: str) -> dt.date | None:
    """Return the first day that a file name tells."""
    for found in _DAY.finditer(name):
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None


def _pdf_pages(name: str, data: bytes) -> tuple[int | None, bool]:
    try:
        return int(run_limited("pages", data)), False
    except ChildError as error:
        if error.args == ("refused", PASSWORD):
            return None, True
        raise InputError(
            name, N_("This PDF is damaged."), {}, N_("Open it in a viewer and print it to PDF again.")
        ) from None


def _picture(name: str, data: bytes) -> tuple[int, dt.date | None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged side note of a photo is no reason to refuse it
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large(name)
                pages = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
                return pages, _taken(picture)
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except _DAMAGED:
        raise InputError(name, N_("This picture is damaged."), {}, N_("Save or scan it again.")) from None


# What Pillow raises for damaged files of one kind or another.
_DAMAGED = (OSError, EOFError, SyntaxError, ArithmeticError, LookupError, TypeError, ValueError, struct.error)


def _too_large(name: str) -> InputError:
    return InputError(name, N_("This picture is too large."), {}, N_("Save it smaller; 300 dpi are enough."))


def _taken(picture: Image.Image) -> dt.date | None:
    """Return the day a photo was taken, where the camera wrote it."""
    exif = picture.getexif()
    text = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(
        ExifTags.Base.DateTime
    )
    return day_in(str(text).replace(":", "-")[:10]) if text else None
