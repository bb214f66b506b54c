# SPDX-License-Identifier: Apache-2.0
"""Rows on the clipboard, to a spreadsheet and back: as text with tabs and as an HTML table, both said by every spreadsheet."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt

from ui.html_cells import html_cells
from ui.pasting import block

if TYPE_CHECKING:
    from ui.widgets.table_view import TableView

MOST_HTML = 2_000_000  # letters: more is not read, the plain text counts
LONG_NUMBER = 12  # digits a spreadsheet would round: such a cell is text


def rows_for_spreadsheet(table: "TableView") -> QMimeData:
    """The selected rows of a table with their headings, in the columns and the order shown (masked while hidden)."""
    head = table.horizontalHeader()
    places = [at for n in range(head.count()) if not table.isColumnHidden(at := head.logicalIndex(n))]
    lines = [[_safe(table.words_of(at)) for at in places]]
    for index in sorted(table.selectionModel().selectedRows(), key=lambda i: i.row()):
        cells = (index.siblingAtColumn(at).data() for at in places)
        lines.append([_safe("" if cell is None else str(cell)) for cell in cells])
    aligned = [
        table.model().headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for at in places
    ]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_quoted, line)) for line in lines))
    right = [bool(side and Qt.AlignmentFlag.AlignRight & side) for side in aligned]
    mime.setData("text/html", _table(lines, right).encode())
    return mime


def clipboard_cells(mime: QMimeData) -> list[list[str]]:
    """The cells on the clipboard; HTML decides where the plain text lost the columns or the rows."""
    plain = block(mime.text())
    is_whole = _width(plain) > 1 and len({len(row) for row in plain}) == 1
    if is_whole or not mime.hasHtml() or len(html := mime.html()) > MOST_HTML:
        return plain
    table = html_cells(html)
    is_even = len({len(row) for row in table}) == 1
    return table if is_even and _width(table) >= _width(plain) else plain


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max(map(len, rows), default=0)


def _quoted(cell: str) -> str:
    """A cell as spreadsheets quote it where it holds a tab, a line or a quote of its own."""
    return '"' + cell.replace('"', '""') + '"' if any(letter in cell for letter in '\t\n\r"') else cell


def _table(lines: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    rows = []
    for n, line in enumerate(lines):
        tag = "td" if n else "th"
        cells = (_cell(tag, cell, side) for cell, side in zip(line, right, strict=True))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def _cell(tag: str, cell: str, right: bool) -> str:
    is_long = cell.isdecimal() and len(cell) >= LONG_NUMBER
    style = ("text-align:right;" if right else "") + (r"mso-number-format:'\@';" if is_long else "")
    words = escape(cell).replace("\n", "<br>")
    return f'<{tag} style="{style}">{words}</{tag}>' if style else f"<{tag}>{words}</{tag}>"


def _safe(cell: str) -> str:
    """A cell that no spreadsheet will take for a formula."""
    plain = cell.replace("−", "-")
    is_number = plain.replace(",", "").replace(".", "").replace("-", "", 1).removesuffix("%").isdigit()
    return "'" + plain if plain[:1] in "=+-@＝＋－＠\t\r" and plain and not is_number else plain
