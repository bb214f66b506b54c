# SPDX-License-Identifier: Apache-2.0
"""Terms without meaning are refused by name; absurd ones get an answer or a clear refusal."""

from datetime import date
from typing import Any

import pytest

from planner.engine.schedule import schedule
from planner.facts.problems import InputError
from planner.facts.records import from_json
from planner.facts.terms import Shape, Terms
from planner.reports.answers_debt import schedule_answer

BASE: dict[str, Any] = {
    "principal": "1200.00",
    "start": "2024-01-01",
    "annual_rate": "0.12",
    "day_count": "PERIODIC",
    "periods": 4,
    "shape": {"kind": "equal_instalment"},
}
EQUAL_SHARES = {"shape": {"kind": "equal_principal"}}


def answer(**keys: Any) -> dict[str, Any]:
    """Return the schedule of the base terms with other keys; None leaves a key out."""
    asked = {key: value for key, value in {**BASE, **keys}.items() if value is not None}
    return schedule_answer(from_json(Terms, asked))


def column(made: dict[str, Any], name: str) -> list[str]:
    return [row[name] for row in made["rows"]]


# ---------------------------------------------------------------- refusals


LUMP = {"kind": "lump_sum", "date": "2024-05-01", "amount": "900.00"}


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"principal": None}, "principal"),
        ({"start": None}, "start"),
        ({"shape": None}, "shape"),
        ({"periods": 0}, "periods"),
        ({"periods": None}, "periods"),
        ({"periods": 40_000}, "periods"),
        ({"principal": "-1.00"}, "principal"),
        ({"annual_rate": "-0.1"}, "annual_rate"),
        ({"annual_rate": "10000000"}, "annual_rate"),
        ({"waive": {"fee": "1.5"}}, "waive/fee"),
        (
            {
                "rate_changes": [
                    {"from": "2024-02-15", "annual_rate": "0.04"},
                    {"from": "2024-03-01", "annual_rate": "0.05"},
                    {"from": "2024-02-15", "annual_rate": "0.06"},
                ]
            },
            "rate_changes/2/from",
        ),
        ({"first_due": "2023-12-31"}, "first_due"),
        ({"due_day": 32}, "due_day"),
        ({"due_day": 5, "frequency": "weekly"}, "due_day"),
        ({"frequency": {"days": 0}}, "frequency/days"),
        ({"skip_months": [13]}, "skip_months"),
        ({"skip_months": list(range(1, 13))}, "skip_months"),
        ({"skip_months": [2, 3, 4, 5]}, "skip_months"),
        ({"allocation": ["fee", "interest"]}, "allocation"),
        ({"as_of": "2023-01-01"}, "as_of"),
        ({"as_of": "2324-01-01"}, "as_of"),
        ({"grace": {"periods": -1}}, "grace/periods"),
        ({"advances": [{"date": "2023-01-01", "amount": "1.00"}]}, "advances/0/date"),
        ({"advances": [{"date": "2024-05-01", "amount": "1.00"}]}, "advances"),
        ({"down_payment": {"date": "2024-02-01", "amount": "1.00"}}, "down_payment"),
        ({"down_payment": {"date": "2023-02-01", "amount": "1.00"}}, "down_payment/date"),
        ({"reschedule": [{"from": "2023-02-01", "periods": 2}]}, "reschedule/0/from"),
        (
            {"reschedule": [{"from": "2024-02-01", "periods": 2, "first_due": "2024-02-01"}]},
            "reschedule/0/first_due",
        ),
        ({"reschedule": [{"from": "2024-06-01", "periods": 2}]}, "reschedule"),
        (
            {"reschedule": [{"from": "2024-02-05", "periods": 2}, {"from": "2024-02-05", "periods": 3}]},
            "reschedule",
        ),
        ({"shape": {"kind": "equal_instalment", "percent": "0.1"}}, "shape/percent"),
        ({"shape": {"kind": "equal_principal", "instalment": "5.00"}}, "shape/instalment"),
        ({"shape": {"kind": "balloon"}}, "shape"),
        ({"shape": {"kind": "balloon", "instalment": "5.00", "balloon": "5.00"}}, "shape"),
        ({"shape": {"kind": "balloon", "balloon": "5.00"}, "periods": 1}, "periods"),
        ({"shape": {"kind": "flat_fee"}}, "shape/fee_rate"),
        ({"shape": {"kind": "fixed_amount", "instalment": "0.00"}}, "shape"),
        ({"shape": {"kind": "percent_of_balance"}}, "shape/percent"),
        ({"shape": {"kind": "stepped", "steps": [{"periods": 3}]}}, "periods"),
        ({"shape": {"kind": "stepped"}, "periods": None}, "shape/steps"),
        (
            {
                "shape": {"kind": "stepped", "steps": [{"periods": 4}]},
                "reschedule": [{"from": "2024-02-05", "periods": 2}],
            },
            "reschedule",
        ),
        ({"shape": LUMP}, "periods"),
        ({"shape": LUMP, "periods": None, "skip_months": [5]}, "skip_months"),
        ({"shape": LUMP, "periods": None, "grace": {"periods": 1}}, "grace"),
        ({"shape": LUMP, "periods": None, "as_of": "2024-02-01"}, "as_of"),
        ({"shape": {**LUMP, "date": "2023-05-01"}, "periods": None}, "shape/date"),
        (
            {"shape": LUMP, "periods": None, "advances": [{"date": "2024-06-01", "amount": "1.00"}]},
            "advances",
        ),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(keys: dict[str, Any], where: str) -> None:
    with pytest.raises(InputError) as refused:
        answer(**keys)
    assert refused.value.where == where
    assert refused.value.words()


@pytest.mark.parametrize(
    "shape",
    [
        {"kind": "equal_instalment", "instalment": "11.99"},
        {"kind": "fixed_amount", "instalment": "12.00"},
        {"kind": "percent_of_balance", "percent": "0.009"},
    ],
)
def test_a_plan_that_never_ends_is_refused_with_a_months_interest(shape: dict[str, str]) -> None:
    with pytest.raises(InputError) as refused:
        answer(shape=shape, periods=None)
    assert refused.value.where == "shape"
    assert "12.00" in refused.value.words()


# ---------------------------------------------------------------- absurd input


def test_one_fen_and_ten_to_the_thirteen_fen() -> None:
    assert column(answer(principal="0.01"), "payment") == ["0.00", "0.00", "0.00", "0.01"]
    huge = answer(principal="100000000000.00")
    assert huge["totals"]["principal"] == "100000000000.00"


def test_fifty_years_at_1000_percent_a_year() -> None:
    made = answer(annual_rate="10", periods=600)
    assert len(made["rows"]) == 600
    assert made["totals"]["residual"] == "0.00"
    assert made["rate"]["nominal"].startswith("10.000")


def test_a_loan_of_the_29th_of_february() -> None:
    made = answer(start="2024-02-29", frequency="yearly", day_count="ACT/ACT")
    assert column(made, "due") == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        answer(start="9980-01-01", periods=400)
    assert refused.value.where == "start"
    long = Terms(
        principal=1_000_000, start=date(9980, 1, 1), periods=400, shape=Shape(kind="equal_instalment")
    )
    with pytest.raises(InputError) as refused:
        schedule(long)
    assert refused.value.where == "periods"
