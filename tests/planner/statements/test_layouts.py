# SPDX-License-Identifier: Apache-2.0
"""Every layout without a published file, written out with invented rows: recognised by its words, read to the fen."""

import io
from collections.abc import Sequence
from email.message import EmailMessage

import openpyxl
import pytest

from planner.facts.money import plain_yuan
from planner.statements.importers import BANKS, IMPORTERS, read
from planner.statements.statement import Statement, net_spending, totals_by_kind


def text(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(subject: str, html: str, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "bank@example.com", "me@example.com", subject
    message.set_content("see below")
    message.add_alternative(html, subtype="html", charset=charset)
    return message.as_bytes()


def only(content: bytes, name: str = "x.csv") -> Statement:
    (statement,) = read((name, content))
    return statement


def told(statement: Statement) -> list[tuple[str, str, str]]:
    return [(str(e.at), plain_yuan(e.amount), e.kind) for e in statement.entries]


MEITUAN = (
    "美团交易账单明细",
    "美团用户名：[小林]",
    "起始时间：[2025-02-01] 终止时间：[2025-02-28]",
    "导出交易类型：[全部]",
    '""',
    "共：4笔记录",
    "支出：3笔 60.00元",
    "收入：1笔 20.00元",
    "不计收支：0笔 0.00元",
    '""',
    "【美团交易账单明细列表】",
    "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注",
    '2025-02-20 20:35:13,2025-02-20 20:35:25,退款,蛋挞6只,收入,美团月付,¥20.00,¥20.00,"21\t","31\t",/',
    '2025-02-12 20:59:12,2025-02-12 20:59:20,还款,【美团月付】主动还款2025年3月账单,支出,建设银行储蓄卡(3147),¥48.14,¥48.12,"22\t","32\t",/',
    '2025-02-11 19:00:00,2025-02-11 19:00:09,支付,蛋挞6只,支出,美团月付,¥21.00,¥20.00,"23\t","33\t",/',
    '2025-02-10 19:00:00,,支付,川菜双人餐,支出,微信支付,¥40.00,¥40.00,"24\t","34\t",/',
)


def test_meituan_counts_a_repayment_apart_from_the_purchases_it_pays() -> None:
    statement = only(text(*MEITUAN))
    assert statement.format == "meituan"
    assert told(statement) == [
        ("2025-02-20 20:35:25", "20.00", "refund"),
        ("2025-02-12 20:59:20", "-48.12", "debt_repayment"),
        ("2025-02-11 19:00:09", "-20.00", "spending"),
        ("2025-02-10 19:00:00", "-40.00", "spending"),
    ]
    assert statement.warnings == ()
    assert statement.pairs == ((2, 0),)
    assert plain_yuan(net_spending(totals_by_kind(statement.entries))) == "40.00"


JD_HEAD = (
    "导出信息：",
    "京东账号名：jd_x",
    "申请时间：2026-04-13 11:02:13",
    "日期区间：2026-03-01 至 2026-03-31",
    "导出交易类型：全部",
    "导出交易场景：全部",
    "共：7笔记录",
    "收入：1笔，0.02元",
    "支出：2笔(含1笔部分退款)，141.93元",
    "不计收支：4笔，558.16元",
    "",
    "特别提示",
    "",
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注",
)
JD_ROWS = (
    "2026-03-20 10:00:00\t,京东商城,空气炸锅,131.77(已退款89.84),京东白条,交易成功,支出,家电,101\t,1\t, ,",
    "2026-03-22 10:00:00\t,京东商城,退款-空气炸锅,89.84,京东白条,退款成功,不计收支,家电,101\t,2\t, ,",
    "2026-03-21 10:00:00\t,京东商城,羽绒服,468.32(已全额退款),微信支付,交易成功,不计收支,服饰,102\t,3\t, ,",
    "2026-03-23 10:00:00\t,京东商城,退款-羽绒服,468.32,微信支付,退款成功,不计收支,服饰,102\t,4\t, ,",
    "2026-03-24 10:00:00\t,京东外卖,午饭,100.00,微信支付,交易成功,支出,食品,103\t,5\t, ,",
    "2026-03-25 10:00:00\t,京东金融,白条主动还款,1125.43,银行卡,交易成功,不计收支,白条,104\t,6\t, ,",
    "2026-03-26 10:00:00\t,京东小金库,京东小金库收益,0.02,小金库零用钱,交易成功,收入,小金库,105\t,7\t, ,",
)


def test_jd_takes_a_refund_off_once_and_its_totals_agree() -> None:
    statement = only(text(*JD_HEAD, *JD_ROWS))
    totals = totals_by_kind(statement.entries)
    assert statement.format == "jd"
    assert (totals["spending"].rows, plain_yuan(totals["spending"].sum)) == (3, "700.09")
    assert (totals["refund"].rows, plain_yuan(totals["refund"].sum)) == (2, "558.16")
    assert plain_yuan(net_spending(totals)) == "141.93"
    assert plain_yuan(totals["debt_repayment"].sum) == "1125.43"
    assert plain_yuan(totals["income"].sum) == "0.02"
    assert statement.warnings == ()


def test_a_fully_refunded_purchase_whose_refund_lies_outside_moved_nothing() -> None:
    statement = only(text(*JD_HEAD[:6], JD_HEAD[-1], JD_ROWS[2]))
    assert [entry.kind for entry in statement.entries] == ["no_money_moved"]


def test_the_alipay_web_bill_goes_by_the_state_of_the_money() -> None:
    head = (
        "支付宝交易记录明细查询",
        "账号:[abc@example.com]",
        "起始日期:[2019-01-01 00:00:00]    终止日期:[2019-02-01 00:00:00]",
        "---------------------------------交易记录明细列表------------------------------------",
        "交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,"
        "类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,",
    )
    rows = [
        ",,".join((number, f"2019-01-0{n} 10:00:00,2019-01-0{n} 10:00:01,,,即时到账交易,某店"))
        + f",{memo},{money},{word},{status},0.00,0.00,,{moved},"
        for n, (number, memo, money, word, status, moved) in enumerate(
            (
                ("A1", "早餐", "9.90", "支出", "交易成功", "已支出"),
                ("A2", "余额宝-单次转入", "27", "", "交易成功", "资金转移"),
                ("A3", "花呗主动还款-2019年01月账单", "100.00", "", "还款成功", "资金转移"),
                ("A4", "二手书", "20.00", "收入", "交易成功", "已收入"),
                ("A5", "未付订单", "88.00", "支出", "交易关闭", ""),
                ("A6", "退款-早餐", "9.90", "", "退款成功", "已收入"),
                ("A7", "押金", "50.00", "", "交易成功", "冻结"),
            ),
            1,
        )
    ]
    foot = (
        "-" * 40,
        "共7笔记录",
        "已收入:1笔,20.00元",
        "已支出:1笔,9.90元",
        "导出时间:[2019-02-01 10:00:00]    用户:林晓",
    )
    statement = only(text(*head, *rows, *foot, encoding="gbk"))
    assert statement.format == "alipay_web"
    assert [entry.kind for entry in statement.entries] == [
        "spending",
        "own_transfer",
        "debt_repayment",
        "income",
        "no_money_moved",
        "refund",
        "no_money_moved",
    ]
    assert statement.account.holder == "林晓"
    assert statement.rejected == ()


def test_the_alipay_balance_statement_has_a_chain() -> None:
    statement = only(
        text(
            "#支付宝账务明细查询".replace("账务", "余额收支"),
            "#账户名:林晓",
            "#自[2025年01月01日 00:00:00]至[2025年02月01日 00:00:00]",
            "#-----------------------------------------收支明细列表----------------------------------------",
            "流水号,时间,名称,备注,收入,支出,账户余额（元）,资金渠道,",
            "1\t,2025-01-02 10:00:00\t,转账\t,\t,200.00\t,\t,300.00\t,余额\t,",
            "2\t,2025-01-03 10:00:00\t,提现\t,提现-实时提现\t,\t,100.00\t,200.00\t,余额\t,",
            "3\t,2025-01-04 10:00:00\t,午饭\t,\t,\t,20.00\t,180.00\t,余额\t,",
            encoding="gb18030",
        )
    )
    assert statement.format == "alipay_balance"
    assert told(statement) == [
        ("2025-01-02 10:00:00", "200.00", "income"),
        ("2025-01-03 10:00:00", "-100.00", "own_transfer"),
        ("2025-01-04 10:00:00", "-20.00", "spending"),
    ]
    assert statement.balance_chain == "holds"


CMB = (
    '"# 招商银行交易记录"',
    '"# 导出时间: [2026-02-25 20:00:00]"',
    '"# 账    号: [一卡通:6214********1234   招商银行]"',
    '"# 币    种: [人民币]"',
    '"# 起始日期: [20260219]   终止日期: [20260225]"',
    '"# 过滤设置:  无"',
    '""',
    '"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"',
    '"\t20260225","\t10:00:00","","30.50","1,069.50","快捷支付","\t财付通-微信支付-面馆"',
    '"\t20260224","\t09:00:00","8,000.00","","1,100.00","代发工资","\t某某公司"',
    "",
    '"# 收入合计: 1 笔，共 8000.00 元"',
    '"# 支出合计: 1 笔，共 30.50 元"',
)


def test_the_cmb_client_file_is_checked_against_its_totals() -> None:
    statement = only(text(*CMB))
    assert (statement.format, statement.account.tail) == ("cmb_debit", "1234")
    assert told(statement) == [
        ("2026-02-25 10:00:00", "-30.50", "spending"),
        ("2026-02-24 09:00:00", "8000.00", "income"),
    ]
    assert (statement.balance_chain, statement.warnings, statement.rejected) == ("holds", (), ())
    assert str(statement.period.since if statement.period else "") == "2026-02-19"
    filtered = only(text(*(line.replace("无", "[收入]") for line in CMB)))
    assert [doubt.code for doubt in filtered.warnings] == ["export_filtered"]
    fewer = only(text(*CMB[:8], *CMB[9:]))
    assert {doubt.code for doubt in fewer.warnings} == {"stated_totals_differ"}


TABLES: dict[str, tuple[bytes, list[tuple[str, str, str]]]] = {
    "ccb_debit": (
        text(
            "账　　号：6217********5678",
            "起始日期：20250101",
            "币　　种：人民币",
            "记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点",
            "20250110,20250110,09:30:15,88.50,0.00,9911.50,人民币,无卡自助交易,,某银行,某银行信用卡中心还款",
            "20250120,20250120,11:00:00,0.00,5000.00,14911.50,人民币,汇兑,,张三,电子汇入",
            "20250321,20250321,03:00:00,0.00,1.25,14912.75,人民币,利息存入,,,",
            "以上数据仅供参考|具体内容请以柜台为准",
            encoding="utf-8",
        ),
        [
            ("2025-01-10 09:30:15", "-88.50", "debt_repayment"),
            ("2025-01-20 11:00:00", "5000.00", "income"),
            ("2025-03-21 03:00:00", "1.25", "income"),
        ],
    ),
    "ccb_debit_app": (
        sheet(
            [
                ["中国建设银行个人活期账户全部交易明细"],
                ["卡号/账号:6217001234565678 客户名称:林晓 起始日期:20250101 结束日期:20250331"],
                [
                    "序号",
                    "摘要",
                    "币别",
                    "钞汇",
                    "交易日期",
                    "交易金额",
                    "账户余额",
                    "交易地点/附言",
                    "对方账号与户名",
                ],
                [
                    "1",
                    "消费",
                    "人民币元",
                    "钞",
                    "20250110",
                    "-1,088.50",
                    "8,911.50",
                    "财付通-微信支付-某店",
                    "1234/某店",
                ],
                ["2", "工资", "人民币元", "钞", "20250115", "6,000.00", "14,911.50", "", "某公司"],
            ]
        ),
        [("2025-01-10", "-1088.50", "spending"), ("2025-01-15", "6000.00", "income")],
    ),
    "icbc_credit": (
        text(
            "明细查询文件下载",
            "",
            '卡号: 1234****5678,"卡别名: "',
            "",
            "子账户类别:",
            "",
            "交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名",
            '2023-05-05     \t,2023-05-05     \t,"消费    \t","财付通-某店   \t","CHN  \t","  \t","18.00  \t",人民币  \t,"  \t","18.00  \t",人民币  \t,"-3,728.62  \t","  \t",',
            '2023-04-25     \t,2023-04-25     \t,"人民币自动转帐还款    \t",XX分行   \t,"CHN  \t","4,621.01  \t","  \t",人民币  \t,"4,621.01  \t","  \t",人民币  \t,"-1,971.63  \t","  \t",',
            " ",
            '合计金额,,,,,"4621.01  \t","18.00  \t",\t,"4621.01  \t","18.00  \t",',
        ),
        [("2023-05-05", "-18.00", "spending"), ("2023-04-25", "4621.01", "debt_repayment")],
    ),
    "abc_debit": (
        sheet(
            [
                ["账户明细查询"],
                ["账户：622848****8888 户名：林晓 起始日期：20250101 截止日期：20250131"],
                [
                    "交易日期",
                    "交易时间",
                    "交易金额",
                    "本次余额",
                    "对方户名",
                    "对方账号",
                    "交易行",
                    "交易渠道",
                    "交易类型",
                    "交易用途",
                    "交易摘要",
                ],
                ["20250103", "", "-1,234.50", "765.50", "某银行", "", "", "", "", "", "正常还款"],
                ["20250104", "10:20:30", "+0.00", "765.50", "", "", "", "", "", "", "利息税"],
                ["20250105", "10:20:30", "+300.00", "1065.50", "张三", "", "", "超级网银", "", "", "转存"],
            ]
        ),
        [
            ("2025-01-03", "-1234.50", "debt_repayment"),
            ("2025-01-04 10:20:30", "0.00", "fee_interest"),
            ("2025-01-05 10:20:30", "300.00", "income"),
        ],
    ),
    "abc_debit_app": (
        text(
            "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言",
            "20240101,123456,转存,+10000.00,11000.00,张三,369396693,超级网银,转账",
            "20240103,,正常还款,-9000.00,2000.00,12341234,111222333",
            "20240104,,结息,+0.01,2000.01,--,0000000000,,个人活期结息",
        ),
        [
            ("2024-01-01 12:34:56", "10000.00", "income"),
            ("2024-01-03", "-9000.00", "debt_repayment"),
            ("2024-01-04", "0.01", "income"),
        ],
    ),
    "boc_debit": (
        text(
            "中国银行交易流水明细单",
            "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号",
            '2025-08-22,12:24:20,人民币,-326.00,"3,312.17",网上快捷支付,银企对接,-------------------,支付宝-李四,支付宝-李四,Z2,-------,3167',
            '2025-08-05,16:00:44,人民币,"5,771.00","3,638.17",工资,柜台,某支行,----------,某某有限公司,45,某支行,3167',
            '2025-08-04,16:10:21,人民币,"3,000.00","-2,132.83",网上快捷提现,银企对接,------,支付宝-林晓支付宝余额提现,支付宝-林晓,20,支付宝,3167',
        ),
        [
            ("2025-08-22 12:24:20", "-326.00", "spending"),
            ("2025-08-05 16:00:44", "5771.00", "income"),
            ("2025-08-04 16:10:21", "3000.00", "own_transfer"),
        ],
    ),
    "boc_debit_web": (
        "\t".join(
            (
                "交易时间\t业务摘要\t对方账户名称\t对方账户账号\t币种\t钞/汇\t收入金额\t支出金额\t余额\t交易渠道/场所\t附言\n2025/01/02\xa010:00:00",
                "工资\t某公司\t\t人民币元\t\t5,000.00\t\t5,000.00\t\t\n2025/01/03 10:00:00",
                "消费\t某店\t\t人民币元\t\t\t20.00\t4,980.00\t\t",
            )
        ).encode("utf-16"),
        [("2025-01-02 10:00:00", "5000.00", "income"), ("2025-01-03 10:00:00", "-20.00", "spending")],
    ),
    "boc_credit": (
        text(
            "中国银行信用卡账单(2025年01月)",
            "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种",
            "2024-12-15,2024-12-16,2875,钱袋宝支付-大众点评CHN,,0.59,CNY",
            "2024-12-20,2024-12-20,,存款利息,0.01,,CNY",
            "2024-12-20,2024-12-20,2875,林晓,361.19,,CNY",
            "2024-12-24,2024-12-25,2875,网银在线CHN,70.48,,CNY",
            "2024-12-22,2024-12-24,2875,MICROSOFT*XBOXJPN,,3.72,USD",
        ),
        [
            ("2024-12-16", "-0.59", "spending"),
            ("2024-12-20", "0.01", "income"),
            ("2024-12-20", "361.19", "debt_repayment"),
            ("2024-12-25", "70.48", "refund"),
            ("2024-12-24", "-3.72", "unknown"),
        ],
    ),
    "bocom_debit": (
        text(
            "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要",
            "1,2024-02-02,13:15:12,信用卡转账还款,借 Dr,3.21,2334.62,666,林晓,其他,",
            "2,2024-04-04,11:46:44,其他交易,贷 Cr,10.00,2344.62,666,张三,网络支付,银联入账转账",
            "3,2024-06-06,11:30:54,网上支付,借 Dr,100.79,2243.83,111,某某基金销售有限公司,网银在线",
        ),
        [
            ("2024-02-02 13:15:12", "-3.21", "debt_repayment"),
            ("2024-04-04 11:46:44", "10.00", "income"),
            ("2024-06-06 11:30:54", "-100.79", "own_transfer"),
        ],
    ),
    "bocom_debit_web": (
        sheet(
            [
                ["交通银行银行卡交易明细查询表"],
                ["卡号: 6222****1111 查询时间段: 2025-01-01 至 2025-01-31"],
                [
                    "记账日期",
                    "交易时间",
                    "交易地点",
                    "交易方式",
                    "支出金额",
                    "收入金额",
                    "余额",
                    "对方户名",
                    "对方账户",
                    "对方开户行",
                    "摘要",
                ],
                ["2025-01-02", "10:00:00", "某店", "消费", "20.00", "--", "80.00", "--", "--", "--", "--"],
            ]
        ),
        [("2025-01-02 10:00:00", "-20.00", "spending")],
    ),
    "bocom_credit": (
        text(
            "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额",
            "2025-01-10,2025-01-10,退货 支付宝-某店,CNY 123.18,CNY 123.18",
            "2025-01-29,2025-01-29,信用卡还款 转账还款,CNY13.50,CNY13.50",
            "2025-01-11,2025-01-12,消费 美团,CNY 2.99,CNY 2.99",
            "2025-01-11,2025-01-12,积分 未知,CNY 1.00,CNY 1.00",
        ),
        [
            ("2025-01-10", "123.18", "refund"),
            ("2025-01-29", "13.50", "debt_repayment"),
            ("2025-01-12", "-2.99", "spending"),
            ("2025-01-12", "-1.00", "unknown"),
        ],
    ),
    "pab_debit": (
        sheet(
            [
                ["账户流水明细 账号：6230****6666"],
                [
                    "交易时间",
                    "付款方姓名",
                    "付款方账号",
                    "收款方姓名",
                    "收款方账号",
                    "交易类型",
                    "交易金额",
                    "账户余额",
                    "摘要",
                    "备注",
                    "交易流水号",
                ],
                ["2025-12-30 09:15:30", "", "", "某快餐", "62", "转出", 45.5, 9954.5, "消费", "快餐", "P1"],
                [
                    "2025-12-31 10:00:00",
                    "某公司",
                    "62",
                    "",
                    "",
                    "转入",
                    5000,
                    14954.5,
                    "转账",
                    "工资入账",
                    "P2",
                ],
            ]
        ),
        [("2025-12-30 09:15:30", "-45.50", "spending"), ("2025-12-31 10:00:00", "5000.00", "income")],
    ),
    "citic_credit": (
        sheet(
            [
                ["本期账单明细(人民币)"],
                [
                    "交易日期",
                    "入账日期",
                    "交易描述",
                    "卡末四位",
                    "交易币种",
                    "结算币种",
                    "交易金额",
                    "结算金额",
                ],
                ["2025-01-02", "2025-01-03", "支付宝－某店", 688, "CNY", "CNY", "20.00", "20.00"],
                ["2025-01-04", "2025-01-05", "还款", 688, "CNY", "CNY", "-500.00", "-500.00"],
            ]
        ),
        [("2025-01-03", "-20.00", "spending"), ("2025-01-05", "500.00", "debt_repayment")],
    ),
    "cgb_credit": (
        text(
            "交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币",
            "2025/01/05,2025/01/06,（消费）某店,15.90,人民币,15.90,人民币",
            "2025/01/04,2025/01/04,（退款）某店,-97.20,人民币,-97.20,人民币",
            "2024/12/25,2024/12/26,（还款）云闪付 银联入账,-1130.68,人民币,-1130.68,人民币",
        ),
        [
            ("2025-01-06", "-15.90", "spending"),
            ("2025-01-04", "97.20", "refund"),
            ("2024-12-26", "1130.68", "debt_repayment"),
        ],
    ),
}


@pytest.mark.parametrize("layout", TABLES)
def test_each_bank_layout_is_recognised_and_read(layout: str) -> None:
    content, expected = TABLES[layout]
    statement = only(content, "改名.dat")
    assert statement.format == layout
    assert told(statement) == expected
    assert statement.rejected == ()


def test_account_numbers_come_from_the_head_or_the_card_column() -> None:
    assert only(TABLES["ccb_debit"][0]).account.tail == "5678"
    assert only(TABLES["boc_debit"][0]).account.tail == "3167"
    assert only(TABLES["citic_credit"][0]).account.tail == "0688"
    assert only(TABLES["abc_debit"][0]).account.holder == "林晓"
    assert only(TABLES["pab_debit"][0]).account.tail == "6666"


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


def test_every_layout_of_a_bank_is_listed() -> None:
    import importlib
    import pkgutil

    import planner.statements
    from planner.statements.bank import Bank

    made = set()
    for module in pkgutil.iter_modules(planner.statements.__path__):
        for value in vars(importlib.import_module(f"planner.statements.{module.name}")).values():
            if isinstance(value, Bank):
                made.add(value.NAME)
    assert made == {bank.NAME for bank in BANKS}
    assert len({importer.NAME for importer in (*IMPORTERS, *BANKS)}) == len(IMPORTERS) + len(BANKS)
