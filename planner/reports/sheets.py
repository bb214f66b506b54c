# SPDX-License-Identifier: Apache-2.0
"""Writing spreadsheets: text that never becomes a formula, formulas that carry their figure, the same bytes each time.

Every formula is written with the figure the engine has for it, so a preview that does not calculate shows it too, and
any program that calculates must come to the same. Sheets are written row by row and may be filled in any order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.money import Fen
from planner.facts.stopping import each, go_on
from planner.reports.cell_text import safe_text
from planner.reports.fast_rows import row_writer
from planner.reports.package import package
from planner.reports.sheet_styles import MARKED, styles

CREATOR = "Huanqing 还清"
A4 = 9  # the paper size as spreadsheets number it
_NO_NAME = re.compile(
    r"[^\w（）·.-]+|[\ud800-\udfff]"
)  # names stand in formulas: letters and digits are enough


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula without its `=`, and the figure it must come to: fen for money, text or a count otherwise."""

    text: str
    figure: Fen | str | date | None


@dataclass(frozen=True, slots=True)
class Goto:
    """A text that leads to another sheet of the same file."""

    words: str
    sheet: str


Value = str | int | Decimal | date | Month | Formula | Goto | None


@dataclass(frozen=True, slots=True)
class Put:
    """A value and the style it is written in: text, money, date, month, rate, count, and their kinds (styles)."""

    value: Value
    style: str = "text"


def safe_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a sheet name that every program accepts: allowed characters, at most 31 units, not yet taken."""
    used = {name.casefold() for name in taken} | {"history"}
    base = _NO_NAME.sub(" ", wanted).strip().strip("'").strip() or "1"
    name, number = _cut(base, 31), 1
    while name.casefold() in used:
        number += 1
        name = _cut(base, 30 - len(str(number))) + f" {number}"
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) > units * 2:
        text = text[:-1]
    return text.strip().strip("'")


class Book:
    """A workbook being written. `day` is the date it bears; `font` the typeface named in it."""

    def __init__(self, title: str, day: date, font: str) -> None:
        self.book = Workbook(write_only=True)
        self.day = day
        self.sheets: list[Sheet] = []
        self._styles: dict[str, Any] = {}
        for style in styles(font):
            self.book.add_named_style(style)
        self._named: dict[str, NamedStyle] = {style.name: style for style in styles(font)}
        properties = self.book.properties
        properties.creator = properties.lastModifiedBy = CREATOR
        properties.title = safe_text(title)[0]
        properties.created = properties.modified = datetime.combine(day, time())
        self.book.calculation.fullCalcOnLoad = True

    def sheet(self, wanted: str, widths: Sequence[int], landscape: bool = False) -> "Sheet":
        """Add a sheet with the column widths given (in Latin characters), set up to print on A4."""
        go_on()
        made = Sheet(self, safe_name(wanted, (sheet.name for sheet in self.sheets)), widths, landscape)
        self.sheets.append(made)
        return made

    def style(self, cell: Any, name: str, quoted: bool) -> None:
        """Give a cell a style; the same two facts share one style record, which keeps large sheets quick."""
        key = f"{name}{quoted}"
        if key not in self._styles:
            cell.style = name
            cell.quotePrefix = quoted
            self._styles[key] = cell._style
        else:
            cell._style = self._styles[key]

    def style_number(self, page: Any, name: str, quoted: bool) -> int:
        """Return the number of a style record, for cells that are written as text of the file."""
        cell = WriteOnlyCell(page)
        self.style(cell, name, quoted)
        return int(cell.style_id)

    def name(self, name: str, sheet: "Sheet", column: int, row: int) -> None:
        """Give a cell a name that formulas of the reader can use."""
        self.book.defined_names[name] = DefinedName(name, attr_text=sheet.ref(column, row, fixed=True))

    def protect(self) -> None:
        """Guard every cell but the inputs against a slip of the hand, without a password, and check what is typed in."""
        for sheet in self.sheets:
            sheet.protect()

    def finish(self, live_only: bool = False) -> bytes:
        """Return the file's bytes; `live_only` leaves the figures of formulas out, so that a reader must calculate."""
        go_on()
        figures = {} if live_only else {place: sheet.figures for place, sheet in enumerate(self.sheets, 1)}
        return package(self.book, figures, {place: sheet.tail for place, sheet in enumerate(self.sheets, 1)})


