# SPDX-License-Identifier: Apache-2.0
"""The cells of an XLS or XLSX file as text. Runs only in the child process: a damaged file can ask for any memory."""

import io
from datetime import date, datetime, time, timedelta

from planner.statements.cells import tidy

MOST_COLUMNS = 200
MOST_ROWS = 2_000_000
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
TOO_MANY = "too many"
DAMAGED = "damaged"


def read_cells(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Return each sheet's name and its columns of text cells. Raises ValueError with DAMAGED or TOO_MANY."""
    from python_calamine import CalamineError, CalamineWorkbook

    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if len(rows) > MOST_ROWS:
                raise ValueError(TOO_MANY)
            columns = [[_cell(value) for value in column] for column in zip(*rows, strict=True)]
            sheets.append((name, columns[:MOST_COLUMNS]))
    except (CalamineError, OSError, KeyError, EOFError) as broken:
        raise ValueError(DAMAGED) from broken
    return sheets


def _cell(value: object) -> str:
    """Write a cell as text; numbers by their shortest form, ones beyond 15 digits as 2.02E+27."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        rounded = value + timedelta(microseconds=500_000)
        return rounded.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return tidy(str(value))


def _number(value: float) -> str:
    if value != value or abs(value) >= _EXACT:
        return "" if value != value else f"{value:.2E}"
    return str(int(value)) if value == int(value) else repr(value)
