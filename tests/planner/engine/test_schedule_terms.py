# SPDX-License-Identifier: Apache-2.0
"""Term by term: what each key of a schedule does."""

from typing import Any

import pytest

from planner.facts.records import from_json
from planner.facts.terms import Terms
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


# ---------------------------------------------------------------- rows


def test_skipped_months_keep_their_rows_and_their_interest_stays_apart() -> None:
    made = answer(skip_months=[3], **EQUAL_SHARES)
    assert column(made, "payment") == ["412.00", "0.00", "416.00", "404.00"]
    assert column(made, "unpaid_interest") == ["0.0000", "8.0000", "0.0000", "0.0000"]


def test_a_skipped_last_month_leaves_the_remainder_to_the_last_row_that_pays() -> None:
    made = answer(skip_months=[5], **EQUAL_SHARES)
    assert column(made, "due")[-1] == "2024-04-01"
    assert column(made, "principal") == ["400.00", "400.00", "400.00"]


def test_unpaid_interest_added_to_the_balance_bears_interest() -> None:
    apart, added = (answer(skip_months=[2, 3], unpaid_interest=way) for way in ("apart", "added"))
    assert column(apart, "balance")[:2] == ["1200.00", "1200.00"]
    assert column(added, "balance")[:2] == ["1212.00", "1224.12"]
    assert column(added, "unpaid_interest")[:2] == ["0.0000", "0.0000"]


@pytest.mark.parametrize(
    ("interest", "first", "third"),
    [
        ("accrue", ["0.00", "0.00"], ["36.00", "36.0000"]),
        ("waive", ["0.00", "0.00"], ["12.00", "12.0000"]),
        ("pay", ["12.00", "12.00"], ["12.00", "12.0000"]),
    ],
)
def test_grace_rows_come_first_without_principal(interest: str, first: list[str], third: list[str]) -> None:
    made = answer(grace={"periods": 2, "interest": interest})
    assert column(made, "payment")[:2] == first
    assert made["rows"][2]["interest"] == third[0]
    assert len(made["rows"]) == 6
    assert column(made, "principal")[:2] == ["0.00", "0.00"]


def test_a_grace_without_interest_charges_none_to_a_down_payment() -> None:
    made = answer(
        annual_rate="0.365",
        day_count="ACT/365F",
        grace={"periods": 1, "interest": "waive"},
        down_payment={"date": "2024-01-11", "amount": "200.00"},
    )
    assert column(made, "interest")[:2] == ["0.00", "0.00"]
    assert made["rows"][0]["principal"] == "200.00"


def test_grace_paid_leaves_old_arrears_for_the_instalments() -> None:
    made = answer(grace={"periods": 1, "interest": "pay"}, arrears={"interest": "30.00"})
    assert column(made, "payment")[0] == "12.00"
    assert made["rows"][0]["unpaid_interest"] == "30.0000"
    assert made["rows"][1]["interest"] == "42.00"


def test_on_start_arrears_and_principal_are_waived_then_the_fee_joins() -> None:
    made = answer(
        arrears={"interest": "30.00", "penalty": "20.00", "fee": "10.01"},
        waive={"interest": "0.5", "penalty": "1", "fee": "0.5", "principal": "0.25"},
        fees={"added": "25.00"},
        annual_rate="0",
        **EQUAL_SHARES,
    )
    assert made["totals"]["waived"] == "340.01"  # 15.00 + 20.00 + 5.01 (half up) + 300.00
    assert made["totals"]["principal"] == "925.00"
    first = made["rows"][0]
    assert (first["fee"], first["interest"], first["principal"]) == ("5.00", "15.00", "231.25")


def test_a_down_payment_is_row_0_and_divided_by_the_order() -> None:
    made = answer(down_payment={"date": "2024-01-16", "amount": "212.00"}, arrears={"fee": "6.19"})
    row = made["rows"][0]
    # 15 of January's 31 days bear 5.81
    assert (row["n"], row["fee"], row["interest"], row["principal"]) == (0, "6.19", "5.81", "200.00")
    assert [row["n"] for row in made["rows"]] == [0, 1, 2, 3, 4]
    assert made["rows"][1]["interest"] == "5.16"


def test_a_down_payment_of_nothing_makes_no_row() -> None:
    assert answer(down_payment="0.00")["rows"][0]["n"] == 1


def test_a_fee_per_period_is_paid_on_top_of_every_row_that_pays() -> None:
    made = answer(fees={"per_period": "3.00"}, skip_months=[3], **EQUAL_SHARES)
    assert column(made, "fee") == ["3.00", "0.00", "3.00", "3.00"]
    assert column(made, "payment") == ["415.00", "0.00", "419.00", "407.00"]


def test_charges_never_pass_the_cap() -> None:
    made = answer(charge_cap="20.00", fees={"per_period": "1.00"}, **EQUAL_SHARES)
    assert column(made, "interest") == ["12.00", "7.00", "0.00", "0.00"]
    assert column(made, "fee") == ["1.00", "0.00", "0.00", "0.00"]
    assert made["totals"]["payment"] == "1220.00"


