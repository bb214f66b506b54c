# SPDX-License-Identifier: Apache-2.0
"""The bills of platforms without a published file, written out with invented rows: read to the fen."""

from planner.facts.money import plain_yuan
from planner.statements.statement import net_spending, totals_by_kind
from tests.planner.statements.made import only, text, told

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


def test_a_purchase_refunded_in_parts_counts_once_though_all_orders_have_one_number() -> None:
    rows = (
        "2026-03-24 22:43:31\t,京东商城,退款-外套,70.48,某卡(1875),退款成功,不计收支,网购,1\t,1\t, ,",
        "2026-03-24 22:43:08\t,京东商城,软壳裤 等多件,448.32(已退款70.48),某卡(1875),交易成功,支出,服饰,1\t,1\t, ,",
        "2026-03-24 22:34:05\t,京东商城,退款-外套,70.48,某卡(1875),退款成功,不计收支,网购,1\t,1\t, ,",
        "2026-03-24 22:33:54\t,京东商城,退款-裤子等多件,397.84,某卡(1875),退款成功,不计收支,网购,1\t,1\t, ,",
        "2026-03-24 22:33:07\t,京东商城,裤子 等多件,468.32(已全额退款),某卡(1875),交易成功,不计收支,服饰,1\t,1\t, ,",
        "2026-03-21 13:40:59\t,京东商城,热水袋,35.61,先享后付,交易成功,不计收支,先享后付,1\t,1\t, ,",
        "2026-03-20 13:40:59\t,京东商城,退款-蜜柚,0.00,先享后付,退款成功,不计收支,网购,1\t,1\t, ,",
    )
    statement = only(
        text(
            *JD_HEAD[:6], "支出：1笔(含1笔部分退款)，377.84元", "不计收支：6笔，538.80元", JD_HEAD[-1], *rows
        )
    )
    totals = totals_by_kind(statement.entries)
    assert plain_yuan(net_spending(totals)) == "377.84"
    assert {kind: total.rows for kind, total in totals.items() if total.rows} == {
        "spending": 2,
        "refund": 3,
        "no_money_moved": 2,
    }
    assert statement.warnings == ()
    assert sorted(statement.pairs) == [(1, 0), (4, 2), (4, 3)]


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
