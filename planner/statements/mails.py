# SPDX-License-Identifier: Apache-2.0
"""Card statements that come as mails: the rows of each bank's mail, put under column names its reader knows."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from planner.statements.sheet import Sheet, from_rows

Cells = Sequence[str]


class Shape(NamedTuple):
    """How one bank's mail tells a row: a word that names the bank, our header, and how cells become one of our rows."""

    bank: str
    header: tuple[str, ...]
    row: Callable[[Cells], list[str] | None]


_MMDD = re.compile(r"\d{4}")
_YYMMDD = re.compile(r"\d{6}")
_DAY = re.compile(r"\d{4}[-/]\d{2}[-/]\d{2}")
_ONE_CELL = re.compile(
    r"(\d{4}/\d{2}/\d{2})\s+(\d{4}/\d{2}/\d{2})\s+(.+?)\s+(-?[\d,]+\.\d{2})\s+(\S+)\s+(-?[\d,]+\.\d{2})\s+(\S+)"
)


def _cmb(cells: Cells) -> list[str] | None:
    """Nine cells: all joined, empty, trade day (may be empty), booking day, text, amount, card, amount, empty.

    Rows of eight cells are copies of them.
    """
    if len(cells) != 9 or not _MMDD.fullmatch(cells[3]):
        return None
    return [cells[2], cells[3], cells[4], cells[7], cells[6]]


def _abc(cells: Cells) -> list[str] | None:
    """Six cells: two days as YYMMDD, card with 主 or 附, text, two amounts with their currency; spending is negative."""
    if len(cells) != 6 or not (_YYMMDD.fullmatch(cells[0]) and _YYMMDD.fullmatch(cells[1])):
        return None
    days = [f"20{day[:2]}-{day[2:4]}-{day[4:]}" for day in cells[:2]]
    return [*days, cells[2].rstrip("主附"), *cells[3:]]


def _ccb(cells: Cells) -> list[str] | None:
    """Eight cells: two days, card, text, currency and amount of the trade, currency and amount booked."""
    return list(cells) if len(cells) == 8 and _DAY.fullmatch(cells[0]) else None


def _cgb(cells: Cells) -> list[str] | None:
    """One cell that holds the whole row."""
    found = _ONE_CELL.fullmatch(cells[0]) if len(cells) == 1 else None
    return list(found.groups()) if found else None


SHAPES = (
    Shape("招商银行", ("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位"), _cmb),
    Shape("信用卡", ("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位"), _cmb),
    Shape("金穗", ("交易日期", "入账日期", "卡末四位", "交易描述", "交易金额/币种", "入账金额/币种"), _abc),
    Shape(
        "农业银行", ("交易日期", "入账日期", "卡末四位", "交易描述", "交易金额/币种", "入账金额/币种"), _abc
    ),
    Shape(
        "交易明细",
        ("交易日", "银行记账日", "卡号后四位", "交易描述", "交易币种", "交易金额", "结算币种", "结算金额"),
        _ccb,
    ),
    Shape("账单", ("交易日期", "入账日期", "交易摘要", "交易金额", "交易货币", "入账金额", "入账货币"), _cgb),
)


def under_names(rows: Sequence[Cells], subject: str) -> Iterator[Sheet]:
    """Yield the mail's rows under the column names of each shape that fits; the mail's other lines stay above them."""
    text = subject + "".join(cell for cells in rows for cell in cells)
    for shape in SHAPES:
        if shape.bank not in text:
            continue
        found: list[list[str]] = []
        head: list[list[str]] = []
        for cells in rows:
            made = shape.row(cells)
            if made:
                found.append(made)
            else:
                head.append([" ".join(cell for cell in cells if cell)])
        if found:
            yield from_rows("eml", "", [[subject], *head[:60], list(shape.header), *found])
