# SPDX-License-Identifier: Apache-2.0
"""A monkey at the window: random clicks, keys and drops on the sample, with a fixed seed, then the edits are counted.

python -m tests.ui.monkey SEED SECONDS [DIARY]     prints what went wrong, if anything; the exit status says whether
"""

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QScrollArea, QWidget

from planner.facts.case import Case
from ui.app import Program
from ui.session import Session

STEP_MS = 5
SLOW = 0.30  # s of the window's own thread for one step: a freeze
WORDS = (
    "1234.5",
    "0",
    "-5",
    "24%",
    "2027-02-30",
    "还款",
    "<b>x</b>",
    "=1+1",
    "9" * 25,
    " ",
    "3万",
    "a\tb\nc",
)
KEYS = (
    *(Qt.Key.Key_Tab,) * 6,
    *(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right) * 2,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_F2,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_F1,
)
WITH_CTRL = "zzzzyacvxfkdi1234567890+-h"
NEVER = {"quit", "close", "new", "open", "sample", "import", "save_as"}  # they leave the case that is counted


def _wait(milliseconds: int) -> None:
    """Wait in a real event loop: QTest.qWait keeps Python's lock, and the lanes would hardly move."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Monkey:
    """Plays for some seconds; `faults` holds what was raised, `slow` the steps that froze the window."""

    def __init__(self, program: Program, seed: int) -> None:
        self.program, self.dice = program, random.Random(seed)
        self.faults: list[str] = []
        self.slow: list[str] = []
        self.trail: deque[str] = deque(maxlen=12)
        self.steps = 0
        session = program.session
        assert session is not None
        self.path, self.case = session.path, session.case  # what was seen last of the case that is counted
        self.lowest = session._at  # how far it was undone: beyond its beginning there is no way back to that
        self.diary: TextIO | None = (
            None  # every step is written down before it is made: a crash has a last line
        )
        self._stack = ""
        self._end = self._began = 0.0
        self._deep = 0

    def play(self, seconds: float) -> None:
        """Play, in the event loop of the program."""
        self._end = time.monotonic() + seconds
        signal.signal(signal.SIGALRM, self._look)
        before, sys.excepthook = sys.excepthook, self._note
        self._next()
        while time.monotonic() < self._end:
            _wait(50)
        self._leave_dialogs()
        sys.excepthook = before
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _note(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None = None
    ) -> None:
        places = traceback.extract_tb(trace)[-6:]
        where = " < ".join(f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in reversed(places))
        self._say(f"FAULT {kind.__name__}: {fault} at {where}")
        self.faults.append(f"{kind.__name__}: {fault} at {where} after {list(self.trail)}")

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        """Note what the window's thread does when it has been busy too long.

        By a signal in that thread itself: another thread would hold the frame, and with it a painter, beyond its time.
        """
        every = traceback.extract_stack(frame)
        ours = [p for p in every if any(room in p.filename for room in ("/ui/", "/planner/"))]
        places = [*every[:-3:-1], *ours[:-8:-1]]
        self._stack = " < ".join(f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in places)

    # ---- one step

    def _next(self) -> None:
        QTimer.singleShot(STEP_MS, self._step)

    def _step(self) -> None:
        self._weigh()
        if time.monotonic() >= self._end:
            return
        session = self.program.session
        if session is not None and session.path == self.path:
            self.case = session.case
            self.lowest = min(self.lowest, session._at)
        self._next()  # before the step: a dialog it opens runs a loop of its own
        self.steps += 1
        offered = self.program.window.actions_by_name  # made anew with every frame
        for name in NEVER & set(offered):
            offered[name].setEnabled(False)
        target = self._target()
        act = self.dice.choices(
            (self._click, self._key, self._type, self._chord, self._go, self._turn), (40, 25, 12, 8, 4, 1)
        )[0]
        self._stack = ""
        signal.setitimer(signal.ITIMER_REAL, SLOW)
        self._began = time.thread_time()
        self._deep = _depth(target)
        act(target)

    def _weigh(self) -> None:
        """How long the window's thread worked on the last step and what followed from it."""
        took = time.thread_time() - self._began
        signal.setitimer(signal.ITIMER_REAL, 0)
        if self.steps and took > SLOW and not self._deep and not _depth(self._target()):
            self.slow.append(f"{took:.2f} s: {self.trail[-1]}: {self._stack}")

    def _target(self) -> QWidget:
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return over or self.program.window

    def _leave_dialogs(self) -> None:
        for _try in range(50):
            over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if over is None:
                return
            over.close()
            _wait(5)

    def _say(self, words: str) -> None:
        self.trail.append(words)
        print(self.steps, words, file=self.diary, flush=True)

    def _click(self, over: QWidget) -> None:
        if isinstance(over, QFileDialog):
            self._say("file dialog: back")
            over.reject()
            return
        spots = [
            w
            for w in over.findChildren(QWidget)
            if w.isVisible() and w.isEnabled() and not w.visibleRegion().isEmpty()
        ]
        if not spots:
            QTest.keyClick(over, Qt.Key.Key_Escape)
            return
        spot = self.dice.choice(spots)
        seen = spot.visibleRegion().boundingRect()
        place = seen.topLeft() + QPoint(
            self.dice.randrange(max(seen.width(), 1)), self.dice.randrange(max(seen.height(), 1))
        )
        hit = spot.childAt(place) or spot
        name = hit.objectName() or hit.accessibleName()[:30]
        self._say(f"click {type(hit).__name__} {name} on {self.page()}")
        place = hit.mapFrom(spot, place)
        kind = self.dice.random()
        if kind < 0.08:
            QTest.mouseDClick(hit, Qt.MouseButton.LeftButton, pos=place)
        elif kind < 0.14:
            QTest.mouseMove(hit, place)
        elif kind < 0.2:
            QTest.mouseClick(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
        else:
            QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=place)

    def _focused(self, over: QWidget) -> QWidget:
        return QApplication.focusWidget() or over

    def _key(self, over: QWidget) -> None:
        key = self.dice.choice(KEYS)
        at = self._focused(over)
        self._say(f"{key.name} in {type(at).__name__} {at.objectName()} on {self.page()}")
        if isinstance(over, QFileDialog):
            over.reject()
            return
        QTest.keyClick(at, key)

    def _type(self, over: QWidget) -> None:
        if isinstance(over, QFileDialog):
            over.reject()
            return
        words, at = self.dice.choice(WORDS), self._focused(over)
        self._say(f"type {words!r} in {type(at).__name__} {at.objectName()} on {self.page()}")
        for letter in words:
            if not _alive(at):
                return
            if letter.isascii() and letter.isprintable():
                QTest.keyClick(at, letter)
            else:
                _commit(at, letter)

    def _chord(self, over: QWidget) -> None:
        letter, at = self.dice.choice(WITH_CTRL), self._focused(over)
        self._say(f"Ctrl+{letter} in {type(at).__name__} on {self.page()}")
        QTest.keyClick(at, letter, Qt.KeyboardModifier.ControlModifier)

    def _go(self, over: QWidget) -> None:
        if over is self.program.window and self.program.window.desk is not None:
            name = self.dice.choice([page.NAME for page in self.program.window.kinds])
            self._say(f"go {name}")
            self.program.window.go(name)

    def _turn(self, over: QWidget) -> None:
        """Another language, theme, zoom, size, or hidden amounts."""
        if over is not self.program.window:
            return
        turns: tuple[Callable[[], object], ...] = (
            lambda: self.program.speak(self.dice.choice(("zh", "en"))),
            lambda: self.program.paint(self.dice.choice(("light", "dark", "contrast"))),
            lambda: self.program.zoom(self.dice.choice((80, 100, 150))),
            self.program.toggle_hidden,
            lambda: self.program.window.resize(
                self.dice.randrange(760, 1700), self.dice.randrange(520, 1100)
            ),
            lambda: _scroll(self.program.window, self.dice),
        )
        place = self.dice.randrange(len(turns))
        self._say(f"turn {place}")
        turns[place]()

    def page(self) -> str:
        """The page in sight."""
        window = self.program.window
        return window.page().NAME if window.desk is not None and window._pages else "start"


