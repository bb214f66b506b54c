# SPDX-License-Identifier: Apache-2.0
"""Keeping statements: nothing twice, nothing lost, each payment counted once, every link with its reason."""

import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from planner.engine.history import counted
from planner.facts.case import Case, Kind, case_from_json, case_to_json, new_case
from planner.facts.dates import Month
from planner.statements.importers import read
from planner.statements.keeping import keep, keep_all
from planner.statements.kinds import AS_SAID, SAID
from planner.statements.statement import Statement
from tests.planner.statements.bills import alipay, cmb, wechat
from tests.planner.statements.test_samples import SAMPLES, sample

EMPTY = new_case(Month.parse("2026-04"))
COFFEE = "2026-01-05 10:00:00,餐饮美食,咖啡店,拿铁,支出,12.00,招商银行储蓄卡(1234),交易成功"


def kept(*statements: Statement) -> Case:
    return keep_all(EMPTY, statements)[0]


def sums(case: Case) -> Mapping[Kind, int]:
    found: dict[Kind, int] = {}
    for flow, kind in counted(case.flows, case.links):
        found[kind] = found.get(kind, 0) + abs(flow.amount)
    return found


def test_the_same_file_twice_adds_nothing() -> None:
    (statement,) = read(sample("alipay_app"))
    once = kept(statement)
    twice, report = keep(once, statement)
    assert twice == once
    assert (report.added, report.duplicates, report.same_file) == (0, 10, True)


def test_overlapping_exports_add_nothing_twice() -> None:
    rows = [f"2026-01-0{n} 10:00:00,餐饮美食,店{n},早餐,支出,1{n}.00,余额,交易成功,N{n}" for n in range(1, 8)]
    case, reports = keep_all(EMPTY, [alipay(*rows[:5]), alipay(*rows[3:], name="b.csv")])
    assert [(report.added, report.duplicates) for report in reports] == [(5, 0), (2, 2)]
    assert len(case.flows) == 7


def test_two_equal_coffees_on_one_day_survive_a_third_export() -> None:
    rows = (
        "20260105,10:00:00,,12.00,88.00,快捷支付,支付宝-咖啡店",
        "20260105,10:00:00,,12.00,76.00,快捷支付,支付宝-咖啡店",
    )
    _, reports = keep_all(EMPTY, [cmb(*rows), cmb(*rows[::-1], name="d.csv")])
    assert [report.added for report in reports] == [2, 0]
    masked = [row.replace("88.00", "-").replace("76.00", "-") for row in rows]
    _, reports = keep_all(EMPTY, [cmb(*masked), cmb(*masked, "20260106,09:00:00,,1.00,-,快捷支付,x")])
    assert [report.added for report in reports] == [2, 1]


def test_an_order_number_alone_is_no_key() -> None:
    case = kept(*read(sample("alipay_app_2021")))
    assert len(case.flows) == 10


def test_a_resaved_file_adds_nothing_to_the_original() -> None:
    good = "2026-03-29 20:10:33,商户消费,面馆,面,支出,¥34.50,零钱,支付成功,100005000123041400054322193195169844\t,/,/"
    bad = "2026/3/29 20:10,商户消费,面馆,面,支出,¥34.5,零钱,支付成功,1.00005E+35,/,/"
    for first, second in ((good, bad), (bad, good)):
        _, reports = keep_all(EMPTY, [wechat(first), wechat(second, name="x.csv")])
        assert [report.added for report in reports] == [1, 0]


def test_the_wallet_and_the_bank_tell_one_payment() -> None:
    bank = cmb("20260105,10:00:07,,12.00,88.00,快捷支付,支付宝-咖啡店")
    wallet = alipay(f"{COFFEE},N1")
    for order in ((bank, wallet), (wallet, bank)):
        case = kept(*order)
        (link,) = case.links
        assert (link.kind, sums(case)) == ("same_payment", {"spending": 1200})
        assert link.why
        counting = next(flow for flow in case.flows if flow.id == link.flows[0])
        assert counting.memo == "拿铁"


