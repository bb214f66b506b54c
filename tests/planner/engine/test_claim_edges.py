# SPDX-License-Identifier: Apache-2.0
"""Claims at the edge of what is known: parts explained apart, cards over time, contracts that say too little."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from planner.engine.claim import check_claim
from planner.engine.recompute import Way, recompute
from planner.facts.case import Claim, Debt, Drawdown, Minimum
from planner.facts.money import plain_yuan
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import PaidOn, Shape, Terms

BOOK = load(resources() / "rules")
UNTIL = dt.date(2025, 9, 1)


def a_loan(**more: Any) -> Terms:
    facts: dict[str, Any] = {
        "principal": yuan("10000"), "start": dt.date(2025, 1, 10), "annual_rate": Decimal("0.18"), "periods": 12,
        "shape": Shape(kind="equal_instalment"), "penalty_rate": Decimal("0.09"), **more,
    }  # fmt: skip
    return Terms(**facts)


def a_debt(terms: Terms | None, **more: Any) -> Debt:
    facts: dict[str, Any] = {
        "lender_class": "consumer_finance", "principal": yuan("8000"), "as_of": dt.date(2025, 1, 31), **more,
    }  # fmt: skip
    return Debt(id="d1", creditor="丙消费金融", terms=terms, **facts)


def asked(debt: Debt) -> dict[str, str]:
    return {ask.rule_id: plain_yuan(ask.amount) for ask in check_claim(debt, BOOK, search=False).ask}


def test_parts_that_need_different_ways_are_explained_apart() -> None:
    debt = a_debt(a_loan(annual_rate=Decimal("0.18")))
    by_360, more = recompute(debt, UNTIL, Way(day_count="ACT/360")), recompute(debt, UNTIL, Way(end_days=1))
    assert by_360 is not None
    assert more is not None
    claim = Claim(date=UNTIL, principal=yuan("1"), interest=by_360.interest, penalty=more.penalty)
    check = check_claim(replace(debt, claim=claim), BOOK)
    assert {(each.name, each.explains) for each in check.conventions if each.explains} == {
        ("day_count", ("interest",)),
        ("days", ("penalty",)),
    }


def test_one_way_may_explain_two_parts_and_leave_the_third_open() -> None:
    debt = a_debt(a_loan())
    by_360 = recompute(debt, UNTIL, Way(day_count="ACT/360"))
    assert by_360 is not None
    claim = Claim(date=UNTIL, principal=yuan("1"), interest=by_360.interest, penalty=by_360.penalty)
    check = check_claim(replace(debt, claim=claim), BOOK)
    assert [(each.name, each.explains) for each in check.conventions if each.explains] == [
        ("day_count", ("interest", "penalty"))
    ]


def test_the_jiebei_kind_of_late_charge() -> None:
    """20,000 at 0.04 % a day and half as much again: 0.06 % for 45 days is 540.00."""
    terms = Terms(
        principal=yuan("20000"),
        start=dt.date(2025, 1, 1),
        annual_rate=Decimal("0.146"),
        penalty_rate=Decimal("0.073"),
    )
    debt = a_debt(terms, accelerated_on=dt.date(2025, 3, 1))
    first, last = recompute(debt, dt.date(2025, 3, 1)), recompute(debt, dt.date(2025, 4, 15))
    assert first is not None
    assert last is not None
    assert last.total - first.total == yuan("540.00")


def test_what_has_no_history_has_no_ceiling() -> None:
    claim = Claim(date=UNTIL, principal=yuan("8000"), interest=yuan("90000"))
    paid = (PaidOn(date=dt.date(2025, 2, 1), amount=yuan("100")),)
    assert asked(a_debt(Terms(annual_rate=Decimal("0.2")), claim=claim, payments=paid)) == {}
    assert "INT-03" in asked(
        a_debt(Terms(annual_rate=Decimal("0.2")), claim=claim, contract_date=dt.date(2024, 9, 1))
    )
    assert asked(a_debt(Terms(annual_rate=Decimal("0.2")), claim=replace(claim, principal=None))) == {}


def test_a_card_that_was_never_late_keeps_its_order_and_owes_no_fee() -> None:
    paid = tuple(PaidOn(date=dt.date(2025, month, 10), amount=yuan("1000")) for month in (2, 3, 10))
    claim = Claim(date=dt.date(2025, 3, 20), principal=yuan("8000"), penalty=yuan("20"))
    card = a_debt(
        a_loan(), lender_class="card", payments=paid, claim=claim, minimum=Minimum(percent=Decimal("0.1"))
    )
    assert asked(card) == {"INT-12": "20.00"}


def test_a_card_of_several_drawdowns_is_not_split_into_bills() -> None:
    drawn = tuple(
        Drawdown(date=dt.date(2025, month, 10), amount=yuan("5000"), terms=a_loan(principal=None))
        for month in (1, 2)
    )
    claim = Claim(date=UNTIL, principal=yuan("10000"), penalty=yuan("3000"))
    card = a_debt(
        None, lender_class="card", drawdowns=drawn, claim=claim, minimum=Minimum(amount=yuan("500"))
    )
    assert not {"INT-12", "INT-14", "PEN-02"} & set(asked(card))


def test_a_claim_of_before_the_loan_asks_nothing() -> None:
    claim = Claim(date=dt.date(2025, 1, 1), principal=yuan("1"), penalty=yuan("1"))
    card = a_debt(a_loan(), lender_class="card", claim=claim, minimum=Minimum(amount=yuan("500")))
    assert not {"INT-12", "INT-14", "PEN-02"} & set(asked(card))


def test_a_balance_without_terms_is_shown_on_its_own_day_only() -> None:
    debt = a_debt(None, interest=yuan("12"))
    same = recompute(debt, debt.as_of)
    assert same is not None
    assert same.total == yuan("8012")
    assert recompute(debt, UNTIL) is None


def test_a_payment_made_shortly_before_its_due_date_may_be_held_for_it() -> None:
    """By the contract's words it lowers the principal that day; a platform that keeps it for the instalment is named."""
    paid = tuple(PaidOn(date=dt.date(2025, month, 7), amount=yuan("916.80")) for month in (2, 3, 4, 5))
    debt = a_debt(a_loan(), payments=paid)
    held, own = recompute(debt, UNTIL, Way(hold_early=True)), recompute(debt, UNTIL)
    assert held is not None
    assert own is not None
    assert held.penalty < own.penalty
    claim = Claim(date=UNTIL, principal=held.principal, interest=held.interest, penalty=held.penalty, fee=0)
    check = check_claim(replace(debt, claim=claim), BOOK)
    assert [each.name for each in check.conventions if each.explains] == ["early_payments"]


def test_the_last_day_of_the_calendar_is_answered() -> None:
    claim = Claim(date=dt.date.max, principal=yuan("1"))
    check = check_claim(a_debt(Terms(annual_rate=Decimal("0.2")), claim=claim), BOOK)
    assert check.lines[0].difference == yuan("1") - yuan("8000")


def test_an_open_loan_has_no_bills_to_hold_a_payment_for() -> None:
    terms = Terms(principal=yuan("8000"), start=dt.date(2025, 1, 10), annual_rate=Decimal("0.18"))
    debt = a_debt(terms, payments=(PaidOn(date=dt.date(2025, 2, 1), amount=yuan("100")),))
    assert recompute(debt, UNTIL, Way(hold_early=True, all_due=True)) == recompute(debt, UNTIL)
