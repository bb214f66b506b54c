# SPDX-License-Identifier: Apache-2.0
"""What a row means, rule by rule: a row's meaning is not its direction."""

import pytest

from planner.facts.case import Kind
from planner.statements import alipay, alipay_web, jd, meituan, wechat
from planner.statements.bank_kinds import credit_rule, debit_rule
from planner.statements.kinds import on_credit

ALIPAY = [
    # word, status, text, party, category, method -> kind
    ("支出", "交易成功", "早餐", "店", "餐饮美食", "花呗", "spending"),
    ("支出", "支付成功", "提现手续费", "支付宝", "账户存取", "余额", "fee_interest"),
    ("支出", "交易成功", "办理驾驶证工本费", "财政厅", "公共服务", "余额", "spending"),
    ("支出", "交易成功", "退款", "张三", "其他", "余额", "spending"),
    ("支出", "退款成功", "退款-x", "张三", "其他", "余额", "spending"),
    ("支出", "奇怪", "x", "y", "", "余额", "unknown"),
    ("横向", "交易成功", "x", "y", "", "余额", "unknown"),
    ("", "交易成功", "x", "y", "", "余额", "unknown"),
    ("收入", "交易成功", "转账", "张三", "转账红包", "", "income"),
    ("收入", "退款成功", "退款-x", "店", "退款", "", "refund"),
    ("收入", "交易成功", "退款-x", "店", "退款", "", "refund"),
    ("收入", "交易成功", "转账", "某某小额贷款有限公司", "转账红包", "", "unknown"),
    ("支出", "交易成功", "付款", "某某消费金融有限公司", "其他", "余额", "debt_repayment"),
    ("收入", "退税成功", "个税", "税务局", "收入", "", "income"),
    ("收入", "交易关闭", "闲鱼", "买家", "收入", "", "no_money_moved"),
    ("收入", "等待对方确认收货", "闲鱼", "买家", "收入", "", "no_money_moved"),
    ("不计收支", "交易关闭", "x", "店", "", "", "no_money_moved"),
    ("支出", "交易关闭", "x", "店", "", "余额", "unknown"),
    ("支出", "等待付款", "x", "店", "", "", "no_money_moved"),
    ("不计收支", "提现失败，已退回余额", "提现", "银行", "", "余额", "no_money_moved"),
    ("支出", "代付关闭", "x", "y", "", "", "no_money_moved"),
    ("不计收支", "还款失败", "花呗自动还款", "花呗", "信用借还", "", "no_money_moved"),
    ("不计收支", "解冻成功", "押金", "ETC", "信用借还", "", "no_money_moved"),
    ("不计收支", "退款成功", "蚂蚁财富-x-买入", "蚂蚁", "投资理财", "余额宝", "own_transfer"),
    ("不计收支", "还款成功", "信用卡还款", "中信银行", "信用借还", "余额宝", "debt_repayment"),
    ("不计收支", "交易成功", "抖音月付", "某公司", "信用借还", "余额", "debt_repayment"),
    ("不计收支", "交易成功", "不明", "某公司", "信用借还", "余额", "unknown"),
    ("不计收支", "交易成功", "网商贷放款", "网商银行", "信用借还", "余额", "loan_received"),
    ("不计收支", "交易成功", "备用金归还", "备用金", "信用借还", "余额", "debt_repayment"),
    ("不计收支", "交易成功", "余额宝-2026.01.02-收益发放", "基金", "投资理财", "余额宝", "income"),
    ("不计收支", "交易成功", "转账收款到余额宝", "余额宝", "投资理财", "余额", "own_transfer"),
    ("不计收支", "交易成功", "提现-实时提现", "中国银行", "账户存取", "余额", "own_transfer"),
    ("其他", "交易成功", "充值-普通充值", "x", "账户存取", "", "own_transfer"),
    ("不计收支", "交易成功", "退款-x", "店", "", "余额", "refund"),
    ("不计收支", "交易成功", "不明", "某人", "其他", "余额", "unknown"),
]


@pytest.mark.parametrize(("word", "status", "memo", "party", "category", "method", "kind"), ALIPAY)
def test_alipay(
    word: str, status: str, memo: str, party: str, category: str, method: str, kind: Kind
) -> None:
    assert alipay.decide(word, status, memo, party, category, method).kind == kind