def _depth(over: QWidget) -> int:
    return int(isinstance(over, QDialog) or QApplication.activePopupWidget() is not None)


def _alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return isValid(widget)


def _commit(widget: QWidget, text: str) -> None:
    """Type what an input method gives, as for Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def _scroll(window: QWidget, dice: random.Random) -> None:
    for area in window.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(dice.randint(bar.minimum(), max(bar.maximum(), bar.minimum())))


def lost(path: Path, shown: Case, first: Case, steps: int = 0) -> list[str]:
    """What the file, opened again, holds otherwise than the window did; and what undo does not take back."""
    again, found = Session.open(path), []
    if again.case != shown:
        found.append("the file opened again is not what was on the screen")
    while steps >= 0 and again._at > steps:
        again.undo()
    if again._at == steps and again.case != first:
        found.append("undoing everything does not lead back to the beginning")
    again.close()
    return found


def main(seed: int, seconds: float, diary: str = "") -> int:
    """Play on a fresh sample in folders of its own; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="huanqing-monkey-") as home:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["HOME"] = home
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        from ui.app import make_app, read_rules
        from ui.settings import Settings

        app = make_app()
        program = Program(app, Settings(Path(home) / "settings.json"), read_rules, lambda: date(2026, 11, 22))
        program.window.show()
        program.open_sample()
        assert program.session is not None
        first, steps = program.session.case, program.session._at
        monkey = Monkey(program, seed)
        with Path(diary or os.devnull).open("w", encoding="utf-8") as written:
            monkey.diary = written
            monkey.play(seconds)
        _wait(500)
        program.window.finish_typing()
        if program.session is not None and program.session.path == monkey.path:
            monkey.case = program.session.case
        program.close_case()
        found = [
            *monkey.faults,
            *monkey.slow,
            *lost(monkey.path, monkey.case, first, steps if monkey.lowest >= steps else -1),
        ]
        print(f"seed {seed}: {monkey.steps} steps, {len(found)} found", *found, sep="\n  ")
        program.window.show_nothing()
        sys.stdout.flush()
        os._exit(bool(found))
    return 0


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), *sys.argv[3:])
