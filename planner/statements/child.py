# SPDX-License-Identifier: Apache-2.0
"""A process of its own for reading a stranger's file: with limits of time and memory, so that a bad file ends only it.

Bytes go in by standard input and plain values come back as JSON: nothing the child says is ever executed.
"""

import importlib
import json
import subprocess
import sys
from contextlib import suppress
from threading import Thread
from typing import Any

from planner.facts.stopping import go_on

SECONDS = 20
MEGABYTES = 512
LOOKS = 10  # a second: whether the child is still wanted
TASKS = {
    "pdf": ("planner.statements.pdf_text", "read_runs"),
    "workbook": ("planner.statements.workbook", "read_cells"),
    "pages": ("planner.evidence.page_count", "count_pages"),
    "picture": ("planner.evidence.page_picture", "draw_page"),
    "burn": ("planner.evidence.redaction_pages", "burn"),
    "mentions": ("planner.evidence.redaction_pages", "mentions"),
}
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from planner.statements.child import serve; serve()"
)
FROZEN = "--read-child"  # what a packaged program is started with to be the child


class ChildError(Exception):
    """The child refused the file ("refused", why), or ran out of its limits or died ("ended", how)."""


def run_limited(
    task: str, content: bytes, *args: Any, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """Run a task of TASKS on bytes in a child process; return its plain value. Raises ChildError."""
    request = json.dumps({"task": task, "args": args, "seconds": seconds, "megabytes": megabytes})
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, FROZEN] if frozen else [sys.executable, "-c", _START, json.dumps(sys.path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            said = _answer(child, request.encode() + b"\n" + content, seconds)
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0 or not said:
        raise ChildError("ended", "died")
    outcome, value = json.loads(said)
    if outcome != "done":
        raise ChildError(outcome, value)
    return value


def _answer(child: "subprocess.Popen[bytes]", request: bytes, seconds: int) -> bytes:
    """Wait for what the child says, for so many seconds, as long as it is wanted."""
    stdin, child.stdin = child.stdin, None  # asked again, `communicate` would not go on feeding it
    Thread(target=_feed, args=(stdin, request), daemon=True).start()
    for _look in range(seconds * LOOKS):
        go_on()
        with suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=1 / LOOKS)[0]
    raise ChildError("ended", "time")


def _feed(stdin: Any, request: bytes) -> None:
    with suppress(OSError), stdin:  # a child that ends before it has heard all says so by its answer
        stdin.write(request)


def serve() -> None:
    """Be the child: read one request from standard input, answer on standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["seconds"], request["megabytes"])
    module, function = TASKS[request["task"]]
    task = getattr(importlib.import_module(module), function)
    answer: tuple[str, Any]
    try:
        answer = ("done", task(sys.stdin.buffer.read(), *request["args"]))
    except ValueError as refused:
        answer = ("refused", str(refused))
    except MemoryError:
        answer = ("ended", "memory")
    sys.stdout.write(json.dumps(answer))


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
