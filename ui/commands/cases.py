# SPDX-License-Identifier: Apache-2.0
"""Commands about the case file itself: new, show, schema, check."""

import getpass
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner.facts.case import Case, case_from_json, case_to_json
from planner.facts.checks import find_problems, refusals
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.problems import InputError
from planner.facts.records import json_schema
from planner.facts.terms import Terms
from planner.reports.answers_bundle import check_answer
from planner.store.casefile import CaseFile, PasswordNeeded
from planner.store.opening import password_in
from ui.commands.command import DONE, NO, Answer, Command, problem_lines, read_json


def password_argument(parser: ArgumentParser) -> None:
    """Let a command that opens a case take its password."""
    parser.add_argument(
        "--password-file", type=Path, metavar="F", help=_("a file whose first line is the password")
    )


def password_of(asked: Namespace) -> str | None:
    """Return the password given in a file, or None. Raises InputError for an empty file."""
    return None if asked.password_file is None else password_in(asked.password_file)


@contextmanager
def opened(asked: Namespace, read_only: bool = True) -> Iterator[CaseFile]:
    """Open the case a command names; ask for its password on the terminal where there is one."""
    password = password_of(asked)
    try:
        file = CaseFile.open(asked.case, password, read_only=read_only)
    except PasswordNeeded:
        if password is not None or not sys.stdin.isatty():
            raise
        file = CaseFile.open(asked.case, getpass.getpass(_("Password: ")), read_only=read_only)
    try:
        yield file
    finally:
        file.close()


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE.json")
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))
    password_argument(parser)


def _new(asked: Namespace) -> Answer:
    try:
        case = case_from_json(read_json(asked.source))
    except InputError as refused:
        raise (
            refused.within(str(asked.source)) if str(asked.source) not in refused.where else refused
        ) from None
    for problem in refusals(case):
        raise InputError(f"{asked.source}: {problem.where}", problem.text, problem.values)
    CaseFile.create(asked.case, case, password_of(asked), force=asked.force).close()
    return Answer({"case": str(asked.case)}, [_("{path} is made.").format(path=asked.case)])


def _case_argument(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    password_argument(parser)


def _show(asked: Namespace) -> Answer:
    with opened(asked) as file:
        data = case_to_json(file.load())
    return Answer(data, [json.dumps(data, ensure_ascii=False, indent=1)])


def _schema_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("case", "schedule", "rate", "optimum"), default="case")


def _schema(asked: Namespace) -> Answer:
    data = _schema_of(asked.what)
    return Answer(data, [json.dumps(data, ensure_ascii=False, indent=1)])


def _schema_of(what: str) -> dict[str, Any]:
    if what == "case":
        schema = json_schema(Case)
        del schema["properties"]["spelled"]
        return schema
    if what == "schedule":
        return json_schema(Terms, ("principal", "start", "shape"))
    if what == "rate":
        from planner.reports.answers_debt import rate_schema

        return rate_schema()
    from planner.engine.optimize_task import OptimumTask

    return json_schema(OptimumTask)


def _check(asked: Namespace) -> Answer:
    with opened(asked) as file:
        wrong = tuple(file.check())
        case = None if any(p.severity == "stop" for p in wrong) else file.load()
    facts = find_problems(case) if case is not None else ()
    data = check_answer(wrong, facts)
    whole = all(p.severity != "stop" for p in wrong)
    lines = [_("The file is whole.") if whole else _("The file is damaged:"), *problem_lines(wrong)]
    if case is not None:
        owed = format_yuan(sum(debt.owed for debt in case.debts))
        lines.append(_("{n} debts, ¥{owed} owed.").format(n=len(case.debts), owed=owed))
    lines += problem_lines(facts)
    return Answer(data, lines, DONE if data["ok"] else NO)


COMMANDS = (
    Command("new", N_("make a case from JSON"), _new_arguments, _new),
    Command("show", N_("print a case as the same JSON"), _case_argument, _show),
    Command("schema", N_("print the JSON schema that is checked"), _schema_arguments, _schema),
    Command("check", N_("whether the case file is whole, and what the facts lack"), _case_argument, _check),
)
