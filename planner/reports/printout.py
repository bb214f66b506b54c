# SPDX-License-Identifier: Apache-2.0
"""What goes on paper: one HTML text with its title and the line at the foot of each page. All text is escaped here.

Only the small part of HTML that the page painter draws is used, and nothing in it is ever loaded from anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from planner.facts.language import _, language
from planner.facts.money import share_out
from planner.reports.table import Cell, Column, Table, cell_text, wide
from planner.reports.version import program_version

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000\ud800-\udfff\ufffe\uffff]"
)
# Signs that one glyph of the bundled font draws: what looks the same is written the same, so it copies the same.
_SAME = str.maketrans({"\u00a0": " ", "\u2011": "-", "\u00ad": "", "\u2022": "·", "\t": " "})

_COUNT = "\ue000"  # stands where a section gets its number

STYLE = """
body { color: #1B2420; font-size: 9.5pt; }
p.h1 { font-size: 17pt; font-weight: 600; margin-top: 0px; margin-bottom: 7px; }
p.h2 { font-size: 11pt; font-weight: 600; color: #0F766E; margin-top: 12px; margin-bottom: 3px; }
p { margin-top: 3px; margin-bottom: 3px; }
p.under { color: #55615B; font-size: 9pt; }
p.small { color: #55615B; font-size: 8pt; }
p.sign { margin-top: 18px; margin-bottom: 3px; }
p.big { font-size: 12pt; font-weight: 600; }
ul, ol { margin-top: 2px; margin-bottom: 2px; }
li { margin-top: 1px; margin-bottom: 1px; }
th { background-color: #EDF1EE; font-weight: 600; font-size: 8.5pt; }
td { font-size: 9pt; }
td, th { padding-left: 5px; padding-right: 5px; padding-top: 2px; padding-bottom: 2px; }
td { border-top: 0.5px solid #C4CCC7; }
td.whole { white-space: nowrap; }
td.label { color: #55615B; }
tr.total td { font-weight: 600; border-top: 1px solid #0F766E; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """A text for paper: HTML, a title without names, the line at the foot, and the language it is written in."""

    title: str
    html: str
    foot: str
    language: str


def clean(text: object) -> str:
    """Text as paper can show it: no control or direction marks, one form for signs that look the same."""
    return _CONTROLS.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n").translate(_SAME))


def esc(text: object) -> str:
    """Text made harmless for HTML, line ends kept."""
    return escape(clean(text)).replace("\n", "<br>")


def printout(named: str, body: Iterable[str], foot: str) -> Printout:
    """Bind the parts of a text together in the language now spoken."""
    html = f"<html><head><style>{STYLE}</style></head><body>{_numbered(''.join(body))}</body></html>"
    return Printout(title=clean(named), html=html, foot=clean(foot), language=language())


def heading(text: str) -> str:
    """A section's heading."""
    return paragraph(text, "h2")


AROUND = 3  # a cell is so much wider than its text
PAGE_WIDTH = 112  # Latin characters of the size of cells that fit beside each other
HEADINGS = (12, 8)  # Latin characters of a heading that keep on one line; fewer where texts want the room
NUMERALS = "一二三四五六七八九十"


def section(text: str) -> str:
    """The heading of a numbered section: `1. What is owed`, `一、债务情况`; `printout` counts them."""
    return f'<p class="h2">{_COUNT}{esc(text)}</p>'


def _numbered(html: str) -> str:
    parts = html.split(_COUNT)
    marks = [f"{NUMERALS[n]}、" if language() == "zh" else f"{n + 1}. " for n in range(len(parts) - 1)]
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))


def title(text: str) -> str:
    """The title of the whole text."""
    return paragraph(text, "h1")


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph, of the kind `under`, `small`, `big` or plain."""
    return f'<p class="{kind}">{esc(text)}</p>' if kind else f"<p>{esc(text)}</p>"


def bullets(lines: Sequence[str], ordered: bool = False) -> str:
    """A list of lines, or nothing where there are none."""
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{esc(line)}</li>' for line in lines)}</{tag}>" if lines else ""


def pairs(rows: Iterable[tuple[str, str]], columns: int = 1) -> str:
    """Labels and values side by side, in one or more columns of pairs."""
    cells = [f'<td class="label">{esc(name)}</td><td>{esc(value)}</td>' for name, value in rows]
    cells += ["<td></td><td></td>"] * (-len(cells) % columns)
    lines = ["".join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    return _frame("".join(f"<tr>{line}</tr>" for line in lines))


def table_html(table: Table, keys: Sequence[str] | None = None) -> str:
    """A table with headings that repeat on every page; `keys` chooses columns and their order."""
    places = [table.place(key) for key in keys] if keys is not None else list(range(len(table.columns)))
    columns = [table.columns[place] for place in places]
    lines = table.rows if table.totals is None else (*table.rows, table.totals)
    shares = _shares(columns, [[row[place] for place in places] for row in lines])
    heads = "".join(
        f"<th{share} {_side(column)}>{esc(column.words())}</th>"
        for column, share in zip(columns, shares, strict=True)
    )
    rows = "".join(_row(columns, [row[place] for place in places]) for row in table.rows)
    totals = ""
    if table.totals is not None and table.rows:
        totals = _row(columns, [table.totals[place] for place in places], "total")
    return _frame(f"<thead><tr>{heads}</tr></thead>{rows}{totals}")


def _shares(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The width of each column as an attribute, in per cent: figures what they need, texts share the rest."""
    texts = [place for place, column in enumerate(columns) if column.kind == "text"]
    for heading in HEADINGS:
        needs = []
        for place, column in enumerate(columns):
            lengths = [wide(cell_text(row[place], column.kind)) for row in rows]
            needs.append(max([*lengths, min(wide(column.words()), heading), 3]) + AROUND)
        asked = sum(needs[place] for place in texts)
        room = max(PAGE_WIDTH - sum(needs) + asked, 10 * len(texts))
        if asked <= room:
            break
    else:
        weights = [needs[place] for place in texts]
        for place, share in zip(texts, share_out(room, weights), strict=True):
            needs[place] = max(share, 8)
    return [f' width="{share}%"' for share in share_out(100, needs)] if needs else []


def _row(columns: Sequence[Column], cells: Sequence[Cell], kind: str = "") -> str:
    written = "".join(
        f"<td {_side(column)}>{esc('' if cell is None and kind else cell_text(cell, column.kind))}</td>"
        for column, cell in zip(columns, cells, strict=True)
    )
    return f'<tr class="{kind}">{written}</tr>' if kind else f"<tr>{written}</tr>"


def _side(column: Column) -> str:
    if column.kind == "text":
        return 'align="left"'
    return (
        'class="whole" align="right"'
        if column.kind in ("money", "rate", "count")
        else 'class="whole" align="left"'
    )


def _frame(rows: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="0" border="0">{rows}</table>'


def foot(today: date) -> str:
    """The line at the foot of every page: the program, its version, the day."""
    return (
        _("Huanqing {version} · {day}")
        .format(version=program_version(), day=today.isoformat())
        .replace("  ", " ")
    )
