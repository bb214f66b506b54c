# SPDX-License-Identifier: Apache-2.0
"""Commands that make what leaves the house: summary, bundle, demo; and the check of a bundle, verify."""

import hashlib
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from planner.evidence.redaction_creditor import Ticked, Wish, usual
from planner.facts.case import Case, Export, changes, find, new_id, put
from planner.facts.language import N_, _, speaking
from planner.facts.problems import InputError
from planner.reports.answers_bundle import verify_answer, verify_lines
from planner.store.casefile import CaseFile
from planner.store.opening import password_in
from ui import outbox
from ui.commands.cases import opened, password_argument
from ui.commands.command import DONE, NO, Answer, Command, problem_lines, progress
from ui.commands.plans import book_of, planned, scenario_arguments, write_out


def _desk(asked: Namespace, case: Case) -> tuple[outbox.Desk, list[str]]:
    """Return what documents are made from, and what the rules say before an offer leaves the house."""
    book = book_of(case)
    plan, problems = planned(asked, case, book)
    return outbox.Desk(case, plan, book, asked.today), problem_lines((*plan.problems, *problems))


def _paper_language(asked: Namespace) -> str:
    """Papers for a creditor are Chinese unless another language was asked for by name."""
    return asked.lang or "zh"


def _output_arguments(parser: ArgumentParser, name: str) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("-o", dest="output", type=Path, required=True, metavar=name)
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))
    scenario_arguments(parser)
    password_argument(parser)


def _summary_arguments(parser: ArgumentParser) -> None:
    _output_arguments(parser, "F.pdf")


def _summary(asked: Namespace) -> Answer:
    with opened(asked) as file:
        case = file.load()
    desk, warnings = _desk(asked, case)
    from ui.printing import pdf

    with speaking(_paper_language(asked)):
        data = pdf(outbox.summary(desk))
    write_out(asked.output, data, asked.force)
    return _written(asked.output, data, warnings)


def _written(path: Path, data: bytes, warnings: list[str]) -> Answer:
    sha256 = hashlib.sha256(data).hexdigest()
    said = _("{path} is written ({size} bytes).").format(path=path, size=f"{len(data):,}")
    return Answer({"file": str(path), "bytes": len(data), "sha256": sha256}, [said, *warnings])


def _bundle_arguments(parser: ArgumentParser) -> None:
    _output_arguments(parser, "F.zip")
    parser.add_argument(
        "--for", dest="receiver", metavar="DEBT", help=_("only what the creditor of this debt may see")
    )
    parser.add_argument(
        "--redact",
        action="store_true",
        help=_("hide names, ID, card and telephone numbers; originals stay here"),
    )
    parser.add_argument(
        "--lawyer",
        action="store_true",
        help=_("the hand-over pack: with a page and the course of events for a lawyer"),
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="PLACE",
        help=_("with --for: a paper or account that stays here, like papers/p2"),
    )
    _zip_password_argument(parser)


def _wish(asked: Namespace, case: Case) -> Wish:
    """What may leave: for whom, whether redacted, and all that usually goes but what shall stay. Raises InputError."""
    if not asked.without:
        return Wish(asked.receiver, asked.redact)
    if find(case, "debts", asked.receiver or "") is None:
        raise InputError(
            "--without", N_("This goes with --for and a debt of the case."), {}, N_("Give both.")
        )
    going = usual(case, asked.receiver)
    papers, accounts = going.papers or frozenset(), going.accounts or frozenset()
    for place in asked.without:
        name, _slash, record_id = place.partition("/")
        if name not in ("papers", "accounts") or find(case, name, record_id) is None:
            text = N_("There is no paper or account “{place}” in this case.")
            raise InputError("--without", text, {"place": place}, N_("Write it like papers/p2."))
        papers -= {record_id} if name == "papers" else set()
        accounts -= {record_id} if name == "accounts" else set()
    return Wish(asked.receiver, asked.redact, Ticked(papers=papers, accounts=accounts))


