# SPDX-License-Identifier: Apache-2.0
"""The window: what it shows is live, speaks both languages without a restart, can be walked by keyboard, hides what it should."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, put
from planner.facts.language import language
from tests.ui.conftest import sample_case
from tests.ui.whole import settle, whole_sample
from ui import shown
from ui.app import Program
from ui.menus import MENUS
from ui.pages.catalogue import PAGES
from ui.pages.start import StartPage
from ui.session import Session
from ui.theme import THEME
from ui.widgets.rail import RailButton
from ui.widgets.text import OneLine, Words

Open = Callable[..., Session]


def visible_texts(window: QWidget) -> list[str]:
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.toolTip(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            found.append(widget.text())
    return [text for text in found if text]


def test_it_begins_with_the_start_page_and_no_case_function_is_offered(program: Program) -> None:
    assert isinstance(program.window.start, StartPage)
    offered = {name for name, action in program.window.actions_by_name.items() if action.isEnabled()}
    needing = {item.name for _words, items in MENUS for item in items if item.needs_case and item.name}
    assert not offered & needing


def test_every_page_opens_with_title_and_question(program: Program, opened: Open) -> None:
    opened()
    for page in PAGES:
        program.window.go(page.NAME)
        assert program.window.title.text()
        assert program.window.question.text()
        assert program.window.page().NAME == page.NAME


def test_the_foot_strip_says_what_is_true_now(program: Program, opened: Open, qtbot: QtBot) -> None:
    session = opened()
    owed = sum(one.owed for one in session.case.debts)
    assert shown.yuan(owed) in program.window.foot.words()
    debt = replace(session.case.debts[0], principal=0, penalty=0)
    with qtbot.waitSignal(program.feed.plan_ready, timeout=10_000), qtbot.waitSignal(session.saved):
        session.edit("x", put(session.case, "debts", debt))
    assert shown.yuan(owed - 1_969_740) in program.window.foot.words()
    assert "Saved" in program.window.foot.words()


def test_the_foot_strip_says_the_chance_of_holding_on_every_page(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened(whole_sample()[0])
    program.window.go("help")
    qtbot.waitUntil(lambda: "chance of holding >99%" in program.window.foot.words())


def test_the_head_of_the_rail_names_the_case_and_opens_its_menu(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened()
    settle(qtbot)
    brand = program.window.rail.brand
    session.edit("name", replace(session.case, label="A & B of a very long name indeed, and longer still"))
    settle(qtbot)
    assert brand.text().strip().startswith("A && B")
    assert brand.text().endswith("…")
    assert "longer still" in brand.accessibleName()
    program.window.resize(900, 700)  # folded to icons
    settle(qtbot)
    assert brand.text() == ""
    assert "longer still" in brand.toolTip()
    program.toggle_hidden()
    settle(qtbot)
    assert "longer" not in program.window.rail.brand.accessibleName() + program.window.rail.brand.toolTip()


def test_undo_and_redo_are_named(program: Program, opened: Open) -> None:
    session = opened()
    undo, redo = program.window.actions_by_name["undo"], program.window.actions_by_name["redo"]
    assert not undo.isEnabled()
    session.edit(
        "change of “Principal”", put(session.case, "debts", replace(session.case.debts[0], principal=1))
    )
    assert undo.text() == "&Undo change of “Principal”"
    undo.trigger()
    assert session.case.debts[0].principal == 1_860_000
    assert redo.text() == "&Redo change of “Principal”"
    assert redo.isEnabled()


def test_the_language_changes_everywhere_without_a_restart(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    opened()
    for page in PAGES:
        program.window.go(page.NAME)
    program.window.go("debts")
    program.speak("zh")
    assert language() == "zh"
    assert program.window.menuBar().actions()[0].text() != "&File"
    settle(qtbot)  # the old frame is gone
    chinese = visible_texts(program.window)
    assert program.window.page().QUESTION not in chinese
    program.speak("en")
    assert program.window.page().QUESTION in visible_texts(program.window)


class Shown(QObject):
    """Counts windows that appear."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, one: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(one, QWidget) and one.isWindow():
            self.seen.append(f"{type(one).__name__} {one.objectName()}")
        return False


def test_no_widget_flashes_as_a_window_of_its_own(program: Program, opened: Open) -> None:
    watch = Shown()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    opened()
    for page in PAGES:
        program.window.go(page.NAME)
    program.speak("zh")
    QApplication.processEvents()
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert watch.seen == []


def test_hiding_hides_amounts_and_names_on_every_page(program: Program, opened: Open, qtbot: QtBot) -> None:
    owed = shown.amount(sum(one.owed for one in opened().case.debts))
    program.window.actions_by_name["hide"].trigger()
    assert shown.is_hidden()
    for page in PAGES:
        program.window.go(page.NAME)
    settle(qtbot)  # the old frame is gone
    text = "\n".join(visible_texts(program.window))
    for canary in (owed, "19,697", "18,600", "5,200", "蚂蚁", "林晓", "东江"):
        assert canary not in text, canary
    program.window.actions_by_name["hide"].trigger()
    assert program.window.page().NAME == PAGES[-1].NAME
    assert owed in "\n".join(visible_texts(program.window))


def test_everything_that_takes_the_focus_has_a_name(program: Program, opened: Open) -> None:
    opened()
    for page in PAGES:
        program.window.go(page.NAME)
        nameless = [
            f"{type(w).__name__} {w.objectName()} on {page.NAME}"
            for w in program.window.findChildren(QWidget)
            if w.isVisible()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
        ]
        assert nameless == []


