# SPDX-License-Identifier: Apache-2.0
"""招商银行: the debit card from the PC client and from the app's PDF, and the credit card statement."""

from planner.facts.language import N_
from planner.statements.bank import Bank
from planner.statements.dating import without_year

BANK = "招商银行"
DEBIT = Bank(
    NAME="cmb_debit",
    TITLE=N_("China Merchants Bank, debit card"),
    bank=BANK,
    needed={
        "date": ["交易日期"],
        "time": ["交易时间"],
        "in": ["收入"],
        "out": ["支出"],
        "balance": ["余额"],
        "memo": ["交易备注"],
    },
    optional={"summary": ["交易类型"]},
    marks=("招商银行交易记录",),
)
DEBIT_APP = Bank(
    NAME="cmb_debit_app",
    TITLE=N_("China Merchants Bank, debit card (app)"),
    bank=BANK,
    needed={"date": ["记账日期"], "amount": ["交易金额"], "balance": ["联机余额"], "summary": ["交易摘要"]},
    optional={"currency": ["货币"], "party": ["对手信息"], "memo": ["客户摘要"]},
    marks=("招商银行交易流水",),
)
CREDIT = Bank(
    NAME="cmb_credit",
    TITLE=N_("China Merchants Bank, credit card"),
    bank=f"{BANK}信用卡",
    needed={"date": ["记账日"], "summary": ["交易摘要"], "amount": ["人民币金额"], "tail": ["卡号末四位"]},
    optional={"place": ["交易地点"]},
    marks=("招商银行信用卡对账单",),
    credit=True,
    flip=True,
    dating=without_year,
)
