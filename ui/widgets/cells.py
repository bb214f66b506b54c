# SPDX-License-Identifier: Apache-2.0
"""How table cells are painted and edited: figures, chips, creditors with a coloured initial, guideline bands."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import icons
from ui.models.records import COLUMN, RECORD, TINT, Column
from ui.theme import THEME
from ui.widgets.band import paint_band
from ui.widgets.chip import ChipText, chip_width, paint_chip
from ui.widgets.choice import Choice
from ui.widgets.form import Field, make_editor
from ui.widgets.text import plain_tip
from ui.widgets.typed_edit import TypedEdit

Index = QModelIndex | QPersistentModelIndex
SIDE = 10  # px of air left and right in a cell
INITIAL = 24  # px of the coloured initial
UNWORDED = ("sign", "band", "tiles")  # looks without words of their own in a line


@runtime_checkable
class Writer(Protocol):
    """A view that knows to which rows an edit goes."""

    def write(self, index: Index, value: Any) -> None:
        """Ask for the value at an index, and in what else is chosen."""


class Cells(QStyledItemDelegate):
    """Paints every cell on the tokens and opens the same editors as the forms."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Totals in semibold; the rest as it is."""
        super().initStyleOption(option, index)
        is_total = getattr(index.model(), "is_total", None)
        if is_total is not None and is_total(index.row()):
            option.font = THEME.font(bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, hairline, focus ring and the cell's own look."""
        column: Column | None = index.data(COLUMN)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        painter.save()
        selected = bool(own.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(own.rect, THEME.colour("accent_soft"))
        painter.setPen(QPen(THEME.colour("border"), 1))
        painter.drawLine(own.rect.bottomLeft(), own.rect.bottomRight())
        inner = QRectF(own.rect).adjusted(THEME.px(SIDE), 0, -THEME.px(SIDE), 0)
        self.draw(column.look if column else "text", painter, own, index, inner)
        if own.state & QStyle.StateFlag.State_HasFocus and column and column.path:
            painter.setPen(QPen(THEME.colour("accent"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(own.rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
        painter.restore()

    def draw(
        self, look: str, painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF
    ) -> None:
        """Draw what stands in a cell, over its ground."""
        _LOOKS.get(look, _text)(painter, option, index, room)

    def needed(self, index: Index) -> int:
        """The width that the words of a cell need to stand there whole, with their air (px)."""
        column: Column | None = index.data(COLUMN)
        look = column.look if column else "text"
        if look in UNWORDED:
            return 0
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        is_total = getattr(index.model(), "is_total", None)
        metrics = QFontMetrics(THEME.font(bold=is_total is not None and is_total(index.row())))
        wide = metrics.horizontalAdvance(words)
        if look == "chip" and isinstance(chip := index.data(Qt.ItemDataRole.UserRole), ChipText):
            wide = chip_width(chip)
        elif look == "initial" and column is not None:
            lead = column.lead(index.data(RECORD)) if column.lead else ""
            wide = metrics.horizontalAdvance(lead or words) + THEME.px(INITIAL + 10)
        return wide + 2 * THEME.px(SIDE)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say the whole words of a cell that is too narrow for them, and what the column says besides."""
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if index.isValid() else ""
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "") if index.isValid() else ""
        if event.type() != QEvent.Type.ToolTip or not words or option.rect.width() >= self.whole(index):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tip("\n".join(filter(None, (words, tip)))), view)
        return True

    def whole(self, index: Index) -> int:
        """The width a cell needs to show everything, a creditor's full name beside the short one too (px)."""
        column: Column | None = index.data(COLUMN)
        if column is None or column.look != "initial" or not column.lead:
            return self.needed(index)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return (
            self.needed(index) + QFontMetrics(THEME.font("caption")).horizontalAdvance(words) + THEME.px(10)
        )

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column's kind."""
        column: Column = index.data(COLUMN)
        made = make_editor(
            Field(
                path=column.path,
                label=column.heading,
                kind=column.kind,
                options=column.options,
                required=column.required,
            )
        )
        made.setObjectName("cell")
        made.setParent(parent)
        if isinstance(made, Choice):
            made.activated.connect(lambda _at: self._take(made))
        return made

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from the present value, all selected."""
        editor.set_value(index.data(Qt.ItemDataRole.EditRole))  # type: ignore[attr-defined]
        if isinstance(editor, TypedEdit):
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand a readable value on; what cannot be read leaves the old value."""
        if isinstance(editor, TypedEdit) and not editor.commit():
            return
        view: object = self.parent()
        value = editor.value()  # type: ignore[attr-defined]
        if isinstance(view, Writer):
            view.write(index, value)
        else:
            model.setData(index, value)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor open on Enter where the text cannot be read, so that the reason is seen."""
        if (
            (
                isinstance(editor, TypedEdit)
                and isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
            )
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not editor.commit()
        ):
            editor.setToolTip(editor.accessibleDescription())
            return True
        return super().eventFilter(editor, event)


def _text(painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF) -> None:
    painter.setFont(option.font)
    painter.setPen(THEME.colour("text"))
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter)
    if words in ("—", ""):
        painter.setPen(THEME.colour("muted"))
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(room.width() + 1))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _chip(painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF) -> None:
    chip = index.data(Qt.ItemDataRole.UserRole)
    if isinstance(chip, ChipText) and chip.words:
        widget = option.widget
        paint_chip(painter, chip, room, widget.devicePixelRatioF() if widget else 1.0)
    else:
        _text(painter, option, index, room)


def _sign(painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF) -> None:
    chip = index.data(Qt.ItemDataRole.UserRole)
    if isinstance(chip, ChipText) and chip.picture:
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        drawn, side = icons.pixmap(chip.picture, chip.tone or "muted", 16, ratio), THEME.px(16)
        painter.drawPixmap(QPointF(room.center().x() - side / 2, room.center().y() - side / 2), drawn)


def _initial(painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF) -> None:
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    side = THEME.px(INITIAL)
    box = QRectF(room.left(), room.center().y() - side / 2, side, side)
    token = f"series{(index.data(TINT) or 0) % 8 + 1}"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.colour(token))
    painter.drawRoundedRect(box, THEME.px(6), THEME.px(6))
    painter.setPen(THEME.colour("on_accent" if THEME.tokens.dark else "surface"))
    painter.setFont(THEME.font("caption", bold=True))
    column: Column = index.data(COLUMN)
    lead = column.lead(index.data(RECORD)) if column.lead else ""
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), (lead or words)[:1])
    painter.setFont(option.font)
    painter.setPen(THEME.colour("text"))
    left = room.adjusted(side + THEME.px(10), 0, 0, 0)
    first = painter.fontMetrics().elidedText(
        lead or words, Qt.TextElideMode.ElideRight, round(left.width() + 1)
    )
    painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), first)
    rest = left.adjusted(painter.fontMetrics().horizontalAdvance(first) + THEME.px(10), 0, 0, 0)
    if lead and rest.width() > THEME.px(48):
        painter.setFont(THEME.font("caption"))
        painter.setPen(THEME.colour("muted"))
        second = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(rest.width()))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), second)


def _band(painter: QPainter, _option: QStyleOptionViewItem, index: Index, room: QRectF) -> None:
    value: Any = index.data(Qt.ItemDataRole.EditRole)
    if value and value[1]:
        paint_band(painter, room, value[0], value[1])


_LOOKS = {"chip": _chip, "sign": _sign, "initial": _initial, "band": _band, "number": _text, "text": _text}
