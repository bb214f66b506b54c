# SPDX-License-Identifier: Apache-2.0
"""How one payment is divided inside a debt: fee, penalty, interest, principal, in the order agreed."""

from collections.abc import Sequence
from typing import NamedTuple

PARTS = ("fee", "penalty", "interest", "principal")


class Parts(NamedTuple):
    """The four parts of an amount owed or paid, in fen (or any other whole unit)."""

    fee: int = 0
    penalty: int = 0
    interest: int = 0
    principal: int = 0

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return self[0] + self[1] + self[2] + self[3]


def divide(payment: int, owed: Parts, order: Sequence[str] = PARTS, beyond: bool = False) -> Parts:
    """Divide a payment: each part in its turn takes up to what is owed of it.

    With `beyond` the principal also takes what is left when everything is covered; without it the rest stays
    with the payer (the parts then sum to less than the payment). Source of an order: the contract, else Civil Code
    Article 561 (costs, interest, principal).
    """
    paid = [0, 0, 0, 0]
    left = payment
    for name in order:
        i = PARTS.index(name)
        paid[i] = min(left, max(owed[i], 0))
        left -= paid[i]
    if beyond:
        paid[3] += left
    return Parts(*paid)
