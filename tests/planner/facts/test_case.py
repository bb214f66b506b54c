# SPDX-License-Identifier: Apache-2.0
"""The case: JSON out and in, refusals by name, changes and their reverse."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts.case import (
    Case,
    Debt,
    Expense,
    Income,
    applied,
    case_from_json,
    case_to_json,
    changes,
    drop,
    find,
    new_case,
    new_id,
    put,
    reversed_,
)
from planner.facts.checks import find_problems, refusals
from planner.facts.dates import Month
from planner.facts.problems import InputError
from planner.facts.records import json_schema

FULL = {
    "version": 1,
    "label": "样例",
    "first_month": "2026-04",
    "borrower": {"name": "林晓", "region": "浙江"},
    "household": {"adults": 1, "children": 1, "place": "urban"},
    "reserve": {"now": "500.00", "share": "0.10", "cap": "200.00"},
    "debts": [
        {
            "id": "d1",
            "creditor": "重庆蚂蚁消费金融有限公司",
            "lender_class": "consumer_finance",
            "principal": "18600.00",
            "interest": "0.00",
            "as_of": "2026-03-31",
            "number": None,
            "disputed": False,
            "menu": [],
            "terms": {
                "annual_rate": "0.1460",
                "day_count": "ACT/365F",
                "frequency": {"days": 15},
                "down_payment": {"date": "2026-04-01", "amount": "500.00"},
                "rate_changes": [{"from": "2026-05-01", "annual_rate": "0.12"}],
                "rounding": {"interest": "down", "instalment": "up"},
                "shape": {"kind": "stepped", "steps": [{"periods": 3, "annual_rate": "0.1"}, {"periods": 9}]},
            },
            "minimum": {"percent": "0.05", "floor": "100.00"},
            "payments": [{"date": "2026-01-02", "amount": "17.01"}],
        }
    ],
    "incomes": [
        {
            "id": "i1",
            "name": "工资",
            "amount": "6200.00",
            "every": "month",
            "from": "2026-04",
            "to": "2027-01-31",
        }
    ],
    "flows": [{"id": "f1", "at": "2026-01-02 03:04:05", "amount": "-3.00", "kind": "spending"}],
    "files": [
        {
            "id": "s1",
            "sha256": "00",
            "period": {"from": "2026-01-01"},
            "stated": {"支出": {"rows": 1, "sum": "3.00"}},
        }
    ],
    "scenarios": [{"id": "s1", "name": "36 期", "terms": {"d1": {"periods": 36}}}],
    "exports": [{"id": "e1", "kind": "bundle", "date": "2026-04-01", "for": "d1"}],
}


def test_json_out_and_in_is_the_same_json() -> None:
    assert case_to_json(case_from_json(FULL)) == FULL


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": 1}, "colour"),
        ({"debts": {}}, "debts"),
        ({"debts": [{"id": "d1"}]}, "debts/d1/creditor"),
        ({"first_month": "2026-13"}, "first_month"),
        ({"version": 99}, "version"),
        ({"version": True}, "version"),
        ({"reserve": {"now": 500}}, "reserve/now"),
        ({"reserve": {"now": "1.234"}}, "reserve/now"),
        ({"reserve": {"share": "much"}}, "reserve/share"),
        ({"reserve": {"share": "NaN"}}, "reserve/share"),
        ({"household": {"place": "moon"}}, "household/place"),
        ({"incomes": [FULL["incomes"][0], FULL["incomes"][0]]}, "incomes/i1"),  # type: ignore[index]
        ({"spelled": []}, "spelled"),
    ],
)
def test_wrong_keys_and_types_are_refused_by_name(change: dict[str, object], named: str) -> None:
    with pytest.raises(InputError) as refused:
        case_from_json({**FULL, **change})
    assert refused.value.where == named
    assert named in refused.value.words()


def test_the_schema_knows_every_key_of_the_case() -> None:
    schema = json_schema(Case)
    assert set(FULL) <= set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert {"version", "first_month"} <= set(schema["required"])


LINES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5)), unique_by=lambda pair: pair[0])


def a_case_of(lines: list[tuple[str, int]]) -> Case:
    incomes = tuple(Income(id=key, name=key, amount=amount, every="month") for key, amount in lines)
    return replace(new_case(Month.parse("2026-04")), incomes=incomes)


@given(LINES, LINES)
def test_changes_lead_there_and_back(one: list[tuple[str, int]], other: list[tuple[str, int]]) -> None:
    old, new = a_case_of(one), replace(a_case_of(other), label="x")
    made = changes(old, new)
    assert applied(old, made) == new
    assert applied(new, reversed_(made)) == old


def test_an_edit_is_one_change_and_untouched_lists_cost_nothing() -> None:
    case = case_from_json(FULL)
    debt = replace(case.debts[0], principal=1)
    made = changes(case, put(case, "debts", debt))
    assert [(c.list_name, c.record_id) for c in made] == [("debts", "d1")]
    assert changes(case, case) == ()


def test_put_drop_find_and_new_ids() -> None:
    case = new_case(Month.parse("2026-04"))
    case = put(case, "expenses", Expense(id=new_id(case, "expenses"), name="房租", amount=1, every="month"))
    case = put(case, "expenses", Expense(id=new_id(case, "expenses"), name="饭", amount=1, every="month"))
    assert [e.id for e in case.expenses] == ["e1", "e2"]
    assert find(case, "expenses", "e2").name == "饭"
    case = drop(case, "expenses", "e1")
    assert new_id(case, "expenses") not in {"e2"}
    assert find(case, "expenses", "e1") is None


def test_what_contradicts_itself_is_named() -> None:
    case = case_from_json(FULL)
    bad = replace(
        case,
        debts=(replace(case.debts[0], principal=-1, due_day=32, deadline=date(2026, 1, 1)),),
        incomes=(replace(case.incomes[0], amount=-5, months=(13,), until=date(2020, 1, 1)),),
        offers=(),
        flows=(replace(case.flows[0], account="nowhere"),),
    )
    places = {problem.where for problem in refusals(bad)}
    assert places == {
        "debts/d1/principal",
        "debts/d1/due_day",
        "incomes/i1/amount",
        "incomes/i1/months",
        "incomes/i1/to",
    }
    assert "flows/f1/account" in {problem.where for problem in find_problems(bad)}
    assert refusals(case) == ()


def test_an_empty_case_says_what_is_missing() -> None:
    assert {p.where for p in find_problems(new_case(Month.parse("2026-04")))} == {
        "debts",
        "incomes",
        "expenses",
    }


def test_a_debt_is_owed_with_all_its_parts() -> None:
    debt = Debt(
        id="d", creditor="x", lender_class="bank", principal=100, interest=20, fee=3, as_of=date(2026, 1, 1)
    )
    assert debt.owed == 123
