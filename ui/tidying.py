# SPDX-License-Identifier: Apache-2.0
"""Python's collecting of circular garbage, kept to the window's own thread.

Python collects in whichever thread happens to allocate. Beside the window that would destroy a widget that lies in the
garbage from a foreign thread, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250  # lanes may make a hundred thousand objects a second: often, so that each time is short
OLDER = 4  # so many times rarer than Python would, after young ones, are older ones looked at


class Tidier(QObject):
    """Collects by a timer of the window's thread, as often as Python would have."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """Collect the generations that are due."""
        young, middle, old = gc.get_threshold()
        limits = (young, OLDER * middle, old)
        due = [count > limit for count, limit in zip(gc.get_count(), limits, strict=True)]
        if any(due):
            gc.collect(max(place for place, is_due in enumerate(due) if is_due))

    def spare(self) -> None:
        """Leave all there is now (the program, the opened case) out of later collections: it stays anyway."""
        gc.freeze()

    def spare_nothing(self) -> None:
        """Let everything be collected again, as after a case was closed."""
        gc.unfreeze()
