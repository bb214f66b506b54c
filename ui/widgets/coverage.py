# SPDX-License-Identifier: Apache-2.0
"""The coverage map: which months the statements of each account cover; gaps are seen at once."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.reports.table import Column, Table
from ui.theme import THEME
from ui.widgets.chart import Chart
from ui.widgets.text import plain_tip

CELL, GAP, HEAD, ROW = 18, 3, 18, 26


class Coverage(Chart):
    """Rows are accounts, columns months; a full square is covered, an outlined one is a gap.

    `chosen(account id, month)` asks for the rows of a month.
    """

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[tuple[str, frozenset[Month]]] = []
        self._ids: list[str] = []
        self._months: list[Month] = []
        self.set_figures(self._table)
        self.picked.connect(self._go)

    def show_coverage(self, covered: Mapping[str, frozenset[Month]], names: Mapping[str, str]) -> None:
        """Show the months covered by account id; `names` are what the accounts are called."""
        self._ids, self.at = list(covered), None
        self._rows = [(names.get(account, account), months) for account, months in covered.items()]
        every = [month for _name, months in self._rows for month in months]
        self._months = [min(every).plus(n) for n in range(max(every) - min(every) + 1)][-36:] if every else []
        told = "; ".join(self._words(i) for i in range(len(self._rows)))
        self.setAccessibleName(": ".join(filter(None, (_("Coverage by month and account"), told))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._months else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def _words(self, i: int) -> str:
        name, months = self._rows[i]
        gaps = [str(month) for month in self._months if month not in months]
        if not gaps:
            return _("{account}: every month covered").format(account=name)
        return _("{account}: missing {months}").format(account=name, months=", ".join(gaps))

    def sizeHint(self) -> QSize:
        """As high as its accounts."""
        return QSize(THEME.px(260), THEME.px(HEAD + ROW * max(len(self._rows), 1)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never cut at its foot."""
        return QSize(THEME.px(180), self.sizeHint().height())

    def _left(self) -> int:
        names = max((self.fontMetrics().horizontalAdvance(name) for name, _m in self._rows), default=0)
        return min(max(names + THEME.px(12), THEME.px(72)), self.width() * 2 // 5)

    def _cell(self) -> int:
        room = max(self.width() - self._left(), 1)
        return min(THEME.px(CELL + GAP), room // max(len(self._months), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, years and squares."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font("caption"))
        step = self._cell()
        self._draw_head(painter, step)
        for line, (name, months) in enumerate(self._rows):
            top = THEME.px(HEAD) + line * THEME.px(ROW)
            self._draw_row(painter, top, step, name, months)
        if self.at is not None:
            painter.setPen(QPen(THEME.colour("text"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(self.at).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
        self.paint_focus(painter)

    def _draw_head(self, painter: QPainter, step: int) -> None:
        """Name the first and the last month, and the years between where there is room."""
        if not self._months:
            return
        painter.setPen(THEME.colour("muted"))
        metrics, count = painter.fontMetrics(), len(self._months)
        last = metrics.horizontalAdvance(str(self._months[-1]))
        end = self._left() + max(count * step - THEME.px(GAP), last)
        free = self._left()
        for place, month in enumerate(self._months):
            left = self._left() + place * step
            words = str(month) if place == 0 else str(month.year) if month.month == 1 else ""
            wide = metrics.horizontalAdvance(words)
            if words and left >= free and left + wide + THEME.px(6) <= end - last:
                painter.drawText(QPoint(left, THEME.px(12)), words)
                free = left + wide + THEME.px(6)
        painter.drawText(QPoint(end - last, THEME.px(12)), str(self._months[-1]))

    def _draw_row(
        self, painter: QPainter, top: int, step: int, name: str, months: Sequence[Month] | frozenset[Month]
    ) -> None:
        room = QRectF(0, top, self._left() - THEME.px(8), THEME.px(ROW))
        painter.setPen(THEME.colour("text"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, round(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        side = max(step - THEME.px(GAP), 3)
        round_ = min(3.0, side / 4)
        for place, month in enumerate(self._months):
            box = QRectF(self._left() + place * step, top + (THEME.px(ROW) - side) / 2, side, side)
            covered = month in months
            painter.setPen(THEME.colour("accent" if covered else "border_strong"))
            painter.setBrush(THEME.colour("accent") if covered else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)

    # ---- places

    def count(self) -> int:
        """One place a month of an account, account by account."""
        return len(self._rows) * len(self._months)

    def below(self) -> int:
        """The arrow down walks to the next account."""
        return max(len(self._months), 1)

    def told(self, place: int) -> str:
        """Which month of which account a square is, and whether it is covered."""
        line, at = divmod(place, len(self._months))
        month, (name, months) = self._months[at], self._rows[line]
        words = _("{account}, {month}: covered") if month in months else _("{account}, {month}: missing")
        return words.format(account=name, month=month)

    def place_at(self, point: QPointF) -> int | None:
        """The square under a point."""
        at = int(point.x() - self._left()) // max(self._cell(), 1)
        line = int(point.y() - THEME.px(HEAD)) // THEME.px(ROW)
        inside = 0 <= at < len(self._months) and 0 <= line < len(self._rows)
        return line * len(self._months) + at if inside else None

    def tell(self, place: int | None) -> None:
        """Ring a square; where the keyboard asked, its words stand beside it."""
        super().tell(place)
        if place is not None and self.hasFocus():
            QToolTip.showText(
                self.mapToGlobal(self._box(place).bottomLeft().toPoint()), plain_tip(self.told(place)), self
            )

    def _box(self, place: int) -> QRectF:
        line, at = divmod(place, max(len(self._months), 1))
        side = max(self._cell() - THEME.px(GAP), 3)
        top = THEME.px(HEAD) + line * THEME.px(ROW)
        return QRectF(self._left() + at * self._cell(), top + (THEME.px(ROW) - side) / 2, side, side)

    def _go(self, place: int) -> None:
        line, at = divmod(place, len(self._months))
        if self._months[at] in self._rows[line][1]:
            self.chosen.emit(self._ids[line], self._months[at])

    def _table(self) -> Table:
        covered, missing = _("covered"), _("missing")
        columns = (
            Column("account", N_("Account"), "text", 24),
            *(Column(str(m), str(m), "text", 8, True) for m in self._months),
        )
        rows = tuple(
            (name, *(covered if m in months else missing for m in self._months))
            for name, months in self._rows
        )
        return Table(name="coverage", title=N_("Coverage by month and account"), columns=columns, rows=rows)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip which month a square is, and whether it is covered."""
        if isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            if place is not None:
                QToolTip.showText(event.globalPos(), plain_tip(self.told(place)), self)
            return True
        return super().event(event)
