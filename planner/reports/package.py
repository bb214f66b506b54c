# SPDX-License-Identifier: Apache-2.0
"""Packing a workbook into its file: fixed times and order, and the figures of formulas beside them."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f>.*?</f>)<v\s*(?:/>|></v>)</c>', re.DOTALL)


Figures = Mapping[int, Mapping[str, str]]
Tails = Mapping[int, Sequence[bytes]]


class _FixedZip(ZipFile):
    """A zip whose members bear no clock; sheets get the figures of their formulas on the way in."""

    def __init__(self, target: io.BytesIO, figures: Figures, tails: Tails) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, allowZip64=True)
        self._figures, self._tails = figures, tails

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, FIXED_TIME)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        info.create_system = 3
        return info

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_more: object, **_named: object) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(self._info(name), data)

    def write(self, filename: str, arcname: str, *_more: object, **_named: object) -> None:  # type: ignore[override]
        found = _SHEET.fullmatch(arcname)
        place = int(found[1]) if found else 0
        sheet = Path(filename).read_bytes()
        if figures := self._figures.get(place):
            sheet = with_figures(sheet, figures)
        head, end, rest = sheet.partition(b"</sheetData>")
        with self.open(self._info(arcname), "w") as target:
            target.write(head)
            for block in _blocks(self._tails.get(place, ())):
                target.write(block)
            target.write(end + rest)


def _blocks(rows: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(rows), 1000):
        yield b"".join(rows[start : start + 1000])


def with_figures(sheet: bytes, figures: Mapping[str, str]) -> bytes:
    """Put its figure beside each formula of a sheet's XML; a figure that is no number is marked as text."""

    def put(found: re.Match[bytes]) -> bytes:
        figure = figures.get(found[1].decode())
        if figure is None:
            return found[0]
        kind = b"" if re.fullmatch(r"-?\d+(\.\d+)?", figure) else b' t="str"'
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (
            found[1],
            found[2],
            kind,
            found[3],
            escape(figure).encode(),
        )

    return _FORMULA.sub(put, sheet)


def package(book: Workbook, figures: Figures, tails: Tails) -> bytes:
    """Return the workbook's bytes; `figures` by place of the sheet (from 1) and cell, `tails` its ready rows."""
    target = io.BytesIO()
    archive = _FixedZip(target, figures, tails)
    ExcelWriter(book, archive).save()
    return target.getvalue()
