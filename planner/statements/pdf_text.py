# SPDX-License-Identifier: Apache-2.0
"""What stands where on the pages of a PDF: runs of text with their places. Runs only in the child process."""

import ctypes
import unicodedata
from typing import NamedTuple

MOST_PAGES = 1_000
MOST_CHARS = 3_000_000
PASSWORD = "password"
DAMAGED = "damaged"
NO_TEXT = "no text"


class Run(NamedTuple):
    """A run of text on a page: its edges in points from the left and from the top, and the text."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str


# Radicals that PDF makers write for ordinary characters and that NFKC leaves alone.
_RADICALS = str.maketrans(
    "⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻮⻰⺠⻁", "西见角贝车长门青页风飞食马鱼鸟麦黄齿龙民虎"
)


def plain(text: str) -> str:
    """Return the text in ordinary characters: NFKC, and radicals as the characters they stand for."""
    return unicodedata.normalize("NFKC", text).translate(_RADICALS)


def read_runs(content: bytes, passwords: list[str]) -> list[Run]:
    """Return the runs of all pages. Raises ValueError with PASSWORD, DAMAGED or NO_TEXT."""
    document = _open(content, passwords)
    runs: list[Run] = []
    chars = 0
    try:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            chars += text.count_chars()
            if chars > MOST_CHARS:
                raise ValueError(DAMAGED)
            runs += _runs(text, number, page.get_height())
            text.close()
            page.close()
    finally:
        document.close()
    if not runs:
        raise ValueError(NO_TEXT)
    return runs


def _open(content: bytes, passwords: list[str]):  # type: ignore[no-untyped-def]
    import pypdfium2

    locked = False
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(content, password=password)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            if not locked:
                break
    raise ValueError(PASSWORD if locked else DAMAGED)


def _runs(text, page: int, height: float) -> list[Run]:  # type: ignore[no-untyped-def]
    """Join characters that stand beside each other on one line; a gap of most of a character starts a new run."""
    import pypdfium2.raw as raw

    runs: list[Run] = []
    box = [ctypes.c_double() for _ in range(4)]
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in (0, 0xFFFE, 0xFFFF) or chr(code).isspace():
            continue
        if not raw.FPDFText_GetCharBox(text, i, *(ctypes.byref(edge) for edge in box)):
            continue
        left, right, bottom, top = (edge.value for edge in box)
        one = Run(page, left, right, height - top, height - bottom, plain(chr(code)))
        before = runs[-1] if runs else None
        if before and _joins(before, one):
            blank = " " if one.left - before.right > 0.22 * _size(before) and one.text.isascii() else ""
            runs[-1] = Run(
                page,
                before.left,
                max(before.right, one.right),
                min(before.top, one.top),
                max(before.bottom, one.bottom),
                before.text + blank + one.text,
            )
        else:
            runs.append(one)
    return runs


def _size(run: Run) -> float:
    return max(run.bottom - run.top, 4.0)


def _joins(before: Run, one: Run) -> bool:
    size = max(_size(before), _size(one))
    middle = (one.top + one.bottom) / 2
    same_line = before.top - 0.4 * size <= middle <= before.bottom + 0.4 * size
    return same_line and -0.5 * size <= one.left - before.right <= 0.7 * size