def _zip_password_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--zip-password-file", type=Path, metavar="F", help=_("a file with the password of the zip")
    )


def _bundle(asked: Namespace) -> Answer:
    with opened(asked, read_only=False) as file:
        case = file.load()
        desk, warnings = _desk(asked, case)
        with speaking(_paper_language(asked)):
            _refuse_lawyer(asked)
            desk = replace(desk, for_lawyer=asked.lawyer)
            desk = outbox.prepared(desk, _wish(asked, case), file.blob)
            data = outbox.whole_bundle(desk, file.blob, progress)
        if asked.zip_password_file is not None:
            from planner.evidence.sealing import sealed

            data = sealed(data, password_in(asked.zip_password_file))
        write_out(asked.output, data, asked.force)
        _record(file, case, data, asked, asked.receiver)
    return _written(asked.output, data, [*problem_lines(desk.problems), *warnings])


def _refuse_lawyer(asked: Namespace) -> None:
    if asked.lawyer and asked.receiver is not None:
        raise InputError(
            "--lawyer",
            N_("A lawyer's pack holds all debts; it is not for one creditor."),
            {},
            N_("Leave --for out."),
        )


def _record(file: CaseFile, case: Case, data: bytes, asked: Namespace, receiver: str | None = None) -> None:
    """Keep in the case which bundle left the house, so that it can be recognised later."""
    from datetime import datetime

    sha256 = hashlib.sha256(data).hexdigest()
    if any(export.sha256 == sha256 for export in case.exports):
        return
    number = new_id(case, "exports", "x")
    export = Export(id=number, kind="bundle", date=asked.today, receiver=receiver, sha256=sha256)
    file.save(changes(case, put(case, "exports", export)), _("Evidence bundle made"), datetime.now())


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, metavar="F.zip|FOLDER")
    parser.add_argument("--case", type=Path, metavar="CASE", help=_("the case it should have been made from"))
    _zip_password_argument(parser)
    password_argument(parser)


def _verify(asked: Namespace) -> Answer:
    from planner.bundle import verify  # loads the heavy libraries

    exports = None
    if asked.case is not None:
        with opened(asked) as file:
            exports = file.load().exports
    locked = asked.zip_password_file
    found = verify(asked.bundle, exports, password_in(locked) if locked is not None else None)
    return Answer(verify_answer(found), verify_lines(found), DONE if found.ok else NO)


def _demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--force", action="store_true", help=_("replace existing files"))


def _demo(asked: Namespace) -> Answer:
    """The sample case and everything made from it."""
    from planner import sample
    from ui.printing import pdf

    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.folder / "sample.huanqing"
    progress(_("Sample case …"))
    sample.build(path, asked.force)
    asked.case, asked.password_file, asked.strategy, asked.scenario = path, None, None, None
    with CaseFile.open(path) as file, speaking(_paper_language(asked)):
        case = file.load()
        desk, _warnings = _desk(asked, case)
        made = {
            "plan.xlsx": outbox.workbook(desk),
            "summary.pdf": pdf(outbox.summary(desk)),
            **_charts(desk),
            "bundle.zip": outbox.whole_bundle(desk, file.blob, progress),
        }
        for name, data in made.items():
            write_out(asked.folder / name, data, asked.force)
        _record(file, case, made["bundle.zip"], asked)
    files = [str(path), *(str(asked.folder / name) for name in made)]
    return Answer({"files": files}, [_("Made:"), *(f"  {name}" for name in files)])


def _charts(desk: outbox.Desk) -> dict[str, bytes]:
    from planner.reports.pictures import chart_pictures

    return chart_pictures(desk.case, desk.plan)


COMMANDS = (
    Command("summary", N_("the negotiation summary as PDF"), _summary_arguments, _summary),
    Command("bundle", N_("the evidence bundle as a zip"), _bundle_arguments, _bundle),
    Command("verify", N_("check an evidence bundle"), _verify_arguments, _verify),
    Command("demo", N_("the sample case and everything made from it"), _demo_arguments, _demo),
)
