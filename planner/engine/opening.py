# SPDX-License-Identifier: Apache-2.0
"""The first day of a debt's schedule: what is owed of each part after what is given up and what is added."""

from dataclasses import dataclass
from fractions import Fraction

from planner.engine.allocation import PARTS, Parts, divide
from planner.facts.money import Fen, round_fen
from planner.facts.terms import Terms


@dataclass(frozen=True, slots=True)
class Opening:
    """What is owed on `start`, in fen: `parts` after `waive` and before `fees.added`."""

    parts: Parts
    waived: Fen
    over_cap: Fen  # arrears that pass `charge_cap` and are left out


def opening(terms: Terms) -> Opening:
    """Return what is owed on the first day. `waive` gives up its fractions of arrears and principal, half-up."""
    given = Parts(terms.arrears.fee, terms.arrears.penalty, terms.arrears.interest, terms.principal or 0)
    waive = Parts(
        *(
            round_fen(Fraction(getattr(terms.waive, name)) * amount)
            for name, amount in zip(PARTS, given, strict=True)
        )
    )
    left = Parts(*(amount - up for amount, up in zip(given, waive, strict=True)))
    over = 0
    if terms.charge_cap is not None:
        charges = left._replace(principal=0)
        within = divide(terms.charge_cap, charges, terms.allocation)
        over = charges.total - within.total
        left = within._replace(principal=left.principal)
    return Opening(left, waive.total, over)