ORDER = (
    "2026-01-16 10:00:00,日用百货,淘宝,甲,支出,20.00,招商银行储蓄卡(1234),交易成功,O1",
    "2026-01-16 10:00:00,日用百货,淘宝,乙,支出,22.00,招商银行储蓄卡(1234),交易成功,O2",
)
CHARGE = "20260116,10:00:20,,42.00,58.00,快捷支付,支付宝-淘宝"


def test_one_charge_for_several_articles_of_an_order_counts_once() -> None:
    wallet, bank = alipay(*ORDER), cmb(CHARGE)
    for order in ((bank, wallet), (wallet, bank)):
        case = kept(*order)
        assert (len(case.links), sums(case)) == (2, {"spending": 4200})
        assert keep_all(case, order)[0] == case


def test_two_charges_for_one_order_are_left_to_the_user() -> None:
    twice = cmb(CHARGE, "20260116,12:00:20,,42.00,16.00,快捷支付,支付宝-淘宝")
    assert kept(alipay(*ORDER), twice).links == ()
    other_card = cmb(CHARGE, tail="9999")
    assert kept(alipay(*ORDER), other_card).links == ()


def test_a_card_posts_the_next_day() -> None:
    case = kept(alipay(f"{COFFEE},N1"), cmb("20260106,00:00:01,,12.00,88.00,快捷支付,支付宝-咖啡店"))
    assert len(case.links) == 1
    late = kept(alipay(f"{COFFEE},N1"), cmb("20260108,00:00:01,,12.00,88.00,快捷支付,支付宝-咖啡店"))
    assert late.links == ()


def test_no_link_without_every_sign() -> None:
    wallet = alipay(f"{COFFEE},N1")
    assert kept(wallet, cmb("20260105,10:00:07,,12.00,88.00,快捷支付,财付通-咖啡店")).links == ()
    assert kept(wallet, cmb("20260105,10:00:07,,12.00,88.00,快捷支付,支付宝-咖啡店", tail="9999")).links == ()
    assert kept(wallet, cmb("20260105,10:00:07,12.00,,88.00,快捷退款,支付宝-咖啡店")).links == ()
    assert kept(wallet, cmb("20260105,10:00:07,,12.01,88.00,快捷支付,支付宝-咖啡店")).links == ()


def test_two_candidates_hours_apart_are_left_to_the_user() -> None:
    wallet = alipay(f"{COFFEE},N1")
    bank = cmb(
        "20260105,12:00:00,,12.00,88.00,快捷支付,支付宝-咖啡店",
        "20260105,15:00:00,,12.00,76.00,快捷支付,支付宝-咖啡店",
    )
    assert kept(wallet, bank).links == ()


def test_equal_payments_are_paired_by_the_minute() -> None:
    wallet = alipay(f"{COFFEE},N1", f"{COFFEE.replace('10:00', '18:30')},N2")
    bank = cmb(
        "20260105,18:30:05,,12.00,76.00,快捷支付,支付宝-咖啡店",
        "20260105,10:00:05,,12.00,88.00,快捷支付,支付宝-咖啡店",
    )
    case = kept(wallet, bank)
    times = {flow.id: flow.at for flow in case.flows}
    assert len(case.links) == 2
    assert all(
        abs((times[a] - times[b]).total_seconds()) < 60 for a, b in (link.flows for link in case.links)
    )  # type: ignore[operator]


def test_as_many_equal_payments_on_a_day_without_times_are_paired_in_order() -> None:
    wallet = alipay(f"{COFFEE},N1", f"{COFFEE.replace('10:00', '18:30')},N2")
    bank = cmb(
        "20260105,,,12.00,88.00,快捷支付,支付宝-咖啡店", "20260105,,,12.00,76.00,快捷支付,支付宝-咖啡店"
    )
    assert len(kept(wallet, bank).links) == 2
    third = cmb(
        *(f"20260105,,,12.00,{left}.00,快捷支付,支付宝-咖啡店" for left in (88, 76, 64)),
    )
    assert kept(wallet, third).links == ()


def test_a_withdrawal_is_an_own_transfer_on_both_sides() -> None:
    case = kept(
        wechat("2026-01-05 10:00:00,零钱提现,招商银行(1234),/,/,¥100.00,招商银行,提现已到账,1,/,服务费¥0.00"),
        cmb("20260105,10:00:30,100.00,,200.00,汇入汇款,财付通-零钱提现"),
    )
    assert [link.kind for link in case.links] == ["own_transfer"]
    assert sums(case) == {"own_transfer": 20000}


