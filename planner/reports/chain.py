# SPDX-License-Identifier: Apache-2.0
"""Whether a debt's instalments can be told by a spreadsheet: the chain of interest, payment and balance, replayed.

A spreadsheet can follow level amounts, one order of division and simple interest. Where the replay meets every row of
the engine to the fen, the sheet is live: change the amount and the schedule follows. Else the rows stand as figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.engine.plan import DebtPlan
from planner.facts.case import Debt
from planner.facts.money import Fen, round_fen
from planner.facts.terms import Part, Terms

PARTS: tuple[Part, ...] = ("fee", "penalty", "interest", "principal")


@dataclass(frozen=True, slots=True)
class Chain:
    """A debt's rows as a chain. `arises` is the charge that arises with each row; `method` names the formula for it.

    `method` is "none" (no interest), "days" (actual days over 365), "months" (a twelfth of the year), or None: figures.
    """

    opening: dict[Part, Fen]
    rate: Decimal
    start: date | None
    order: tuple[Part, ...]
    arises: tuple[Fen, ...]
    method: str | None

    @property
    def is_live(self) -> bool:
        """Whether formulas tell every row."""
        return self.method is not None


def chain_of(debt: DebtPlan, fact: Debt | None) -> Chain:
    """Return the debt's chain, live where some replay meets every row."""
    terms = debt.terms or (fact.terms if fact else None) or Terms()
    opening = opening_parts(debt, fact)
    for rate, method in ((Decimal(0), "none"), (terms.annual_rate, "days"), (terms.annual_rate, "months")):
        chain = Chain(opening, rate, terms.start, terms.allocation, (), method)
        if (arises := _replay(debt, chain)) is not None:
            return Chain(opening, rate, terms.start, terms.allocation, arises, method)
    return Chain(opening, terms.annual_rate, terms.start, terms.allocation, _told(debt), None)


def opening_parts(debt: DebtPlan, fact: Debt | None) -> dict[Part, Fen]:
    """What is owed when the plan starts, by part: after waivers where terms say so; the sum is the plan's own."""
    if debt.terms is not None and debt.terms.principal is not None:
        found = _parts_of_terms(debt.terms)
    elif fact is not None:
        found = {
            "principal": fact.principal,
            "interest": fact.interest or 0,
            "penalty": fact.penalty or 0,
            "fee": fact.fee or 0,
        }
    else:
        found = {"principal": debt.opening, "interest": 0, "penalty": 0, "fee": 0}
    for total in (debt.opening, debt.opening - debt.waived):
        if sum(found.values()) == total:
            return found
    return {"principal": debt.opening - debt.waived, "interest": 0, "penalty": 0, "fee": 0}


def _parts_of_terms(terms: Terms) -> dict[Part, Fen]:
    waive, arrears = terms.waive, terms.arrears
    assert terms.principal is not None
    return {
        "principal": terms.principal - round_fen(terms.principal * waive.principal) + terms.fees.added,
        "interest": arrears.interest - round_fen(arrears.interest * waive.interest),
        "penalty": arrears.penalty - round_fen(arrears.penalty * waive.penalty),
        "fee": arrears.fee - round_fen(arrears.fee * waive.fee),
    }


def _told(debt: DebtPlan) -> tuple[Fen, ...]:
    """What the engine's balances say arose with each row."""
    before = debt.opening - debt.waived
    arises = []
    for row in debt.rows:
        arises.append(row.balance - before + row.payment)
        before = row.balance
    return tuple(arises)


def _replay(debt: DebtPlan, chain: Chain) -> tuple[Fen, ...] | None:
    interest = _INTEREST[chain.method or "none"]
    left, arises, before = dict(chain.opening), [], chain.start
    if sum(left.values()) < 0 or (chain.method == "days" and before is None):
        return None
    for place, row in enumerate(debt.rows):
        charge = interest(left["principal"], chain.rate, before, row.due)
        left["interest"] += charge
        arises.append(charge)
        owed = sum(left.values())
        is_last = place == len(debt.rows) - 1
        rest = paid = owed if is_last else min(level(debt, place), owed)
        for part in chain.order:
            met = min(rest, left[part])
            left[part] -= met
            rest -= met
            if met != getattr(row, part):
                return None
        if rest or paid != row.payment or row.balance != owed - paid:
            return None
        before = row.due
    return tuple(arises)


def level(debt: DebtPlan, place: int) -> Fen:
    """The level amount that holds in the month of a row."""
    month = debt.rows[place].month
    amount = debt.offer
    for step in debt.steps:
        if step.since <= month:
            amount = step.amount
    return amount


def _days(principal: Fen, rate: Decimal, before: date | None, due: date) -> Fen:
    assert before is not None
    return round_fen(Fraction(rate) * principal * (due - before).days / 365)


def _months(principal: Fen, rate: Decimal, _before: date | None, _due: date) -> Fen:
    return round_fen(Fraction(rate) * principal / 12)


def _none(_principal: Fen, _rate: Decimal, _before: date | None, _due: date) -> Fen:
    return 0


_INTEREST: dict[str, Callable[[Fen, Decimal, date | None, date], Fen]] = {
    "none": _none,
    "days": _days,
    "months": _months,
}
