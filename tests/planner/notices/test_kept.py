# SPDX-License-Identifier: Apache-2.0
"""Notices as they are kept: typed fields, checks, the line of time, conduct, stages, words of distress."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.facts.case import Case, Check, Contact, Debt, Notice, new_case
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.notices.checking import check_of, new_check, where_it_stands, with_check, without_check
from planner.notices.distress import is_distressed
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict, read_message
from planner.notices.stages import MEANINGS, NAMES, STEPS, explain
from planner.notices.timeline import conduct, moments
from planner.notices.typed import read_notice, text_of

BOOK = load(resources() / "rules")
SIGNALS = load_signals(resources() / "rules")
TODAY = date(2026, 11, 22)
FILED = "【甲市乙区人民法院】林某：丙消费金融有限公司诉你一案，案号（2026）浙0199民初1234号，请登录人民法院送达平台 https://zxfw.court.gov.cn/abc 查看。电话0571-80000000，核实请拨12368。"
DEMAND = "【丙消费金融】您的贷款已逾期68天，请尽快还款，待还金额以App页面为准。"


def read(notice: Notice, debts: tuple[Debt, ...] = ()) -> Verdict:
    found = read_notice(notice, SIGNALS, BOOK, TODAY, debts)
    assert found is not None
    return found


def case_of(*notices: Notice, contacts: tuple[Contact, ...] = ()) -> Case:
    return replace(new_case(Month.parse("2026-12")), notices=notices, contacts=contacts)


def verdicts_of(case: Case) -> dict[str, Verdict | None]:
    return {n.id: read_notice(n, SIGNALS, BOOK, TODAY, case.debts) for n in case.notices}


def test_a_notice_with_neither_text_nor_fields_has_no_verdict() -> None:
    assert read_notice(Notice(id="n1"), SIGNALS, BOOK, TODAY) is None
    assert read_notice(Notice(id="n1", fields={"phone": "  "}), SIGNALS, BOOK, TODAY) is None


def test_typed_fields_give_number_court_and_stage_but_never_a_likely_court() -> None:
    fields = {
        "signature": "甲市乙区人民法院",
        "case_number": "（2026）浙0199民初1234号",
        "phone": "0571-80000000",
        "link": "https://zxfw.court.gov.cn/abc",
        "asks": "请登录人民法院送达平台查看，核实请拨12368",
    }
    found = read(Notice(id="n1", fields=fields, sender="12368", received=datetime(2026, 11, 20, 10, 0)))
    assert found.kind == "VERIFY_FIRST"
    assert found.fields.case_number == "(2026)浙0199民初1234号"
    assert found.stage == "filed"
    assert found.deadlines[0].what == "answer"
    assert any("typed" in words for words in found.unseen)


def test_what_typed_fields_show_against_a_message_counts_in_full() -> None:
    fields = {"signature": "法院诉前调解中心", "asks": "将款项转入监管账户，可免起诉"}
    assert read(Notice(id="n1", fields=fields)).kind == "SCAM"


def test_an_amount_typed_with_its_signs_is_read() -> None:
    for typed in ("28,600", "¥28600", "28600元"):
        assert read(Notice(id="n1", fields={"amount": typed})).fields.amount == "28600.00"


def test_typed_fields_are_written_as_a_message_would_be() -> None:
    assert text_of({}) == ""
    assert text_of({"signature": "【某法院】", "phone": "12368"}) == "【某法院】电话12368。"


def test_the_text_outweighs_typed_fields() -> None:
    found = read(Notice(id="n1", text=DEMAND, fields={"asks": "转入监管账户"}))
    assert found.kind == "LENDER_OR_LAWYER_COLLECTION"


# ---- checks


def test_a_check_is_dated_and_kept_once_per_step() -> None:
    notice = with_check(Notice(id="n1"), new_check("CHECK-1", TODAY))
    assert check_of(notice, "CHECK-1") == Check(what="CHECK-1", date=TODAY, channel="12368")
    changed = with_check(notice, Check(what="CHECK-1", date=TODAY, channel="12368", outcome="confirmed"))
    assert len(changed.checks) == 1
    assert without_check(changed, "CHECK-1").checks == ()


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        ([], "open"),
        ([("CHECK-1", "no_answer")], "open"),
        ([("CHECK-5", "confirmed")], "confirmed"),
        ([("CHECK-1", "confirmed"), ("CHECK-5", "differs")], "differs"),
        ([("CHECK-4", "not_found")], "open"),  # a body may stand on another roster
        ([("CHECK-1", "not_found")], "not_found"),
    ],
)
def test_checks_together_say_no_more_than_they_may(made: list[tuple[str, str]], standing: str) -> None:
    notice = Notice(id="n1", checks=tuple(Check(what=what, outcome=said) for what, said in made))
    assert where_it_stands(notice, 7).standing == standing


def test_the_word_of_a_court_comes_before_that_of_others() -> None:
    checks = (Check(what="CHECK-5", outcome="confirmed"), Check(what="CHECK-1", outcome="confirmed"))
    by = where_it_stands(Notice(id="n1", checks=checks), 7).by
    assert by is not None
    assert by.what == "CHECK-1"


# ---- the line of time and conduct


def test_messages_of_one_matter_are_told_as_repeats() -> None:
    first = Notice(id="n2", text=FILED, received=datetime(2026, 10, 1, 9, 0))
    again = Notice(id="n1", text=FILED, received=datetime(2026, 10, 8, 9, 0), sender="106")
    undated = Notice(id="n3", text=DEMAND)
    case = case_of(again, undated, first)
    line = moments(case.notices, verdicts_of(case))
    assert [one.notice.id for one in line] == ["n2", "n1", "n3"]
    assert [one.repeats for one in line] == [None, "n2", None]


def test_a_day_and_a_moment_of_receipt_can_stand_in_one_line() -> None:
    case = case_of(
        Notice(id="n1", text=DEMAND, received=datetime(2026, 10, 8, 9, 0)),
        Notice(id="n2", text=DEMAND, received=date(2026, 10, 2)),
    )
    assert [one.notice.id for one in moments(case.notices, verdicts_of(case))] == ["n2", "n1"]


def test_a_demand_at_night_is_noted_and_a_court_at_night_is_not() -> None:
    night = datetime(2026, 10, 8, 23, 10)
    for text, times in ((DEMAND, 1), (FILED, 0)):
        case = case_of(Notice(id="n1", text=text, received=night, sender="106"))
        assert len(conduct(case, verdicts_of(case), BOOK).at_night) == times


def test_a_fourth_call_of_a_day_is_noted_with_whom_to_tell() -> None:
    def calls(n: int) -> Case:
        made = tuple(
            Contact(id=f"c{i}", debt="d1", at=datetime(2026, 10, 8, 9 + i, 0), channel="电话")
            for i in range(n)
        )
        return case_of(contacts=made)

    assert conduct(calls(3), {}, BOOK).problems == ()
    found = conduct(calls(4), {}, BOOK)
    assert found.busy_days == ((date(2026, 10, 8), 4),)
    assert found.routes[0] == "lender"


def test_own_calls_do_not_count_and_words_to_others_do() -> None:
    day = datetime(2026, 10, 8, 9, 0)
    made = [Contact(id=f"c{i}", debt="d1", at=day, channel="outgoing") for i in range(5)]
    assert conduct(case_of(contacts=tuple(made)), {}, BOOK).calls == 0
    theirs = [Contact(id=f"t{i}", debt="d1", at=day, channel="incoming") for i in range(4)]
    told = Contact(id="o1", debt="d1", at=day, channel="others")
    found = conduct(case_of(contacts=(*made, *theirs, told)), {}, BOOK)
    assert (found.calls, found.most_a_day, found.to_others) == (4, 4, ("contacts/o1",))
    assert {problem.rule_id for problem in found.problems} == {"COL-01", "COL-03"}


def test_calls_of_two_creditors_are_counted_apart_and_the_night_by_the_hour() -> None:
    def call(name: str, debt: str, at: datetime) -> Contact:
        return Contact(id=name, debt=debt, at=at, channel="incoming")

    calls = [call(f"a{i}", "d1", datetime(2026, 12, 31, 9 + i)) for i in range(3)]
    calls += [call(f"b{i}", "d2", datetime(2026, 12, 31, 9 + i)) for i in range(3)]
    edges = [(21, 59, 0), (22, 0, 1), (7, 59, 1), (8, 0, 0)]
    assert conduct(case_of(contacts=tuple(calls)), {}, BOOK).busy_days == ()
    for hour, minute, at_night in edges:
        late = call("n", "d1", datetime(2026, 12, 31, hour, minute))
        assert len(conduct(case_of(contacts=(late,)), {}, BOOK).at_night) == at_night


def test_a_message_to_others_is_noted_first() -> None:
    text = "林女士你好，你朋友张某欠款逾期拒不处理，今晚不还我们将群发其通讯录并上门到单位，让他马上回电。"
    case = case_of(Notice(id="n1", text=text, received=datetime(2026, 3, 30, 22, 41), sender="17000000000"))
    found = conduct(case, verdicts_of(case), BOOK)
    assert found.to_others == ("notices/n1",)
    assert found.problems[0].rule_id == "COL-01"


# ---- stages


def test_every_stage_a_case_number_can_mean_is_explained_in_both_languages() -> None:
    stages = {kind.stage for kind in BOOK.case_types.types} | set(MEANINGS)
    assert stages <= set(NAMES)
    assert stages <= set(STEPS)


def test_a_payment_order_is_explained_with_its_rule() -> None:
    found = read_message(FILED.replace("民初", "民督"), SIGNALS, BOOK, "12368", datetime(2026, 11, 20, 9, 0))
    with speaking("en"):
        told = explain(found, BOOK)
    assert told is not None
    assert (told.id, told.urgency, told.rule_id) == ("payment_order", "very_high", "MED-17")
    assert "written objection" in told.step


# ---- distress


@pytest.mark.parametrize("text", ["我不想活了", "真的活不下去", "I want to die", "can't go on like this"])
def test_words_of_distress_are_heard(text: str) -> None:
    assert is_distressed(text)


@pytest.mark.parametrize("text", ["", FILED, DEMAND, "累死了", "想死你了", "自杀干预热线 12356", "生活费"])
def test_ordinary_words_and_notices_are_not_taken_for_distress(text: str) -> None:
    assert not is_distressed(text)
