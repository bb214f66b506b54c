# SPDX-License-Identifier: Apache-2.0
"""An agreement against the payments made: paid, late, missed, early, doubled; what is owed; again from today."""

import datetime as dt
from dataclasses import replace

import pytest

from planner.engine.agreement import (
    Keeping,
    flows_to_record,
    keeping,
    keepings,
    next_first_due,
    replanned,
    with_payment,
    without_payment,
)
from planner.engine.schedule import schedule
from planner.facts.case import Agreement, Debt, Flow
from planner.facts.dates import Month
from planner.facts.terms import Arrears, PaidOn, Waive
from tests.builders import Decimal, a_case, a_debt, terms, yuan

START = dt.date(2026, 4, 1)
AGREED = terms(
    principal=yuan(12_000),
    start=START,
    periods=12,
    first_due=dt.date(2026, 5, 15),
    due_day=15,
    kind="equal_instalment",
)


def on(day: str, *payments: tuple[str, int | str], agreed=AGREED, confirmed: bool = False) -> Keeping:
    """Return the agreement of ¥1,000 a month on a day, with payments made."""
    made = tuple(PaidOn(date=dt.date.fromisoformat(when), amount=yuan(amount)) for when, amount in payments)
    debt = a_debt(principal=yuan(12_000), payments=made)
    agreement = Agreement(id="g1", debt="d1", date=START, terms=agreed, confirmed=confirmed)
    return keeping(a_case(debt, agreements=(agreement,)), debt, agreement, dt.date.fromisoformat(day))


def states(kept: Keeping, most: int = 4) -> list[str]:
    return [row.state for row in kept.rows[:most]]


def test_before_the_first_instalment_nothing_is_late() -> None:
    kept = on("2026-05-01")
    assert states(kept) == ["next", "later", "later", "later"]
    assert kept.unpaid == ()
    assert kept.still_owed == yuan(12_000)


def test_an_instalment_is_not_missed_on_its_own_day() -> None:
    kept = on("2026-05-15")
    assert states(kept)[0] == "today"
    assert kept.next_due is not None
    assert kept.next_due.left == yuan(1_000)


def test_paid_in_time_late_in_part_and_missed() -> None:
    kept = on("2026-08-20", ("2026-05-15", 1000), ("2026-06-18", 1000), ("2026-08-01", 400))
    assert states(kept) == ["paid", "late", "part", "missed"]
    assert [row.days_late for row in kept.rows[:4]] == [0, 3, 36, 5]
    assert [row.left for row in kept.unpaid] == [yuan(600), yuan(1_000)]
    assert kept.still_owed == yuan(9_600)


def test_money_that_comes_early_waits_for_its_instalment() -> None:
    before, after = on("2026-05-13", ("2026-05-12", 1000)), on("2026-05-16", ("2026-05-12", 1000))
    assert states(before)[:2] == ["ahead", "next"]
    assert before.held == yuan(1_000)
    assert states(after)[:2] == ["paid", "next"]
    assert before.still_owed == after.still_owed == yuan(11_000)


def test_what_is_beyond_the_next_instalment_lowers_the_principal_and_leaves_the_next_due() -> None:
    kept = on("2026-06-20", ("2026-05-15", 3000))
    assert states(kept)[:2] == ["paid", "paid"]
    assert sum(each.extra for each in kept.counted) == yuan(1_000)
    assert kept.still_owed == yuan(9_000)
    assert len(kept.rows) == 11


def test_two_small_payments_make_one_instalment() -> None:
    kept = on("2026-05-20", ("2026-05-02", 400), ("2026-05-14", 600))
    assert states(kept)[0] == "paid"
    assert kept.rows[0].paid_on == dt.date(2026, 5, 14)


def test_payments_before_the_agreement_do_not_count() -> None:
    assert on("2026-05-20", ("2026-03-31", 1000)).paid == 0


