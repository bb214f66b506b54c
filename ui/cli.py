# SPDX-License-Identifier: Apache-2.0
"""The command line: the same journey without a screen. Qt is imported only where a PDF is made."""

import json
import locale
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from planner.facts.dates import parse_date
from planner.facts.language import N_, _, set_language
from planner.facts.problems import InputError
from ui.commands import batch, cases, debts, exports, flows, letters, notices, plans
from ui.commands.command import DONE, REFUSED, Answer, Command

COMMANDS: tuple[Command, ...] = (
    *cases.COMMANDS,
    *flows.COMMANDS,
    *debts.COMMANDS,
    *plans.COMMANDS,
    *exports.COMMANDS,
    *letters.COMMANDS,
    *notices.COMMANDS,
    *batch.COMMANDS,
)


class _Parser(ArgumentParser):
    """A parser that refuses in one line, in the user's language, with the exit status of refused input."""

    def error(self, message: str) -> NoReturn:
        raise InputError(self.prog, N_("{message}."), {"message": message}, N_("See --help."))


def spoken_by_default() -> str:
    """Return "zh" where the machine speaks Chinese, else "en"."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def parser() -> ArgumentParser:
    """Return the parser of all commands, in the language now spoken."""
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("print one JSON value"))
    common.add_argument("--lang", choices=("zh", "en"), help=_("the language of words and documents"))
    common.add_argument("--today", type=_day, default=None, metavar="DATE", help=_("count from this day"))
    whole = _Parser(prog="huanqing", description=_("Plan the repayment of overdue debts, offline."))
    commands = whole.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=_(command.words), parents=[common])
        command.arguments(one)
        one.set_defaults(run=command.run)
    return whole


def _day(text: str) -> date:
    return parse_date(text)


def main(argv: Sequence[str]) -> int:
    """Run one command; print its answer; return the exit status. A bug is left to the caller."""
    set_language(_language_asked(argv) or spoken_by_default())
    try:
        return _run(argv)
    except InputError as refused:
        print(" ".join(refused.words().split()), file=sys.stderr)
    except BrokenPipeError:
        sys.stdout = None  # the reader has gone; nothing more can be said
        return DONE
    except OSError as error:
        place = _("{where}: ").format(where=error.filename) if error.filename else ""
        remedy = _("Check that it exists, may be used and that the disk is not full.")
        print(f"{place}{error.strerror or error}. {remedy}", file=sys.stderr)
    return REFUSED


def _run(argv: Sequence[str]) -> int:
    asked: Namespace = parser().parse_args(list(argv))
    asked.today = asked.today or date.today()
    answer: Answer = asked.run(asked)
    if asked.json:
        print(json.dumps(answer.json, ensure_ascii=False, indent=1))
    else:
        print("\n".join(answer.lines))
    sys.stdout.flush()
    return answer.status


def _language_asked(argv: Sequence[str]) -> str | None:
    for i, word in enumerate(argv):
        value: Any = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and i + 1 < len(argv):
            value = argv[i + 1]
        if value in ("zh", "en"):
            return str(value)
    return None
