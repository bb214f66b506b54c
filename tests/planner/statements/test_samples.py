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
EXPECTED |= {
    "jd_2021": {
        "format": "jd_2021",
        "rows": 15,
        "span": ("2021-11-17 23:06:50", "2023-12-08 00:15:08"),
        "raw": {"支出": (6, "785.47"), "收入": (5, "115.00"), "不计收支": (4, "4214.56")},
        "kinds": {
            "income": (2, "0.02"),
            "spending": (6, "785.47"),
            "refund": (3, "114.98"),
            "own_transfer": (1, "2990.13"),
            "debt_repayment": (1, "1125.43"),
            "no_money_moved": (2, "99.00"),
        },
        "net": "670.49",
    },
    "cmb_debit_pdf_as_csv": {
        "format": "cmb_debit_app",
        "rows": 5,
        "span": ("2024-01-01", "2024-01-27"),
        "raw": {"+": (1, "1234.00"), "-": (4, "2013.14")},
        "kinds": {"income": (1, "1234.00"), "spending": (4, "2013.14")},
        "net": "2013.14",
        "chain": "broken at row 4",
    },
    "cmb_credit_pdf_as_csv": {
        "format": "cmb_credit",
        "rows": 6,
        "span": ("2023-12-29", "2024-01-07"),
        "raw": {"+": (2, "8056.78"), "-": (4, "380.80")},
        "kinds": {"spending": (2, "8056.78"), "refund": (1, "3.90"), "debt_repayment": (3, "376.90")},
        "net": "8052.88",
        "account": ("招商银行信用卡", "1234", None),
    },
    "ccb_debit_xls": {
        "format": "ccb_debit",
        "rows": 6,
        "span": ("2025-01-01 18:53:19", "2025-01-06 12:03:39"),
        "raw": {"支出": (6, "703.26")},
        "kinds": {"spending": (6, "703.26")},
        "net": "703.26",
        "chain": "broken at row 10",
        "account": ("建设银行", "1546", None),
    },
    "spdb_debit_xls": {
        "format": "spdb_debit",
        "rows": 4,
        "span": ("2025-12-03 14:06:51", "2025-12-05 20:37:39"),
        "raw": {"存入金额": (1, "10.00"), "取出金额": (3, "11.64")},
        "kinds": {"own_transfer": (4, "21.64")},
        "net": "0.00",
        "chain": "holds",
        "account": ("浦发银行", "1230", None),
    },
    "cib_debit_xlsx": {
        "format": "cib_debit",
        "rows": 7,
        "span": ("2024-01-01", "2024-01-07"),
        "raw": {"收入": (2, "10.01"), "支出": (5, "101.00")},
        "kinds": {"income": (1, "0.01"), "spending": (1, "20.00"), "own_transfer": (5, "91.00")},
        "net": "20.00",
        "chain": "broken at row 13",
        "account": ("兴业银行", None, "示例用户"),
    },
    "icbc_debit_csv": {
        "format": "icbc_debit",
        "rows": 11,
        "span": ("2023-02-08", "2023-05-02"),
        "raw": {"收入": (5, "2841.74"), "支出": (6, "4241.08")},
        "kinds": {
            "income": (3, "2499.12"),
            "spending": (4, "1771.96"),
            "refund": (1, "1.04"),
            "own_transfer": (1, "341.58"),
            "debt_repayment": (2, "2469.12"),
        },
        "net": "1770.92",
        "account": ("工商银行", "9876", None),
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
    assert seen["balance_chain"] == expected.get("chain", "none")
    assert seen["rejected"] == []
    if "account" in expected:
        assert tuple(seen["account"].values()) == expected["account"]


@pytest.mark.parametrize("folder", ["alipay_app", "alipay_app_2021", "wechat_csv", "wechat_xlsx"])
def test_a_preamble_that_does_not_agree_is_a_warning(folder: str) -> None:
    codes = {warning["code"] for warning in answer(folder)["warnings"]}
    assert codes == {"stated_rows_differ", "stated_totals_differ"}


def test_the_closed_order_and_its_refund_are_linked() -> None:
    assert answer("alipay_app")["linked"] == 1
    assert answer("alipay_app_2021")["linked"] == 1
    assert answer("jd_2021")["linked"] == 3


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


def test_masked_balances_are_unknown_and_not_zero() -> None:
    (statement,) = read(sample("icbc_debit_csv"))
    assert all(entry.balance is None for entry in statement.entries)


def test_december_rows_of_a_january_statement_lie_in_the_year_before() -> None:
    (statement,) = read(sample("cmb_credit_pdf_as_csv"))
    assert [str(entry.at) for entry in statement.entries][:3] == ["2023-12-29", "2023-12-30", "2024-01-01"]


def test_all_samples_together_count_each_payment_once() -> None:
    everything = [statement for folder in EXPECTED for statement in read(sample(folder))]
    closing = read_answer(everything)[-1]["together"]
    assert sum(total["rows"] for total in closing["kinds"].values()) == sum(
        expected["rows"] for folder, expected in EXPECTED.items() if folder != "wechat_xlsx"
    )
