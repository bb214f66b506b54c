# SPDX-License-Identifier: Apache-2.0
"""What happens when the program itself is at fault: nothing is lost, a report without names or amounts, calm words."""

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

Tell = Callable[[Path | None], object]


def redacted(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A report that holds code places only: an exception's own message may hold names or amounts, so it stays out."""
    places = traceback.extract_tb(trace)
    lines = [f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in places]
    return "\n".join([f"python {sys.version.split()[0]} {sys.platform}", kind.__name__, *lines, ""])


def keep_report(text: str, folder: Path | None = None) -> Path | None:
    """Keep a report beside the logs, for its owner only; None where that is refused."""
    folder = folder or user_log_path("huanqing", appauthor=False)
    path = folder / f"fault-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


def reported(do: Callable[[], bool], otherwise: bool) -> bool:
    """Return what `do` returns; a fault in it is told as any other, and `otherwise` returned.

    For what Qt itself asks: an exception that left it would come up again in code that has nothing to do with it.
    """
    try:
        return do()
    except Exception as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
        return otherwise


def catch_faults(tell: Tell | None = None) -> None:
    """From now on an unexpected exception becomes a report and a message instead of a vanished program."""

    def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        text = redacted(kind, trace)
        sys.stderr.write(text)
        path = keep_report(text)
        if tell is not None and threading.current_thread() is threading.main_thread():
            tell(path)

    sys.excepthook = on_fault
    threading.excepthook = lambda args: on_fault(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
