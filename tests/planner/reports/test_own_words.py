# SPDX-License-Identifier: Apache-2.0
"""The person's own words in documents: kept with the case, for one creditor where they were said to one."""

from planner.evidence.redaction_creditor import for_creditor
from planner.facts.language import speaking
from planner.reports.documents import make, own_words, with_own_words
from tests.planner.reports.given import TODAY, rules, sample, sample_plan


def test_a_document_takes_the_words_that_the_case_keeps_for_it() -> None:
    case = with_own_words(sample(), "hardship", "d1", "Laid off in May.")
    case = with_own_words(case, "application", "d1", "For one creditor only.")
    told = case.said
    assert [(one.kind, one.debt) for one in told] == [("hardship", None), ("application", "d1")]
    with speaking("en"):
        made = {
            (name, debt): make(name, case, sample_plan(0), rules(), TODAY, debt).html
            for name, debt in (("hardship", None), ("application", "d1"), ("application", "d2"))
        }
        other = make("hardship", case, sample_plan(0), rules(), TODAY, None, "Other words.").html
    assert "Laid off in May." in made["hardship", None]
    assert "For one creditor only." in made["application", "d1"]
    assert "For one creditor only." not in made["application", "d2"]
    assert "Other words." in other
    assert "Laid off" not in other


def test_empty_words_are_kept_no_more() -> None:
    case = with_own_words(sample(), "hardship", None, "Laid off.")
    assert own_words(case, "hardship") == "Laid off."
    assert with_own_words(case, "hardship", None, " \n") == sample()
    assert with_own_words(sample(), "hardship", None, "") is sample()


def test_what_the_person_says_to_one_creditor_does_not_go_to_another() -> None:
    case = with_own_words(sample(), "application", "d1", "To the first.")
    case = with_own_words(case, "application", "d2", "To the second.")
    assert [one.text for one in for_creditor(case, "d2").said] == ["To the second."]