class Sheet:
    """One sheet being written row by row; `row` is the number of the row written last."""

    def __init__(self, book: Book, name: str, widths: Sequence[int], landscape: bool) -> None:
        self.book = book
        self.name = name
        self.row = 0
        self.figures: dict[str, str] = {}
        self.tail: list[bytes] = []
        self.inputs: dict[str, list[str]] = {}
        self.page: Any = book.book.create_sheet(name)
        for place, width in enumerate(widths, 1):
            self.page.column_dimensions[get_column_letter(place)].width = width
        self._print(landscape)

    def _print(self, landscape: bool) -> None:
        page = self.page
        page.page_setup.paperSize = A4
        page.page_setup.orientation = "landscape" if landscape else "portrait"
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        margins = page.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
        page.oddFooter.left.text = "&A"
        page.oddFooter.right.text = "&P / &N"
        page.oddFooter.left.size = page.oddFooter.right.size = 8
        page.sheet_view.showGridLines = False

    def freeze(self, row: int, columns: int = 0) -> None:
        """Keep the rows above and the columns left in sight; repeat the row just above on every printed page.

        Must be called before the first row is written.
        """
        self.page.freeze_panes = f"{get_column_letter(columns + 1)}{row + 1}"
        self.page.print_title_rows = f"{row}:{row}"

    def write(self, *cells: Put | None, height: float | None = None) -> int:
        """Write the next row; None leaves a cell empty. Returns the row's number."""
        self.row += 1
        if height is not None:
            self.page.row_dimensions[self.row].height = height
        self.page.append([self._cell(put, place) for place, put in enumerate(cells, 1)])
        return self.row

    def write_many(self, rows: Iterable[Sequence[Value]], styles: Sequence[str]) -> None:
        """Write many rows of one kind quickly, after all others of this sheet: one style a column, no formulas."""
        number = self.book.style_number
        kinds = [(style, number(self.page, style, False), number(self.page, style, True)) for style in styles]
        letters = [get_column_letter(place) for place in range(1, len(styles) + 1)]
        row_xml = row_writer(letters, kinds)
        for row in each(rows):
            self.row += 1
            self.tail.append(row_xml(self.row, row))

    def protect(self) -> None:
        """Lock all but the inputs; amounts and rates typed in must be numbers that can be."""
        guard = self.page.protection
        guard.sheet = True
        guard.formatCells = guard.formatColumns = guard.formatRows = guard.autoFilter = guard.sort = False
        for style, most in (("money_input", 10**12), ("rate_input", 10)):
            cells = self.inputs.get(style)
            if cells:
                check = DataValidation(
                    type="decimal",
                    operator="between",
                    formula1="0",
                    formula2=str(most),
                    sqref=" ".join(cells),
                    showErrorMessage=True,
                    errorTitle=_("Not a number"),
                    error=_("Type an amount in yuan, or a rate such as 24%."),
                )
                self.page.data_validations.append(check)

    def mark(self, columns: int, first: int, last: int, condition: str) -> None:
        """Set whole rows in bold on a ground while a condition holds, told for the first row; a cell tells it in words."""
        ground = PatternFill("solid", bgColor=MARKED)
        rule = FormulaRule([condition], font=Font(bold=True), fill=ground)  # type: ignore[no-untyped-call]
        self.page.conditional_formatting.add(f"A{first}:{get_column_letter(columns)}{last}", rule)

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        for _row in range(rows):
            self.write()

    def merge(self, columns: int, start: int = 1) -> None:
        """Join the first cells of the next row, for titles and long sentences."""
        row = self.row + 1
        self.page.merged_cells.add(f"{get_column_letter(start)}{row}:{get_column_letter(columns)}{row}")

    def ref(self, column: int, row: int, fixed: bool = False) -> str:
        """Name a cell of this sheet for a formula on another: `'Months'!C7`."""
        cell = f"${get_column_letter(column)}${row}" if fixed else f"{get_column_letter(column)}{row}"
        return f"{quote_sheetname(self.name)}!{cell}"

    def span(self, column: int, first: int, last: int) -> str:
        """Name a part of a column for a formula anywhere: `'Months'!$C$7:$C$42`."""
        letter = get_column_letter(column)
        return f"{quote_sheetname(self.name)}!${letter}${first}:${letter}${last}"

    def _cell(self, put: Put | None, place: int) -> Any:
        if put is None:
            return None
        cell = WriteOnlyCell(self.page)
        value = put.value
        quoted = False
        if isinstance(value, Goto):
            cell.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(value.sheet)}!A1", display=None)
            value = value.words
        if isinstance(value, Formula):
            cell.value = f"={value.text}"
            if value.figure is not None:
                self.figures[f"{get_column_letter(place)}{self.row}"] = _figure(value.figure, put.style)
        elif isinstance(value, str):
            text, quoted = safe_text(value)
            cell.value = text
            cell.data_type = "s"
        elif value is not None:
            cell.value = _plain(value, put.style)
        if put.style.endswith("_input"):
            self.inputs.setdefault(put.style, []).append(f"{get_column_letter(place)}{self.row}")
        self.book.style(cell, put.style, quoted)
        return cell


def is_money(style: str) -> bool:
    """Whether figures of that style are fen, written as yuan."""
    return style.startswith("money")


def _plain(value: int | Decimal | date | Month, style: str) -> int | Decimal | date:
    if isinstance(value, Month):
        return value.first
    if isinstance(value, int) and is_money(style):
        return Decimal(value).scaleb(-2)
    return value


def _figure(value: Fen | str | date, style: str) -> str:
    if isinstance(value, date):
        return str((value - date(1899, 12, 30)).days)
    if isinstance(value, int) and is_money(style):
        return str(Decimal(value).scaleb(-2))
    return str(value)
