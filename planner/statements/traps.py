# SPDX-License-Identifier: Apache-2.0
"""Files that look like a bill and are none: they are named, with the export that is needed instead."""

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.statements.sheet import Sheet
from planner.statements.table import find_table

_BOOK = {"at": ["记录时间"], "kind": ["收支类型"], "amount": ["金额"]}
_MERCHANT = {"id": ["账务流水号"], "order": ["业务流水号"]}
_APP_BILL = N_(
    "In Alipay open 我的 > 账单 > … > 开具交易流水证明 > 用于个人对账, and choose the file from the mail."
)


def refuse_traps(sheet: Sheet) -> None:
    """Raise InputError for Alipay's book-keeping export and the merchants' account list."""
    head = "".join(sheet.text(0, 12))
    if find_table(sheet, _BOOK) or "本记账单" in head:
        text = N_(
            "This is an export of Alipay's book-keeping notes (记账本), not the bill: it proves nothing."
        )
        raise InputError("", text, remedy=_APP_BILL)
    if find_table(sheet, _MERCHANT) or "支付宝账务明细查询" in head:
        text = N_("This is a merchant's account list (账务明细), not a personal bill.")
        raise InputError("", text, remedy=_APP_BILL)
