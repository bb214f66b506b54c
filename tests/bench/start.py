# SPDX-License-Identifier: Apache-2.0
"""How long the window takes to its first picture, beside a bare window."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator

Row = tuple[str, str, Callable[[], object], Callable[[], object]]

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1280, 800); window.show(); window.grab()
"""
REAL = """
from ui.app import Program, make_app
from ui.settings import Settings
from planner.facts.places import resources
from planner.facts.rulebook import load
program = Program(make_app(), Settings(), lambda: load(resources() / "rules"))
program.window.show(); program.window.grab()
"""


def _run(code: str) -> Callable[[], object]:
    home = tempfile.mkdtemp(prefix="huanqing-bench-")
    there = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
    }
    return lambda: subprocess.run([sys.executable, "-c", code], env=there, check=True, capture_output=True)


def benches() -> Iterator[Row]:
    """Yield what this room measures."""
    yield "start", "spawn to first picture of the window; floor: a bare window", _run(REAL), _run(BARE)
