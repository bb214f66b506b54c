# SPDX-License-Identifier: Apache-2.0
"""How a table shares its width among its columns: kept widths first, then fixed ones, the others take what is left."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

from ui import shown_columns
from ui.models.records import Column
from ui.theme import THEME
from ui.widgets.drawn_columns import DrawnColumns

LEAST_SHARED, LEAST_FITTED, AIR = 84, 64, 14  # px at 100 %


def share_width(view: QTableView, columns: Sequence[Column], drawn: DrawnColumns) -> None:
    """Fixed columns take their width, the others share what is left; some are left out, or have no room."""
    room, out = view.viewport().width(), shown_columns.left_out(drawn.key)
    for i, column in enumerate(columns):
        short = bool(column.least) and room < THEME.px(column.least)
        view.setColumnHidden(i, short or (i > 0 and column.heading in out))
    usual = (THEME.px(column.width) for column in columns)
    wanted = [kept or width for kept, width in zip(drawn.widths(), usual, strict=True)]
    given = [0 if view.isColumnHidden(i) else width for i, width in enumerate(wanted)]
    left = room - sum(given)
    sharing = [i for i, width in enumerate(given) if not width and not view.isColumnHidden(i)]
    for i, width in enumerate(given):
        view.setColumnWidth(i, width or max(left // max(len(sharing), 1), THEME.px(LEAST_SHARED)))


def fit_contents(view: QTableView, drawn: DrawnColumns) -> None:
    """Each column as wide as what stands in it, or as kept; what is spare is shared by all that are not kept."""
    head, out = view.horizontalHeader(), shown_columns.left_out(drawn.key)
    for i, heading in enumerate(drawn.headings):
        view.setColumnHidden(i, i > 0 and heading in out)
    view.resizeColumnsToContents()
    kept = drawn.widths() or [0] * head.count()
    least, air = THEME.px(LEAST_FITTED), THEME.px(AIR)
    places = [i for i in range(head.count()) if not view.isColumnHidden(i)]
    widths = {i: kept[i] or max(head.sectionSize(i) + air, least) for i in places}
    free = [i for i in places if not kept[i]]
    spare = max(0, view.viewport().width() - sum(widths.values()))
    for i, width in widths.items():
        view.setColumnWidth(i, width + (spare // len(free) if i in free else 0))
