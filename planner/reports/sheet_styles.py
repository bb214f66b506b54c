# SPDX-License-Identifier: Apache-2.0
"""How cells of a workbook look: one small family of named styles, quiet, readable in grey."""

from collections.abc import Iterator

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

INK, MUTED, ACCENT, HAIR, SOFT, INPUT = "1B2420", "55615B", "0F766E", "D5DCD7", "EDF1EE", "FFF9E8"
MARKED = "FBEFD2"  # ground of a row that needs a look; the words beside it say why
MONEY = "#,##0.00;\\-#,##0.00"
FORMATS = {
    "text": "@",
    "money": MONEY,
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "rate": "0.00##%",
    "count": "0",
    "time": "yyyy-mm-dd hh:mm:ss",
}
_HAIR = Side(style="thin", color=HAIR)
_STRONG = Side(style="medium", color=ACCENT)


def styles(font: str) -> Iterator[NamedStyle]:
    """Yield the named styles: for each kind of value a plain one, `_total` and `_input`, then titles and notes."""
    for kind, number_format in FORMATS.items():
        yield _style(kind, font, number_format)
        yield _style(f"{kind}_total", font, number_format, bold=True, top=_STRONG)
        yield _style(f"{kind}_sub", font, number_format, bold=True, fill=SOFT)
        yield _style(f"{kind}_input", font, number_format, fill=INPUT, locked=False)
        yield _style(f"{kind}_big", font, number_format, size=13, bold=True)
    yield _style("title", font, "@", size=17, bold=True, bare=True)
    yield _style("subtitle", font, "@", size=10, color=MUTED, bare=True, wrap=True)
    yield _style("section", font, "@", size=12, bold=True, color=ACCENT, bare=True)
    yield _style("head", font, "@", bold=True, fill=SOFT, wrap=True, middle=True)
    yield _style("head_right", font, "@", bold=True, fill=SOFT, wrap=True, right=True, middle=True)
    yield _style("note", font, "@", size=9, color=MUTED, bare=True, wrap=True)
    yield _style("link", font, "@", color=ACCENT, underline=True)
    yield _style("label", font, "@", color=MUTED)


def _style(
    name: str,
    font: str,
    number_format: str,
    *,
    size: float = 10,
    bold: bool = False,
    color: str = INK,
    fill: str | None = None,
    top: Side | None = None,
    wrap: bool = False,
    right: bool = False,
    middle: bool = False,
    bare: bool = False,
    locked: bool = True,
    underline: bool = False,
) -> NamedStyle:
    words = number_format == "@"
    to_right = right or name.startswith(("money", "rate", "count"))
    style = NamedStyle(name=name)
    style.number_format = number_format if not words else "General"
    style.font = Font(name=font, size=size, bold=bold, color=color, underline="single" if underline else None)
    style.alignment = Alignment(
        horizontal="right" if to_right else "left",
        indent=0 if to_right or bare else 1,
        vertical="center" if middle else "top",
        wrap_text=wrap or (words and not bare),
    )
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    if not bare:
        style.border = Border(bottom=_HAIR, top=top)
    style.protection = Protection(locked=locked)
    return style
