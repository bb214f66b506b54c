# SPDX-License-Identifier: Apache-2.0
"""What statements say of themselves is held against their rows; what they leave out is asked for in words."""

import pytest

from tests.planner.statements.bills import wechat
from tests.planner.statements.made import mail, only, text, told

ICBC = (
    "明细查询文件下载",
    '卡号: 6222****9999,"卡别名: "',
    "交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名",
    '2026-03-02,"消费","某店","CHN",钞,"-","-",-,"","1,100.00",人民币,"900.00","某店",',
    '2026-03-01,"工资","","CHN",钞,"-","-",-,"2,000.00","",人民币,"2,000.00","某公司",',
    " ",
)


@pytest.mark.parametrize(
    ("total", "agrees"), [('"2,000.00","1,100.00"', True), ('"2,000.00","1,100.01"', False)]
)
def test_a_row_of_sums_below_the_rows_is_a_check_and_no_row(total: str, agrees: bool) -> None:
    statement = only(text(*ICBC, f"人民币合计,,,,,,,,{total},"))
    assert len(statement.entries) == 2
    assert {doubt.code for doubt in statement.warnings} == (set() if agrees else {"stated_totals_differ"})


@pytest.mark.parametrize(("out", "agrees"), [("71.89", True), ("71.90", False)])
def test_signed_rows_are_held_against_totals_of_debit_and_credit(out: str, agrees: bool) -> None:
    statement = only(
        text(
            "中国银行交易流水明细清单",
            f"借方发生额：{out} 贷方发生额：1,000.00",
            "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行",
            '2025-08-22,17:57:17,人民币,-71.89,"928.11",无卡支付,,,,张三,,',
            '2025-08-01,08:57:00,人民币,"1,000.00","1,000.00",工资,,,,某公司,,',
        )
    )
    assert {doubt.code for doubt in statement.warnings} == (set() if agrees else {"stated_totals_differ"})


def test_an_unknown_direction_is_told_as_such_and_left_out() -> None:
    statement = only(
        text(
            "账户流水明细 账号：6230****6666",
            "交易时间,付款方姓名,付款方账号,收款方姓名,收款方账号,交易类型,交易金额,账户余额,摘要,备注,交易流水号",
            "2026-01-02 10:00:00,张三,1,某店,2,调账,20.00,100.00,调账,,A1",
        )
    )
    (entry,) = statement.entries
    assert (entry.kind, entry.why) == (
        "unknown",
        "The direction word is not known: kept, and left out of all sums.",
    )
    assert list(statement.raw) == ["调账"]


def test_the_parts_of_a_card_statement_tell_the_direction_of_unknown_words() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>1234</td><td>{}</td><td>CNY{}</td><td>CNY{}</td></tr>"
    header = "<tr><td>交易日期</td><td>记账日期</td><td>卡末四位</td><td>交易说明</td><td>交易金额</td><td>入账金额</td></tr>"
    statement = only(
        mail(
            "交通银行信用卡电子账单",
            "<table><tr><td>账单周期 2025/12/14-2026/01/13</td></tr><tr><td>还款、退货、费用返还明细</td></tr></table><table>"
            + header
            + row.format("01/04", "01/04", "掌银转入 还款", "20.00", "20.00")
            + "</table><table><tr><td>消费、取现、其他费用明细</td></tr></table><table>"
            + header
            + row.format("12/22", "12/22", "分摊手续费", "1.50", "1.50")
            + "</table>",
        )
    )
    assert told(statement) == [
        ("2026-01-04", "20.00", "debt_repayment"),
        ("2025-12-22", "-1.50", "fee_interest"),
    ]


YEARLESS = text("交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额", ",12/29,还款,-1.00,1234,")


def test_rows_without_a_year_ask_for_it_in_the_files_name() -> None:
    without = only(YEARLESS)
    assert "year_unknown" in {doubt.code for doubt in without.warnings}
    named = only(YEARLESS, "招商银行信用卡2026年01月.csv")
    assert told(named) == [("2025-12-29", "1.00", "debt_repayment")]
    assert "year_unknown" not in {doubt.code for doubt in named.warnings}


def test_a_refund_finds_the_purchase_that_says_so_much_was_refunded() -> None:
    statement = wechat(
        "2023-11-01 18:14:00,商户消费,某能源,充电预支付,支出,￥100.00,中信银行(6428),已退款(￥39.93),42,P2,/",
        "2023-11-02 18:14:00,商户消费,某能源,充电预支付,支出,￥100.00,中信银行(6428),支付成功,43,P3,/",
        "2023-12-01 20:03:00,某能源-退款,某能源,某能源,收入,￥39.93,中信银行(6428),已退款￥39.93,50,,/",
    )
    assert statement.pairs == ((0, 2),)
