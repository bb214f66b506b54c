# SPDX-License-Identifier: Apache-2.0
"""Whether long work shall end. Who begins it says how that is asked; what takes long asks now and then and ends by raising.

A context, as the language is: no function in between has to hand the question on.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
OFTEN = 1_000  # rows between two questions
_asked: ContextVar[Callable[[], bool] | None] = ContextVar("stopping", default=None)


class StoppedError(Exception):
    """Whoever began the work wants nothing of it any more. It is no fault, and nothing half made is left."""


@contextmanager
def stoppable(asked: Callable[[], bool]) -> Iterator[None]:
    """Let what works inside the block ask whether to end."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def go_on() -> None:
    """Raise StoppedError where the work shall end."""
    asked = _asked.get()
    if asked is not None and asked():
        raise StoppedError


def each(rows: Iterable[T]) -> Iterator[T]:
    """Yield what is given, asking now and then whether to go on. Raises StoppedError."""
    for n, row in enumerate(rows):
        if n % OFTEN == 0:
            go_on()
        yield row