def test_arrears_above_the_cap_are_left_out_and_that_is_said() -> None:
    made = answer(charge_cap="20.00", arrears={"penalty": "30.00"}, **EQUAL_SHARES)
    assert made["totals"]["penalty"] == "20.00"
    assert [problem["where"] for problem in made["problems"]] == ["charge_cap"]


def test_principal_before_interest_pays_the_share_alone_and_interest_last() -> None:
    order = ["principal", "fee", "penalty", "interest"]
    made = answer(allocation=order, **EQUAL_SHARES)
    assert column(made, "payment") == ["300.00", "300.00", "300.00", "330.00"]
    assert column(made, "unpaid_interest") == ["12.0000", "21.0000", "27.0000", "0.0000"]


def test_a_solved_instalment_with_principal_first() -> None:
    made = answer(allocation=["principal", "interest", "fee", "penalty"])
    assert column(made, "interest")[:3] == ["0.00", "0.00", "0.00"]
    payments = column(made, "payment")
    assert payments[0] == payments[1] == payments[2] == "307.39"
    assert made["totals"]["residual"] == "0.00"


def test_keep_shows_the_residual_and_clear_moves_it() -> None:
    kept, cleared = (answer(last=last, principal="1000.00") for last in ("keep", "clear"))
    assert kept["totals"]["residual"] != "0.00"
    assert [p["severity"] for p in kept["problems"]] == ["warn"]
    assert cleared["totals"]["residual"] == "0.00"
    assert [p["severity"] for p in cleared["problems"]] == ["info"]


def test_keep_may_leave_less_than_nothing() -> None:
    made = answer(last="keep", annual_rate="0", shape={"kind": "fixed_amount", "instalment": "350.00"})
    assert made["totals"]["residual"] == "-200.00"
    assert made["rows"][-1]["balance"] == "-200.00"


@pytest.mark.parametrize(
    ("rounding", "interest"), [("half_up", "0.13"), ("half_even", "0.12"), ("up", "0.13"), ("down", "0.12")]
)
def test_interest_is_rounded_once_as_agreed(rounding: str, interest: str) -> None:
    made = answer(principal="12.50", rounding=rounding, **EQUAL_SHARES)
    assert made["rows"][0]["interest"] == interest


def test_interest_and_instalments_may_be_rounded_differently() -> None:
    made = answer(principal="1000.01", annual_rate="0", rounding={"interest": "down", "instalment": "up"})
    assert column(made, "payment") == ["250.01", "250.01", "250.01", "249.98"]


# ---------------------------------------------------------------- changes


def test_an_advance_is_solved_in_from_the_first_row_due_after_it() -> None:
    made = answer(annual_rate="0", advances=[{"date": "2024-03-01", "amount": "300.00"}])
    assert column(made, "payment") == ["300.00", "300.00", "450.00", "450.00"]
    shares = answer(annual_rate="0", advances=[{"date": "2024-02-15", "amount": "300.00"}], **EQUAL_SHARES)
    assert column(shares, "payment") == ["300.00", "400.00", "400.00", "400.00"]


def test_a_given_instalment_stays_after_a_change() -> None:
    made = answer(
        shape={"kind": "equal_instalment", "instalment": "310.00"},
        rate_changes=[{"from": "2024-02-15", "annual_rate": "0.24"}],
    )
    assert column(made, "payment")[:3] == ["310.00"] * 3
    # 13 of 29 days at 12 %, 16 at 24 %
    assert made["rows"][1]["interest"] == "14.00"


def test_a_rate_that_begins_on_the_due_date_is_not_foreseen_by_its_row() -> None:
    changed = answer(rate_changes=[{"from": "2024-02-01", "annual_rate": "3"}], day_count="ACT/365F")
    plain = answer(day_count="ACT/365F")
    assert changed["rows"][0]["payment"] == plain["rows"][0]["payment"]
    assert changed["rows"][0]["interest"] == "21.70"  # 30 days at 12 %, one at 300 %


def test_steps_have_their_own_rate_and_solve_over_all_that_remains() -> None:
    steps = [{"periods": 2, "annual_rate": "0"}, {"periods": 1, "instalment": "500.00"}, {"periods": 1}]
    made = answer(shape={"kind": "stepped", "steps": steps}, periods=None)
    assert column(made, "payment") == ["300.00", "300.00", "500.00", "100.00"]


def test_a_rate_of_a_step_begins_the_day_after_the_row_before() -> None:
    steps = [{"periods": 1, "annual_rate": "0"}, {"periods": 1, "annual_rate": "0.365"}]
    made = answer(shape={"kind": "stepped", "steps": steps}, periods=None, day_count="ACT/365F")
    assert column(made, "interest") == ["0.00", "17.40"]  # 600.00, for the 29 days after it


