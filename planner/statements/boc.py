# SPDX-License-Identifier: Apache-2.0
"""中国银行: the debit card from the app's PDF and from the web, and the credit card."""

from planner.facts.language import N_
from planner.statements.bank import Bank

BANK = "中国银行"
APP = Bank(
    NAME="boc_debit",
    TITLE=N_("Bank of China, debit card (app)"),
    bank=BANK,
    needed={
        "date": ["记账日期"],
        "time": ["记账时间"],
        "amount": ["金额"],
        "balance": ["余额"],
        "summary": ["交易名称"],
    },
    optional={
        "currency": ["币别"],
        "memo": ["附言"],
        "party": ["对方账户名"],
        "tail": ["借记卡号"],
    },
    marks=("中国银行交易流水",),
)
WEB = Bank(
    NAME="boc_debit_web",
    TITLE=N_("Bank of China, debit card (web)"),
    bank=BANK,
    needed={
        "at": ["交易时间"],
        "summary": ["业务摘要"],
        "in": ["收入金额"],
        "out": ["支出金额"],
        "balance": ["余额"],
    },
    optional={
        "currency": ["币种"],
        "party": ["对方账户名称"],
        "memo": ["附言"],
        "place": ["交易渠道/场所"],
    },
    marks=("中国银行",),
    labels=("收入金额", "支出金额"),
)
CREDIT = Bank(
    NAME="boc_credit",
    TITLE=N_("Bank of China, credit card"),
    bank=f"{BANK}信用卡",
    needed={
        "date": ["银行记账日"],
        "summary": ["交易描述"],
        "in": ["存入"],
        "out": ["支出"],
    },
    optional={"tail": ["卡号后四位"], "currency": ["币种"]},
    marks=("中国银行信用卡",),
    credit=True,
    labels=("存入", "支出"),
)
