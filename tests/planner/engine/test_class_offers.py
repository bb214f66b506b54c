# SPDX-License-Identifier: Apache-2.0
"""What is usual for a class of lender becomes terms that can be planned with, and nothing of it drives a default."""

from decimal import Decimal
from functools import cache

import pytest

from planner.engine.class_offers import usual_offers
from planner.engine.simulate import simulate
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from tests.builders import TODAY, a_case, a_debt, a_scenario, an_income, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def owing(kind):
    return a_debt(
        "d1", yuan(9_000), "0.18", lender_class=kind, interest=yuan(100), penalty=yuan(300), fee=yuan(50)
    )


@pytest.mark.parametrize("kind", sorted(book().lenders))
def test_every_example_of_every_class_can_be_planned_with(kind):
    debt = owing(kind)
    case = a_case(debt, incomes=(an_income(yuan(60_000)),))
    offered = usual_offers(case, debt, book())
    assert offered
    for example, terms in offered:
        plan = simulate(case, a_scenario(terms={"d1": terms}), book(), TODAY)
        assert plan.feasible, example.id
        (mine,) = plan.debts
        assert mine.owed[-1] == 0
        paid = [row for row in mine.rows if row.payment]
        assert len(paid) == example.periods
        assert Decimal(mine.waived) >= example.waive_penalty * yuan(300)
        if example.defer_months:
            assert paid[0].month - case.first_month >= example.defer_months


def test_no_example_drives_a_default():
    debt = owing("card")
    plan = simulate(a_case(debt), a_scenario(), book(), TODAY)
    assert plan.debts[0].terms is None
    assert plan.debts[0].waived == 0
