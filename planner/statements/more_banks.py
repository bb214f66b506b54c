# SPDX-License-Identifier: Apache-2.0
"""兴业银行, 浦发银行, 平安银行, 民生银行: debit cards; 中信银行, 广发银行: credit cards."""

from planner.facts.language import N_
from planner.statements.bank import Bank

CIB = Bank(
    NAME="cib_debit",
    TITLE=N_("Industrial Bank, debit card"),
    bank="兴业银行",
    needed={
        "at": ["交易时间"],
        "date": ["记账日"],
        "in": ["收入"],
        "out": ["支出"],
        "balance": ["账户余额"],
        "summary": ["摘要"],
        "use": ["用途"],
    },
    optional={"party": ["对方户名"], "memo": ["备注"]},
    marks=("兴业银行",),
)
SPDB = Bank(
    NAME="spdb_debit",
    TITLE=N_("Shanghai Pudong Development Bank, debit card"),
    bank="浦发银行",
    needed={
        "at": ["交易日期"],
        "in": ["存入金额"],
        "out": ["取出金额"],
        "balance": ["余额"],
        "summary": ["交易类型"],
    },
    optional={"party": ["交易对手名称"], "memo": ["附言"]},
    labels=("存入金额", "取出金额"),
)
PAB = Bank(
    NAME="pab_debit",
    TITLE=N_("Ping An Bank, debit card"),
    bank="平安银行",
    needed={
        "at": ["交易时间"],
        "payer": ["付款方姓名"],
        "payee": ["收款方姓名"],
        "word": ["交易类型"],
        "amount": ["交易金额"],
    },
    optional={
        "balance": ["账户余额"],
        "summary": ["摘要"],
        "memo": ["备注"],
        "order": ["交易流水号"],
    },
    marks=("账户流水明细",),
    words={"转入": 1, "转出": -1},
)
CMBC = Bank(
    NAME="cmbc_debit",
    TITLE=N_("Minsheng Bank, debit card"),
    bank="民生银行",
    needed={
        "at": ["交易时间"],
        "summary": ["摘要"],
        "amount": ["交易金额"],
        "balance": ["账户余额"],
        "use": ["现转标志"],
    },
    optional={"party": ["对方户名/账号"], "place": ["交易渠道"], "order": ["凭证号码"]},
)
CITIC_CREDIT = Bank(
    NAME="citic_credit",
    TITLE=N_("China CITIC Bank, credit card"),
    bank="中信银行信用卡",
    needed={"date": ["入账日期"], "summary": ["交易描述"], "tail": ["卡末四位"], "amount": ["结算金额"]},
    optional={"currency": ["结算币种"]},
    marks=("本期账单明细",),
    credit=True,
    flip=True,
)
CGB_CREDIT = Bank(
    NAME="cgb_credit",
    TITLE=N_("China Guangfa Bank, credit card"),
    bank="广发银行信用卡",
    needed={"date": ["入账日期"], "summary": ["交易摘要"], "amount": ["入账金额"]},
    optional={"currency": ["入账货币"]},
    credit=True,
    flip=True,
)
