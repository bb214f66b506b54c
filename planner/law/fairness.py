# SPDX-License-Identifier: Apache-2.0
"""Equal treatment: a note, not a reproach, where one ordinary creditor gets much more than its share by balance."""

from collections.abc import Iterator
from fractions import Fraction

from planner.facts.language import N_
from planner.facts.money import format_rate, format_yuan
from planner.facts.problems import INFO, Problem
from planner.law.matter import Matter

RULE = "SHARE-01"
EXCUSED = frozenset({"enforcement", "enforceable", "judgment"})  # a case in enforcement can justify more


def review_shares(matter: Matter) -> Iterator[Problem]:
    """Yield a note for each ordinary debt whose level offer passes its pro-rata share by the factor of SHARE-01."""
    rows = [(debt, row) for debt, row in matter.planned() if not row.priority and row.opening > 0]
    offers, balances = sum(row.offer for _, row in rows), sum(row.opening for _, row in rows)
    if len(rows) < 2 or not offers:
        return
    factor = Fraction(matter.book.rate(RULE))
    for debt, row in rows:
        share = Fraction(offers) * row.opening / balances
        if row.offer > share * factor and debt.stage not in EXCUSED:
            yield Problem(
                INFO,
                f"debts/{debt.id}",
                N_(
                    "{creditor} would get {offer} a month, more than {factor} of its share by balance. Other creditors"
                    " may ask why; a case in court, a security or a real discount can be the reason."
                ),
                {
                    "creditor": row.creditor,
                    "offer": format_yuan(row.offer),
                    "factor": format_rate(matter.book.rate(RULE)),
                },
                RULE,
            )
