# SPDX-License-Identifier: Apache-2.0
"""How fast schedules, plans and futures are, beside plain loops and bare drawing of random numbers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from planner.engine.schedule import schedule
from planner.engine.simulate import simulate
from planner.engine.stress import stress
from planner.facts.case import Case, Debt, Expense, Income, Scenario, new_case
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import Shape, Terms
from planner.sample import complete

Row = tuple[str, str, Callable[[], object], Callable[[], object]]
TODAY = date(2026, 11, 22)
PATHS = 100_000


def naive_schedule(
    principal: int = 10_000_000, rate: float = 0.12, periods: int = 60
) -> list[tuple[float, float, float]]:
    """A level payment in floats, rounded to cents as most calculators do."""
    month = rate / 12
    level = round(principal * month / (1 - (1 + month) ** -periods), 2)
    rows, balance = [], float(principal)
    for _ in range(periods):
        interest = round(balance * month, 2)
        paid = min(level, balance + interest)
        balance = round(balance + interest - paid, 2)
        rows.append((interest, paid - interest, balance))
    return rows


def twenty_debts() -> Case:
    """Twenty debts of rising size and rate under one budget."""
    debts = tuple(
        Debt(
            id=f"d{i}",
            creditor=f"c{i}",
            lender_class="bank",
            principal=(i + 1) * 100_000,
            as_of=date(2026, 11, 1),
            terms=Terms(annual_rate=Decimal(4 + i) / 100),
        )
        for i in range(20)
    )
    income = Income(id="i", name="pay", amount=1_500_000, every="month")
    cost = Expense(id="e", name="living", amount=700_000, every="month")
    return replace(new_case(Month.parse("2026-12")), debts=debts, incomes=(income,), expenses=(cost,))


def naive_plan() -> float:
    """The same twenty debts with dicts and floats, sorted anew each month, dearest first."""
    debts = [{"balance": (i + 1) * 1000.0, "rate": (4 + i) / 1200} for i in range(20)]
    paid = 0.0
    while any(debt["balance"] > 0 for debt in debts):
        for debt in debts:
            debt["balance"] = round(debt["balance"] * (1 + debt["rate"]), 2)
        left = 7800.0
        for debt in sorted(debts, key=lambda one: -one["rate"]):
            part = min(left, debt["balance"])
            debt["balance"] = round(debt["balance"] - part, 2)
            left -= part
            paid += part
    return paid


def benches() -> Iterator[Row]:
    """Yield what this room measures."""
    book = load(resources() / "rules")
    terms = Terms(
        principal=10_000_000,
        start=TODAY,
        annual_rate=Decimal("0.12"),
        day_count="PERIODIC",
        periods=60,
        shape=Shape(kind="equal_instalment"),
    )
    assert schedule(terms).totals.principal == terms.principal
    yield (
        "schedule",
        "one exact 60-month schedule; floor: floats in a loop",
        lambda: schedule(terms),
        naive_schedule,
    )
    case, plain = twenty_debts(), Scenario(id="", name="", strategy="dearest_first")
    assert simulate(case, plain, book, TODAY).feasible
    yield (
        "plan",
        "a joint plan of 20 debts, whole fen; floor: dicts and floats",
        lambda: simulate(case, plain, book, TODAY),
        naive_plan,
    )
    sample, _blobs = complete()
    scenario = sample.scenarios[0]
    made = simulate(sample, scenario, book, TODAY)
    months = len(made.months)
    yield (
        "stress",
        f"{PATHS:,} futures of {months} months; floor: drawing as many normal numbers",
        lambda: stress(sample, scenario, made, book, TODAY, PATHS),
        lambda: np.random.Generator(np.random.PCG64(1)).standard_normal((PATHS, months)),
    )