def test_a_repayment_in_three_files_is_debt_service_once_and_never_spending() -> None:
    card = "招商银行信用卡对账单（个人消费卡账户 2026年01月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n,01/06,支付宝还款,-500.00,7777,-500.00\n"
    told = (
        alipay(
            "2026-01-05 10:00:00,信用借还,招商银行,信用卡还款,不计收支,500.00,招商银行储蓄卡(1234),还款成功,N1"
        ),
        cmb("20260105,10:00:07,,500.00,88.00,快捷支付,支付宝-信用卡还款"),
        *read(("card.csv", card.encode())),
    )
    for order in permutations(told):
        case = kept(*order)
        assert len(case.links) == 2
        assert sums(case) == {"debt_repayment": 50000}


def test_a_transfer_refund_names_the_transfer() -> None:
    statement = wechat(
        "2026-01-05 10:00:00,转账,张三,转账备注:微信转账,支出,¥700.00,零钱通,对方已退还,1000,2000,/",
        "2026-01-05 11:00:00,转账-退款,/,转账备注:微信转账,收入,¥700.00,零钱通,已全额退款,2000,,/",
    )
    assert statement.pairs == ((0, 1),)
    assert [link.kind for link in kept(statement).links] == ["refund"]


def test_loans_are_never_income() -> None:
    case = kept(
        alipay(
            "2026-01-05 10:00:00,信用借还,蚂蚁借呗,蚂蚁借呗放款至余额,不计收支,5000.00,余额,放款成功,N1",
            "2026-01-06 10:00:00,信用借还,花呗,花呗主动还款-2026年01月账单,不计收支,800.00,余额,还款成功,N2",
            "2026-01-07 10:00:00,信用借还,花呗,花呗自动还款-2026年01月账单,不计收支,90.00,余额,还款失败,N3",
            "2026-01-08 10:00:00,信用借还,备用金,备用金取出至余额,不计收支,200.00,余额,交易成功,N4",
            "2026-01-09 10:00:00,信用借还,花呗,自动还款-花呗|信用购2026年09月账单,不计收支,70.00,余额,还款成功,N5",
        )
    )
    assert sums(case) == {"loan_received": 520000, "debt_repayment": 87000, "no_money_moved": 9000}


def test_cancelled_sales_and_money_on_the_way_are_no_income() -> None:
    case = kept(
        alipay(
            "2026-01-05 10:00:00,收入,买家,闲鱼,收入,50.00,,交易关闭,N1",
            "2026-01-06 10:00:00,收入,买家,闲鱼,收入,60.00,,等待对方确认收货,N2",
            "2026-01-07 10:00:00,日用,店,货,支出,70.00,余额,等待确认收货,N3",
            "2026-01-08 10:00:00,日用,店,货,支出,80.00,余额,交易关闭,N4",
            "2026-01-09 10:00:00,日用,店,货,支出,90.00,,等待付款,N5",
        )
    )
    assert sums(case) == {"no_money_moved": 20000, "spending": 7000, "unknown": 8000}


def test_very_many_rows_of_one_amount_are_left_apart_in_no_time() -> None:
    rows = [
        f"2026-01-05 {n // 60 % 24:02d}:{n % 60:02d}:00,餐饮美食,店,面,支出,12.00,招商银行储蓄卡(1234),交易成功,N{n}"
        for n in range(1440)
    ]
    bank = [f"20260105,{n // 60 % 24:02d}:{n % 60:02d}:30,,12.00,,快捷支付,支付宝-店" for n in range(1440)]
    began = time.process_time()
    assert kept(alipay(*rows), cmb(*bank)).links == ()
    assert time.process_time() - began < 5


def test_a_move_between_two_banks_is_linked() -> None:
    out = cmb("20260105,10:00:00,,500.00,88.00,转账,转出到本人他行账户")
    back = cmb("20260105,10:00:30,500.00,,588.00,转账,本人他行转入", tail="5555", name="d.csv")
    (link,) = kept(out, back).links
    assert (link.kind, sums(kept(out, back))) == ("own_transfer", {"own_transfer": 100000})


