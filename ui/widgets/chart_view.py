# SPDX-License-Identifier: Apache-2.0
"""Hosts a matplotlib picture in a page. matplotlib is imported when the first chart is shown, never at start-up."""

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QVBoxLayout, QWidget

from planner.facts.language import _
from ui.theme import THEME

Draw = Callable[[Any], object]  # takes the empty Figure, draws axes on it


class ChartView(QWidget):
    """A chart: `show_chart(draw, words)` lets `draw(figure)` fill an empty figure; `words` are its text twin.

    The chart is drawn anew on a change of theme or zoom, and only while it can be seen.
    """

    def __init__(self, height: int = 260) -> None:
        super().__init__()
        self.setMinimumHeight(THEME.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._draw: Draw | None = None
        self._canvas: Any = None
        self._stale = False
        THEME.changed.connect(self._redraw)

    def show_chart(self, draw: Draw, words: str) -> None:
        """Draw another chart, now or when it is first seen."""
        self._draw = draw
        self.setAccessibleName(words)
        self._redraw()

    def _redraw(self) -> None:
        self._stale = True
        if self.isVisible():
            self._paint()

    def showEvent(self, event: Any) -> None:
        """Draw what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._paint()

    def _paint(self) -> None:
        if self._draw is None:
            return
        canvas = self._canvas or self._make_canvas()
        figure = canvas.figure
        figure.clear()
        figure.set_facecolor(THEME.tokens.surface)
        self._draw(figure)
        canvas.draw_idle()
        self._stale = False

    def _make_canvas(self) -> Any:
        from matplotlib.figure import Figure

        # Pages are made anew when the zoom changes; the canvas itself follows the screen's pixel ratio.
        self._canvas = _canvas_class()(Figure(layout="constrained", dpi=96 * THEME.zoom / 100))
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout.addWidget(self._canvas)
        return self._canvas

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save the picture."""
        if self._canvas is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Copy picture"), self.copy)
        menu.addAction(_("Save picture…"), self._ask_where)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if self._canvas is not None:
            QGuiApplication.clipboard().setPixmap(self._canvas.grab())

    def _ask_where(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save picture"), "", "PNG (*.png);;SVG (*.svg)")
        if path:
            self._canvas.figure.savefig(path)


@cache
def _canvas_class() -> Any:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

    class Canvas(FigureCanvasQTAgg):
        """Draws without complaint where there is hardly any room."""

        def draw(self) -> None:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="constrained_layout not applied", category=UserWarning)
                super().draw()  # type: ignore[no-untyped-call]

    return Canvas
