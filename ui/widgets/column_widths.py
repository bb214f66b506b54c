# SPDX-License-Identifier: Apache-2.0
"""How a table shares its width among its columns: what stands in them first, then what is left over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui import shown_columns
from ui.models.records import Column
from ui.theme import THEME
from ui.widgets.cells import SIDE, Cells
from ui.widgets.drawn_columns import DrawnColumns

NARROWER, WIDER = (
    0.8,
    1.25,
)  # of its usual width: what a column keeps for its editor, what its words may ask before others
LEAST_SHARED, LEAST_FITTED = (
    84,
    64,
)  # px at 100 %: of a column without a usual width, of one as wide as its words
LOOKED_AT = 40  # rows; more would take longer than a window may wait


def share_width(view: QTableView, columns: Sequence[Column], drawn: DrawnColumns) -> None:
    """Give every column its width; some are left out, or have no room; one that a person drew keeps its width."""
    room, out = view.viewport().width(), shown_columns.left_out(drawn.key)
    for i, column in enumerate(columns):
        short = bool(column.least) and room < THEME.px(column.least)
        view.setColumnHidden(i, short or (i > 0 and column.heading in out))
    kept = drawn.widths()
    places = [i for i in range(len(columns)) if not view.isColumnHidden(i)]
    usual = [kept[i] or THEME.px(columns[i].width) for i in places]
    heads = [kept[i] or heading_width(view, i) for i in places]
    need = [kept[i] or needed(view, i) for i in places]
    for i, width in zip(places, shared(room, usual, heads, need, THEME.px(LEAST_SHARED)), strict=True):
        view.setColumnWidth(i, width)


def fit_contents(view: QTableView, drawn: DrawnColumns) -> None:
    """Each column as wide as what stands in it, or as kept; what is spare is shared by all that are not kept."""
    out = shown_columns.left_out(drawn.key)
    for i, heading in enumerate(drawn.headings):
        view.setColumnHidden(i, i > 0 and heading in out)
    columns = view.model().columnCount()
    kept = drawn.widths() or [0] * columns
    places = [i for i in range(columns) if not view.isColumnHidden(i)]
    widths = {i: kept[i] or max(needed(view, i), THEME.px(LEAST_FITTED)) for i in places}
    free = [i for i in places if not kept[i]]
    spare = max(0, view.viewport().width() - sum(widths.values()))
    for i, width in widths.items():
        view.setColumnWidth(i, width + (spare // len(free) if i in free else 0))


def needed(view: QTableView, place: int) -> int:
    """The width a column needs for its heading and its first rows (px)."""
    model, cells = view.model(), view.itemDelegate()
    assert isinstance(cells, Cells)
    rows = range(min(model.rowCount(), LOOKED_AT))
    return max([heading_width(view, place), *(cells.needed(model.index(row, place)) for row in rows)])


def heading_width(view: QTableView, place: int) -> int:
    """The width a column needs for its heading (px)."""
    words = str(view.model().headerData(place, Qt.Orientation.Horizontal) or "")
    return QFontMetrics(THEME.font("caption")).horizontalAdvance(words) + 2 * THEME.px(SIDE)


def shared(
    room: int, usual: Sequence[int], heads: Sequence[int], need: Sequence[int], least: int
) -> list[int]:
    """The width of each column. Columns with a `usual` width keep it where there is room, the others (0) take the rest.

    Where there is not, columns give up what they do not need, and small wishes come before large ones, so that one
    long text costs no other column its words. No column is narrower than its heading (`heads`); then the table scrolls.
    """
    given = [
        max(h, round(u * NARROWER), min(n, round(u * WIDER))) if u else max(h, min(n, least))
        for u, h, n in zip(usual, heads, need, strict=True)
    ]
    left = room - sum(given)
    for wish in (need, [max(u or least, n) for u, n in zip(usual, need, strict=True)]):
        lacking = [i for i in range(len(given)) if given[i] < wish[i]]
        while lacking and left > 0:
            one = min(lacking, key=lambda i: wish[i] - given[i])
            more = min(wish[one] - given[one], left // len(lacking))
            given[one] += more
            left -= more
            lacking.remove(one)
    takers = [i for i, width in enumerate(usual) if not width]
    for n, i in enumerate(takers):
        if left > 0:
            given[i] += left // len(takers) + (n < left % len(takers))
    return given
