# SPDX-License-Identifier: Apache-2.0
"""Rows copied for a spreadsheet: tab-separated under their headings, as shown; very many in turns of the loop."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui.models.records import RecordsModel
from ui.turns import later

AT_ONCE = 1_000  # rows a turn


def copy_rows(
    owner: QObject,
    model: QAbstractItemModel,
    source: QAbstractItemModel,
    rows: Sequence[int],
    chosen: Sequence[Any],
) -> None:
    """Put rows of a model on the clipboard; `chosen` are their records where the source holds records."""
    places = range(model.columnCount())
    lines = ["\t".join(str(model.headerData(i, Qt.Orientation.Horizontal) or "") for i in places)]

    def of_record(record: Any) -> list[Any]:
        assert isinstance(source, RecordsModel)
        return [source.words_of(record, column) for column in source.columns]

    def of_row(row: int) -> list[Any]:
        return [model.index(row, i).data() for i in places]

    by_record = isinstance(source, RecordsModel)

    def add(part: Sequence[Any]) -> None:
        cells_of: Callable[[Any], list[Any]] = of_record if by_record else of_row
        lines.extend("\t".join(safe(str(cell or "")) for cell in cells_of(each)) for each in part)

    def done() -> None:
        QGuiApplication.clipboard().setText("\n".join(lines))

    every: Sequence[Any] = chosen if by_record else rows
    parts = [partial(add, every[i : i + AT_ONCE]) for i in range(0, len(every), AT_ONCE)]
    if len(parts) > 1:
        later(owner, *parts, done)
    else:
        for part in parts:
            part()
        done()


def safe(cell: str) -> str:
    """A cell that no spreadsheet will take for a formula."""
    plain = cell.replace("\t", " ").replace("\n", " ").replace("−", "-")
    is_number = plain.replace(",", "").replace(".", "").replace("-", "", 1).isdigit()
    return "'" + plain if plain[:1] in "=+-@＝＋－＠" and plain and not is_number else plain
