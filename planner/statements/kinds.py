# SPDX-License-Identifier: Apache-2.0
"""What a row means: the rules all formats share, each with the words that tell the user why."""

import re
from typing import NamedTuple

from planner.facts.case import Kind
from planner.facts.language import N_


class Rule(NamedTuple):
    """A row's kind, the sign of its amount for the account (+1 in, -1 out), and why (msgid)."""

    kind: Kind
    sign: int
    why: str


EARNED = Rule("income", 1, N_("Money came in and nothing says it is a refund, a loan or your own money."))
SALARY = Rule("income", 1, N_("The text says wages, pension or another payment to you."))
INTEREST_EARNED = Rule("income", 1, N_("Interest or yield on your own money."))
TAX_BACK = Rule("income", 1, N_("A tax refund is money that is new to you."))
REWARD = Rule("income", 1, N_("A reward or cash-back that no purchase of this file explains."))
PAID = Rule("spending", -1, N_("Money went out to somebody else."))
PAID_CASH = Rule("spending", -1, N_("Cash was taken out; what it was spent on has no other row."))
FULLY_REFUNDED = Rule("spending", -1, N_("A purchase that was refunded; the refund has its own row."))
CLOSED_REFUNDED = Rule(
    "spending", -1, N_("The order was closed and its refund has its own row: both cancel out.")
)
GAVE_REFUND = Rule("spending", -1, N_("You refunded somebody else."))
REFUND = Rule("refund", 1, N_("Money that was paid before came back."))
REVERSED = Rule("refund", 1, N_("A booking was reversed: the money came back."))
OWN_OUT = Rule("own_transfer", -1, N_("Money moved between your own accounts or into your own savings."))
OWN_IN = Rule("own_transfer", 1, N_("Money came from your own accounts or savings."))
OWN_DOUBTFUL = Rule(
    "own_transfer",
    1,
    N_("The file counts it as neither income nor spending. If somebody else sent it, change it to income."),
)
REPAID = Rule("debt_repayment", -1, N_("The text says a debt was repaid."))
REPAYMENT_SEEN = Rule("debt_repayment", 1, N_("A repayment arrived on this card: a debt was repaid."))
REPAY_FAILED = Rule("no_money_moved", -1, N_("A repayment that failed: nothing moved."))
LOAN = Rule("loan_received", 1, N_("A loan was paid out: borrowed money is not income."))
FROM_LENDER = Rule("unknown", 1, N_("It came from a lender: say whether it is a loan or your own money."))
TO_LENDER = Rule(
    "debt_repayment",
    -1,
    N_("It went to a lender: counted as a repayment. If you bought something, change it."),
)
FEE = Rule("fee_interest", -1, N_("A fee or interest."))
FEE_BACK = Rule("fee_interest", 1, N_("A fee or interest was given back."))
CLOSED = Rule("no_money_moved", -1, N_("The order was closed without payment: no money moved."))
SALE_CANCELLED = Rule("no_money_moved", 1, N_("The buyer cancelled: the money never arrived."))
NOT_ARRIVED = Rule("no_money_moved", 1, N_("The money has not arrived yet."))
NOT_PAID = Rule("no_money_moved", -1, N_("Not paid yet: no money moved."))
FAILED = Rule("no_money_moved", -1, N_("It failed: no money moved."))
HELD = Rule("no_money_moved", -1, N_("A hold or its release, or an order on trial: no money moved."))
CLOSED_OPEN = Rule(
    "unknown",
    -1,
    N_(
        "The order was closed after payment and no refund is in this file. Check whether the money came back."
    ),
)
UNKNOWN_WORD = Rule("unknown", -1, N_("The direction word is not known: kept, and left out of all sums."))
UNKNOWN_STATUS = Rule("unknown", -1, N_("The status is not known: kept, and left out of all sums."))
UNKNOWN_NEUTRAL = Rule(
    "unknown", -1, N_("The file counts it as neither income nor spending and nothing says what it is.")
)
UNKNOWN_CREDIT = Rule(
    "unknown", -1, N_("It belongs to a loan product, but nothing says whether it was repaid or paid out.")
)
FOREIGN = Rule("unknown", -1, N_("Foreign currency: not added to yuan."))

_LENDER = re.compile(
    r"花呗|借呗|网商贷|备用金|信用购|微粒贷|分付|白条|金条|月付|放心借|有钱花|度小满|分期乐|拍拍贷|360借条|借条|消费金融|小额贷款|小贷|"
    r"信用飞|还呗|安逸花|招联|马上金融|捷信|信贷|宜人贷|玖富|你我贷|美团借钱|生意贷|360数科|信用借还|众安贷|省呗|洋钱罐|榕树贷款"
)
_LOAN_OUT = re.compile(
    r"放款|贷款发放|发放贷款|贷款(?:转存|转入|入账|到账|划入)|(?:个贷|授信)发放|借款(?:到账|入账|转入)|借款发放|备用金取出|提款到账|(?:借呗|网商贷|微粒贷|金条|放心借|有钱花|借钱|贷款|小贷|消费金融).{0,6}(?:借款|提款|支用|取出|提现)|预借现金"
)
_FEE = re.compile(
    r"(?:提现|转账|转帐|账户|短信|年|取现|跨行|信用卡|还款|分期|汇款|管理|服务|通知)(?:服务)?(?:手续)?费(?!用)|手续费|滞纳金|违约金|罚息|逾期(?:费|利息)|"
    r"利息税|循环利息|透支利息|贷款利息|利息支出|扣息|工本费|小额账户"
)
_NOT_FEE = re.compile(r"物业|停车|燃气|水费|电费|学费|会员|家政|维修|快递")
_YIELD = re.compile(
    r"收益发放|结息|存款利息|利息收入|利息入|批量结息|季度结息|^利息$|利息转入|小金库收益|收益到账|入息|付息"
)


_REPAYMENT = re.compile(
    r"还款|还贷|还本付息|月供|归还.{0,8}贷|贷款?.{0,4}归还|(?:房贷|车贷|个贷|消费贷|按揭|贷款).{0,6}(?:扣款|扣收|扣划|收回|本息)|收回贷款"
)


def says_repayment(text: str) -> bool:
    """Say whether a text names the repayment of a debt; failed ones too."""
    return bool(_REPAYMENT.search(text)) or ("归还" in text and bool(_LENDER.search(text)))


def says_lender(text: str) -> bool:
    """Say whether a text names a loan product or lender."""
    return bool(_LENDER.search(text))


def says_loan_out(text: str) -> bool:
    """Say whether a text tells that a loan was paid out to the user."""
    return bool(_LOAN_OUT.search(text))


def says_fee(text: str) -> bool:
    """Say whether a text names a fee or interest to be paid."""
    return bool(_FEE.search(text)) and not _NOT_FEE.search(text)


def says_yield(text: str) -> bool:
    """Say whether a text names interest or yield received on own money."""
    return bool(_YIELD.search(text))


_CREDIT_METHOD = re.compile(r"花呗|信用购|白条|月付|分付|信用卡|先享后付|先用后付")


def on_credit(method: str) -> bool:
    """Say whether a payment method is borrowed money: spending, but no cash left."""
    return bool(_CREDIT_METHOD.search(method.split("&")[0]))


SAID = N_("You said so.")  # what the user's own word on a row is kept as
AS_SAID = N_("You said so of an earlier row of the same counterparty.")
