# SPDX-License-Identifier: Apache-2.0
"""A figure is proved, missing or told otherwise by the flows, and a proof older than its figure says so."""

from collections.abc import Sequence
from datetime import date

import pytest

from planner.evidence.proofs import Standing, figures, median, proved_by, standings, value_of
from planner.facts.case import (
    Asset,
    Case,
    Claim,
    Debt,
    Expense,
    Flow,
    Income,
    Paper,
    Proof,
    Reserve,
    drop,
    new_case,
    put,
)
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import load

TODAY = date(2026, 4, 1)
BOOK = load(resources() / "rules")


def a_case(every: str = "month", amount: int = 620_000) -> Case:
    case = new_case(Month.parse("2026-04"))
    case = put(case, "incomes", Income(id="i1", name="工资", amount=amount, every=every))  # type: ignore[arg-type]
    return put(case, "papers", Paper(id="p1", sha256="0" * 64, kind="D05"))


def proved(case: Case, *sources: str, figure: str = "incomes/i1/amount", value: int | None = None) -> Case:
    for source in sources:
        n = len(case.proofs) + 1
        case = put(case, "proofs", Proof(id=f"q{n}", figure=figure, source=source, value=value))
    return case


def with_flows(case: Case, amounts: Sequence[int], figure: str = "incomes/i1/amount") -> Case:
    for n, amount in enumerate(amounts, 1):
        flow = Flow(id=f"f{n}", at=date(2025, n, 10), amount=amount)
        case = put(case, "flows", flow)
    return proved(case, *(f"flows/f{n}" for n in range(1, len(amounts) + 1)), figure=figure)


def standing(case: Case, figure: str = "incomes/i1/amount") -> Standing:
    return next(one for one in standings(case, BOOK, TODAY) if one.figure == figure)


def test_a_figure_without_a_source_is_missing_and_with_a_paper_proved() -> None:
    assert standing(a_case()).is_missing
    assert standing(proved(a_case(), "papers/p1")).state == "proved"


def test_a_proof_whose_paper_is_gone_proves_nothing() -> None:
    case = drop(proved(a_case(), "papers/p1"), "papers", "p1")
    assert standing(case).is_missing


def test_a_proof_outlives_an_edit_but_says_that_it_is_older() -> None:
    assert not standing(proved(a_case(), "papers/p1", value=620_000)).older
    assert standing(proved(a_case(), "papers/p1", value=600_000)).older


@pytest.mark.parametrize(
    ("flows", "state"),
    [
        ([620_000] * 3, "proved"),
        ([558_000, 620_000, 558_000], "proved"),  # exactly 10 % below
        ([557_999, 900_000, 557_999], "differs"),
        ([682_001] * 3, "differs"),
    ],
)
def test_flows_more_than_a_tenth_away_differ_and_both_numbers_are_told(flows: list[int], state: str) -> None:
    told = standing(with_flows(a_case(), flows))
    assert told.state == state
    assert (told.expected, told.seen) == (620_000, median(flows))


def test_a_weekly_income_is_held_against_its_month() -> None:
    told = standing(with_flows(a_case("week", 100_000), [433_333] * 2))
    assert (told.expected, told.state) == (433_333, "proved")


def test_costs_are_flows_that_go_out() -> None:
    case = put(a_case(), "expenses", Expense(id="e1", name="房租", amount=180_000, every="month"))
    told = standing(with_flows(case, [-180_000, -181_000], "expenses/e1/amount"), "expenses/e1/amount")
    assert (told.seen, told.state) == (180_500, "proved")


def test_every_figure_of_a_case_that_is_not_zero_wants_a_proof() -> None:
    case = a_case()
    claim = Claim(date=TODAY, principal=100, penalty=7)
    debt = Debt(id="d1", creditor="x", lender_class="bank", principal=100, fee=0, as_of=TODAY, claim=claim)
    case = put(put(case, "debts", debt), "assets", Asset(id="a1", name="车", amount=5))
    case = Case(**{**{n: getattr(case, n) for n in Case.__slots__}, "reserve": Reserve(now=3)})
    assert list(figures(case)) == [
        "debts/d1/principal",
        "debts/d1/claim.principal",
        "debts/d1/claim.penalty",
        "incomes/i1/amount",
        "assets/a1/amount",
        "reserve/now",
    ]
    assert [value_of(case, figure) for figure in figures(case)] == [100, 100, 7, 620_000, 5, 3]


@pytest.mark.parametrize(
    "path", ["", "debts", "debts/d9/principal", "nothing/x/y", "debts/d1/claim.fee", "a/b/c/d"]
)
def test_a_path_that_leads_nowhere_has_no_value(path: str) -> None:
    assert value_of(a_case(), path) is None


def test_a_paper_tells_what_it_proves() -> None:
    case = proved(proved(a_case(), "papers/p1"), "papers/p1", figure="expenses/e1/amount")
    assert proved_by(case, "papers/p1") == ("incomes/i1/amount", "expenses/e1/amount")
