# SPDX-License-Identifier: Apache-2.0
"""Rows of statements that could not be read, as a table for a spreadsheet program: where, why, and what they say."""

import csv
import io
import re
from collections.abc import Iterable

from planner.facts.language import _
from planner.reports.cell_text import safe_text
from planner.statements.statement import Statement

_NUMBER = re.compile(r"[-\u2212+]?[¥￥]?[\d,]+(\.\d+)?%?")


def rejected_csv(statements: Iterable[Statement]) -> bytes:
    """Return the rejected rows as CSV (UTF-8 with a mark, as spreadsheet programs want it); no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("File"), _("Row"), _("Why it was not read"), _("What the row says")])
    for statement in statements:
        for row in statement.rejected:
            cells = (statement.file_name, str(row.row), _(row.why), *row.cells)
            writer.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def csv_cell(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula; plain numbers stay numbers."""
    clean, risky = safe_text(text)
    return f"'{clean}" if risky and not _NUMBER.fullmatch(clean) else clean
