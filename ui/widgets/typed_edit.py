# SPDX-License-Identifier: Apache-2.0
"""A field that understands what people type: keeps the old value while the text is wrong, and says why in words."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.facts.language import N_
from planner.facts.numerals import bare, read_number
from planner.facts.problems import InputError
from ui import shown
from ui.widgets.search_line import SearchLine

PAUSE = 500  # ms after the last key until the value counts


class TypedEdit(SearchLine):
    """A line of text with a value behind it. `edited` carries the new value, `refused` the reason ("" when mended).

    Enter or leaving the field takes the value, a pause in typing takes it too; Esc gives the old one back.
    """

    edited = Signal(object)
    refused = Signal(str)
    figures: ClassVar[bool] = False  # right-aligned
    private: ClassVar[bool] = False  # masked and not to be typed over while amounts and names are hidden

    def __init__(self, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._told: Any = None
        self.required = required
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._take_quietly)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.editingFinished.connect(self.commit)
        if self.figures:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def parse(self, text: str) -> Any:
        """Turn typed text (never empty) into a value; raises InputError."""
        return text

    def show_as(self, value: Any) -> str:
        """Write the value (never None) as the field shows it."""
        return str(value)

    def value(self) -> Any:
        """The value that counts now; None where the field is empty."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show another value; what is being typed right now is left alone unless the value really moved."""
        if self.isModified() and value == self._value:
            return
        self._value = value
        self._rewrite()

    def _rewrite(self) -> None:
        masked = self.private and self._value is not None and shown.is_hidden()
        self.setReadOnly(masked)
        text = "" if self._value is None else self.show_as(self._value)
        self.setText(shown.MASK if masked else text)
        self.setModified(False)
        self.setCursorPosition(0)
        self._say("")

    def commit(self) -> bool:
        """Take what stands in the field; returns False, and says why, where it cannot be read."""
        self._pause.stop()
        if not self.isModified():
            return True
        try:
            value = self._read()
        except InputError as refusal:
            self._say(refusal.words())
            return False
        self._tell(value)
        self._rewrite()
        return True

    def _take_quietly(self) -> None:
        try:
            value = self._read()
        except InputError:
            return  # still typing; the reason is said when the field is left
        self._say("")
        self._tell(value)

    def _read(self) -> Any:
        text = self.text().strip()
        if text:
            return self.parse(text)
        if self.required:
            raise InputError(
                "", N_("This cannot be empty."), {}, N_("Type a value, or press Esc for the old one.")
            )
        return None

    def _tell(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _say(self, words: str) -> None:
        if bool(words) != bool(self.property("bad")):
            self.setProperty("bad", bool(words))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(words)
        self.refused.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the old value back; a second Esc goes to the window."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._pause.stop()
            self._rewrite()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all when reached by keyboard, so that typing replaces."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class TextEdit(TypedEdit):
    """A line of plain text; spaces at its ends are dropped."""

    private = True


class CountEdit(TypedEdit):
    """A whole number between two bounds, such as a number of instalments or a day of the month."""

    figures = True

    def __init__(
        self, least: int = 0, most: int = 600, required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(required, parent)
        self._bounds = (least, most)

    def parse(self, text: str) -> int:
        """Read digits of any width, or `三十六`, `36期`, `15号`, within the bounds."""
        least, most = self._bounds
        number = read_number(bare(text).removesuffix("月").rstrip("期个号日笔次"))
        if number is None or number.denominator != 1 or not least <= number <= most:
            raise InputError(
                "",
                N_("“{text}” is not a whole number from {least} to {most}."),
                {"text": text, "least": least, "most": most},
                N_("Type it like 12."),
            )
        return number.numerator