WECHAT = [
    ("支出", "零钱提现", "支付成功", "/", "中国银行", "own_transfer"),
    ("支出", "信用卡还款", "支付成功", "/", "招商银行", "debt_repayment"),
    ("/", "商户消费", "交易关闭", "/", "店", "no_money_moved"),
    ("支出", "商户消费", "支付成功", "面", "面馆", "spending"),
    ("支出", "没见过的", "支付成功", "面", "面馆", "spending"),
    ("支出", "微信红包（单发）", "已全额退款", "/", "张三", "spending"),
    ("支出", "商户消费", "支付成功", "微粒贷还款", "微众银行", "debt_repayment"),
    ("支出", "分付还款", "支付成功", "/", "分付", "debt_repayment"),
    ("支出", "商户消费", "奇怪", "面", "面馆", "unknown"),
    ("收入", "转账", "已存入零钱", "/", "张三", "income"),
    ("收入", "某店-退款", "已全额退款", "/", "某店", "refund"),
    ("收入", "其他", "奇怪", "/", "张三", "unknown"),
    ("收入", "其他", "已到账", "微粒贷放款", "微众银行", "loan_received"),
    ("/", "零钱提现", "提现已到账", "/", "招商银行", "own_transfer"),
    ("/", "零钱提现", "提现失败，已退回零钱", "/", "招商银行", "no_money_moved"),
    ("/", "信用卡还款", "支付成功", "/", "建设银行信用卡还款", "debt_repayment"),
    ("/", "信用卡还款", "转账失败", "/", "建设银行", "no_money_moved"),
    ("/", "其他", "支付成功", "微粒贷借款 放款", "微众银行", "loan_received"),
    ("/", "其他", "支付成功", "自动还款", "某某", "debt_repayment"),
    ("/", "其他", "支付成功", "/", "某某", "unknown"),
    ("/", "零钱充值", "奇怪", "/", "银行", "unknown"),
    ("", "零钱充值", "充值完成", "/", "银行", "unknown"),
    ("?", "零钱充值", "充值完成", "/", "银行", "unknown"),
]


@pytest.mark.parametrize(("word", "type_", "status", "memo", "party", "kind"), WECHAT)
def test_wechat(word: str, type_: str, status: str, memo: str, party: str, kind: Kind) -> None:
    assert wechat.decide(word, type_, status, memo, party).kind == kind


JD = [
    ("支出", "交易成功", "货", "9.00", "spending"),
    ("支出", "交易关闭", "货", "9.00", "no_money_moved"),
    ("不计收支", "还款失败", "白条主动还款", "9.00", "no_money_moved"),
    ("不计收支", "交易成功", "冻结-年卡(先享后付)", "9.00", "no_money_moved"),
    ("不计收支", "交易成功", "货(先享后付)", "9.00", "no_money_moved"),
    ("收入", "交易成功", "退款-货", "9.00", "refund"),
    ("不计收支", "交易成功", "价保退款", "9.00", "refund"),
    ("支出", "等待付款", "货", "9.00", "no_money_moved"),
    ("支出", "奇怪", "货", "9.00", "unknown"),
    ("不计收支", "交易成功", "金条放款", "9.00", "loan_received"),
    ("收入", "交易成功", "二手卖出", "9.00", "income"),
    ("不计收支", "交易成功", "京东小金库-转出", "9.00", "own_transfer"),
    ("不计收支", "交易成功", "京东余额提现", "9.00", "own_transfer"),
    ("不计收支", "交易成功", "不明", "9.00", "unknown"),
    ("?", "交易成功", "货", "9.00", "unknown"),
]


@pytest.mark.parametrize(("word", "status", "memo", "money", "kind"), JD)
def test_jd(word: str, status: str, memo: str, money: str, kind: Kind) -> None:
    assert jd.decide(word, status, memo, money).kind == kind


@pytest.mark.parametrize(
    ("word", "type_", "memo", "kind"),
    [
        ("支出", "还款", "【美团月付】主动还款", "debt_repayment"),
        ("收入", "退款", "蛋挞", "refund"),
        ("收入", "放款", "美团借钱", "loan_received"),
        ("不计收支", "充值", "余额", "own_transfer"),
        ("不计收支", "提现", "余额", "own_transfer"),
        ("收入", "奖励", "签到", "income"),
        ("不计收支", "其他", "不明", "unknown"),
        ("?", "支付", "蛋挞", "unknown"),
    ],
)
def test_meituan(word: str, type_: str, memo: str, kind: Kind) -> None:
    assert meituan.decide(word, type_, memo).kind == kind


