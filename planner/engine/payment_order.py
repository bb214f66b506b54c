# SPDX-License-Identifier: Apache-2.0
"""What a payment meets by law: which of several debts of one creditor (Art. 560), which part inside one (Art. 561, cards)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from planner.facts.money import Fen, share_out
from planner.facts.rulebook import RuleBook

CARD_ORDER = "INT-14"
LEGAL_ORDER = (
    "fee",
    "penalty",
    "interest",
    "principal",
)  # PAY-02, the lender's costs and penalty with its charges
PRINCIPAL_FIRST = ("principal", "fee", "penalty", "interest")


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDebt:
    """One of several debts to one creditor, as Art. 560 looks at it: amount owed, due date, security, burden (its rate)."""

    id: str
    amount: Fen
    due: dt.date
    secured: Fen = 0
    rate: Decimal = Decimal(0)


def among_debts(
    payment: Fen, debts: Sequence[OneDebt], on: dt.date, designated: str | None = None
) -> dict[str, Fen]:
    """Divide a payment among debts to one creditor (PAY-01), in fen by id.

    First the debt the debtor named when paying; then what is due; then the least secured, the heavier burden, the
    earlier due; equal in all: in proportion. What is above all of them stays with the payer.
    """
    parts = {debt.id: 0 for debt in debts}
    left = payment
    for group in _in_order(debts, on, designated):
        whole = sum(debt.amount for debt in group)
        given = min(left, whole)
        if given:
            for debt, part in zip(
                group, share_out(given, [d.amount for d in group], [d.id for d in group]), strict=True
            ):
                parts[debt.id] += part
        left -= given
    return parts


def _in_order(debts: Sequence[OneDebt], on: dt.date, designated: str | None) -> Iterator[list[OneDebt]]:
    def rank(debt: OneDebt) -> tuple[bool, bool, Fen, Decimal, dt.date]:
        return (debt.id != designated, debt.due > on, debt.secured, -debt.rate, debt.due)

    for _, group in groupby(sorted(debts, key=rank), key=rank):
        yield list(group)


def card_order(days_overdue: int, book: RuleBook) -> tuple[str, ...]:
    """Return the order of the parts for a card payment by days overdue: up to 90 charges first, then principal (INT-14)."""
    return LEGAL_ORDER if days_overdue <= book.count(CARD_ORDER) else PRINCIPAL_FIRST
