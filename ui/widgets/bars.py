# SPDX-License-Identifier: Apache-2.0
"""Small drawn bars: what is owed by creditor and the waterfall from income to offer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from planner.facts.language import N_
from planner.reports.table import Column, Table
from ui.theme import THEME
from ui.widgets.chart import Chart
from ui.widgets.text import plain_tip


class Part(NamedTuple):
    """One part of a bar: its name, its size (fen), the words for the size, the colour token, what it leads to."""

    name: str
    size: int
    words: str
    token: str
    to: str = ""


class StackedBar(Chart):
    """Parts of a whole in one thin bar, with their names below it in the same colours. `chosen` tells where to go."""

    chosen = Signal(str)

    def __init__(self, height: int = 12, legend: bool = True) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self._bar, self._legend = height, legend
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figures(lambda: _figures(self._parts))
        self.picked.connect(self._go)

    def _go(self, place: int) -> None:
        to = self._parts[place].to
        if to:
            self.chosen.emit(to)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; the text twin is the accessible name."""
        self._parts = tuple(part for part in parts if part.size > 0)
        self.at = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._parts else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("; ".join(f"{part.name} {part.words}" for part in self._parts))
        self.updateGeometry()
        self.update()

    def count(self) -> int:
        """One place a part."""
        return len(self._parts)

    def told(self, place: int) -> str:
        """Name and size of a part."""
        return f"{self._parts[place].name}  {self._parts[place].words}"

    def place_at(self, point: QPointF) -> int | None:
        """The part under a point of the bar."""
        boxes = (box.adjusted(0, -4, 0, 4) for _part, box in self._boxes())
        return next((n for n, box in enumerate(boxes) if box.contains(point)), None)

    def tell(self, place: int | None) -> None:
        """Bring a part out; where the keyboard asked, its words stand beside it."""
        super().tell(place)
        if place is not None and self.hasFocus():
            spot = self._boxes()[place][1].bottomLeft().toPoint()
            QToolTip.showText(self.mapToGlobal(spot), plain_tip(self.told(place)), self)

    def _rows(self, width: int) -> list[list[tuple[Part, int]]]:
        metrics, used = self.fontMetrics(), 0
        rows: list[list[tuple[Part, int]]] = [[]]
        for part in self._parts:
            need = metrics.horizontalAdvance(part.name) + THEME.px(30)
            if rows[-1] and used + need > width:
                rows.append([])
                used = 0
            rows[-1].append((part, need))
            used += need
        return rows

    def sizeHint(self) -> QSize:
        """A bar, and its names below."""
        lines = len(self._rows(max(self.width(), 200))) if self._legend else 0
        return QSize(200, THEME.px(self._bar) + lines * self._line() + THEME.px(8 if lines else 0))

    def _line(self) -> int:
        return max(THEME.px(20), self.fontMetrics().height())

    def resizeEvent(self, _event: QEvent) -> None:
        """Names may need another line."""
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Say name and size of the part under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            if place is not None:
                QToolTip.showText(event.globalPos(), plain_tip(self.told(place)), self)
                return True
        return super().event(event)

    def _boxes(self) -> list[tuple[Part, QRectF]]:
        whole, left, found = sum(part.size for part in self._parts), 0.0, []
        for part in self._parts:
            width = self.width() * part.size / whole
            found.append((part, QRectF(left, 0, width, THEME.px(self._bar))))
            left += width
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bar and names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (part, box) in enumerate(self._boxes()):
            painter.setBrush(THEME.colour(part.token))
            painter.setOpacity(1.0 if self.at in (None, place) else 0.55)
            painter.drawRoundedRect(box.adjusted(0, 0, -2, 0), 3, 3)
        painter.setOpacity(1.0)
        if self._legend:
            self._paint_names(painter)
        self.paint_focus(painter)

    def _paint_names(self, painter: QPainter) -> None:
        top = THEME.px(self._bar) + THEME.px(8)
        for row in self._rows(self.width()):
            left = 0
            for part, need in row:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(THEME.colour(part.token))
                dot = top + (self._line() - THEME.px(8)) / 2
                painter.drawEllipse(QRectF(left, dot, THEME.px(8), THEME.px(8)))
                painter.setPen(THEME.colour("muted"))
                room = min(need, self.width() - left - THEME.px(14))
                name = painter.fontMetrics().elidedText(part.name, Qt.TextElideMode.ElideRight, room)
                place = QRectF(left + THEME.px(14), top, room, self._line())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), name)
                left += need
            top += self._line()