@pytest.mark.parametrize("name", [page.NAME for page in PAGES])
def test_tab_reaches_every_control_once_and_comes_back(program: Program, opened: Open, name: str) -> None:
    opened()
    window = program.window
    window.go(name)
    window.activateWindow()
    window.rail.findChild(QAbstractButton, f"rail-{name}").setFocus()
    first, seen = QApplication.focusWidget(), []
    for _step in range(400):
        now = QApplication.focusWidget()
        assert now is not None
        if seen and now is first:
            break
        assert now not in seen, f"a trap at {type(now).__name__} {now.objectName()}"
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    wanted = {
        w
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.window() is window
    }
    missed = [f"{type(w).__name__} {w.objectName()}" for w in wanted - set(seen) if not w.focusProxy()]
    assert missed == []


def test_shortcuts_are_unique_and_mnemonics_too(program: Program, opened: Open) -> None:
    opened()
    keys = [
        a.shortcut().toString() for a in program.window.actions_by_name.values() if not a.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))
    for code in ("en", "zh"):
        program.speak(code)
        for menu in program.window.menuBar().actions():
            letters = [_mnemonic(action) for action in menu.menu().actions() if _mnemonic(action)]
            assert len(letters) == len(set(letters)), (code, menu.text(), letters)


def _mnemonic(action: QAction) -> str:
    _head, sign, tail = action.text().partition("&")
    return tail[:1].lower() if sign else ""


def test_the_rail_folds_where_the_window_is_narrow(program: Program, opened: Open) -> None:
    opened()
    program.window.resize(1024, 680)
    assert program.window.rail.width() < 100
    program.window.resize(1280, 800)
    assert program.window.rail.width() == 208


@pytest.mark.parametrize(("code", "zoom"), [("zh", 100), ("zh", 200), ("en", 80), ("en", 100), ("en", 150)])
def test_no_text_is_cut_at_any_zoom(program: Program, opened: Open, zoom: int, code: str) -> None:
    opened()
    program.speak(code)
    program.zoom(zoom)
    program.window.resize(1280 * zoom // 100, 800 * zoom // 100)
    QApplication.processEvents()
    for page in PAGES:
        program.window.go(page.NAME)
        QApplication.processEvents()
        texts = [*program.window.findChildren(QPushButton), *program.window.findChildren(Words)]
        cut = [
            f"{type(w).__name__} “{w.text()}” {w.width()} < {w.sizeHint().width()}"
            for w in texts
            if w.isVisible()
            and w.text()
            and not isinstance(w, OneLine)
            and not (isinstance(w, Words) and w.wordWrap())
            if w.width() < w.sizeHint().width()
        ]
        assert cut == [], page.NAME


def test_a_place_leads_to_its_page_and_field(program: Program, opened: Open) -> None:
    opened()
    program.window.go("incomes/i2/amount")
    assert program.window.page().NAME == "budget"
    program.window.go("debts/d3/principal")
    assert program.window.page().NAME == "debts"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "principal"
    assert focused.value() == 1_580_000  # type: ignore[attr-defined]


def test_the_page_stays_where_it_was_when_remade(program: Program, opened: Open) -> None:
    opened()
    program.window.go("debts/d3")
    program.speak("zh")
    assert program.window.page().NAME == "debts"
    assert program.window.page().state() == "d3"


def test_closing_takes_what_is_being_typed(program: Program, opened: Open, tmp_path: Path) -> None:
    opened()
    program.window.go("debts/d1/principal")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "1234.5")
    program.close_case()
    assert isinstance(program.window.start, StartPage)
    again = Session.open(tmp_path / "case.huanqing")
    assert again.case.debts[0].principal == 123_450
    again.close()


def test_an_unreadable_file_is_told_and_changes_nothing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.dialogs.tell", lambda _over, words: told.append(words))
    monkeypatch.setattr(
        "ui.dialogs.ask_password", lambda _over, _name, _words: None
    )  # it may be a locked one
    bad = tmp_path / "bad.huanqing"
    bad.write_bytes(b"not a case")
    assert not program.open(bad)
    assert bad.read_bytes() == b"not a case"
    assert not program.open(tmp_path / "gone.huanqing")
    assert "gone.huanqing" in told[0]
    assert isinstance(program.window.start, StartPage)


def test_an_empty_case_shows_every_page_with_something_to_do(program: Program, qtbot: QtBot) -> None:
    program.new()
    assert program.session is not None
    for page in PAGES:
        program.window.go(page.NAME)
        qtbot.wait(10)
    program.close_case()


def test_names_of_forty_characters_and_html_do_no_harm(program: Program, opened: Open) -> None:
    case: Case = sample_case()
    name = "<img src='file:///etc/passwd'>" + "长" * 40
    opened(replace(case, label=name, debts=(replace(case.debts[0], creditor=name, brand=name),)))
    for page in PAGES:
        program.window.go(page.NAME)
    labels = [label for label in program.window.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_change_of_theme_goes_through_with_pages_open(program: Program, opened: Open) -> None:
    opened()
    for choice in ("dark", "contrast", "light"):
        program.paint(choice)
        assert THEME.choice == choice
        QApplication.sendEvent(program.window, QEvent(QEvent.Type.PaletteChange))
        assert not program.window.grab().isNull()


def test_the_frame_that_stands_a_moment_longer_still_works(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    """A click on Lock while another frame is being made: the menus it was made with are gone by then."""
    opened()
    settle(qtbot)
    lock = next(one for one in program.window.rail.findChildren(RailButton) if one.accessibleName() == "Lock")
    program.window.rebuild()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]  # of everything
    with qtbot.captureExceptions() as faults:
        lock.click()
        settle(qtbot)
    assert faults == []
    assert program.locking.is_locked
