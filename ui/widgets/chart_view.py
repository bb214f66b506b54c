# SPDX-License-Identifier: Apache-2.0
"""A chart drawn beside the window: matplotlib paints a picture in a job, the window only shows it.

Moving over it, or the arrow keys, tell the values of a month; the picture can be copied and saved.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from planner.facts.language import _
from planner.facts.problems import InputError
from planner.reports.table import Table
from ui.background import VIEWS, Job, run
from ui.chart_look import let_go
from ui.theme import THEME
from ui.widgets.chart import Chart, refused

Draw = Callable[[Any], object]  # takes an empty Figure, draws axes on it
LEAST = 60  # px: below this a chart has no room for its axes
RESTING_MS = 60  # a window being resized is drawn anew when it rests
NEAR = 8  # px beside the first and the last place that still count


@dataclass(frozen=True, slots=True)
class Values:
    """What a place of the chart tells: `words(place)` for places 0 to `count` - 1, the first at `first` on its axis.

    `upright`: the places stand below each other, as lying bars do.
    """

    count: int
    words: Callable[[int], str]
    first: float = 0.0
    upright: bool = False


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where an axis of a picture stands: its ends in px, and the values there."""

    start: float = 0.0
    end: float = 0.0
    low: float = 0.0
    high: float = 1.0

    def at(self, value: float) -> float:
        """The px of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture, and where its axes stand in it."""

    image: QImage
    across: _Axis = _Axis()
    down: _Axis = _Axis()


class ChartView(Chart):
    """`show_chart(draw, words, values, figures)` shows another chart; `words` are its finding, `figures` its table."""

    def __init__(self, height: int = 260) -> None:
        super().__init__()
        self.setMinimumHeight(THEME.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._draw: Draw | None = None
        self._words = ""
        self._values: Values | None = None
        self._job: Job | None = None
        self.drawn: _Drawn | None = None
        self._rest = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._rest.timeout.connect(self._render)
        THEME.changed.connect(self._again)

    def show_chart(
        self,
        draw: Draw,
        words: str,
        values: Values | None = None,
        figures: Callable[[], Table] | None = None,
    ) -> None:
        """Draw another chart, now or when it is first seen."""
        self._draw, self._words, self._values = draw, words, values
        self.at = None
        self.set_figures(figures)
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

    def event(self, event: QEvent) -> bool:
        """Draw anew, sharp, on a screen with other dots."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._rest.start()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the page was hidden."""
        super().showEvent(event)
        self._rest.start(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, stretched for a moment while it is drawn anew, and the place that is asked for."""
        painter = QPainter(self)
        if self.drawn is None:
            self._paint_waiting(painter)
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.drawImage(QRectF(self.rect()), self.drawn.image)
        if self.at is not None and self._values is not None:
            self._paint_place(painter, self.at)
        self.paint_focus(painter)

    def _paint_waiting(self, painter: QPainter) -> None:
        """Say quietly that the first picture, or what it shows, is still under way."""
        painter.setFont(THEME.font("caption"))
        painter.setPen(THEME.colour("muted"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("The chart is being drawn …"))

    def _paint_place(self, painter: QPainter, place: int) -> None:
        painter.setPen(QPen(THEME.colour("muted"), 1, Qt.PenStyle.DashLine))
        here = self.px_of(place)
        if self._values is not None and self._values.upright:
            painter.drawLine(QPointF(0, here), QPointF(self.width(), here))
            self.paint_words(painter, self.told(place), QPointF(self.width() / 2, here))
        else:
            painter.drawLine(QPointF(here, 0), QPointF(here, self.height()))
            self.paint_words(painter, self.told(place), QPointF(here, THEME.px(30)))

    # ---- places

    def count(self) -> int:
        """The months, or bars, of the chart."""
        return self._values.count if self._values is not None else 0

    def told(self, place: int) -> str:
        """What one place tells."""
        return self._values.words(place) if self._values is not None else ""

    def px_of(self, place: int) -> float:
        """Where a place stands, in px from the left, or from the top where places stand below each other."""
        assert self.drawn is not None
        assert self._values is not None
        scale = self.width() / max(self.drawn.image.width(), 1)
        axis = self.drawn.down if self._values.upright else self.drawn.across
        return axis.at(self._values.first + place) * scale

    def place_at(self, point: QPointF) -> int | None:
        """The place at a point; None beside the axes."""
        if self.drawn is None or self._values is None or not self._values.count:
            return None
        here = point.y() if self._values.upright else point.x()
        ends = sorted((self.px_of(0), self.px_of(self._values.count - 1)))
        gap = (ends[1] - ends[0]) / max(self._values.count - 1, 1) / 2
        reach = max(gap, THEME.px(NEAR)) if self._values.upright else THEME.px(NEAR)
        inside = ends[0] - reach <= here <= ends[1] + reach
        places = range(self._values.count)
        return min(places, key=lambda place: abs(self.px_of(place) - here)) if inside else None

    # ---- the picture elsewhere

    def picture(self) -> QImage:
        """The picture as it was drawn, without what is told of a place."""
        assert self.drawn is not None
        return self.drawn.image

    def is_drawn(self) -> bool:
        """Whether the first picture has come."""
        return self.drawn is not None

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
        (low, high), (foot, head) = axes.get_xlim(), axes.get_ylim()
        (left, bottom), (right, top) = axes.transData.transform([(low, foot), (high, head)])
        drawn = _Drawn(
            image,
            _Axis(float(left), float(right), float(low), float(high)),
            _Axis(height - float(bottom), height - float(top), float(foot), float(head)),
        )
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
            raise refused(path) from error
