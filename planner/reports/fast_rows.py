# SPDX-License-Identifier: Apache-2.0
"""Rows of a large sheet written straight into the file: a hundred thousand flows in about a second."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from planner.facts.dates import Month
from planner.facts.money import plain_yuan
from planner.reports.cell_text import safe_text

# Text that needs no second look: no sign that a file must not hold, that is markup, or that a program may take for a
# formula; no blank at either end.
_PLAIN = re.compile(
    r"[\w\u00b7\u2018-\u201d（）《》【】、，。：；！？/#](?:[^<>&\x00-\x1f_\ud800-\udfff\ufffe\uffff]*[^\s<>&\x00-\x1f_\ud800-\udfff\ufffe\uffff])?"
)
_EPOCH = date(1899, 12, 30).toordinal()

# A style's name, its number in the file, its number where the text is marked as text for good.
Style = tuple[str, int, int]


def row_xml(number: int, cells: Sequence[Any], letters: Sequence[str], styles: Sequence[Style]) -> bytes:
    """Return one row of a sheet's XML; a cell is text, fen (money styles), a count, a day, a time, a month or None."""
    parts = [f'<row r="{number}">']
    for letter, cell, (style, plain, quoted) in zip(letters, cells, styles, strict=True):
        if cell is None:
            parts.append(f'<c r="{letter}{number}" s="{plain}"/>')
        elif isinstance(cell, str):
            parts.append(_text(letter, number, cell, plain, quoted))
        else:
            parts.append(f'<c r="{letter}{number}" s="{plain}"><v>{_number(cell, style)}</v></c>')
    parts.append("</row>")
    return "".join(parts).encode()


def _text(letter: str, number: int, text: str, plain: int, quoted: int) -> str:
    if not _PLAIN.fullmatch(text) or len(text) > 1_000:
        text, is_risky = safe_text(text)
        text = escape(text)
        if is_risky:
            plain = quoted
        return f'<c r="{letter}{number}" s="{plain}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{letter}{number}" s="{plain}" t="inlineStr"><is><t>{text}</t></is></c>'


def _number(cell: Any, style: str) -> str:
    if isinstance(cell, datetime):
        seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
        return repr(cell.toordinal() - _EPOCH + seconds / 86400)
    if isinstance(cell, Month):
        cell = cell.first
    if isinstance(cell, date):
        return str(cell.toordinal() - _EPOCH)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return plain_yuan(cell) if style.startswith("money") else str(cell)
