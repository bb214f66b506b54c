# SPDX-License-Identifier: Apache-2.0
"""For everybody: names and roles as a screen reader hears them, the keyboard in every window, focus one can see."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.whole import settle, whole_sample
from ui import dialogs
from ui.anything import functions
from ui.app import Program
from ui.case_details import CaseDetails
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.settings_dialog import SettingsDialog
from ui.widgets.palette import Palette
from ui.widgets.table_view import TableView

Open = Callable[..., Session]
EVERY = [page.NAME for page in (*PAGES, *ASIDE)]
CANARIES = ("蚂蚁", "林晓", "东江", "渝信", "18,600", "19,697", "91,226", "0571-80001234")


def focusable(window: QWidget) -> list[QWidget]:
    return [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.window() is window
    ]


def open_dialogs(program: Program, session: Session) -> list[QDialog]:
    window = program.window
    return [
        CaseDetails(window, session),
        SettingsDialog(window, program._kept, program._appliers()),
        Palette(window, list(functions(window.actions_by_name.values()))),
        dialogs.Plain(window, "Title", "Words", "Do it"),
    ]


@pytest.mark.parametrize("name", EVERY)
def test_a_screen_reader_hears_a_name_and_a_role_of_every_control(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    mute = []
    for widget in focusable(program.window):
        heard = QAccessible.queryAccessibleInterface(widget)
        said = heard.text(QAccessible.Text.Name) if heard is not None else ""
        no_role = heard is None or heard.role() in (QAccessible.Role.NoRole, QAccessible.Role.Window)
        if no_role or not said.strip():
            mute.append(f"{type(widget).__name__} {widget.objectName()} {said!r}")
    assert mute == []


def test_dialogs_have_names_a_way_back_and_no_trap(program: Program, opened: Open, qtbot: QtBot) -> None:
    for dialog in open_dialogs(program, opened()):
        dialog.show()
        qtbot.wait(10)
        for widget in focusable(dialog):
            heard = QAccessible.queryAccessibleInterface(widget)
            assert heard is not None
            assert heard.text(QAccessible.Text.Name).strip(), f"{widget} of {dialog.windowTitle()}"
        wanted = set(focusable(dialog))
        seen: set[QWidget] = set()
        for step in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            seen.clear()
            for _press in range(3 * len(wanted)):
                now = dialog.focusWidget()
                if now is not None:
                    seen.add(now)
                    QTest.keyClick(now, step)
            assert wanted <= seen, (dialog.windowTitle(), step, wanted - seen)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), dialog.windowTitle()


@pytest.mark.parametrize("name", EVERY)
def test_tab_goes_round_backwards_too(program: Program, opened: Open, qtbot: QtBot, name: str) -> None:
    opened(whole_sample()[0])
    window = program.window
    window.go(name)
    settle(qtbot)
    window.activateWindow()
    window.rail.brand.setFocus()
    first, seen = QApplication.focusWidget(), []
    for _step in range(500):
        now = QApplication.focusWidget()
        assert now is not None
        if seen and now is first:
            break
        assert now not in seen, f"a trap at {type(now).__name__} {now.objectName()}"
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first


@pytest.mark.parametrize("name", EVERY)
def test_the_focus_can_be_seen_on_every_control(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    unseen = []
    for widget in focusable(program.window):
        if isinstance(widget, TableView) and not widget.model().rowCount():
            continue
        widget.clearFocus()
        program.window.setFocus()
        before = _picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is widget and _picture(widget) == before:
            unseen.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    assert unseen == []


def _picture(widget: QWidget) -> object:
    edge = QPoint(3, 3)
    holder = widget.parentWidget() or widget
    return holder.grab(QRect(widget.pos() - edge, widget.size()).adjusted(0, 0, 6, 6)).toImage()


@pytest.mark.parametrize("name", EVERY)
def test_no_table_keeps_the_tab_key_and_no_field_the_wheel(
    program: Program, opened: Open, qtbot: QtBot, name: str
) -> None:
    opened(whole_sample()[0])
    program.window.go(name)
    settle(qtbot)
    page = program.window.page()
    assert all(not one.tabKeyNavigation() for one in page.findChildren(TableView))
    texts = [*page.findChildren(QPlainTextEdit), *page.findChildren(QTextEdit)]
    assert all(one.tabChangesFocus() or one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in texts)
    assert all(one.focusPolicy() != Qt.FocusPolicy.WheelFocus for one in page.findChildren(QComboBox))


@pytest.mark.parametrize("name", EVERY)
def test_no_key_means_two_things_on_a_page(program: Program, opened: Open, name: str) -> None:
    opened()
    program.window.go(name)
    keys = [
        a.shortcut().toString() for a in program.window.actions_by_name.values() if not a.shortcut().isEmpty()
    ]
    for shortcut in program.window.findChildren(QShortcut):
        holder = shortcut.parent()
        if isinstance(holder, QWidget) and holder.isVisible():
            keys.append(shortcut.key().toString())
    keys += [QKeySequence(key).toString() for key in ("F2", "Del")]
    assert sorted(keys) == sorted(set(keys))


def told(root: QWidget) -> list[str]:
    found = [root.windowTitle()]
    for widget in (root, *root.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.toolTip(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        if isinstance(widget, TableView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(), 50)):
                for place in range(model.columnCount()):
                    index = model.index(row, place)
                    found += [str(index.data()), str(index.data(Qt.ItemDataRole.ToolTipRole))]
    return [text for text in found if text]


def test_hidden_means_hidden_in_every_view_with_all_the_papers_and_rows(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened(whole_sample()[0])
    program.toggle_hidden()
    for name in EVERY:
        program.window.go(name)
        settle(qtbot)
        text = "\n".join(told(program.window))
        assert [one for one in CANARIES if one in text] == [], name
    for dialog in open_dialogs(program, session):
        text = "\n".join(told(dialog))
        assert [one for one in CANARIES if one in text] == [], dialog.windowTitle()


def test_language_and_look_change_while_dialogs_are_open(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened()
    shown = open_dialogs(program, session)
    for dialog in shown:
        dialog.show()
    for code in ("zh", "en"):
        program.speak(code)
        for look in ("dark", "contrast", "light"):
            program.paint(look)
            qtbot.wait(5)
            assert not program.window.grab().isNull()
    for dialog in shown:
        dialog.close()


def test_an_open_list_does_not_outlive_its_frame(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    program.window.go("plan")
    box = program.window.page().findChildren(QComboBox)[0]
    box.showPopup()
    qtbot.wait(10)
    program.paint("dark")
    assert QApplication.activePopupWidget() is None
    focused = QApplication.focusWidget()
    assert focused is None or focused.window() is program.window
    program.paint("light")
    qtbot.wait(10)
    QApplication.sendEvent(program.window, QFocusEvent(QEvent.Type.FocusIn))