class Step(NamedTuple):
    """One step of the waterfall: name, signed size (fen), words for the size, token, and what a click leads to."""

    name: str
    size: int
    words: str
    token: str
    to: str = ""
    total: bool = False  # stands on the ground line instead of hanging from the step before


class Waterfall(Chart):
    """From income step by step to what can be offered. Hover says the figure; click or Enter goes there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(THEME.px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_figures(lambda: _figures(self._steps))
        self.picked.connect(self._go)

    def _go(self, place: int) -> None:
        to = self._steps[place].to
        if to:
            self.chosen.emit(to)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps; the text twin is the accessible name."""
        self._steps = tuple(steps)
        self.setAccessibleName("; ".join(f"{step.name} {step.words}" for step in self._steps))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for six steps with their words."""
        return QSize(THEME.px(560), THEME.px(190))

    def _spans(self) -> list[tuple[int, int]]:
        spans, level = [], 0
        for step in self._steps:
            low, high = (0, step.size) if step.total else (level, level + step.size)
            level = high
            spans.append((min(low, high), max(low, high)))
        return spans

    def _columns(self) -> list[QRectF]:
        spans = self._spans()
        if not spans:
            return []
        least, most = min(0, *(low for low, _high in spans)), max(1, *(high for _low, high in spans))
        head, foot = THEME.px(26), THEME.px(28)
        scale = (self.height() - head - foot) / (most - least)
        wide = self.width() / len(spans)
        bar = min(wide * 0.62, THEME.px(96))
        return [
            QRectF(
                wide * i + (wide - bar) / 2, head + (most - high) * scale, bar, max((high - low) * scale, 2.0)
            )
            for i, (low, high) in enumerate(spans)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, the threads between them, sizes above, names below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._columns()
        wide = self.width() / max(len(boxes), 1)
        painter.setPen(QPen(THEME.colour("border"), 1))
        ground = self.height() - THEME.px(28)
        painter.drawLine(QPointF(0, ground + 0.5), QPointF(self.width(), ground + 0.5))
        for i, (step, box) in enumerate(zip(self._steps, boxes, strict=True)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(THEME.colour(step.token))
            painter.setOpacity(1.0 if self.at in (None, i) else 0.55)
            painter.drawRoundedRect(box, THEME.px(3), THEME.px(3))
            painter.setOpacity(1.0)
            cell = QRectF(wide * i, box.top() - THEME.px(24), wide, THEME.px(22))
            painter.setFont(THEME.font("base", bold=step.total))
            painter.setPen(THEME.colour("text"))
            painter.drawText(
                cell, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), step.words
            )
            painter.setFont(THEME.font("caption"))
            painter.setPen(THEME.colour("muted"))
            name = painter.fontMetrics().elidedText(step.name, Qt.TextElideMode.ElideRight, round(wide - 6))
            below = QRectF(wide * i, ground + THEME.px(4), wide, THEME.px(22))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), name)
            if self.hasFocus() and self.at == i:
                painter.setPen(QPen(THEME.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), THEME.px(5), THEME.px(5))
        self._threads(painter, boxes)

    def _threads(self, painter: QPainter, boxes: list[QRectF]) -> None:
        painter.setPen(QPen(THEME.colour("border_strong"), 1, Qt.PenStyle.DotLine))
        spans = self._spans()
        for i, step in enumerate(self._steps[:-1]):
            ends_low = step.size < 0 and not step.total
            level = boxes[i].bottom() if ends_low else boxes[i].top()
            if spans[i] != (0, 0):
                painter.drawLine(QPointF(boxes[i].right(), level), QPointF(boxes[i + 1].left(), level))

    def count(self) -> int:
        """One place a step."""
        return len(self._steps)

    def told(self, place: int) -> str:
        """Name and size of a step."""
        return f"{self._steps[place].name}  {self._steps[place].words}"

    def place_at(self, point: QPointF) -> int | None:
        """The step in whose column a point lies."""
        place = int(point.x() * len(self._steps) / max(self.width(), 1)) if self._steps else -1
        return place if 0 <= place < len(self._steps) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring out the step under the mouse, and say it."""
        super().mouseMoveEvent(event)
        if self.at is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(self.told(self.at)), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first step."""
        super().focusInEvent(event)
        self.tell(self.at or 0)


def _figures(parts: Sequence[Part | Step]) -> Table:
    """Names and sizes as a table."""
    columns = (Column("name", N_("Name"), "text", 24), Column("amount", N_("Amount"), "money", 14))
    rows = tuple((part.name, part.size) for part in parts)
    return Table(name="parts", title=N_("Figures of the chart"), columns=columns, rows=rows)
