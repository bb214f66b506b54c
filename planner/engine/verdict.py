# SPDX-License-Identifier: Apache-2.0
"""Is the plan feasible, and what should be known about it: every purse, minimum, deadline and term cap, by name."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from planner.engine.budget import budget_problems, first_pay_day
from planner.engine.plan import HORIZON, DebtPlan, MonthRow
from planner.engine.running import Course
from planner.engine.standing import Standing
from planner.facts.case import Case
from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import INFO, STOP, WARN, Problem
from planner.facts.rulebook import RuleBook


class FixedAsks(Protocol):
    """What debts with fixed terms take in each plan month."""

    @property
    def instalments(self) -> tuple[Fen, ...]: ...


def plan_problems(
    case: Case,
    stands: Sequence[Standing],
    months: Sequence[MonthRow],
    debts: Sequence[DebtPlan],
    course: Course,
    asked: FixedAsks,
    budget: Fen,
    affordable: Fen,
    book: RuleBook,
) -> tuple[Problem, ...]:
    """Return everything that stops the plan (stop), should be known (warn) or was assumed (info): model section 4."""
    return (
        *_ends(case, stands, course, asked, budget),
        *_purse(months, debts),
        *(said for stand, debt in zip(stands, debts, strict=True) for said in _terms(stand, debt, book)),
        *_pay_days(case, months, debts),
        *_budget(budget, affordable),
        *(said for stand in stands for said in stand.problems),
        *budget_problems(case),
        *_priority(stands, debts, len(months)),
    )


def _ends(
    case: Case, stands: Sequence[Standing], course: Course, asked: FixedAsks, budget: Fen
) -> Iterator[Problem]:
    """Say why the month loop did not clear every running debt: minimums above the budget, or no end."""
    names = {stand.debt.id: stand.debt.creditor for stand in stands}
    short = course.shortage
    if short is not None:
        month = case.first_month.plus(short.month)
        fixed = [
            s.debt.creditor
            for s in stands
            if s.kind == "fixed" and not s.debt.priority and _asks_in(s, case, short.month)
        ]
        who = [f"{names[debt_id]} {format_yuan(amount)}" for debt_id, amount in short.asked]
        yield Problem(
            STOP,
            "budget",
            N_(
                "In {month} more is asked than the budget of {budget}: {missing} is missing. Asked for: {creditors}."
            ),
            {
                "month": str(month),
                "budget": format_yuan(budget),
                "missing": format_yuan(short.missing),
                "creditors": (*fixed, *who),
            },
        )
        return
    if not course.open_debts:
        return
    interest = sum(stand.month_charge for stand in stands if stand.debt.id in course.open_debts)
    text = _NEVER
    if not interest or budget > interest:
        text = _TOO_LONG if budget > 0 else _NOTHING_LEFT
    yield Problem(
        STOP,
        "budget",
        text,
        {
            "budget": format_yuan(budget),
            "creditors": tuple(names[debt_id] for debt_id in course.open_debts),
            "interest": format_yuan(interest),
            "years": HORIZON // 12,
        },
    )


_NEVER = N_(
    "A budget of {budget} a month never clears {creditors}: one month's interest and fees alone are {interest}."
)
_TOO_LONG = N_("With a budget of {budget} a month it takes longer than {years} years to clear {creditors}.")
_NOTHING_LEFT = N_("A budget of {budget} a month leaves nothing for {creditors}.")


def _asks_in(stand: Standing, case: Case, month: int) -> bool:
    wanted = case.first_month.plus(month)
    rows = stand.schedule.rows if stand.schedule else ()
    return any(row.payment and (row.due.year, row.due.month) == (wanted.year, wanted.month) for row in rows)


def _purse(months: Sequence[MonthRow], debts: Sequence[DebtPlan]) -> Iterator[Problem]:
    """Say in which month the free money first does not cover what is due, and by how much."""
    last = max((row.due for debt in debts if not debt.priority for row in debt.rows), default=None)
    for row in months:
        if last is None or row.month.first > last:
            return
        if row.free < 0:
            lowest = min(months, key=lambda each: each.free)
            yield Problem(
                STOP,
                "months",
                N_(
                    "In {month} the free money does not cover what is due: {missing} is missing, at worst {worst} in {when}."
                ),
                {
                    "month": str(row.month),
                    "missing": format_yuan(-row.free),
                    "worst": format_yuan(-lowest.free),
                    "when": str(lowest.month),
                },
            )
            return


def _terms(stand: Standing, debt: DebtPlan, book: RuleBook) -> Iterator[Problem]:
    """Check one debt's instalments: the class's firm term cap, its deadline."""
    where, who = f"debts/{debt.debt_id}", {"creditor": debt.creditor}
    rows = [row for row in debt.rows if row.n and row.payment]
    cap = book.term_cap(stand.debt.lender_class)
    if cap is not None and len(rows) > cap and not debt.priority:
        yield Problem(
            STOP,
            f"{where}/terms/periods",
            N_("{creditor}: {n} instalments are more than the {cap} this kind of lender can agree to."),
            {**who, "n": len(rows), "cap": cap},
            book.lender_class(stand.debt.lender_class).term_cap,
        )
    deadline = stand.debt.deadline
    if deadline is not None and debt.rows and debt.rows[0].due > deadline:
        yield Problem(
            STOP,
            f"{where}/deadline",
            N_("{creditor}: the first payment, {due}, comes after the deadline of {deadline}."),
            {**who, "due": debt.rows[0].due.isoformat(), "deadline": deadline.isoformat()},
        )


def _pay_days(case: Case, months: Sequence[MonthRow], debts: Sequence[DebtPlan]) -> Iterator[Problem]:
    """Say once for each debt where an instalment falls due before the month's first pay day."""
    first = {row.month: first_pay_day(case, row.month) for row in months}
    known = {month.number: day for month, day in first.items() if day is not None}
    for debt in debts if known else ():
        early = next(
            (r for r in debt.rows if r.n and r.payment and r.due < known.get(r.month.number, r.due)), None
        )
        if early is not None:
            yield Problem(
                WARN,
                f"debts/{debt.debt_id}/due_day",
                N_(
                    "{creditor} is due on day {due}, before the first pay day, {pay_day}. Ask for a day after pay day, or keep one instalment aside."
                ),
                {"creditor": debt.creditor, "due": early.due.day, "pay_day": known[early.month.number].day},
            )


def _budget(budget: Fen, affordable: Fen) -> Iterator[Problem]:
    if budget > affordable:
        yield Problem(
            WARN,
            "budget",
            N_(
                "The budget of {budget} a month is more than the {affordable} that the coming twelve months carry."
            ),
            {"budget": format_yuan(budget), "affordable": format_yuan(affordable)},
        )


def _priority(stands: Sequence[Standing], debts: Sequence[DebtPlan], months: int) -> Iterator[Problem]:
    for stand, debt in zip(stands, debts, strict=True):
        if not stand.debt.priority or stand.kind == "left_out":
            continue
        known = stand.kind == "fixed" or stand.debt.contract_payment or stand.debt.minimum
        if not known:
            yield Problem(
                INFO,
                f"debts/{debt.debt_id}/contract_payment",
                N_("The monthly payment to {creditor}, paid first, is not known; the plan counts {amount}."),
                {"creditor": debt.creditor, "amount": format_yuan(debt.offer)},
            )
