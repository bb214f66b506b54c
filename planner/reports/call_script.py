# SPDX-License-Identifier: Apache-2.0
"""The call script: what to say to a creditor step by step, with the figures of the plan, and how to end a bad call."""

from collections.abc import Iterator
from datetime import date

from planner.engine.plan import DebtPlan, Plan
from planner.facts.case import Case, Debt, find
from planner.facts.language import N_, _, ngettext
from planner.facts.money import format_yuan
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.reports.hardship import hardship_lines
from planner.reports.letters import proposal_lines
from planner.reports.printout import Printout, bullets, foot, heading, paragraph, printout, title
from planner.reports.terms_words import asked

TITLE = N_("Call script")


def call_script(case: Case, plan: Plan, book: RuleBook, today: date, debt_id: str) -> Printout:
    """Return the script for one creditor in the language now spoken. Raises InputError where the debt is not known."""
    steps = call_steps(case, plan, book, debt_id)
    parts = [title(_(TITLE)), paragraph(find(case, "debts", debt_id).creditor, "under")]
    for n, (_id, words, lines) in enumerate(steps, 1):
        parts.append(heading(f"{n}. {words}"))
        parts.append(bullets(list(lines)))
    parts.append(heading(_("If they press")))
    parts.append(bullets([f"“{line.title}”" for line in book.clauses_of("exit")]))
    parts.append(heading(_("Never")))
    parts.append(bullets([line.title for line in book.clauses_of("avoid")]))
    return printout(_(TITLE), parts, foot(today))


def call_steps(
    case: Case, plan: Plan, book: RuleBook, debt_id: str
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the steps of a call: id, what it is about, the lines to say. Raises InputError where the debt is not known."""
    debt = find(case, "debts", debt_id)
    if debt is None:
        raise InputError(
            f"debts/{debt_id}", N_("This debt is not in the case."), {}, N_("Choose another debt.")
        )
    offer = next((one for one in plan.debts if one.debt_id == debt_id and one.rows), None)
    filled = {
        "S0": _caller(debt),
        "S2": _willing(case, book),
        "S3": _offer(plan, offer),
        "S4": _otherwise(plan, offer),
        "S5": [*proposal_lines(offer), *asked(offer.terms)] if offer and offer.terms else [],
    }
    return tuple((step.id, step.title, tuple(filled.get(step.id, ()))) for step in book.clauses_of("call"))


def _caller(debt: Debt) -> list[str]:
    return (
        [_("Contract or account number, to compare: ends in {tail}").format(tail=debt.number[-4:])]
        if debt.number
        else []
    )


def _willing(case: Case, book: RuleBook) -> Iterator[str]:
    yield _("“I want to repay this debt, and I can pay a part each month.”")
    yield from hardship_lines(case, book)[:2]


def _offer(plan: Plan, offer: DebtPlan | None) -> Iterator[str]:
    if plan.months:
        row = plan.months[0]
        yield _(
            "“After rent, food and what must be paid first, {left} yuan a month are left for all creditors.”"
        ).format(left=format_yuan(max(row.surplus - row.set_aside, 0)))
    if offer is None:
        yield _("There is no offer for this debt in the plan: ask for time, promise nothing.")
        return
    first = offer.rows[0]
    payments = ngettext("{n} payment", "{n} payments", len(offer.rows)).format(n=len(offer.rows))
    yield _("“I offer you {amount} yuan a month, {payments}, first on {day}.”").format(
        amount=format_yuan(first.payment), payments=payments, day=first.due.isoformat()
    )


def _otherwise(plan: Plan, offer: DebtPlan | None) -> Iterator[str]:
    if offer is None:
        return
    for ready in plan.offers:
        part = next((amount for debt_id, amount in ready.parts if debt_id == offer.debt_id), None)
        if part is not None:
            yield _("ready offer: {amount} yuan a month").format(amount=format_yuan(part))
    yield _("not above {amount} yuan a month: more would not hold").format(amount=format_yuan(offer.offer))
