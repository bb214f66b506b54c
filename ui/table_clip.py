# SPDX-License-Identifier: Apache-2.0
"""Rows on the clipboard, to a spreadsheet and back: as text with tabs and as an HTML table, both said by every spreadsheet."""

import atexit
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from planner.facts.language import _, ngettext
from ui.html_cells import html_cells
from ui.models.records import RecordsModel
from ui.pasting import block
from ui.turns import later

if TYPE_CHECKING:
    from ui.widgets.table_view import TableView

MOST_HTML = 2_000_000  # letters: more is not read, the plain text counts
AT_ONCE = 1_000  # rows a turn
MOST_AS_HTML = 5_000  # rows: more go as text only, megabytes of HTML hold every program up
LONG_NUMBER = 12  # digits a spreadsheet would round: such a cell is text


class Copying(QObject):
    """The selected rows of a table on their way to the clipboard, in the columns and the order shown (masked while hidden).

    Very many are put together in turns of the loop. They are on the clipboard when the last is; `stop` leaves it as it was.
    """

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table, self._model, self._source = table, table.model(), table.source()
        head, side = table.horizontalHeader(), Qt.ItemDataRole.TextAlignmentRole
        self._places = [
            at for n in range(head.count()) if not table.isColumnHidden(at := head.logicalIndex(n))
        ]
        sides = (self._model.headerData(at, Qt.Orientation.Horizontal, side) for at in self._places)
        self._right = [bool(side and Qt.AlignmentFlag.AlignRight & side) for side in sides]
        by_record = isinstance(self._source, RecordsModel)
        self._every: Sequence[Any] = table.selected_records() if by_record else table.selected_rows()
        self._text: list[str] = []
        self._html: list[str] = []
        self.is_under_way = True
        self._add([[table.words_of(at) for at in self._places]], "th")
        parts = [self._every[i : i + AT_ONCE] for i in range(0, len(self._every), AT_ONCE)]
        if len(parts) > 1:
            n = len(self._every)
            words = ngettext(
                "{n} row is being copied; Esc stops it.", "{n} rows are being copied; Esc stops it.", n
            )
            table.said.emit(words.format(n=f"{n:,}"))
            later(self, *(partial(self._add_rows, part) for part in parts), self._finish)
        else:
            self._add_rows(self._every)
            self._finish()

    def stop(self) -> None:
        """Break it off."""
        if self.is_under_way:
            self.is_under_way = False
            self._table.said.emit(_("Nothing was copied."))
            self.deleteLater()

    def _add_rows(self, part: Sequence[Any]) -> None:
        if self.is_under_way:
            self._add([self._cells_of(each) for each in part], "td")

    def _cells_of(self, each: Any) -> list[str]:
        if isinstance(self._source, RecordsModel):
            return [self._source.words_of(each, at) for at in self._places]
        cells = (self._model.index(each, at).data() for at in self._places)
        return ["" if cell is None else str(cell) for cell in cells]

    def _add(self, lines: Sequence[Sequence[str]], tag: str) -> None:
        for line in lines:
            cells = [_safe(cell) for cell in line]
            self._text.append("\t".join(map(_quoted, cells)))
            if len(self._every) <= MOST_AS_HTML:
                self._html.append(_row(cells, self._right, tag))

    def _finish(self) -> None:
        if not self.is_under_way:
            return
        self.is_under_way = False
        mime = QMimeData()
        mime.setText("\n".join(self._text))
        if self._html:
            table = f'<meta charset="utf-8"><table>{"".join(self._html)}</table>'
            mime.setData("text/html", table.encode())
        QGuiApplication.clipboard().setMimeData(mime)
        atexit.unregister(_leave_text)
        atexit.register(_leave_text, mime)
        n = len(self._every)
        if n > AT_ONCE:
            self._table.said.emit(
                ngettext("{n} row is copied.", "{n} rows are copied.", n).format(n=f"{n:,}")
            )
        self.deleteLater()


def _leave_text(mime: QMimeData) -> None:
    """Leave rows as plain text when the program ends: Qt lets go of the clipboard after Python has gone."""
    if QGuiApplication.instance() is not None and isValid(mime):
        QGuiApplication.clipboard().setText(mime.text())


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


def _row(cells: Sequence[str], right: Sequence[bool], tag: str) -> str:
    return f"<tr>{''.join(_cell(tag, cell, side) for cell, side in zip(cells, right, strict=True))}</tr>"


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
