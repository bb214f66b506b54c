# SPDX-License-Identifier: Apache-2.0
"""中国工商银行: debit and credit card from the web."""

from planner.facts.language import N_
from planner.statements.bank import Bank

BANK = "工商银行"
_AMOUNTS = {"in": ["记账金额(收入)"], "out": ["记账金额(支出)"]}
_MORE = {
    "balance": ["余额"],
    "currency": ["记账币种"],
    "party": ["对方户名"],
    "memo": ["交易详情"],
    "place": ["交易场所"],
}
CREDIT = Bank(
    NAME="icbc_credit",
    TITLE=N_("Industrial and Commercial Bank, credit card"),
    bank=f"{BANK}信用卡",
    needed={"date": ["记账日期"], "at": ["交易日期"], "summary": ["摘要"], **_AMOUNTS},
    optional=_MORE,
    marks=("明细查询文件下载",),
    credit=True,
)
DEBIT = Bank(
    NAME="icbc_debit",
    TITLE=N_("Industrial and Commercial Bank, debit card"),
    bank=BANK,
    needed={"date": ["交易日期"], "summary": ["摘要"], **_AMOUNTS},
    optional=_MORE,
    marks=("明细查询文件下载",),
)
CREDIT_MAIL = Bank(
    NAME="icbc_credit_mail",
    TITLE=N_("Industrial and Commercial Bank, credit card (mail)"),
    bank=f"{BANK}信用卡",
    needed={
        "date": ["记账日", "交易日"],
        "tail": ["卡号后四位"],
        "summary": ["交易类型"],
        "amount": ["记账金额/币种"],
    },
    optional={"party": ["商户名称/城市"]},
    marks=("工商银行客户对账单",),
    credit=True,
)
