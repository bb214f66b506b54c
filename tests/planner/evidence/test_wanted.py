# SPDX-License-Identifier: Apache-2.0
"""What creditors usually ask for: named where it is missing, too old, without a date, or too short."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.evidence.wanted import too_old, wanted, would_prove
from planner.facts.case import Case, Household, Paper, Period, StatementFile
from planner.facts.places import resources
from planner.facts.rulebook import load
from tests.builders import TODAY, a_case, a_debt

CASE = a_case(a_debt())
BOOK = load(resources() / "rules")


def state(case: Case, kind: str) -> str | None:
    return next((one.state for one in wanted(case, BOOK, TODAY) if one.kind == kind), None)


def with_paper(kind: str, when: date | None) -> Case:
    return replace(CASE, papers=(Paper(id="p1", sha256="0" * 64, kind=kind, date=when),))


def with_flows(months: int) -> Case:
    period = Period(since=date(2025, 1, 1), until=date(2025, 1, 1) + timedelta(days=31 * months))
    return replace(CASE, files=(StatementFile(id="s1", sha256="0" * 64, account="a1", period=period),))


def test_without_a_debt_nothing_is_asked_for() -> None:
    assert wanted(a_case(), BOOK, TODAY) == ()


def test_at_first_everything_is_missing() -> None:
    assert {one.state for one in wanted(CASE, BOOK, TODAY)} == {"missing"}


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "here"), (30, "here"), (31, "old"), (400, "old"), (None, "undated")]
)
def test_a_credit_report_lasts_thirty_days(days: int | None, expected: str) -> None:
    when = None if days is None else TODAY - timedelta(days=days)
    assert state(with_paper("D03", when), "D03") == expected


def test_other_papers_do_not_age() -> None:
    old = with_paper("D02", date(2015, 1, 1))
    assert state(old, "D02") == "here"
    assert too_old(old.papers[0], TODAY) is None


def test_the_newest_of_several_counts() -> None:
    case = with_paper("D03", TODAY - timedelta(days=90))
    newer = Paper(id="p2", sha256="1" * 64, kind="D03", date=TODAY)
    assert state(replace(case, papers=(*case.papers, newer)), "D03") == "here"


@pytest.mark.parametrize(("months", "expected"), [(3, "short"), (7, "here")])
def test_six_months_of_flows_are_usual(months: int, expected: str) -> None:
    assert state(with_flows(months), "D04") == expected


def test_what_is_asked_for_follows_the_case() -> None:
    assert state(replace(CASE, incomes=()), "D06") == "missing"
    assert state(CASE, "D10") is None
    assert state(replace(CASE, household=Household(adults=1, children=1)), "D10") == "missing"
    assert state(replace(CASE, debts=(a_debt(stage="mediation"),)), "D13") == "missing"


def test_who_has_no_licence_is_not_handed_an_identity_card_or_bank_flows() -> None:
    case = replace(CASE, debts=(a_debt(lender_class="unlicensed", stage="sued"),))
    assert {one.kind for one in wanted(case, BOOK, TODAY)} == {"D02", "D13"}


def test_each_paper_says_which_of_the_creditors_ask_for_it() -> None:
    case = a_case(a_debt("d1", lender_class="assignee"), a_debt("d2", lender_class="bank"))
    told = {one.kind: one.asked_by for one in wanted(case, BOOK, TODAY)}
    assert told["D03"] == ("bank",)
    assert told["D04"] == ("assignee", "bank")


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("debts/d1/principal", "D02"),
        ("debts/d1/claim.interest", "D13"),
        ("incomes/i1/amount", "D05"),
        ("expenses/e1/amount", "D10"),
        ("assets/a1/amount", "D04"),
        ("reserve/now", "D04"),
    ],
)
def test_each_figure_has_a_kind_of_paper_that_would_show_it(figure: str, kind: str) -> None:
    assert would_prove(figure)[0] == kind
    assert all(BOOK.document(one) is not None for one in would_prove(figure))
