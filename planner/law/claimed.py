# SPDX-License-Identifier: Apache-2.0
"""What is claimed beside what contract and payments give: differences worth a question, and what may be asked."""

from collections.abc import Iterator

from planner.engine.claim import TOTAL, ClaimCheck, check_claim
from planner.facts.language import N_
from planner.facts.money import format_yuan
from planner.facts.problems import INFO, Problem
from planner.law.matter import Matter


def review_claims(matter: Matter) -> Iterator[Problem]:
    """Yield, for each claim, the amounts that may be asked about; a claim above the recomputed balance by its total."""
    for debt in matter.case.debts:
        if debt.claim is None:
            continue
        check = check_claim(debt, matter.book, search=False)
        yield from (ask.said for ask in check.ask)
        yield from _more(check)
        if (
            check.basis != "contract"
            and debt.claim.principal is not None
            and debt.claim.principal > debt.principal
        ):
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


def _more(check: ClaimCheck) -> Iterator[Problem]:
    whole = next(line for line in check.lines if line.part == TOTAL)
    if check.basis == "contract" and whole.difference is not None and whole.difference > 0:
        yield Problem(
            INFO,
            f"debts/{check.debt_id}/claim",
            N_(
                "{creditor} claims {amount} more than contract and payments give. Look at the claim check line by line."
            ),
            {"creditor": check.creditor, "amount": format_yuan(whole.difference)},
            "PAY-02",
        )
