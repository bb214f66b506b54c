# SPDX-License-Identifier: Apache-2.0
"""The door of the program: a command is answered on the command line, anything else opens the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the given arguments (those of the process by default); returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if wants_window(words):
        from ui.starting import run_window

        return run_window(words)
    from ui.cli import main as answer
    from ui.errors import keep_report, redacted

    try:
        return answer(words)
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # the second of the two places: a command must not end in a traceback
        path = keep_report(redacted(type(fault), fault.__traceback__))
        print(f"huanqing: a fault of ours ({type(fault).__name__}); report: {path or '-'}", file=sys.stderr)
        return 3


def wants_window(words: Sequence[str]) -> bool:
    """Whether the arguments ask for the window: none, window options, or one case file."""
    if not words:
        return True
    if words[0] in ("--sample", "--lang", "--today", "--theme"):
        return not {"-h", "--help"} & set(words)
    return words[0].endswith(".huanqing")


if __name__ == "__main__":
    sys.exit(main())
