# SPDX-License-Identifier: Apache-2.0
"""How the columns of a table share its width: what stands in them first, then what is left over."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui import shown_columns
from ui.models.records import RecordsModel
from ui.theme import THEME
from ui.widgets.cells import SIDE, Cells
from ui.widgets.drawn_columns import DrawnColumns

NARROWER, WIDER = (
    0.8,
    1.25,
)  # of its usual width: what a column keeps for its editor, what its words may ask before others
LEAST = 84  # px at 100 % of a column without a usual width
ALONE = 64  # px at 100 % of any column of a table that is as wide as its words
LOOKED_AT = 40  # rows; more would take longer than a window may wait
RESTING_MS = 50  # figures that come in one after the other move the columns once


class ColumnRoom(QObject):
    """Shares the width of one table anew when its size, its rows or its figures change."""

    def __init__(self, view: QTableView, drawn: DrawnColumns) -> None:
        super().__init__(view)
        self._view, self._drawn = view, drawn
        self._rest = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._rest.timeout.connect(self.share)

    def watch(self, model: QAbstractItemModel) -> None:
        """Share anew whenever this model has other rows or figures."""
        model.modelReset.connect(self.share)
        model.dataChanged.connect(lambda *_where: self._rest.start())

    def share(self) -> None:
        """Give every column its width; one that a person drew keeps it."""
        model = self._view.model()
        if model is None or not model.columnCount():
            return
        source = model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model
        if isinstance(source, RecordsModel):
            with self._drawn.by_program():
                self._share_among(source)
        else:
            self._fit_words(model.columnCount())

    def _share_among(self, source: RecordsModel) -> None:
        view, out = self._view, shown_columns.left_out(self._drawn.key)
        room = view.viewport().width()
        for i, column in enumerate(source.columns):
            short = bool(column.least) and room < THEME.px(column.least)
            view.setColumnHidden(i, short or (i > 0 and column.heading in out))
        drawn = self._drawn.widths()
        places = [i for i in range(len(source.columns)) if not view.isColumnHidden(i)]
        usual = [drawn[i] or THEME.px(source.columns[i].width) for i in places]
        need = [drawn[i] or self._need(i) for i in places]
        for i, width in zip(places, shared(room, usual, need, THEME.px(LEAST)), strict=True):
            view.setColumnWidth(i, width)

    def _fit_words(self, columns: int) -> None:
        widths = [max(self._need(i), THEME.px(ALONE)) for i in range(columns)]
        spare = max(0, self._view.viewport().width() - sum(widths))
        for i, width in enumerate(widths):
            self._view.setColumnWidth(i, width + spare // len(widths))

    def _need(self, place: int) -> int:
        """The width a column needs for its heading and its first rows (px)."""
        model, cells = self._view.model(), self._view.itemDelegate()
        words = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        heading = QFontMetrics(THEME.font("caption")).horizontalAdvance(words) + 2 * THEME.px(SIDE)
        assert isinstance(cells, Cells)
        rows = range(min(model.rowCount(), LOOKED_AT))
        return max([heading, *(cells.needed(model.index(row, place)) for row in rows)])


def shared(room: int, usual: Sequence[int], need: Sequence[int], least: int) -> list[int]:
    """The width of each column. Columns with a `usual` width keep it where there is room, the others (0) take the rest.

    Where there is not, columns give up what they do not need, and small wishes come before large ones,
    so that one long text costs no other column its words.
    """
    given = [
        max(round(u * NARROWER), min(n, round(u * WIDER))) if u else min(n, least)
        for u, n in zip(usual, need, strict=True)
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
