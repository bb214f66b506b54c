# SPDX-License-Identifier: Apache-2.0
"""A whole journey of sixty months, month by month: nothing paid is lost, nothing owed is invented, and it ends."""

from datetime import timedelta

import pytest

from planner.engine.agreement import Keeping, keeping
from planner.engine.agreement_terms import consequences
from planner.facts.case import Case
from planner.facts.terms import PaidOn
from tests.journeys import PERIODS, PRINCIPAL, agreed_case, lived, with_payments

DAY = timedelta(days=1)
TERMS = (
    ("0", "equal_instalment", "0"),
    ("0.18", "equal_instalment", "0"),
    ("0.12", "equal_principal", "0.05"),
)


def kept_on(case: Case, made: list[PaidOn], day) -> Keeping:
    now = with_payments(case, made, day)
    return keeping(now, now.debts[0], now.agreements[0], day)


def is_sound(kept: Keeping) -> None:
    """Every fen paid is in an instalment, ahead of one, in the principal, or too much; every instalment adds up."""
    assert kept.paid == sum(each.amount for each in kept.counted)
    placed = sum(row.paid for row in kept.rows) + sum(each.extra for each in kept.counted)
    assert 0 <= kept.paid - placed <= kept.overpaid
    assert kept.still_owed >= 0
    for row in kept.rows:
        assert row.paid + row.left == row.payment
        assert min(row.paid, row.left, row.days_late) >= 0
        assert (row.state in ("part", "missed")) == (bool(row.left) and row.due < kept.today)


@pytest.mark.parametrize(("rate", "kind", "penalty"), TERMS)
@pytest.mark.parametrize("seed", [0, 2, 12, 27])
def test_sixty_months_late_partial_early_and_doubled(rate: str, kind: str, penalty: str, seed: int) -> None:
    case = agreed_case(rate, kind, penalty)
    dues, made = lived(case, seed)
    assert len(dues) == PERIODS
    for day in (*dues, dues[-1] + 60 * DAY):
        kept = kept_on(case, made, day)
        is_sound(kept)
        if rate == "0":
            assert kept.still_owed == max(PRINCIPAL - kept.paid, 0)
    last = dues[-1] + 61 * DAY
    owed = kept_on(case, made, last).still_owed
    ended = kept_on(case, [*made, PaidOn(date=last, amount=owed)] if owed else made, last)
    is_sound(ended)
    assert ended.is_settled
    assert not ended.unpaid
    assert ended.now.totals.principal == PRINCIPAL
    assert ended.paid - ended.overpaid == PRINCIPAL + ended.now.totals.interest + ended.now.totals.penalty
    said = {problem.rule_id for problem in consequences(ended)}
    assert "CR-09" in said  # ask for the settlement certificate


def test_a_paid_instalment_is_never_dearer_for_being_paid_in_time() -> None:
    case = agreed_case("0.18", "equal_instalment", "0.05")
    table = kept_on(case, [], case.agreements[0].date).agreed.rows
    made = [PaidOn(date=row.due, amount=row.payment) for row in table]
    ended = kept_on(case, made, table[-1].due)
    assert ended.is_settled
    assert {row.state for row in ended.rows} == {"paid"}
    assert ended.now.totals.payment == sum(row.payment for row in table)


def test_money_that_waits_for_an_instalment_made_smaller_is_told_as_extra() -> None:
    case = agreed_case("0.12", "equal_principal")
    table = kept_on(case, [], case.agreements[0].date).agreed.rows
    first, second = table[0], table[1]
    made = [
        PaidOn(date=first.due, amount=first.payment + second.payment),  # the second half waits for the next
        PaidOn(date=first.due, amount=first.payment),  # lowers the principal, so the next one asks for less
    ]
    kept = kept_on(case, made, second.due)
    is_sound(kept)
    assert kept.rows[1].state == "paid"
    assert kept.rows[1].payment < second.payment
    assert sum(each.extra for each in kept.counted) == kept.paid - first.payment - kept.rows[1].payment


def test_what_is_paid_beyond_everything_is_named() -> None:
    case = agreed_case()
    kept = kept_on(
        case, [PaidOn(date=case.agreements[0].date, amount=PRINCIPAL + 12_300)], case.debts[0].as_of
    )
    assert kept.is_settled
    assert kept.overpaid == 12_300
    assert any("123.00" in problem.words() for problem in consequences(kept))
