# SPDX-License-Identifier: Apache-2.0
"""What a statement says of itself above and below its rows: holder, period, number of records, totals, filters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from planner.facts.case import Period, Total
from planner.facts.dates import day_of
from planner.facts.language import N_
from planner.facts.money import plain_yuan
from planner.statements.cells import amount, moment
from planner.statements.statement import Doubt, Stated, doubt

_DATE = r"[\[（(]?\s*(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)[^\]终结截至]*?[\]）)]?\s*"
_PERIODS = (
    re.compile(
        r"(?:起始时间|起始日期|开始日期)\s*[:：]?\s*"
        + _DATE
        + r".*?(?:终止时间|终止日期|结束日期|截止日期)\s*[:：]?\s*"
        + _DATE
    ),
    re.compile(
        r"(?:日期区间|日期范围|查询时间|起止日期|交易时间段|账单周期(?:\s*Statement Cycle)?)\s*[:：]?\s*"
        + _DATE
        + r"\s*(?:至|-|—|~|到)+\s*"
        + _DATE
    ),
    re.compile(r"自\s*" + _DATE + r"\s*至\s*" + _DATE),
)
_COUNT = re.compile(r"^共\s*[:：]?\s*(\d+|x)\s*笔记录")
_TOTAL = re.compile(
    r"^(收入|支出|不计收支|其他|中性交易|已收入|已支出|待收入|待支出)\s*[:：]\s*(\d+|x)\s*笔"
    r"(?:[(（][^)）]*[)）])?\s*[,，]?\s*([\d.,，]+)\s*元?"
)
_FILTER = re.compile(r"(?:导出交易类型|导出类型|导出交易场景)\s*[:：]\s*\[?([^\]\s]*)\]?")
_BANK_FILTER = re.compile(r"过滤设置\s*[:：]\s*\[?([^\]\s]+)\]?")
_ALL = ("无", "全部", "全部账单", "全部交易", "全部场景", "")


def period_of(lines: Iterable[str]) -> Period | None:
    """Find the days the statement says it covers."""
    text = "\n".join(lines)
    for pattern in _PERIODS:
        found = pattern.search(text)
        if found:
            since, until = moment(found[1]), moment(found[2])
            if since and until:
                return Period(since=day_of(since), until=day_of(until))
    return None


def value_after(lines: Iterable[str], *labels: str) -> str:
    """Return what stands behind a label such as 姓名：, without brackets; "" if there is none."""
    for line in lines:
        for label in labels:
            found = re.search(re.escape(label) + r"(?:\s*[:：]\s*|\s+)(\[[^\]]*\]|[^\s,，]*)", line)
            if found:
                return found[1].strip("[]")
    return ""


def stated_totals(lines: Iterable[str]) -> dict[str, Stated]:
    """Return the file's own counts and sums by its own words; the number of records under "rows"."""
    stated: dict[str, Stated] = {}
    for line in lines:
        if found := _COUNT.search(line):
            stated["rows"] = Stated(int(found[1]) if found[1].isdigit() else None, None)
        elif found := _TOTAL.search(line):
            rows = int(found[2]) if found[2].isdigit() else None
            stated[found[1]] = Stated(rows, amount(found[3].replace("，", ",").rstrip(".,")))
    return stated


_BANK_TOTAL = re.compile(
    r"(收入|支出|贷方|借方|存入|转入|转出)(?:合计|总额|总计|发生[数额])\s*[:：]?\s*(?:(\d+)\s*笔\s*[,，]?\s*共?\s*)?"
    r"(\d[\d,]*\.\d{1,2}|(?<=共)\d[\d,]*|(?<=共\s)\d[\d,]*)"
)


def bank_totals(lines: Iterable[str]) -> dict[str, Stated]:
    """Return the totals a bank states, 收入合计: 3 笔，共 120.00 元, or 贷方发生额：120.00."""
    stated = {}
    for line in lines:
        for found in _BANK_TOTAL.finditer(line):
            stated[found[1]] = Stated(int(found[2]) if found[2] else None, amount(found[3]))
    return stated


_CARD_HEAD = re.compile(
    r"(本期还款总额|本期应还款额|本期应还金额|本期最低还款额|最低还款额|信用额度|上期账单金额|上期还款金额|本期账单金额|本期调整金额|循环利息)"
    r"[^\d\u4e00-\u9fff]{0,40}?([\d,]+\.\d{2})"
)


def card_head(lines: Iterable[str]) -> dict[str, Stated]:
    """Return what the head of a card statement says is owed, by its own labels. The user confirms them."""
    return {found[1]: Stated(None, amount(found[2])) for line in lines for found in _CARD_HEAD.finditer(line)}


_PARTS = re.compile(r"^[\s【\[]*(?:(还款|退货|费用返还|存入)|(消费|取现|支出|其他费用))[^\d]*明细[】\]]*$")


def section_way(lines: Iterable[str]) -> int:
    """Return what the last heading of a card statement's part says of the rows below: 1 money in, -1 out, 0 nothing."""
    found = [part for line in lines if (part := _PARTS.match(line))]
    return 0 if not found else 1 if found[-1][1] else -1


def filter_doubts(lines: Iterable[str]) -> list[Doubt]:
    """Warn where the user exported only part of the bill."""
    for line in lines:
        found = _FILTER.search(line) or _BANK_FILTER.search(line)
        if found and found[1] not in _ALL:
            text = N_(
                "Only “{filter}” was exported: the picture is incomplete. Export all kinds of transactions."
            )
            return [doubt("export_filtered", text, filter=found[1])]
    return []


def compare_totals(
    stated: Mapping[str, Stated], counted: Mapping[str, Total], rows: int, names: Mapping[str, str]
) -> list[Doubt]:
    """Warn where the rows do not add up to what the file says of itself.

    `names` tells under which word of the file a direction is totalled: "/" under 中性交易.
    """
    doubts = []
    for word, said in stated.items():
        if word == "rows":
            seen = Total(rows=rows, sum=0)
        else:
            labels = [label for label, name in names.items() if name == word]
            if not labels:
                continue
            seen = Total(
                rows=sum(counted[label].rows for label in labels if label in counted),
                sum=sum(counted[label].sum for label in labels if label in counted),
            )
        if said.rows is not None and said.rows != seen.rows:
            doubts.append(_differs(word, str(said.rows), str(seen.rows), "rows"))
        if said.sum is not None and said.sum != seen.sum:
            doubts.append(_differs(word, plain_yuan(said.sum), plain_yuan(seen.sum), "sum"))
    return doubts


def _differs(word: str, said: str, seen: str, what: str) -> Doubt:
    if word == "rows":
        text = N_("The file says it has {said} records; {seen} were read.")
        return doubt("stated_rows_differ", text, said=said, seen=seen)
    if what == "rows":
        text = N_("The file says {said} rows of {word}; {seen} were read.")
    else:
        text = N_("The file says {word} adds up to {said}; its rows add up to {seen}.")
    return doubt("stated_totals_differ", text, word=word, said=said, seen=seen)


def covered(days: Sequence[datetime | date]) -> Period | None:
    """Return the days from the first row to the last, where the file states no period."""
    if not days:
        return None
    plain = [day_of(when) for when in days]
    return Period(since=min(plain), until=max(plain))
