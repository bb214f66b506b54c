# SPDX-License-Identifier: Apache-2.0
"""Builds small bills for tests: Alipay, WeChat and CMB files with the rows that matter."""

from planner.statements.importers import read
from planner.statements.statement import Statement

_ALIPAY = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
_WECHAT = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
_CMB = '"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"'


def alipay(*rows: str, account: str = "138****0001", name: str = "a.csv") -> Statement:
    """Rows: time, category, party, text, word, amount, method, status, order number."""
    lines = ["导出信息：", f"支付宝账户：{account}", _ALIPAY]
    for row in rows:
        when, category, party, memo, word, money, method, status, order = row.split(",")
        lines.append(f"{when},{category},{party},/,{memo},{word},{money},{method},{status},{order}\t,\t,,")
    (statement,) = read((name, "\n".join(lines).encode("gb18030")))
    return statement


def wechat(*rows: str, name: str = "w.csv") -> Statement:
    """Rows: time, type, party, text, word, amount, method, status, order number, merchant number, note."""
    (statement,) = read((name, "\n".join(["微信支付账单明细", _WECHAT, *rows]).encode()))
    return statement


def cmb(*rows: str, tail: str = "1234", name: str = "c.csv") -> Statement:
    """Rows: day, time, in, out, balance, type, text."""
    head = ['"# 招商银行交易记录"', f'"# 账    号: [一卡通:6214********{tail}   招商银行]"', _CMB]
    lines = [",".join(f'"{cell}"' for cell in row.split(",")) for row in rows]
    (statement,) = read((name, "\n".join([*head, *lines]).encode()))
    return statement
