# SPDX-License-Identifier: Apache-2.0
"""Boxes over what a redacted copy hides: drawn, moved, stretched and removed by mouse and by keyboard, each with undo."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.evidence.redaction import outgoing
from planner.evidence.redaction_creditor import Wish
from planner.facts.case import Box, Paper
from tests.papers import a_pdf
from tests.ui.whole import at_page, settle
from ui import shown
from ui.app import Program
from ui.pages.evidence import EvidencePage
from ui.session import Session
from ui.widgets.box_sheet import box_of, shares_of

Opened = Callable[..., Session]
LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> EvidencePage:
    """The Evidence page with the picture of the sample large."""
    made = at_page(program, opened, EvidencePage)
    settle(qtbot)
    made.shelf.table.select_record("p3")
    made.shelf.hide_parts.click()
    settle(qtbot)
    assert made.stack.currentWidget() is made.boxes
    return made


def boxes(page: EvidencePage, paper: str = "p3") -> tuple[Box, ...]:
    return next(one for one in page.desk.case.papers if one.id == paper).boxes


def at(page: EvidencePage, x: float, y: float) -> QPoint:
    sheet = page.boxes.sheet.sheet()
    return QPoint(round(sheet.left() + x * sheet.width()), round(sheet.top() + y * sheet.height()))


def drag(page: EvidencePage, start: tuple[float, float], end: tuple[float, float]) -> None:
    sheet = page.boxes.sheet
    QTest.mousePress(sheet, LEFT, NO, at(page, *start))
    QTest.mouseMove(sheet, at(page, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    QTest.mouseMove(sheet, at(page, *end))
    QTest.mouseRelease(sheet, LEFT, NO, at(page, *end))


def near(box: Box, x: float, y: float, w: float, h: float) -> bool:
    place = shares_of(box)
    told = (place.left(), place.top(), place.width(), place.height())
    return all(abs(one - other) < 0.006 for one, other in zip(told, (x, y, w, h), strict=True))


def test_a_box_is_drawn_moved_stretched_and_removed_by_mouse_with_undo_for_each(page: EvidencePage) -> None:
    drag(page, (0.2, 0.1), (0.5, 0.2))
    assert near(boxes(page)[0], 0.2, 0.1, 0.3, 0.1)
    drag(page, (0.3, 0.15), (0.4, 0.25))
    assert near(boxes(page)[0], 0.3, 0.2, 0.3, 0.1)
    drag(page, (0.6, 0.3), (0.7, 0.4))
    assert near(boxes(page)[0], 0.3, 0.2, 0.4, 0.2)
    page.boxes.remove.click()
    assert boxes(page) == ()
    for expected in ((0.3, 0.2, 0.4, 0.2), (0.3, 0.2, 0.3, 0.1), (0.2, 0.1, 0.3, 0.1)):
        page.desk.session.undo()
        assert near(boxes(page)[0], *expected)
        assert page.boxes.sheet.boxes == boxes(page)
    page.desk.session.undo()
    assert boxes(page) == ()
    assert page.boxes.sheet.boxes == ()


def test_a_click_beside_every_box_makes_none(page: EvidencePage) -> None:
    QTest.mouseClick(page.boxes.sheet, LEFT, NO, at(page, 0.5, 0.5))
    assert boxes(page) == ()


def test_a_box_never_leaves_the_page_nor_turns_inside_out(page: EvidencePage) -> None:
    drag(page, (0.5, 0.5), (1.4, 1.4))
    assert near(boxes(page)[0], 0.5, 0.5, 0.5, 0.5)
    drag(page, (0.75, 0.75), (-0.5, -0.5))
    assert near(boxes(page)[0], 0, 0, 0.5, 0.5)
    drag(page, (0.5, 0.25), (-0.3, 0.25))
    place = shares_of(boxes(page)[0])
    assert place.left() == 0
    assert 0 < place.width() < 0.01


def test_a_keyboard_alone_will_do(page: EvidencePage, qtbot: QtBot) -> None:
    sheet = page.boxes.sheet
    assert sheet.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    (first,) = boxes(page)
    for _time in range(3):
        QTest.keyClick(sheet, Qt.Key.Key_Left)
    QTest.keyClick(sheet, Qt.Key.Key_Up)
    QTest.keyClick(sheet, Qt.Key.Key_Right, SHIFT)
    (moved,) = boxes(page)
    assert moved == replace(
        first, x=first.x - Decimal("0.03"), y=first.y - Decimal("0.01"), w=first.w + Decimal("0.01")
    )
    page.desk.session.undo()  # arrows in a row are one edit
    assert boxes(page) == (first,)
    page.desk.session.redo()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert len(boxes(page)) == 2
    assert sheet.current == 1
    QTest.keyClick(sheet, Qt.Key.Key_Tab, SHIFT)
    assert sheet.current == 0
    assert "1" in sheet.accessibleDescription()
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert len(boxes(page)) == 1
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is not page.boxes


def test_each_page_has_boxes_of_its_own(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = at_page(program, opened, EvidencePage)
    sha256 = page.desk.session.keep_bytes(a_pdf([["one"], ["two"]]))
    pdf = Paper(id="p9", sha256=sha256, media="application/pdf", pages=2, name="two.pdf")
    page.desk.session.edit("paper", replace(page.desk.case, papers=(*page.desk.case.papers, pdf)))
    page.shelf.table.select_record("p9")
    page.open_boxes()
    settle(qtbot)
    QTest.keyClick(page.boxes.sheet, Qt.Key.Key_Return)
    QTest.keyClick(page.boxes.sheet, Qt.Key.Key_PageDown)
    settle(qtbot)
    assert page.boxes.sheet.current is None
    QTest.keyClick(page.boxes.sheet, Qt.Key.Key_Return)
    assert [box.page for box in boxes(page, "p9")] == [1, 2]
    page.boxes.turn(1)
    assert page.boxes.sheet.page == 2
    page.desk.session.undo()
    page.desk.session.undo()
    page.desk.session.undo()
    assert page.stack.currentWidget() is not page.boxes  # the paper is gone, and with it what was drawn on it


def test_what_is_drawn_is_what_is_burned(page: EvidencePage) -> None:
    drag(page, (0.25, 0.25), (0.75, 0.5))
    blob = page.desk.session.bytes_of
    going = outgoing(page.desk.case, blob, Wish(redact=True))
    paper = next(one for one in page.desk.case.papers if one.id == "p3")
    with Image.open(io.BytesIO(going.copies[paper.sha256].data)) as copy:
        grey = copy.convert("L")
        wide, high = grey.size
        inside = [grey.getpixel((wide * x // 100, high * y // 100)) for x in (28, 50, 72) for y in (28, 47)]
    assert max(inside) < 110  # black under the watermark
    assert page.desk.session.bytes_of(paper.sha256) == blob(paper.sha256)


def test_hidden_amounts_hide_the_page_too(page: EvidencePage) -> None:
    before = page.boxes.sheet.grab().toImage()
    shown.hide(True)
    after = page.boxes.sheet.grab().toImage()
    assert after != before
    drag(page, (0.2, 0.2), (0.4, 0.4))
    assert boxes(page) == ()


def test_boxes_have_four_places_and_lie_on_the_page() -> None:
    box = box_of(1, QRectF(0.9, -0.2, 0.4, 0.3))
    assert (box.x, box.y, box.w, box.h) == (
        Decimal("0.9000"),
        Decimal("0.0000"),
        Decimal("0.1000"),
        Decimal("0.1000"),
    )
