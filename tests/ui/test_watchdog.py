# SPDX-License-Identifier: Apache-2.0
"""The window's own thread stays free: every page with a hundred thousand rows, visited, left, and edited from.

Measured is the time the thread itself works between two turns of its loop, so that a busy machine changes nothing.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from planner.facts.case import put
from tests.ui.whole import many_rows, settle
from ui.app import Program
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session

Open = Callable[..., Session]
AGAIN = 0.1  # s: going to a page that was seen before, and every edit
FIRST = 0.3  # s: a page is built once; twice what the slowest takes here, for a slower machine


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
        """Wait until all is done; the longest time since the last question."""
        settle(qtbot)
        qtbot.wait(20)
        worst, self.worst = self.worst, 0.0
        return worst


@pytest.fixture
def watch(program: Program, opened: Open, qtbot: QtBot) -> Watch:
    opened(many_rows())
    made = Watch()
    made.taken(qtbot)
    return made


def test_no_page_holds_the_window_with_a_hundred_thousand_rows(
    program: Program, watch: Watch, qtbot: QtBot
) -> None:
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        assert watch.taken(qtbot) < FIRST, page.NAME
    for page in (*PAGES, *ASIDE):
        program.window.go(page.NAME)
        assert watch.taken(qtbot) < AGAIN, page.NAME
        case = program.window.desk.case  # type: ignore[union-attr]
        first = replace(case.debts[0], principal=case.debts[0].principal + 1)
        program.window.desk.session.edit("x", put(case, "debts", first))  # type: ignore[union-attr]
        assert watch.taken(qtbot) < AGAIN, f"an edit on {page.NAME}"


def test_no_page_loads_a_heavy_library_by_itself(tree: Path) -> None:
    code = (
        "import sys, ui.pages.catalogue\n"
        "heavy = {'matplotlib', 'numpy', 'pandas', 'openpyxl', 'highspy', 'pypdfium2'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
