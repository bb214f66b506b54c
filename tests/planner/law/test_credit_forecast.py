# SPDX-License-Identifier: Apache-2.0
"""The credit record forecast: marks to date, both ways a lender may report an agreement, the end of the five years."""

import datetime as dt

from planner.engine.agreement import keeping
from planner.engine.simulate import simulate
from planner.facts.case import Agreement, Debt
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import PaidOn
from planner.law.credit_forecast import credit_forecast, overdue_since, routes
from tests.builders import a_case, a_debt, a_scenario, terms, yuan

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 9, 20)
AGREED = terms(
    principal=yuan(3_000),
    start=dt.date(2026, 7, 1),
    periods=3,
    first_due=dt.date(2026, 8, 15),
    kind="equal_instalment",
)


def test_marks_rise_by_thirty_days_and_stay_at_the_last() -> None:
    debt = a_debt(due_day=15)
    found = credit_forecast(a_case(debt), debt, None, BOOK, TODAY, since=dt.date(2026, 1, 15))
    assert [each.old for each in found.months[:9]] == ["1", "2", "3", "4", "5", "6", "7", "7", "7"]
    assert found.months[8].is_forecast
    assert not found.months[7].is_forecast
    assert found.shown_until is None


def test_an_unknown_start_is_said_and_never_guessed() -> None:
    debt = a_debt()
    found = credit_forecast(a_case(debt), debt, None, BOOK, TODAY)
    assert {each.old for each in found.months} == {"#"}
    assert "CR-02" in {problem.rule_id for problem in found.problems}


def test_an_agreement_that_is_kept_shows_both_ways_and_five_years() -> None:
    debt = a_debt(principal=yuan(3_000), payments=(PaidOn(date=dt.date(2026, 8, 15), amount=yuan(1_000)),))
    agreement = Agreement(id="g1", debt="d1", date=dt.date(2026, 7, 1), terms=AGREED)
    case = a_case(debt, agreements=(agreement,))
    kept = keeping(case, debt, agreement, dt.date(2026, 9, 10))
    found = credit_forecast(case, debt, None, BOOK, dt.date(2026, 9, 10), kept, since=dt.date(2026, 5, 20))
    by_month = {str(each.month): (each.old, each.new) for each in found.months}
    assert by_month["2026-06"] == ("2", "2")
    assert by_month["2026-08"] == ("4", "N")
    assert by_month["2026-10"] == ("C", "C")
    assert found.shown_until == dt.date(2031, 10, 15)


def test_a_missed_instalment_marks_the_new_schedule_and_ends_the_forecast_of_settlement() -> None:
    debt = a_debt(principal=yuan(3_000))
    agreement = Agreement(id="g1", debt="d1", date=dt.date(2026, 7, 1), terms=AGREED)
    case = a_case(debt, agreements=(agreement,))
    kept = keeping(case, debt, agreement, TODAY)
    found = credit_forecast(case, debt, None, BOOK, TODAY, kept, since=dt.date(2026, 5, 20))
    assert {str(m.month): m.new for m in found.months}["2026-08"] == "1"
    assert found.settled is None


def test_the_contract_and_the_payments_say_since_when() -> None:
    contract = terms(
        principal=yuan(5_000),
        start=dt.date(2025, 12, 1),
        periods=10,
        first_due=dt.date(2026, 1, 1),
        kind="equal_principal",
    )
    paid = (PaidOn(date=dt.date(2026, 1, 1), amount=yuan(500)),)
    assert overdue_since(a_debt(terms=contract, payments=paid)) == dt.date(2026, 2, 1)
    called = a_debt(accelerated_on=dt.date(2026, 3, 3))
    assert overdue_since(called) == dt.date(2026, 3, 3)


def test_a_plan_tells_when_it_would_be_settled() -> None:
    debt = a_debt(principal=yuan(5_000), terms=terms(rate="0"), due_day=20)
    case = a_case(debt)
    plan = simulate(case, a_scenario(), BOOK, dt.date(2026, 3, 20))
    found = credit_forecast(case, debt, plan, BOOK, dt.date(2026, 3, 20), since=dt.date(2026, 1, 20))
    assert found.settled == plan.debts[0].last_due


def test_the_closed_repair_is_told_as_closed() -> None:
    assert any(problem.rule_id == "CR-08" for problem in routes())


def repair_words(debt: Debt, since: dt.date) -> list[str]:
    found = credit_forecast(a_case(debt), debt, None, BOOK, TODAY, since=since)
    return [problem.words() for problem in found.problems if problem.rule_id == "CR-08"]


def test_the_one_time_repair_is_said_of_a_debt_repaid_in_time_and_denied_of_any_other() -> None:
    paid = (PaidOn(date=dt.date(2025, 11, 20), amount=yuan(2_000)),)
    settled, since = a_debt(principal=0, payments=paid), dt.date(2025, 6, 15)
    assert "2025-11-20" in repair_words(settled, since)[0]
    assert "2026-01-01" in repair_words(settled, since)[0]
    much = a_debt(principal=0, payments=(PaidOn(date=dt.date(2025, 11, 20), amount=yuan(12_000)),))
    late = a_debt(principal=0, payments=(PaidOn(date=dt.date(2026, 4, 2), amount=yuan(2_000)),))
    for debt in (much, late, a_debt(principal=yuan(900))):
        assert "10,000.00" in repair_words(debt, since)[0]
    assert repair_words(settled, dt.date(2026, 1, 15)) == []
