# SPDX-License-Identifier: Apache-2.0
"""The letter to one creditor that asks for instalments (协商还款申请书), section by section of the negotiation kit.

It names no other creditor. It asks; it never claims. A payment order is never answered with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.engine.plan import DebtPlan, MonthRow, Plan
from planner.facts.case import Case, Debt, find
from planner.facts.language import N_, _, language, ngettext
from planner.facts.money import Fen, capital_numerals, format_yuan
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.reports.hardship import hardship_lines
from planner.reports.masks import Identity, shown_id, shown_phone
from planner.reports.month_statement import budget_table
from planner.reports.printout import (
    Printout,
    bullets,
    foot,
    pairs,
    paragraph,
    printout,
    section,
    table_html,
    title,
)
from planner.reports.proof_index import proof_index
from planner.reports.table import Cell, Column, Table
from planner.reports.terms_words import asked

COURT = ("filed", "judgment", "enforceable", "enforcement", "preservation", "appeal")
TITLE = N_("Application for a repayment agreement")


@dataclass(frozen=True, slots=True)
class _Letter:
    """What the letter is written from."""

    case: Case
    plan: Plan
    book: RuleBook
    today: date
    debt: Debt
    offer: DebtPlan
    identity: Identity
    words: str


def application(
    case: Case,
    plan: Plan,
    book: RuleBook,
    today: date,
    debt_id: str,
    identity: Identity = "full",
    words: str = "",
) -> Printout:
    """Return the letter for one debt in the language now spoken; `words` are the person's own on why it is hard.

    Raises InputError where no letter should go out: no offer for the debt, or a payment order, which wants a written
    objection or payment instead.
    """
    debt, offer = find(case, "debts", debt_id), _offer(plan, debt_id)
    if debt is None or offer is None:
        raise InputError(
            f"debts/{debt_id}",
            N_("There is no offer for this debt in the plan."),
            {},
            N_("Choose another debt or plan."),
        )
    if debt.stage == "payment_order":
        raise InputError(
            f"debts/{debt_id}",
            N_("A payment order is not answered with this letter: it stays in force."),
            {},
            N_("Speak to 12348 or a lawyer now about a written objection or payment."),
        )
    letter = _Letter(case, plan, book, today, debt, offer, identity, words)
    parts = [title(_(TITLE)), *_to(letter), *_who(letter), *_debt(letter), *_reason(letter), *_month(letter)]
    parts += [*_proposal(letter), *_requests(letter), *_promises(), *_enclosed(letter), *_signature(letter)]
    return printout(_(TITLE), parts, foot(today))


def _offer(plan: Plan, debt_id: str) -> DebtPlan | None:
    if plan.refusal is not None:
        return None
    return next((one for one in plan.debts if one.debt_id == debt_id and one.rows), None)


def amount_words(fen: Fen) -> str:
    """An amount for a letter: in Chinese with capital numerals, `2,420.00 元（人民币贰仟肆佰贰拾元整）`."""
    plain = _("{amount} yuan").format(amount=format_yuan(fen))
    return f"{plain}（{capital_numerals(fen)}）" if language() == "zh" else plain


def _to(letter: _Letter) -> Iterator[str]:
    debt = letter.debt
    yield paragraph(_("To: {creditor}").format(creditor=debt.creditor), "big")
    if debt.number:
        yield paragraph(_("Contract or account number: {number}").format(number=debt.number))


def _who(letter: _Letter) -> Iterator[str]:
    yield section(_("The applicant"))
    person = letter.case.borrower
    told = (
        (_("Full name"), person.name if person else None),
        (_("ID number"), shown_id(person.id_number, letter.identity) if person else None),
        (_("Telephone"), shown_phone(person.phone, letter.identity) if person else None),
        (_("Place"), person.region if person else None),
    )
    yield pairs([(name, value or BLANK) for name, value in told], columns=2)


BLANK = "＿＿＿＿＿＿"


def _debt(letter: _Letter) -> Iterator[str]:
    debt = letter.debt
    yield section(_("The debt"))
    columns = (Column("part", N_("Part"), width=24), Column("amount", N_("Amount"), "money"))
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("Principal"), debt.principal),
        (_("Interest"), debt.interest),
        (_("Late charges"), debt.penalty),
        (_("Fees"), debt.fee),
    )
    yield table_html(Table(name="", title="", columns=columns, rows=rows, totals=(_("Total"), debt.owed)))
    yield paragraph(
        _("As of {day}, {amount} in all, as far as I can see.").format(
            day=debt.as_of.isoformat(), amount=amount_words(debt.owed)
        )
    )
    if debt.disputed or _differs(debt):
        yield paragraph(
            _("I ask for a statement of how interest and charges were calculated, so that I can check them.")
        )


def _differs(debt: Debt) -> bool:
    claim = debt.claim
    if claim is None:
        return False
    told = (
        (claim.principal, debt.principal),
        (claim.interest, debt.interest),
        (claim.penalty, debt.penalty),
        (claim.fee, debt.fee),
    )
    return any(theirs is not None and theirs != (ours or 0) for theirs, ours in told)


def _reason(letter: _Letter) -> Iterator[str]:
    lines = hardship_lines(letter.case, letter.book)
    if letter.words or lines:
        yield section(_("Why it is hard"))
        if letter.words:
            yield paragraph(letter.words)
        yield bullets(lines)


def _month(letter: _Letter) -> Iterator[str]:
    yield section(_("Income and living costs"))
    row: MonthRow | None = next(iter(letter.plan.months), None)
    if row is not None:
        yield table_html(budget_table(letter.case, row, letter.book))


def _proposal(letter: _Letter) -> Iterator[str]:
    offer = letter.offer
    yield section(_("What I propose"))
    yield bullets(list(proposal_lines(offer)))
    others = [debt for debt in letter.plan.debts if debt.debt_id != offer.debt_id and debt.rows]
    if others and letter.plan.strategy in ("pro_rata", "contractual"):
        yield paragraph(
            _(
                "What I can pay is shared between all creditors by one rule; nobody is put before another without a reason."
            )
        )
    if letter.debt.stage in COURT:
        yield paragraph(_("A case is open. Its dates stand, whatever becomes of this letter."))


def proposal_lines(offer: DebtPlan) -> Iterator[str]:
    """The offer in sentences: how many payments of how much, on which day, first and last, in all, and changes."""
    first, last = offer.rows[0], offer.rows[-1]
    payments = ngettext("{n} payment", "{n} payments", len(offer.rows)).format(n=len(offer.rows))
    yield _("{payments}, {amount} a month").format(payments=payments, amount=amount_words(first.payment))
    days = {row.due.day for row in offer.rows}
    if len(days) == 1:
        yield _("on day {n} of each month, first on {first}, last on {last}").format(
            n=days.pop(), first=first.due.isoformat(), last=last.due.isoformat()
        )
    else:
        yield _("first on {first}, last on {last}").format(
            first=first.due.isoformat(), last=last.due.isoformat()
        )
    if last.payment != first.payment and len(offer.rows) > 1:
        yield _("the last payment is {amount}").format(amount=amount_words(last.payment))
    yield _("{amount} in all").format(amount=amount_words(offer.total))
    if offer.waived:
        yield _("to be waived, of what is charged so far: {amount}").format(amount=amount_words(offer.waived))
    yield _("If my income recovers I will say so and offer more.")


def _requests(letter: _Letter) -> Iterator[str]:
    wishes = list(asked(letter.offer.terms)) if letter.offer.terms else []
    wishes += [
        _("Request: no further charges while the plan is kept"),
        _("Request: no collection through third parties while the plan is kept"),
        _("Request: an answer in writing, and a certificate of settlement at the end"),
    ]
    if letter.debt.stage in COURT:
        wishes.append(_("To be negotiated: rest the court case, or withdraw it once the plan is signed"))
    yield section(_("What I ask for"))
    yield bullets(wishes)


def _promises() -> Iterator[str]:
    yield section(_("What I promise"))
    yield bullets(
        [
            _("I stay reachable and answer."),
            _("I report a change of income, address or telephone."),
            _("I take up no new loans while the plan runs."),
        ]
    )


def _enclosed(letter: _Letter) -> Iterator[str]:
    table = proof_index(letter.case, letter.book, letter.debt.id)
    if table.rows:
        yield section(_("Enclosed"))
        yield table_html(table)


def _signature(letter: _Letter) -> Iterator[str]:
    yield paragraph(
        _("This proposal serves negotiation; it does not accept disputed interest or charges."), "small"
    )
    yield paragraph(
        _("Signature: {blank}    Date: {day}").format(blank=BLANK + BLANK, day=letter.today.isoformat()),
        "sign",
    )
