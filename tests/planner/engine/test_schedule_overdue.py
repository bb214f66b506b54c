# SPDX-License-Identifier: Apache-2.0
"""The overdue view: what fell due, what was paid on it, what would clear the debt on a day, re-ageing."""

from decimal import Decimal
from typing import Any

import pytest

from planner.facts.problems import InputError
from planner.facts.records import from_json
from planner.facts.terms import Terms
from planner.reports.answers_debt import schedule_answer

LOAN = {
    "principal": "100.00",
    "start": "2024-01-01",
    "annual_rate": "0.07",
    "day_count": "30/360",
    "periods": 6,
    "shape": {"kind": "equal_instalment"},
}


def seen(on: str, *paid: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The loan as it looks on a day, after these payments."""
    payments = [{"date": day, "amount": amount} for day, amount in paid]
    return schedule_answer(from_json(Terms, {**LOAN, "as_of": on, "payments": payments, **more}))


def column(answer: dict[str, Any], name: str) -> list[str]:
    return [row[name] for row in answer["rows"]]


def test_a_payment_settles_the_oldest_row_interest_first() -> None:
    answer = seen("2024-03-10", ("2024-02-20", "10.01"), penalty_rate="0.05")
    assert column(answer, "paid") == ["10.01", "0.00", "0.00", "0.00", "0.00", "0.00"]
    first, second = answer["rows"][:2]
    # 16.43 past due at 5 % for 19 of 29 days and, less 9.38 paid, for the rest; 16.45 for 9 of 31 days.
    assert (first["penalty"], second["penalty"]) == ("0.06", "0.02")
    assert first["payment"] == "17.07"
    assert answer["owed"]["penalty"] == "0.04"
    assert answer["owed"]["past_due"] == "24.09"


def test_what_is_owed_on_the_day_is_principal_and_interest_really_run() -> None:
    owed = seen("2024-02-15")["owed"]
    assert owed == {
        "date": "2024-02-15",
        "principal": "100.00",
        "interest": "0.86",
        "fee": "0.00",
        "penalty": "0.00",
        "past_due": "17.01",
        "total": "100.86",
    }


def test_a_row_due_on_the_day_itself_is_not_yet_past_due() -> None:
    assert seen("2024-02-01")["owed"]["past_due"] == "0.00"
    assert seen("2024-02-02")["owed"]["past_due"] == "17.01"


def test_what_would_clear_the_debt_does_clear_it() -> None:
    owed = seen("2024-02-15")["owed"]["total"]
    answer = seen("2024-02-15", ("2024-02-15", owed))
    assert answer["owed"]["total"] == "0.00"
    assert column(answer, "payment") == ["17.01"]
    assert answer["totals"]["payment"] == owed
    assert answer["totals"]["residual"] == "0.00"


def test_more_than_is_due_lowers_the_principal_and_the_instalment_stays() -> None:
    answer = seen("2024-02-15", ("2024-02-01", "37.01"))
    assert column(answer, "payment") == ["17.01", "17.01", "17.01", "17.01", "13.44"]
    assert column(answer, "balance") == ["83.57", "46.93", "30.19", "13.36", "0.00"]
    assert answer["totals"]["principal"] == "100.00"
    assert any("20.00" in problem["text"] for problem in answer["problems"])


def test_a_payment_before_the_first_due_date_leaves_the_instalment_too() -> None:
    answer = seen("2024-02-15", ("2024-01-15", "17.01"))
    assert column(answer, "payment")[0] == "17.01"
    assert len(answer["rows"]) == 5


def test_paid_beyond_all_that_was_owed_is_said() -> None:
    answer = seen("2024-02-15", ("2024-01-15", "200.01"))
    assert answer["rows"] == []
    assert answer["totals"]["residual"] == "-99.75"
    assert any("99.75" in problem["text"] for problem in answer["problems"])


def test_payments_after_the_day_are_not_seen_and_that_is_said() -> None:
    answer = seen("2024-02-15", ("2024-02-16", "17.01"))
    assert column(answer, "paid")[0] == "0.00"
    assert [p["where"] for p in answer["problems"] if p["severity"] == "warn"] == ["payments"]


def test_interest_runs_on_after_the_last_row() -> None:
    answer = seen("2024-07-15")
    assert answer["owed"]["interest"] == "3.74"  # 3.48 of the rows and 14 of 31 days of July
    assert answer["totals"]["residual"] == "0.26"


def test_a_grace_without_interest_owes_none_on_any_day_in_it() -> None:
    assert seen("2024-02-20", grace={"periods": 3, "interest": "waive"})["owed"]["total"] == "100.00"


def test_payments_without_a_day_to_look_at_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        schedule_answer(from_json(Terms, {**LOAN, "payments": [{"date": "2024-02-01", "amount": "1.00"}]}))
    assert refused.value.where == "payments"


RE_AGED: dict[str, Any] = {
    "principal": "1000.00",
    "annual_rate": "0",
    "frequency": {"days": 15},
    "periods": 3,
    "down_payment": "250.00",
}


def test_re_ageing_spreads_what_is_unpaid_and_empties_the_old_rows() -> None:
    answer = seen(
        "2024-02-27",
        ("2024-01-01", "250.00"),
        reschedule=[{"from": "2024-02-27", "periods": 6, "first_due": "2024-03-01"}],
        **RE_AGED,
    )
    assert column(answer, "payment") == ["250.00", "0.00", "0.00", "0.00"] + ["125.00"] * 6
    assert column(answer, "balance")[:4] == ["750.00"] * 4
    assert answer["owed"]["total"] == "750.00"


def test_re_ageing_within_the_term_takes_past_due_interest_along() -> None:
    answer = seen("2024-03-10", reschedule=[{"from": "2024-03-05", "periods": 6}])
    assert column(answer, "payment") == ["0.00", "0.00", "17.20", "17.20", "17.20", "17.20", "17.20", "17.23"]
    assert answer["rows"][2]["interest"] == "1.74"  # 0.58 twice, and March
    assert answer["totals"]["principal"] == "100.00"


def test_re_ageing_with_penalty_and_fee_keeps_every_part() -> None:
    answer = seen(
        "2024-03-10",
        reschedule=[{"from": "2024-03-05", "periods": 2}],
        penalty_rate="0.365",
        arrears={"fee": "3.00"},
        fees={"per_period": "1.00"},
    )
    totals = answer["totals"]
    assert totals["principal"] == "100.00"
    assert totals["fee"] == "7.00"  # 3.00 owed, 1.00 with each of four rows
    # 13.95 past due for March's 29 days and 4 of 31, 16.94 for the 4 days, at 36.5 %.
    assert totals["penalty"] == "0.55"


def test_nothing_to_re_age_once_all_is_paid_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        seen("2024-08-01", ("2024-01-01", "100.00"), reschedule=[{"from": "2024-07-15", "periods": 6}])
    assert refused.value.where == "reschedule"


def test_a_cap_on_charges_stops_penalty_too() -> None:
    answer = seen("2026-07-15", penalty_rate="0.36", charge_cap="5.00")
    owed = answer["owed"]
    assert Decimal(owed["interest"]) + Decimal(owed["penalty"]) == 5
    assert owed["total"] == "105.00"


@pytest.mark.parametrize("kind", ["equal_principal", "interest_only"])
def test_shares_of_principal_are_billed_too(kind: str) -> None:
    answer = seen("2024-02-15", shape={"kind": kind})
    assert answer["owed"]["principal"] == "100.00"
    assert answer["rows"][0]["interest"] == "0.58"
    assert answer["rows"][1]["interest"] == ("0.53" if kind == "equal_principal" else "0.58")


def test_re_ageing_months_after_the_last_row() -> None:
    answer = seen("2024-10-20", reschedule=[{"from": "2024-10-10", "periods": 2}])
    assert column(answer, "due")[-2:] == ["2024-11-01", "2024-12-01"]
    # 0.58 of each of six rows (3.48), then July to October: 4 months at 0.5833
    assert answer["rows"][6]["interest"] == "5.81"


def test_what_was_paid_beyond_meets_what_is_lent_later() -> None:
    advance = [{"date": "2024-01-20", "amount": "50.00"}]
    answer = seen("2024-02-15", ("2024-01-15", "130.00"), advances=advance)
    assert column(answer, "paid")[0] == answer["rows"][0]["payment"]
    assert answer["totals"]["residual"] == "0.00"
