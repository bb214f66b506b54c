# SPDX-License-Identifier: Apache-2.0
"""How any bank's table is read: a bank is data (column names, sign convention), the reading is the same for all."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.facts.case import Period
from planner.facts.dates import Moment
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements.bank_kinds import credit_rule, debit_rule
from planner.statements.cells import account_tail, amount, at_time, card_tail, moment
from planner.statements.chain import check_chain
from planner.statements.dating import month_of_statement
from planner.statements.kinds import FOREIGN, UNKNOWN_WORD, Rule
from planner.statements.preamble import (
    bank_totals,
    card_head,
    compare_totals,
    filter_doubts,
    period_of,
    section_way,
    value_after,
)
from planner.statements.reading import BAD_AMOUNT, NO_AMOUNT, NO_TIME, Draft, Tally, clean, is_row
from planner.statements.sheet import Sheet
from planner.statements.statement import Entry, Owner, Stated, doubt
from planner.statements.table import Names, Table, find_table

FIELDS = (
    "at", "date", "time", "in", "out", "amount", "word", "balance", "currency", "summary", "party", "memo", "place",
    "use", "order", "tail", "payer", "payee",
)  # fmt: skip
_DAYS = re.compile(r"(\d{8})[_-](\d{8})")
Dating = Callable[[str, Sequence[str]], Moment | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """One layout of one bank. `needed` and `optional` map our fields to the header's words.

    Amounts stand in two columns (`in`, `out`), in one signed column (`amount`), or unsigned beside a direction word
    (`word`, with `words` telling +1 in, -1 out). `credit`: a card statement; `flip`: its charges are positive.
    """

    NAME: str
    TITLE: str
    bank: str
    needed: Names
    optional: Names = field(default_factory=dict)
    marks: tuple[str, ...] = ()  # texts of the head; they decide between layouts with the same columns
    credit: bool = False
    flip: bool = False
    words: Mapping[str, int] = field(default_factory=dict)
    labels: tuple[str, str] = ("收入", "支出")  # the file's own names of the two columns
    dating: Dating | None = None

    @property
    def NEEDED(self) -> Names:  # noqa: N802  the name every importer has it under
        """The columns it cannot do without."""
        return self.needed

    def recognises(self, sheet: Sheet) -> bool:
        """Say whether this sheet has this layout's columns."""
        return find_table(sheet, self.needed) is not None

    def likeness(self, sheet: Sheet) -> tuple[bool, int]:
        """Return how well the layout fits, to decide between layouts that share columns."""
        head = "".join(sheet.text(0, 40))
        return any(mark in head for mark in self.marks), len(self.needed)

    def read(self, sheet: Sheet) -> Draft:
        """Read the table."""
        table = find_table(sheet, self.needed, self.optional)
        assert table is not None
        head, lines = table.head(), table.around()
        draft = Draft(self.NAME, owner(self.bank, head, sheet))
        draft.period = period_of(lines) or _period_of_name(sheet)
        draft.stated = bank_totals(lines) | (card_head(lines) if self.credit else {})
        draft.doubts += filter_doubts(lines)
        _rows(self, table, draft, (*lines, sheet.name, sheet.file))
        draft.doubts += compare_totals(draft.stated, draft.raw, len(draft.entries), self.totalled(draft))
        tails = {entry.method for entry in draft.entries}
        if not draft.account.tail and len(tails) == 1:
            draft.account = replace(draft.account, tail=card_tail(tails.pop()))
        if not self.credit:
            check_chain(draft)
        return draft

    def totalled(self, draft: Draft) -> dict[str, str]:
        """Return under which stated total each of the file's direction words is added up."""
        ways = {self.labels[0]: 1, self.labels[1]: -1} if "in" in self.needed else dict(self.words)
        ways = ways or {"+": -1 if self.flip else 1, "-": 1 if self.flip else -1}
        return {
            label: total for total in draft.stated for label, way in ways.items() if way == _WAYS.get(total)
        }


_WAYS = dict.fromkeys(("收入", "贷方", "存入", "转入"), 1) | dict.fromkeys(("支出", "借方", "转出"), -1)


