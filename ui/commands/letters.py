# SPDX-License-Identifier: Apache-2.0
"""The command that makes a letter or another paper of the list: letter, as PDF or for a word processor."""

import hashlib
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from planner.facts.language import N_, _, speaking
from planner.facts.problems import InputError
from planner.reports.printout import Printout
from planner.store.files import new_file
from ui.commands.cases import opened, password_argument
from ui.commands.command import Answer, Command, problem_lines
from ui.commands.plans import book_of, planned, scenario_arguments

KINDS = ("application", "hardship", "repayment_table", "budget", "call_script", "summary")


def _letter_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--debt", metavar="ID", help=_("the debt it is about"))
    parser.add_argument("--kind", choices=KINDS, default="application", help=_("which paper"))
    parser.add_argument("--words", type=Path, metavar="F", help=_("a file with your own words"))
    parser.add_argument("-o", dest="output", type=Path, required=True, metavar="F.pdf|F.docx")
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))
    scenario_arguments(parser)
    password_argument(parser)


def _letter(asked: Namespace) -> Answer:
    with opened(asked) as file:
        case = file.load()
    if asked.debt is None and asked.kind in ("application", "call_script"):
        known = ", ".join(debt.id for debt in case.debts) or "—"
        raise InputError(
            "--debt", N_("This paper is about one debt."), {"known": known}, N_("Known are: {known}.")
        )
    if asked.debt is not None and all(debt.id != asked.debt for debt in case.debts):
        known = ", ".join(debt.id for debt in case.debts) or "—"
        text = N_("There is no debt “{id}” in this case.")
        raise InputError("--debt", text, {"id": asked.debt, "known": known}, N_("Known are: {known}."))
    from planner.reports.documents import make

    book = book_of(case)
    plan, problems = planned(asked, case, book)
    words = asked.words.read_text("utf-8-sig") if asked.words else None
    with speaking(asked.lang or "zh"):
        text_made = make(asked.kind, case, plan, book, asked.today, asked.debt, words)
        data = _word(text_made, asked.today) if asked.output.suffix.lower() == ".docx" else _pdf(text_made)
    with new_file(asked.output, asked.force) as draft:
        draft.write_bytes(data)
    said = _("{path} is written ({size} bytes).").format(path=asked.output, size=f"{len(data):,}")
    told = {"file": str(asked.output), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return Answer(told, [said, *problem_lines((*plan.problems, *problems))])


def _pdf(text: Printout) -> bytes:
    from ui.printing import pdf

    return pdf(text)


def _word(text: Printout, day: date) -> bytes:
    from planner.reports.word_copy import word_copy

    return word_copy(text, day)


COMMANDS = (Command("letter", N_("a letter or another paper for one creditor"), _letter_arguments, _letter),)
