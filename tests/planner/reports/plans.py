# SPDX-License-Identifier: Apache-2.0
"""Plans made by hand for tests of reports: equal instalments without interest, month by month."""

import json
from datetime import date

from planner.engine.budget import affordable, living_months
from planner.engine.plan import DebtPlan, Gap, Instalment, Level, MonthRow, Plan
from planner.facts.case import Case, Debt, case_from_json
from planner.facts.dates import Month
from planner.facts.money import Fen
from planner.facts.places import resources
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook, load
from planner.facts.terms import Arrears, Shape, Terms, Waive

TODAY = date(2026, 11, 22)


def rules() -> RuleBook:
    """Return the rule book of the program."""
    return load(resources() / "rules")


def sample() -> Case:
    """Return the sample case."""
    text = (resources() / "sample" / "case.json").read_text(encoding="utf-8")
    return case_from_json(json.loads(text))


def an_offer(debt: Debt, first: Month, periods: int, day: int = 15) -> DebtPlan:
    """Return equal instalments of principal and interest owed, late charges waived, no interest from then on."""
    parts = {"interest": debt.interest or 0, "principal": debt.principal}
    terms = Terms(
        principal=debt.principal,
        start=first.plus(-1).last,
        shape=Shape(kind="equal_instalment"),
        periods=periods,
        due_day=day,
        arrears=Arrears(interest=debt.interest or 0, penalty=debt.penalty or 0, fee=debt.fee or 0),
        waive=Waive(penalty=1, fee=1),  # type: ignore[arg-type]
    )
    left: Fen = sum(parts.values())
    amount, rows, owed = -(-left // periods), [], []
    for n in range(1, periods + 1):
        pay = min(amount, left)
        to_interest = min(pay, parts["interest"])
        parts["interest"] -= to_interest
        left -= pay
        month = first.plus(n - 1)
        rows.append(
            Instalment(
                n=n,
                month=month,
                due=month.day(day),
                payment=pay,
                interest=to_interest,
                principal=pay - to_interest,
                fee=0,
                penalty=0,
                balance=left,
            )
        )
        owed.append(left)
    return DebtPlan(
        debt_id=debt.id,
        creditor=debt.creditor,
        terms=terms,
        offer=amount,
        steps=(Level(since=first, amount=amount),),
        rows=tuple(rows),
        opening=debt.owed,
        owed=tuple(owed),
        total=sum(row.payment for row in rows),
        waived=(debt.penalty or 0) + (debt.fee or 0),
        last_due=rows[-1].due if rows else None,
        assumed=(
            Problem(
                "info",
                f"debts/{debt.id}/terms",
                "It is not said in which months “{name}” comes; the plan spreads it evenly.",
                {"name": debt.creditor},
                "R1",
            ),
        ),
    )


def a_plan(case: Case, book: RuleBook, periods: int = 36, today: date = TODAY) -> Plan:
    """Return a plan that offers every creditor equal instalments."""
    debts = tuple(an_offer(debt, case.first_month, periods) for debt in case.debts)
    living = living_months(case, book, max(periods, 12), today)
    free, months = 0, []
    for row in living:
        paid = sum(r.payment for debt in debts for r in debt.rows if r.month == row.month)
        free += row.surplus - row.set_aside + row.assets - paid
        months.append(
            MonthRow(
                month=row.month,
                income=row.income,
                priority=row.priority,
                living=row.living,
                set_aside=row.set_aside,
                assets=row.assets,
                paid=paid,
                free=free,
                reserve=row.reserve,
            )
        )
    return Plan(
        scenario="s2",
        strategy="pro_rata",
        affordable=affordable(living[:12]),
        budget=affordable(living[:12]),
        feasible=all(m.free >= 0 for m in months),
        refusal=None,
        months=tuple(months),
        debts=debts,
        total=sum(debt.total for debt in debts),
        end=max((debt.rows[-1].month for debt in debts if debt.rows), default=None),
        peak=max((m.paid for m in months), default=0),
        gap=Gap(proved=False, money=None, months=None),
        relax=(),
        problems=(Problem("warn", "incomes/i2", "“{name}” is thin in February.", {"name": "骑手兼职"}),),
    )
