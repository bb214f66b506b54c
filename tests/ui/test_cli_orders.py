# SPDX-License-Identifier: Apache-2.0
"""The orders of Art. 560 and 561 as the command `claim` applies them, worked out by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.cli import main

Ask = Callable[..., dict[str, str]]


@pytest.fixture
def recomputed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """Make a case of one debt, claim it, return the recomputed parts."""

    def go(**keys: Any) -> dict[str, str]:
        debt = {
            "id": "d1",
            "creditor": "someone",
            "lender_class": "microloan",
            "principal": "10000.00",
            "as_of": "2026-03-22",
            "claim": {"date": "2026-03-22", "principal": "10000.00", "interest": "800.00"},
            **keys,
        }
        facts, case = tmp_path / "c.json", tmp_path / "c.huanqing"
        facts.write_text(json.dumps({"version": 1, "first_month": "2026-04", "debts": [debt]}))
        assert main(["new", str(case), "--from", str(facts)]) == 0
        capsys.readouterr()
        assert main(["claim", str(case), "--json", "--today", "2026-03-22"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["debts"]
        return {line["part"]: line["recomputed"] for line in found["lines"]}

    return go


def open_loan(rate: str, **keys: Any) -> dict[str, Any]:
    return {"start": "2026-01-01", "annual_rate": rate, "day_count": "ACT/365F", **keys}


def test_a_payment_meets_interest_before_principal(recomputed: Ask) -> None:
    """Art. 561: 40 days at 0.1 % a day are 400; 600 of 1,000 meet principal; 40 more days on 9,400 are 376."""
    found = recomputed(
        terms=open_loan("0.365", principal="10000.00"), payments=[{"date": "2026-02-10", "amount": "1000.00"}]
    )
    assert (found["principal"], found["interest"]) == ("9400.00", "376.00")


def test_unless_it_is_agreed_otherwise(recomputed: Ask) -> None:
    """The same with principal first by contract: 9,000 stay, the 400 wait, and 360 come on top."""
    order = ["principal", "fee", "penalty", "interest"]
    found = recomputed(
        terms=open_loan("0.365", principal="10000.00", allocation=order),
        payments=[{"date": "2026-02-10", "amount": "1000.00"}],
    )
    assert (found["principal"], found["interest"]) == ("9000.00", "760.00")


def test_of_two_loans_that_are_due_the_heavier_burden_is_met_first(recomputed: Ask) -> None:
    """Art. 560: 2,000 meet 200 interest and 1,800 principal of the loan at 36.5 %; the one at 18.25 % waits."""
    drawn = [
        {"date": "2026-01-01", "amount": "5000.00", "terms": open_loan("0.1825")},
        {"date": "2026-01-01", "amount": "5000.00", "terms": open_loan("0.365")},
    ]
    found = recomputed(drawdowns=drawn, payments=[{"date": "2026-02-10", "amount": "2000.00"}])
    assert (found["principal"], found["interest"]) == ("8200.00", "328.00")
