# SPDX-License-Identifier: Apache-2.0
"""Many cases at once: each row is what the single commands say; a case that fails is a row and stops nobody."""

import csv
import io
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner import batch, sample
from planner.batch import Row, Task, as_file, in_a_pool, on_a_cluster, row_of, tasks
from planner.engine.simulate import simulate
from planner.engine.stress import stress
from planner.facts.case import Case, chosen_scenario
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load
from planner.store.casefile import CaseFile

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def whole() -> Case:
    """The sample with its flows: enough months for a stress test."""
    with speaking("en"):
        return sample.complete()[0]


def kept(folder: Path, name: str, case: Case, password: str | None = None) -> Path:
    path = folder / name
    CaseFile.create(path, case, password).close()
    return path


@pytest.fixture
def folder(tmp_path: Path, whole: Case) -> Path:
    """Three cases that can be planned, one of them locked with its key beside, and two that cannot be opened."""
    kept(tmp_path, "甲.huanqing", whole)
    kept(tmp_path, "poor.huanqing", replace(whole, incomes=(replace(whole.incomes[0], amount=100_000),)))
    kept(tmp_path, "locked.huanqing", sample.facts(), "a word")
    kept(tmp_path, "shut.huanqing", sample.facts(), "no key here")
    (tmp_path / "junk.huanqing").write_bytes(b"no case at all" * 99)
    (tmp_path / "locked.key").write_text("a word\n")
    return tmp_path


def named(folder: Path, *names: str) -> list[Task]:
    return tasks([folder / f"{name}.huanqing" for name in names], folder, TODAY, "en")


def test_a_row_says_what_plan_and_stress_say(folder: Path, whole: Case) -> None:
    book = load(resources() / "rules")
    plan = simulate(whole, chosen_scenario(whole), book, TODAY)
    held = stress(whole, chosen_scenario(whole), plan, book, TODAY, batch.PATHS, batch.SEED).holds
    row = row_of(named(folder, "甲")[0])
    assert row.error is None
    assert row.owed == sum(debt.owed for debt in whole.debts)
    assert (row.affordable, row.total) == (plan.affordable, plan.total)
    assert plan.end is not None
    assert row.months == plan.end - whole.first_month + 1
    assert held is not None
    assert row.holds == held
    assert "LIM-04" in row.flags


def test_no_offer_is_a_flag_and_no_fault(folder: Path) -> None:
    row = row_of(named(folder, "poor")[0])
    assert row.error is None
    assert row.flags[0] == "no_offer"
    assert row.months is None


def test_the_pool_keeps_the_order_and_a_failing_case_is_a_row_with_its_reason(folder: Path) -> None:
    told: list[int] = []
    todo = named(folder, "shut", "甲", "junk", "gone", "locked")
    rows = in_a_pool(todo, 2, told.append)
    assert [Path(row.case).stem for row in rows] == ["shut", "甲", "junk", "gone", "locked"]
    assert [row.error is None for row in rows] == [False, True, False, False, True]
    assert "locked" in str(rows[0].error)
    assert told[-1] == 5
    assert rows[1] == row_of(todo[1])


class Bomb(Task):
    """A task that ends the process which takes it up."""

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[override]
        return (os._exit, (1,))


def test_a_case_that_ends_its_process_stops_nobody_else(folder: Path) -> None:
    good = named(folder, "locked")[0]
    bomb = Bomb("bomb", good.case, None, TODAY, "en")
    rows = in_a_pool([good, bomb, replace(good, name="again")], 1, lambda _done: None)
    assert [row.error is None for row in rows] == [True, False, True]
    assert "BrokenProcessPool" in str(rows[1].error)


def test_the_table_as_csv_is_exact_and_holds_no_formula() -> None:
    rows = [
        Row(
            "=1+1.huanqing", owed=123_456, affordable=0, total=99, months=12, holds=0.93, flags=("A-1", "B-2")
        ),
        Row("b", error="broken"),
    ]
    read = list(csv.DictReader(io.StringIO(as_file(rows, ".CSV").decode("utf-8-sig"))))
    assert read[0] | {"case": ""} == {
        "case": "", "owed": "1234.56", "affordable": "0.00", "total": "0.99", "months": "12", "holds": "0.93",
        "flags": "A-1 B-2", "error": "",
    }  # fmt: skip
    assert not read[0]["case"].startswith("=")
    assert read[1]["error"] == "broken"
    assert read[1]["owed"] == ""


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pyarrow", "dask", "dask.distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    for act in (
        lambda: as_file((), ".parquet"),
        lambda: as_file((), ".xyz"),
        lambda: on_a_cluster((), "tcp://127.0.0.1:1", print),
        lambda: tasks((), tmp_path / "gone", TODAY, "en"),
    ):
        with pytest.raises(InputError):
            act()
