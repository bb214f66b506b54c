# SPDX-License-Identifier: Apache-2.0
"""The bundled fonts, made known to Qt once: by the window at its start, or by the first paper of a command.

Never again beside the window: a font added there would pull the fonts away under the text being drawn.
"""

from PySide6.QtGui import QFontDatabase

from planner.facts.places import resources

CHINESE = "Noto Sans SC"
LATIN = "Huanqing Latin"  # its Latin, with quotation marks and the ellipsis as English writes them

_loaded: list[int] = []


def load_fonts() -> None:
    """Make the bundled fonts known, where they are not yet. Needs the application."""
    if not _loaded:
        for path in sorted((resources() / "fonts").glob("*.[to]tf")):
            _loaded.append(QFontDatabase.addApplicationFont(str(path)))
