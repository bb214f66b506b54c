# SPDX-License-Identifier: Apache-2.0
"""Card statements in mails, as each bank writes them; and statements attached to a mail."""

from email.message import EmailMessage

import pytest

from planner.statements.importers import read
from tests.planner.statements.made import mail, only, text, told
from tests.planner.statements.test_platforms import CMB


def table_row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


MAILS: dict[str, tuple[bytes, list[tuple[str, str, str]]]] = {
    "cmb_credit": (
        mail(
            "招商银行信用卡电子账单",
            "<html><body><div>您2025年12月信用卡账单已出</div><table>"
            + table_row(
                "1204银联还款", "", "", "1204", "银联在线网络还款", "¥ -7,177.43", "8715", "-7,177.43", ""
            )
            + table_row("1210", "1211", "支付宝-某店", "¥ 3,680.00", "8715", "3,680.00", "", "")
            + table_row("x", "", "1210", "1211", "支付宝-某店", "¥ 3,680.00", "8715", "3,680.00", "")
            + table_row("x", "", "0102", "0102", "某店", "¥ 25.00", "8715", "25.00", "")
            + "</table></body></html>",
        ),
        [
            ("2025-12-04", "7177.43", "debt_repayment"),
            ("2025-12-11", "-3680.00", "spending"),
            ("2026-01-02", "-25.00", "spending"),
        ],
    ),
    "abc_credit": (
        mail(
            "金穗信用卡电子对账单",
            "<table><tr><td>2025/10/24-2025/11/23</td></tr></table><table>"
            + table_row("251103", "251103", "1234主", "某餐厅", "-45.00/CNY", "-45.00/CNY")
            + table_row("251120", "251120", "1234附", "退款-某店", "100.00/CNY", "100.00/CNY")
            + "</table>",
        ),
        [("2025-11-03", "-45.00", "spending"), ("2025-11-20", "100.00", "refund")],
    ),
    "ccb_credit": (
        mail(
            "中国建设银行信用卡电子账单",
            "<table><tr><td>账单周期Statement Cycle</td><td>2025/11/24-2025/12/23</td></tr></table><table><tr><td>【交易明细】</td></tr>"
            + table_row("交易日", "银行记账日", "卡号后四位", "交易描述", "交易币/金额", "结算币/金额")
            + table_row(
                "2025-11-25", "2025-11-25", "0800", "支付宝-某店", "CNY", "3,874.90", "CNY", "3,874.90"
            )
            + table_row(
                "2025-12-04", "2025-12-05", "0800", "银联入账 还款", "CNY", "-12,252.90", "CNY", "-12,252.90"
            )
            + "</table>",
        ),
        [("2025-11-25", "-3874.90", "spending"), ("2025-12-05", "12252.90", "debt_repayment")],
    ),
    "bocom_credit": (
        mail(
            "交通银行信用卡电子账单",
            "<table><tr><td>交通银行信用卡 622200******1234</td></tr><tr><td>账单周期 2025/12/14-2026/01/13</td></tr></table>"
            "<table><tr><td>还款、退货、费用返还明细</td></tr><tr><td><table>"
            + table_row("", "交易日期", "记账日期", "卡末四位", "交易说明", "交易金额", "入账金额")
            + table_row(
                "", "01/04", "01/04", "1234", "信用卡还款 转账还款-银联", "CNY20000.00", "CNY20000.00"
            )
            + "</table></td></tr><tr><td>消费、取现、其他费用明细</td></tr><tr><td><table>"
            + table_row("", "交易日期", "记账日期", "卡末四位", "交易说明", "交易金额", "入账金额")
            + table_row("", "12/22", "12/22", "1234", "消费 支付宝-某店", "CNY1,234.56", "CNY1,234.56")
            + "</table></td></tr></table>",
            "gbk",
        ),
        [("2026-01-04", "20000.00", "debt_repayment"), ("2025-12-22", "-1234.56", "spending")],
    ),
    "cgb_credit": (
        mail(
            "广发银行信用卡电子账单",
            "<table><tr><td>账单周期:2025/12/26-2026/01/25</td></tr></table><table>"
            "<tr><td>2026/01/15 2026/01/16 (消费)支付宝-某店 100.50 人民币 100.50 人民币</td></tr>"
            "<tr><td>2026/01/05 2026/01/05 (还款)支付宝-还款 -1,000.00 人民币 -1,000.00 人民币</td></tr></table>",
        ),
        [("2026-01-16", "-100.50", "spending"), ("2026-01-05", "1000.00", "debt_repayment")],
    ),
    "icbc_credit_mail": (
        mail(
            "中国工商银行客户对账单",
            "<table>"
            + table_row(
                "卡号后四位",
                "交易日",
                "记账日",
                "交易类型",
                "商户名称/城市",
                "交易金额/币种",
                "记账金额/币种",
            )
            + table_row("1234", "2025-01-02", "2025-01-03", "消费", "某店", "123.45/RMB", "123.45/RMB(支出)")
            + table_row("1234", "2025-01-04", "2025-01-05", "还款", "", "500.00/RMB", "500.00/RMB(存入)")
            + "</table>",
        ),
        [("2025-01-03", "-123.45", "spending"), ("2025-01-05", "500.00", "debt_repayment")],
    ),
    "boc_credit": (
        mail(
            "中国银行电子帐单",
            "<div>人民币交易明细 (卡号:1234)</div><table>"
            + table_row("交易日", "银行记账日", "卡号后四位", "交易描述", "存入", "支出")
            + table_row("2025-01-02", "2025-01-03", "1234", "某店CHN", "", "50.00")
            + "</table><div>(USD)外币交易明细</div><table>"
            + table_row("交易日", "银行记账日", "卡号后四位", "交易描述", "存入", "支出")
            + table_row("2025-01-04", "2025-01-05", "1234", "SHOP USA", "", "9.00")
            + "</table>",
        ),
        [("2025-01-03", "-50.00", "spending"), ("2025-01-05", "-9.00", "unknown")],
    ),
}


@pytest.mark.parametrize("layout", MAILS)
def test_each_card_statement_is_read_out_of_its_mail(layout: str) -> None:
    content, expected = MAILS[layout]
    statement = only(content, "账单.eml")
    assert statement.format == layout
    assert told(statement) == expected


def test_an_attachment_of_a_mail_is_read() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "流水"
    message.set_content("见附件")
    message.add_attachment(text(*CMB), maintype="application", subtype="octet-stream", filename="流水.csv")
    (statement,) = read(("m.eml", message.as_bytes()))
    assert (statement.format, statement.file_name) == ("cmb_debit", "m.eml/流水.csv")
