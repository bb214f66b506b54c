# SPDX-License-Identifier: Apache-2.0
"""What changed since the contract and since the case was opened, and whether it matters here."""

from dataclasses import replace
from datetime import date

from planner.facts.case import Case, Debt, LenderClass, Notice, new_case
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.law.rule_watch import RuleChange, opened_on, rule_changes

BOOK = load(resources() / "rules")
TODAY = date(2026, 11, 22)


def case_with(lender_class: LenderClass, contract: date | None, as_of: date = date(2026, 11, 15)) -> Case:
    debt = Debt(
        id="d1",
        creditor="甲",
        lender_class=lender_class,
        contract_date=contract,
        principal=100,
        as_of=as_of,
    )
    return replace(new_case(Month.parse("2026-12")), debts=(debt,))


def changed(case: Case, today: date = TODAY) -> dict[str, RuleChange]:
    return {change.rule.id: change for change in rule_changes(case, BOOK, today)}


def test_a_rule_that_began_after_the_contract_is_told_for_that_debt() -> None:
    found = changed(case_with("microloan", date(2025, 9, 12)))["INT-06"]
    assert (found.since, found.debts, found.matters) == ("contract", ("d1",), True)


def test_a_rule_older_than_the_contract_is_not_told() -> None:
    assert "INT-06" not in changed(case_with("microloan", date(2026, 1, 5)))


def test_a_rule_for_another_class_of_lender_is_not_told() -> None:
    assert "INT-06" not in changed(case_with("bank", date(2020, 1, 1)))


def test_without_a_contract_date_only_the_case_counts() -> None:
    assert "INT-06" not in changed(case_with("microloan", None))
    early = case_with("microloan", None, as_of=date(2025, 12, 1))
    assert changed(early)["INT-06"].since == "case"


def test_a_rule_of_the_future_is_told_as_coming() -> None:
    found = changed(case_with("bank", None, as_of=date(2026, 7, 1)), today=date(2026, 7, 15))["INT-10"]
    assert found.since == "coming"


def test_an_end_inside_the_case_is_told() -> None:
    ended = [
        c for c in rule_changes(case_with("bank", None, date(2026, 3, 1)), BOOK, TODAY) if c.since == "ended"
    ]
    assert [change.rule.id for change in ended] == ["CR-08"]


def test_a_new_row_says_which_row_it_took_over_from() -> None:
    found = [
        c for c in rule_changes(case_with("card", date(2020, 9, 2)), BOOK, TODAY) if c.rule.id == "INT-11"
    ]
    assert found[0].before is not None
    assert found[0].before.until == date(2020, 12, 31)


def test_court_rules_matter_once_a_notice_has_come() -> None:
    case = replace(case_with("bank", None, date(2024, 12, 1)), notices=(Notice(id="n1"),))
    assert changed(case)["MED-05"].matters
    assert not changed(replace(case, notices=()))["MED-05"].matters


def test_the_case_counts_as_opened_on_the_earliest_day_known() -> None:
    assert opened_on(case_with("bank", None)) == date(2026, 11, 15)
    assert opened_on(new_case(Month.parse("2026-12"))) == date(2026, 12, 1)
