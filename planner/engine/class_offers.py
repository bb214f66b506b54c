# SPDX-License-Identifier: Apache-2.0
"""What people report a class of lender has agreed to, as terms one may ask for: examples, never a default."""

from fractions import Fraction

from planner.engine.standing import due_day_of
from planner.facts.case import Case, Debt
from planner.facts.money import Fen, round_fen
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import MenuExample
from planner.facts.terms import Shape, Terms, Waive


def usual_terms(case: Case, debt: Debt, example: MenuExample) -> Terms:
    """Return an example of the class rows as terms for a debt; the first due date is one the plan can keep.

    A settlement is one payment of that share of what is left after the waivers, on the first due date.
    """
    month = case.first_month.plus(example.defer_months or 0)
    first = month.day(due_day_of(debt))
    if first <= debt.as_of:
        first = month.plus(1).day(due_day_of(debt))
    waive = Waive(interest=example.waive_interest, penalty=example.waive_penalty, fee=example.waive_fee)
    known = debt.terms or Terms()
    rate = known.annual_rate if example.interest == "contract" else Terms().annual_rate
    if example.settle_share is not None:
        amount = round_fen(_after(debt, waive) * Fraction(example.settle_share))
        shape = Shape(kind="lump_sum", date=first, amount=amount)
        return Terms(shape=shape, annual_rate=Terms().annual_rate, waive=waive)
    return Terms(
        shape=Shape(kind="equal_instalment"),
        periods=example.periods,
        annual_rate=rate,
        day_count=known.day_count,
        first_due=first,
        waive=waive,
    )


def _after(debt: Debt, waive: Waive) -> Fen:
    """Return what is owed of a debt once the waivers are taken off (fen)."""
    parts = ((debt.interest, waive.interest), (debt.penalty, waive.penalty), (debt.fee, waive.fee))
    return debt.principal + sum(
        (owed or 0) - round_fen((owed or 0) * Fraction(share)) for owed, share in parts
    )


def usual_offers(case: Case, debt: Debt, book: RuleBook) -> tuple[tuple[MenuExample, Terms], ...]:
    """Return every example of the debt's class with its terms."""
    examples = book.lender_class(debt.lender_class).menu
    return tuple((example, usual_terms(case, debt, example)) for example in examples)
