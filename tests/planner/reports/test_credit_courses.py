# SPDX-License-Identifier: Apache-2.0
"""The credit record under each course: nothing paid, the agreement, each plan; nothing is promised."""

import datetime as dt
from dataclasses import replace

from planner.engine.agreement import keeping
from planner.engine.simulate import simulate
from planner.facts.case import Scenario
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.law.credit_record import shown_until
from planner.reports.credit_courses import credit_courses
from tests.journeys import agreed_case
from tests.ui.conftest import sample_case

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 7, 15)


def test_each_plan_has_its_own_end_and_nothing_paid_has_none() -> None:
    case = sample_case()
    debt = case.debts[0]
    found = {one.id: one for one in credit_courses(case, debt, BOOK, TODAY, None, SINCE)}
    assert list(found) == ["nothing", *(scenario.id for scenario in case.scenarios)]
    assert (found["nothing"].settled, found["nothing"].shown_until, found["nothing"].worst_old) == (
        None,
        None,
        "7",
    )
    for scenario in case.scenarios:
        course, plan = found[scenario.id], simulate(case, scenario, BOOK, TODAY)
        row = next(row for row in plan.debts if row.debt_id == debt.id)
        assert course.settled == row.last_due
        if course.settled is not None:
            assert course.shown_until == shown_until(course.settled, BOOK)
        assert course.worst_new <= course.worst_old
    assert [one.is_chosen for one in found.values()].count(True) == 1


def test_a_slower_plan_is_shown_longer() -> None:
    case = sample_case()
    fast = Scenario(id="f", name="fast", strategy="smallest_first")
    slow = replace(fast, id="s", name="slow", strategy="own_order", order=tuple(d.id for d in case.debts[1:]))
    both = replace(case, scenarios=(fast, slow))
    ends = {one.id: one.shown_until for one in credit_courses(both, case.debts[0], BOOK, TODAY, None, SINCE)}
    assert ends["f"] is not None
    assert ends["s"] is not None
    assert ends["f"] <= ends["s"]


def test_the_agreement_is_a_course_of_its_own() -> None:
    case = agreed_case()
    debt, agreement = case.debts[0], case.agreements[0]
    day = dt.date(2026, 12, 1)
    kept = keeping(case, debt, agreement, day)
    found = {one.id: one for one in credit_courses(case, debt, BOOK, day, kept, SINCE)}
    assert found["agreement"].settled == kept.rows[-1].due
    assert found["agreement"].worst_new == "N"
