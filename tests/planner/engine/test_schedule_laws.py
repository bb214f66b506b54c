# SPDX-License-Identifier: Apache-2.0
"""Laws that every schedule keeps, whatever its terms: sums, balances, and what may never raise an amount."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.engine.opening import opening
from planner.engine.rates import schedule_rates
from planner.engine.schedule import Schedule, schedule
from planner.facts.money import round_fen
from planner.facts.problems import InputError
from planner.facts.terms import (
    Arrears,
    Days,
    Fees,
    Grace,
    PaidOn,
    RateChange,
    Reschedule,
    Roundings,
    Shape,
    Step,
    Terms,
    Waive,
)

START = date(2024, 1, 31)
money = st.one_of(st.integers(1, 10**8), st.sampled_from([1, 100, 10**13]))
rates = st.sampled_from([Decimal(text) for text in ("0", "0.055", "0.1825", "0.24", "0.36", "10")])
later = st.integers(0, 700).map(lambda n: START + timedelta(days=n))
fractions = st.sampled_from([Decimal(text) for text in ("0", "0.5", "0.333", "1")])
graces = st.builds(Grace, periods=st.integers(0, 3), interest=st.sampled_from(["accrue", "waive", "pay"]))
steps = st.builds(
    Step, periods=st.integers(1, 6), annual_rate=st.none() | rates, instalment=st.none() | money
)
shapes = st.one_of(
    st.builds(Shape, kind=st.just("equal_instalment"), instalment=st.none() | money),
    st.builds(Shape, kind=st.sampled_from(["equal_principal", "interest_only"])),
    st.builds(Shape, kind=st.just("fixed_principal"), principal=money),
    st.builds(Shape, kind=st.just("balloon"), instalment=money),
    st.builds(Shape, kind=st.just("balloon"), balloon=money),
    st.builds(Shape, kind=st.just("stepped"), steps=st.lists(steps, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Shape, kind=st.just("flat_fee"), fee_rate=st.sampled_from([Decimal("0.006"), Decimal("0.0333")])
    ),
    st.builds(
        Shape,
        kind=st.just("percent_of_balance"),
        percent=st.sampled_from([Decimal("0.05"), Decimal("0.5")]),
        floor=money,
        plus_interest=st.booleans(),
    ),
    st.builds(Shape, kind=st.just("fixed_amount"), instalment=money),
    st.builds(Shape, kind=st.just("lump_sum"), date=later, amount=money),
)
orders = st.permutations(["fee", "penalty", "interest", "principal"]).map(tuple)
plain_terms = st.fixed_dictionaries(
    {
        "principal": money,
        "shape": shapes,
        "annual_rate": rates,
        "day_count": st.sampled_from(
            ["ACT/365F", "ACT/360", "ACT/ACT", "30/360", "PERIODIC", "PERIODIC/360"]
        ),
        "frequency": st.sampled_from(
            ["weekly", "semimonthly", "monthly", "quarterly", "yearly", Days(days=15)]
        ),
        "periods": st.integers(1, 30),
    },
    optional={
        "allocation": orders,
        "last": st.sampled_from(["clear", "keep"]),
        "rounding": st.sampled_from(["half_even", "up", "down", Roundings(interest="down", instalment="up")]),
        "unpaid_interest": st.just("added"),
        "skip_months": st.sets(st.integers(1, 12), max_size=5).map(tuple),
        "rate_changes": st.lists(st.builds(RateChange, since=later, annual_rate=rates), max_size=2).map(
            tuple
        ),
        "advances": st.lists(st.builds(PaidOn, date=later, amount=money), max_size=2).map(tuple),
        "reschedule": st.builds(
            Reschedule, since=later, periods=st.integers(1, 9), grace=st.none() | graces
        ).map(lambda change: (change,)),
        "down_payment": money,
        "grace": graces,
        "fees": st.builds(Fees, added=st.just(2500), per_period=st.sampled_from([0, 300])),
        "arrears": st.builds(Arrears, interest=money, penalty=money, fee=money),
        "charge_cap": money,
        "waive": st.builds(Waive, interest=fractions, penalty=fractions, fee=fractions, principal=fractions),
    },
)


def made(keys: dict[str, Any]) -> tuple[Terms, Schedule]:
    """Make a schedule, or drop the example where the terms are refused."""
    keys = dict(keys)
    if keys["shape"].kind in ("stepped", "lump_sum"):
        del keys["periods"]
    if keys["shape"].kind == "lump_sum":
        keys.pop("grace", None), keys.pop("skip_months", None)
    terms = Terms(start=START, **keys)
    try:
        return terms, schedule(terms)
    except InputError:
        assume(False)
        raise


@settings(max_examples=300)
@given(plain_terms)
def test_every_row_and_the_totals_add_up(keys: dict[str, Any]) -> None:
    terms, result = made(keys)
    for row in result.rows:
        assert row.payment == row.interest + row.principal + row.fee + row.penalty
        assert min(row.payment, row.interest, row.principal, row.fee, row.penalty) >= 0
        assert row.balance >= 0 or terms.last == "keep"
        assert row.unpaid_interest >= 0
    for name in ("payment", "interest", "principal", "fee", "penalty"):
        assert getattr(result.totals, name) == sum(getattr(row, name) for row in result.rows)
    for name in ("payment", "interest", "principal"):
        assert getattr(result.totals, name) == sum(getattr(year, name) for year in result.by_year.values())


@settings(max_examples=300)
@given(plain_terms)
def test_what_was_owed_is_paid_waived_or_left(keys: dict[str, Any]) -> None:
    keys.pop("unpaid_interest", None)
    terms, result = made(keys)
    assert terms.principal is not None
    lent = terms.principal + terms.fees.added + sum(advance.amount for advance in terms.advances)
    first = opening(terms)
    given_up = terms.principal - first.parts.principal
    end = result.rows[-1].balance if result.rows else 0
    if terms.shape is not None and terms.shape.kind == "lump_sum":
        assert result.totals.principal + result.totals.waived >= lent
    elif result.rows:
        assert result.totals.principal + given_up + end == lent
    if terms.last == "clear":
        assert result.totals.residual == 0
    if terms.charge_cap is not None:
        assert result.totals.interest + result.totals.fee + result.totals.penalty <= terms.charge_cap


@settings(max_examples=100)
@given(plain_terms)
def test_rates_of_any_schedule_are_found_or_their_lack_is_said(keys: dict[str, Any]) -> None:
    terms, result = made(keys)
    found = schedule_rates(terms, result)
    assert (found.with_fees is None or found.nominal is None) == bool(found.problems)


# ---------------------------------------------------------------- what may never raise an amount


@given(st.integers(10**4, 10**9), rates, st.integers(1, 59), st.sampled_from(["PERIODIC", "30/360"]))
def test_a_longer_term_never_raises_the_instalment(
    principal: int, rate: Decimal, periods: int, count: str
) -> None:
    keys: dict[str, Any] = {
        "principal": principal,
        "start": START,
        "annual_rate": rate,
        "day_count": count,
        "shape": Shape(kind="equal_instalment"),
    }
    short, long = (
        schedule(Terms(periods=n, last="keep", **keys)).rows[0].payment for n in (periods, periods + 1)
    )
    assert long <= short


unrounded = st.fixed_dictionaries(
    {
        "principal": st.integers(10**4, 10**8),
        "annual_rate": rates,
        "periods": st.integers(1, 24),
        "shape": st.sampled_from(
            [Shape(kind="equal_instalment"), Shape(kind="equal_principal"), Shape(kind="interest_only")]
        ),
        "arrears": st.builds(Arrears, interest=st.integers(0, 10**5), penalty=st.integers(0, 10**5)),
    }
)


def no_amount_is_above(lower: Schedule, upper: Schedule) -> None:
    for low, high in zip(lower.rows, upper.rows, strict=True):
        for name in ("payment", "balance"):
            assert getattr(low, name) <= getattr(high, name)
    assert lower.totals.payment <= upper.totals.payment


@given(unrounded, fractions, fractions)
def test_a_waiver_never_raises_an_amount(keys: dict[str, Any], interest: Decimal, penalty: Decimal) -> None:
    terms = Terms(start=START, rounding="none", **keys)
    waived = replace(terms, waive=Waive(interest=interest, penalty=penalty))
    no_amount_is_above(schedule(waived), schedule(terms))


@given(unrounded, rates)
def test_a_lower_rate_never_raises_a_payment(keys: dict[str, Any], rate: Decimal) -> None:
    assume(rate < keys["annual_rate"])
    terms = Terms(start=START, rounding="none", **keys)
    lower, upper = schedule(replace(terms, annual_rate=rate)), schedule(terms)
    for low, high in zip(lower.rows, upper.rows, strict=True):
        assert low.payment <= high.payment


@given(unrounded, later, st.sampled_from(["ACT/365F", "ACT/360", "ACT/ACT", "30/360", "PERIODIC"]))
def test_splitting_a_period_at_a_date_changes_nothing(keys: dict[str, Any], day: date, count: str) -> None:
    terms = Terms(start=START, rounding="none", day_count=count, **keys)  # type: ignore[arg-type]
    cut = replace(terms, rate_changes=(RateChange(since=day, annual_rate=terms.annual_rate),))
    whole, parts = schedule(terms), schedule(cut)
    for one, other in zip(whole.rows, parts.rows, strict=True):
        assert abs(one.payment - other.payment) <= 1
        assert abs(one.balance - other.balance) <= 1


# ---------------------------------------------------------------- against a slow account, day by day


@settings(max_examples=60)
@given(
    st.integers(10**4, 10**8),
    rates,
    st.lists(
        st.builds(PaidOn, date=st.integers(0, 200).map(lambda n: START + timedelta(days=n)), amount=money)
    ),
    st.lists(st.builds(RateChange, since=later, annual_rate=rates), max_size=4, unique_by=lambda c: c.since),
)
def test_interest_is_that_of_a_day_by_day_account(
    principal: int, rate: Decimal, advances: list[PaidOn], changes: list[RateChange]
) -> None:
    terms = Terms(
        principal=principal,
        start=START,
        annual_rate=rate,
        periods=9,
        shape=Shape(kind="interest_only"),
        advances=tuple(advances),
        rate_changes=tuple(changes),
    )
    balance = principal + sum(advance.amount for advance in advances if advance.date == START)
    interest, due = Fraction(0), {row.due: row for row in schedule(terms).rows}
    day = START
    while day < max(due):
        day += timedelta(days=1)
        for change in sorted(changes, key=lambda change: change.since):
            rate = change.annual_rate if change.since <= day else rate
        interest += Fraction(rate) * balance / 365
        if day in due:
            assert due[day].interest == round_fen(interest)
            interest = Fraction(0)
        balance += sum(advance.amount for advance in advances if advance.date == day)


@given(st.integers(10**4, 10**8), rates, st.integers(1, 18), st.integers(0, 400))
def test_rows_paid_on_their_day_leave_nothing_overdue(
    principal: int, rate: Decimal, periods: int, wait: int
) -> None:
    plain = Terms(
        principal=principal,
        start=START,
        annual_rate=rate,
        periods=periods,
        shape=Shape(kind="equal_instalment"),
    )
    rows = schedule(plain).rows
    seen = schedule(
        replace(
            plain,
            payments=tuple(PaidOn(date=row.due, amount=row.payment) for row in rows),
            as_of=rows[-1].due + timedelta(days=wait),
        )
    )
    assert seen.owed is not None
    assert seen.owed.total == 0
    assert [replace(row, paid=None) for row in seen.rows] == list(rows)
    assert [row.paid for row in seen.rows] == [row.payment for row in rows]


@settings(max_examples=300)
@given(plain_terms, st.none() | money)
def test_a_solved_instalment_brings_all_that_is_owed_to_nothing(
    keys: dict[str, Any], balloon: int | None
) -> None:
    for name in ("reschedule", "rate_changes", "advances"):
        keys.pop(name, None)
    shape = Shape(kind="equal_instalment") if balloon is None else Shape(kind="balloon", balloon=balloon)
    given = {"shape": shape, "rounding": "none", "last": "keep", "periods": keys["periods"] + 1}
    _, result = made({**keys, **given})
    grace = keys["grace"].periods if "grace" in keys else 0
    paying = [row for row in result.rows if row.n > grace and row.payment]
    assume(balloon is None or len(paying) > 1)  # a balloon above all that is owed leaves nothing to solve
    assert abs(result.totals.residual) <= 1
