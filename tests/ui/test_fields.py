# SPDX-License-Identifier: Apache-2.0
"""Fields take what people type, say in words what they cannot read, and keep the old value meanwhile."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.dates import Month
from ui import clock, shown
from ui.widgets.choice import Choice
from ui.widgets.date_edit import DateEdit, MonthEdit, WhenEdit
from ui.widgets.form import Field, Form, NoteEdit
from ui.widgets.moment_edit import MomentEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.rate_edit import RateEdit
from ui.widgets.text import Words
from ui.widgets.typed_edit import CountEdit, TextEdit, TypedEdit

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def ground(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def put(ground: QWidget, field: Any) -> Any:
    ground.layout().addWidget(field)
    field.show()
    field.setFocus()
    return field


def type_and_leave(field: QLineEdit, text: str) -> None:
    field.selectAll()
    field.clear()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:  # characters that no key of the test keyboard gives
        field.insert(text)
    field.setModified(True)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,234.5", 123_450),
        ("１２３４．５", 123_450),
        ("¥20", 2_000),
        ("1.2万", 1_200_000),
        ("0", 0),
        (" 88 元", 8_800),
        ("3w", 3_000_000),
        ("一千二百", 120_000),
    ],
)
def test_an_amount_is_taken_as_people_type_it(ground: QWidget, qtbot: QtBot, typed: str, fen: int) -> None:
    field = put(ground, MoneyEdit())
    with qtbot.waitSignal(field.edited) as told:
        type_and_leave(field, typed)
    assert told.args == [fen]
    assert field.value() == fen


@pytest.mark.parametrize("typed", ["abc", "-5", "1.234.5", "1.005", "99999999999999999"])
def test_a_bad_amount_is_refused_in_words_and_the_old_value_stays(
    ground: QWidget, qtbot: QtBot, typed: str
) -> None:
    field = put(ground, MoneyEdit())
    field.set_value(500)
    with qtbot.assertNotEmitted(field.edited), qtbot.waitSignal(field.refused) as told:
        type_and_leave(field, typed)
    assert told.args[0]
    assert field.value() == 500
    assert field.text() == typed
    assert field.accessibleDescription() == told.args[0]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "5.00"
    assert not field.property("bad")


def test_thirty_million_yuan_arrive_whole(ground: QWidget, qtbot: QtBot) -> None:
    field = put(ground, MoneyEdit())
    with qtbot.waitSignal(field.edited) as told:
        type_and_leave(field, "30,000,000")
    assert told.args == [3_000_000_000]


def test_a_pause_in_typing_counts_without_leaving_the_field(ground: QWidget, qtbot: QtBot) -> None:
    field = put(ground, MoneyEdit())
    with qtbot.waitSignal(field.edited, timeout=2_000) as told:
        QTest.keyClicks(field, "12")
    assert told.args == [1_200]
    assert field.text() == "12"


def test_what_is_being_typed_is_not_overwritten_by_the_same_value(ground: QWidget, qtbot: QtBot) -> None:
    field = put(ground, MoneyEdit())
    with qtbot.waitSignal(field.edited, timeout=2_000):
        QTest.keyClicks(field, "12")
    field.set_value(1_200)
    assert field.text() == "12"
    field.set_value(1_300)
    assert field.text() == "13.00"


def test_an_empty_field_means_unknown_unless_it_is_required(ground: QWidget) -> None:
    free, needed = put(ground, MoneyEdit()), put(ground, MoneyEdit(required=True))
    for field in (free, needed):
        field.set_value(700)
        type_and_leave(field, "")
    free.clear()
    free.setModified(True)
    free.commit()
    needed.clear()
    needed.setModified(True)
    assert not needed.commit()
    assert free.value() is None
    assert needed.value() == 700


@pytest.mark.parametrize(
    ("typed", "rate"), [("24%", "0.24"), ("18.25", "0.1825"), ("0.24", "0.24"), ("１８％", "0.18")]
)
def test_a_rate_is_taken_as_people_type_it(ground: QWidget, typed: str, rate: str) -> None:
    field = put(ground, RateEdit())
    type_and_leave(field, typed)
    assert field.value() == Decimal(rate)


def test_days_are_counted_from_today_and_what_is_unclear_is_said(ground: QWidget) -> None:
    clock.count_from(lambda: date(2026, 11, 22))
    day, month, moment = put(ground, DateEdit()), put(ground, MonthEdit()), put(ground, MomentEdit())
    type_and_leave(day, "明天")
    type_and_leave(month, "下个月")
    type_and_leave(moment, "昨天 10:05")
    clock.count_from(date.today)
    assert day.value() == date(2026, 11, 23)
    assert month.value() == Month.parse("2026-12")
    assert moment.value() == datetime(2026, 11, 21, 10, 5)
    for unclear in ("3/5", "15号", "46086", "下月31日31"):
        type_and_leave(day, unclear)
        assert unclear in day.accessibleDescription()
        assert day.value() == date(2026, 11, 23)


def test_days_months_and_either(ground: QWidget) -> None:
    day, month, when = put(ground, DateEdit()), put(ground, MonthEdit()), put(ground, WhenEdit())
    type_and_leave(day, "2026/2/28")
    type_and_leave(month, "2026-4")
    type_and_leave(when, "2026.4")
    assert day.value() == date(2026, 2, 28)
    assert month.value() == when.value() == Month.parse("2026-04")
    type_and_leave(day, "2026-02-30")
    assert day.value() == date(2026, 2, 28)
    assert day.property("bad")


def test_a_count_stays_within_its_bounds(ground: QWidget) -> None:
    field = put(ground, CountEdit(1, 31))
    type_and_leave(field, "31")
    assert field.value() == 31
    type_and_leave(field, "32")
    assert field.value() == 31
    assert "31" in field.accessibleDescription()
    for typed, count in (("１２", 12), ("十五号", 15), ("24期", 24), ("3个月", 3)):
        type_and_leave(field, typed)
        assert field.value() == count
    for typed in ("1.5", "-1", "期", "abc"):
        type_and_leave(field, typed)
        assert field.value() == 3


def wheel(over: QWidget) -> None:
    centre = QPointF(over.rect().center())
    turned = QWheelEvent(
        centre,
        over.mapToGlobal(centre),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, turned)


def test_the_wheel_never_changes_a_choice_without_the_focus(ground: QWidget) -> None:
    choice = put(ground, Choice((("a", "A"), ("b", "B"))))
    choice.set_value("a")
    ground.findChild(QLineEdit).setFocus()
    wheel(choice)
    assert choice.value() == "a"


def test_tab_leaves_a_note(ground: QWidget) -> None:
    note = put(ground, NoteEdit())
    other = put(ground, TextEdit())
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert note.toPlainText() == ""
    assert other.hasFocus()


def test_labels_show_text_and_never_html(ground: QWidget) -> None:
    label = put(ground, Words("<img src='file:///etc/passwd'><b>x</b>"))
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_form_names_its_fields_and_shows_the_reason_under_the_field(ground: QWidget, qtbot: QtBot) -> None:
    fields = (
        Field(path="principal", label="Principal", kind="money", required=True),
        Field(path="kind", label="Kind", kind="choice", options=(("a", "A"),)),
        Field(path="on", label="On", kind="flag"),
        Field(path="note", label="Note", kind="note"),
        Field(path="day", label="Day", kind="date"),
    )
    form = put(ground, Form(fields))
    assert all(editor.accessibleName() for editor in form.editors.values())
    form.show_values({"principal": 100, "kind": "a", "on": True, "note": "n", "day": date(2026, 4, 1)})
    assert {path: editor.value() for path, editor in form.editors.items()} == {
        "principal": 100,
        "kind": "a",
        "on": True,
        "note": "n",
        "day": date(2026, 4, 1),
    }
    type_and_leave(form.editors["principal"], "x")
    reasons = [w.text() for w in form.findChildren(Words) if w.property("role") == "bad" and w.isVisible()]
    assert len(reasons) == 1
    assert "x" in reasons[0]
    assert not form.commit()
    with qtbot.waitSignal(form.edited) as told:
        type_and_leave(form.editors["principal"], "2")
    assert told.args == ["principal", 200]


def test_a_hidden_amount_shows_the_mask_and_cannot_be_typed_over(ground: QWidget) -> None:
    shown.hide(True)
    field: TypedEdit = put(ground, MoneyEdit())
    field.set_value(123_456)
    assert field.text() == shown.MASK
    assert field.isReadOnly()
    assert "1,234" not in field.accessibleName() + field.toolTip() + field.text()


def test_a_refusal_is_said_under_its_field_and_goes_with_a_right_value(ground: QWidget) -> None:
    fields = (Field(path="owed", label="Owed", kind="money"), Field(path="rate", label="Rate", kind="rate"))
    form: Form = put(ground, Form(fields))
    editor = form.editors["owed"]
    type_and_leave(editor, "viel")
    QApplication.processEvents()
    (reason,) = [words for words in form.findChildren(Words) if "viel" in words.text()]
    assert reason.isVisible()
    assert reason.geometry().top() >= editor.geometry().bottom()
    type_and_leave(editor, "12.50")
    assert not reason.isVisible()
