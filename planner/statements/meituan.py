# SPDX-License-Identifier: Apache-2.0
"""美团交易账单: the bill of Meituan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from planner.facts.case import Total
from planner.facts.language import N_
from planner.statements import kinds as k
from planner.statements.bill import Bill
from planner.statements.kinds import Rule
from planner.statements.preamble import value_after
from planner.statements.reading import Draft
from planner.statements.statement import Owner

BANK = "美团"
WORDS = ("收入", "支出", "不计收支")


def decide(word: str, type_: str, memo: str) -> Rule:
    """Give a row its meaning: a repayment is marked 支出 like the purchases it pays, so the type comes first."""
    if word not in WORDS:
        return k.UNKNOWN_WORD
    if type_ == "还款" or k.says_repayment(memo):
        return k.REPAID
    if type_ == "退款":
        return k.REFUND
    if k.says_loan_out(memo) or type_ in ("借款", "放款"):
        return k.LOAN
    if type_ in ("充值", "提现"):
        return k.OWN_OUT if type_ == "提现" else k.OWN_IN
    if word == "支出":
        return k.PAID
    return k.EARNED if word == "收入" else k.UNKNOWN_NEUTRAL


def _as_stated(draft: Draft) -> Mapping[str, Total]:
    """Count as the preamble does: the sum of 支出 leaves repayments out, its number of rows does not."""
    repaid = sum(abs(e.amount) for e in draft.entries if e.kind == "debt_repayment" and e.direction == "支出")
    counted = dict(draft.raw)
    if "支出" in counted:
        counted["支出"] = replace(counted["支出"], sum=counted["支出"].sum - repaid)
    return counted


def _owner(lines: Sequence[str]) -> Owner:
    return Owner(BANK, "", value_after(lines, "美团用户名"))


def _more(*_: object) -> Mapping[str, Any]:
    return {"party": BANK}


BILL = Bill(
    NAME="meituan",
    TITLE=N_("Meituan bill"),
    needed={
        "at": ["交易创建时间"],
        "category": ["交易类型"],
        "memo": ["订单标题"],
        "word": ["收/支"],
        "amount": ["实付金额"],
    },
    optional={
        "done": ["交易成功时间"],
        "method": ["支付方式"],
        "order": ["交易单号"],
        "merchant": ["商家单号"],
        "note": ["备注"],
    },
    owner=_owner,
    rule=decide,
    by=("word", "category", "memo"),
    when=("done", "at"),
    more=_more,
    totalled={word: word for word in WORDS},
    counted=_as_stated,
)