def test_a_reschedule_with_a_grace_whose_interest_is_waived() -> None:
    made = answer(
        reschedule=[{"from": "2024-02-15", "periods": 2, "grace": {"periods": 1, "interest": "waive"}}],
        day_count="ACT/365F",
        **EQUAL_SHARES,
    )
    assert column(made, "due") == ["2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"]
    # 14 days to the reschedule stay owed, the rest to 1 March is never charged; then 31 days
    assert made["rows"][1]["unpaid_interest"] == "4.1425"
    assert made["rows"][2]["interest"] == "13.32"


def test_waived_grace_interest_is_added_once_where_interest_is_added() -> None:
    made = answer(
        reschedule=[{"from": "2024-02-15", "periods": 2, "grace": {"periods": 2, "interest": "waive"}}],
        day_count="ACT/365F",
        unpaid_interest="added",
        **EQUAL_SHARES,
    )
    assert column(made, "balance")[1:3] == ["904.14", "904.14"]


# ---------------------------------------------------------------- shapes


def test_percent_of_balance_takes_the_larger_of_percent_and_floor() -> None:
    shape = {"kind": "percent_of_balance", "percent": "0.10", "floor": "100.00"}
    made = answer(periods=None, shape=shape)
    assert column(made, "payment")[:3] == ["121.20", "110.17", "100.15"]
    assert column(made, "payment")[3] == "100.00"


def test_percent_of_principal_with_interest_on_top() -> None:
    shape = {"kind": "percent_of_balance", "percent": "0.10", "floor": "100.00", "plus_interest": True}
    made = answer(periods=None, shape=shape)
    assert column(made, "principal")[:3] == ["120.00", "108.00", "100.00"]
    assert column(made, "interest")[:2] == ["12.00", "10.80"]


def test_a_balloon_given_solves_the_others() -> None:
    made = answer(annual_rate="0", shape={"kind": "balloon", "balloon": "600.00"})
    assert column(made, "payment") == ["200.00", "200.00", "200.00", "600.00"]


def test_a_lump_sum_waives_what_it_does_not_cover() -> None:
    lump = {"kind": "lump_sum", "date": "2024-02-01", "amount": "900.00"}
    made = answer(periods=None, shape=lump, arrears={"penalty": "50.00"})
    assert column(made, "payment") == ["900.00"]
    assert made["totals"]["waived"] == "362.00"
    assert made["rows"][0]["balance"] == "0.00"


def test_a_lump_sum_above_what_is_owed_pays_only_that_and_says_so() -> None:
    lump = {"kind": "lump_sum", "date": "2024-02-01", "amount": "9000.00"}
    made = answer(periods=None, shape=lump)
    assert column(made, "payment") == ["1212.00"]
    assert made["problems"][0]["where"] == "shape/amount"


def test_flat_fees_are_of_the_principal_at_the_start() -> None:
    made = answer(annual_rate="0", shape={"kind": "flat_fee", "fee_rate": "0.01"}, waive={"principal": "0.5"})
    assert column(made, "fee") == ["6.00"] * 4


def test_a_flat_fee_arises_in_a_skipped_month_too_and_is_paid_with_the_next_row() -> None:
    shape = {"kind": "flat_fee", "fee_rate": "0.01"}
    made = answer(annual_rate="0", shape=shape, skip_months=[3])
    assert column(made, "fee") == ["12.00", "0.00", "24.00", "12.00"]


# ---------------------------------------------------------------- rates


def test_nominal_leaves_every_fee_out() -> None:
    made = answer(fees={"added": "20.00", "per_period": "2.00"})
    assert made["rate"]["nominal"].startswith("0.1200")
    assert float(made["rate"]["with_fees"]) > 0.2


def test_one_payment_has_its_own_term() -> None:
    made = answer(periods=1, first_due="2024-07-01", day_count="ACT/365F")
    assert made["rate"]["with_fees"].startswith("0.1196")  # 71.80 on 1,200 in six months
    long = answer(periods=1, first_due="2026-01-01", day_count="PERIODIC")
    assert long["rate"]["with_fees"].startswith("0.1136")  # two years, compounded yearly


def test_the_same_day_and_no_payment_at_all() -> None:
    lump = {"kind": "lump_sum", "date": "2024-01-01", "amount": "1200.00"}
    assert answer(periods=None, shape=lump)["rate"]["with_fees"] == "0.000000000000"
    nothing = answer(waive={"principal": "1"})
    assert nothing["rows"] == []
    assert nothing["rate"] == {"nominal": None, "effective": None, "with_fees": None}


def test_interest_rounded_while_the_instalment_is_not() -> None:
    made = answer(principal="1000.00", rounding={"interest": "half_up", "instalment": "none"})
    assert column(made, "interest") == ["10.00", "7.54", "5.05", "2.54"]
    assert made["totals"]["residual"] == "0.00"
