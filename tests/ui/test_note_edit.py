# SPDX-License-Identifier: Apache-2.0
"""Several lines of text count when they are left, not only half a second later."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.form import Field, Form, NoteEdit


def test_a_note_counts_as_soon_as_it_is_left(themed: QApplication, qtbot: QtBot) -> None:
    holder, note, other = QWidget(), NoteEdit(), QLineEdit()
    layout = QVBoxLayout(holder)
    layout.addWidget(note)
    layout.addWidget(other)
    qtbot.addWidget(holder)
    holder.show()
    with qtbot.waitActive(holder):
        holder.activateWindow()
    note.setFocus()
    told: list[object] = []
    note.edited.connect(told.append)
    QTest.keyClicks(note, "abc")
    assert told == []
    other.setFocus()
    assert told == ["abc"]
    qtbot.wait(600)
    assert told == ["abc"]  # once


def test_a_form_takes_the_note_that_is_being_typed(themed: QApplication, qtbot: QtBot) -> None:
    form = Form((Field(path="note", label="Note", kind="note"),))
    qtbot.addWidget(form)
    told: list[tuple[str, object]] = []
    form.edited.connect(lambda path, value: told.append((path, value)))
    editor = form.editors["note"]
    assert isinstance(editor, NoteEdit)
    editor.setPlainText("x")
    assert form.commit()
    assert told == [("note", "x")]
