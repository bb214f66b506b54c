# SPDX-License-Identifier: Apache-2.0
"""The cells of the first table in a piece of HTML, as spreadsheets, word processors and browsers put it on the clipboard."""

from html.parser import HTMLParser

MOST_SPAN = 100  # columns one cell may reach over
BREAKS = ("br", "p", "div", "li")


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0  # tables inside a cell belong to its text
        self._ended = False
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a cell, or a break of lines inside one."""
        if tag == "table":
            self._depth += 1
        if self._ended or not self._depth:
            return
        if tag == "tr" and self._depth == 1:
            self.end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self._depth == 1 and self.rows:
            self.end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._text, self._span = [], min(int(span), MOST_SPAN) if span.isdecimal() else 1
        elif tag in BREAKS and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell, a row or the table."""
        if self._ended or not self._depth:
            return
        if tag in ("td", "th", "tr") and self._depth == 1:
            self.end_cell()
        elif tag == "table":
            self._depth -= 1
            if not self._depth:
                self.end_cell()
                self._ended = True

    def handle_data(self, data: str) -> None:
        """Words of the cell that is open; lines of the source are no lines of the cell."""
        if self._text is not None:
            self._text.append(" ".join(data.split()) if data.strip() else " " if data else "")

    def end_cell(self) -> None:
        """Keep the cell that is open, as a table that was cut off leaves one."""
        if self._text is not None:
            self.rows[-1] += ["".join(self._text).replace("\xa0", " ").strip(), *[""] * (self._span - 1)]
            self._text = None


def html_cells(html: str) -> list[list[str]]:
    """The cells of the first table, row by row; a cell that reaches over others leaves them empty."""
    reader = _Cells()
    reader.feed(html)
    reader.close()
    reader.end_cell()
    return [row for row in reader.rows if any(row)]
