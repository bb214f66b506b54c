# SPDX-License-Identifier: Apache-2.0
"""A chart drawn beside the window: matplotlib paints a picture in a job, the window only shows it.

Moving over it, or the arrow keys, tell the values of a month; the picture can be copied and saved.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QWidget

from planner.facts.language import N_, _
from planner.facts.problems import InputError
from ui.background import VIEWS, Job, run
from ui.chart_look import let_go
from ui.theme import THEME

Draw = Callable[[Any], object]  # takes an empty Figure, draws axes on it
LEAST = 60  # px: below this a chart has no room for its axes
RESTING_MS = 60  # a window being resized is drawn anew when it rests


@dataclass(frozen=True, slots=True)
class Values:
    """What a month of the chart tells: `words(place)` for places 0 to `count` - 1, the first at x = `first`."""

    count: int
    words: Callable[[int], str]
    first: float = 0.0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture and where its axes stand: left and right in px, and the x values there."""

    image: QImage
    left: float = 0.0
    right: float = 0.0
    low: float = 0.0
    high: float = 1.0


class ChartView(QWidget):
    """`show_chart(draw, words, values)` shows another chart; `words` are its text twin.

    `picked(place)` tells that a month was clicked, or chosen by Enter.
    """

    picked = Signal(int)
    failed = Signal(str)  # why a picture could not be saved

    def __init__(self, height: int = 260) -> None:
        super().__init__()
        self.setMinimumHeight(THEME.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self._draw: Draw | None = None
        self._words = ""
        self._values: Values | None = None
        self._at: int | None = None
        self._job: Job | None = None
        self.drawn: _Drawn | None = None
        self._rest = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._rest.timeout.connect(self._render)
        THEME.changed.connect(self._again)

    def show_chart(self, draw: Draw, words: str, values: Values | None = None) -> None:
        """Draw another chart, now or when it is first seen."""
        self._draw, self._words, self._values = draw, words, values
        self._at = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if values else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words)
        self.update()
        self._render()

    def sizeHint(self) -> QSize:
        """Twice as wide as high."""
        return QSize(self.minimumHeight() * 2, self.minimumHeight())

    # ---- drawing

    def _again(self) -> None:
        self._rest.start()

    def _render(self) -> None:
        """Draw the chart at the present size, where it can be seen."""
        if self._draw is None or not self.isVisible() or self.width() < LEAST or self.height() < LEAST:
            return
        if self._job is not None:
            self._job.cancel()
        ratio = self.devicePixelRatioF()
        size = (round(self.width() * ratio), round(self.height() * ratio))
        dots = 96 * THEME.zoom / 100 * ratio
        self._job = run(_picture, self._draw, size, dots, THEME.tokens.surface, lane=VIEWS)
        self._job.finished.connect(self._take)

    def _take(self, drawn: _Drawn) -> None:
        if self.sender() is self._job:
            self._job, self.drawn = None, drawn
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size rests."""
        super().resizeEvent(event)
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the page was hidden."""
        super().showEvent(event)
        self._rest.start(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, stretched for a moment while it is drawn anew, and the month that is asked for."""
        painter = QPainter(self)
        if self.drawn is None:
            self._paint_waiting(painter)
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.drawImage(QRectF(self.rect()), self.drawn.image)
        if self._at is not None and self._values is not None:
            self._paint_month(painter, self._values.words(self._at), self._x_of(self._at))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_waiting(self, painter: QPainter) -> None:
        """Say quietly that the first picture, or what it shows, is still under way."""
        painter.setFont(THEME.font("caption"))
        painter.setPen(THEME.colour("muted"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("The chart is being drawn …"))

    def _paint_month(self, painter: QPainter, words: str, x: float) -> None:
        painter.setPen(QPen(THEME.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setFont(THEME.font("caption"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        pad = THEME.px(8)
        needed = painter.fontMetrics().boundingRect(self.rect(), flags, words)
        width, height = needed.width() + 2 * pad, needed.height() + pad
        left = x + pad if x + pad + width < self.width() else x - pad - width
        box = QRectF(max(0, left), THEME.px(30), width, height)
        painter.setPen(THEME.colour("border"))
        painter.setBrush(THEME.colour("surface"))
        painter.drawRoundedRect(box, THEME.px(6), THEME.px(6))
        painter.setPen(THEME.colour("text"))
        painter.drawText(box.adjusted(pad, 0, -pad, 0), flags, words)

    # ---- values

    def _x_of(self, place: int) -> float:
        assert self.drawn is not None
        assert self._values is not None
        drawn, scale = self.drawn, self.width() / max(self.drawn.image.width(), 1)
        share = (self._values.first + place - drawn.low) / (drawn.high - drawn.low)
        return (drawn.left + share * (drawn.right - drawn.left)) * scale

    def month_at(self, x: float) -> int | None:
        """The place of the month at a px from the left; None beside the axes."""
        if self.drawn is None or self._values is None or not self._values.count:
            return None
        inside = self._x_of(0) - THEME.px(8) <= x <= self._x_of(self._values.count - 1) + THEME.px(8)
        places = range(self._values.count)
        return min(places, key=lambda place: abs(self._x_of(place) - x)) if inside else None

    def tell(self, place: int | None) -> None:
        """Show the values of a month, or none."""
        if place == self._at:
            return
        self._at = place
        known = place is not None and self._values is not None
        self.setAccessibleDescription(self._values.words(place) if known else "")  # type: ignore[union-attr,arg-type]
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the month under the mouse."""
        self.tell(self.month_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a month asks for its rows."""
        place = self.month_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.picked.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing any more."""
        super().leaveEvent(event)
        self.tell(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys walk through the months, Enter asks for one's rows, Ctrl+C copies the picture."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self.picked.emit(self._at)
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._values is None or not self._values.count:
            super().keyPressEvent(event)
            return
        start = self._at if self._at is not None else -1 if step > 0 else self._values.count
        self.tell(min(max(start + step, 0), self._values.count - 1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell nothing any more."""
        super().focusOutEvent(event)
        self.tell(None)

    # ---- the picture elsewhere

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save the picture."""
        if self.drawn is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Copy picture"), self.copy)
        menu.addAction(_("Save picture…"), self._ask_where)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if self.drawn is not None:
            QGuiApplication.clipboard().setImage(self.drawn.image)

    def _ask_where(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save picture"), "", "PNG (*.png);;SVG (*.svg)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the chart as PNG or SVG, by the name's ending."""
        if self._draw is not None:
            inches = (self.width() / 96, self.height() / 96)
            job = run(_file, self._draw, path, inches, THEME.tokens.surface, lane=VIEWS)
            job.failed.connect(self._tell_failure)

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self.failed.emit(error.words())


def _picture(draw: Draw, size: tuple[int, int], dots: float, ground: str) -> _Drawn:
    """Draw a chart of so many px; runs in a job."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from planner.reports.figures import DRAWING

    with DRAWING, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="constrained_layout not applied", category=UserWarning)
        figure = Figure(
            figsize=(size[0] / dots, size[1] / dots), dpi=dots, layout="constrained", facecolor=ground
        )
        canvas = FigureCanvasAgg(figure)
        draw(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        data = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height(physical=True)
    image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
    drawn = _Drawn(image)
    if figure.axes:
        axes = figure.axes[0]
        low, high = axes.get_xlim()
        (left, _top), (right, _bottom) = axes.transData.transform([(low, 0), (high, 0)])
        drawn = _Drawn(image, float(left), float(right), float(low), float(high))
    let_go(figure)
    return drawn


def _file(draw: Draw, path: Path, inches: tuple[float, float], ground: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from planner.reports.figures import DRAWING

    with DRAWING:
        figure = Figure(figsize=inches, dpi=192, layout="constrained", facecolor=ground)
        FigureCanvasAgg(figure)
        draw(figure)
        try:
            figure.savefig(path)
        except (OSError, ValueError) as error:  # a place that cannot be written, an ending nobody knows
            words, remedy = (
                N_("The picture could not be written."),
                N_("Choose another place, or .png or .svg."),
            )
            raise InputError(path.name, words, {}, remedy) from error
