# SPDX-License-Identifier: Apache-2.0
"""交通银行: the debit card from the PDF and from the web, and the credit card."""

from planner.facts.language import N_
from planner.statements.bank import Bank
from planner.statements.dating import without_year

BANK = "交通银行"
APP = Bank(
    NAME="bocom_debit",
    TITLE=N_("Bank of Communications, debit card (app)"),
    bank=BANK,
    needed={"date": ["交易日期"], "word": ["借贷"], "amount": ["交易金额"], "balance": ["余额"]},
    optional={
        "time": ["交易时间"],
        "summary": ["交易类型"],
        "party": ["对方户名"],
        "place": ["交易地点"],
        "memo": ["摘要"],
    },
    marks=("交通银行",),
    words={"借": -1, "贷": 1, "Dr": -1, "Cr": 1},
)
WEB = Bank(
    NAME="bocom_debit_web",
    TITLE=N_("Bank of Communications, debit card (web)"),
    bank=BANK,
    needed={
        "date": ["记账日期"],
        "summary": ["交易方式"],
        "in": ["收入金额"],
        "out": ["支出金额"],
        "balance": ["余额"],
    },
    optional={
        "time": ["交易时间"],
        "party": ["对方户名"],
        "place": ["交易地点"],
        "memo": ["摘要"],
    },
    marks=("交通银行",),
    labels=("收入金额", "支出金额"),
)
# The direction stands only in the first word of the text.
CREDIT = Bank(
    NAME="bocom_credit",
    TITLE=N_("Bank of Communications, credit card"),
    bank=f"{BANK}信用卡",
    needed={
        "date": ["记账日期"],
        "summary": ["交易说明"],
        "word": ["交易说明"],
        "amount": ["入账币种/金额", "入账金额"],
    },
    optional={"tail": ["卡末四位"]},
    marks=("交通银行",),
    credit=True,
    dating=without_year,
    words={
        "退货": 1,
        "信用卡还款": 1,
        "红包还款": 1,
        "刷卡金返还": 1,
        "还款": 1,
        "消费": -1,
        "分期": -1,
        "刷卡金扣回": -1,
        "自动购汇扣款": -1,
        "取现": -1,
        "利息": -1,
        "年费": -1,
        "违约金": -1,
    },
)
