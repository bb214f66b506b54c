# SPDX-License-Identifier: Apache-2.0
"""The whole journey by keyboard events only: new case, three debts, import, plan, PDF, undo, lock; compared with the facts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, new_case
from planner.facts.dates import Month
from planner.facts.rulebook import RuleBook
from tests.ui.conftest import TODAY
from tests.ui.test_guide import CTRL, focused, next_step, typed
from tests.ui.test_statements_page import ALIPAY, ROWS
from tests.ui.whole import at_page, settle
from ui import guide_edits
from ui.app import Program
from ui.pages.documents import DocumentsPage
from ui.pages.locked import LockedPage
from ui.pages.statements import StatementsPage
from ui.session import Session

Open = Callable[..., Session]
DEBTS = (("花呗", "18600", "24%"), ("某某银行", "15800", "18.25%"), ("张三", "3000", "0"))


def tab_to(wanted: QWidget) -> QWidget:
    """Press Tab until a control has the keyboard."""
    for _press in range(300):
        if focused() is wanted:
            return wanted
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted}")


def facts_by_hand(book: RuleBook, today: date) -> Case:
    """The same facts without a window."""
    case = new_case(Month.of(today).plus(1))
    for name, owed, rate in DEBTS:
        for path, value in (("name", name), ("principal", int(owed) * 100), ("rate", _rate(rate))):
            debt = "" if path == "name" else case.debts[-1].id
            case = guide_edits.with_debt(case, debt, path, value, book.platforms, today)
    case = guide_edits.with_income(case, "", "name", "工资")
    case = guide_edits.with_income(case, case.incomes[0].id, "amount", 520_000)
    groups = {group.id: group for group in guide_edits.usual_groups(book.groups)}
    return guide_edits.with_cost(guide_edits.with_cost(case, groups["F1"], 120_000), groups["F2"], 18_000)


def _rate(text: str) -> object:
    from planner.facts.money import parse_rate

    return parse_rate(text)


def enter_and_import(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new case, three debts, income, costs, and one statement file."""
    window = program.window
    qtbot.wait(10)
    QTest.keyClick(window, Qt.Key.Key_G, CTRL)
    qtbot.wait(10)
    next_step()
    for debt in DEBTS:
        typed(*debt)
    next_step()
    typed("工资", "5200", then=Qt.Key.Key_Return)
    next_step()
    typed("1200", "180")
    next_step()
    window.activateWindow()  # without a screen a closed list of proposals leaves no window active
    QTest.keyClick(window, Qt.Key.Key_5, CTRL)
    page = window.page()
    assert isinstance(page, StatementsPage)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(ALIPAY)], ""))
    qtbot.wait(10)
    QTest.keyClick(tab_to(page.empty.inner.buttons[0]), Qt.Key.Key_Space)
    settle(qtbot)
    assert page.intake.preview is not None
    QTest.keyClick(tab_to(page.intake.preview.keep), Qt.Key.Key_Space)
    settle(qtbot)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_everything_by_keyboard_gives_the_same_case(
    program: Program, qtbot: QtBot, book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    program.speak(code)
    window = program.window
    enter_and_import(program, qtbot, monkeypatch)
    session = program.session
    assert session is not None
    whole = session.case
    assert len(whole.flows) == ROWS[ALIPAY]
    by_hand = facts_by_hand(book, TODAY)
    assert whole.debts == by_hand.debts
    assert [(one.amount, one.group) for one in whole.expenses] == [
        (one.amount, one.group) for one in by_hand.expenses
    ]
    assert whole.incomes == by_hand.incomes
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert session.case.flows == ()
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert session.case == whole
    QTest.keyClick(focused(), Qt.Key.Key_6, CTRL)
    settle(qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_9, CTRL)
    documents = window.page()
    assert isinstance(documents, DocumentsPage)
    settle(qtbot)
    path = tmp_path / "summary.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    QTest.keyClick(tab_to(documents.actions[1]), Qt.Key.Key_Space)
    settle(qtbot)
    assert path.read_bytes().startswith(b"%PDF")
    kept = session.case
    QTest.keyClick(focused(), Qt.Key.Key_L, CTRL)
    locked = window.start
    assert isinstance(locked, LockedPage)
    qtbot.wait(10)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert program.session is not None
    assert program.session.case == kept


@pytest.mark.parametrize("what", ["text", "address", "fifty", "folder"])
def test_any_drop_is_read_or_plainly_refused(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    page = at_page(program, opened, StatementsPage, new_case(Month.parse("2026-12")))
    mime = QMimeData()
    made = []
    if what == "text":
        mime.setText("just words")
    elif what == "address":
        mime.setUrls([QUrl("https://example.com/a.csv")])
    else:
        folder = tmp_path / "many"
        folder.mkdir()
        for n in range(50):
            made.append(folder / f"{n}.csv")
            made[-1].write_bytes(ALIPAY.read_bytes() if n == 0 else b"not,a\nstatement,x\n")
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in ([folder] if what == "folder" else made)])
    before = [path.read_bytes() for path in made]
    target, actions = page.empty, Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, keys))
    drop = QDropEvent(QPointF(5, 5), actions, mime, buttons, keys)
    target.dropEvent(drop)
    settle(qtbot)
    assert [path.read_bytes() for path in made] == before
    if made:
        assert page.intake.preview is not None
        assert str(ROWS[ALIPAY]) in page.intake.preview.keep.text()
    else:
        assert page.desk.case.files == ()
        assert QApplication.activeModalWidget() is None
