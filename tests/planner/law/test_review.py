# SPDX-License-Identifier: Apache-2.0
"""The review before an offer leaves the house: each topic fires on its own facts, and only then."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.plan import DebtPlan, Gap, Instalment, Level, Plan
from planner.facts.case import (
    Agreement,
    Case,
    Claim,
    Debt,
    Drawdown,
    Expense,
    Household,
    Income,
    Offer,
    Override,
)
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.money import yuan_from_plain as yuan
from planner.facts.places import resources
from planner.facts.problems import STOP, Problem
from planner.facts.rulebook import load, with_overrides
from planner.facts.terms import PaidOn, Shape, Terms
from planner.law.charges import agreed_rate, ceilings
from planner.law.matter import Matter
from planner.law.prudence import stressed_amount
from planner.law.review import TOPICS, review

BOOK = load(resources() / "rules")
TODAY = dt.date(2026, 11, 22)
FIRST = Month.parse("2026-12")


def a_debt(id: str = "d1", **more: Any) -> Debt:
    facts: dict[str, Any] = {
        "creditor": "丙消费金融", "lender_class": "consumer_finance", "principal": yuan("10000"), "interest": 0,
        "penalty": 0, "as_of": TODAY, "contract_date": dt.date(2025, 1, 10),
        "terms": Terms(annual_rate=Decimal("0.18")), **more,
    }  # fmt: skip
    return Debt(id=id, **facts)


def a_case(*debts: Debt, **more: Any) -> Case:
    lines: dict[str, Any] = {
        "incomes": (Income(id="i1", name="工资", amount=yuan("6200"), every="month", day=10),),
        "expenses": (Expense(id="e1", name="生活", amount=yuan("3580"), every="month", group="X1"),),
        "household": Household(adults=1, children=1),
        **more,
    }
    return Case(version=1, first_month=FIRST, debts=debts, **lines)


def a_row(debt: Debt, offer: str, periods: int = 3, due_day: int = 20) -> DebtPlan:
    rows = tuple(
        Instalment(n=n + 1, month=FIRST.plus(n), due=FIRST.plus(n).day(due_day), payment=yuan(offer), interest=0,
                   principal=yuan(offer), fee=0, penalty=0, balance=0)
        for n in range(periods)
    )  # fmt: skip
    return DebtPlan(
        debt_id=debt.id, creditor=debt.creditor, terms=None, offer=yuan(offer), steps=(Level(since=FIRST, amount=yuan(offer)),),
        rows=rows, opening=debt.owed, owed=(), total=0, waived=0, last_due=None,
    )  # fmt: skip


def a_plan(rows: Sequence[DebtPlan], budget: str, affordable: str = "2420") -> Plan:
    return Plan(
        scenario="s1", strategy="pro_rata", affordable=yuan(affordable), budget=yuan(budget), feasible=True, refusal=None,
        months=(), debts=tuple(rows), total=0, end=None, peak=0, gap=Gap(proved=False, money=None, months=None),
        relax=(), problems=(),
    )  # fmt: skip


@dataclass(frozen=True)
class Held:
    holds: float


def found(
    case: Case, plan: Plan | None = None, stress: Held | None = None, book: Any = BOOK
) -> list[Problem]:
    problems = list(review(case, plan, stress, book, TODAY))
    for problem in problems:
        with speaking("en"):
            assert problem.words()
        if problem.rule_id:
            assert book.rule(problem.rule_id)
    return problems


def rules_at(problems: list[Problem], where: str) -> set[str | None]:
    return {problem.rule_id for problem in problems if problem.where == where}


def test_an_ordinary_debt_raises_no_question_about_its_rate() -> None:
    assert not rules_at(found(a_case(a_debt())), "debts/d1/terms/annual_rate")


@pytest.mark.parametrize(
    ("rate", "asks"), [("0.24", False), ("0.240008", False), ("0.2402", True), ("0.36", True)]
)
def test_the_24_percent_question_has_a_tolerance_of_a_hundredth_point(rate: str, asks: bool) -> None:
    debt = a_debt(terms=Terms(annual_rate=Decimal(rate)))
    assert ("INT-03" in rules_at(found(a_case(debt)), "debts/d1/terms/annual_rate")) is asks


def test_interest_and_penalty_together_are_held_beside_24_percent() -> None:
    debt = a_debt(terms=Terms(annual_rate=Decimal("0.18"), penalty_rate=Decimal("0.09")))
    assert rules_at(found(a_case(debt)), "debts/d1/terms/penalty_rate") == {"INT-03"}


@pytest.mark.parametrize("lender_class", ["bank", "card", "consumer_finance", "microloan"])
def test_four_times_lpr_is_no_ceiling_for_licensed_lenders(lender_class: str) -> None:
    debt = a_debt(lender_class=lender_class, terms=Terms(annual_rate=Decimal("0.20")))
    assert "INT-01" not in {problem.rule_id for problem in found(a_case(debt))}


def test_four_times_lpr_is_asked_of_private_lenders_by_contract_date() -> None:
    debt = a_debt(lender_class="unlicensed", terms=Terms(annual_rate=Decimal("0.14")))
    assert ceilings(debt, BOOK).four_lpr == Decimal("0.124")
    assert "INT-01" in rules_at(found(a_case(debt)), "debts/d1/terms/annual_rate")
    below = replace(debt, terms=Terms(annual_rate=Decimal("0.12")))
    assert "INT-01" not in rules_at(found(a_case(below)), "debts/d1/terms/annual_rate")
    old = replace(debt, contract_date=dt.date(2020, 3, 1))
    assert "INT-01a" in rules_at(found(a_case(old)), "debts/d1/contract_date")
    older = replace(debt, contract_date=dt.date(2019, 3, 1))
    assert "INT-01a" in rules_at(found(a_case(older)), "debts/d1/contract_date")
    unknown = replace(debt, contract_date=None)
    assert ceilings(unknown, BOOK).four_lpr is None
    assert "INT-01" in rules_at(found(a_case(unknown)), "debts/d1/contract_date")


def test_new_microloans_show_four_times_lpr_as_a_trend_only() -> None:
    new = a_debt(lender_class="microloan", contract_date=dt.date(2026, 1, 5))
    assert rules_at(found(a_case(new)), "debts/d1/terms/annual_rate") == {"INT-06"}
    old = replace(new, contract_date=dt.date(2025, 12, 1))
    assert not rules_at(found(a_case(old)), "debts/d1/terms/annual_rate")


@pytest.mark.parametrize("lender_class", ["guarantee", "assignee"])
def test_for_guarantors_and_assignees_both_figures_are_shown_as_a_question(lender_class: str) -> None:
    problems = found(a_case(a_debt(lender_class=lender_class)))
    assert "INT-03" in rules_at(problems, "debts/d1/terms/annual_rate")
    assert "INT-02" in rules_at(problems, "debts")
    mild = a_debt(lender_class=lender_class, terms=Terms(annual_rate=Decimal("0.10")))
    assert not rules_at(found(a_case(mild)), "debts/d1/terms/annual_rate")


def test_unknown_facts_with_legal_effect_are_named() -> None:
    debt = a_debt(
        contract_date=None, interest=None, stage="payment_order", terms=None, lender_class="assignee"
    )
    places = {problem.where for problem in found(a_case(debt, household=None))}
    assert {
        "debts/d1/contract_date",
        "debts/d1",
        "debts/d1/deadline",
        "debts/d1/lender_class",
        "household/adults",
    } <= places


def test_the_local_living_standard_is_asked_for_until_it_is_entered() -> None:
    assert "ENF-04" in rules_at(found(a_case(a_debt())), "overrides")
    mine = with_overrides(BOOK, [Override(id="o1", rule_id="ENF-04/local_monthly", value="800.00")])
    problems = found(a_case(a_debt()), book=mine)
    assert "ENF-04" not in rules_at(problems, "overrides")
    assert rules_at(problems, "overrides/ENF-04/local_monthly") == {"ENF-04"}


def test_an_offer_comes_with_what_sending_and_signing_mean() -> None:
    debt = a_debt()
    plan = a_plan([a_row(debt, "1000")], "1000")
    problems = found(a_case(debt), plan)
    assert {"LIM-04", "MED-09"} <= rules_at(problems, "plan")
    assert not rules_at(found(a_case(debt)), "plan")


def test_a_plan_above_what_a_fifth_less_income_leaves_is_warned_of() -> None:
    debt = a_debt()
    case = a_case(debt)
    assert stressed_amount(Matter(case, None, None, BOOK, TODAY)) == yuan("1380")
    assert rules_at(found(case, a_plan([a_row(debt, "1380")], "1380")), "plan/budget") == set()
    assert rules_at(found(case, a_plan([a_row(debt, "1380.01")], "1380.01")), "plan/budget") == {"MED-09"}


def test_a_plan_that_holds_in_too_few_futures_is_named() -> None:
    debt = a_debt()
    plan = a_plan([a_row(debt, "1000")], "1000")
    few = [p for p in found(a_case(debt), plan, Held(0.89)) if "holds" in p.values]
    assert [problem.values["holds"] for problem in few] == ["89%"]
    assert not [p for p in found(a_case(debt), plan, Held(0.90)) if "holds" in p.values]


def test_a_creditor_far_above_its_share_is_noted() -> None:
    one, two = a_debt("d1"), a_debt("d2")
    plan = a_plan([a_row(one, "1300"), a_row(two, "700")], "2000")
    assert rules_at(found(a_case(one, two), plan), "debts/d1") == {"SHARE-01"}
    level = a_plan([a_row(one, "1200"), a_row(two, "800")], "2000")
    assert not rules_at(found(a_case(one, two), level), "debts/d1")
    enforced = replace(one, stage="enforcement", deadline=dt.date(2027, 3, 1))
    assert not rules_at(found(a_case(enforced, two), plan), "debts/d1")


def test_cards_can_agree_to_at_most_sixty_instalments() -> None:
    long, short = Terms(periods=61), Terms(periods=60)
    card = a_debt(lender_class="card", menu=(short, long))
    case = a_case(card, offers=(Offer(id="o1", debt="d1", by="us", terms=long), Offer(id="o2", debt="d1", by="us")),
                  agreements=(Agreement(id="a1", debt="d1", terms=short), Agreement(id="a2", debt="gone", terms=long)))  # fmt: skip
    stops = [p for p in found(case) if p.severity == STOP]
    assert [(p.where, p.rule_id) for p in stops] == [
        ("debts/d1/menu/1/periods", "INT-13"),
        ("offers/o1/terms/periods", "INT-13"),
    ]
    assert not [p for p in found(a_case(a_debt(menu=(long,)))) if p.severity == STOP]


def test_deadlines_come_first() -> None:
    near = a_debt(deadline=dt.date(2026, 12, 1))
    assert rules_at(found(a_case(near)), "debts/d1/deadline") == {"LIM-06"}
    far = a_debt(deadline=dt.date(2027, 6, 1))
    assert not rules_at(found(a_case(far)), "debts/d1/deadline")
    passed = a_debt(deadline=dt.date(2026, 11, 20))
    assert rules_at(found(a_case(passed)), "debts/d1/deadline") == {"LIM-06"}
    saturday = a_debt(deadline=dt.date(2027, 6, 5))
    assert [p.values["later"] for p in found(a_case(saturday)) if p.where == "debts/d1/deadline"] == [
        "2027-06-07"
    ]


def test_a_plan_is_no_answer_to_a_payment_order() -> None:
    debt = a_debt(stage="payment_order", deadline=dt.date(2026, 12, 1))
    plan = a_plan([a_row(debt, "1000")], "1000")
    assert "MED-17" in rules_at(found(a_case(debt), plan), "debts/d1")


def test_limitation_that_may_have_ended_is_a_caution_before_any_offer() -> None:
    terms = Terms(annual_rate=Decimal("0.18"), first_due=dt.date(2022, 6, 10), periods=12, due_day=10)
    debt = a_debt(contract_date=dt.date(2022, 5, 10), terms=terms)
    assert rules_at(found(a_case(debt)), "debts/d1") == {"LIM-05"}
    paid = replace(debt, payments=(PaidOn(date=dt.date(2025, 2, 1), amount=100),))
    assert not rules_at(found(a_case(paid)), "debts/d1")
    late = replace(debt, payments=(PaidOn(date=dt.date(2026, 10, 1), amount=100),))
    assert rules_at(found(a_case(late)), "debts/d1") == {"LIM-05"}


def test_every_file_of_topics_is_in_the_visible_list() -> None:
    import planner.law.charges
    import planner.law.claimed
    import planner.law.deadlines
    import planner.law.doubts
    import planner.law.fairness
    import planner.law.limitation
    import planner.law.missing
    import planner.law.prudence

    modules = [planner.law.charges, planner.law.claimed, planner.law.deadlines, planner.law.doubts,
               planner.law.fairness, planner.law.limitation, planner.law.missing, planner.law.prudence]  # fmt: skip
    topics = {getattr(m, name) for m in modules for name in vars(m) if name.startswith("review_")}
    assert topics == set(TOPICS)


def test_an_empty_case_is_reviewed_without_complaint() -> None:
    assert found(Case(version=1, first_month=FIRST)) == []


def test_a_claim_above_the_persons_own_figures_is_a_question() -> None:
    claim = Claim(date=TODAY, principal=yuan("10500"))
    assert rules_at(found(a_case(a_debt(claim=claim))), "debts/d1/claim/principal") == {"PAY-02"}
    assert not rules_at(
        found(a_case(a_debt(claim=replace(claim, principal=yuan("10000"))))), "debts/d1/claim/principal"
    )


def test_a_claim_above_contract_and_ceiling_names_both() -> None:
    terms = Terms(
        principal=yuan("10000"), start=dt.date(2025, 1, 10), annual_rate=Decimal("0.18"), periods=12
    )
    claim = Claim(date=TODAY, principal=yuan("10000"), interest=yuan("9000"))
    assert rules_at(found(a_case(a_debt(terms=terms, claim=claim))), "debts/d1/claim") == {"INT-03", "PAY-02"}


def flat_fee(rate: str) -> Terms:
    shape = Shape(kind="flat_fee", fee_rate=Decimal(rate))
    return Terms(principal=yuan("12000"), start=dt.date(2025, 1, 10), periods=12, shape=shape)


def test_a_fee_per_period_is_held_beside_24_percent_by_its_true_yearly_rate() -> None:
    mild = a_debt(terms=flat_fee("0.006"))
    assert agreed_rate(mild).quantize(Decimal("0.000001")) == Decimal("0.130342")
    assert rules_at(found(a_case(mild)), "debts/d1/terms/annual_rate") == {"INT-09"}
    dear = a_debt(terms=flat_fee("0.0133"))
    assert rules_at(found(a_case(dear)), "debts/d1/terms/annual_rate") == {"INT-03", "INT-09"}


def test_money_kept_back_raises_the_true_yearly_rate() -> None:
    shape = Shape(kind="equal_instalment", instalment=yuan("2100"))
    terms = Terms(
        principal=yuan("20000"),
        start=dt.date(2025, 1, 10),
        annual_rate=Decimal("0.449759"),
        day_count="PERIODIC",
        periods=12,
        shape=shape,
    )
    whole = a_debt(terms=terms)
    assert agreed_rate(whole).quantize(Decimal("0.0001")) == Decimal("0.4498")
    less = a_debt(
        terms=terms, drawdowns=(Drawdown(date=dt.date(2025, 1, 10), amount=yuan("19000"), terms=terms),)
    )
    assert agreed_rate(less).quantize(Decimal("0.0001")) == Decimal("0.5564")


def test_instalments_of_24_0008_percent_are_not_questioned() -> None:
    shape = Shape(kind="equal_instalment", instalment=yuan("945.60"))
    terms = Terms(
        principal=yuan("10000"),
        start=dt.date(2025, 1, 10),
        annual_rate=Decimal("0.24"),
        day_count="PERIODIC",
        periods=12,
        shape=shape,
    )
    assert not rules_at(found(a_case(a_debt(terms=terms))), "debts/d1/terms/annual_rate")


def test_terms_that_no_schedule_can_follow_keep_the_rate_they_state() -> None:
    never = Terms(principal=yuan("12000"), start=dt.date(2025, 1, 10), annual_rate=Decimal("0.20"),
                  shape=Shape(kind="fixed_amount", instalment=yuan("1")))  # fmt: skip
    assert agreed_rate(a_debt(terms=never)) == Decimal("0.20")


def test_a_contract_after_the_last_known_lpr_says_so() -> None:
    late = a_debt(contract_date=dt.date(2026, 11, 1))
    assert "INT-01" in rules_at(found(a_case(late)), "overrides")
