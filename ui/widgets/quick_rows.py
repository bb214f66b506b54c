# SPDX-License-Identifier: Apache-2.0
"""Rows to fill in quickly from the keyboard: what is there, and always one empty row below that becomes the next."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QToolButton, QWidget

from planner.facts.language import _
from ui.icons import set_icon
from ui.models.records import read
from ui.theme import THEME
from ui.widgets.form import Editor, Field, make_editor
from ui.widgets.text import OneLine, Words
from ui.widgets.typed_edit import TypedEdit

MOST = 12  # rows; more belong on the page with its table


class QuickRows(QWidget):
    """`edited(record id or "", path, value)` tells a finished field ("" begins a record), `removed(record id)`."""

    edited = Signal(str, str, object)
    removed = Signal(str)

    def __init__(
        self,
        fields: Sequence[Field],
        stretches: Sequence[int],
        words: Sequence[str] = (),
        blank: Mapping[str, Any] | None = None,
    ) -> None:
        """`stretches` share the width; `words` are offered in the first field; `blank` is what an empty row shows."""
        super().__init__()
        self.setObjectName("form")  # on the card's own ground
        self._blank = blank or {}
        self.fields = tuple(fields)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(8))
        self._grid.setVerticalSpacing(THEME.px(6))
        for place, (field, share) in enumerate(zip(self.fields, stretches, strict=True)):
            self._grid.addWidget(OneLine(_(field.label), "caption"), 0, place)
            self._grid.setColumnStretch(place, share)
        self.rows: list[list[Editor]] = []
        self._ids: list[str] = []
        self._away: list[QToolButton] = []
        self.reason = Words("", "bad", wrap=True)
        self.reason.hide()
        for row in range(MOST):
            self._make_row(row, words)
        for row in range(MOST):  # after all fields: Tab goes from row to row
            self._make_away(row)
        self._grid.addWidget(self.reason, MOST + 1, 0, 1, len(self.fields) + 1)
        self.show_records(())

    def _make_row(self, row: int, words: Sequence[str]) -> None:
        editors = []
        for place, field in enumerate(self.fields):
            editor = make_editor(field)
            editor.setObjectName(f"{field.path}-{row}")
            editor.setAccessibleName(_("{field}, row {n}").format(field=_(field.label), n=row + 1))
            editor.edited.connect(lambda value, row=row, path=field.path: self._tell(row, path, value))
            if isinstance(editor, TypedEdit):
                editor.refused.connect(self._refuse)
                editor.returnPressed.connect(lambda row=row, place=place: self._go_on(row, place))
                if place == 0 and words:
                    editor.setCompleter(_completer(words, editor))
            self._grid.addWidget(editor, row + 1, place)
            editors.append(editor)
        self.rows.append(editors)

    def _make_away(self, row: int) -> None:
        away = QToolButton()
        set_icon(away, "x", size=16)
        away.setAccessibleName(_("Remove row {n}").format(n=row + 1))
        away.setToolTip(_("Remove this row"))
        away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        away.clicked.connect(lambda _on=False, row=row: self.removed.emit(self._ids[row]))
        self._grid.addWidget(away, row + 1, len(self.fields))
        self._away.append(away)

    def _tell(self, row: int, path: str, value: Any) -> None:
        self.edited.emit(self._ids[row] if row < len(self._ids) else "", path, value)

    def _go_on(self, row: int, place: int) -> None:
        """Enter takes the value and goes to the next field, from the last one into the next row."""
        editor = self.rows[row][place]
        if isinstance(editor, TypedEdit) and not editor.commit():
            return
        row, place = (row, place + 1) if place + 1 < len(self.fields) else (row + 1, 0)
        if row < len(self.rows) and not self.rows[row][place].isHidden():
            self.rows[row][place].setFocus(Qt.FocusReason.TabFocusReason)

    def _refuse(self, words: str) -> None:
        self.reason.setText(words)
        self.reason.setVisible(bool(words))

    def show_records(self, records: Sequence[Any]) -> None:
        """Show records, the first of them where there are too many; what is being typed is left alone."""
        records = records[:MOST]
        self._ids = [record.id for record in records]
        for row, editors in enumerate(self.rows):
            on = row <= len(records)
            record = records[row] if row < len(records) else None
            for field, editor in zip(self.fields, editors, strict=True):
                typing = record is None and isinstance(editor, TypedEdit) and editor.isModified()
                if not typing:
                    editor.set_value(
                        read(record, field.path) if record is not None else self._blank.get(field.path)
                    )
                editor.setVisible(on)
            self._away[row].setVisible(record is not None)

    def commit(self) -> None:
        """Take what is being typed."""
        for editors in self.rows:
            for editor in editors:
                if isinstance(editor, TypedEdit) and not editor.isHidden():
                    editor.commit()

    def next(self) -> QWidget:
        """The field where the next thing is typed."""
        return self.rows[min(len(self._ids), MOST - 1)][0]


def _completer(words: Sequence[str], over: QWidget) -> QCompleter:
    completer = QCompleter(list(words), over)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
