# SPDX-License-Identifier: Apache-2.0
"""Every published sample is read to the fen: counts, sums, meaning, times. Expected numbers: samples/SOURCES.md."""

from pathlib import Path
from typing import Any

import pytest

from planner.facts.money import plain_yuan
from planner.reports.answers_statements import read_answer
from planner.statements.importers import read

SAMPLES = Path(__file__).parents[2] / "samples"


def sample(folder: str) -> Path:
    """Return the one file of a samples folder."""
    return next((SAMPLES / folder).iterdir())


def answer(folder: str) -> dict[str, Any]:
    """Return the read answer of one sample."""
    (one,) = read_answer(read(sample(folder)))
    return one


def told(totals: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Return the totals that have rows."""
    return {word: (total["rows"], total["sum"]) for word, total in totals.items() if total["rows"]}


EXPECTED: dict[str, dict[str, Any]] = {
    "alipay_app": {
        "format": "alipay_app",
        "rows": 10,
        "span": ("2023-01-09 18:21:50", "2023-07-10 13:20:16"),
        "raw": {"支出": (5, "211.64"), "收入": (1, "222228.50"), "不计收支": (4, "247.37")},
        "kinds": {
            "income": (1, "222228.50"),
            "spending": (5, "211.64"),
            "refund": (2, "66.03"),
            "own_transfer": (1, "99.34"),
            "no_money_moved": (1, "82.00"),
        },
        "net": "145.61",
    },
    "alipay_app_2021": {
        "format": "alipay_app_2021",
        "rows": 10,
        "span": ("2020-06-02 15:34:06", "2021-06-24 00:00:00"),
        "raw": {"支出": (4, "283.31"), "其他": (5, "177.41"), "收入": (1, "10.00")},
        "kinds": {
            "income": (2, "10.11"),
            "spending": (4, "283.31"),
            "refund": (1, "109.90"),
            "own_transfer": (3, "67.40"),
        },
        "net": "173.41",
    },
    "wechat_csv": {
        "format": "wechat_csv",
        "rows": 27,
        "span": ("2017-10-20 18:36:44", "2024-06-07 23:40:27"),
        "raw": {"支出": (11, "2904.53"), "收入": (5, "28.49"), "/": (11, "26100.89")},
        "kinds": {
            "income": (5, "28.49"),
            "spending": (11, "2904.53"),
            "own_transfer": (10, "25552.31"),
            "debt_repayment": (1, "548.58"),
        },
        "net": "2904.53",
    },
}
EXPECTED["wechat_xlsx"] = EXPECTED["wechat_csv"] | {"format": "wechat_xlsx"}


@pytest.mark.parametrize("folder", EXPECTED)
def test_a_published_sample_is_read_to_the_fen(folder: str) -> None:
    seen, expected = answer(folder), EXPECTED[folder]
    assert seen["format"] == expected["format"]
    assert seen["rows"] == expected["rows"]
    assert (seen["first"], seen["last"]) == expected["span"]
    assert told(seen["raw"]) == expected["raw"]
    assert told(seen["kinds"]) == expected["kinds"]
    assert seen["net_spending"] == expected["net"]


@pytest.mark.parametrize("folder", ["alipay_app", "alipay_app_2021", "wechat_csv", "wechat_xlsx"])
def test_a_preamble_that_does_not_agree_is_a_warning(folder: str) -> None:
    codes = {warning["code"] for warning in answer(folder)["warnings"]}
    assert codes == {"stated_rows_differ", "stated_totals_differ"}


def test_the_closed_order_and_its_refund_are_linked() -> None:
    assert answer("alipay_app")["linked"] == 1
    assert answer("alipay_app_2021")["linked"] == 1


def test_withdrawal_fees_are_known_though_inside_the_amount() -> None:
    (statement,) = read(sample("wechat_csv"))
    assert plain_yuan(statement.fees_inside) == "1.20"


def test_the_same_payments_in_two_containers_count_once() -> None:
    both = [*read(sample("wechat_csv")), *read(sample("wechat_xlsx"))]
    first, second, last = read_answer(both)
    assert (first["duplicates"], second["duplicates"]) == (0, 27)
    assert sum(total["rows"] for total in last["together"]["kinds"].values()) == 27
    assert last["together"]["net_spending"] == "2904.53"


def test_every_row_tells_why() -> None:
    for folder in EXPECTED:
        for statement in read(sample(folder)):
            assert all(entry.why for entry in statement.entries)