def test_penalty_runs_on_what_is_past_due() -> None:
    late = replace(AGREED, penalty_rate=Decimal("0.1825"))
    kept = on("2026-06-14", agreed=late)
    assert kept.rows[0].left == yuan(1_000) + yuan(15)  # 1,000 x 18.25 % x 30 / 365
    assert kept.still_owed == yuan(12_015)


def test_sixty_months_kept_to_the_day_end_at_nothing() -> None:
    """A whole journey: in time, late, in two parts, early, doubled; at its end all is paid and the sums agree."""
    agreed = replace(
        AGREED,
        periods=60,
        annual_rate=Decimal("0.06"),
        waive=Waive(penalty=Decimal(1)),
        arrears=Arrears(penalty=yuan(500)),
    )
    due = [row.due for row in schedule(agreed).rows]
    amount = schedule(agreed).rows[0].payment
    made: list[PaidOn] = []
    for n, day in enumerate(due):
        if n % 7 == 3:
            made += [
                PaidOn(date=day, amount=amount // 2),
                PaidOn(date=day + dt.timedelta(9), amount=amount - amount // 2),
            ]
        else:
            shift = {1: -4, 5: 6}.get(n % 7, 0)
            made.append(PaidOn(date=day + dt.timedelta(shift), amount=amount * 2 if n == 20 else amount))
    debt = a_debt(principal=yuan(12_000), payments=tuple(made))
    agreement = Agreement(id="g1", debt="d1", date=START, terms=agreed)
    kept = keeping(a_case(debt, agreements=(agreement,)), debt, agreement, Month.of(due[-1]).plus(1).last)
    assert kept.is_settled
    assert {row.state for row in kept.rows} <= {"paid", "late"}
    assert sum(row.state == "late" for row in kept.rows) >= 15
    assert kept.now.totals.payment <= kept.paid


@pytest.mark.parametrize("day", ["2026-04-20", "2026-07-20", "2027-08-01"])
def test_the_rest_spread_anew_is_what_is_owed_that_day(day: str) -> None:
    kept = on(day, ("2026-05-15", 1000), ("2026-06-10", 250))
    anew = replanned(kept, 6, next_first_due(kept))
    assert schedule(anew).totals.payment == kept.still_owed
    assert next_first_due(kept) > kept.today


def test_a_payment_can_be_recorded_and_taken_back() -> None:
    debt = a_debt()
    paid = with_payment(with_payment(debt, dt.date(2026, 6, 1), 5), dt.date(2026, 5, 1), 7)
    assert [each.amount for each in paid.payments] == [7, 5]
    assert without_payment(paid, PaidOn(date=dt.date(2026, 6, 1), amount=5)).payments == paid.payments[:1]
    assert without_payment(debt, PaidOn(date=dt.date(2026, 6, 1), amount=5)) == debt


def _flow(id: str, day: str, amount: int, party: str = "Creditor d1", kind: str = "debt_repayment") -> Flow:
    return Flow(id=id, at=dt.date.fromisoformat(day), amount=-yuan(amount), kind=kind, party=party)  # type: ignore[arg-type]


def test_repayments_in_the_statements_are_found_once() -> None:
    flows = (
        _flow("f1", "2026-05-15", 1000),
        _flow("f2", "2026-06-15", 1000),
        _flow("f3", "2026-06-15", 1000, party="Somebody"),
        _flow("f4", "2026-06-15", 1000, kind="spending"),
        _flow("f5", "2026-03-15", 1000),
    )
    debt = a_debt(payments=(PaidOn(date=dt.date(2026, 5, 16), amount=yuan(1000)),))
    found = flows_to_record(a_case(debt, flows=flows), debt, START)
    assert [flow.id for flow in found] == ["f2"]


def test_agreements_without_terms_or_debt_are_left_out() -> None:
    debt: Debt = a_debt()
    case = a_case(
        debt, agreements=(Agreement(id="g1", debt="d1"), Agreement(id="g2", debt="gone", terms=AGREED))
    )
    assert keepings(case, START) == ()
