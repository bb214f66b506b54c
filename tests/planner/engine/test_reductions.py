# SPDX-License-Identifier: Apache-2.0
"""Ceilings of charges, penalty above the loss, card late fees, and the legal order of payments: published rows."""

import datetime as dt
from decimal import Decimal

import pytest

from planner.engine.allocation import Parts, divide
from planner.engine.payment_order import LEGAL_ORDER, OneDebt, among_debts, card_order
from planner.engine.reductions import card_late_fee, ceiling_constant, ceiling_declining, penalty_above_loss
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import PaidOn

BOOK = load(resources() / "rules")
ASK = BOOK.rate("INT-03")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def paid(date: str, amount: str) -> PaidOn:
    return PaidOn(date=day(date), amount=yuan(amount))


def test_24_percent_with_a_constant_principal() -> None:
    since, until = day("2024-09-01"), day("2026-03-01")
    ceiling = ceiling_constant(yuan("26500"), since, until, ASK)
    assert ceiling.charges == yuan("9513.86")
    assert ceiling.above(yuan("26500") + yuan("13200")) == yuan("3686.14")
    by_360 = ceiling_constant(yuan("26500"), since, until, ASK, "ACT/360")
    assert (by_360.charges, by_360.above(yuan("39700"))) == (yuan("9646.00"), yuan("3554.00"))


def test_24_percent_with_a_declining_principal() -> None:
    ceiling = ceiling_declining(
        [paid("2025-01-10", "20000")],
        [paid("2025-02-10", "2100"), paid("2025-03-10", "2100")],
        day("2026-03-10"),
        ASK,
    )
    assert (ceiling.principal, ceiling.charges) == (yuan("16544.73"), yuan("3970.74"))
    assert ceiling.total == yuan("20515.47")
    assert ceiling.above(yuan("23000")) == yuan("2484.53")
    assert ceiling.above(yuan("20000")) == 0


def test_a_declining_ceiling_without_payments_is_the_constant_one() -> None:
    received = [paid("2024-09-01", "26500")]
    assert ceiling_declining(received, [], day("2026-03-01"), ASK) == ceiling_constant(
        yuan("26500"), day("2024-09-01"), day("2026-03-01"), ASK
    )


def test_a_second_drawdown_counts_from_its_own_day_and_later_payments_do_not() -> None:
    received = [paid("2025-01-01", "10000"), paid("2025-07-01", "10000")]
    ceiling = ceiling_declining(received, [paid("2026-05-01", "500")], day("2026-01-01"), Decimal("0.365"))
    # 365 days on 10,000 and 184 days on another 10,000 at a thousandth a day
    assert (ceiling.principal, ceiling.charges) == (yuan("20000"), yuan("5490.00"))


def test_a_payment_below_the_charges_leaves_the_principal_alone() -> None:
    ceiling = ceiling_declining(
        [paid("2025-01-01", "10000")], [paid("2025-04-11", "400")], day("2025-04-11"), Decimal("0.365")
    )
    assert (ceiling.principal, ceiling.charges) == (yuan("10000"), yuan("600.00"))


def test_a_penalty_above_130_percent_of_the_loss() -> None:
    assert penalty_above_loss(yuan("4000"), yuan("2500"), BOOK) == yuan("750.00")
    assert penalty_above_loss(yuan("3250"), yuan("2500"), BOOK) == 0


def test_card_late_fee() -> None:
    assert card_late_fee(yuan("1200"), yuan("300"), BOOK) == yuan("45.00")
    assert card_late_fee(yuan("1200"), yuan("1300"), BOOK) == 0


@pytest.mark.parametrize(
    ("payment", "costs", "interest", "principal"),
    [("2000", "975", "1025", "0"), ("5000", "975", "3200", "825")],
)
def test_inside_one_debt_costs_come_first_then_interest(
    payment: str, costs: str, interest: str, principal: str
) -> None:
    owed = Parts(fee=yuan("975"), interest=yuan("3200"), principal=yuan("26500"))
    assert divide(yuan(payment), owed, LEGAL_ORDER) == Parts(
        fee=yuan(costs), interest=yuan(interest), principal=yuan(principal)
    )


def three(rate_b: str = "0", due_b: str = "2025-06-01") -> list[OneDebt]:
    return [
        OneDebt(id="A", amount=yuan("3000"), due=day("2025-03-01")),
        OneDebt(id="B", amount=yuan("5000"), due=day(due_b), rate=Decimal(rate_b)),
        OneDebt(id="C", amount=yuan("4000"), due=day("2025-12-01")),
    ]


def test_among_debts_of_one_creditor_the_earlier_due_comes_first() -> None:
    on = day("2025-07-01")
    assert among_debts(yuan("4000"), three(), on) == {"A": yuan("3000"), "B": yuan("1000"), "C": 0}
    assert among_debts(yuan("4000"), three(), on, "C") == {"A": 0, "B": 0, "C": yuan("4000")}
    assert among_debts(yuan("4000"), three(rate_b="0.1"), on) == {"A": 0, "B": yuan("4000"), "C": 0}
    same_day = among_debts(yuan("4000"), three(due_b="2025-03-01"), on)
    assert same_day == {"A": yuan("1500"), "B": yuan("2500"), "C": 0}


def test_among_debts_the_unsecured_one_comes_first_and_too_much_stays_with_the_payer() -> None:
    debts = three()
    secured = [OneDebt(id="A", amount=yuan("3000"), due=day("2025-03-01"), secured=1), *debts[1:]]
    assert among_debts(yuan("4000"), secured, day("2025-07-01"))["B"] == yuan("4000")
    assert sum(among_debts(yuan("20000"), debts, day("2025-07-01")).values()) == yuan("12000")


@pytest.mark.parametrize(("days", "charges", "principal"), [(90, "1200", "800"), (91, "0", "2000")])
def test_a_card_91_days_overdue_pays_principal_first(days: int, charges: str, principal: str) -> None:
    owed = Parts(interest=yuan("1200"), principal=yuan("9000"))
    paid_parts = divide(yuan("2000"), owed, card_order(days, BOOK))
    assert (paid_parts.interest, paid_parts.principal) == (yuan(charges), yuan(principal))


def test_late_fees_by_the_day() -> None:
    late = ceiling_constant(yuan("5000"), day("2026-01-01"), day("2026-01-31"), Decimal("0.1825"))
    assert late.charges == yuan("75.00")
    late = ceiling_constant(yuan("20000"), day("2026-01-01"), day("2026-02-15"), Decimal("0.219"))
    assert late.charges == yuan("540.00")
