# SPDX-License-Identifier: Apache-2.0
"""Draws bank PDFs for tests: cells put at places on pages, in the bundled font, with a text layer."""

import io
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from planner.facts.places import resources

Cell = tuple[float, float, str]  # points from the left, points from the top, text


def a_pdf(pages: Sequence[Sequence[Cell]], size: float = 7) -> bytes:
    """Return the bytes of a PDF with these cells on its pages (A4 lying)."""
    font = FontProperties(fname=str(resources() / "fonts" / "NotoSansSC-Regular.ttf"))  # type: ignore[arg-type]
    out = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(out) as pdf:
        for cells in pages:
            figure = Figure(figsize=(842 / 72, 595 / 72))
            for left, top, text in cells:
                figure.text(left / 842, 1 - top / 595, text, fontproperties=font, size=size, va="top")
            pdf.savefig(figure)
    return out.getvalue()


def table(
    lefts: Sequence[float],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    top: float = 60,
    pitch: float = 24,
) -> list[Cell]:
    """Return the cells of a table; a cell with line breaks takes several lines."""
    cells = [(x, top, name) for x, name in zip(lefts, header, strict=True)]
    for r, row in enumerate(rows, 1):
        for x, text in zip(lefts, row, strict=True):
            cells += [(x, top + r * pitch + n * 9, line) for n, line in enumerate(text.split("\n")) if line]
    return cells
