# SPDX-License-Identifier: Apache-2.0
"""A letter as a word-processor file, so that a person can change it: made from the same text as the page.

The same text gives the same bytes; the file names no author and bears no clock.
"""

import io
from datetime import date, datetime, time
from html.parser import HTMLParser
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from planner.reports.printout import Printout

FONT = "Microsoft YaHei"
POINTS = {"h1": 17, "h2": 12, "big": 12, "under": 9, "small": 8}
MUTED, ACCENT = RGBColor(0x55, 0x61, 0x5B), RGBColor(0x0F, 0x76, 0x6E)
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def word_copy(text: Printout, day: date) -> bytes:
    """Return the text as .docx bytes, on A4."""
    document = Document()
    _set_up(document, text, day)
    _Writer(document).feed(text.html)
    held = io.BytesIO()
    document.save(held)
    return _without_clock(held.getvalue())


def _set_up(document: Any, text: Printout, day: date) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(3)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = text.title, "", "", ""
    core.created = core.modified = datetime.combine(day, time())
    core.language = "zh-CN" if text.language == "zh" else "en"
    section.footer.paragraphs[0].text = text.foot
    section.footer.paragraphs[0].runs[0].font.size = Pt(8)


class _Writer(HTMLParser):
    """Follows the small part of HTML that our pages use."""

    def __init__(self, document: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.paragraph: Any = None
        self.kind = ""
        self.rows: list[list[tuple[str, bool, bool]]] = []  # text, is heading, is on the right
        self.cell: tuple[list[str], bool, bool] | None = None
        self.is_bold_row = False
        self.is_style = False
        self.list_style = "List Bullet"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a paragraph, a list line, a table, a row, a cell."""
        named = dict(attrs)
        if tag == "style":
            self.is_style = True
        elif tag in ("p", "li"):
            self.kind = named.get("class") or ""
            style = self.list_style if tag == "li" else None
            self.paragraph = self.document.add_paragraph(style=style)
        elif tag in ("ul", "ol"):
            self.list_style = "List Bullet" if tag == "ul" else "List Number"
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
            self.is_bold_row = named.get("class") == "total"
        elif tag in ("td", "th"):
            self.cell = ([], tag == "th" or self.is_bold_row, named.get("align") == "right")
        elif tag == "br":
            self._break()

    def _break(self) -> None:
        if self.cell is not None:
            self.cell[0].append("\n")
        else:
            self.paragraph.add_run().add_break()

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag == "style":
            self.is_style = False
        elif tag in ("p", "li"):
            self.paragraph = None
        elif tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(("".join(self.cell[0]), self.cell[1], self.cell[2]))
            self.cell = None
        elif tag == "table":
            self._table()

    def handle_data(self, data: str) -> None:
        """Write text where it belongs."""
        if self.cell is not None:
            self.cell[0].append(data)
        elif self.paragraph is not None and not self.is_style:
            run = self.paragraph.add_run(data)
            run.bold = self.kind in ("h1", "h2", "big")
            if self.kind in POINTS:
                run.font.size = Pt(POINTS[self.kind])
            if self.kind in ("under", "small"):
                run.font.color.rgb = MUTED
            if self.kind == "h2":
                run.font.color.rgb = ACCENT

    def _table(self) -> None:
        rows = [row for row in self.rows if row]
        if not rows:
            return
        table = self.document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        for line, row in zip(table.rows, rows, strict=True):
            for cell, (text, is_bold, is_right) in zip(line.cells, row, strict=False):
                paragraph = cell.paragraphs[0]
                run = paragraph.add_run(text)
                run.bold, run.font.size = is_bold, Pt(9)
                if is_right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if all(is_head for _text, is_head, _right in rows[0]):
            _repeat(table.rows[0])


def _repeat(row: Any) -> None:
    """Repeat a heading row on every page."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _without_clock(data: bytes) -> bytes:
    held = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, FIXED_TIME)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(info, source.read(name))
    return held.getvalue()
