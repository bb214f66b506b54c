# SPDX-License-Identifier: Apache-2.0
"""What may be asked of a claim, under which rule row, by lender class and date: amounts to ask about, never verdicts."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.account import owed_on
from planner.engine.allocation import Parts
from planner.engine.payment_order import card_order
from planner.engine.recompute import (
    Loan,
    Way,
    account_terms,
    first_missed,
    loans_of,
    owed_of,
    payments_of,
    recompute,
)
from planner.engine.reductions import (
    Ceiling,
    card_late_fee,
    ceiling_constant,
    ceiling_declining,
    penalty_above_loss,
)
from planner.facts.case import Debt
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen, format_rate, format_yuan, round_fen
from planner.facts.problems import INFO, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import PaidOn

REQUEST, PRIVATE, DEDUCTED, PENALTY = "INT-03", "INT-01", "INT-15", "PEN-02"
CARD_ORDER, LATE_FEE = "INT-14", "INT-12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An amount (fen) that may be asked about or asked to be reduced, the rule row it rests on, and how sure that is."""

    rule_id: str
    amount: Fen
    confidence: str
    said: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claim as the asks look at it: its day, and its parts; a part not stated is None."""

    date: dt.date
    principal: Fen | None = None
    interest: Fen | None = None
    penalty: Fen | None = None
    fee: Fen | None = None

    @property
    def total(self) -> Fen:
        """All stated parts together."""
        return sum(part or 0 for part in (self.principal, self.interest, self.penalty, self.fee))


def asks_of(debt: Debt, claimed: Claimed, book: RuleBook) -> tuple[Ask, ...]:
    """Return what may be asked of a claim, each under its rule row; amounts overlap and are never added up."""
    found = (
        *_ceilings(debt, claimed, book),
        *_deducted(debt, claimed, book),
        *_penalty(debt, claimed, book),
        *_card_order(debt, claimed, book),
        *_late_fee(debt, claimed, book),
    )
    return tuple(ask for ask in found if ask.amount > 0)


def _ask(
    debt: Debt, rule_id: str, amount: Fen, book: RuleBook, text: str, sure: str | None = None, **values: str
) -> Ask:
    said = Problem(INFO, f"debts/{debt.id}/claim", text, {"amount": format_yuan(amount), **values}, rule_id)
    return Ask(rule_id=rule_id, amount=amount, confidence=sure or book.rule(rule_id).confidence, said=said)


# ---------------------------------------------------------------- 24 % and four times LPR


def _ceilings(debt: Debt, claimed: Claimed, book: RuleBook) -> Iterator[Ask]:
    lender = book.lender_class(debt.lender_class)
    unsure = "K?" if lender.lpr_test == "unclear" else None
    if lender.test_24 != "no" and book.is_in_force(REQUEST, claimed.date):
        rate = book.rate(REQUEST)
        ceiling = ceiling_of(debt, claimed, rate)
        if ceiling is not None:
            yield _ask(
                debt, REQUEST, ceiling.above(claimed.total), book, _REQUEST, unsure, rate=format_rate(rate)
            )
    if lender.lpr_test in ("yes", "unclear"):
        four = four_times_lpr(debt, book)
        ceiling = None if four is None else ceiling_of(debt, claimed, four)
        if four is not None and ceiling is not None:
            text = _PRIVATE if lender.lpr_test == "yes" else _UNCLEAR
            yield _ask(
                debt, PRIVATE, ceiling.above(claimed.total), book, text, unsure, rate=format_rate(four)
            )


def four_times_lpr(debt: Debt, book: RuleBook) -> Decimal | None:
    """Return four times the LPR of the contract date, or None: no date, no LPR yet, or a loan of the time of two rules."""
    day = debt.contract_date or (debt.terms.start if debt.terms else None)
    if day is None or day < book.day(f"{PRIVATE}/first_introduced"):
        return None
    return book.rate(PRIVATE) * book.lpr(day)


def ceiling_of(debt: Debt, claimed: Claimed, rate: Decimal) -> Ceiling | None:
    """Return what would be owed on the claim's day at a yearly rate for all charges, or None where the history is not known.

    With the money received and the payments: the declining balance. Where payments are plainly missing (none entered,
    yet less principal is claimed than was lent) and all was called in: the claimed principal, constant since that day.
    """
    received = money_received(debt)
    payments = payments_of(debt)
    lent = sum(each.amount for each in received)
    incomplete = not payments and claimed.principal is not None and claimed.principal < lent
    if received and not incomplete:
        return ceiling_declining(received, payments, claimed.date, rate)
    since = debt.accelerated_on or (debt.contract_date if not received else None)
    if since is None or claimed.principal is None or since >= claimed.date or payments:
        return None
    return ceiling_constant(claimed.principal, since, claimed.date, rate)


def money_received(debt: Debt) -> tuple[PaidOn, ...]:
    """Return the days and amounts on which the borrower got money: drawdowns, else the contract's start, and advances."""
    loans = loans_of(debt)
    got = [PaidOn(date=loan.start, amount=loan.received) for loan in loans]
    got += [advance for loan in loans for advance in loan.terms.advances]
    return tuple(sorted(got, key=lambda each: each.date))


# ---------------------------------------------------------------- deduction, penalty


