# SPDX-License-Identifier: Apache-2.0
"""What a bank's row means, from its summary, counterparty and sign: debit accounts and credit cards."""

import re

from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements import kinds as k
from planner.statements.kinds import Rule

_REFUND = re.compile(r"退款|退货|退回|退汇|冲正|冲账|撤销|返还")
_SALARY = re.compile(
    r"工资|代发|薪|奖金|劳务|报酬|养老金|退休金|公积金|补贴|社保|失业金|津贴|抚恤|低保|佣金|稿费|报销"
)
_OWN = re.compile(
    r"基金|理财|朝朝宝|朝朝盈|余额宝|零钱通|理财通|购汇|结汇|大额存单|结构性存款|转存定期|定期|通知存款|银证|证券转|证转银|银转证|余额充值|零钱充值|"
    r"提现|赎回|申购|活期宝|天天盈|黄金积存|本人|自己账户|互转|约定转账|资金归集|快赎"
)
_NOT_OWN = re.compile(r"住房公积金|公积金|定期扣款|基金会|保险")
_CASH_OUT = re.compile(r"ATM取|取款|取现|现金支取|现支|卡取")
_CASH_IN = re.compile(r"ATM存|存款机|现金存|存现|现存|卡存")
_WALLET = re.compile(r"支付宝|蚂蚁|财付通|微信|京东|网银在线")
_TRANSFER = re.compile(r"转账|转帐|汇款|汇入|收款|红包|二维码")
_REBATE = re.compile(r"返现|回馈|奖励|立减|刷卡金|红包|饭票|影票|优惠|抵扣")
_CARD_INTEREST = re.compile(r"利息|年费|手续费|违约金|滞纳金|服务费|超限费|损失费|工本费")
_PERSON = re.compile(r"(?!.*[店行司付业铺馆院厂])[\u4e00-\u9fff]{2,3}")  # a name: somebody paid onto the card
_CASH_ADVANCE = re.compile(r"预借现金|取现|提现|现金分期|转账取现")

CASH_IN = Rule("own_transfer", 1, N_("Cash was paid in. If you earned it, change it to income."))
FROM_WALLET = Rule(
    "unknown", 1, N_("It came from a wallet: say whether it is your own money, a loan or somebody's payment.")
)
CARD_CREDIT = Rule("refund", 1, N_("The card was credited: a refund or rebate."))
CASH_ADVANCE = Rule("loan_received", -1, N_("Cash taken on the card is a loan, not spending."))


def debit_rule(fen: Fen, memo: str, party: str, holder: str, summary: str) -> Rule:
    """Give a row of a debit account its meaning; `fen` is negative for money out, `summary` the bank's own word."""
    text = f"{memo} {party}"
    own_name = bool(holder) and party == holder
    if k.says_fee(summary or memo):
        return k.FEE_BACK if fen > 0 else k.FEE
    return _out(text, memo, own_name) if fen < 0 else _in(text, memo, party, own_name)


def _out(text: str, memo: str, own_name: bool) -> Rule:
    if k.says_repayment(text):
        return k.REPAID
    if own_name or (_OWN.search(text) and not _NOT_OWN.search(text)):
        return k.OWN_OUT
    if _CASH_OUT.search(memo):
        return k.PAID_CASH
    return k.TO_LENDER if k.says_lender(text) else k.PAID


def _in(text: str, memo: str, party: str, own_name: bool) -> Rule:
    if k.says_loan_out(text):
        return k.LOAN
    if _SALARY.search(memo):
        return k.SALARY
    if _REFUND.search(memo):
        return k.REVERSED if "冲" in memo else k.REFUND
    if k.says_yield(memo):
        return k.INTEREST_EARNED
    if own_name or (_OWN.search(text) and not _NOT_OWN.search(text)):
        return k.OWN_IN
    if _CASH_IN.search(memo):
        return CASH_IN
    if _REBATE.search(memo) and not _WALLET.search(text):
        return k.REWARD
    if k.says_lender(text) or "贷款" in text or "借款" in text:
        return k.FROM_LENDER
    if _WALLET.search(text) and not _TRANSFER.search(memo):
        return FROM_WALLET
    return k.EARNED


def credit_rule(fen: Fen, memo: str, party: str) -> Rule:
    """Give a row of a card statement its meaning; `fen` is negative for a charge."""
    text = f"{memo} {party}"
    if fen < 0:
        if _CASH_ADVANCE.search(text) and not _CARD_INTEREST.search(text):
            return CASH_ADVANCE
        return k.FEE if _CARD_INTEREST.search(text) else k.PAID
    if _REFUND.search(text) or _REBATE.search(text):
        return k.FEE_BACK if _CARD_INTEREST.search(text) else CARD_CREDIT
    if k.says_yield(text):
        return k.INTEREST_EARNED
    if (
        "授权批准" in text
        or _PERSON.fullmatch(memo)
        or "还款" in text
        or "自扣" in text
        or "转入" in text
        or "存入" in text
    ):
        return k.REPAYMENT_SEEN
    return k.FEE_BACK if _CARD_INTEREST.search(text) else CARD_CREDIT
