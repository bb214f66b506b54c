# SPDX-License-Identifier: Apache-2.0
"""What losing means beyond its cost: which claims are small ones, what is taken of a month's income, each with its why."""

import datetime as dt

import pytest

from planner.engine.court_notes import court_notes, explain_court
from planner.engine.simulate import simulate
from planner.facts.case import Borrower, Case, Household, Override
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load, with_overrides
from tests.builders import a_case, a_debt, a_scenario, yuan

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 3, 20)


def ruled(**values: str) -> RuleBook:
    names = {"wage": "LIT-01/wage", "local": "ENF-04/local_monthly"}
    made = [Override(id=key, rule_id=names[key], value=value) for key, value in values.items()]
    return with_overrides(BOOK, made)


def case() -> Case:
    debts = [a_debt("d1", yuan(40_000)), a_debt("d2", yuan(90_000)), a_debt("d3", yuan(900_000))]
    return a_case(*debts, household=Household(adults=1, children=1), borrower=Borrower(region="某地"))


def notes(book: RuleBook) -> dict[str, list[str]]:
    made = case()
    found: dict[str, list[str]] = {}
    for said in court_notes(made, simulate(made, a_scenario(), book, TODAY), book):
        found.setdefault(said.rule_id or "", []).append(said.words())
    return found


def test_claims_are_put_into_the_classes_of_small_claims() -> None:
    said = notes(ruled(wage="100000.00"))["LIT-01"]
    names = [debt.brand or debt.creditor for debt in case().debts]
    assert len(said) == 2  # half the wage: the first; up to twice it: the second; the third is none
    assert names[0] in said[0]
    assert "no appeal" in said[0]
    assert "agree" in said[1]


def test_without_the_wage_nothing_is_guessed() -> None:
    said = notes(BOOK)["LIT-01"]
    assert len(said) == 1
    assert "needs" in said[0]


def test_the_most_that_is_withheld_leaves_the_local_minimum_for_each_person() -> None:
    assert "ENF-04" not in notes(BOOK)
    assert notes(ruled(local="800.00"))["ENF-04"][0].startswith("At most 4,600.00 of")


@pytest.mark.parametrize(
    ("figure", "book", "amount"),
    [
        ("lost/withheld", ruled(local="800.00"), yuan(4_600)),
        ("lost/withheld", ruled(local="9000.00"), 0),
        ("lost/small", ruled(wage="100000.00"), yuan(50_000)),
        ("lost/withheld", BOOK, None),
        ("lost/small", BOOK, None),
        ("lost/nothing", BOOK, None),
    ],
)
def test_each_says_how_it_came_about(figure: str, book: RuleBook, amount: int | None) -> None:
    made = case()
    told = explain_court(made, simulate(made, a_scenario(), book, TODAY), book, figure)
    assert (told.amount if told else None) == amount
    if told is not None:
        assert told.inputs
        assert told.formula
        assert told.rule_ids


def test_a_case_without_months_has_nothing_withheld() -> None:
    empty = a_case()
    assert court_notes(empty, simulate(empty, a_scenario(), BOOK, TODAY), BOOK) == ()
