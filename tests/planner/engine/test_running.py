# SPDX-License-Identifier: Apache-2.0
"""Running debts shared out by strategies: published figures and laws."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.factors import Rates, factors
from planner.engine.running import run, run_slowly
from planner.engine.running_debt import RunningDebt
from planner.engine.running_quick import is_plain
from planner.engine.strategy import STRATEGIES, Candidate
from planner.facts.money import share_out
from tests.builders import AS_OF, FIRST, yuan


def running(name, owed, rate="0", **keys):
    return RunningDebt(
        debt_id=name,
        principal=owed,
        factors=factors(Rates(Decimal(rate), (), "PERIODIC"), AS_OF, FIRST, 31),
        **keys,
    )


def candidates(debts, rates=None, pays=None):
    return [
        Candidate(
            debt_id=debt.debt_id,
            owed=debt.owed,
            contract_payment=(pays or {}).get(debt.debt_id, 0),
            deadline=None,
            rates=((0, Decimal((rates or {}).get(debt.debt_id, 0))),),
        )
        for debt in debts
    ]


def go(debts, budget, strategy="pro_rata", rates=None, pays=None, horizon=600):
    sharing = STRATEGIES[strategy](candidates(debts, rates, pays), ())
    return run(debts, (), budget, sharing, horizon)


def paid(course):
    return [sum(moves[m].payment for moves in course.moves if m < len(moves)) for m in range(longest(course))]


def longest(course):
    return max(map(len, course.moves))


CARDS = {"a": (20_000, "0.06"), "b": (50_000, "0.12"), "c": (40_000, "0.18")}


@pytest.mark.parametrize(
    ("strategy", "months", "total"), [("dearest_first", 25, "123307.14"), ("smallest_first", 26, "126895.75")]
)
def test_three_cards(strategy, months, total):
    """OP-3, in whole fen with unpaid interest added to the balance."""
    debts = [running(name, yuan(owed), rate, added=True) for name, (owed, rate) in CARDS.items()]
    course = go(debts, yuan(5000), strategy, rates={name: rate for name, (_owed, rate) in CARDS.items()})
    assert longest(course) == months
    assert sum(paid(course)) == yuan(total)
    assert set(paid(course)[:-1]) == {yuan(5000)}


FOUR = {"d1": 18_600, "d2": 42_300, "d3": 15_800, "d4": 9_300}
CONTRACT = {"d1": yuan(1620), "d2": yuan(2115), "d3": yuan(1580), "d4": yuan(930)}


@pytest.mark.parametrize(
    ("budget", "strategy", "parts"),
    [
        ("2580", "pro_rata", ("558.00", "1269.00", "474.00", "279.00")),
        ("2500", "pro_rata", ("540.70", "1229.65", "459.30", "270.35")),
        ("2420", "pro_rata", ("523.40", "1190.30", "444.60", "261.70")),
        ("2580", "contractual", ("669.27", "873.77", "652.75", "384.21")),
    ],
)
def test_pro_rata_tables(budget, strategy, parts):
    """Domain reference section 11, pro rata table."""
    debts = [running(name, yuan(owed)) for name, owed in FOUR.items()]
    course = go(debts, yuan(budget), strategy, pays=CONTRACT)
    assert [moves[0].payment for moves in course.moves] == [yuan(part) for part in parts]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, (500, 1000, 233, 200), ("25.87", "51.73", "12.05", "10.35")),  # PR-2
        (100, (600, 900, 1500), ("20", "30", "50")),  # PR-3
        (160, (4550, 6700, 1200), ("58.47", "86.11", "15.42")),  # domain reference section 11
        (15, (25, 50), ("5", "10")),
        (12000, (18600, 42300, 15800, 9300), ("2595.35", "5902.33", "2204.65", "1297.67")),
    ],
)
def test_published_shares(total, weights, parts):
    assert share_out(yuan(total), weights) == [yuan(part) for part in parts]


def test_86000_at_2580_takes_34_months_with_860_left_for_the_last():
    """Domain reference section 11, plans on 86,000."""
    course = go([running(name, yuan(owed)) for name, owed in FOUR.items()], yuan(2580))
    assert (longest(course), paid(course)[-1]) == (34, yuan(860))


def test_minimums_above_the_budget_stop_and_say_by_how_much():
    debts = [running("a", yuan(1000), least=yuan(300)), running("b", yuan(1000), least=yuan(200))]
    course = go(debts, yuan(450), "dearest_first")
    assert course.shortage.missing == yuan(50)
    assert dict(course.shortage.asked) == {"a": yuan(300), "b": yuan(200)}
    assert not paid(course) if longest(course) else True


def test_a_minimum_is_never_more_than_is_owed_and_percent_has_a_floor():
    debts = [
        running("a", yuan(1000), least=yuan(50), percent=Fraction(1, 10)),
        running("b", yuan(30), least=yuan(100)),
    ]
    course = go(debts, yuan(130), "own_order")
    assert [moves[0].payment for moves in course.moves] == [yuan(100), yuan(30)]


def test_what_a_cleared_debt_leaves_goes_on_in_the_same_month():
    debts = [running("a", yuan(100)), running("b", yuan(1000))]
    course = go(debts, yuan(400), "pro_rata")
    assert paid(course) == [yuan(400), yuan(400), yuan(300)]
    course = go(debts, yuan(400), "smallest_first")
    assert [moves[0].payment for moves in course.moves] == [yuan(100), yuan(300)]


def test_a_budget_below_the_interest_leaves_debts_open():
    course = go([running("a", yuan(10000), "0.24")], yuan(150))
    assert course.open_debts == ("a",)


def test_a_charge_cap_stops_interest():
    course = go([running("a", yuan(10000), "0.24", room=yuan(300))], yuan(1000))
    assert sum(move.accrued for move in course.moves[0]) == yuan(300)


def test_unpaid_interest_stays_apart_and_earns_nothing():
    apart = go([running("a", yuan(10000), "0.24")], yuan(100), horizon=3)
    added = go([running("a", yuan(10000), "0.24", added=True)], yuan(100), horizon=3)
    assert [move.accrued for move in apart.moves[0]] == [yuan(200)] * 3
    assert [move.accrued for move in added.moves[0]] == [yuan(200), yuan(202), yuan("204.04")]


debt_lists = st.lists(
    st.tuples(
        st.integers(1, 3_000_000),
        st.sampled_from(["0", "0.05", "0.12", "0.1825", "0.24"]),
        st.integers(0, 20_000),
        st.booleans(),
        st.sampled_from([None, 0, 50_000]),
        st.integers(0, 5_000),
    ),
    min_size=1,
    max_size=8,
)
strategies = st.sampled_from(sorted(STRATEGIES))


def build(rows):
    debts = [
        running(
            f"d{i:02d}", owed, rate, least=least, added=added, room=room, interest=arrears, fee=arrears // 3
        )
        for i, (owed, rate, least, added, room, arrears) in enumerate(rows)
    ]
    return debts, {debt.debt_id: row[1] for debt, row in zip(debts, rows, strict=True)}


@given(debt_lists, strategies, st.integers(1_000, 300_000))
def test_laws_of_sharing(rows, strategy, budget):
    """Model section 9, laws 1 to 3: parts sum, nothing is lost, cash paid is the budget until the last month."""
    debts, rates = build(rows)
    course = go(debts, budget, strategy, rates)
    for debt, moves in zip(debts, course.moves, strict=True):
        for move in moves:
            assert move.payment == move.interest + move.principal + move.fee + move.penalty
            assert move.owed >= 0
        if moves:
            assert sum(m.payment for m in moves) + moves[-1].owed == debt.owed + sum(m.accrued for m in moves)
    cash = paid(course)
    assert all(month == budget for month in cash[:-1])
    if cash:
        assert cash[-1] <= budget


@given(debt_lists, strategies, st.integers(10_000, 300_000), st.randoms())
def test_the_order_of_the_list_never_matters(rows, strategy, budget, random):
    """Law 4."""
    debts, rates = build(rows)
    before = go(debts, budget, strategy, rates)
    moves = {debt.debt_id: m for debt, m in zip(debts, before.moves, strict=True)}
    random.shuffle(debts)
    after = go(debts, budget, strategy, rates)
    assert {debt.debt_id: m for debt, m in zip(debts, after.moves, strict=True)} == moves


@given(debt_lists, strategies, st.integers(10_000, 300_000), st.integers(1, 100_000))
def test_more_budget_never_lengthens(rows, strategy, budget, more):
    """Law 5."""
    debts, rates = build(rows)
    before = go(debts, budget, strategy, rates)
    after = go(debts, budget + more, strategy, rates)
    if not before.open_debts and before.shortage is None:
        assert not after.open_debts
        assert longest(after) <= longest(before)


@given(debt_lists, strategies, st.integers(10_000, 300_000))
def test_avalanche_pays_least_without_minimums_and_caps(rows, strategy, budget):
    """OP-5: no minimums, no caps, no fees: dearest first is optimal for total interest (one fen a row of rounding)."""
    plain = [(owed, rate, 0, True, None, 0) for owed, rate, *_rest in rows]
    debts, rates = build(plain)
    best = go(debts, budget, "dearest_first", rates)
    other = go(debts, budget, strategy, rates)
    if not other.open_debts:
        slack = sum(map(len, other.moves)) + sum(map(len, best.moves))
        assert sum(paid(best)) <= sum(paid(other)) + slack


@given(
    debt_lists,
    strategies,
    st.integers(1_000, 300_000),
    st.integers(0, 100),
    st.sampled_from([Fraction(0), Fraction(1, 20)]),
)
def test_the_quick_way_is_the_long_way(rows, strategy, budget, penalty, percent):
    debts, rates = build(rows)
    debts = [replace(debt, penalty=penalty, percent=percent) for debt in debts]
    assert all(map(is_plain, debts))
    sharing = STRATEGIES[strategy](candidates(debts, rates), ())
    spare = [budget // 2, budget]
    assert run(debts, spare, budget, sharing, 200) == run_slowly(debts, spare, budget, sharing, 200)
