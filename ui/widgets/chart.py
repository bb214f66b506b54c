# SPDX-License-Identifier: Apache-2.0
"""What every chart of the window can: tell a place by mouse and keys, open it, leave series out, be copied and saved,
and show its figures as a table for those who do not see it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from planner.facts.language import N_, _
from planner.facts.problems import InputError
from planner.reports.table import Table
from ui.theme import THEME
from ui.widgets.figures_window import FiguresWindow

YEAR = 12  # places a page key walks
SHARP = 2  # times the dots of the screen in a saved picture


class Chart(QWidget):
    """`picked(place, by key)` tells that a place was clicked or chosen by Enter, `series_changed` another choice.

    A chart says how many places it has (`count`), what one tells (`told`), and where one is (`place_at`).
    """

    picked = Signal(int, bool)
    series_changed = Signal()
    failed = Signal(str)  # why a picture could not be saved

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.at: int | None = None
        self.series: tuple[tuple[str, str], ...] = ()
        self.hidden: frozenset[str] = frozenset()
        self._figures: Callable[[], Table] | None = None
        THEME.changed.connect(self.update)

    # ---- what a chart says of itself

    def count(self) -> int:
        """How many places can be told."""
        return 0

    def told(self, place: int) -> str:
        """What one place tells, in lines."""
        raise NotImplementedError

    def place_at(self, point: QPointF) -> int | None:
        """The place under a point."""
        raise NotImplementedError

    def below(self) -> int:
        """How many places the arrow down walks."""
        return 1

    def picture(self) -> QImage:
        """The chart as it is seen."""
        return self.grab().toImage()

    def is_drawn(self) -> bool:
        """Whether there is a picture yet."""
        return self.count() > 0

    # ---- figures and series

    def set_figures(self, figures: Callable[[], Table] | None) -> None:
        """Say where the figures of the chart come from, as a table; asked when somebody wants them."""
        self._figures = figures

    def show_figures(self) -> None:
        """Show the figures as a table, for a screen reader, a look or a spreadsheet."""
        if self._figures is not None:
            FiguresWindow(self.window(), self._figures()).open()

    def set_series(self, series: Sequence[tuple[str, str]]) -> None:
        """Name what can be left out: keys with their words."""
        self.series = tuple(series)
        self.hidden &= {key for key, _words in self.series}

    def leave_out(self, key: str, out: bool) -> bool:
        """Leave a series out or show it again; the last one stays. Says whether it is out now."""
        hidden = self.hidden | {key} if out else self.hidden - {key}
        if len(hidden) == len(self.series):
            return False  # a chart of nothing would say that there is nothing
        if hidden != self.hidden:
            self.hidden = hidden
            self.series_changed.emit()
        return out

    def offer_series(self, menu: QMenu) -> None:
        """Put the series into a menu, to be ticked."""
        for key, words in self.series:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key not in self.hidden)
            action.toggled.connect(
                lambda on, key=key, action=action: action.setChecked(not self.leave_out(key, not on))
            )

    # ---- telling a place

    def tell(self, place: int | None) -> None:
        """Tell one place, or none."""
        if place == self.at or (place is not None and not 0 <= place < self.count()):
            return
        self.at = place
        self.setAccessibleDescription("" if place is None else self.told(place))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the place under the mouse."""
        self.tell(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the place."""
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.picked.emit(place, False)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing any more."""
        super().leaveEvent(event)
        self.tell(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell nothing any more, unless it is the chart's own menu that has the keyboard now."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.tell(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and the page keys walk; Enter opens; Space shows the figures; Ctrl+C copies the picture."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at is not None:
            self.picked.emit(self.at, True)
        elif key == Qt.Key.Key_Space and self._figures is not None:
            self.show_figures()
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu(self.mapToGlobal(self.rect().center()))
        elif (place := self._walked(key)) is not None:
            self.tell(place)
        else:
            super().keyPressEvent(event)

    def _walked(self, key: Qt.Key) -> int | None:
        last = self.count() - 1
        if last < 0:
            return None
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.below(),
            Qt.Key.Key_Down: self.below(),
            Qt.Key.Key_PageUp: -YEAR,
            Qt.Key.Key_PageDown: YEAR,
        }
        if key in ends:
            return ends[key]
        if key not in steps:
            return None
        step = steps[key]
        start = self.at if self.at is not None else (-1 if step > 0 else last + 1)
        return min(max(start + step, 0), last) if self.at is not None else (0 if step > 0 else last)

    # ---- painting

    def paint_focus(self, painter: QPainter) -> None:
        """The ring of the focus."""
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def paint_words(self, painter: QPainter, words: str, at: QPointF) -> None:
        """Words in a small box beside a point."""
        painter.setFont(THEME.font("caption"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        pad = THEME.px(8)
        needed = painter.fontMetrics().boundingRect(self.rect(), flags, words)
        width, height = needed.width() + 2 * pad, needed.height() + pad
        left = at.x() + pad if at.x() + pad + width < self.width() else at.x() - pad - width
        top = min(max(0.0, at.y()), max(0.0, self.height() - height))
        box = QRectF(max(0.0, left), top, width, height)
        painter.setPen(THEME.colour("border"))
        painter.setBrush(THEME.colour("surface"))
        painter.drawRoundedRect(box, THEME.px(6), THEME.px(6))
        painter.setPen(THEME.colour("text"))
        painter.drawText(box.adjusted(pad, 0, -pad, 0), flags, words)

    # ---- the picture elsewhere

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the keys do, as a menu."""
        self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu.actions():
            menu.exec(at)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """A fresh menu of what can be done with the chart now."""
        menu = QMenu(self)
        if not self.is_drawn():
            return menu
        if self._figures is not None:
            menu.addAction(_("&Figures as a table"), self.show_figures).setShortcut("Space")
        if len(self.series) > 1:
            shown = menu.addMenu(_("&Shown"))
            self.offer_series(shown)
        menu.addAction(_("&Copy picture"), self.copy).setShortcut(QKeySequence.StandardKey.Copy)
        menu.addAction(_("Save &picture…"), self._ask_where)
        return menu

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if self.is_drawn():
            QGuiApplication.clipboard().setImage(self.picture())

    def _ask_where(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save picture"), "", "PNG (*.png);;SVG (*.svg)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the chart as PNG or SVG, by the name's ending."""
        done = self._write_svg(path) if path.suffix.lower() == ".svg" else self._write_dots(path)
        if not done:
            self.failed.emit(refused(path).words())

    def _write_dots(self, path: Path) -> bool:
        image = QImage(self.size() * SHARP, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(SHARP)
        image.fill(THEME.colour("surface"))
        painter = QPainter(image)
        self.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image.save(str(path))

    def _write_svg(self, path: Path) -> bool:
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(QSize(self.width(), self.height()))
        drawing.setViewBox(self.rect())
        painter = QPainter()
        if not painter.begin(drawing):
            return False
        self.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        return painter.end()


def refused(path: Path) -> InputError:
    """Why a picture could not be written, and what helps."""
    return InputError(
        path.name,
        N_("The picture could not be written."),
        {},
        N_("Choose another place, or .png or .svg."),
    )
