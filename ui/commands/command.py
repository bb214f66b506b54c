# SPDX-License-Identifier: Apache-2.0
"""What a command is: its name, its arguments, and the answer it gives, as JSON or as words for people."""

import json
import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.facts.language import N_, _
from planner.facts.problems import InputError, Problem

DONE, NO, REFUSED, FAULT = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: one JSON value, the same in lines for people, and the exit status."""

    json: Any
    lines: Sequence[str]
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the program; `words` is the msgid of its help line."""

    name: str
    words: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Answer]


def progress(words: str) -> None:
    """Say what is going on to a person at the terminal, on stderr, so that stdout holds the answer only."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)


def read_json(path: Path) -> Any:
    """Read a JSON file; a file that is none is refused with its line and column, a key that stands twice by name."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_each_once)
    except InputError as doubled:
        raise doubled.within(str(path)) from None
    except UnicodeDecodeError:
        raise InputError(
            str(path), N_("This is not a text file in UTF-8."), {}, N_("Save it as UTF-8.")
        ) from None
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "1:1"
        raise InputError(
            f"{path}:{place}", N_("This is not JSON."), {}, N_("Correct the text at that line and column.")
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One JSON object; of two values for one key neither is taken silently."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise InputError(
                key[:80], N_("The key “{key}” stands twice."), {"key": key[:80]}, N_("Keep one of them.")
            )
        made[key] = value
    return made


def width(text: str) -> int:
    """Return how many places a terminal gives the text; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns(rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Lay rows of text out in columns; the numbers in `right` name the columns set flush right."""
    table = [list(row) for row in rows]
    if not table:
        return []
    widths = [max(width(row[i]) for row in table) for i in range(len(table[0]))]

    def cell(row: list[str], i: int) -> str:
        gap = " " * (widths[i] - width(row[i]))
        return gap + row[i] if i in right else row[i] + gap

    return ["  ".join(cell(row, i) for i in range(len(row))).rstrip() for row in table]


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as every answer lists it."""
    return {
        "severity": problem.severity,
        "where": problem.where,
        "text": problem.words(),
        "rule_id": problem.rule_id,
    }


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return problems for people, one a line, the gravest first."""
    order = {"stop": 0, "warn": 1, "info": 2}
    marks = {"stop": _("Stop"), "warn": _("Check"), "info": _("Note")}
    ranked = sorted(problems, key=lambda p: order[p.severity])
    return [f"{marks[p.severity]}: {p.words()}" + (f" [{p.rule_id}]" if p.rule_id else "") for p in ranked]
