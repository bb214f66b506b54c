# SPDX-License-Identifier: Apache-2.0
"""Puts the runs of a PDF back into the rows and columns of the bank's table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.statements.cells import plain_header
from planner.statements.pdf_text import Run

_DAY = re.compile(r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{8}|\d{1,2}/\d{1,2})(\s.*|\d{2}:\d{2}.*)?")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?|\d{6}")
_PAGE_NUMBER = re.compile(r"第?\s*\d+\s*(/|页)\s*(共?\s*\d+\s*页?)?|-\s*\d+\s*-")


@dataclass(slots=True)
class Line:
    """Runs that stand side by side."""

    page: int
    top: float
    bottom: float
    runs: list[Run]

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.top + self.bottom) / 2

    def text(self) -> str:
        """The runs joined with blanks."""
        return " ".join(run.text for run in self.runs)


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """Group runs into lines, top to bottom, left to right."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda r: (r.page, r.top, r.left)):
        last = lines[-1] if lines else None
        if last and last.page == run.page and (run.top + run.bottom) / 2 < last.bottom:
            last.runs.append(run)
            last.bottom = max(last.bottom, min(run.bottom, last.top + 1.3 * (run.bottom - run.top)))
        else:
            lines.append(Line(run.page, run.top, run.bottom, [run]))
    for line in lines:
        line.runs.sort(key=lambda r: r.left)
    return lines


def grid_of(runs: Sequence[Run], header_words: frozenset[str]) -> list[list[str]]:
    """Return rows of cells: the lines above the table, the header once, the table's rows, the lines below it.

    `header_words` are the column names of all known layouts; a line with three of them is a header.
    """
    lines = [line for line in lines_of(runs) if not _PAGE_NUMBER.fullmatch(line.text().strip())]
    head: list[list[str]] = []
    body: list[list[str]] = []
    tail: list[list[str]] = []
    header: Line | None = None
    for page in sorted({line.page for line in lines}):
        of_page = [line for line in lines if line.page == page]
        at = next((i for i, line in enumerate(of_page) if _is_header(line, header_words)), None)
        if at is not None:
            if header is None:
                head = [[line.text()] for line in of_page[:at]]
            header = of_page[at]
            of_page = of_page[at + 1 :]
        if header is None:
            head += [[line.text()] for line in of_page]
            continue
        rows, rest = _rows(of_page, header)
        body += rows
        tail += rest
    if header is None:
        return head
    return [*head, [run.text for run in header.runs], *body, *tail]


def _is_header(line: Line, words: frozenset[str]) -> bool:
    return sum(1 for run in line.runs if plain_header(run.text) in words) >= 3


def _rows(lines: Sequence[Line], header: Line) -> tuple[list[list[str]], list[list[str]]]:
    """Return a page's rows below the header, and the lines that belong to none."""
    dated = [i for i, run in enumerate(header.runs) if "日" in run.text or "时间" in run.text]
    anchors = [
        line
        for line in lines
        if any(_column(run, header) in dated and _DAY.fullmatch(run.text) for run in line.runs)
    ]
    if not anchors:
        return [], [[line.text()] for line in lines]
    gaps = sorted(b.middle - a.middle for a, b in pairwise(anchors))
    pitch = gaps[len(gaps) // 2] if gaps else 3 * (anchors[0].bottom - anchors[0].top)
    above = [line for line in lines if line.middle < anchors[0].middle and line is not anchors[0]]
    centred = any(not line.text().isascii() for line in above)
    cells: list[list[list[str]]] = [[[] for _ in header.runs] for _ in anchors]
    rest: list[list[str]] = []
    for line in lines:
        owner = _owner(line, anchors, centred)
        if owner is None or abs(line.middle - anchors[owner].middle) > max(1.2 * pitch, 40):
            if not line.text().isascii() or line.middle > anchors[-1].middle:
                rest.append([line.text()])
            continue
        for run in line.runs:
            column = _column(run, header)
            if column not in dated or _DAY.fullmatch(run.text) or _TIME.fullmatch(run.text):
                cells[owner][column].append(run.text)
    return [[_joined(cell) for cell in row] for row in cells], rest


def _owner(line: Line, anchors: Sequence[Line], centred: bool) -> int | None:
    """Return the row a line belongs to: the nearest one where cells are centred, else the last one that began above."""
    if centred:
        return min(range(len(anchors)), key=lambda i: abs(anchors[i].middle - line.middle))
    begun = [i for i, anchor in enumerate(anchors) if anchor.top <= line.middle]
    return begun[-1] if begun else None


def _column(run: Run, header: Line) -> int:
    """Return the column whose header a run is aligned with, on the left, on the right or in the middle."""

    def distance(i: int) -> float:
        name = header.runs[i]
        middle = abs((run.left + run.right) / 2 - (name.left + name.right) / 2)
        return min(abs(run.left - name.left), abs(run.right - name.right), middle)

    return min(range(len(header.runs)), key=distance)


def _joined(pieces: Sequence[str]) -> str:
    """Join the lines of a cell: words of Latin letters with a blank, Chinese without; date and time with a blank."""
    text = ""
    for piece in pieces:
        both_ascii = text[-1:].isascii() and piece[:1].isascii() and text
        numbers = text[-1:].isdigit() and piece[:1].isdigit() and not _TIME.fullmatch(piece)
        text += (" " if both_ascii and not numbers else "") + piece
    return text
