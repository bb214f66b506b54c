# SPDX-License-Identifier: Apache-2.0
"""Rows of a large sheet written straight into the file: a hundred thousand flows in about a second."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
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
KEPT = 50_000  # cells of a column that are remembered
_EPOCH = date(1899, 12, 30).toordinal()

# A style's name, its number in the file, its number where the text is marked as text for good.
Style = tuple[str, int, int]


def row_writer(letters: Sequence[str], styles: Sequence[Style]) -> Callable[[int, Sequence[Any]], bytes]:
    """Return what writes one row of a sheet's XML; a cell is text, fen (money styles), a count, a day, a time, a month.

    Texts and days that come again are written once and kept; None leaves a styled empty cell.
    """
    columns = [_Column(letter, *style) for letter, style in zip(letters, styles, strict=True)]

    def row_xml(number: int, cells: Sequence[Any]) -> bytes:
        written = [
            f'<c r="{column.letter}{number}"{column.known.get(cell) or column.rest(cell)}'
            for column, cell in zip(columns, cells, strict=True)
        ]
        return f'<row r="{number}">{"".join(written)}</row>'.encode()

    return row_xml


class _Column:
    """One column: its style numbers, and the cells it has written before, from the style on."""

    def __init__(self, letter: str, style: str, plain: int, quoted: int) -> None:
        self.letter, self.plain, self.quoted = letter, plain, quoted
        self.is_money = style.startswith("money")
        self.known: dict[Any, str] = {None: f' s="{plain}"/>'}

    def rest(self, cell: Any) -> str:
        """What follows the cell's place: style, kind and value."""
        if isinstance(cell, str):
            text = self._text(cell)
        else:
            text = f' s="{self.plain}"><v>{_number(cell, self.is_money)}</v></c>'
        if len(self.known) < KEPT:
            self.known[cell] = text
        return text

    def _text(self, text: str) -> str:
        if _PLAIN.fullmatch(text) and len(text) <= 1_000:
            return f' s="{self.plain}" t="inlineStr"><is><t>{text}</t></is></c>'
        text, is_risky = safe_text(text)
        style = self.quoted if is_risky else self.plain
        return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _number(cell: Any, is_money: bool) -> str:
    if isinstance(cell, int):
        return plain_yuan(cell) if is_money else str(cell)
    if isinstance(cell, datetime):
        seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
        return repr(cell.toordinal() - _EPOCH + seconds / 86400)
    if isinstance(cell, Month):
        cell = cell.first
    if isinstance(cell, date):
        return str(cell.toordinal() - _EPOCH)
    return format(cell, "f")
