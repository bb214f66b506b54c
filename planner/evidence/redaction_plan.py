# SPDX-License-Identifier: Apache-2.0
"""The plan as one creditor may see it: its own instalments, and those of all others as one joint line by month."""

from collections.abc import Iterable
from dataclasses import replace

from planner.engine.plan import DebtPlan, Instalment, Level, Plan, ReadyOffer
from planner.evidence.redaction_creditor import OTHERS, OTHERS_FIRST, hider_for
from planner.evidence.redaction_texts import personal_hider
from planner.evidence.redaction_words import Hider
from planner.facts.case import Case, find
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.problems import Problem

NAMES = {OTHERS: N_("Other creditors"), OTHERS_FIRST: N_("Other creditors, paid first")}


def plan_for_creditor(plan: Plan, case: Case, debt_id: str) -> Plan:
    """Return the plan with every other debt merged; `case` is the whole case. All sums by month stay as they are.

    The joint line pays as much as the others together; its rows add up theirs month by month (share by balance, not
    by name). Remarks about other debts, or that name another creditor, are left out.
    """
    hider = hider_for(case, debt_id)
    own = [debt for debt in plan.debts if debt.debt_id == debt_id]
    debts = [replace(debt, assumed=_kept(debt.assumed, debt_id, hider)) for debt in own]
    joint: dict[str, str] = {debt_id: debt_id}
    for joint_id, first in ((OTHERS, False), (OTHERS_FIRST, True)):
        others = [debt for debt in plan.debts if debt.debt_id != debt_id and debt.priority == first]
        if others:
            debts.append(_merged(others, joint_id, plan, first))
            joint |= dict.fromkeys((debt.debt_id for debt in others), joint_id)
    refusal = plan.refusal
    return replace(
        plan,
        scenario="",
        debts=tuple(debts),
        problems=_kept(plan.problems, debt_id, hider),
        refusal=replace(refusal, ways=_kept(refusal.ways, debt_id, hider)) if refusal else None,
        relax=tuple(one for one in plan.relax if not _is_of_others(one.what, debt_id, case)),
        offers=tuple(_offer(one, joint) for one in plan.offers),
    )


def plan_without_personal_data(plan: Plan, case: Case) -> Plan:
    """Return the plan whose remarks tell no name, ID, card or telephone number; `case` is the whole case."""
    hider = personal_hider(case)
    refusal = plan.refusal
    return replace(
        plan,
        scenario="",
        debts=tuple(replace(debt, assumed=_said(debt.assumed, hider)) for debt in plan.debts),
        problems=_said(plan.problems, hider),
        refusal=replace(refusal, ways=_said(refusal.ways, hider)) if refusal else None,
    )


def _said(problems: Iterable[Problem], hider: Hider) -> tuple[Problem, ...]:
    return tuple(
        replace(
            one,
            values={key: hider(v) if isinstance(v, str) else v for key, v in one.values.items()},
        )
        for one in problems
    )


def _merged(debts: list[DebtPlan], joint_id: str, plan: Plan, first: bool) -> DebtPlan:
    rows = tuple(_rows(debts))
    offer = sum(debt.offer for debt in debts)
    dues = [debt.last_due for debt in debts if debt.last_due]
    return DebtPlan(
        debt_id=joint_id,
        creditor=_(NAMES[joint_id]),
        terms=None,
        offer=offer,
        steps=(Level(since=rows[0].month, amount=offer),) if rows else (),
        rows=rows,
        opening=sum(debt.opening for debt in debts),
        owed=tuple(
            sum(debt.owed[place] for debt in debts if place < len(debt.owed))
            for place in range(len(plan.months))
        ),
        total=sum(debt.total for debt in debts),
        waived=sum(debt.waived for debt in debts),
        last_due=max(dues, default=None),
        priority=first,
    )


def _rows(debts: list[DebtPlan]) -> Iterable[Instalment]:
    """One row a month in which any of the debts is paid, with what is owed to all of them after it."""
    months = sorted({row.month for debt in debts for row in debt.rows})
    for n, month in enumerate(months, 1):
        paid = [row for debt in debts for row in debt.rows if row.month == month]
        yield Instalment(
            n=n,
            month=month,
            due=max(row.due for row in paid),
            payment=sum(row.payment for row in paid),
            interest=sum(row.interest for row in paid),
            principal=sum(row.principal for row in paid),
            fee=sum(row.fee for row in paid),
            penalty=sum(row.penalty for row in paid),
            balance=sum(_after(debt, month) for debt in debts),
        )


def _after(debt: DebtPlan, month: Month) -> int:
    balances = [row.balance for row in debt.rows if row.month <= month]
    return balances[-1] if balances else debt.opening - debt.waived


def _offer(offer: ReadyOffer, joint: dict[str, str]) -> ReadyOffer:
    parts: dict[str, int] = {}
    for debt_id, amount in offer.parts:
        name = joint.get(debt_id, OTHERS)
        parts[name] = parts.get(name, 0) + amount
    return replace(offer, parts=tuple(parts.items()))


def _kept(problems: Iterable[Problem], debt_id: str, hider: Hider) -> tuple[Problem, ...]:
    return tuple(one for one in problems if not _tells_of_others(one, debt_id, hider))


def _tells_of_others(problem: Problem, debt_id: str, hider: Hider) -> bool:
    head, _slash, rest = problem.where.partition("/")
    if head == "assets" or (head == "debts" and rest and rest.split("/")[0] != debt_id):
        return True
    return any(hider.touches(str(value)) for value in problem.values.values()) or hider.touches(
        problem.words()
    )


def _is_of_others(what: str, debt_id: str, case: Case) -> bool:
    parts = what.split("/")
    return any(part != debt_id and find(case, "debts", part) is not None for part in parts)
