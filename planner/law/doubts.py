# SPDX-License-Identifier: Apache-2.0
"""Rule rows that a person must check: changed by the user, doubtful, or older than the day they are used on."""

from collections.abc import Iterator

from planner.facts.language import N_
from planner.facts.problems import INFO, Problem
from planner.law.matter import Matter


def review_rules(matter: Matter) -> Iterator[Problem]:
    """Yield what to know about the rule rows this case rests on."""
    book = matter.book
    for rule_id in book.overridden:
        yield Problem(
            INFO,
            f"overrides/{rule_id}",
            N_("You changed this rule's figure; every result uses yours."),
            {},
            rule_id.split("/")[0],
        )
    if any(
        debt.lender_class in {row for row in book.lenders if book.lender_class(row).lpr_test == "unclear"}
        for debt in matter.case.debts
    ):
        yield Problem(
            INFO,
            "debts",
            N_(
                "For guarantee companies and assigned debts the published cases are few; treat their figures as questions."
            ),
            {},
            "INT-02",
        )
    if matter.today > book.lpr_known_until and any(
        debt.contract_date is not None and debt.contract_date > book.lpr_known_until
        for debt in matter.case.debts
    ):
        yield Problem(
            INFO,
            "overrides",
            N_("The loan prime rate was checked up to {day}; add later values before you rely on them."),
            {"day": book.lpr_known_until.isoformat()},
            "INT-01",
        )
