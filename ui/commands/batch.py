# SPDX-License-Identifier: Apache-2.0
"""The command about many cases: batch."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from planner import batch
from planner.facts.language import N_, _, language, ngettext
from planner.facts.money import format_yuan
from planner.store.files import new_file
from ui.chances import percent
from ui.commands.command import Answer, Command, columns, progress
from ui.commands.plans import counted


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("cases", type=Path, nargs="+", metavar="CASE")
    parser.add_argument(
        "-o",
        dest="output",
        type=Path,
        required=True,
        metavar="F.parquet",
        help=_("the table; F.csv works too"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))
    parser.add_argument(
        "--workers", type=counted(1, 1024), metavar="N", help=_("how many processes work at once")
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help=_("a running Dask cluster that sees the same files")
    )
    parser.add_argument(
        "--keys", type=Path, metavar="FOLDER", help=_("a folder with NAME.key for each locked NAME.huanqing")
    )


def _batch(asked: Namespace) -> Answer:
    batch.as_file((), asked.output.suffix)  # refused now, not after an hour
    with new_file(asked.output, asked.force) as draft:
        todo = batch.tasks(asked.cases, asked.keys, asked.today, language())
        if asked.scheduler is not None:
            rows = batch.on_a_cluster(todo, asked.scheduler, lambda done: _tell(done, len(todo)))
        else:
            rows = batch.in_a_pool(todo, asked.workers, lambda done: _tell(done, len(todo)))
        draft.write_bytes(batch.as_file(rows, asked.output.suffix))
    return Answer([batch.answer(row) for row in rows], _lines(rows, asked.output))


def _tell(done: int, whole: int) -> None:
    progress(_("{done} of {all}").format(done=done, all=whole))


def _lines(rows: list[batch.Row], path: Path) -> list[str]:
    head = (_("Case"), _("Owed"), _("Can be paid"), _("Months"), _("Holds"), _("Checks"))
    table = [head, *(_line(row) for row in rows if row.error is None)]
    failed = [_failed(Path(row.case).name, row.error) for row in rows if row.error is not None]
    n = len(rows)
    made = ngettext("{path}: {n} case.", "{path}: {n} cases.", n).format(path=path, n=n)
    return [*(columns(table, right=(1, 2, 3, 4, 5)) if len(table) > 1 else []), *failed, made]


def _failed(name: str, error: str) -> str:
    return error if error.startswith(name) else f"{name}: {error}"


def _line(row: batch.Row) -> tuple[str, ...]:
    return (
        Path(row.case).name,
        format_yuan(row.owed or 0),
        format_yuan(row.affordable or 0),
        "—" if row.months is None else str(row.months),
        "—" if row.holds is None else percent(row.holds),
        str(len(row.flags)),
    )


COMMANDS = (Command("batch", N_("the plans of many cases, one row each"), _arguments, _batch),)
