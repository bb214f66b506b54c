# SPDX-License-Identifier: Apache-2.0
"""The credit record's months as small squares by year: two marks each where the lender's way of reporting matters."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from planner.facts.language import N_, _
from planner.law.credit_forecast import MonthMark
from planner.reports.table import Column, Table
from ui.theme import THEME
from ui.widgets.chart import Chart
from ui.widgets.text import plain_tip

SIDE, GAP, LABEL = 34, 4, 48  # px at 100 %


class Marks(Chart):
    """One row a year, one square a month; forecasts have a dashed border. Pointer and keys say a month in words."""

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[MonthMark, ...] = ()
        self.set_figures(self._table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Sequence[MonthMark]) -> None:
        """Show other months."""
        self._months = tuple(months)
        self.at = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._months else Qt.FocusPolicy.NoFocus)
        told = "; ".join(_words(each) for each in months)
        self.setAccessibleName(": ".join(filter(None, (_("Marks by month"), told))))
        self.updateGeometry()
        self.update()

    def _years(self) -> list[int]:
        return sorted({each.month.year for each in self._months})

    def sizeHint(self) -> QSize:
        """A row a year."""
        rows = max(len(self._years()), 1)
        wide = max(THEME.px(SIDE), self._least()) + THEME.px(GAP)
        return QSize(THEME.px(LABEL) + 12 * wide, THEME.px(18 + rows * (SIDE + GAP)))

    def _least(self) -> int:
        """How wide a square has to be for two marks (px)."""
        return QFontMetrics(THEME.font("caption")).horizontalAdvance("N·N") + THEME.px(4)

    def minimumSizeHint(self) -> QSize:
        """As narrow as squares can still be read."""
        return QSize(THEME.px(LABEL) + 12 * (self._least() + THEME.px(GAP)), self.sizeHint().height())

    def _boxes(self) -> list[tuple[MonthMark, QRectF]]:
        years = self._years()
        width = min(max(THEME.px(SIDE), self._least()), (self.width() - THEME.px(LABEL)) / 12 - THEME.px(GAP))
        boxes = []
        for each in self._months:
            x = THEME.px(LABEL) + (each.month.month - 1) * (width + THEME.px(GAP))
            y = THEME.px(18) + years.index(each.month.year) * THEME.px(SIDE + GAP)
            boxes.append((each, QRectF(x, y, width, THEME.px(SIDE))))
        return boxes

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw years, month numbers and marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font("caption"))
        painter.setPen(THEME.colour("muted"))
        boxes = self._boxes()
        for n, year in enumerate(self._years()):
            y = THEME.px(18) + n * THEME.px(SIDE + GAP)
            room = QRectF(0, y, THEME.px(LABEL - 8), THEME.px(SIDE))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), str(year))
        for column in {each.month.month: box for each, box in boxes}.items():
            room = QRectF(column[1].left(), 0, column[1].width(), THEME.px(16))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), str(column[0]))
        for each, box in boxes:
            self._square(painter, each, box)
        if self.at is not None:
            painter.setPen(QPen(THEME.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(boxes[self.at][1], THEME.px(5), THEME.px(5))

    def _square(self, painter: QPainter, each: MonthMark, box: QRectF) -> None:
        tone = _tone(each.new)
        pen = QPen(THEME.colour(tone or "border_strong"), 1.2)
        pen.setStyle(Qt.PenStyle.DashLine if each.is_forecast else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(THEME.colour(f"{tone}_soft" if tone and not each.is_forecast else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), THEME.px(5), THEME.px(5))
        painter.setPen(THEME.colour(tone or "muted"))
        words = each.new if each.new == each.old else f"{each.new}·{each.old}"
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    # ---- places

    def count(self) -> int:
        """One place a month."""
        return len(self._months)

    def below(self) -> int:
        """The arrow down walks a year on."""
        return 12

    def told(self, place: int) -> str:
        """A month in words."""
        return _words(self._months[place])

    def place_at(self, point: QPointF) -> int | None:
        """The month under a point."""
        return next((n for n, (_each, box) in enumerate(self._boxes()) if box.contains(point)), None)

    def tell(self, place: int | None) -> None:
        """Ring a month; where the keyboard asked, its words stand beside it."""
        super().tell(place)
        if place is not None and self.hasFocus():
            spot = self._boxes()[place][1].bottomLeft().toPoint()
            QToolTip.showText(self.mapToGlobal(spot), plain_tip(self.told(place)), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first month."""
        super().focusInEvent(event)
        self.tell(self.at or 0)

    def _table(self) -> Table:
        columns = (
            Column("month", N_("Month"), "month", 10),
            Column("new", N_("as a new schedule"), "text", 20),
            Column("old", N_("by the old contract"), "text", 20),
        )
        rows = tuple((each.month, each.new, each.old) for each in self._months)
        return Table(name="marks", title=N_("Marks by month"), columns=columns, rows=rows)

    def event(self, event: QEvent) -> bool:
        """Say a month in words under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(QPointF(event.pos()))
            if place is not None:
                QToolTip.showText(event.globalPos(), plain_tip(self.told(place)), self)
                return True
        return super().event(event)


def _tone(mark: str) -> str:
    if mark == "N":
        return "good"
    if mark == "C":
        return "info"
    return "warn" if mark.isdigit() else ""


def _words(each: MonthMark) -> str:
    if each.new == each.old:
        return f"{each.month}: {each.new}"
    return _("{month}: {new} as a new schedule, {old} by the old contract").format(
        month=each.month, new=each.new, old=each.old
    )
