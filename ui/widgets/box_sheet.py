# SPDX-License-Identifier: Apache-2.0
"""A page of a paper on which boxes are drawn over what its redacted copy must hide: by mouse, and by keyboard alone."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.facts.case import Box
from planner.facts.language import _, ngettext
from ui import shown
from ui.theme import THEME

WIDEST = 760  # px of a page
LEAST = 6  # px: a shorter drag is a click
GRIP = 10  # px around a corner or side that take hold of it
STEP, FINE = 0.01, 0.002  # shares of the page that an arrow key moves; with Ctrl
NEW = (0.35, 0.45, 0.3, 0.06)  # where a box made by the keyboard first lies, as shares of the page
SMALLEST = 0.004
_PLACES = Decimal("0.0001")

_CURSORS = {
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
    "": Qt.CursorShape.SizeAllCursor,
}


def shares_of(box: Box) -> QRectF:
    """A box as shares of its page."""
    return QRectF(float(box.x), float(box.y), float(box.w), float(box.h))


def box_of(page: int, place: QRectF) -> Box:
    """The box at a place given as shares of the page; what lies outside the page is cut off."""
    place = place.normalized().intersected(QRectF(0, 0, 1, 1))
    sides = (place.left(), place.top(), place.width(), place.height())
    x, y, w, h = (Decimal(f"{side:.4f}") for side in sides)
    return Box(page=page, x=x, y=y, w=max(w, _PLACES), h=max(h, _PLACES))


class BoxSheet(QWidget):
    """One page with its boxes. `changed(boxes, run)` tells all boxes of the paper after each finished change.

    Changes with the same `run`, not None, belong together: arrow keys pressed in a row are one edit.
    """

    changed = Signal(object, object)
    selected = Signal()
    turned = Signal(int)  # by so many pages

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(THEME.px(240))
        self.setMaximumWidth(THEME.px(WIDEST))
        self.page = 1
        self.boxes: tuple[Box, ...] = ()
        self.current: int | None = None  # place in `boxes`
        self._picture, self._words = QImage(), ""
        self._drag: tuple[QPointF, QRectF | None, str] | None = None  # from where, which place, which sides
        self._place: QRectF | None = None  # of the box under the mouse, while it is drawn or moved
        self._run = 0

    # ---- what is shown

    def show_page(self, page: int, picture: QImage, words: str = "") -> None:
        """Show a page; without a picture the words say why."""
        if page != self.page:
            self._choose(None)
        self.page, self._picture, self._words = page, picture, words
        self._tell_name()
        self.updateGeometry()
        self.update()

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show the boxes of the paper, on all its pages."""
        if tuple(boxes) == self.boxes:
            return
        self.boxes = tuple(boxes)
        if self.current is not None and self.current not in self._here():
            self._choose(None)
        self._tell_name()
        self.update()

    def _here(self) -> list[int]:
        return [place for place, box in enumerate(self.boxes) if box.page == self.page]

    def _choose(self, place: int | None) -> None:
        self._run += 1
        if place != self.current:
            self.current = place
            self._tell_name()
            self.selected.emit()
            self.update()

    def _tell_name(self) -> None:
        here = self._here()
        n = len(here)
        told = ngettext("Page {page}, {n} box", "Page {page}, {n} boxes", n).format(page=self.page, n=n)
        self.setAccessibleName(told)
        chosen = here.index(self.current) + 1 if self.current in here else 0
        words = _("Box {n} of {all} is chosen").format(n=chosen, all=n) if chosen else _("No box is chosen")
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        """The page's proportions."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """As high as the page asks at this width, px; a page not drawn yet counts as A4."""
        size = self._picture.size()
        if size.isEmpty():
            return round(width * 1.4142)
        return round(width * size.height() / size.width()) + 2

    def chosen_place(self) -> QRectF | None:
        """Where the chosen box lies in the widget."""
        return self._on_screen(shares_of(self.boxes[self.current])) if self.current is not None else None

    def sheet(self) -> QRectF:
        """Where the page lies in the widget."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        size = QSizeF(self._picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.center().x() - size.width() / 2, room.top(), size.width(), size.height())

    def _on_screen(self, shares: QRectF) -> QRectF:
        sheet = self.sheet()
        return QRectF(
            sheet.left() + shares.left() * sheet.width(),
            sheet.top() + shares.top() * sheet.height(),
            shares.width() * sheet.width(),
            shares.height() * sheet.height(),
        )

    def _share(self, point: QPointF) -> QPointF:
        sheet = self.sheet()
        return QPointF(
            (point.x() - sheet.left()) / max(sheet.width(), 1),
            (point.y() - sheet.top()) / max(sheet.height(), 1),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and its boxes."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        if self._picture.isNull() or shown.is_hidden():
            painter.setPen(THEME.colour("muted"))
            words = shown.MASK if shown.is_hidden() else self._words
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
            return
        sheet = self.sheet()
        painter.drawImage(sheet, self._picture)
        painter.setPen(THEME.colour("border"))
        painter.drawRect(sheet)
        for place in self._here():
            chosen = place == self.current
            shares = self._place if chosen and self._place is not None else shares_of(self.boxes[place])
            self._paint_box(painter, self._on_screen(shares), chosen)
        if self._place is not None and self.current is None:
            self._paint_box(painter, self._on_screen(self._place.normalized()), True)

    def _paint_box(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        ground = THEME.colour("text")
        ground.setAlphaF(0.72)  # the person still sees what is hidden; the copy is black
        painter.setBrush(ground)
        painter.setPen(
            QPen(THEME.colour("accent" if chosen else "border_strong"), THEME.px(2 if chosen else 1))
        )
        painter.drawRect(box)
        if chosen:
            painter.setBrush(THEME.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            grip = THEME.px(6)
            for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
                painter.drawRect(QRectF(corner.x() - grip / 2, corner.y() - grip / 2, grip, grip))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(THEME.colour("surface"), 1, Qt.PenStyle.DashLine))
                painter.drawRect(box.adjusted(2, 2, -2, -2))

    # ---- the mouse

    def _found(self, point: QPointF) -> tuple[int | None, str]:
        """The box under a point, the chosen one first, and the sides of it that are near: "" for its inside."""
        reach = THEME.px(GRIP) / 2
        order = sorted(self._here(), key=lambda place: (place != self.current, -place))
        for place in order:
            box = self._on_screen(shares_of(self.boxes[place]))
            if not box.adjusted(-reach, -reach, reach, reach).contains(point):
                continue
            across = "l" if abs(point.x() - box.left()) <= reach else ""
            across = across or ("r" if abs(point.x() - box.right()) <= reach else "")
            down = "t" if abs(point.y() - box.top()) <= reach else ""
            down = down or ("b" if abs(point.y() - box.bottom()) <= reach else "")
            return place, across + down
        return None, ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a box, or begin a new one."""
        if event.button() != Qt.MouseButton.LeftButton or self._picture.isNull() or shown.is_hidden():
            return
        place, sides = self._found(event.position())
        self._choose(place)
        start = self._share(event.position())
        held = shares_of(self.boxes[place]) if place is not None else None
        if held is None and not QRectF(0, 0, 1, 1).contains(start):
            return
        self._drag = (start, held, sides)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or stretch the box that is held; else tell by the cursor what a press would do."""
        if self._drag is None:
            place, sides = self._found(event.position())
            cross = Qt.CursorShape.CrossCursor if not self._picture.isNull() else Qt.CursorShape.ArrowCursor
            self.setCursor(_CURSORS[sides] if place is not None else cross)
            return
        start, held, sides = self._drag
        now = self._share(event.position())
        if held is None:
            self._place = QRectF(start, now).normalized().intersected(QRectF(0, 0, 1, 1))
        else:
            self._place = _moved(held, sides, now.x() - start.x(), now.y() - start.y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box stands: tell it."""
        if event.button() != Qt.MouseButton.LeftButton or self._drag is None:
            return
        (_start, held, _sides), place = self._drag, self._place
        self._drag = self._place = None
        self.update()
        if place is None or place == held:
            return
        drawn = self._on_screen(place)
        if held is None and min(drawn.width(), drawn.height()) < LEAST:
            return
        self._put(place, None)

    # ---- the keyboard

    def add(self) -> None:
        """Lay a new box on the page, to be moved and stretched."""
        if not self._picture.isNull():
            self._choose(None)
            self._put(QRectF(*NEW), None)
            self.setFocus()

    def remove(self) -> None:
        """Take the chosen box away."""
        if self.current is not None:
            left = tuple(box for place, box in enumerate(self.boxes) if place != self.current)
            self._choose(None)
            self._tell(left, None)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the boxes of the page, then on."""
        here = self._here()
        at = here.index(self.current) if self.current in here else (-1 if forward else len(here))
        at += 1 if forward else -1
        if 0 <= at < len(here):
            self._choose(here[at])
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard, the first or last box is chosen."""
        super().focusInEvent(event)
        here = self._here()
        if here and self.current is None and event.reason() == Qt.FocusReason.TabFocusReason:
            self._choose(here[0])
        elif here and self.current is None and event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._choose(here[-1])
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen box, with Shift they stretch it, with Ctrl finely; Del takes it away, Enter adds one."""
        key, keys = event.key(), event.modifiers()
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if (across or down) and self.current is not None:
            step = FINE if keys & Qt.KeyboardModifier.ControlModifier else STEP
            sides = "rb" if keys & Qt.KeyboardModifier.ShiftModifier else ""
            held = shares_of(self.boxes[self.current])
            self._put(_moved(held, sides, across * step, down * step), (self.current, self._run))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert):
            self.add()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    # ---- changes

    def _put(self, place: QRectF, run: object) -> None:
        box = box_of(self.page, place)
        if self.current is None:
            boxes: tuple[Box, ...] = (*self.boxes, box)
            self.current = len(self.boxes)
        else:
            boxes = tuple(box if n == self.current else old for n, old in enumerate(self.boxes))
        self._tell(boxes, run)

    def _tell(self, boxes: tuple[Box, ...], run: object) -> None:
        if boxes != self.boxes:
            self.boxes = boxes
            self._tell_name()
            self.selected.emit()
            self.update()
            self.changed.emit(boxes, run)


def _moved(held: QRectF, sides: str, across: float, down: float) -> QRectF:
    """A place moved, or stretched by the sides that are held; it stays on the page and never turns inside out."""
    left, top, right, bottom = held.left(), held.top(), held.right(), held.bottom()
    if not sides:
        across = min(max(across, -left), 1 - right)
        down = min(max(down, -top), 1 - bottom)
        return held.translated(across, down)
    if "l" in sides:
        left = min(max(left + across, 0.0), right - SMALLEST)
    if "r" in sides:
        right = max(min(right + across, 1.0), left + SMALLEST)
    if "t" in sides:
        top = min(max(top + down, 0.0), bottom - SMALLEST)
    if "b" in sides:
        bottom = max(min(bottom + down, 1.0), top + SMALLEST)
    return QRectF(left, top, right - left, bottom - top)
