# SPDX-License-Identifier: Apache-2.0
"""Sixty months of an agreement as people live them: paid in time, late, in part, early, doubled, not at all."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from planner.engine.agreement import keeping
from planner.facts.case import Agreement, Case, Debt, new_case
from planner.facts.dates import Month
from planner.facts.terms import PaidOn, Shape, Terms

PRINCIPAL, PERIODS = 6_000_000, 60
START = date(2026, 12, 1)
WAYS = ("on", "on", "on", "late", "part", "early", "double", "miss")


def agreed_case(rate: str = "0", kind: str = "equal_instalment", penalty: str = "0", stage: str = "") -> Case:
    """A case with one agreement of sixty instalments, due on the last day of each month (29 February among them)."""
    terms = Terms(
        principal=PRINCIPAL,
        start=START,
        annual_rate=Decimal(rate),
        first_due=date(2026, 12, 31),
        due_day=31,
        periods=PERIODS,
        shape=Shape(kind=kind),  # type: ignore[arg-type]
        penalty_rate=Decimal(penalty),
    )
    debt = Debt(
        id="d1",
        creditor="某银行信用卡中心",
        lender_class="card",
        principal=PRINCIPAL,
        as_of=START,
        stage=stage or None,
    )
    agreement = Agreement(id="g1", debt="d1", date=START, terms=terms)
    return replace(new_case(Month.of(START)), debts=(debt,), agreements=(agreement,))


def with_payments(case: Case, made: list[PaidOn], until: date) -> Case:
    """The case with the payments made up to a day."""
    known = tuple(paid for paid in made if paid.date <= until)
    return replace(case, debts=(replace(case.debts[0], payments=known),))


def lived(case: Case, seed: int) -> tuple[list[date], list[PaidOn]]:
    """The due dates of the agreement and the payments of one life, told by a seed."""
    chance = random.Random(seed)
    table = keeping(case, case.debts[0], case.agreements[0], START).agreed.rows
    made: list[PaidOn] = []
    for row in table:
        way = chance.choice(WAYS)
        day, amount = row.due, row.payment
        if way == "late":
            day += timedelta(days=chance.randint(1, 45))
        elif way == "early":
            day = max(day - timedelta(days=chance.randint(1, 25)), START)
        elif way == "part":
            amount = chance.randint(1, amount - 1)
        if way != "miss":
            made += [PaidOn(date=day, amount=amount)] * (2 if way == "double" else 1)
    return [row.due for row in table], sorted(made, key=lambda paid: paid.date)
