# SPDX-License-Identifier: Apache-2.0
"""支付宝 from the web: 交易记录明细, which knows no payment method, and the statement of the balance."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements import kinds as k
from planner.statements.bank import Bank
from planner.statements.bill import Bill, Cells
from planner.statements.cells import account_tail, amount
from planner.statements.kinds import Rule
from planner.statements.preamble import value_after
from planner.statements.reading import Draft
from planner.statements.statement import Owner, doubt

BANK = "支付宝"
_OWN = re.compile(r"余额宝|余利宝|充值|提现|转入|转出|买入|卖出|基金|理财|赎回")
_OWN_IN = re.compile(r"充值|卖出|赎回|转出到余额")

_STATES = {"冻结": k.HELD, "解冻": k.HELD, "待收入": k.NOT_ARRIVED, "待支出": k.NOT_PAID}


def decide(word: str, status: str, moved: str, memo: str) -> Rule:
    """Give a row its meaning: whether money moved first (资金状态), then the text, then the direction."""
    if moved in _STATES:
        return _STATES[moved]
    if "失败" in status:
        return k.REPAY_FAILED if k.says_repayment(memo) else k.FAILED
    if not moved:
        return k.CLOSED if "关闭" in status else k.UNKNOWN_STATUS
    if status == "退款成功" or memo.startswith("退款"):
        return k.GAVE_REFUND if moved == "已支出" else k.REFUND
    if k.says_repayment(memo) and moved != "已收入":
        return k.REPAID
    if k.says_loan_out(memo):
        return k.LOAN
    if "收益发放" in memo:
        return k.INTEREST_EARNED
    return _by_move(moved, memo)


def _by_move(moved: str, memo: str) -> Rule:
    if moved == "已支出":
        return k.FEE if k.says_fee(memo) else k.PAID
    if moved == "已收入":
        return k.EARNED
    if moved == "资金转移":
        return k.OWN_IN if _OWN_IN.search(memo) else k.OWN_OUT
    return k.UNKNOWN_STATUS


def _more(cells: Cells, _fen: Fen, _rule: Rule) -> Mapping[str, Any]:
    return {"fee": amount(cells.get("fee", "")) or 0, "returned": amount(cells.get("back", "")) or 0}


def _settle(draft: Draft) -> None:
    said = sum(1 for entry in draft.entries if entry.returned and entry.kind == "spending")
    if said:
        text = N_(
            "Purchases that say they were refunded: {n}. Only refunds with a row of their own are taken off."
        )
        draft.doubts.append(doubt("refund_in_purchase", text, n=said))


def _owner(lines: Sequence[str]) -> Owner:
    number = value_after(lines, "账号")
    return Owner(BANK, account_tail(number) or number, value_after(lines, "用户"))


BILL = Bill(
    NAME="alipay_web",
    TITLE=N_("Alipay bill (web)"),
    needed={
        "at": ["交易创建时间"],
        "order": ["交易号"],
        "party": ["交易对方"],
        "memo": ["商品名称"],
        "amount": ["金额(元)"],
        "word": ["收/支"],
        "status": ["交易状态"],
        "moved": ["资金状态"],
    },
    optional={
        "paid": ["付款时间"],
        "merchant": ["商家订单号"],
        "category": ["类型"],
        "fee": ["服务费(元)"],
        "back": ["成功退款(元)"],
        "note": ["备注"],
    },
    owner=_owner,
    rule=decide,
    by=("word", "status", "moved", "memo"),
    when=("paid", "at"),
    more=_more,
    settle=_settle,
)

BALANCE = Bank(
    NAME="alipay_balance",
    TITLE=N_("Alipay balance statement"),
    bank="支付宝余额",
    needed={
        "order": ["流水号"],
        "at": ["时间"],
        "summary": ["名称"],
        "in": ["收入"],
        "out": ["支出"],
        "balance": ["账户余额(元)"],
    },
    optional={"memo": ["备注"], "place": ["资金渠道"], "use": ["商品说明"]},
    marks=("收支明细列表",),
)
