# SPDX-License-Identifier: Apache-2.0
"""Facts that are not known and have a legal effect: which rules apply, what is claimed, by when one must act."""

from collections.abc import Iterator

from planner.facts.case import Case, Debt
from planner.facts.language import N_
from planner.facts.problems import INFO, WARN, Problem
from planner.law.matter import Matter

COURT_STAGES = frozenset(
    {"filed", "payment_order", "judgment", "enforceable", "enforcement", "preservation", "appeal"}
)


def review_facts(matter: Matter) -> Iterator[Problem]:
    """Yield one Problem for each unknown fact with a legal effect."""
    for debt in matter.case.debts:
        yield from _of_debt(debt)
    yield from _of_household(matter)


def _of_debt(debt: Debt) -> Iterator[Problem]:
    where = f"debts/{debt.id}"
    if debt.contract_date is None:
        yield Problem(
            INFO,
            f"{where}/contract_date",
            N_("The contract date decides which rules apply to the charges; it stands in the contract."),
            {},
            "INT-01",
        )
    if debt.lender_class == "assignee":
        yield Problem(
            INFO,
            f"{where}/lender_class",
            N_(
                "Ask for the notice that the debt was assigned; defences against the first lender stay yours."
            ),
            {},
            "LIM-04",
        )
    if debt.interest is None or debt.penalty is None:
        yield Problem(
            INFO,
            where,
            N_(
                "Interest and penalty are not known apart; ask the lender for the parts, only then can they be checked."
            ),
            {},
            "PAY-02",
        )
    if debt.stage in COURT_STAGES and debt.deadline is None:
        yield Problem(
            WARN,
            f"{where}/deadline",
            N_(
                "A court paper starts a period. Enter the date that stands on it; it comes before any negotiation."
            ),
            {},
            "MED-17" if debt.stage == "payment_order" else "MED-16",
        )


def _of_household(matter: Matter) -> Iterator[Problem]:
    case: Case = matter.case
    if not case.debts:
        return
    if case.household is None or case.household.adults is None:
        yield Problem(
            INFO,
            "household/adults",
            N_("Who lives from the income decides what must be left to live on; enter the household."),
            {},
            "ENF-03",
        )
    if matter.book.value("ENF-04/local_monthly") is None:
        yield Problem(
            INFO,
            "overrides",
            N_(
                "The local minimum living standard is not entered; without it nobody can say what enforcement must leave."
            ),
            {},
            "ENF-04",
        )
