# SPDX-License-Identifier: Apache-2.0
"""Published optima of loan repayment models, and theory: what a solver, a textbook or an argument says is best."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.optimize import optimum
from planner.engine.optimize_replay import replay
from planner.engine.optimize_task import FlowRunning, LeastPayment, OptimumTask
from tests.builders import yuan
from tests.planner.engine.test_optimize import creditor

# isossa/debt-repayment on GitHub, two notebooks solved by HiGHS: income 4,500 of which 1,000 are saved at least,
# payments at the beginning of a period, each loan with a period by which it is cleared; all savings are maximised.
ONE = ((10_000, 9, "0.068"),)
SEVEN = (
    (3200, 4, "0.038"),
    (4700, 5, "0.073"),
    (6000, 7, "0.048"),
    (1500, 4, "0.039"),
    (2100, 4, "0.081"),
    (500, 3, "0.054"),
    (100, 1, "0.032"),
)


@pytest.mark.parametrize(
    ("loans", "periods", "saved"),
    [(ONE, 10, "34311.972192"), (SEVEN, 7, "11337.912211")],
    ids=["one", "seven"],
)
def test_loans_with_deadlines_paid_at_the_beginning(loans, periods, saved):
    running = tuple(
        FlowRunning(id=f"loan{n}", balance=yuan(owed), rate=Decimal(rate), deadline=term)
        for n, (owed, term, rate) in enumerate(loans, 1)
    )
    task = OptimumTask(budget=(yuan(3500),) * periods, carry=False, timing="begin", running=running)
    answer = optimum(task)
    assert (answer.status, answer.gap) == ("optimal", 0)
    best = yuan(4500) * periods - answer.cost
    assert abs(best - Decimal(saved) * 100) <= len(loans)
    assert all(sum(row[m] for _id, row in answer.payments) <= yuan(3500) for m in range(periods))


def test_four_loans_with_minimums_and_a_budget():
    """ryan-chien/payoff on GitHub: four student loans, CBC, "Optimal payoff interest cost = 6055.7417295947525".

    There the last payment, too, is at least the minimum; here only while something stays owed, which may save a fen or two.
    """
    loans = (
        ("9871.59", "0.0531", "86.12"),
        ("11040.71", "0.0631", "70.54"),
        ("20879.70", "0.0584", "186.60"),
        ("19940.74", "0.0684", "204.72"),
    )
    running = tuple(
        FlowRunning(
            id=f"loan{n}",
            balance=yuan(owed),
            rate=Decimal(rate) / 12,
            minimum=LeastPayment(floor=yuan(least)),
        )
        for n, (owed, rate, least) in enumerate(loans)
    )
    answer = optimum(OptimumTask(budget=(yuan(1800),) * 60, carry=False, running=running))
    assert (answer.status, answer.gap) == ("optimal", 0)
    interest = answer.cost - sum(debt.balance for debt in running)
    assert abs(interest - Decimal("605574.17")) <= 5


def test_without_minimums_the_four_loans_are_paid_dearest_first():
    """Avalanche is the LP where theory says so: no minimums, no fees, no offers."""
    rates = ("0.0531", "0.0631", "0.0584", "0.0684")
    running = tuple(
        FlowRunning(id=f"loan{n}", balance=yuan(9_000 + 3_000 * n), rate=Decimal(rate) / 12)
        for n, rate in enumerate(rates)
    )
    task = OptimumTask(budget=(yuan(1800),) * 60, carry=False, running=running)
    answer, avalanche = optimum(task), replay(task, (), None)
    assert avalanche.holds
    assert 0 <= avalanche.cost - answer.cost <= len(running)


def test_minimums_in_proportion_leave_dearest_first_the_best():
    """Performance notes H6: with minimums proportional to the balance the highest-rate-first rule is the LP optimum."""
    running = tuple(
        FlowRunning(
            id=f"d{n}",
            balance=yuan(4_000 + 1_700 * n),
            rate=Decimal("0.006") + Decimal("0.002") * n,
            minimum=LeastPayment(percent=Decimal("0.03")),
        )
        for n in range(5)
    )
    task = OptimumTask(budget=(yuan(2_500),) * 40, carry=False, running=running)
    answer, avalanche = optimum(task), replay(task, (), None)
    assert (answer.status, answer.gap) == ("optimal", 0)
    assert avalanche.holds
    assert 0 <= avalanche.cost - answer.cost <= len(running) * 40


flows = st.lists(st.integers(0, 40_000), min_size=1, max_size=5)
menus = st.lists(st.lists(flows, min_size=1, max_size=3), min_size=1, max_size=3)
owing = st.lists(st.integers(1_000, 60_000), min_size=1, max_size=3)


@settings(max_examples=40, deadline=None)
@given(menus, owing, st.integers(20_000, 90_000), st.booleans())
def test_offers_beside_running_debts_agree_with_brute_force_over_all_combinations(menu, owed, budget, carry):
    """For each combination of offers the best payments are plain: all that later offers do not need, dearest first."""
    running = tuple(
        FlowRunning(id=f"d{i}", balance=balance, rate=Decimal("0.01") * (i + 1))
        for i, balance in enumerate(owed)
    )
    creditors = tuple(creditor(f"c{i}", *offers) for i, offers in enumerate(menu))
    task = OptimumTask(budget=(budget,) * 8, carry=carry, creditors=creditors, running=running)
    every = [
        replay(replace(task, creditors=()), [offer.flows for offer in choice], None)
        for choice in product(*(each.offers for each in creditors))
    ]
    possible = [course.cost for course in every if course.holds]
    answer = optimum(task)
    assert (answer.status == "optimal") == bool(possible)
    if possible:
        assert abs(answer.cost - min(possible)) <= len(running)


def test_one_debt_and_forty():
    one = OptimumTask(budget=(yuan(500),) * 12, running=(FlowRunning(id="d", balance=yuan(5_000)),))
    assert (optimum(one).cost, optimum(one).last) == (yuan(5_000), 10)
    forty = tuple(
        FlowRunning(
            id=f"d{n:02d}",
            balance=yuan(1_000 + 130 * (n * 7 % 40)),
            rate=Decimal("0.004") + Decimal("0.0005") * (n * 11 % 40),
            minimum=LeastPayment(floor=yuan(40)),
        )
        for n in range(40)
    )
    answer = optimum(OptimumTask(budget=(yuan(6_000),) * 48, running=forty))
    assert (answer.status, answer.gap) == ("optimal", 0)
    plain = replay(OptimumTask(budget=(yuan(6_000),) * 48, running=forty), (), None)
    assert plain.holds
    assert answer.cost <= plain.cost


@pytest.mark.parametrize("budget", [0, -100])
def test_no_money_or_less_is_infeasible_with_the_least_that_would_help(budget):
    task = OptimumTask(budget=(budget,) * 3, creditors=(creditor("c", (1_000, 1_000, 1_000), (3_300,)),))
    answer = optimum(task)
    assert answer.status == "infeasible"
    least = {change.what: change.by for change in answer.relax}
    assert least == {"monthly": 1_000 - budget, "start": 3_000 - 3 * budget}
