# SPDX-License-Identifier: Apache-2.0
"""Many cases at once: one case in, one row out; a pool of processes, or an existing Dask cluster, maps it over many.

A case that cannot be opened or planned is a row with its reason, and never stops the others. Passwords are read from
files by the process that opens the case: none is handed on.
"""

from __future__ import annotations

import csv
import io
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from planner.facts.case import Case, chosen_scenario
from planner.facts.language import N_, _, speaking
from planner.facts.money import Fen, plain_yuan
from planner.facts.places import resources
from planner.facts.problems import INFO, InputError, Problem
from planner.facts.rulebook import RuleBook, load, with_overrides
from planner.reports.rejected import csv_cell
from planner.store.casefile import CaseFile
from planner.store.opening import password_in

KEY = ".key"
MONEY = ("owed", "affordable", "total")
COLUMNS = ("case", *MONEY, "months", "holds", "flags", "error")
PATHS, SEED = 100_000, 1  # as the command `stress` takes them by default

Tell = Callable[[int], None]  # how many cases are done


@dataclass(frozen=True, slots=True)
class Task:
    """One case to plan: what it was called, its file and the file with its password, the day, the language of reasons."""

    name: str
    case: Path
    key: Path | None
    today: date
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one case. Money in fen; `holds` a share of futures, None where the person's months are too few."""

    case: str
    owed: Fen | None = None
    affordable: Fen | None = None
    total: Fen | None = None
    months: int | None = None  # until all is clear
    holds: float | None = None
    flags: tuple[
        str, ...
    ] = ()  # no_offer, not_feasible, ids of the rules that ask for a check, words that name none
    error: str | None = None


def tasks(cases: Sequence[Path], keys: Path | None, today: date, language: str) -> list[Task]:
    """Return what is to be done. The password of `NAME.huanqing` is the first line of `NAME.key` in the folder `keys`."""
    if keys is not None and not keys.is_dir():
        raise InputError(
            str(keys), N_("This is no folder."), {}, N_("Name the folder that holds the .key files.")
        )
    return [Task(str(case), case.absolute(), _key_of(case, keys), today, language) for case in cases]


def _key_of(case: Path, keys: Path | None) -> Path | None:
    key = keys.absolute() / f"{case.stem}{KEY}" if keys is not None else None
    return key if key is not None and key.is_file() else None


def row_of(task: Task) -> Row:
    """Plan one case, try the plan on many futures, and say what the rules found. Never raises for what is in a file."""
    with speaking(task.language):
        try:
            return _planned(task.name, _opened(task), task.today)
        except InputError as refused:
            return Row(task.name, error=" ".join(refused.words().split()))
        except OSError as error:
            return Row(task.name, error=error.strerror or str(error))


def _opened(task: Task) -> Case:
    file = CaseFile.open(task.case, password_in(task.key) if task.key else None, read_only=True)
    try:
        return file.load()
    finally:
        file.close()


@cache
def _book() -> RuleBook:
    return load(resources() / "rules")


def _planned(name: str, case: Case, today: date) -> Row:
    from planner.engine.simulate import simulate
    from planner.engine.stress import stress
    from planner.law.review import review

    book, scenario = with_overrides(_book(), case.overrides), chosen_scenario(case)
    plan = simulate(case, scenario, book, today)
    found = (*plan.problems, *review(case, plan, None, book, today))
    states = ["no_offer"] if plan.refusal is not None else [] if plan.feasible else ["not_feasible"]
    holds = (
        stress(case, scenario, plan, book, today, PATHS, SEED).holds if plan.months and plan.debts else None
    )
    clear = plan.end if plan.feasible and plan.refusal is None else None
    return Row(
        name,
        owed=sum(debt.owed for debt in case.debts),
        affordable=plan.affordable,
        total=plan.total,
        months=None if clear is None or not case.debts else clear - case.first_month + 1,
        holds=holds,
        flags=(*states, *dict.fromkeys(_flag(problem) for problem in found if problem.severity != INFO)),
    )


def _flag(problem: Problem) -> str:
    return problem.rule_id or problem.words()


# ---- many at once


