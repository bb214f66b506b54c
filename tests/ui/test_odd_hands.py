# SPDX-License-Identifier: Apache-2.0
"""Fields under odd hands: a note left at once, a calendar typed into until no day is left."""

from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.date_edit import DateEdit
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


def test_a_calendar_without_a_day_and_beyond_all_years_does_no_harm(
    themed: QApplication, qtbot: QtBot
) -> None:
    field = DateEdit()
    qtbot.addWidget(field)
    field.show()
    told: list[object] = []
    field.edited.connect(told.append)
    field._open()
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.activated.emit(QDate())
    assert told == []
    calendar.setSelectedDate(QDate(-4714, 1, 1))
    assert calendar.selectedDate().year() >= 1900
    calendar.clicked.emit(QDate(2027, 2, 28))
    assert str(told[0]) == "2027-02-28"
