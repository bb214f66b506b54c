# SPDX-License-Identifier: Apache-2.0
"""Rows copied from a spreadsheet, read as lines of one of our tables: by headings where there are some, else by place."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.facts.language import N_, _, speaking
from planner.facts.problems import InputError
from ui.help_topics import folded
from ui.widgets.choice import Choice
from ui.widgets.form import Editor, Field, make_editor
from ui.widgets.typed_edit import TypedEdit

MOST = 2_000  # lines of one paste
# Other headings (msgids) a field is known by.
ALSO: Mapping[str, tuple[str, ...]] = {
    "creditor": (N_("Lender"), N_("Creditor, as in the contract"), N_("Brand or product")),
    "principal": (N_("Owed"), N_("Amount"), N_("Balance")),
    "terms.annual_rate": (N_("Yearly rate"), N_("Interest rate")),
    "name": (N_("Item"),),
    "every": (N_("How often"),),
}
UNREAD = N_("“{text}” was not understood as “{field}”.")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines by field path, without what was not there; and in words which cells were not understood."""

    lines: tuple[Mapping[str, Any], ...]
    unread: tuple[str, ...]


def block(text: str) -> list[list[str]]:
    """The cells of a spreadsheet's text: tabs between cells, quotes around cells that hold lines of their own."""
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    try:
        cells = [[_bare(cell) for cell in row] for _place, row in zip(range(MOST + 1), rows, strict=False)]
    except csv.Error:  # a cell beyond what any spreadsheet gives
        return []
    return [row for row in cells if any(row)][:MOST]


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    plain = cell.strip().replace("\n", " ")
    return plain[1:] if plain[:2] in ("'=", "'+", "'-", "'@") else plain


def read_lines(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> Pasted:
    """Read rows as lines; the first row may name the fields, in either language."""
    order = _named(rows[0], fields) if rows else None
    body = rows[1:] if order is not None else rows
    if order is None:
        order = list(fields)
    lines, missed = [], []
    editors = {field.path: make_editor(field) for field in order if field is not None}
    for row in body:
        line: dict[str, Any] = {}
        for field, text in zip(order, row, strict=False):
            if field is None or not text or text == "—":
                continue
            value, known = _understood(text, field, editors[field.path])
            if known:
                line[field.path] = value
            else:
                missed.append(unread(text, field))
        if line:
            lines.append(line)
    for editor in editors.values():
        editor.deleteLater()
    return Pasted(tuple(lines), tuple(missed))


def _named(first: Sequence[str], fields: Sequence[Field]) -> list[Field | None] | None:
    """The field of each column where the first row names at least one of them and holds no value."""
    names = {name: field for field in fields for name in _names(field)}
    found = [names.get(folded(cell)) for cell in first]
    return found if any(found) else None


def _names(field: Field) -> Iterator[str]:
    for code in ("en", "zh"):
        with speaking(code):
            yield folded(_(field.label))
            yield from (folded(_(also)) for also in ALSO.get(field.path, ()))


def unread(text: str, field: Field) -> str:
    """Say that a cell was not understood."""
    return _(UNREAD).format(text=text, field=_(field.label))


def read_cell(text: str, field: Field) -> tuple[Any, bool]:
    """A cell's value, and whether it was understood."""
    editor = make_editor(field)
    editor.deleteLater()
    return _understood(text, field, editor)


def _understood(text: str, field: Field, editor: Editor) -> tuple[Any, bool]:
    try:
        if isinstance(editor, Choice):
            return _chosen(text, field)
        if isinstance(editor, TypedEdit):
            return editor.parse(text.removeprefix("¥").removeprefix("￥").strip()), True
        return text, True
    except InputError:
        return None, False


def _chosen(text: str, field: Field) -> tuple[Any, bool]:
    for value, words in field.options:
        for code in ("en", "zh"):
            with speaking(code):
                if folded(text) in (folded(_(words)), folded(str(value))):
                    return value, True
    return None, False
