# SPDX-License-Identifier: Apache-2.0
"""Every page at one scale of the screen, in three languages and two sizes of type: says what is cut, a line each.

QT_SCALE_FACTOR=3 python -m tests.ui.scales FOLDER WIDTH HEIGHT [pictures]     sizes as the window sees them; U5 of the plan
"""

import sys
from datetime import date
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from planner.facts import language
from tests.ui.fit import beyond, cut, cut_cells, larger, wordy
from tests.ui.whole import whole_sample
from ui import measuring, plan_feed
from ui.app import Program, make_app, read_rules
from ui.background import is_idle
from ui.pages.catalogue import ASIDE, PAGES
from ui.session import Session
from ui.settings import Settings
from ui.turns import is_done
from ui.widgets import comparison, outlook, shock_card

FEW = 200  # futures are enough where only the room of words is asked for
SPEECHES = ("zh", "en", "wordy")
spoken = language._catalogue


def rest(turns: int = 3) -> None:
    """Wait until nothing is computed and everything stands in its place, in a real event loop."""
    loop, quiet = QEventLoop(), 0
    while quiet < turns:
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        quiet = quiet + 1 if is_idle() and is_done() else 0


def look(program: Program, name: str, speech: str, pictures: Path | None) -> list[str]:
    """What is cut on a page, headings of tables included; words of cells have a tooltip where they are long."""
    window = program.window
    window.go(name)
    rest()
    if pictures is not None:
        rest(15)
        window.grab().save(str(pictures / f"{name}-{speech}.png"))
    headings = [line for line in cut_cells(window) if "heading" in line]
    return cut(window) + beyond(window) + headings


def main(folder: Path, width: int, height: int, with_pictures: bool) -> int:
    """Print what is cut; the number of runs at the end."""
    for part in (plan_feed, outlook, comparison, shock_card, measuring):
        part.PATHS = FEW  # type: ignore[attr-defined]
    app, runs = make_app(), 0
    program = Program(app, Settings(folder / "settings.json"), read_rules, lambda: date(2026, 11, 22))
    window = program.window
    window.show()
    program.take(Session.create(whole_sample()[0], folder / "case.huanqing"))
    rest()
    for more, speech in product((0, 4), SPEECHES):
        language._catalogue = wordy if speech == "wordy" else spoken
        # Larger type and longer words together ask for nearly twice the room: a screen of the usual least size.
        size = (max(width, 1280), max(height, 720)) if more and speech == "wordy" else (width, height)
        window.resize(*size)
        with larger(more):
            program.speak("zh" if speech == "zh" else "en")
            for page in (*PAGES, *ASIDE):
                for line in look(program, page.NAME, f"{speech}+{more}", folder if with_pictures else None):
                    print(f"{speech} +{more} {page.NAME}: {line}")
            if (window.width(), window.height()) != size:
                print(f"{speech} +{more}: the window became {window.width()} x {window.height()}")
            runs += 1
    program.close_case()
    window.show_nothing()
    print(f"{runs} runs at {window.devicePixelRatioF()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "pictures" in sys.argv))
