# SPDX-License-Identifier: Apache-2.0
"""支付宝 from the web: 交易记录明细, which knows no payment method, and the statement of the balance."""

import re

from planner.facts.language import N_
from planner.statements import kinds as k
from planner.statements.bank import Bank
from planner.statements.cells import account_tail, amount, real_id
from planner.statements.kinds import Rule
from planner.statements.preamble import period_of, stated_totals, value_after
from planner.statements.reading import Draft, Tally, clean, is_row, time_and_amount
from planner.statements.sheet import Sheet
from planner.statements.statement import Entry, Owner, doubt
from planner.statements.table import Names, Table, find_table

NAME = "alipay_web"
TITLE = N_("Alipay bill (web)")
BANK = "支付宝"
NEEDED: Names = {
    "made": ["交易创建时间"],
    "order": ["交易号"],
    "party": ["交易对方"],
    "memo": ["商品名称"],
    "amount": ["金额(元)"],
    "word": ["收/支"],
    "status": ["交易状态"],
    "moved": ["资金状态"],
}
OPTIONAL = {
    "paid": ["付款时间"],
    "merchant": ["商家订单号"],
    "category": ["类型"],
    "fee": ["服务费(元)"],
    "back": ["成功退款(元)"],
    "note": ["备注"],
}
FIELDS = (*NEEDED, *OPTIONAL)
_OWN = re.compile(r"余额宝|余利宝|充值|提现|转入|转出|买入|卖出|基金|理财|赎回")
_OWN_IN = re.compile(r"充值|卖出|赎回|转出到余额")

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


def recognises(sheet: Sheet) -> bool:
    """Say whether this sheet is such a bill."""
    return find_table(sheet, NEEDED) is not None


def read(sheet: Sheet) -> Draft:
    """Read the bill."""
    table = find_table(sheet, NEEDED, OPTIONAL)
    assert table is not None
    lines = table.around()
    number = value_after(lines, "账号")
    draft = Draft(NAME, Owner(BANK, account_tail(number) or number, value_after(lines, "用户")))
    draft.period = period_of(lines)
    draft.stated = stated_totals(lines)
    _rows(table, draft)
    return draft


def _rows(table: Table, draft: Draft) -> None:
    tally, unpaired = Tally(), 0
    for row, cells in table.rows(FIELDS):
        if not is_row(cells):
            continue
        made, order, party, memo, money, word, status, moved, paid, merchant, category, fee, back, note = (
            cells
        )
        found = time_and_amount(draft, row, cells, clean(paid) or made, money)
        if found is None:
            continue
        at, fen = found
        tally.add(word, fen)
        rule = decide(word, status, moved, memo)
        returned = amount(back) or 0
        unpaired += bool(returned) and rule.kind == "spending"
        draft.entries.append(
            Entry(
                row=row,
                at=at,
                amount=rule.sign * fen,
                direction=word,
                kind=rule.kind,
                why=rule.why,
                party=clean(party),
                memo=f"{memo} {note}" if clean(note) else clean(memo),
                order_no=order,
                status=status,
                category=category,
                fee=amount(fee) or 0,
                returned=returned,
                merchant_no=real_id(merchant),
            )
        )
    draft.raw = tally.totals()
    if unpaired:
        text = N_(
            "Purchases that say they were refunded: {n}. Only refunds with a row of their own are taken off."
        )
        draft.doubts.append(doubt("refund_in_purchase", text, n=unpaired))


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
