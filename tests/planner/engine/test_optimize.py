# SPDX-License-Identifier: Apache-2.0
"""The optimiser against brute force, against theory, and its word on what is not possible."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.optimize import broken_futures, optimum, search
from planner.engine.optimize_task import (
    FlowCreditor,
    FlowOffer,
    FlowRunning,
    LeastPayment,
    OptimumTask,
)
from planner.facts.money import round_fen
from planner.facts.problems import InputError
from planner.facts.records import from_json
from tests.builders import yuan


def creditor(name, *menus):
    return FlowCreditor(
        id=name, offers=tuple(FlowOffer(id=f"o{k}", flows=tuple(m)) for k, m in enumerate(menus))
    )


def fits(task, flows):
    purse = task.start
    for m, amount in enumerate(task.budget):
        purse = purse + amount if task.carry or m == 0 else amount
        purse -= sum(flow[m] for flow in flows if m < len(flow))
        if purse < 0:
            return False
    return True


def spent(task, flows):
    return [sum(flow[m] for flow in flows if m < len(flow)) for m in range(task.periods)]


def last_of(flows):
    return max((m + 1 for flow in flows for m, amount in enumerate(flow) if amount), default=0)


def brute(task):
    """Return (cost, periods, broken futures) of every choice that fits."""
    found = []
    for choice in product(*(each.offers for each in task.creditors)):
        flows = [offer.flows for offer in choice]
        if fits(task, flows):
            found.append((sum(map(sum, flows)), last_of(flows), broken_futures(task, spent(task, flows))))
    return found


flows = st.lists(st.integers(0, 60_000), min_size=1, max_size=5)
menus = st.lists(st.lists(flows, min_size=1, max_size=4), min_size=1, max_size=4)
budgets = st.lists(st.integers(0, 150_000), min_size=5, max_size=5)


def task_of(menu, budget, **keys):
    creditors = tuple(creditor(f"c{i}", *offers) for i, offers in enumerate(menu))
    return OptimumTask(budget=tuple(budget), creditors=creditors, **keys)


@settings(max_examples=60, deadline=None)
@given(menus, budgets, st.booleans(), st.integers(0, 50_000))
def test_the_cheapest_choice_is_that_of_brute_force(menu, budget, carry, start):
    task = task_of(menu, budget, carry=carry, start=start)
    answer, every = optimum(task), brute(task)
    if not every:
        assert answer.status == "infeasible"
        return
    assert (answer.status, answer.gap) == ("optimal", 0)
    assert answer.objective == answer.bound == min(cost for cost, _last, _broken in every)


@settings(max_examples=40, deadline=None)
@given(menus, budgets, st.booleans())
def test_the_shortest_choice_is_that_of_brute_force_then_the_cheapest(menu, budget, carry):
    task = task_of(menu, budget, carry=carry, objective="time")
    answer, every = optimum(task), brute(task)
    if every:
        periods = min(last for _cost, last, _broken in every)
        assert answer.objective == periods
        assert answer.cost == min(cost for cost, last, _broken in every if last == periods)


@settings(max_examples=40, deadline=None)
@given(menus, budgets, st.lists(budgets, min_size=1, max_size=6))
def test_the_choice_that_holds_most_often_is_that_of_brute_force(menu, budget, futures):
    task = task_of(menu, budget, objective="holding", futures=tuple(map(tuple, futures)))
    answer, every = optimum(task), brute(task)
    if every:
        least = min(broken for _cost, _last, broken in every)
        assert (answer.objective, answer.breaks) == (least, least)
        assert answer.cost == min(cost for cost, _last, broken in every if broken == least)


@settings(max_examples=40, deadline=None)
@given(menus, budgets, st.booleans())
def test_what_does_not_fit_says_the_least_change_that_does(menu, budget, carry):
    task = task_of(menu, [amount // 4 for amount in budget], carry=carry)
    answer = optimum(task)
    if answer.status == "optimal":
        return
    changes = {change.what: change.by for change in answer.relax}
    every = [
        [offer.flows for offer in choice] for choice in product(*(each.offers for each in task.creditors))
    ]

    def more(by):
        return task_of(menu, [amount // 4 + by for amount in budget], carry=carry)

    assert any(fits(more(changes["monthly"]), each) for each in every)
    assert not any(fits(more(changes["monthly"] - 1), each) for each in every)
    if carry:
        assert any(fits(task_of(menu, task.budget, start=changes["start"]), each) for each in every)
        assert not any(fits(task_of(menu, task.budget, start=changes["start"] - 1), each) for each in every)


def cards(budget=5000, periods=30, **keys):
    rows = (("a", 20_000, "0.005"), ("b", 50_000, "0.01"), ("c", 40_000, "0.015"))
    running = tuple(FlowRunning(id=name, balance=yuan(owed), rate=Decimal(rate)) for name, owed, rate in rows)
    return OptimumTask(budget=(yuan(budget),) * periods, running=running, carry=False, **keys)


def test_three_cards_are_paid_dearest_first():
    """OP-3: where nothing but the rates matters, the optimum is the avalanche."""
    answer = optimum(cards())
    assert answer.status == "optimal"
    assert abs(answer.cost - yuan("123307.14")) <= 3
    assert answer.last == 25
    assert optimum(cards(objective="time")).objective == 25


def test_minimums_and_deadlines_bind():
    running = (
        FlowRunning(id="a", balance=yuan(1000), rate=Decimal("0.03"), deadline=2),
        FlowRunning(
            id="b",
            balance=yuan(2000),
            rate=Decimal("0.05"),
            minimum=LeastPayment(percent=Decimal("0.10"), floor=yuan(50)),
        ),
    )
    answer = optimum(OptimumTask(budget=(yuan(800),) * 6, running=running, carry=False))
    paid = dict(answer.payments)
    assert paid["a"][2:] == (0, 0, 0, 0)
    assert paid["b"][0] >= yuan(200)
    owed = yuan(2000)
    for payment in paid["b"]:
        least = min(max(owed // 10, yuan(50)), owed + owed * 5 // 100)
        assert payment >= least - 1
        owed = owed + (owed * 5 + 50) // 100 - payment
    assert owed == 0


def test_paying_at_the_beginning_saves_a_periods_interest():
    debt = FlowRunning(id="a", balance=yuan(1000), rate=Decimal("0.10"))
    end = optimum(OptimumTask(budget=(yuan(2000),), running=(debt,)))
    begin = optimum(OptimumTask(budget=(yuan(2000),), running=(debt,), timing="begin"))
    assert (end.cost, begin.cost) == (yuan(1100), yuan(1000))


def test_offers_and_running_debts_share_one_purse():
    task = OptimumTask(
        budget=(yuan(1000),) * 4,
        creditors=(creditor("c", (yuan(900), yuan(900)), (yuan(500),) * 4),),
        running=(FlowRunning(id="a", balance=yuan(800), rate=Decimal("0.10"), deadline=2),),
    )
    answer = optimum(task)
    assert dict(answer.choice) == {"c": "o1"}
    assert answer.status == "optimal"


def test_the_answer_does_not_depend_on_the_order_of_lists():
    menu = [[[500, 400], [300, 300, 350]], [[700], [200, 200, 200, 200]], [[100, 100], [250]]]
    one = task_of(menu, [800, 700, 600, 500, 400])
    other = OptimumTask(budget=one.budget, creditors=one.creditors[::-1])
    assert dict(optimum(one).choice) == dict(optimum(other).choice)


def test_a_search_can_be_stopped_and_keeps_its_best():
    menu = [[[(i * 37 + k * 91) % 900 + 100] * (k + 1) for k in range(12)] for i in range(20)]
    steps = search(task_of(menu, [9000] * 12))
    next(steps)
    answer = None
    try:
        while True:
            steps.send(True)
    except StopIteration as end:
        answer = end.value
    assert answer.status in ("stopped", "optimal")


def test_questions_without_meaning_are_refused_by_name():
    with pytest.raises(InputError, match="budget"):
        optimum(OptimumTask(budget=()))
    with pytest.raises(InputError, match="deadline"):
        optimum(OptimumTask(budget=(1,), running=(FlowRunning(id="a", balance=1, deadline=2),)))
    with pytest.raises(InputError, match="futures"):
        optimum(OptimumTask(budget=(1,), objective="holding"))
    with pytest.raises(InputError, match="c/offers"):
        optimum(OptimumTask(budget=(1,), creditors=(FlowCreditor(id="c", offers=()),)))


def test_the_question_is_read_from_json():
    data = {
        "budget": ["3500.00"] * 4,
        "start": "0.00",
        "carry": True,
        "timing": "end",
        "objective": "cost",
        "creditors": [{"id": "c", "offers": [{"id": "k", "flows": ["100.00"]}]}],
        "running": [
            {
                "id": "e",
                "balance": "1000.00",
                "rate": "0.038",
                "deadline": 4,
                "minimum": {"percent": "0.1", "from": 2},
            },
            {"id": "f", "balance": "1000.00", "rate": ["0.01", "0.02", "0.03", "0.04"]},
        ],
    }
    task = from_json(OptimumTask, data)
    assert task.running[0].rate == Decimal("0.038")
    assert task.running[1].rate_in(2) == Decimal("0.03")
    assert task.running[0].minimum.since == 2
    assert optimum(task).status == "optimal"


def test_twenty_creditors_twelve_offers_sixty_months_are_proved():
    terms = (3, 6, 12, 24, 36, 60)
    creditors = []
    for i in range(20):
        owed = 600_000 + 377_000 * (i * 7 % 20)
        offers = []
        for k in range(12):
            total = owed * (70 + terms[k % 6] // 2 + (i * 3 + k * 5) % 7 - 6 * (k >= 6)) // 100
            down = total // 5 if k >= 6 else 0
            level, rest = divmod(total - down, terms[k % 6])
            flows = [level] * terms[k % 6]
            flows[0] += down
            flows[-1] += rest
            offers.append(flows)
        creditors.append(creditor(f"c{i:02d}", *offers))
    task = OptimumTask(budget=(1_900_000,) * 60, start=1_000_000, creditors=tuple(creditors))
    answer = optimum(task)
    assert (answer.status, answer.gap) == ("optimal", 0)
    assert answer.objective == answer.bound
    chosen = dict(answer.choice)
    flows = [o.flows for c in task.creditors for o in c.offers if chosen[c.id] == o.id]
    assert fits(task, flows)
    cheapest = sum(min(sum(o.flows) for o in c.offers) for c in task.creditors)
    assert answer.objective > cheapest  # the cheapest of each does not fit: there was something to choose


def test_without_creditors_nothing_is_paid_and_that_is_the_best():
    answer = optimum(OptimumTask(budget=(100, 100)))
    assert (answer.status, answer.objective, answer.bound, answer.gap) == ("optimal", 0, 0, 0)
    short = optimum(OptimumTask(budget=(-100, 500)))
    assert short.status == "infeasible"
    assert [(change.what, change.by) for change in short.relax] == [("monthly", 100), ("start", 100)]
    futures = ((100, -500), (100, 0))
    held = optimum(OptimumTask(budget=(100, 100), objective="holding", futures=futures))
    assert (held.objective, held.bound, held.breaks) == (1, 1, 1)


def dearest_first(task):
    """All of each budget to the dearest debt, month by month in whole fen."""
    owed, paid = {debt.id: debt.balance for debt in task.running}, 0
    order = sorted(task.running, key=lambda debt: -debt.rate_in(0))
    for budget in task.budget:
        for debt in order:
            owed[debt.id] += round_fen(owed[debt.id] * Fraction(debt.rate_in(0)))
        for debt in order:
            payment = min(budget, owed[debt.id])
            owed[debt.id] -= payment
            budget -= payment
            paid += payment
    return paid, sum(owed.values())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1_000, 1_000_000), min_size=1, max_size=4),
    st.permutations(["0.004", "0.0085", "0.0131", "0.02"]),
    st.integers(3, 12),
)
def test_rounding_never_makes_the_best_dearer_than_dearest_first(balances, rates, share):
    running = tuple(
        FlowRunning(id=f"d{i}", balance=balance, rate=Decimal(rates[i])) for i, balance in enumerate(balances)
    )
    task = OptimumTask(budget=(sum(balances) // share + 1,) * 20, running=running)
    paid, left = dearest_first(task)
    assert left == 0
    assert optimum(task).cost <= paid


def test_money_is_not_left_lying_where_waiting_costs_nothing():
    running = tuple(FlowRunning(id=name, balance=30_000) for name in "abc")
    answer = optimum(OptimumTask(budget=(10_000,) * 20, running=running))
    assert (answer.cost, answer.last) == (90_000, 9)


balances = st.lists(st.integers(0, 90_000), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(balances, menus, st.integers(5_000, 60_000), st.booleans(), st.integers(0, 3_000))
def test_the_shortest_time_is_that_of_the_least_deadline_that_is_possible(
    owed, offers, budget, with_offers, floor
):
    running = tuple(
        FlowRunning(
            id=f"d{i}",
            balance=balance,
            rate=Decimal("0.01") * i,
            minimum=LeastPayment(percent=Decimal("0.05"), floor=floor),
        )
        for i, balance in enumerate(owed)
    )
    creditors = tuple(creditor(f"c{i}", *menu) for i, menu in enumerate(offers[:2])) if with_offers else ()
    task = OptimumTask(budget=(budget,) * 12, creditors=creditors, running=running, objective="time")
    answer = optimum(task)
    by_deadline = [cheapest_by(task, periods) for periods in range(1, 13)]
    possible = [(periods, cost) for periods, cost in enumerate(by_deadline, 1) if cost is not None]
    assert (answer.status == "optimal") == bool(possible)
    if possible:
        periods, cost = possible[0]
        assert answer.objective == answer.last <= periods
        assert abs(answer.cost - cost) <= 2 * len(running) * 12 or answer.last < periods


def cheapest_by(task, periods):
    """The least cost with everything cleared by a period, or None: a question of its own."""
    running = tuple(replace(debt, deadline=periods) for debt in task.running)
    creditors = []
    for each in task.creditors:
        short = tuple(offer for offer in each.offers if last_of([offer.flows]) <= periods)
        if not short:
            return None
        creditors.append(FlowCreditor(id=each.id, offers=short))
    best = optimum(replace(task, objective="cost", running=running, creditors=tuple(creditors)))
    return best.cost if best.status == "optimal" else None


def stopped(steps):
    """Answer every yield with True; return what the search ends with."""
    next(steps)
    try:
        while True:
            steps.send(True)
    except StopIteration as end:
        return end.value


def test_a_search_for_time_that_is_stopped_ends_with_what_it_has():
    running = tuple(FlowRunning(id=f"d{i}", balance=100_000 + i, rate=Decimal("0.01")) for i in range(12))
    task = OptimumTask(budget=(60_000,) * 60, running=running, objective="time")
    assert stopped(search(task)).status in ("optimal", "stopped")
