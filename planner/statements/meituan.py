# SPDX-License-Identifier: Apache-2.0
"""美团交易账单: the bill of Meituan."""

from dataclasses import replace

from planner.facts.case import Total
from planner.facts.language import N_
from planner.statements import kinds as k
from planner.statements.cells import real_id
from planner.statements.kinds import Rule
from planner.statements.preamble import compare_totals, filter_doubts, period_of, stated_totals, value_after
from planner.statements.reading import Draft, Tally, clean, is_row, time_and_amount
from planner.statements.sheet import Sheet
from planner.statements.statement import Entry, Owner
from planner.statements.table import Names, Table, find_table

NAME = "meituan"
TITLE = N_("Meituan bill")
BANK = "美团"
NEEDED: Names = {
    "made": ["交易创建时间"],
    "type": ["交易类型"],
    "memo": ["订单标题"],
    "word": ["收/支"],
    "amount": ["实付金额"],
    "order": ["交易单号"],
}
OPTIONAL = {"done": ["交易成功时间"], "method": ["支付方式"], "merchant": ["商家单号"], "note": ["备注"]}
FIELDS = (*NEEDED, *OPTIONAL)
WORDS = ("收入", "支出", "不计收支")


def recognises(sheet: Sheet) -> bool:
    """Say whether this sheet is such a bill."""
    return find_table(sheet, NEEDED) is not None


def read(sheet: Sheet) -> Draft:
    """Read the bill."""
    table = find_table(sheet, NEEDED, OPTIONAL)
    assert table is not None
    lines = table.head()
    draft = Draft(NAME, Owner(BANK, "", value_after(lines, "美团用户名")))
    draft.period = period_of(lines)
    draft.stated = stated_totals(lines)
    draft.doubts += filter_doubts(lines)
    _rows(table, draft)
    rows = sum(total.rows for total in draft.raw.values())
    draft.doubts += compare_totals(draft.stated, _as_stated(draft), rows, {word: word for word in WORDS})
    return draft


def _rows(table: Table, draft: Draft) -> None:
    tally = Tally()
    for row, cells in table.rows(FIELDS):
        if not is_row(cells):
            continue
        made, type_, memo, word, money, order, done, method, merchant, note = cells
        found = time_and_amount(draft, row, cells, clean(done) or made, money)
        if found is None:
            continue
        at, fen = found
        tally.add(word, fen)
        rule = decide(word, type_, memo)
        draft.entries.append(
            Entry(
                row=row,
                at=at,
                amount=rule.sign * fen,
                direction=word,
                kind=rule.kind,
                why=rule.why,
                party=BANK,
                memo=f"{memo} {note}" if clean(note) else clean(memo),
                order_no=order,
                method=clean(method),
                category=type_,
                merchant_no=real_id(merchant),
            )
        )
    draft.raw = tally.totals()


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


def _as_stated(draft: Draft) -> dict[str, Total]:
    """Count as the preamble does: the sum of 支出 leaves repayments out, its number of rows does not."""
    repaid = sum(abs(e.amount) for e in draft.entries if e.kind == "debt_repayment" and e.direction == "支出")
    counted = dict(draft.raw)
    if "支出" in counted:
        counted["支出"] = replace(counted["支出"], sum=counted["支出"].sum - repaid)
    return counted