def test_accounts_are_found_again_and_completed() -> None:
    case = kept(
        cmb("20260105,10:00:07,,1.00,9.00,x,y"), cmb("20260106,10:00:07,,2.00,7.00,x,y", name="d.csv")
    )
    assert [(account.bank, account.tail) for account in case.accounts] == [("招商银行", "1234")]
    other = kept(
        cmb("20260105,10:00:07,,1.00,9.00,x,y"),
        cmb("20260105,10:00:07,,1.00,9.00,x,y", tail="5555", name="d.csv"),
    )
    assert [account.tail for account in other.accounts] == ["1234", "5555"]
    assert len(other.flows) == 2


def test_what_the_user_said_of_a_counterparty_is_remembered() -> None:
    row = "2026-01-0{n} 10:00:00,其他,某平台,款项,不计收支,50.00,余额,交易成功,N{n}"
    case = kept(alipay(row.format(n=1)))
    assert case.flows[0].kind == "unknown"
    said = replace(case, flows=(replace(case.flows[0], kind="spending", why=SAID),))
    again, _ = keep(said, alipay(row.format(n=1), row.format(n=2), name="b.csv"))
    assert [flow.kind for flow in again.flows] == ["spending", "spending"]
    assert again.flows[1].why == AS_SAID


def test_a_kind_said_of_every_row_of_a_payer_holds_for_the_next_one() -> None:
    row = "2026-01-0{n} 10:00:00,转账红包,父亲,转账,收入,50.00,,交易成功,N{n}"
    case = kept(alipay(row.format(n=1), row.format(n=2)))
    both = replace(case, flows=tuple(replace(flow, kind="loan_received", why=SAID) for flow in case.flows))
    one = replace(case, flows=(both.flows[0], case.flows[1]))
    for before, kind in ((both, "loan_received"), (one, "income")):
        after, _ = keep(before, alipay(row.format(n=3), name="b.csv"))
        assert after.flows[2].kind == kind


def test_what_is_said_of_a_row_through_a_wallet_holds_for_no_other() -> None:
    row = "202601{n:02d},10:00:07,,{n}.00,88.00,快捷支付,某店"

    def paid_to(party: str, n: int) -> Statement:
        made = cmb(row.format(n=n), name=f"{n}.csv")
        return replace(made, entries=(replace(made.entries[0], party=party),))

    for party, kind in (("支付宝（中国）网络技术有限公司", "spending"), ("某某典当行", "debt_repayment")):
        case = kept(paid_to(party, 5))
        said = replace(case, flows=(replace(case.flows[0], kind="debt_repayment", why=SAID),))
        assert keep(said, paid_to(party, 6))[0].flows[1].kind == kind


def test_a_row_left_out_stays_out() -> None:
    case = kept(alipay(f"{COFFEE},N1"))
    out = replace(case, flows=(replace(case.flows[0], kind="no_money_moved", why="left out"),))
    again, report = keep(out, alipay(f"{COFFEE},N1", f"{COFFEE.replace('-05', '-06')},N2", name="b.csv"))
    assert (report.added, again.flows[0].kind) == (1, "no_money_moved")


def test_a_kept_case_goes_through_json_unchanged() -> None:
    case = kept(*(statement for path in sorted(SAMPLES.glob("*/*")) for statement in read(path)))
    assert case_from_json(case_to_json(case)) == replace(
        case, spelled=case_from_json(case_to_json(case)).spelled
    )


@given(st.permutations(range(6)), st.integers(0, 6))
def test_sums_do_not_depend_on_how_the_bill_was_cut_into_files(order: list[int], cut: int) -> None:
    rows = [
        f"2026-01-0{n + 1} 10:00:00,餐饮美食,店{n},早餐,支出,1{n}.00,余额,交易成功,N{n}" for n in range(6)
    ]
    shuffled = [rows[n] for n in order]
    parts = [alipay(*shuffled[: cut + 1]), alipay(*shuffled[max(cut - 1, 0) :], name="b.csv")]
    assert sums(kept(*parts)) == sums(kept(alipay(*rows)))
