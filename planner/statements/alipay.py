# SPDX-License-Identifier: Apache-2.0
"""支付宝交易明细: the bill of the Alipay app, in the layout since 2023 and in that of 2021 and 2022."""

import re
from collections.abc import Sequence

from planner.facts.language import N_
from planner.statements import kinds as k
from planner.statements.bill import Bill
from planner.statements.cells import account_tail
from planner.statements.kinds import Rule
from planner.statements.preamble import value_after
from planner.statements.reading import Draft, changed, clean
from planner.statements.refunds import pair_refunds
from planner.statements.statement import Owner, doubt
from planner.statements.table import Table

BANK = "支付宝"
WORDS = ("收入", "支出", "不计收支", "其他")

_DONE = re.compile(r"成功$|^已收货$|^交易完成$")
_PENDING = frozenset(
    (
        "等待确认收货",
        "等待对方确认收货",
        "等待对方发货",
        "等待卖家发货",
        "缴费中",
        "处理中",
        "还款中",
        "付款处理中",
    )
)
_CLOSED = frozenset(("交易关闭", "已关闭"))
_HELD = frozenset(("冻结成功", "解冻成功", "芝麻免押下单成功", "信用服务使用成功", "免押下单成功"))
_FAILED = re.compile(r"失败|代付关闭|已撤销|已取消|充值关闭|转账关闭")
_OWN = re.compile(
    r"余额宝|余利宝|^充值|普通充值|提现|转出到|转入|买入|卖出|赎回|蚂蚁财富|基金|理财|定投|小荷包|攒着|黄金|定期|存款|保证金退|余额转|转账到银行卡-本人|笔笔攒"
)
_OWN_IN = re.compile(r"充值|卖出|赎回|转出到余额|转账收款到|^退")
_REFUND_TEXT = re.compile(r"^退款|-退款$")
_MONEY_CATEGORIES = frozenset(("", "信用借还", "转账红包", "账户存取", "投资理财", "其他"))
_FUND_REFUND = re.compile(r"-买入(退款)?$|^余额宝")
_CREDIT_TEXT = re.compile(r"花呗|借呗|网商贷|备用金|信用卡还款|月付|信用购|白条|贷")


def decide(word: str, status: str, memo: str, party: str, category: str, method: str) -> Rule:
    """Give a row its meaning: the status first, then the text, then the direction word."""
    if word not in WORDS:
        return k.UNKNOWN_WORD
    return (
        _by_status(word, status, memo, method)
        or _by_credit(word, status, memo, party, category)
        or _by_word(word, status, memo, party, category)
    )


_SETTLED = {"等待付款": k.NOT_PAID, "退税成功": k.TAX_BACK, "放款成功": k.LOAN, "还款成功": k.REPAID}


def _by_status(word: str, status: str, memo: str, method: str) -> Rule | None:
    if status in _CLOSED:
        if word == "收入":
            return k.SALE_CANCELLED
        return k.CLOSED_OPEN if clean(method) else k.CLOSED
    if _FAILED.search(status):
        return k.REPAY_FAILED if "还款" in status or k.says_repayment(memo) else k.FAILED
    if status in _HELD:
        return k.HELD
    if status == "退款成功":
        if _FUND_REFUND.search(memo):
            return k.OWN_IN
        return k.GAVE_REFUND if word == "支出" else k.REFUND
    return _SETTLED.get(status)


def _by_credit(word: str, status: str, memo: str, party: str, category: str) -> Rule | None:
    """Decide the rows of loan products, whatever the direction word says."""
    if not (_DONE.search(status) or status in _PENDING):
        return k.UNKNOWN_STATUS
    if word != "支出" and k.says_loan_out(memo):
        return k.LOAN
    if k.says_repayment(memo) and word != "收入":
        return k.REPAID
    if category == "信用借还" and word not in ("支出", "收入"):
        text = memo + party
        return k.REPAID if _CREDIT_TEXT.search(text) and "取出" not in text else k.UNKNOWN_CREDIT
    return None


def _by_word(word: str, status: str, memo: str, party: str, category: str) -> Rule:
    if "收益发放" in memo:
        return k.INTEREST_EARNED
    if word == "收入":
        return _income(status, memo, party)
    if word == "支出":
        return _spending(memo, party, category)
    if _REFUND_TEXT.search(memo) or category == "退款":
        return k.REFUND
    if "转账收款到余额宝" in memo:
        return k.OWN_DOUBTFUL
    if _OWN.search(memo) or category == "投资理财" or _OWN.search(party):
        return k.OWN_IN if _OWN_IN.search(memo) else k.OWN_OUT
    return k.UNKNOWN_NEUTRAL


def _income(status: str, memo: str, party: str) -> Rule:
    if status in _PENDING:
        return k.NOT_ARRIVED
    if _REFUND_TEXT.search(memo):
        return k.REFUND
    return k.FROM_LENDER if k.says_lender(party) else k.EARNED


def _spending(memo: str, party: str, category: str) -> Rule:
    if memo == "退款":
        return k.GAVE_REFUND
    if k.says_fee(memo) and category in _MONEY_CATEGORIES:
        return k.FEE
    return k.TO_LENDER if k.says_lender(party) else k.PAID


def _settle(draft: Draft) -> None:
    """Count the repayments that failed; decide the orders closed after payment, now that the file's refunds are known."""
    failed = sum(1 for e in draft.entries if e.why == k.REPAY_FAILED.why)
    if failed:
        text = N_("Repayments that failed: {n}. A creditor sees this too.")
        draft.doubts.append(doubt("failed_repayments", text, "info", n=failed))
    partners = {bought: draft.entries[back] for bought, back in pair_refunds(draft.entries)}
    for i, entry in enumerate(draft.entries):
        if entry.why != k.CLOSED_OPEN.why:
            continue
        if i in partners:
            own = partners[i].kind == "own_transfer"
            draft.entries[i] = changed(entry, k.OWN_OUT if own else k.CLOSED_REFUNDED)
        elif entry.direction != "支出":
            draft.entries[i] = changed(entry, k.CLOSED)
    open_rows = sum(1 for entry in draft.entries if entry.why == k.CLOSED_OPEN.why)
    if open_rows:
        text = N_(
            "Orders closed after payment whose refund is not in this file: {n}. Check whether the money came back."
        )
        draft.doubts.append(doubt("closed_without_refund", text, n=open_rows))


def _owner(lines: Sequence[str]) -> Owner:
    number = value_after(lines, "支付宝账户", "支付宝账号")
    return Owner(BANK, account_tail(number) or number, value_after(lines, "姓名"))


def _format(table: Table) -> str:
    old = "其他" in table.column("word")[:2000] or table.where["word"] == 0
    return "alipay_app_2021" if old else "alipay_app"


BILL = Bill(
    NAME="alipay_app",
    TITLE=N_("Alipay bill (app)"),
    needed={
        "at": ["交易时间"],
        "memo": ["商品说明"],
        "word": ["收/支"],
        "amount": ["金额"],
        "status": ["交易状态"],
        "party": ["交易对方"],
    },
    optional={
        "method": ["收/付款方式"],
        "order": ["交易订单号"],
        "category": ["交易分类"],
        "merchant": ["商家订单号"],
        "note": ["备注"],
    },
    owner=_owner,
    rule=decide,
    by=("word", "status", "memo", "party", "category", "method"),
    format=_format,
    totalled={word: word for word in WORDS},
    settle=_settle,
)
