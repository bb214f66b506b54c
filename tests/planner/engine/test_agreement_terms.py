# SPDX-License-Identifier: Apache-2.0
"""What an agreement says: hidden rates, differences from the offer, the cost of missing, what its state means."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from planner.engine.agreement import keeping
from planner.engine.agreement_terms import consequences, cost_of_missing, differences, hidden_rate, offer_of
from planner.facts.case import Agreement, Case, Debt, Offer
from planner.facts.money import round_fen
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import Fees, PaidOn, Terms, Waive
from tests.builders import Decimal, a_case, a_debt, terms, yuan

BOOK = load(resources() / "rules")
START = dt.date(2026, 4, 1)
AGREED = terms(
    principal=yuan(12_000),
    start=START,
    periods=12,
    first_due=dt.date(2026, 5, 15),
    due_day=15,
    kind="equal_instalment",
)


def signed(agreed: Terms = AGREED, confirmed: bool = False, **keys: object) -> tuple[Case, Debt, Agreement]:
    debt = a_debt(principal=yuan(12_000), **keys)
    agreement = Agreement(id="g1", debt="d1", date=START, terms=agreed, confirmed=confirmed)
    return a_case(debt, agreements=(agreement,)), debt, agreement


def test_a_fee_is_a_rate_that_is_not_named() -> None:
    case, debt, agreement = signed(replace(AGREED, fees=Fees(added=yuan(600))))
    kept = keeping(case, debt, agreement, START)
    said = list(hidden_rate(kept.terms, kept.agreed, "agreements/g1", BOOK))
    assert len(said) == 1
    assert said[0].values["named"] == "0%"
    plain = keeping(*signed(), START)
    assert list(hidden_rate(plain.terms, plain.agreed, "agreements/g1", BOOK)) == []


def test_differences_name_what_moved_and_only_that() -> None:
    case, debt, _agreement = signed()
    found = {d.label: d for d in differences(case, debt, AGREED, replace(AGREED, periods=24))}
    assert not found["Instalments"].is_same
    assert found["All that is paid"].is_same
    assert (found["Largest instalment"].offered, found["Largest instalment"].agreed) == (
        yuan(1_000),
        yuan(500),
    )


def test_an_agreement_goes_back_to_the_accepted_offer() -> None:
    case, _debt, agreement = signed()
    offers = (
        Offer(id="o1", debt="d1", by="us", date=START, terms=AGREED, state="accepted"),
        Offer(id="o2", debt="d1", by="them", date=dt.date(2026, 6, 1), terms=AGREED),
        Offer(id="o3", debt="d1", by="us", date=dt.date(2026, 7, 1)),
    )
    found = offer_of(replace(case, offers=offers), agreement)
    assert found is not None
    assert found.id == "o1"
    assert offer_of(case, agreement) is None


def test_missing_one_revives_what_was_given_up_and_costs_more_once_confirmed() -> None:
    agreed = replace(AGREED, waive=Waive(principal=Decimal("0.1")), penalty_rate=Decimal("0.1825"))
    plain, confirmed = (keeping(*signed(agreed, yes), START) for yes in (False, True))
    one, other = cost_of_missing(plain, BOOK), cost_of_missing(confirmed, BOOK)
    assert one is not None
    assert other is not None
    assert one.revives == yuan(1_200)
    assert one.late_month == yuan("13.5")  # 900 x 18.25 % x 30 / 365
    assert one.delay_month == 0
    assert other.delay_month > 0
    assert one.at_once == yuan(10_800)


def test_a_missed_instalment_of_a_confirmed_agreement_is_said_plainly() -> None:
    kept = keeping(*signed(confirmed=True), dt.date(2026, 6, 1))
    said = [problem.words() for problem in consequences(kept)]
    assert "enforcement" in said[0]
    assert "1,000.00" in said[0]


def test_the_end_reminds_of_the_certificate() -> None:
    case, debt, agreement = signed(payments=(PaidOn(date=dt.date(2026, 4, 20), amount=yuan(12_000)),))
    kept = keeping(case, debt, agreement, dt.date(2026, 6, 1))
    assert kept.is_settled
    assert any("结清证明" in problem.words() for problem in consequences(kept))
    assert cost_of_missing(kept, BOOK) is None


def test_money_beyond_what_is_due_is_to_be_confirmed() -> None:
    case, debt, agreement = signed(payments=(PaidOn(date=dt.date(2026, 5, 15), amount=yuan(5_000)),))
    kept = keeping(case, debt, agreement, dt.date(2026, 6, 1))
    assert any("beyond" in problem.words() for problem in consequences(kept))


def test_each_late_instalment_of_a_confirmed_agreement_has_its_own_extra_so_far() -> None:
    today = dt.date(2026, 6, 1)
    case, debt, agreement = signed(confirmed=True)
    kept = keeping(case, debt, agreement, today)
    cost = cost_of_missing(kept, BOOK)
    assert cost is not None
    late = [row for row in kept.unpaid if row.due < today]
    assert late
    daily = Fraction(BOOK.rate("ENF-01"))
    assert cost.delayed == tuple(
        (row.due, round_fen(row.left * daily * (today - row.due).days)) for row in late
    )
    plain = cost_of_missing(keeping(*signed(), today), BOOK)
    assert plain is not None
    assert plain.delayed == ()
