# SPDX-License-Identifier: Apache-2.0
"""Opens a statement's bytes as columns of text cells: CSV, tab text, XLS, XLSX. Content decides, never the extension.

The only room that knows pandas. Text is decoded strictly, so that damaged Chinese is refused and never stored.
"""

import csv
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import pandas as pd

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.stopping import each, go_on
from planner.statements import workbook
from planner.statements.cells import BLANKS, tidy
from planner.statements.child import ChildError, run_limited
from planner.statements.workbook import MOST_COLUMNS, MOST_ROWS

EXPORT_AGAIN = N_("Export the statement again from the app or the bank and choose that file.")
MOST_BYTES = 300 * 1024 * 1024
TOO_LONG = N_("The file has too many rows.")
TOO_SLOW = N_("Reading the spreadsheet took too long or too much memory.")
SHORTER = N_("Export a shorter period, or the same as CSV.")
PART = 50_000  # rows read at a time: between two parts it can be told to stop
LARGE = 4 * 1024 * 1024  # a smaller workbook that takes too long or too much is damaged


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of stripped text cells, by columns. Row 0 of the grid is line 1 of the file or sheet."""

    container: str  # "csv", "xls", "xlsx", "pdf", "eml"
    name: str  # the sheet's tab; "" for text
    columns: tuple[list[str], ...]
    file: str = ""  # the name of the file it came from

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, i: int) -> tuple[str, ...]:
        """Return the cells of one row."""
        return tuple(column[i] for column in self.columns)

    def text(self, first: int, last: int) -> Iterator[str]:
        """Yield rows as lines of text, their cells joined with a blank."""
        for i in range(max(first, 0), min(last, self.height)):
            line = " ".join(cell for cell in self.row(i) if cell)
            if line:
                yield line


def from_rows(container: str, name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """Make a sheet from rows of unequal length."""
    width = max((len(row) for row in rows), default=0)
    columns = tuple([tidy(row[c]) if c < len(row) else "" for row in each(rows)] for c in range(width))
    return Sheet(container, name, columns)


def open_sheets(content: bytes) -> tuple[Sheet, ...]:
    """Open bytes as sheets. Raises InputError, without the file's name, for what is no table."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError("", N_("The file is empty."), remedy=EXPORT_AGAIN)
    if len(content) > MOST_BYTES:
        raise InputError("", N_("The file is too large."), remedy=SHORTER)
    if content.startswith(b"PK"):
        if not is_workbook(content):
            raise InputError("", N_("It is an archive inside an archive."), remedy=N_("Unpack it first."))
        return _workbook(content, "xlsx")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(content, "xls")
    _refuse_foreign(content)
    text = decode(content)
    if (
        text[:500]
        .lstrip()
        .lower()
        .startswith(("<!doctype html", "<html", "<table", "<meta", "<?xml", "<svg"))
    ):
        return open_html("html", text)
    return (open_text(text),)


def open_html(container: str, text: str) -> tuple[Sheet, ...]:
    """Open the tables of a web page as one sheet: see `html_rows`."""
    return (from_rows(container, "", html_rows(text)),)


def html_rows(text: str) -> list[list[str]]:
    """Return the rows of a page or mail in their order: table rows that hold no other table, and lines of text."""
    try:
        page = lxml.html.document_fromstring(text)
    except (lxml.etree.LxmlError, ValueError) as broken:
        raise InputError("", NO_TABLE, remedy=EXPORT_AGAIN) from broken
    if next(page.iter("tr"), None) is None:
        raise InputError("", NO_TABLE, remedy=EXPORT_AGAIN)
    return list(_walk(page))


def _walk(element: Any) -> Iterator[list[str]]:
    if element.tag == "tr" and next(element.iterdescendants("tr"), None) is None:
        cells = [_one_line(cell.text_content()) for cell in element.iterchildren("td", "th")]
        if any(cells):
            yield cells
        return
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return
    if line := _one_line(element.text):
        yield [line]
    for child in element:
        yield from _walk(child)
        if line := _one_line(child.tail):
            yield [line]


def _one_line(text: str | None) -> str:
    return tidy(" ".join((text or "").split()))


NO_TABLE = N_("This is a web page without a statement in it.")
_FOREIGN = (
    (b"\x89PNG", N_("This is a picture.")),
    (b"\xff\xd8\xff", N_("This is a picture.")),
    (b"GIF8", N_("This is a picture.")),
    (b"BM", N_("This is a picture.")),
    (b"7z\xbc\xaf", N_("This is a 7z archive.")),
    (b"Rar!", N_("This is a RAR archive.")),
    (b"\x1f\x8b", N_("This is a gzip archive.")),
    (b"MZ", N_("This is a program.")),
    (b"\x7fELF", N_("This is a program.")),
    (b"SQLite format 3", N_("This is a database.")),
)


def _refuse_foreign(content: bytes) -> None:
    for mark, words in _FOREIGN:
        if content.startswith(mark) and (mark not in (b"BM", b"MZ") or b"\x00" in content[:200]):
            raise InputError("", words, remedy=EXPORT_AGAIN)


