# SPDX-License-Identifier: Apache-2.0
"""京东: the bill of the shop, in the layout since December 2024 and in the old one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from planner.facts.case import Total
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements import kinds as k
from planner.statements.bill import Bill, Cells
from planner.statements.cells import refunded
from planner.statements.kinds import Rule
from planner.statements.preamble import value_after
from planner.statements.reading import Draft, changed
from planner.statements.refunds import pair_refunds
from planner.statements.statement import Owner
from planner.statements.table import Table

BANK = "京东"
NEW = "jd"
WORDS = ("收入", "支出", "不计收支")
_OWN = re.compile(r"转入|转出|充值|提现|小金库|钱包|余额")
_OWN_IN = re.compile(r"转出|充值|提取")
_DONE = re.compile(r"成功$|^交易完成$|^已完成$|^已付款$|^等待收货$|^等待确认收货$")
_OFF = re.compile(r"关闭|取消|失败")


def decide(word: str, status: str, memo: str, money: str, method: str = "", category: str = "") -> Rule:
    """Give a row its meaning: the text first, then the direction word."""
    if word not in WORDS:
        return k.UNKNOWN_WORD
    if _OFF.search(status) and "退款" not in money:
        return k.REPAY_FAILED if k.says_repayment(memo) else k.CLOSED
    on_trial = "先享后付" in f"{memo} {method} {category}"
    if memo.startswith(("冻结-", "解冻-")) or (on_trial and word == "不计收支"):
        return k.HELD
    if "退款" in status or memo.startswith(("退款", "价保")):
        return k.REFUND
    if "全额退款" in money:
        return k.FULLY_REFUNDED
    if not _DONE.search(status):
        return k.NOT_PAID if "付款" in status else k.UNKNOWN_STATUS
    return _by_text(word, memo)


def _by_text(word: str, memo: str) -> Rule:
    if k.says_repayment(memo):
        return k.REPAID
    if k.says_loan_out(memo):
        return k.LOAN
    if "收益" in memo and word != "支出":
        return k.INTEREST_EARNED
    if word == "收入":
        return k.EARNED
    if word == "支出":
        return k.PAID
    if _OWN.search(memo):
        return k.OWN_IN if _OWN_IN.search(memo) else k.OWN_OUT
    return k.UNKNOWN_NEUTRAL


def _as_stated(draft: Draft) -> Mapping[str, Total]:
    """Count as the preamble does: spending less the refunds in brackets; of neutral rows only the refunds' sums."""
    if draft.format != NEW:
        return draft.raw
    back = sum(e.returned for e in draft.entries if e.direction == "支出")
    neutral = sum(
        abs(e.amount) for e in draft.entries if e.direction == "不计收支" and e.status == "退款成功"
    )
    counted = dict(draft.raw)
    if "支出" in counted:
        counted["支出"] = replace(counted["支出"], sum=counted["支出"].sum - back)
    if "不计收支" in counted:
        counted["不计收支"] = replace(counted["不计收支"], sum=neutral)
    return counted


def _settle_refunded(draft: Draft) -> None:
    """A fully refunded purchase whose refund rows lie outside the file moved no money in the end."""
    paired = {bought for bought, _ in pair_refunds(draft.entries)}
    for i, entry in enumerate(draft.entries):
        if entry.why == k.FULLY_REFUNDED.why and i not in paired:
            draft.entries[i] = changed(entry, k.CLOSED)


def _more(cells: Cells, fen: Fen, _rule: Rule) -> Mapping[str, Any]:
    back = fen if "全额退款" in cells["amount"] else refunded(cells["amount"])
    return {"returned": back} if back else {}


def _owner(lines: Sequence[str]) -> Owner:
    return Owner(BANK, "", value_after(lines, "京东账号名"))


def _format(table: Table) -> str:
    return NEW if table.where["word"] > table.where["status"] else "jd_2021"


BILL = Bill(
    NAME=NEW,
    TITLE=N_("JD bill"),
    needed={
        "at": ["交易时间"],
        "party": ["商户名称"],
        "memo": ["交易说明"],
        "amount": ["金额"],
        "status": ["交易状态"],
        "word": ["收/支"],
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
    by=("word", "status", "memo", "amount", "method", "category"),
    more=_more,
    format=_format,
    totalled={word: word for word in WORDS},
    counted=_as_stated,
    settle=_settle_refunded,
)
