# SPDX-License-Identifier: Apache-2.0
"""The window's own thread stays free: every page with a hundred thousand rows, visited, left, and edited from.

Measured is the time the thread itself works between two turns of its loop, as a ratio to a floor of the same run: a form of
eighty fields made, laid out and drawn, which takes 16 to 20 ms on a quiet machine of 2026. A tenth of a second is five of it.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.case import put
from tests.ui.whole import bank_rows, many_rows, settle
from ui import dialogs, outbox
from ui.anything import of_case
from ui.app import Program
from ui.background import ask
from ui.pages.catalogue import ASIDE, PAGES
from ui.pages.documents import DocumentsPage
from ui.pages.statements import StatementsPage
from ui.session import Session
from ui.theme import THEME
from ui.widgets.flow_table import TYPING_MS
from ui.widgets.palette import Palette
from ui.widgets.table_view import TableView

Open = Callable[..., Session]
MOST = 7  # floors between two turns of the loop, whatever is done: five, and what a busy machine adds to one and not the other
HUGE = 9  # floors: an edit that moves 10,000 to 100,000 rows at once
FIELDS = 80


def floor() -> float:
    """The thread time (s) of a piece of work of the same kind, now."""
    begun = time.thread_time()
    form = QWidget()
    lines = QFormLayout(form)
    THEME.dress(form)
    for n in range(FIELDS):
        lines.addRow(QLabel(f"债权人 {n}"), QLineEdit(f"{n:,}.00"))
    form.grab()
    taken = time.thread_time() - begun
    form.deleteLater()
    return taken


class Watch:
    """The longest time the window's thread worked without looking at its events."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.thread_time()
        self.worst, self._last = max(self.worst, now - self._last), now

    def taken(self, qtbot: QtBot) -> float:
        """Wait until all is done; the longest time since the last question, in floors."""
        settle(qtbot)
        qtbot.wait(20)
        worst, self.worst = self.worst, 0.0
        paid = floor()
        self._last = time.thread_time()
        return worst / paid


@pytest.fixture
def watch(program: Program, opened: Open, qtbot: QtBot) -> Watch:
    opened(many_rows())
    made = Watch()
    made.taken(qtbot)
    return made


def edit(program: Program) -> None:
    """Change the first debt by a fen."""
    desk = program.window.desk
    assert desk is not None
    first = replace(desk.case.debts[0], principal=desk.case.debts[0].principal + 1)
    desk.session.edit("x", put(desk.case, "debts", first))


def do(name: str, program: Program) -> None:
    """Choose what the menus offer."""
    program.window.actions_by_name[name].trigger()


def test_no_page_holds_the_window_with_a_hundred_thousand_rows(
    program: Program, watch: Watch, qtbot: QtBot
) -> None:
    for page in (*PAGES, *ASIDE):
        program.window.visit(page.NAME)
        assert watch.taken(qtbot) < MOST, f"the first visit to {page.NAME}"
    for page in (*PAGES, *ASIDE):
        program.window.visit(page.NAME)
        assert watch.taken(qtbot) < MOST, page.NAME
        edit(program)
        assert watch.taken(qtbot) < MOST, f"an edit on {page.NAME}"
        for name in ("undo", "redo"):
            do(name, program)
            assert watch.taken(qtbot) < MOST, f"{name} on {page.NAME}"


@pytest.mark.parametrize("turn", ["theme:dark", "zoom_in", "language:zh", "hide"])
def test_no_change_of_looks_holds_the_window_on_any_page(
    program: Program, watch: Watch, qtbot: QtBot, turn: str
) -> None:
    back = {"theme:dark": "theme:light", "zoom_in": "zoom_reset", "language:zh": "language:en"}.get(
        turn, turn
    )
    for page in (*PAGES, *ASIDE):
        program.window.visit(page.NAME)
        watch.taken(qtbot)
    do(turn, program)
    assert watch.taken(qtbot) < MOST, f"{turn} with every page built"
    for name in ("plan", "guide", "debts"):  # those of the most parts
        program.window.visit(name)
        watch.taken(qtbot)
        do(back, program)
        assert watch.taken(qtbot) < MOST, f"{back} on {name}"


def test_opening_locking_and_closing_leave_the_window_free(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, locked = tmp_path / "many.huanqing", tmp_path / "locked.huanqing"
    Session.create(many_rows(), path).close()
    Session.create(many_rows(), locked, "geheim").close()
    monkeypatch.setattr(dialogs, "ask_password", lambda *_words: "geheim")
    waited = [0.0]  # s

    def ask_and_time(fn: Callable[..., object], *args: object) -> object:
        """What the window waits for stands still for the person as what it works on itself."""

        def timed() -> tuple[object, float]:
            begun = time.thread_time()
            answer = fn(*args)
            return answer, time.thread_time() - begun

        answer, took = ask(timed)
        waited.append(took)
        return answer

    monkeypatch.setattr("ui.session.ask", ask_and_time)
    watch = Watch()
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("opening", lambda: program.open(path)),
        ("locking", program.locking.lock),
        ("unlocking", program.locking.unlock),
        ("closing", program.close_case),
        ("opening with a password", lambda: program.open(locked)),
        ("another case", program.new),
        ("the sample", program.open_sample),
        ("closing the sample", program.close_case),
    )
    for name, act in acts:
        watch.taken(qtbot)
        act()
        assert watch.taken(qtbot) < MOST, name
        assert max(waited) / floor() < MOST, f"{name}: the window waited for a lane"


