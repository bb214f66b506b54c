# SPDX-License-Identifier: Apache-2.0
"""Work beside the window: questions are asked in one of five lanes, answers come back to the window's own thread.

Each lane has one worker, so its jobs keep their order. Only immutable values cross.
"""

import sys
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from inspect import isgeneratorfunction
from itertools import count
from queue import SimpleQueue
from threading import Event
from types import FunctionType
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from planner.facts.problems import InputError
from planner.facts.stopping import StoppedError, stoppable

T = TypeVar("T")
SUMS, FILES, VIEWS = "sums", "files", "views"  # plans; the disk; what is drawn on the screen
PAPERS = "papers"  # files read in or handed over: neither the case's own file nor a plan waits behind them
SEARCHES = "searches"  # what may take long: the proven best, many futures. No plan waits behind it

_lanes = {
    name: ThreadPoolExecutor(1, thread_name_prefix=name) for name in (SUMS, FILES, VIEWS, PAPERS, SEARCHES)
}
_waiting: dict[int, "Job"] = {}  # jobs by number live until their answer was delivered
_numbers = count()


class Job(QObject):
    """One question asked in the background. Its signals are sent in the thread that asked.

    The lane never holds the job itself: who lets go of a QObject last destroys it, and that must be the window.
    """

    progressed = Signal(object)  # what a generator yielded
    finished = Signal(object)  # the result
    failed = Signal(object)  # an InputError, or a bug (which is then raised too, for the error hook)

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop. A job that has not begun never will; one that asks `stopping.go_on` ends there.

        A generator is told with `True` at its next yield.

        What the generator then returns (the best so far) still comes as `finished`; if it yields on, nothing comes.
        """
        self._stop.set()


class _Post(QObject):
    """Tells the window's thread that an answer lies ready, and hands it to its job there.

    The signal carries nothing: what crosses between threads lies in the queue, out of Qt's hands.
    """

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _deliver(self) -> None:
        number, word, answer = _answers.get_nowait()
        value: Any = answer.pop() if answer else None
        if word == "progressed":
            _waiting[number].progressed.emit(value)
            return
        job = _waiting.pop(number)
        if word == "finished":
            job.finished.emit(value)
        elif word == "failed":
            job.failed.emit(value)
            if not isinstance(value, InputError):
                sys.excepthook(type(value), value, value.__traceback__)


# By number of the job: what is told, and a box with the value. The window empties the box, so that the lane, which may
# still hold the box, never is the last to hold the value: laid-out pages are Qt's and belong to the window by then.
_answers: SimpleQueue[tuple[int, str, list[Any]]] = SimpleQueue()
_post = _Post()


def _tell(number: int, word: str, answer: list[Any]) -> None:
    _answers.put((number, word, answer))
    _post.arrived.emit()


def _work(number: int, stop: Event, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
    answer: list[Any] = []
    try:
        with stoppable(stop.is_set):
            if stop.is_set():
                word = "cancelled"
            elif isgeneratorfunction(fn):
                word = _step_through(number, stop, fn(*args), answer)
            else:
                answer.append(fn(*args))
                word = "finished"
    except StoppedError:
        word = "cancelled"
    except Exception as error:  # any fault of a job is told where it was asked for
        answer.append(error)
        word = "failed"
    _tell(number, word, answer)


def _step_through(number: int, stop: Event, steps: Generator[Any, bool, Any], answer: list[Any]) -> str:
    told = False
    try:
        value = next(steps)
        while not told:
            _tell(number, "progressed", [value])
            told = stop.is_set()
            value = steps.send(told)
    except StopIteration as end:
        answer.append(end.value)
        return "finished"
    steps.close()
    return "cancelled"


def _held(*given: Any) -> Iterator[Any]:
    """Yield what is given to a lane, and what functions among it bring along."""
    for each in given:
        yield each
        if isinstance(each, partial):
            yield from _held(each.func, *each.args)
        elif hasattr(each, "__self__"):
            yield each.__self__
        elif isinstance(each, FunctionType):
            yield from (cell.cell_contents for cell in each.__closure__ or ())


def run(fn: Callable[..., Any], *args: Any, lane: str = SUMS) -> Job:
    """Ask `fn(*args)` in a lane, in the language now spoken. A generator function is a job with progress.

    Raises TypeError where a widget would cross.
    """
    for held in _held(fn, *args):
        if isinstance(held, QObject):
            raise TypeError(f"{type(held).__name__} belongs to the window: a lane must not hold it")
    job, number = Job(), next(_numbers)
    _waiting[number] = job
    _lanes[lane].submit(copy_context().run, _work, number, job._stop, fn, args)
    return job


def ask(fn: Callable[..., T], *args: Any, lane: str = FILES) -> T:
    """Ask and wait for the answer, behind what the lane has to do already. Only for what takes a moment."""
    future: Future[T] = _lanes[lane].submit(copy_context().run, fn, *args)
    return future.result()


def is_idle() -> bool:
    """Say whether every answer was delivered."""
    return not _waiting