def in_a_pool(todo: Sequence[Task], workers: int | None, tell: Tell) -> list[Row]:
    """Plan the cases in processes of this machine, as many as it has processors unless told otherwise."""
    counted = min(workers or os.cpu_count() or 1, max(len(todo), 1))
    rows: dict[int, Row] = {}
    for place, row in _pooled(dict(enumerate(todo)), counted):
        rows[place] = row
        tell(len(rows))
    # A case that brings a process down takes the others of its pool with it: each of those once more, alone.
    for place in [place for place in range(len(todo)) if place not in rows]:
        alone = dict(_pooled({place: todo[place]}, 1))
        rows[place] = alone.get(place) or _failed(todo[place], BrokenProcessPool())
        tell(len(rows))
    return [rows[place] for place in range(len(todo))]


def _pooled(todo: dict[int, Task], workers: int) -> Iterator[tuple[int, Row]]:
    from concurrent.futures import as_completed

    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        asked: dict[Future[Row], int] = {}
        try:
            for place, task in todo.items():
                asked[pool.submit(row_of, task)] = place
        except BrokenProcessPool:
            pass  # what was asked so far tells below that it is broken
        for future in as_completed(asked):
            fault = future.exception()
            if not isinstance(fault, BrokenProcessPool):
                place = asked[future]
                yield place, _failed(todo[place], fault) if fault is not None else future.result()


def on_a_cluster(todo: Sequence[Task], address: str, tell: Tell) -> list[Row]:
    """Plan the cases on a running Dask cluster whose workers see the same files and have this program installed."""
    try:
        from dask.distributed import Client, as_completed
    except ImportError:
        raise InputError(
            "--scheduler",
            N_("Dask is not installed."),
            {},
            N_("Install huanqing[batch], or leave --scheduler out."),
        ) from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise InputError(
            address,
            N_("No Dask scheduler answers there: {reason}"),
            {"reason": str(error).splitlines()[0][:120]},
            N_("Check its address, such as tcp://127.0.0.1:8786."),
        ) from None
    rows: dict[int, Row] = {}
    with client:
        asked = {future: place for place, future in enumerate(client.map(row_of, todo, pure=False))}
        for future in as_completed(list(asked)):
            place, fault = asked[future], future.exception()
            rows[place] = _failed(todo[place], fault) if fault is not None else future.result()
            tell(len(rows))
    return [rows[place] for place in range(len(todo))]


def _failed(task: Task, fault: BaseException) -> Row:
    """A fault of ours, by its kind only: its words may hold names or amounts."""
    words = _("This is a fault of the program ({kind}).").format(kind=type(fault).__name__)
    return Row(task.name, error=words)


# ---- the file


def answer(row: Row) -> dict[str, Any]:
    """Return a row as JSON speaks it: money as plain yuan."""
    money = {name: getattr(row, name) for name in MONEY}
    return {
        "case": row.case,
        **{name: None if fen is None else plain_yuan(fen) for name, fen in money.items()},
        "months": row.months,
        "holds": row.holds,
        "flags": list(row.flags),
        "error": row.error,
    }


def as_file(rows: Sequence[Row], ending: str) -> bytes:
    """Return the table as the bytes of a `.parquet` or `.csv` file. Raises InputError for any other ending."""
    if ending.lower() == ".parquet":
        return _parquet(rows)
    if ending.lower() == ".csv":
        return _csv(rows)
    raise InputError(
        ending or "-o", N_("A table is written as .parquet or .csv."), {}, N_("Choose one of them.")
    )


def _parquet(rows: Sequence[Row]) -> bytes:
    """Money as decimals with two places, flags as lists."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            ".parquet",
            N_("What writes Parquet is not installed."),
            {},
            N_("Install huanqing[batch], or write .csv."),
        ) from None
    money, words = pyarrow.decimal128(18, 2), pyarrow.string()
    kinds = {"months": pyarrow.int32(), "holds": pyarrow.float64(), "flags": pyarrow.list_(words)}
    kinds |= dict.fromkeys(MONEY, money)
    fields = [(name, kinds.get(name, words)) for name in COLUMNS]
    lines = [
        {
            name: Decimal(value) if name in MONEY and value is not None else value
            for name, value in answer(row).items()
        }
        for row in rows
    ]
    written = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(lines, schema=pyarrow.schema(fields)), written)
    return written.getvalue()


def _csv(rows: Sequence[Row]) -> bytes:
    written = io.StringIO(newline="")
    lines = csv.DictWriter(written, COLUMNS)
    lines.writeheader()
    for row in rows:
        said = answer(row) | {"flags": " ".join(row.flags)}
        lines.writerow(
            {name: csv_cell(value) if isinstance(value, str) else value for name, value in said.items()}
        )
    return written.getvalue().encode("utf-8-sig")