def owner(bank: str, lines: Sequence[str], sheet: Sheet) -> Owner:
    """Find whose account it is, in the head, else in the names of sheet and file."""
    holder = value_after(lines, "户名", "客户名称", "客户姓名", "账户户名", "姓名", "户　　名", "户 名")
    number = value_after(
        lines,
        "卡号/账号",
        "账号/卡号",
        "查询卡号",
        "卡号",
        "账户账号",
        "账 号",
        "账号",
        "账户",
        "账    号",
        "账　　号",
        "一卡通",
    )
    tail = account_tail(number.split(":")[-1])
    if not tail:
        found = re.search(r"_(\d{4})_\d{8}", f"{sheet.name} {sheet.file}")
        tail = found[1] if found else ""
    return Owner(bank, tail, "" if "*" in holder else holder)


def _period_of_name(sheet: Sheet) -> Period | None:
    found = _DAYS.search(f"{sheet.name} {sheet.file}")
    return period_of([f"自{found[1]}至{found[2]}"]) if found else None


def _rows(bank: Bank, table: Table, draft: Draft, lines: Sequence[str]) -> None:
    tally = Tally()
    names = [name for name in FIELDS if name in table.where]
    currency = _head_currency(table.head())
    way = section_way(table.head())
    for row, cells in table.rows(names):
        got = {"currency": currency} | dict(zip(names, cells, strict=True))
        if not is_row(cells) or _is_repeated_header(got, table):
            between = table.sheet.row(row - 1)
            currency, way = _section_currency(between) or currency, section_way(between) or way
            continue
        at = _when(bank, got, lines)
        if at is None:
            if not _is_footer(cells):
                draft.reject(row, cells, NO_TIME)
            elif _SUMS.fullmatch(cells[0]):
                draft.stated = {**draft.stated, **_sums(bank, got)}
            continue
        try:
            money = _money(bank, got, way)
        except ValueError:
            draft.reject(row, cells, BAD_AMOUNT)
            continue
        if money is None:
            draft.reject(row, cells, NO_AMOUNT)
            continue
        draft.entries.append(_entry(bank, row, at, got, money, draft.account.holder, tally))
    draft.raw = tally.totals()
    if bank.dating and draft.rejected and month_of_statement(lines) is None:
        draft.doubts.append(doubt("year_unknown", YEAR_UNKNOWN))


YEAR_UNKNOWN = N_(
    "The rows have no year and nothing else here tells it. Put year and month into the name of the file, as 2026年01月."
)
_SUMS = re.compile(r"(?:人民币)?合计(?:金额)?")


def _sums(bank: Bank, got: Mapping[str, str]) -> dict[str, Stated]:
    """Return the totals of a row below the others: its sums stand in the columns they add up."""
    found = {}
    for column, label, way in (("in", bank.labels[0], "收入"), ("out", bank.labels[1], "支出")):
        try:
            total = amount(got.get(column, ""))
        except ValueError:
            total = None
        if total is not None:
            found[way if label not in _WAYS else label] = Stated(None, total)
    return found


_SECTION = re.compile(r"(人民币)交易明细|[(（]([A-Z]{3})[)）].*交易明细")


def _section_currency(cells: Sequence[str]) -> str:
    """Return the currency that a line between rows announces for those below it; "" for other lines."""
    found = _SECTION.search(" ".join(cells))
    return found[1] or found[2] if found else ""


def _is_repeated_header(got: Mapping[str, str], table: Table) -> bool:
    first = next(name for name in got if name in table.where)
    return got[first] == table.sheet.columns[table.where[first]][table.header] and bool(got[first])


def _is_footer(cells: Sequence[str]) -> bool:
    return any(mark in cells[0] for mark in ("合计", "总计", "小计", "说明", "以上", "打印", "共", "统计"))


def _when(bank: Bank, got: Mapping[str, str], lines: Sequence[str]) -> Moment | None:
    text = got.get("at") or got.get("date") or ""
    at = bank.dating(text, lines) if bank.dating else moment(text)
    if at is not None and type(at) is date and got.get("time"):
        return at_time(at, got["time"])
    return at


@dataclass(frozen=True, slots=True)
class Money:
    """An amount for the account (+ in, None unknown), the file's word for its direction, currency, printed number."""

    fen: Fen | None
    word: str
    currency: str
    printed: Fen


_CURRENCIES = {
    "": "CNY",
    "人民币": "CNY",
    "人民币元": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "156": "CNY",
    "¥": "CNY",
    "￥": "CNY",
}
_CODE = re.compile(r"^([A-Z]{3}|[\u4e00-\u9fff]{2,4}元?)\s*/?\s*([+-]?[\d,.]+)$")
_CODE_BEHIND = re.compile(r"^([+-]?[\d,.]+)\s*/\s*([A-Z]{3})(\(支出\)|\(存入\))?$")


