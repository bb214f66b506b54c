# SPDX-License-Identifier: Apache-2.0
"""Small drawn bars: what is owed by creditor, a cost against its guideline, and the waterfall from income to offer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import THEME
from ui.widgets.text import plain_tip


class Part(NamedTuple):
    """One part of a bar: its name, its size (fen), the words for the size, the colour token."""

    name: str
    size: int
    words: str
    token: str


class StackedBar(QWidget):
    """Parts of a whole in one thin bar, with their names below it in the same colours."""

    def __init__(self, height: int = 12, legend: bool = True) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self._bar, self._legend = height, legend
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.update)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; the text twin is the accessible name."""
        self._parts = tuple(part for part in parts if part.size > 0)
        self.setAccessibleName("; ".join(f"{part.name} {part.words}" for part in self._parts))
        self.updateGeometry()
        self.update()

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
            for part, box in self._boxes():
                if box.adjusted(0, -4, 0, 4).contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), plain_tip(f"{part.name}  {part.words}"), self)
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
        for part, box in self._boxes():
            painter.setBrush(THEME.colour(part.token))
            painter.drawRoundedRect(box.adjusted(0, 0, -2, 0), 3, 3)
        if not self._legend:
            return
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


class BandBar(QWidget):
    """A living cost on a thin bar: how it lies against the guideline amount; a tick marks the guideline."""

    def __init__(self) -> None:
        super().__init__()
        self._amount, self._guide = 0, 0
        self.setFixedHeight(THEME.px(8))
        THEME.changed.connect(self.update)

    def show_values(self, amount: int, guide: int, words: str) -> None:
        """Show an amount against its guideline (fen); `words` say it for readers."""
        self._amount, self._guide = amount, guide
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        paint_band(QPainter(self), QRectF(self.rect()), self._amount, self._guide)


def paint_band(painter: QPainter, room: QRectF, amount: int, guide: int) -> None:
    """Draw an amount against its guideline: the ground ends at 1.5 times the guideline, a tick stands at it."""
    most = max(guide * 3 // 2, amount, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    height = min(room.height(), THEME.px(6))
    ground = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
    painter.setBrush(THEME.colour("border"))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    filled = QRectF(ground)
    filled.setWidth(max(height, ground.width() * amount / most))
    painter.setBrush(THEME.colour("warn" if guide and amount > guide else "accent"))
    painter.drawRoundedRect(filled, height / 2, height / 2)
    if guide:
        at = ground.left() + ground.width() * guide / most
        painter.setPen(QPen(THEME.colour("text"), 2))
        painter.drawLine(QPointF(at, ground.top() - 3), QPointF(at, ground.bottom() + 3))
    painter.restore()


class Step(NamedTuple):
    """One step of the waterfall: name, signed size (fen), words for the size, token, and what a click leads to."""

    name: str
    size: int
    words: str
    token: str
    to: str = ""
    total: bool = False  # stands on the ground line instead of hanging from the step before


class Waterfall(QWidget):
    """From income step by step to what can be offered. Hover says the figure; click or Enter goes there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(THEME.px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        THEME.changed.connect(self.update)

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
            painter.setOpacity(1.0 if self._at in (-1, i) else 0.55)
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
            if self.hasFocus() and self._at == i:
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

    def _point(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring out the step under the mouse."""
        place = int(event.position().x() * len(self._steps) / max(self.width(), 1)) if self._steps else -1
        self._point(place if 0 <= place < len(self._steps) else -1)
        if self._at >= 0:
            step = self._steps[self._at]
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(f"{step.name}  {step.words}"), self)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to all steps alike."""
        self._point(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Go where the step's figure comes from."""
        self._go()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first step."""
        super().focusInEvent(event)
        self._point(max(self._at, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Back to all steps alike."""
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the steps, Enter goes there."""
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in moves and self._steps:
            self._point((self._at + moves[key]) % len(self._steps))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if 0 <= self._at < len(self._steps) and self._steps[self._at].to:
            self.chosen.emit(self._steps[self._at].to)