def test_rows_by_the_ten_thousand_leave_the_window_free(program: Program, watch: Watch, qtbot: QtBot) -> None:
    """Sort by each column, choose and copy all, search, delete ten thousand, take it back."""
    program.window.visit("statements")
    page = program.window.page()
    assert isinstance(page, StatementsPage)
    watch.taken(qtbot)
    table = page.full.rows.table
    for column in range(table.model().columnCount()):
        table.horizontalHeader().sectionClicked.emit(column)
        assert watch.taken(qtbot) < MOST, f"sort by column {column}"
    for letter in "买菜 9":
        page.full.rows.search.insert(letter)
        qtbot.wait(TYPING_MS + 50)  # rows are searched when the typing rests
        assert watch.taken(qtbot) < MOST, "a letter of a search"
    page.full.rows.search.clear()
    qtbot.wait(TYPING_MS + 50)
    assert watch.taken(qtbot) < MOST, "the end of a search"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert watch.taken(qtbot) < MOST, "choose all"
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert watch.taken(qtbot) < MOST, "copy all"
    assert QApplication.clipboard().text().count("\n") == 100_000
    table.clearSelection()
    rows = page.full.rows.index.flows[:10_000]
    watch.taken(qtbot)
    page.full.rows.left_out.emit(rows)
    assert watch.taken(qtbot) < HUGE, "ten thousand rows left out"
    do("undo", program)
    assert watch.taken(qtbot) < HUGE, "ten thousand rows taken back"
    page.full.files.removed.emit(page.desk.case.files[0])
    assert watch.taken(qtbot) < HUGE, "a file of a hundred thousand rows removed"
    do("undo", program)
    assert watch.taken(qtbot) < HUGE, "a file of a hundred thousand rows taken back"
    assert len(page.desk.case.flows) == 100_000


def test_a_long_list_pasted_and_a_search_for_anything_leave_the_window_free(
    program: Program, watch: Watch, qtbot: QtBot
) -> None:
    pasted = "\n".join(f"名称{n}\t{n}.50" for n in range(200))
    for name in ("debts", "budget"):
        program.window.visit(name)
        table = next(one for one in program.window.page().findChildren(TableView) if one._paste)
        watch.taken(qtbot)
        QApplication.clipboard().setText(pasted)
        table.paste()
        qtbot.wait(50)  # less than the plan of 400 lines waits to begin
        do("undo", program)
        assert watch.taken(qtbot) < MOST, f"200 rows pasted on {name} and taken back"
    desk = program.window.desk
    assert desk is not None
    palette = Palette(program.window, list(of_case(desk, program.window.kinds)))
    qtbot.addWidget(palette)
    palette.show()
    assert watch.taken(qtbot) < MOST, "the palette"
    for letter in "plan":
        QTest.keyClicks(palette.field, letter)
        assert watch.taken(qtbot) < MOST, "a letter in the palette"


def test_an_import_kept_and_an_export_begun_leave_the_window_free(
    program: Program, watch: Watch, qtbot: QtBot, tmp_path: Path
) -> None:
    program.window.visit("statements")
    page = program.window.page()
    assert isinstance(page, StatementsPage)
    bill = tmp_path / "long.csv"
    bill.write_bytes(bank_rows(20_000))
    watch.taken(qtbot)
    page.intake.read([bill])
    assert watch.taken(qtbot) < HUGE, "twenty thousand rows read and looked at"
    page.intake.keep()
    assert watch.taken(qtbot) < HUGE, "twenty thousand rows kept"
    assert len(page.desk.case.flows) == 120_000
    program.window.visit("documents")
    export = program.window.page()
    assert isinstance(export, DocumentsPage)
    watch.taken(qtbot)
    export.save_book(tmp_path / "all.xlsx", outbox.evidence)
    qtbot.wait(200)
    export.files.cancel.click()
    assert watch.taken(qtbot) < MOST, "an export begun and cancelled"
    assert list(tmp_path.glob("*.xlsx")) == []


def test_no_page_loads_a_heavy_library_by_itself(tree: Path) -> None:
    code = (
        "import sys, ui.pages.catalogue\n"
        "heavy = {'matplotlib', 'numpy', 'pandas', 'openpyxl', 'highspy', 'pypdfium2'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
