# SPDX-License-Identifier: Apache-2.0
"""Reads any other table: which column is the date, the amount, the counterparty is guessed, and the user may correct it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.statements.bank import Bank
from planner.statements.cells import amount, moment, plain_header
from planner.statements.containers import Source, sources_in, unpack
from planner.statements.reading import finish, statement_of
from planner.statements.sheet import EXPORT_AGAIN, Sheet, open_sheets
from planner.statements.statement import Statement

FORMAT = "mapped"
SAMPLE = 30  # rows looked at for a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column holds what, by the names in the header; "" where there is none.

    Amounts stand in `came` and `went`, or in `amount`: signed, or unsigned beside `word` with `in_words` naming money
    in and `out_words` money out. `flip`: positive amounts went out, as on card statements.
    """

    at: str
    time: str = ""
    amount: str = ""
    came: str = ""
    went: str = ""
    word: str = ""
    in_words: tuple[str, ...] = ("收入", "贷", "转入", "存入", "入账", "收")
    out_words: tuple[str, ...] = ("支出", "借", "转出", "取出", "支取", "付")
    flip: bool = False
    credit: bool = False
    balance: str = ""
    party: str = ""
    summary: str = ""
    memo: str = ""
    order_no: str = ""
    currency: str = ""
    bank: str = ""
    tail: str = ""


_HINTS: dict[str, tuple[str, ...]] = {
    "at": ("交易时间", "交易日期", "记账日期", "入账日期", "日期", "时间", "date", "time"),
    "time": ("交易时间", "时间", "time"),
    "came": ("收入金额", "收入", "存入", "贷方", "转入", "入账金额", "credit", "deposit", "in"),
    "went": ("支出金额", "支出", "取出", "支取", "借方", "转出", "debit", "withdrawal", "out"),
    "amount": ("交易金额", "发生额", "金额", "amount"),
    "word": ("收/支", "收支", "借贷", "收支类型", "收/付", "交易方向", "direction"),
    "balance": ("余额", "balance"),
    "party": ("对方户名", "对方名称", "交易对方", "对方", "户名", "商户", "payee", "party"),
    "summary": ("摘要", "交易类型", "用途", "业务类型", "type", "description"),
    "memo": ("附言", "备注", "商品", "说明", "memo", "note"),
    "order_no": ("流水号", "交易单号", "订单号", "凭证号", "reference"),
    "currency": ("币种", "币别", "currency"),
}


def guess(sheet: Sheet) -> Mapping | None:
    """Guess the columns of an unknown table; None where no row looks like its header."""
    for i in range(min(sheet.height, 60)):
        names = [plain_header(cell) for cell in sheet.row(i)]
        if sum(1 for name in names if name) >= 3 and (found := _guess_at(sheet, i, names)):
            return found
    return None


def _guess_at(sheet: Sheet, header: int, names: Sequence[str]) -> Mapping | None:
    columns: dict[str, str] = {}
    for field in (
        "at",
        "came",
        "went",
        "amount",
        "word",
        "balance",
        "party",
        "summary",
        "memo",
        "order_no",
        "currency",
    ):
        for place in _by_hint(field, names):
            taken = names[place] in columns.values()
            if not taken and _suits(field, sheet.columns[place][header + 1 : header + 1 + SAMPLE]):
                columns[field] = names[place]
                break
    if not columns.get("at") or not (columns.get("amount") or ("came" in columns and "went" in columns)):
        return None
    if "came" in columns and "went" in columns:
        columns.pop("amount", None)
        columns.pop("word", None)
    else:
        columns.pop("came", None)
        columns.pop("went", None)
    times = [n for n in names if n in _HINTS["time"] and n != columns["at"]]
    return Mapping(time=times[0] if times else "", **columns)  # type: ignore[arg-type]


def _by_hint(field: str, names: Sequence[str]) -> list[int]:
    exact = [i for hint in _HINTS[field] for i, name in enumerate(names) if name.lower() == hint]
    near = [
        i for hint in _HINTS[field] for i, name in enumerate(names) if len(hint) > 1 and hint in name.lower()
    ]
    return list(dict.fromkeys((*exact, *near)))


def _suits(field: str, cells: Sequence[str]) -> bool:
    """Say whether a column's first cells can be what its name promises."""
    filled = [cell for cell in cells if cell]
    if field == "at":
        return bool(filled) and sum(1 for cell in filled if moment(cell)) * 2 > len(filled)
    if field in ("came", "went", "amount", "balance"):
        return sum(1 for cell in filled if _is_amount(cell)) * 2 >= len(filled)
    return True


def _is_amount(cell: str) -> bool:
    try:
        amount(cell)
    except ValueError:
        return False
    return True


def fits(sheet: Sheet, mapping: Mapping) -> bool:
    """Say whether a sheet has all columns of a saved mapping."""
    return _bank(mapping).recognises(sheet)


def _bank(mapping: Mapping) -> Bank:
    fields = {
        "at": mapping.at,
        "time": mapping.time,
        "in": mapping.came,
        "out": mapping.went,
        "amount": mapping.amount,
        "word": mapping.word,
        "balance": mapping.balance,
        "party": mapping.party,
        "summary": mapping.summary,
        "memo": mapping.memo,
        "order": mapping.order_no,
        "currency": mapping.currency,
    }
    words = dict.fromkeys(mapping.in_words, 1) | dict.fromkeys(mapping.out_words, -1) if mapping.word else {}
    return Bank(
        NAME=FORMAT,
        TITLE=N_("Table with columns you named"),
        bank=mapping.bank,
        needed={field: [plain_header(name)] for field, name in fields.items() if name},
        words=words,
        flip=mapping.flip,
        credit=mapping.credit,
        labels=(mapping.came or "收入", mapping.went or "支出"),
    )


def open_unknown(source: Source, passwords: Sequence[str] = ()) -> tuple[tuple[Sheet, Mapping | None], ...]:
    """Return the sheets of a source for the mapping screen, each with a guess. Raises InputError."""
    return tuple(
        (sheet, guess(sheet))
        for one in sources_in(source)
        for _, content in unpack(one, passwords)
        for sheet in open_sheets(content)
    )


def read_mapped(source: Source, mapping: Mapping, passwords: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Read a source by a mapping. Raises InputError where no sheet has the mapping's columns."""
    bank = _bank(mapping)
    statements = []
    for name, content in (named for one in sources_in(source) for named in unpack(one, passwords)):
        for sheet in open_sheets(content):
            if bank.recognises(sheet):
                draft = finish(bank.read(sheet))
                statements.append(
                    statement_of(draft, name, hashlib.sha256(content).hexdigest(), mapping.tail)
                )
    if not statements:
        name = source.name if not isinstance(source, tuple) else source[0]
        raise InputError(name, N_("No sheet has the columns you named."), remedy=EXPORT_AGAIN)
    return tuple(statements)
