# SPDX-License-Identifier: Apache-2.0
"""A form made from a table of fields: label above, field below, and under it the reason where typing was refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QPlainTextEdit, QWidget

from planner.facts.language import _
from ui import icons, shown
from ui.theme import THEME
from ui.widgets.card import column
from ui.widgets.choice import Choice
from ui.widgets.date_edit import DateEdit, MonthEdit, WhenEdit
from ui.widgets.moment_edit import MomentEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.rate_edit import RateEdit
from ui.widgets.text import OneLine, Words
from ui.widgets.typed_edit import CountEdit, TextEdit, TypedEdit

Kind = Literal["text", "money", "rate", "date", "when", "month", "count", "choice", "flag", "note", "moment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: `path` into the record (`claim.principal`), its label (msgid), what it holds.

    `span` 2 takes the whole width; `hint` (msgid) stands in an empty field; `bounds` are those of a count.
    """

    path: str
    label: str
    kind: Kind = "text"
    options: tuple[tuple[Any, str], ...] = ()
    required: bool = False
    span: int = 1
    hint: str = ""
    bounds: tuple[int, int] = (0, 600)


class NoteEdit(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field instead of being typed."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(THEME.px(76))
        self._pause = QTimer(self, singleShot=True, interval=500)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._pause.start)

    def _tell(self) -> None:
        self._pause.stop()
        self.edited.emit(self.value())

    def commit(self) -> bool:
        """Take what was typed a moment ago; a text is never refused."""
        if self._pause.isActive():
            self._tell()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes what was typed, as with every other field."""
        super().focusOutEvent(event)
        self.commit()

    def value(self) -> str | None:
        """The text, None where there is none."""
        return self.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        """Show another text; one that is being typed is left alone."""
        self.setReadOnly(bool(value) and shown.is_hidden())
        text = shown.MASK if self.isReadOnly() else value or ""
        if text != self.toPlainText().strip():
            with QSignalBlocker(self):
                self.setPlainText(text)


class Flag(QCheckBox):
    """Yes or no."""

    edited = Signal(object)

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.clicked.connect(lambda on: self.edited.emit(bool(on)))

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not, telling nobody."""
        self.setChecked(bool(value))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and words on the tokens, with the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = THEME.px(18)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on, focused = self.isChecked(), self.hasFocus()
        painter.setPen(
            QPen(THEME.colour("accent" if on or focused else "border_strong"), 2 if focused else 1)
        )
        painter.setBrush(THEME.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            tick = icons.pixmap("check", "on_accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft() + QPointF(2, 2) * THEME.zoom / 100, tick)
        room = QRectF(self.rect()).adjusted(side + THEME.px(10), 0, 0, 0)
        painter.setPen(THEME.colour("text"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())


Editor = TypedEdit | Choice | NoteEdit | Flag

_MAKERS: Mapping[str, Callable[[Field], Editor]] = {
    "text": lambda f: TextEdit(f.required),
    "money": lambda f: MoneyEdit(f.required),
    "moment": lambda f: MomentEdit(f.required),
    "rate": lambda f: RateEdit(f.required),
    "date": lambda f: DateEdit(f.required),
    "when": lambda f: WhenEdit(f.required),
    "month": lambda f: MonthEdit(f.required),
    "count": lambda f: CountEdit(*f.bounds, required=f.required),
    "choice": lambda f: Choice(f.options),
    "flag": lambda f: Flag(_(f.label)),
    "note": lambda _f: NoteEdit(),
}


def make_editor(field: Field) -> Editor:
    """Make the field's editor, with its accessible name and hint."""
    editor = _MAKERS[field.kind](field)
    editor.setObjectName(field.path)
    editor.setAccessibleName(_(field.label))
    editor.setMinimumWidth(THEME.px(60))
    if field.hint and isinstance(editor, TypedEdit):
        editor.setPlaceholderText(_(field.hint))
    if isinstance(editor, NoteEdit):
        editor.setPlaceholderText(_(field.hint or field.label))
    return editor


class Form(QWidget):
    """Fields in a grid of two columns. `edited(path, value)` tells each finished edit."""

    edited = Signal(str, object)

    def __init__(self, fields: Sequence[Field], columns: int = 2) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.fields = tuple(fields)
        self.editors: dict[str, Editor] = {}
        self._reasons: dict[str, Words] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(THEME.px(12))
        grid.setVerticalSpacing(THEME.px(10))
        line, place = 0, 0
        for field in self.fields:
            span = min(field.span, columns)
            if place + span > columns:
                line, place = line + 1, 0
            grid.addLayout(self._cell(field), line, place, 1, span)
            place += span
        for place in range(columns):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, THEME.px(60))

    def _cell(self, field: Field) -> Any:
        editor = make_editor(field)
        self.editors[field.path] = editor
        editor.edited.connect(lambda value, path=field.path: self.edited.emit(path, value))
        label = OneLine(_(field.label), "caption")
        label.setBuddy(editor)
        if field.kind in ("flag", "note"):
            label.hide()  # a flag says it itself, a note has its card's title
        cell = column(label, editor, None, gap=3)
        if isinstance(editor, TypedEdit):
            editor.refused.connect(lambda words: self._say_why(field.path, cell, words))
        return cell

    def _say_why(self, path: str, cell: QBoxLayout, words: str) -> None:
        """Say under a field why it was refused; "" takes it back. Most fields never need the room."""
        reason = self._reasons.get(path)
        if reason is None and words:
            reason = self._reasons[path] = Words("", "bad", wrap=True)
            cell.insertWidget(2, reason)
        if reason is not None:
            reason.setText(words)
            reason.setVisible(bool(words))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of a record, by path; paths not named show as unknown."""
        for path, editor in self.editors.items():
            editor.set_value(values.get(path))

    def set_shown(self, path: str, on: bool) -> None:
        """Show or hide one field with its label."""
        editor = self.editors[path]
        editor.setVisible(on)
        for label in self.findChildren(Words):
            if label.buddy() is editor:
                label.setVisible(on)

    def commit(self) -> bool:
        """Take what is being typed; False where a field cannot be read."""
        taken = [e.commit() for e in self.editors.values() if isinstance(e, TypedEdit | NoteEdit)]
        return all(taken)
