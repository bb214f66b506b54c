# SPDX-License-Identifier: Apache-2.0
"""A process of its own for reading a stranger's file: with limits of time and memory, so that a bad file ends only it."""

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

SECONDS = 20
MEGABYTES = 512


class ChildError(Exception):
    """The child found the file unreadable, ran out of its limits or died. `args[0]` is "refused" or "ended"."""


def run_limited(
    task: Callable[..., Any], *args: Any, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """Run `task(*args)` in a child process and return its plain value. Raises ChildError.

    The task and its arguments must be picklable; a ValueError of the task becomes ChildError("refused", its text).
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, seconds, megabytes, task, args), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise ChildError("ended", "time")
        outcome, value = here.recv()
    except EOFError:
        raise ChildError("ended", "died") from None
    finally:
        process.kill()
        process.join()
        here.close()
    if outcome != "done":
        raise ChildError(outcome, value)
    return value


def _work(
    pipe: Connection, seconds: int, megabytes: int, task: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    _limit(seconds, megabytes)
    try:
        pipe.send(("done", task(*args)))
    except ValueError as refused:
        pipe.send(("refused", str(refused)))
    except MemoryError:
        pipe.send(("ended", "memory"))
    finally:
        pipe.close()


def _limit(seconds: int, megabytes: int) -> None:
    """Set the system's limits where it has them; elsewhere the parent's clock is the limit."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