def _deducted(debt: Debt, claimed: Claimed, book: RuleBook) -> Iterator[Ask]:
    kept = sum(loan.principal - loan.received for loan in loans_of(debt))
    if not kept or not book.is_in_force(DEDUCTED, claimed.date):
        return
    agreed, real = recompute(debt, claimed.date), recompute(debt, claimed.date, Way(from_received=True))
    if agreed is not None and real is not None:
        yield _ask(debt, DEDUCTED, agreed.total - real.total, book, _DEDUCTED, None, kept=format_yuan(kept))


def _penalty(debt: Debt, claimed: Claimed, book: RuleBook) -> Iterator[Ask]:
    if not claimed.penalty or not book.is_in_force(PENALTY, claimed.date):
        return
    loss = interest_loss(debt, claimed.date)
    if loss:
        above = penalty_above_loss(claimed.penalty, loss, book)
        share = format_rate(book.rate(PENALTY))
        yield _ask(debt, PENALTY, above, book, _PENALTY, None, loss=format_yuan(loss), share=share)


def interest_loss(debt: Debt, until: dt.date) -> Fen | None:
    """Return the lender's loss as far as it can be counted: contract interest on past-due principal for the overdue days."""
    loans = loans_of(debt)
    if not loans:
        return None
    like_penalty = [
        replace(loan, terms=replace(loan.terms, penalty_rate=loan.terms.annual_rate)) for loan in loans
    ]
    if len(loans) > 1 or like_penalty[0].start >= until:
        return None
    return owed_of(like_penalty[0], payments_of(debt), until, debt.accelerated_on).penalty


# ---------------------------------------------------------------- cards


def _card_order(debt: Debt, claimed: Claimed, book: RuleBook) -> Iterator[Ask]:
    """Ask about payments made when the card was more than 90 days overdue and charges were met before principal."""
    loans = loans_of(debt)
    if debt.lender_class != "card" or len(loans) != 1 or loans[0].start >= claimed.date:
        return
    agreed = owed_of(loans[0], payments_of(debt), claimed.date, debt.accelerated_on)
    turned = owed_in_card_order(loans[0], payments_of(debt), claimed.date, debt.accelerated_on, book)
    if turned is not None:
        yield _ask(debt, CARD_ORDER, agreed.total - turned.total, book, _CARD_ORDER, None)


def owed_in_card_order(
    loan: Loan, payments: tuple[PaidOn, ...], until: dt.date, accelerated_on: dt.date | None, book: RuleBook
) -> Parts | None:
    """Return what a card owes when payments made over 90 days overdue met principal first (INT-14); None without any."""
    for i, payment in enumerate(payments):
        if payment.date > until:
            break
        missed = first_missed(loan, payments[:i], payment.date)
        if missed is None:
            continue
        order = card_order((payment.date - missed).days, book)
        if order[0] == "principal":
            day = payment.date - dt.timedelta(days=1)
            before = owed_of(loan, payments[:i], day, accelerated_on)
            terms = replace(account_terms(loan.terms), allocation=order)
            return owed_on(before, day, until, payments[i:], terms)
    return None


def _late_fee(debt: Debt, claimed: Claimed, book: RuleBook) -> Iterator[Ask]:
    """Ask about a card's late fees above the usual share of the unpaid minimum payments, month by month."""
    stated = (claimed.penalty or 0) + (claimed.fee or 0)
    if debt.lender_class != "card" or not stated or debt.minimum is None:
        return
    usual = usual_late_fees(debt, claimed.date, book)
    if usual is not None:
        yield _ask(debt, LATE_FEE, stated - usual, book, _LATE_FEE, None, usual=format_yuan(usual))


def usual_late_fees(debt: Debt, until: dt.date, book: RuleBook) -> Fen | None:
    """Return the usual late fees of a card since its first missed bill: a share of each unpaid minimum (INT-12)."""
    loans, payments = loans_of(debt), payments_of(debt)
    if len(loans) != 1 or loans[0].terms.shape is None or loans[0].start >= until or debt.minimum is None:
        return None
    missed = first_missed(loans[0], payments, until)
    if missed is None:
        return 0
    principal = owed_of(loans[0], payments, until, debt.accelerated_on).principal
    least = debt.minimum.amount or max(
        round_fen(principal * (debt.minimum.percent or Decimal(0))), debt.minimum.floor or 0
    )
    fees, month, due = 0, Month.of(missed), missed
    while due < until:
        before = month.plus(-1).day(missed.day)
        paid = sum(payment.amount for payment in payments if before < payment.date <= due)
        fees += card_late_fee(least, paid, book)
        month = month.plus(1)
        due = month.day(missed.day)
    return fees


_REQUEST = N_(
    "At {rate} a year for all charges together, {amount} less would be owed. You may ask in mediation that this part be"
    " reduced; it depends on the lender, the contract date and local practice."
)
_PRIVATE = N_(
    "Four times LPR of the contract date is {rate} a year; {amount} of the claim lies above it. You may ask that it be left out."
)
_UNCLEAR = N_(
    "Beside four times LPR ({rate} a year) {amount} lies above; practice for such lenders differs by place. Have it checked."
)
_DEDUCTED = N_(
    "{kept} was kept back when the money was paid out. From the amount really received, {amount} less is owed; ask for it."
)
_PENALTY = N_(
    "The penalty lies {amount} above {share} of the interest lost on what was overdue ({loss}). You may ask for a reduction."
)
_CARD_ORDER = N_(
    "Payments made when the card was more than 90 days overdue usually meet principal first; {amount} less would be owed."
    " Check the card's terms and ask."
)
_LATE_FEE = N_(
    "Usual late fees for the unpaid minimum payments come to {usual}; {amount} more is claimed. Ask how it was worked out."
)