_HEAD_CURRENCY = re.compile(
    r"(?:币\s*种|币别|卡内账户)\s*[:：]?.{0,20}?(人民币|港币|美元|欧元|日元|英镑|澳元|加元|[A-Z]{3})"
)


def _head_currency(lines: Sequence[str]) -> str:
    """Return the currency the head gives for the whole sheet; "" if it gives none."""
    named = [found[1] for line in lines if (found := _HEAD_CURRENCY.search(line))]
    sections = [name for line in lines if (name := _section_currency([line]))]
    return (sections[-1:] or named[:1] or [""])[0]


def _currency(got: Mapping[str, str], text: str) -> tuple[str, str]:
    """Return the currency and the number of an amount cell such as CNY 123.18 or 人民币元/32.50."""
    name = got.get("currency", "").replace("-", "").strip()
    if found := _CODE.match(text):
        name, text = found[1], found[2]
    elif found := _CODE_BEHIND.match(text.replace("（", "(").replace("）", ")")):
        name, text = found[2], f"-{found[1]}" if found[3] == "(支出)" else found[1]
    return _CURRENCIES.get(name, name), text


def _money(bank: Bank, got: Mapping[str, str], way: int) -> Money | None:
    if "in" in got:
        return _two_columns(bank, got)
    currency, text = _currency(got, got.get("amount", ""))
    fen = amount(text)
    if fen is None:
        return None
    if bank.words:
        return _by_word(bank, got, fen, currency, way)
    signed = -fen if bank.flip else fen
    return Money(signed, "-" if fen < 0 else "+", currency, abs(fen))


def _by_word(bank: Bank, got: Mapping[str, str], fen: Fen, currency: str, way: int) -> Money:
    """Take the direction from a word, 借 Dr or 转出, else from the section of a card statement; else it is unknown."""
    word = got.get("word", "")
    for known, sign in bank.words.items():
        if word.startswith(known):
            return Money(sign * fen, known, currency, fen)
    return Money(way * fen if way else None, (word.split() or [""])[0], currency, fen)


def _two_columns(bank: Bank, got: Mapping[str, str]) -> Money | None:
    currency, text_in = _currency(got, got["in"])
    currency_out, text_out = _currency(got, got.get("out", ""))
    came, went = amount(text_in), amount(text_out)
    if currency == "CNY":
        currency = currency_out
    if came and went:
        raise ValueError(text_in)
    if came is None and went is None:
        return None
    if went or came is None:
        return Money(-(went or 0), bank.labels[1], currency, went or 0)
    return Money(came, bank.labels[0], currency, came)


def _entry(
    bank: Bank, row: int, at: Moment, got: Mapping[str, str], money: Money, holder: str, tally: Tally
) -> Entry:
    foreign = money.currency != "CNY"
    tally.add(f"{money.word} {money.currency}" if foreign else money.word, money.printed)
    fen = -money.printed if money.fen is None else money.fen
    party = clean(got.get("party", ""))
    if "payer" in got:
        party = got["payee"] if fen < 0 else got["payer"]
    summary = clean(got.get("summary", ""))
    rest = [clean(got.get(name, "")) for name in ("memo", "place", "use")]
    memo = " ".join(dict.fromkeys(text for text in (summary, *rest) if text))
    rule: Rule = FOREIGN if foreign else UNKNOWN_WORD
    if not foreign and money.fen is not None:
        rule = _rule(bank, fen, memo, party, holder, summary)
    return Entry(
        row=row,
        at=at,
        amount=fen,
        direction=money.word,
        kind=rule.kind,
        why=rule.why,
        party=party,
        memo=memo,
        order_no=clean(got.get("order", "")),
        balance=_balance(got.get("balance", "")),
        category=summary,
        method=_method(got.get("tail", "")),
        currency=money.currency,
    )


def _rule(bank: Bank, fen: Fen, memo: str, party: str, holder: str, summary: str) -> Rule:
    if bank.credit:
        return credit_rule(fen, memo, party)
    return debit_rule(fen, memo, party, holder, summary)


def _method(tail: str) -> str:
    digits = re.sub(r"\D", "", tail.split(".")[0])
    return f"({digits[-4:].zfill(4)})" if digits else ""


def _balance(text: str) -> Fen | None:
    try:
        return amount(_CODE.sub(r"\2", text))
    except ValueError:
        return None
