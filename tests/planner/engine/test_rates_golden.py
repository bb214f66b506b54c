# SPDX-License-Identifier: Apache-2.0
"""Published rates, reproduced: Appendix J, the EU's APRC, spreadsheets, flows with several rates or none."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.reports.answers_debt import rate_answer

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "rates.json").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["source"] for case in GOLDEN])
def test_a_published_rate_is_reproduced(case: dict[str, Any]) -> None:
    answer = rate_answer(case["request"])
    expect = case["expect"]
    if "percent" in expect:
        [rate] = answer["rates"]
        assert abs(Decimal(rate) * 100 - Decimal(expect["percent"])) <= Decimal(expect["within"])
    for name in ("rates", "note"):
        if name in expect:
            assert answer[name] == expect[name]
    for name in ("nominal", "effective"):
        if name in expect:
            places = len(expect[name].partition(".")[2])
            assert f"{Decimal(answer[name]) * 100:.{places}f}" == expect[name]