@pytest.mark.parametrize(
    ("word", "status", "moved", "memo", "kind"),
    [
        ("支出", "交易成功", "已支出", "早餐", "spending"),
        ("支出", "交易成功", "已支出", "提现手续费", "fee_interest"),
        ("收入", "交易成功", "待收入", "闲鱼", "no_money_moved"),
        ("支出", "等待付款", "待支出", "货", "no_money_moved"),
        ("", "还款失败", "", "花呗自动还款", "no_money_moved"),
        ("", "提现失败", "", "提现", "no_money_moved"),
        ("", "交易成功", "", "货", "unknown"),
        ("", "交易成功", "资金转移", "借呗放款至余额", "loan_received"),
        ("收入", "交易成功", "已收入", "余额宝-x-收益发放", "income"),
        ("", "交易成功", "资金转移", "余额宝-转出到余额", "own_transfer"),
        ("支出", "退款成功", "已支出", "退款", "spending"),
        ("", "交易成功", "奇怪", "货", "unknown"),
    ],
)
def test_alipay_web(word: str, status: str, moved: str, memo: str, kind: Kind) -> None:
    assert alipay_web.decide(word, status, moved, memo).kind == kind


@pytest.mark.parametrize(
    ("fen", "summary", "memo", "party", "kind"),
    [
        (-100, "快捷支付", "快捷支付 支付宝-面馆", "", "spending"),
        (-100, "", "ATM取款", "", "spending"),
        (-100, "短信费", "短信费", "", "fee_interest"),
        (100, "退手续费", "退手续费", "", "fee_interest"),
        (-100, "转账", "转账", "林晓", "own_transfer"),
        (100, "转账", "转账", "林晓", "own_transfer"),
        (-100, "购汇", "购汇", "", "own_transfer"),
        (-100, "网上支付", "网上支付 支付宝", "某基金销售有限公司", "own_transfer"),
        (-100, "代扣", "住房公积金定期扣款", "", "spending"),
        (-100, "转账", "信用卡还款", "", "debt_repayment"),
        (-100, "扣款", "按揭还贷", "", "debt_repayment"),
        (-100, "房贷扣款", "房贷扣款", "", "debt_repayment"),
        (-100, "归还个人贷款", "归还个人贷款", "", "debt_repayment"),
        (-100, "个贷系统批量扣款", "个贷系统批量扣款", "", "debt_repayment"),
        (-100, "快捷支付", "快捷支付", "某某小额贷款有限公司", "debt_repayment"),
        (-100, "快捷支付", "快捷支付 美团月付", "", "debt_repayment"),
        (100, "贷款转存", "贷款转存", "", "loan_received"),
        (100, "转账", "个人贷款专户", "某银行", "unknown"),
        (100, "代发工资", "代发工资", "某公司", "income"),
        (100, "", "快捷退款 支付宝-店", "", "refund"),
        (100, "", "隔日冲账", "", "refund"),
        (100, "结息", "结息", "", "income"),
        (100, "", "贷款发放", "某银行", "loan_received"),
        (100, "网上快捷提现", "网上快捷提现 支付宝余额提现", "支付宝", "own_transfer"),
        (100, "", "ATM存款", "", "own_transfer"),
        (100, "跨行转入", "跨行转入", "某某消费金融有限公司", "unknown"),
        (100, "入账", "支付宝", "支付宝（中国）网络技术有限公司", "unknown"),
        (100, "转账", "支付宝转账", "张三", "income"),
        (100, "合伙人返现", "合伙人返现", "某行", "income"),
        (100, "他行汇入", "他行汇入", "李四", "income"),
    ],
)
def test_debit_account(fen: int, summary: str, memo: str, party: str, kind: Kind) -> None:
    assert debit_rule(fen, memo, party, "林晓", summary).kind == kind


@pytest.mark.parametrize(
    ("fen", "memo", "kind"),
    [
        (-100, "某店", "spending"),
        (-100, "循环利息", "fee_interest"),
        (-100, "分期手续费", "fee_interest"),
        (-100, "预借现金", "loan_received"),
        (-100, "预借现金手续费", "fee_interest"),
        (100, "掌上生活还款", "debt_repayment"),
        (100, "退款-某店", "refund"),
        (100, "手机银行饭票", "refund"),
        (100, "年费返还", "fee_interest"),
        (100, "年费减免", "fee_interest"),
        (100, "网银在线CHN", "refund"),
        (100, "林晓", "debt_repayment"),
        (100, "某某店", "refund"),
        (100, "存款利息", "income"),
    ],
)
def test_card(fen: int, memo: str, kind: Kind) -> None:
    assert credit_rule(fen, memo, "").kind == kind


def test_borrowed_methods_are_known() -> None:
    assert on_credit("花呗&红包")
    assert on_credit("招商银行信用卡(1234)")
    assert not on_credit("余额宝&花呗")
    assert not on_credit("招商银行储蓄卡(1234)")
