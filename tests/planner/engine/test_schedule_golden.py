# SPDX-License-Identifier: Apache-2.0
"""Published schedules, reproduced from their inputs alone: regulators, loan engines, spreadsheets, our own notes."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.facts.records import from_json
from planner.facts.terms import Terms
from planner.reports.answers_debt import schedule_answer

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "schedules.json").read_text("utf-8"))
COLUMNS = ("due", "payment", "interest", "principal", "fee", "balance", "paid")


@pytest.mark.parametrize("case", GOLDEN, ids=[case["source"] for case in GOLDEN])
def test_a_published_schedule_is_reproduced_to_the_fen(case: dict[str, Any]) -> None:
    answer = schedule_answer(from_json(Terms, case["request"]))
    expect = case["expect"]
    for name in COLUMNS:
        if name in expect:
            assert [row[name] for row in answer["rows"]] == expect[name]
    if "count" in expect:
        assert len(answer["rows"]) == expect["count"]
    by_number = {str(row["n"]): row for row in answer["rows"]}
    for n, row in expect.get("rows", {}).items():
        assert {key: by_number[n][key] for key in row} == row
    for name in ("totals", "owed"):
        if name in expect:
            assert {key: answer[name][key] for key in expect[name]} == expect[name]
    for year, sums in expect.get("by_year", {}).items():
        assert {key: answer["by_year"][year][key] for key in sums} == sums
    for name, percent in expect.get("rate", {}).items():
        assert as_published(answer["rate"][name], percent) == percent


def as_published(rate: str, percent: str) -> str:
    """Return a rate in per cent, with as many decimals as were published."""
    places = len(percent.partition(".")[2])
    return f"{Decimal(rate) * 100:.{places}f}"
