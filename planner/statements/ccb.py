# SPDX-License-Identifier: Apache-2.0
"""中国建设银行: the debit card from the web (XLS or text) and from the app."""

from planner.facts.language import N_
from planner.statements.bank import Bank

BANK = "建设银行"
WEB = Bank(
    NAME="ccb_debit",
    TITLE=N_("China Construction Bank, debit card (web)"),
    bank=BANK,
    needed={
        "date": ["交易日期", "记账日"],
        "in": ["收入"],
        "out": ["支出"],
        "summary": ["摘要"],
        "memo": ["交易地点"],
    },
    optional={
        "time": ["交易时间"],
        "balance": ["账户余额"],
        "currency": ["币种"],
        "party": ["对方户名"],
    },
    marks=("China Construction Bank", "建设银行"),
)
APP = Bank(
    NAME="ccb_debit_app",
    TITLE=N_("China Construction Bank, debit card (app)"),
    bank=BANK,
    needed={
        "date": ["交易日期"],
        "amount": ["交易金额"],
        "balance": ["账户余额"],
        "summary": ["摘要"],
        "memo": ["交易地点/附言"],
    },
    optional={"currency": ["币别"], "party": ["对方账号与户名"]},
    marks=("建设银行个人活期账户",),
)
CREDIT = Bank(
    NAME="ccb_credit",
    TITLE=N_("China Construction Bank, credit card"),
    bank=f"{BANK}信用卡",
    needed={
        "date": ["银行记账日"],
        "tail": ["卡号后四位"],
        "summary": ["交易描述"],
        "currency": ["结算币种"],
        "amount": ["结算金额"],
    },
    marks=("建设银行", "龙卡"),
    credit=True,
    flip=True,
)
