# SPDX-License-Identifier: Apache-2.0
"""微信支付账单明细: the bill of WeChat Pay, as CSV (until mid 2025) and as a spreadsheet (since)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements import kinds as k
from planner.statements.bill import Bill, Cells
from planner.statements.cells import amount
from planner.statements.kinds import Rule
from planner.statements.preamble import value_after
from planner.statements.statement import Owner
from planner.statements.table import Table

BANK = "微信支付"

_PAID = re.compile(
    r"^(支付成功|已转账|朋友已收钱|对方已收钱|已全额退款|已退款.*|对方已退还|已支付|转账成功|已完成|充值成功|交易成功|已收钱|.*成功)$"
)
_GOT = re.compile(
    r"^(已存入.*|已收钱|已收款|朋友已收钱|对方已收钱|已到账|资金已到账|.*完成|.*成功|已转账|已领取|已转入.*|已退款.*|已全额退款)$"
)
_MOVED = re.compile(r"到账|成功|完成|已转入|已存入|已还款")
_FAILED = re.compile(r"失败|已取消|已?关闭|未支付|待支付|待付款|等待付款")
_OWN = re.compile(r"零钱通|零钱充值|零钱提现|经营账户提现|理财通|余额充值|余额提现|小账本转")
_OWN_IN = re.compile(r"零钱充值|零钱通转出|赎回|理财通转出")
_FEE = re.compile(r"服务费[¥￥]?([\d,.]+)")
_BACK = re.compile(r"退款$")
_STATUS_BACK = re.compile(r"已退款\(?[¥￥]?([\d,.]+)\)?")


def _fee(note: str, fen: Fen) -> Fen:
    found = _FEE.search(note)
    fee = amount(found[1]) if found else 0
    return fee if fee and fee < fen else 0


def _returned(status: str, fen: Fen) -> Fen:
    if status in ("已全额退款", "对方已退还"):
        return fen
    found = _STATUS_BACK.search(status)
    return (amount(found[1]) or 0) if found else 0


def decide(word: str, type_: str, status: str, memo: str, party: str, note: str = "") -> Rule:
    """Give a row its meaning: failed ones first, then loans and refunds, then the direction word."""
    memo = f"{memo} {note}"
    if _FAILED.search(status):
        return k.REPAY_FAILED if "还款" in type_ else k.FAILED
    if word == "支出":
        return _spending(type_, status, memo, party)
    if word == "收入":
        return _income(type_, status, memo, party)
    if word in ("/", "中性交易", ""):
        return _neutral(type_, status, f"{type_} {memo} {party}", word)
    return k.UNKNOWN_WORD


def _spending(type_: str, status: str, memo: str, party: str) -> Rule:
    if not _PAID.match(status):
        return k.UNKNOWN_STATUS
    if "还款" in type_ or k.says_repayment(memo) or k.says_repayment(party):
        return k.REPAID
    if _OWN.search(type_):
        return k.OWN_IN if _OWN_IN.search(type_) else k.OWN_OUT
    return k.TO_LENDER if k.says_lender(party) else k.PAID


def _income(type_: str, status: str, memo: str, party: str) -> Rule:
    if _BACK.search(type_):
        return k.REFUND
    if not _GOT.match(status):
        return k.UNKNOWN_STATUS
    if k.says_loan_out(f"{type_} {memo} {party}"):
        return k.LOAN
    return k.FROM_LENDER if k.says_lender(party) else k.EARNED


def _neutral(type_: str, status: str, text: str, word: str) -> Rule:
    if not word:
        return k.UNKNOWN_WORD
    if not _MOVED.search(status):
        return k.UNKNOWN_STATUS
    if k.says_repayment(type_):
        return k.REPAID
    if k.says_loan_out(text):
        return k.LOAN
    if _OWN.search(type_):
        return k.OWN_IN if _OWN_IN.search(type_) else k.OWN_OUT
    return k.REPAID if k.says_repayment(text) else k.UNKNOWN_NEUTRAL


def _more(cells: Cells, fen: Fen, rule: Rule) -> Mapping[str, Any]:
    if rule.kind == "own_transfer":
        return {"fee": _fee(cells["note"], fen)}
    return {"returned": _returned(cells["status"], fen)} if rule.kind == "spending" else {}


def _owner(lines: Sequence[str]) -> Owner:
    return Owner(BANK, "", value_after(lines, "微信昵称"))


def _format(table: Table) -> str:
    return f"wechat_{table.sheet.container}"


BILL = Bill(
    NAME="wechat",
    TITLE=N_("WeChat Pay bill"),
    needed={
        "at": ["交易时间"],
        "category": ["交易类型"],
        "party": ["交易对方"],
        "memo": ["商品"],
        "word": ["收/支"],
        "amount": ["金额(元)"],
        "status": ["当前状态"],
    },
    optional={"method": ["支付方式"], "order": ["交易单号"], "merchant": ["商户单号"], "note": ["备注"]},
    owner=_owner,
    rule=decide,
    by=("word", "category", "status", "memo", "party", "note"),
    more=_more,
    format=_format,
    totalled={"收入": "收入", "支出": "支出", "/": "中性交易", "中性交易": "中性交易"},
)
