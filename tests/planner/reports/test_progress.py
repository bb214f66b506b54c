# SPDX-License-Identifier: Apache-2.0
"""Where the person stands: next dates, steps, what is missing; and the page for a lawyer made from it."""

from dataclasses import replace
from datetime import date, datetime
from html import unescape

from planner.engine.simulate import simulate
from planner.facts.case import Agreement, Case, Check, Export, Notice, Scenario
from planner.facts.language import speaking
from planner.facts.money import format_yuan
from planner.facts.places import resources
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict
from planner.notices.typed import read_notices
from planner.reports.handover import handover, questions
from planner.reports.progress import next_dates, next_step, steps, still_missing
from tests.builders import a_case, a_debt, an_income, terms
from tests.planner.reports.given import TODAY, planned, rules, sample, sample_plan

SIGNALS = load_signals(resources() / "rules")
SCAM = "【法院诉前调解中心】何某，请12月1日前将款项转入监管账户6222000000000000 户名陈某，可免起诉。"


def verdicts(case: Case) -> dict[str, Verdict | None]:
    return read_notices(case.notices, SIGNALS, rules(), TODAY, case.debts)


def test_the_nearest_date_comes_first_with_what_it_hangs_on() -> None:
    case = sample()
    first, second = next_dates(case, verdicts(case), rules(), TODAY)
    assert (first.day, first.where, first.if_genuine) == (date(2026, 12, 10), "notice/n1", True)
    assert first.days_left(TODAY) == 18
    assert second.where == "debts/d4/deadline"


def test_a_confirmed_message_no_longer_hangs_on_being_genuine() -> None:
    notice = replace(sample().notices[0], checks=(Check(what="CHECK-1", date=TODAY, outcome="confirmed"),))
    case = replace(sample(), notices=(notice,))
    assert not next_dates(case, verdicts(case), rules(), TODAY)[0].if_genuine


def test_nobody_is_hurried_by_a_fraud() -> None:
    case = replace(sample(), notices=(Notice(id="n1", text=SCAM, received=datetime(2026, 11, 20, 9, 0)),))
    found = verdicts(case)["n1"]
    assert found is not None
    assert found.kind == "SCAM"
    assert [one.where for one in next_dates(case, verdicts(case), rules(), TODAY)] == ["debts/d4/deadline"]


def test_a_date_long_past_is_no_next_date() -> None:
    case = a_case(a_debt(deadline=date(2026, 1, 5)))
    assert next_dates(case, {}, rules(), TODAY) == ()
    assert len(next_dates(case, {}, rules(), date(2026, 1, 10))) == 1


def test_the_next_instalment_agreed_is_a_date_too() -> None:
    agreed = Agreement(
        id="a1",
        debt="d1",
        date=date(2026, 3, 1),
        terms=terms(rate="0.12", periods=6, first_due=date(2026, 4, 15), kind="equal_instalment"),
    )
    case = a_case(a_debt(), agreements=(agreed,))
    first = next_dates(case, {}, rules(), date(2026, 4, 1))[0]
    assert (first.day, first.what, first.legal) == (date(2026, 4, 15), "Instalment due", False)


def test_an_agreement_without_meaning_stops_nothing() -> None:
    agreed = Agreement(id="a1", debt="d1", terms=terms(rate="0.12", periods=0))
    assert next_dates(a_case(a_debt(), agreements=(agreed,)), {}, rules(), TODAY) == ()


def test_the_next_step_is_the_first_not_done() -> None:
    def name(case: Case, plan: bool = True) -> str | None:
        step = next_step(steps(case, sample_plan(0) if plan else None, proved=False))
        return step.name if step else None

    case = sample()
    assert name(case) == "notice"
    checked = replace(case.notices[0], checks=(Check(what="CHECK-1", outcome="confirmed"),))
    case = replace(case, notices=(checked,))
    assert name(replace(case, debts=())) == "debts"
    assert name(case, plan=False) == "plan"
    assert name(case) == "statements"


def test_everything_done_has_no_next_step() -> None:
    case = replace(sample(), exports=(Export(id="e1", kind="summary", date=TODAY),))
    done = [replace(step, done=True) for step in steps(case, sample_plan(0), proved=True)]
    assert next_step(tuple(done)) is None
    assert {step.name for step in steps(case, sample_plan(0), True) if step.done} >= {
        "debts",
        "proofs",
        "offer",
    }


def test_what_is_missing_leads_to_its_field() -> None:
    case = a_case(a_debt(stage="filed"))
    found = still_missing(case, None, rules(), TODAY)
    assert found[0].severity == "warn"
    assert found[0].where == "debts/d1/deadline"


def test_the_page_for_the_lawyer_says_who_when_what_and_asks() -> None:
    with speaking("zh"):
        text = unescape(handover(sample(), sample_plan(0), rules(), TODAY).html)
    for words in ("2026-12-10", "渝信小额贷款有限公司", format_yuan(sum(d.owed for d in sample().debts))):
        assert words in text


def test_the_page_for_the_lawyer_covers_the_id_number() -> None:
    person = sample().borrower
    assert person is not None
    case = replace(sample(), borrower=replace(person, id_number="330106199001010022"))
    assert "330106199001010022" not in handover(case, sample_plan(0), rules(), TODAY).html
    assert "330106199001010022" in handover(case, sample_plan(0), rules(), TODAY, "full").html


def test_questions_follow_from_the_case() -> None:
    with speaking("en"):
        order = a_case(a_debt(stage="payment_order"), incomes=(an_income(),))
        asked = " ".join(questions(order, simulate(order, Scenario(id="", name=""), rules(), TODAY)))
        assert "payment order" in asked
        poor = a_case(a_debt(), incomes=())
        assert "payment order" not in " ".join(questions(poor, planned(poor)))
