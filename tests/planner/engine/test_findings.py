# SPDX-License-Identifier: Apache-2.0
"""What the flows suggest: regular payers by name, living costs by group, debts by creditor, each with its rows."""

from dataclasses import replace
from datetime import date

import pytest

from planner.engine.findings import Finding, creditor_of, findings, line_of, living_group, totals
from planner.facts.case import Case, Expense, Flow, Income, Kind, new_case
from planner.facts.dates import Month


def a_flow(number: int, day: str, amount: int, kind: Kind, party: str = "", memo: str = "") -> Flow:
    return Flow(id=f"f{number}", at=date.fromisoformat(day), amount=amount, kind=kind, party=party, memo=memo)


def a_case(*flows: Flow) -> Case:
    return replace(new_case(Month.parse("2026-05")), flows=flows)


def only(case: Case, kind: str) -> list[Finding]:
    return [finding for finding in findings(case) if finding.kind == kind]


def test_a_payer_of_most_months_is_regular_income_by_name() -> None:
    pay = [a_flow(n, f"2026-0{n}-10", 600000 + n, "income", memo="代发工资 某公司") for n in range(1, 5)]
    gift = a_flow(9, "2026-02-14", 8800, "income", "朋友")
    wages, rest = only(a_case(*pay, gift), "income")
    assert (wages.name, wages.median, wages.least, wages.most) == ("代发工资", 600003, 600001, 600004)
    assert wages.flows == ("f1", "f2", "f3", "f4")
    assert (rest.name, rest.median, rest.flows) == ("", 0, ("f9",))
    assert line_of(wages, "i1", "工资") == Income(id="i1", name="工资", amount=600003, every="month")


def test_living_costs_go_to_their_groups_less_refunds() -> None:
    case = a_case(
        a_flow(1, "2026-01-02", -150000, "spending", "房东", "房租"),
        a_flow(2, "2026-01-03", -2000, "spending", "面馆"),
        a_flow(3, "2026-01-04", 500, "refund", "面馆"),
        a_flow(4, "2026-01-05", -100, "fee_interest", "银行"),
        a_flow(5, "2026-01-06", -99999, "own_transfer", "余额宝"),
    )
    assert [(one.group, one.median) for one in only(case, "living")] == [("F1", 150000), ("X1", 1600)]
    assert totals(findings(case), "living") == 151600
    assert line_of(only(case, "living")[0], "e1", "居住") == Expense(
        id="e1", name="居住", amount=150000, every="month", group="F1"
    )


@pytest.mark.parametrize(
    ("party", "memo", "group"),
    [
        ("国网电力", "供电", "F2"),
        ("市人民医院", "诊疗费", "F3"),
        ("滴滴出行", "", "F4"),
        ("某培训学校", "学费", "F5"),
        ("税务局", "社保费缴纳", "F6"),
        ("中国移动", "话费", "X2"),
        ("某店", "女装服饰", "X3"),
        ("", "不知道", "X1"),
    ],
)
def test_words_tell_the_group(party: str, memo: str, group: str) -> None:
    assert living_group(a_flow(1, "2026-01-02", -1, "spending", party, memo)) == group


def test_the_users_group_wins() -> None:
    assert living_group(replace(a_flow(1, "2026-01-02", -1, "spending", "面馆"), group="F5")) == "F5"


def test_debt_service_is_told_by_creditor() -> None:
    case = a_case(
        a_flow(1, "2026-01-02", -90000, "debt_repayment", "花呗", "花呗主动还款-2026年01月账单"),
        a_flow(2, "2026-01-03", -50000, "debt_repayment", "招商银行", "信用卡还款"),
        a_flow(3, "2026-01-04", -10000, "debt_repayment", "", "转账汇款 渝信小额贷款有限公司贷款还款"),
        a_flow(4, "2026-01-05", -20000, "debt_repayment", "", "信用卡还款"),
    )
    assert [(one.name, one.median) for one in only(case, "debt_service")] == [
        ("花呗", 90000),
        ("招商银行信用卡", 50000),
        ("信用卡", 20000),
        ("渝信小额贷款有限公司", 10000),
    ]
    assert creditor_of(a_flow(1, "2026-01-02", -1, "debt_repayment")) == ""


def test_rows_a_creditor_would_question_are_named() -> None:
    case = a_case(
        a_flow(1, "2026-01-02", -2000, "spending", "福利彩票"),
        a_flow(2, "2026-01-03", -2000, "spending", "面馆"),
    )
    (question,) = only(case, "question")
    assert (question.name, question.flows) == ("彩票", ("f1",))


def test_no_flows_no_findings() -> None:
    assert findings(a_case()) == ()
