# SPDX-License-Identifier: Apache-2.0
"""What is claimed beside what the person holds to be owed: differences worth a question."""

from collections.abc import Iterator

from planner.facts.language import N_
from planner.facts.money import format_yuan
from planner.facts.problems import INFO, Problem
from planner.law.matter import Matter


def review_claims(matter: Matter) -> Iterator[Problem]:
    """Yield a question for each claimed principal above the person's own balance; charges need the claim check."""
    for debt in matter.case.debts:
        if debt.claim is None or debt.claim.principal is None:
            continue
        if debt.claim.principal > debt.principal:
            yield Problem(
                INFO,
                f"debts/{debt.id}/claim/principal",
                N_(
                    "{creditor} claims a principal of {claimed}, your figure is {own}. Ask for the list of payments and"
                    " what each was used for."
                ),
                {
                    "creditor": debt.creditor,
                    "claimed": format_yuan(debt.claim.principal),
                    "own": format_yuan(debt.principal),
                },
                "PAY-02",
            )
