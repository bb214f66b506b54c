# SPDX-License-Identifier: Apache-2.0
"""Where nothing can be offered: how much is missing, and the ways out. No offer is ever invented."""

from dataclasses import replace
from datetime import date

from planner.engine.budget import affordable, carry_months, living_months
from planner.facts.case import Case
from planner.facts.language import N_
from planner.facts.money import format_yuan
from planner.facts.problems import INFO, Problem
from planner.facts.rulebook import RuleBook

LOOK_AHEAD = 12  # months in which a later start is looked for


def ways_out(case: Case, book: RuleBook, today: date) -> tuple[Problem, ...]:
    """Return the ways out, as Problems to put into words: a later first month, deferral or token request, free help."""
    ways = []
    for later in range(1, LOOK_AHEAD + 1):
        moved = replace(case, first_month=case.first_month.plus(later))
        amount = affordable(living_months(moved, book, carry_months(book, today), today))
        if amount:
            ways.append(
                Problem(
                    INFO,
                    "first_month",
                    N_("From {month} on the budget would carry {amount} a month: start the plan then."),
                    {"month": str(moved.first_month), "amount": format_yuan(amount)},
                )
            )
            break
    ways.append(Problem(INFO, "", N_("Ask for a deferral of some months, with interest stopped.")))
    ways.append(
        Problem(INFO, "", N_("Ask for a small token payment; how much it is, you decide and enter yourself."))
    )
    ways.append(
        Problem(INFO, "", N_("Free help: the legal aid line 12348, and the aid services of your community."))
    )
    return tuple(ways)
