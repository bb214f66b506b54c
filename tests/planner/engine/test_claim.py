# SPDX-License-Identifier: Apache-2.0
"""The claimed balance against the recomputed one: every line, its reason, and what may be asked under which rule row."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.account import AccountTerms, owed_on
from planner.engine.allocation import Parts
from planner.engine.asks import four_times_lpr
from planner.engine.claim import ClaimCheck, check_claim
from planner.engine.recompute import Way, recompute
from planner.engine.schedule import schedule
from planner.facts.case import Claim, Debt, Drawdown, Minimum
from planner.facts.money import plain_yuan
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.facts.terms import PaidOn, Shape, Terms
from planner.reports.answers_law import claim_answer

BOOK = load(resources() / "rules")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def paid(date: str, amount: str) -> PaidOn:
    return PaidOn(date=day(date), amount=yuan(amount))


def a_loan(**more: Any) -> Terms:
    """10,000 at 18 % over twelve months from 10 January 2025, 9 % penalty on top."""
    facts: dict[str, Any] = {
        "principal": yuan("10000"), "start": day("2025-01-10"), "annual_rate": Decimal("0.18"), "periods": 12,
        "shape": Shape(kind="equal_instalment"), "penalty_rate": Decimal("0.09"), **more,
    }  # fmt: skip
    return Terms(**facts)


TWO_PAID = (paid("2025-02-10", "916.80"), paid("2025-03-10", "916.80"))


def a_debt(terms: Terms | None, claim: Claim | None = None, **more: Any) -> Debt:
    facts: dict[str, Any] = {
        "lender_class": "consumer_finance", "principal": yuan("8000"), "as_of": day("2026-03-31"), "payments": TWO_PAID,
        **more,
    }  # fmt: skip
    return Debt(id="d1", creditor="丙消费金融", terms=terms, claim=claim, **facts)


def a_claim(parts: Parts, date: str = "2025-09-01") -> Claim:
    return Claim(
        date=day(date),
        principal=parts.principal,
        interest=parts.interest,
        penalty=parts.penalty,
        fee=parts.fee,
    )


def known(parts: Parts | None) -> Parts:
    assert parts is not None
    return parts


def asked(check: ClaimCheck) -> dict[str, str]:
    return {ask.rule_id: plain_yuan(ask.amount) for ask in check.ask}


def explained(check: ClaimCheck) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.name, each.value, each.explains) for each in check.conventions if each.explains]


def test_an_honest_claim_differs_in_no_line() -> None:
    debt = a_debt(a_loan())
    check = check_claim(replace(debt, claim=a_claim(known(recompute(debt, day("2025-09-01"))))), BOOK)
    assert [line.difference for line in check.lines] == [0, 0, 0, 0, 0]
    assert {line.why.text for line in check.lines} == {"The same to the fen."}
    assert check.basis == "contract"
    assert check.ask == ()
    assert explained(check) == []


def test_the_recomputed_lines_are_what_the_schedule_owes_that_day() -> None:
    owed = schedule(replace(a_loan(), payments=TWO_PAID, as_of=day("2025-09-01"))).owed
    assert owed is not None
    assert recompute(a_debt(a_loan()), day("2025-09-01")) == Parts(
        owed.fee, owed.penalty, owed.interest, owed.principal
    )


def test_the_ways_of_counting_are_stated() -> None:
    check = check_claim(a_debt(a_loan(), Claim(date=day("2025-09-01"))), BOOK)
    stated = {each.name: each.value for each in check.conventions}
    assert stated["day_count"] == "ACT/365F"
    assert stated["rounding"] == "half_up"
    assert stated["allocation"] == "fee, penalty, interest, principal"
    assert stated["period"] == "2025-01-10/2025-09-01"
    assert stated["payments"] == "2"


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (Way(day_count="ACT/360"), "day_count"),
        (Way(day_count="30/360"), "day_count"),
        (Way(end_days=1), "days"),
        (Way(end_days=-1), "days"),
        (Way(start_days=-1), "start"),
        (Way(all_due=True), "penalty_base"),
        (Way(compound=True), "penalty_base"),
    ],
)
def test_a_difference_is_explained_by_the_way_of_counting_that_gives_it(way: Way, name: str) -> None:
    debt = a_debt(a_loan())
    until = day("2025-09-01")
    check = check_claim(replace(debt, claim=a_claim(known(recompute(debt, until, way)))), BOOK)
    found = explained(check)
    assert len(found) == 1
    assert found[0][0] == name
    differing = {line.part for line in check.lines if line.difference and line.part != "total"}
    assert set(found[0][2]) == differing
    for line in check.lines:
        if line.part in differing:
            assert "gives the claimed figure" in line.why.text


def test_two_departures_together_are_found_too() -> None:
    debt = a_debt(a_loan())
    both = known(recompute(debt, day("2025-09-01"), Way(day_count="ACT/360", all_due=True)))
    check = check_claim(replace(debt, claim=a_claim(both)), BOOK)
    assert [each[0] for each in explained(check)] == ["day_count+penalty_base"]


def test_an_order_of_payment_against_the_contract_is_asked_about() -> None:
    agreed = ("principal", "interest", "penalty", "fee")
    late = (paid("2025-05-20", "1500"), paid("2025-07-20", "1500"))
    debt = a_debt(a_loan(allocation=agreed), payments=late)
    theirs = known(
        recompute(debt, day("2025-12-01"), Way(allocation=("fee", "penalty", "interest", "principal")))
    )
    own = known(recompute(debt, day("2025-12-01")))
    assert theirs.total > own.total
    check = check_claim(replace(debt, claim=a_claim(theirs, "2025-12-01")), BOOK)
    assert [each[0] for each in explained(check)] == ["allocation"]
    assert asked(check)["PAY-02"] == plain_yuan(theirs.total - own.total)


def test_a_figure_that_no_usual_way_gives_is_said_to_be_so() -> None:
    debt = a_debt(a_loan())
    parts = known(recompute(debt, day("2025-09-01")))
    check = check_claim(replace(debt, claim=a_claim(parts._replace(interest=parts.interest + 7777))), BOOK)
    line = next(line for line in check.lines if line.part == "interest")
    assert line.difference == 7777
    assert line.why.text.startswith("No usual way")
    less = check_claim(
        replace(debt, claim=a_claim(parts._replace(penalty=parts.penalty - 7))), BOOK, search=False
    )
    assert next(each for each in less.lines if each.part == "penalty").why.text.startswith("Less is claimed")


def test_a_part_that_is_not_stated_stays_open() -> None:
    check = check_claim(a_debt(a_loan(), Claim(date=day("2025-09-01"), principal=yuan("8446.81"))), BOOK)
    fee = next(line for line in check.lines if line.part == "fee")
    assert (fee.claimed, fee.difference, fee.recomputed) == (None, None, 0)


# ---------------------------------------------------------------- called in early, open accounts, balances


def test_after_all_was_called_in_penalty_runs_on_all_principal() -> None:
    debt = a_debt(a_loan(), accelerated_on=day("2025-06-10"))
    before = known(recompute(debt, day("2025-06-10")))
    after = known(recompute(debt, day("2025-09-18")))  # a hundred days
    assert after.principal == before.principal
    assert after.penalty - before.penalty == round(before.principal * 9 / 365)
    assert after.interest - before.interest == round(before.principal * 18 / 365)


def test_an_account_pays_by_its_order_and_rounds_what_a_payment_meets() -> None:
    terms = AccountTerms(annual_rate=Decimal("0.24"))
    parts = owed_on(Parts(principal=yuan("20000")), day("2025-01-10"), day("2026-03-10"),
                    [paid("2025-02-10", "2100"), paid("2025-03-10", "2100")], terms)  # fmt: skip
    assert (parts.principal, parts.interest) == (yuan("16544.73"), yuan("3970.74"))


def test_a_contract_without_instalments_is_an_open_account() -> None:
    terms = Terms(principal=yuan("20000"), start=day("2025-01-10"), annual_rate=Decimal("0.24"))
    debt = a_debt(terms, payments=(paid("2025-02-10", "2100"), paid("2025-03-10", "2100")))
    assert known(recompute(debt, day("2026-03-10"))).total == yuan("20515.47")


def test_without_the_contract_the_balance_entered_is_run_on() -> None:
    terms = Terms(annual_rate=Decimal("0.146"), penalty_rate=Decimal("0.073"))
    debt = a_debt(
        terms, Claim(date=day("2026-05-15")), principal=yuan("20000"), interest=yuan("100"), payments=()
    )
    check = check_claim(debt, BOOK)
    assert check.basis == "balance"
    # 45 days at 0.04 % and 0.02 % a day
    assert [line.recomputed for line in check.lines[:3]] == [yuan("20000"), yuan("460.00"), yuan("180.00")]


def test_nothing_is_invented_where_nothing_is_known() -> None:
    earlier = a_debt(None, Claim(date=day("2026-01-01"), principal=yuan("8000")), payments=())
    check = check_claim(earlier, BOOK)
    assert check.basis == "none"
    assert all(line.recomputed is None and line.difference is None for line in check.lines)
    assert check.problems
    assert check.ask == ()


def test_terms_that_mean_nothing_are_a_problem_and_not_a_crash() -> None:
    never = a_loan(shape=Shape(kind="fixed_amount", instalment=yuan("1")), periods=None)
    check = check_claim(a_debt(never, Claim(date=day("2025-09-01"))), BOOK)
    assert check.problems
    assert check.basis == "none"


def test_without_a_claim_the_balance_entered_is_compared() -> None:
    check = check_claim(a_debt(a_loan(), as_of=day("2025-09-01")), BOOK)
    assert check.as_of == day("2025-09-01")
    assert check.lines[0].claimed == yuan("8000")


# ---------------------------------------------------------------- what may be asked


def test_24_percent_is_asked_on_the_declining_balance() -> None:
    terms = Terms(principal=yuan("20000"), start=day("2025-01-10"), annual_rate=Decimal("0.36"), periods=12)
    claim = Claim(date=day("2026-03-10"), principal=yuan("17000"), interest=yuan("6000"))
    debt = a_debt(terms, claim, payments=(paid("2025-02-10", "2100"), paid("2025-03-10", "2100")))
    assert asked(check_claim(debt, BOOK))["INT-03"] == "2484.53"


def test_24_percent_is_asked_on_a_constant_principal_after_default() -> None:
    claim = Claim(date=day("2026-03-01"), principal=yuan("26500"), interest=yuan("13200"))
    terms = Terms(principal=yuan("26500"), start=day("2024-09-01"), annual_rate=Decimal("0.36"), periods=12)
    assert asked(check_claim(a_debt(terms, claim, payments=()), BOOK))["INT-03"] == "3686.14"
    called = Terms(principal=yuan("40000"), start=day("2023-09-01"), annual_rate=Decimal("0.36"), periods=36)
    debt = a_debt(called, claim, payments=(), accelerated_on=day("2024-09-01"))
    assert asked(check_claim(debt, BOOK))["INT-03"] == "3686.14"


def private(lender_class: str, contract: str = "2025-01-10") -> Debt:
    terms = Terms(principal=yuan("10000"), start=day(contract), annual_rate=Decimal("0.20"), periods=12)
    claim = Claim(date=day("2026-01-10"), principal=yuan("10000"), interest=yuan("2000"))
    return a_debt(terms, claim, payments=(), lender_class=lender_class, contract_date=day(contract))


def test_four_times_lpr_is_asked_only_of_private_lenders() -> None:
    assert asked(check_claim(private("unlicensed"), BOOK)) == {"INT-01": "760.00"}
    for licensed in ("bank", "card", "consumer_finance", "microloan"):
        assert "INT-01" not in asked(check_claim(private(licensed), BOOK))


def test_for_guarantors_and_assignees_both_stand_as_doubtful() -> None:
    check = check_claim(private("guarantee"), BOOK)
    assert [(ask.rule_id, ask.confidence) for ask in check.ask] == [("INT-01", "K?")]


def test_no_ceiling_is_named_for_a_private_loan_of_the_time_of_two_rules() -> None:
    assert four_times_lpr(private("unlicensed", "2020-03-01"), BOOK) is None
    assert four_times_lpr(private("unlicensed", "2019-03-01"), BOOK) is None
    assert asked(check_claim(private("unlicensed", "2020-03-01"), BOOK)) == {}


def test_money_kept_back_when_paid_out_lowers_the_principal() -> None:
    drawn = Drawdown(date=day("2025-01-10"), amount=yuan("9000"), terms=a_loan())
    debt = a_debt(None, drawdowns=(drawn,), payments=())
    own = known(recompute(debt, day("2025-09-01")))
    real = known(recompute(debt, day("2025-09-01"), Way(from_received=True)))
    assert (own.principal, real.principal) == (yuan("10000"), yuan("9000"))
    check = check_claim(replace(debt, claim=a_claim(own)), BOOK)
    assert asked(check)["INT-15"] == plain_yuan(own.total - real.total)
    noted = a_debt(a_loan(), drawdowns=(Drawdown(date=day("2025-01-10"), amount=yuan("9000")),), payments=())
    assert recompute(noted, day("2025-09-01")) == own


def test_a_penalty_above_130_percent_of_the_lost_interest_is_asked_about() -> None:
    debt = a_debt(a_loan(penalty_rate=Decimal("0.18")))  # as much again as the interest: the loss itself
    parts = known(recompute(debt, day("2025-09-01")))
    loss = parts.penalty
    line = yuan("1000")
    check = check_claim(replace(debt, claim=a_claim(parts._replace(penalty=loss + line))), BOOK)
    assert asked(check)["PEN-02"] == plain_yuan(line - (loss * 30 + 50) // 100)
    at_line = check_claim(replace(debt, claim=a_claim(parts)), BOOK)
    assert "PEN-02" not in asked(at_line)


def card(payments: tuple[PaidOn, ...], **more: Any) -> Debt:
    terms = a_loan(penalty_rate=Decimal(0))
    return a_debt(terms, lender_class="card", payments=payments, **more)


def test_a_card_payment_after_90_days_is_asked_to_meet_principal_first() -> None:
    until = day("2026-01-10")
    late = card((paid("2025-06-01", "3000"),))  # first instalment missed on 10 February: 111 days
    agreed = known(recompute(late, until))
    check = check_claim(replace(late, claim=a_claim(agreed, "2026-01-10")), BOOK)
    assert yuan(asked(check)["INT-14"]) > 0
    early = card((paid("2025-05-01", "3000"),))  # 80 days
    check = check_claim(replace(early, claim=a_claim(known(recompute(early, until)), "2026-01-10")), BOOK)
    assert "INT-14" not in asked(check)


def test_card_late_fees_above_the_usual_share_of_the_unpaid_minimum_are_asked_about() -> None:
    debt = card((), minimum=Minimum(amount=yuan("1200")))
    claim = Claim(date=day("2025-05-01"), principal=yuan("10000"), penalty=yuan("500"))
    # three bills unpaid by 1 May: 10 February, March, April, 5 % of 1,200 each
    assert asked(check_claim(replace(debt, claim=claim), BOOK))["INT-12"] == "320.00"


def test_several_loans_of_one_lender_share_the_payments_as_the_law_has_it() -> None:
    first = Drawdown(date=day("2025-01-10"), amount=yuan("10000"), terms=a_loan(principal=None, start=None))
    second = Drawdown(date=day("2025-03-10"), amount=yuan("5000"), terms=a_loan(principal=None, start=None))
    debt = a_debt(
        None, drawdowns=(first, second), payments=(paid("2025-02-10", "916.80"), paid("2025-05-20", "2000"))
    )
    both = known(recompute(debt, day("2025-09-01")))
    nothing_paid = known(recompute(replace(debt, payments=()), day("2025-09-01")))
    assert both.principal < nothing_paid.principal == yuan("15000")
    assert both.total < nothing_paid.total - yuan("2916.80")


def test_the_answer_has_the_keys_of_the_command_line() -> None:
    answer = claim_answer(
        [check_claim(a_debt(a_loan(), Claim(date=day("2025-09-01"), principal=yuan("9000"))), BOOK)]
    )
    (debt,) = answer["debts"]
    assert debt["as_of"] == "2025-09-01"
    assert [line["part"] for line in debt["lines"]] == ["principal", "interest", "penalty", "fee", "total"]
    assert debt["lines"][0]["claimed"] == "9000.00"
    assert set(debt["lines"][0]) == {"part", "recomputed", "claimed", "difference", "why"}


def test_an_open_account_bears_penalty_only_after_it_was_called_in() -> None:
    terms = Terms(
        principal=yuan("10000"),
        start=day("2025-01-01"),
        annual_rate=Decimal("0.0365"),
        penalty_rate=Decimal("0.0365"),
    )
    quiet = known(recompute(a_debt(terms, payments=()), day("2025-04-11")))
    called = known(recompute(a_debt(terms, payments=(), accelerated_on=day("2025-03-02")), day("2025-04-11")))
    assert (quiet.interest, quiet.penalty) == (yuan("100.00"), 0)
    assert (called.interest, called.penalty) == (yuan("100.00"), yuan("40.00"))


def test_a_loan_that_begins_after_the_claim_is_not_yet_owed() -> None:
    assert recompute(a_debt(a_loan()), day("2024-12-31")) == Parts()


def test_drawdowns_of_which_one_has_no_terms_cannot_be_recomputed() -> None:
    drawn = (Drawdown(date=day("2025-01-10"), amount=yuan("9000")),)
    assert recompute(a_debt(None, drawdowns=drawn), day("2025-09-01")) is None


def test_the_card_order_is_not_asked_of_other_lenders_and_late_fees_only_with_a_minimum() -> None:
    other = a_debt(
        a_loan(),
        Claim(date=day("2026-01-10"), principal=yuan("10000"), penalty=yuan("900")),
        payments=(paid("2025-06-01", "3000"),),
    )
    assert not {"INT-14", "INT-12"} & set(asked(check_claim(other, BOOK)))
    on_time = card((), minimum=Minimum(amount=yuan("1200")))
    claim = Claim(date=day("2025-02-09"), principal=yuan("10000"), penalty=yuan("50"))
    assert asked(check_claim(replace(on_time, claim=claim), BOOK))["INT-12"] == "50.00"


def test_money_paid_out_in_two_parts_with_payments_meets_the_one_that_is_due_first() -> None:
    open_one = Terms(annual_rate=Decimal("0.18"))
    drawn = (
        Drawdown(date=day("2025-01-10"), amount=yuan("3000"), terms=a_loan(principal=None, start=None)),
        Drawdown(date=day("2025-01-20"), amount=yuan("2000"), terms=open_one),
    )
    debt = a_debt(None, drawdowns=drawn, payments=(paid("2025-02-15", "600"), paid("2025-03-15", "9000")))
    assert known(recompute(debt, day("2025-04-01"))).total == 0
