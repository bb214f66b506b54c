# SPDX-License-Identifier: Apache-2.0
"""Commands about statement files: read them without a case, or import them into one."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from planner.facts.case import changes
from planner.facts.language import N_, _
from planner.facts.money import format_yuan, yuan_from_plain
from ui.commands.cases import opened, password_argument
from ui.commands.command import Answer, Command, columns, progress


def _passwords(path: Path | None) -> tuple[str, ...]:
    return tuple(line for line in path.read_text("utf-8-sig").splitlines() if line) if path else ()


def _read_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument(
        "--password-file", type=Path, metavar="F", help=_("passwords of the files, one a line; never stored")
    )


def _read(asked: Namespace) -> Answer:
    from planner.reports.answers_statements import read_answer
    from planner.statements.importers import read

    statements: list[Any] = []
    for path in asked.files:
        progress(_("Reading {name} …").format(name=path.name))
        statements.extend(read(path, _passwords(asked.password_file)))
    answers = read_answer(statements)
    lines: list[str] = []
    for answer in answers:
        lines += _together_lines(answer["together"]) if "together" in answer else _file_lines(answer)
    return Answer(answers, lines)


def _file_lines(answer: dict[str, Any]) -> list[str]:
    account = " ".join(part for part in answer["account"].values() if part)
    lines = [
        f"{answer['file']}  ({answer['format']}{', ' + account if account else ''})",
        _(
            "  {n} rows, {first} to {last}; balance chain: {chain}; {linked} linked; {double} seen before"
        ).format(
            n=answer["rows"],
            first=answer["first"] or "—",
            last=answer["last"] or "—",
            chain=answer["balance_chain"],
            linked=answer["linked"],
            double=answer["duplicates"],
        ),
        *(f"  {line}" for line in _kind_lines(answer["kinds"])),
        _("  net spending: {amount}").format(amount=_yuan(answer["net_spending"])),
    ]
    return [*lines, *(f"  ! {warning['text']}" for warning in answer["warnings"]), ""]


def _together_lines(together: dict[str, Any]) -> list[str]:
    return [
        _("All files together, each payment once ({n} links)").format(n=together["linked"]),
        *(f"  {line}" for line in _kind_lines(together["kinds"])),
        _("  net spending: {amount}").format(amount=_yuan(together["net_spending"])),
    ]


def _yuan(plain: str) -> str:
    return format_yuan(yuan_from_plain(plain))


def _kind_lines(kinds: dict[str, Any]) -> list[str]:
    from planner.reports.words import KINDS, word

    rows = [(word(KINDS, k) or k, str(t["rows"]), _yuan(t["sum"])) for k, t in kinds.items() if t["rows"]]
    return columns(rows, right=(1, 2))


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument(
        "--unlock", type=Path, metavar="F", help=_("passwords of the files, one a line; never stored")
    )
    password_argument(parser)


def _import(asked: Namespace) -> Answer:
    from planner.reports.answers_statements import import_answer
    from planner.statements.importers import open_statements
    from planner.statements.keeping import keep

    answers = []
    with opened(asked, read_only=False) as file:
        case = before = file.load()
        for path in asked.files:
            progress(_("Reading {name} …").format(name=path.name))
            got = open_statements(path, _passwords(asked.unlock))
            for statement in got.statements:
                case, report = keep(case, statement)
                answers.append(import_answer(statement, report))
            for original in got.originals.values():
                file.put_blob(original)
        made = changes(before, case)
        if made:
            file.save(made, _("Import statements"), datetime.now())
    lines = [
        _("{file}: {added} rows added, {duplicates} seen before, {linked} linked").format(**answer)
        for answer in answers
    ]
    return Answer(answers, lines)


COMMANDS = (
    Command("read", N_("read statement files without a case"), _read_arguments, _read),
    Command("import", N_("take statement files into a case"), _import_arguments, _import),
)
