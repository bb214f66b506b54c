# SPDX-License-Identifier: Apache-2.0
"""Work beside the window: questions are asked in one of three lanes, answers come back to the window's own thread.

Each lane has one worker, so its jobs keep their order. Only immutable values cross.
"""

import sys
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from inspect import isgeneratorfunction
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from planner.facts.problems import InputError

T = TypeVar("T")
SUMS, FILES, VIEWS = "sums", "files", "views"  # plans and futures; the disk; what is drawn on the screen

_lanes = {name: ThreadPoolExecutor(1, thread_name_prefix=name) for name in (SUMS, FILES, VIEWS)}
_waiting: set["Job"] = set()  # jobs live until their answer was delivered


class Job(QObject):
    """One question asked in the background. Its signals are sent in the thread that asked."""

    progressed = Signal(object)  # what a generator yielded
    finished = Signal(object)  # the result
    failed = Signal(object)  # an InputError, or a bug (which is then raised too, for the error hook)
    _arrived = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.stopped = False  # someone asked it to stop
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop. A job that has not begun never will; a generator is told with `True` at its next yield.

        What the generator then returns (the best so far) still comes as `finished`; if it yields on, nothing comes.
        """
        self.stopped = True

    @Slot(str, object)
    def _deliver(self, word: str, value: Any) -> None:
        if word == "progressed":
            self.progressed.emit(value)
            return
        _waiting.discard(self)
        if word == "finished":
            self.finished.emit(value)
        elif word == "failed":
            self.failed.emit(value)
            if not isinstance(value, InputError):
                sys.excepthook(type(value), value, value.__traceback__)

    def _work(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
        try:
            if self.stopped:
                self._arrived.emit("cancelled", None)
            elif isgeneratorfunction(fn):
                self._step_through(fn(*args))
            else:
                self._arrived.emit("finished", fn(*args))
        except Exception as error:  # any fault of a job is told where it was asked for
            self._arrived.emit("failed", error)

    def _step_through(self, steps: Generator[Any, bool, Any]) -> None:
        told = False
        try:
            value = next(steps)
            while not told:
                self._arrived.emit("progressed", value)
                told = self.stopped
                value = steps.send(told)
            steps.close()
            self._arrived.emit("cancelled", None)
        except StopIteration as end:
            self._arrived.emit("finished", end.value)


def run(fn: Callable[..., Any], *args: Any, lane: str = SUMS) -> Job:
    """Ask `fn(*args)` in a lane, in the language now spoken. A generator function is a job with progress."""
    job = Job()
    _waiting.add(job)
    _lanes[lane].submit(copy_context().run, job._work, fn, args)
    return job


def ask(fn: Callable[..., T], *args: Any, lane: str = FILES) -> T:
    """Ask and wait for the answer, behind what the lane has to do already. Only for what takes a moment."""
    future: Future[T] = _lanes[lane].submit(copy_context().run, fn, *args)
    return future.result()


def is_idle() -> bool:
    """Say whether every answer was delivered."""
    return not _waiting