MARKLESS = ("utf-16-le", "utf-16-be")  # a wrong guess gives other characters, and no line ends


def decode(content: bytes) -> str:
    """Decode text: by its byte order mark, else strictly as UTF-8, else strictly as GB18030. Raises InputError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    elif (
        0 in content[:4000]
    ):  # UTF-16 without a mark: its Latin letters have a zero byte behind or before them
        encodings = [MARKLESS[content[1:4000:2].count(0) < content[:4000:2].count(0)]]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and (encoding not in MARKLESS or "\n" in text or "\r" in text):
            return text
    raise InputError("", N_("The text is damaged, or this is not a text file."), remedy=EXPORT_AGAIN)


def open_text(text: str) -> Sheet:
    """Open comma or tab separated text. Ragged rows, doubled quotes and TABs behind a closing quote are borne."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(text)
    lines = text.split("\n")
    width = min(max(line.count(separator) for line in each(lines)) + 1, MOST_COLUMNS)
    if len(lines) > MOST_ROWS:
        raise InputError("", TOO_LONG, remedy=SHORTER)
    go_on()
    try:
        grid = _grid(text, separator, width)
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError):
        return from_rows("csv", "", [_split(line, separator) for line in each(lines)])
    if '"' in text and any("\n" in cell and cell.count(separator) > 3 for column in grid for cell in column):
        return from_rows("csv", "", [_split(line, separator) for line in each(lines)])
    return Sheet("csv", "", tuple([cell.strip(BLANKS) for cell in each(column)] for column in grid))


def _grid(text: str, separator: str, width: int) -> list[list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        parts = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(width),
            index_col=False,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
            low_memory=False,
            chunksize=PART,
        )
        grid: list[list[str]] = [[] for _column in range(width)]
        with parts:
            for frame in parts:
                go_on()
                for column, cells in zip(grid, (frame[name] for name in frame.columns), strict=True):
                    column += ["" if cell is None or cell != cell else cell for cell in cells]
    return grid


def _separator(text: str) -> str:
    sample = text[:20_000]
    return max((",", "\t", ";", "|"), key=sample.count)


def _split(line: str, separator: str) -> list[str]:
    """Split one line by itself, so that a stray quote spoils no other line."""
    cells = next(csv.reader([line], delimiter=separator), [])
    if len(cells) - 1 < line.count(separator) and line.count('"') % 2:
        return [cell.strip('"') for cell in line.split(separator)]
    return cells


def is_workbook(content: bytes) -> bool:
    """Say whether a ZIP is an office document rather than an archive of files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except UNREADABLE:
        return False
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        if any(name.endswith(".iwa") for name in names):
            text = N_("This is a Numbers document.")
            raise InputError(
                "", text, remedy=N_("Export it as CSV or Excel, better: take the original file.")
            )
        return False
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise InputError("", N_("This is a document, not a statement."), remedy=EXPORT_AGAIN)
    return True


def _workbook(content: bytes, container: str) -> tuple[Sheet, ...]:
    if container == "xlsx":
        check_archive(content)
    megabytes = min(2_000, 400 + len(content) // 10_000)
    try:
        sheets = run_limited("workbook", content, seconds=60, megabytes=megabytes)
    except ChildError as failed:
        outcome, why = failed.args
        if why == workbook.TOO_MANY:
            raise InputError("", TOO_LONG, remedy=SHORTER) from failed
        if outcome == "ended" and len(content) > LARGE:
            raise InputError("", TOO_SLOW, remedy=SHORTER) from failed
        text = N_("The spreadsheet is damaged or protected.")
        raise InputError("", text, remedy=EXPORT_AGAIN) from failed
    found = tuple(Sheet(container, name, tuple(columns)) for name, columns in sheets if columns)
    if not found:
        raise InputError("", N_("The spreadsheet is empty."), remedy=EXPORT_AGAIN)
    return found


MOST_MEMBERS = 2_000
MOST_MEMBER = 200 * 1024 * 1024
MOST_TOTAL = 500 * 1024 * 1024
MOST_RATIO = 200
BOMB = N_("The archive unpacks to far more than a statement needs.")
UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    struct.error,
)
DAMAGED = N_("The archive is damaged.")


def check_archive(content: bytes) -> None:
    """Refuse an archive beyond the limits, counted while unpacking and not from its headers. Raises InputError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise InputError("", BOMB, remedy=SHORTER)
            left = MOST_TOTAL
            for member in members:
                if not member.flag_bits & 1:
                    left -= _unpacked(archive, member, left)
    except UNREADABLE as broken:
        raise InputError("", DAMAGED, remedy=EXPORT_AGAIN) from broken


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Return how many bytes a member really unpacks to; raises InputError at the limit."""
    most = min(left, MOST_MEMBER, max(member.compress_size, 10_000) * MOST_RATIO)
    seen = 0
    with archive.open(member) as stream:
        while piece := stream.read(1 << 20):
            go_on()
            seen += len(piece)
            if seen > most:
                raise InputError("", BOMB, remedy=SHORTER)
    return seen
