# SPDX-License-Identifier: Apache-2.0
"""Each figure of an offer says how it came about, from the same figures the card shows."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from planner.engine.explain_offer import explain_offer
from planner.engine.negotiation import Score, score
from planner.facts.places import resources
from planner.facts.rulebook import load
from tests.builders import a_case, a_debt, a_scenario, four_debts, terms, yuan

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 3, 20)


def scored(*debts: object) -> Score:
    case = a_case(*(debts or four_debts()))  # type: ignore[arg-type]
    wanted = terms(kind="equal_instalment", periods=12)
    return score(case, a_scenario(), case.debts[-1], wanted, BOOK, TODAY)


def test_the_figures_are_those_of_the_score() -> None:
    found = replace(scored(), chance=0.9375)
    told = {name: explain_offer(found, name) for name in ("rate", "total", "largest", "chance", "share")}
    assert {name: each.amount for name, each in told.items() if each} == {
        "rate": found.with_fees,
        "total": found.total,
        "largest": found.largest,
        "chance": Decimal("0.0625"),
        "share": Decimal(yuan(775) * 86_000) / Decimal(yuan(2420) * 9_300),
    }
    assert all(each.inputs and each.sum_in_words.words() for each in told.values() if each)


def test_what_an_offer_does_not_have_is_not_explained() -> None:
    alone = scored(a_debt("d1", yuan(9_300)))
    assert explain_offer(alone, "share") is None
    assert explain_offer(alone, "chance") is None
    assert explain_offer(replace(alone, with_fees=None), "rate") is None
    assert explain_offer(alone, "nothing") is None
