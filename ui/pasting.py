# SPDX-License-Identifier: Apache-2.0
"""Rows copied from a spreadsheet, read as lines of one of our tables: by headings where there are some, else by place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.facts.language import N_, _, speaking
from planner.facts.problems import InputError
from ui.help_topics import folded
from ui.widgets.choice import Choice
from ui.widgets.form import Editor, Field, make_editor
from ui.widgets.typed_edit import TypedEdit

NOTHING: tuple[list[str], ...] = ([], [""], ["—"])  # a cell that says nothing
MOST = 2_000  # lines of one paste
# Other headings (msgids) a field is known by.
ALSO: Mapping[str, tuple[str, ...]] = {
    "creditor": (N_("Lender"), N_("Creditor, as in the contract"), N_("Brand or product")),
    "principal": (N_("Owed"), N_("Amount"), N_("Balance")),
    "terms.annual_rate": (N_("Yearly rate"), N_("Interest rate")),
    "name": (N_("Item"),),
    "every": (N_("How often"),),
}
_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*+)"(?=[\t\n]|$)|(?P<bare>[^\t\n]*)')
UNREAD = N_("“{text}” was not understood as “{field}”.")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines by field path, without what was not there; and in words which cells were not understood."""

    lines: tuple[Mapping[str, Any], ...]
    unread: tuple[str, ...]


def block(text: str) -> list[list[str]]:
    """The cells of a spreadsheet's text: tabs between cells, quotes around cells that hold tabs or lines of their own.

    A quote that no other one ends before a tab or the end of the line is a letter like others.
    """
    rows: list[list[str]] = [[]]
    plain, at = text.replace("\r\n", "\n").replace("\r", "\n"), 0
    while at <= len(plain) and len(rows) <= MOST + 1:
        found = _CELL.match(plain, at)
        assert found is not None
        cell = found["quoted"]
        rows[-1].append(_bare(found["bare"] if cell is None else cell.replace('""', '"')))
        if plain[found.end() : found.end() + 1] == "\n":
            rows.append([])
        at = found.end() + 1
    return [row for row in rows if any(row)]


def _bare(cell: str) -> str:
    """A cell on one line, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    plain = cell.strip().replace("\n", " ")
    return plain[1:] if plain[:1] == "'" and plain[1:2] in tuple("=+-@＝＋－＠") else plain


def read_lines(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> Pasted:
    """Read rows as lines; the first row may name the fields, in either language."""
    order = _named(rows[0], fields) if rows else None
    body = rows[1:] if order is not None else rows
    if order is None:
        order = list(fields)
    missed = []
    if len(body) > MOST:
        missed.append(_("Only the first {n} lines were taken.").format(n=f"{MOST:,}"))
    lines: list[dict[str, Any]] = [{} for _row in body[:MOST]]
    for place, field in enumerate(order):
        if field is None:
            continue
        texts = [
            (n, row[place]) for n, row in enumerate(body[:MOST]) if row[place : place + 1] not in NOTHING
        ]
        for (n, text), (value, known) in zip(
            texts, read_column([text for _n, text in texts], field), strict=True
        ):
            if known:
                lines[n][field.path] = value
            else:
                missed.append(unread(text, field))
    return Pasted(tuple(line for line in lines if line), tuple(missed))


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


def read_column(texts: Sequence[str], field: Field) -> list[tuple[Any, bool]]:
    """The values of cells of one field, each with whether it was understood; as its editor reads them."""
    editor = make_editor(field)
    found = [_read(text, field, editor) for text in texts]
    editor.deleteLater()
    return found


def _read(text: str, field: Field, editor: Editor) -> tuple[Any, bool]:
    try:
        if isinstance(editor, Choice):
            return _chosen(text, field)
        return editor.parse(text.strip()) if isinstance(editor, TypedEdit) else text, True
    except InputError:
        return None, False


def _chosen(text: str, field: Field) -> tuple[Any, bool]:
    for value, words in field.options:
        for code in ("en", "zh"):
            with speaking(code):
                if folded(text) in (folded(_(words)), folded(str(value))):
                    return value, True
    return None, False
