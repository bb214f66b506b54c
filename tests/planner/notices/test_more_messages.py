# SPDX-License-Identifier: Apache-2.0
"""Many other invented messages of the kinds of the domain notes: genuine-like and fraudulent, negated, disguised, masked."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from planner.facts.case import Debt
from planner.facts.language import _, speaking
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.notices.signals import load_signals
from planner.notices.sms import CLASSES, Verdict, read_message

BOOK = load(resources() / "rules")
SIGNALS = load_signals(resources() / "rules")
HUABEI = Debt(
    id="d1",
    creditor="重庆蚂蚁消费金融有限公司",
    brand="花呗",
    lender_class="consumer_finance",
    principal=1,
    as_of=date(2026, 1, 1),
)

# Each: class, sender, received, text.
MESSAGES = [tuple(row) for row in json.loads(Path(__file__).with_name("messages.json").read_text("utf-8"))]


def verdict(text: str, received: str, sender: str) -> Verdict:
    return read_message(text, SIGNALS, BOOK, sender, datetime.fromisoformat(received), debts=(HUABEI,))


@pytest.mark.parametrize(("kind", "sender", "received", "text"), MESSAGES)
def test_each_message_gets_its_class(kind: str, sender: str, received: str, text: str) -> None:
    assert verdict(text, received, sender).kind == kind


@pytest.mark.parametrize(("kind", "sender", "received", "text"), MESSAGES)
def test_traditional_full_width_and_broken_lines_change_no_class(
    kind: str, sender: str, received: str, text: str
) -> None:
    traditional = {ord(simple): old for old, simple in SIGNALS.traditional.items()}
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"}
    assert verdict(text.translate(traditional), received, sender).kind == kind
    assert verdict(text.translate(wide), received, sender).kind == kind
    assert verdict(text.replace("，", "，\r\n"), received, sender).kind == kind
    assert verdict("\u200b".join(text), received, sender).kind == kind


def test_no_verdict_says_that_a_message_is_genuine_or_a_debt_is_none() -> None:
    for code, words in (("en", ("genuine", "authentic")), ("zh", ("属实", "真实", "不用还", "违法", "无效"))):
        with speaking(code):
            said = " ".join(_(text) for text in CLASSES.values())
            assert not any(word in said for word in words)


def test_advice_to_keep_a_code_to_oneself_is_no_order_of_secrecy() -> None:
    assert "N05" not in fired("【甲市乙区人民法院】您的查询验证码为8821，请勿泄露给他人。")
    assert "N05" in fired("【甲市乙区人民法院】案件保密，不得告诉家人。")


def test_a_warning_beside_a_demand_does_not_void_the_demand() -> None:
    assert "N01" in fired("【某市人民法院】为防范风险，请将款项转入安全账户。")
    assert "N01" not in fired("【某市公安局】谨防诈骗：凡要求转入安全账户的都是诈骗。")


def test_what_is_never_asked_for_is_void_through_a_whole_list() -> None:
    assert not fired(
        "【某行信用卡中心】我行绝不会以任何理由要求您提供验证码、开启屏幕共享、转入安全账户。"
    ) & {"N01", "N02"}
    assert "N01" in fired("【某行信用卡中心】我行不会要求您提供验证码，请将欠款转入监管账户。")


def fired(text: str) -> set[str]:
    return {hit.id for hit in verdict(text, "2026-06-01 10:00", "106900001111").hits}


@pytest.mark.parametrize(
    ("words", "received", "day"),
    [
        ("请于3月20日前致电", "2026-12-28 10:00", "2027-03-20"),
        ("请于12月31日前致电", "2026-12-28 10:00", "2026-12-31"),
        ("请于1月2日前致电", "2026-12-31 10:00", "2027-01-02"),
        ("请于2月29日前致电", "2027-12-28 10:00", "2028-02-29"),
        ("请于2月29日前致电", "2026-12-28 10:00", None),
        ("请于2028年2月29日之前致电", "2027-12-28 10:00", "2028-02-29"),
        ("请于2027年2月29日前致电", "2026-12-28 10:00", None),
        ("请于3日内联系", "2028-02-27 10:00", "2028-03-01"),
        ("请于十五日内联系", "2026-12-20 10:00", "2027-01-04"),
        ("请三十日内联系", "2026-01-31 10:00", "2026-03-02"),
        ("请二十一天内联系", "2026-01-10 10:00", "2026-01-31"),
        ("请3个工作日内联系", "2026-09-29 10:00", "2026-10-09"),
        ("请于十十日内联系", "2026-01-10 10:00", None),
    ],
)
def test_the_day_a_message_names(words: str, received: str, day: str | None) -> None:
    found = verdict(f"【某公司】{words}。", received, "1069").fields.deadline
    assert (found and found.isoformat()) == day


def test_a_period_that_ends_in_a_year_without_holidays_is_counted_by_weekends() -> None:
    text = "【甲市乙区人民法院】（2026）浙0199民督8号支付令已送达。核实12368。"
    dues = {due.what: due.date for due in verdict(text, "2026-12-17 10:00", "12368").deadlines}
    assert dues["payment_order"] == date(2027, 1, 1)
