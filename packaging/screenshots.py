# SPDX-License-Identifier: Apache-2.0
"""Pictures of every page on the sample case, in both languages and both palettes, drawn without a screen.

python packaging/screenshots.py FOLDER               every page, zh and en, light and dark, 1280 x 800
python packaging/screenshots.py FOLDER --small       the same at 1024 x 680
python packaging/screenshots.py packaging/pictures --readme   the few pictures of the README
"""

import argparse
import os
import sys
import tempfile
from datetime import date
from itertools import product
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)  # the sample's day, so that the pictures stay the same
QUIET = 6  # tenths of a second
README = (
    ("zh", "light", "plan"),
    ("en", "light", "plan"),
    ("zh", "light", "budget"),
    ("en", "dark", "debts"),
)


def pictures(folder: Path, size: tuple[int, int], only: tuple[tuple[str, str, str], ...] = ()) -> None:
    """Write `page-language-palette.png` for every page, or only those asked for."""
    from ui.app import Program, make_app, read_rules
    from ui.pages.catalogue import ASIDE, PAGES
    from ui.settings import Settings

    app = make_app()
    with tempfile.TemporaryDirectory(prefix="huanqing-pictures-") as home:
        program = Program(app, Settings(Path(home) / "settings.json"), read_rules, lambda: TODAY)
        window = program.window
        window.resize(*size)
        window.show()
        looks = list(product(("zh", "en"), ("light", "dark")))

        def take(name: str, language: str, palette: str) -> None:
            if not only or (language, palette, name) in only:
                program.speak(language)
                program.paint(palette)
                if window.desk is not None:
                    window.go(name)
                _come_to_rest()
                window.grab().save(str(folder / f"{name}-{language}-{palette}.png"))

        for language, palette in looks:
            take("start", language, palette)
        program.open_sample()
        for language, palette in looks:
            for page in (*PAGES, *ASIDE):
                take(page.NAME, language, palette)
        program.locking.lock()
        for language, palette in looks:
            take("locked", language, palette)
        program.locking.unlock()
        program.close_case()
        window.show_nothing()


def _come_to_rest() -> None:
    """Wait until the page is laid out and nothing is computed or drawn for a while.

    In a real event loop: QTest.qWait keeps Python's lock, and the lanes would hardly move.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    from ui.background import is_idle
    from ui.turns import is_done

    loop, quiet = QEventLoop(), 0
    while quiet < QUIET:
        QTimer.singleShot(100, loop.quit)
        loop.exec()
        quiet = quiet + 1 if is_idle() and is_done() else 0


def main() -> int:
    """Read the command line and make the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of every page of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="at 1024 x 680")
    parser.add_argument("--readme", action="store_true", help="only the README's pictures")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="huanqing-home-") as home:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        sys.path.insert(0, str(TREE))
        size = (1024, 680) if asked.small else (1280, 800)
        pictures(asked.folder, size, README if asked.readme else ())
    return 0


if __name__ == "__main__":
    sys.exit(main())
