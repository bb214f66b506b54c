# SPDX-License-Identifier: Apache-2.0
"""The window's door: what is asked for at the start, the error hook, and what is loaded while the window is quiet."""

import argparse
import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from planner.facts.dates import parse_date
from planner.facts.language import N_, _
from ui import errors, settings
from ui.app import Program, make_app, read_rules
from ui.settings import Settings

WARM_AFTER = 2_000  # ms after the start
FAULT = N_(
    "Something went wrong in the program itself. Your edits are kept. A report without names or amounts lies at {path}."
)


def _load_charts() -> None:
    """Load the drawing library beside the window while it is quiet, so that the first chart does not make it wait."""
    from ui.background import FILES, run

    run(importlib.import_module, "planner.reports.figures", lane=FILES)


def run_window(argv: Sequence[str]) -> int:
    """Open the window, on a case where one is named; returns the exit status."""
    parser = argparse.ArgumentParser(prog="huanqing", add_help=False)
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--lang", choices=("zh", "en"))
    parser.add_argument("--theme", choices=("system", "light", "dark", "contrast"))
    parser.add_argument("--today", type=parse_date)
    asked = parser.parse_args(list(argv))
    app, kept = make_app(), Settings()
    if asked.lang:
        kept.put(settings.LANGUAGE, asked.lang)
    if asked.theme:
        kept.put(settings.THEME_CHOICE, asked.theme)
    today = (lambda: asked.today) if asked.today else date.today
    program = Program(app, kept, read_rules, today)
    errors.catch_faults(lambda path: program.window.say(_(FAULT).format(path=path or "—"), "danger"))
    program.window.show()
    if asked.sample:
        QTimer.singleShot(0, program.open_sample)
    elif asked.case is not None:
        QTimer.singleShot(0, lambda: program.open(asked.case))
    elif (last := kept.last()) is not None:
        QTimer.singleShot(0, lambda: program.open(last))
    QTimer.singleShot(WARM_AFTER, _load_charts)
    return app.exec()
