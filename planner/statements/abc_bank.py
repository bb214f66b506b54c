# SPDX-License-Identifier: Apache-2.0
"""中国农业银行: the debit card from the web and from the app's PDF."""

from planner.facts.language import N_
from planner.statements.bank import Bank

BANK = "农业银行"
WEB = Bank(
    NAME="abc_debit",
    TITLE=N_("Agricultural Bank of China, debit card (web)"),
    bank=BANK,
    needed={
        "date": ["交易日期"],
        "time": ["交易时间"],
        "amount": ["交易金额"],
        "balance": ["本次余额"],
        "summary": ["交易摘要"],
        "use": ["交易用途"],
    },
    optional={"party": ["对方户名"], "place": ["交易渠道"]},
    marks=("账户明细查询",),
)
APP = Bank(
    NAME="abc_debit_app",
    TITLE=N_("Agricultural Bank of China, debit card (app)"),
    bank=BANK,
    needed={
        "date": ["交易日期"],
        "amount": ["交易金额"],
        "balance": ["本次余额"],
        "summary": ["交易摘要"],
        "party": ["对手信息"],
    },
    optional={"time": ["交易时间"], "order": ["日志号"], "memo": ["交易附言"]},
    marks=("农业银行账户活期交易明细",),
)
# Spending is negative here, unlike on the cards of other banks.
CREDIT = Bank(
    NAME="abc_credit",
    TITLE=N_("Agricultural Bank of China, credit card"),
    bank=f"{BANK}信用卡",
    needed={
        "date": ["入账日期"],
        "tail": ["卡末四位"],
        "summary": ["交易描述"],
        "amount": ["入账金额/币种"],
    },
    marks=("金穗", "农业银行"),
    credit=True,
)
