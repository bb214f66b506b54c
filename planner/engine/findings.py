# SPDX-License-Identifier: Apache-2.0
"""What the flows suggest for the budget: regular income, living costs by group, debt service by creditor, open questions.

Each finding carries the rows it rests on, so that it can be accepted line by line with its proof.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.engine.history import counted, covered_months
from planner.facts.case import Case, Expense, Flow, Income, Kind
from planner.facts.dates import Month, day_of
from planner.facts.money import Fen, round_fen

FindingKind = Literal["income", "living", "debt_service", "question"]
LEAST_MONTHS = 3  # a payer seen in fewer months is not regular


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the flows show. Amounts in fen, zero or more; `by_month` holds every month looked at."""

    kind: FindingKind
    name: str  # who paid, the lender, or the word that raises the question; "" for a whole group
    group: str | None = None  # F1 … X3 for living costs
    median: Fen
    least: Fen
    most: Fen
    by_month: tuple[tuple[Month, Fen], ...]
    flows: tuple[str, ...]


def findings(case: Case) -> tuple[Finding, ...]:
    """Return all findings, from covered months only; from all months with rows where none is covered."""
    rows = list(counted(case.flows, case.links))
    months = covered_months(case.accounts, case.files)
    if not months:
        months = tuple(sorted({Month.of(day_of(flow.at)) for flow, _ in rows}))
    inside = set(months)
    seen = [(flow, kind) for flow, kind in rows if Month.of(day_of(flow.at)) in inside]
    return (
        *_incomes(seen, months),
        *_living(seen, months),
        *_debt_service(seen, months),
        *_questions(seen, months),
    )


Rows = Sequence[tuple[Flow, Kind]]


def _incomes(rows: Rows, months: Sequence[Month]) -> list[Finding]:
    """One finding a payer who paid in most months; the rest of the income together as one without a name."""
    payers: dict[str, list[Flow]] = {}
    for flow, kind in rows:
        if kind == "income":
            payers.setdefault(_payer(flow), []).append(flow)
    found, rest = [], []
    for name, flows in payers.items():
        paid_in = {Month.of(day_of(flow.at)) for flow in flows}
        if name and len(paid_in) >= LEAST_MONTHS and 2 * len(paid_in) >= len(months):
            found.append(_finding("income", name, flows, months))
        else:
            rest += flows
    found.sort(key=lambda finding: (-finding.median, finding.name))
    return [*found, _finding("income", "", rest, months)] if rest else found


_WAGES = re.compile(r"代发工资|工资|薪资|薪酬|养老金|退休金")


def _payer(flow: Flow) -> str:
    """Name who paid: wages by the word, others by the counterparty."""
    wages = _WAGES.search(f"{flow.category or ''} {flow.memo or ''}")
    return flow.party or (wages[0] if wages else "")


_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("F1", re.compile(r"房租|租金|租房|物业|住房物业|房东|供暖|取暖|自如|链家|公寓")),
    ("F2", re.compile(r"电费|水费|燃气|天然气|煤气|国网|供电|自来水|水务|水电")),
    ("F3", re.compile(r"医院|医疗|药房|药店|药业|诊所|门诊|挂号|体检|常用药|护理|口腔|医保支付")),
    ("F6", re.compile(r"社保|医保|保险|人寿|太保|平安财|社会保险")),
    ("F5", re.compile(r"学费|教育|培训|幼儿|托育|托班|学校|中小学|课程|课后|抚养|赡养|母婴|奶粉|尿不湿|辅导")),
    ("F4", re.compile(r"地铁|公交|轨道|打车|滴滴|出行|加油|石油|石化|充电|停车|ETC|铁路|12306|高铁|爱车|骑行|单车|METRO")),
    ("X2", re.compile(r"话费|流量|宽带|中国移动|中国联通|中国电信|移动通信|通信|会员|视频|音乐|游戏|电影|影城|演出|旅游|酒店|机票|文化休闲|运动户外|健身|彩票|福彩|体彩|直播|网吧|KTV")),
    ("X3", re.compile(r"服饰|服装|鞋|理发|美发|美容|化妆|护肤|洗护|数码|手机店|首饰|珠宝|宠物")),
    ("X1", re.compile(r"餐饮|日用|超市|便利|餐|饭|面馆|食|菜|外卖|饿了么|美团|水果|奶茶|咖啡|粮油|早点|烘焙|市场|百货|家居|拼多多|淘宝|天猫|京东")),
)  # fmt: skip


def living_group(flow: Flow) -> str:
    """Return the budget group of a row: what the user said, else by the bill's category and the words; X1 at last.

    Order matters: a bill's own category is broad, so the words of party and text are asked first.
    """
    if flow.group:
        return flow.group
    for text in (f"{flow.party or ''} {flow.memo or ''}", flow.category or ""):
        for group, words in _GROUPS:
            if words.search(text):
                return group
    return "X1"


def _living(rows: Rows, months: Sequence[Month]) -> list[Finding]:
    """Return spending and fees less refunds, a finding a group."""
    groups: dict[str, list[Flow]] = {}
    for flow, kind in rows:
        if kind in ("spending", "refund", "fee_interest"):
            groups.setdefault(living_group(flow), []).append(flow)
    return [_finding("living", "", flows, months, group) for group, flows in sorted(groups.items())]


_LENDERS = re.compile(
    r"花呗|借呗|网商贷|备用金|微粒贷|分付|白条|金条|美团月付|抖音月付|放心借|度小满|有钱花|分期乐|拍拍贷|还呗|安逸花|招联|马上金融|微众"
)
_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,20}?公司")
_BANK = re.compile(r"[\u4e00-\u9fff]{2,6}银行")


def creditor_of(flow: Flow) -> str:
    """Name whom a repayment went to: the loan product in its words, else the bank's card, else the counterparty."""
    text = f"{flow.memo or ''} {flow.party or ''}"
    if found := _LENDERS.search(text):
        return found[0]
    if "信用卡" in text:
        bank = _BANK.search(flow.party or "") or _BANK.search(flow.memo or "")
        return f"{bank[0]}信用卡" if bank else "信用卡"
    company = _COMPANY.search(text)
    return flow.party or (company[0] if company else flow.memo or "")


def _debt_service(rows: Rows, months: Sequence[Month]) -> list[Finding]:
    creditors: dict[str, list[Flow]] = {}
    for flow, kind in rows:
        if kind == "debt_repayment":
            creditors.setdefault(creditor_of(flow), []).append(flow)
    found = [_finding("debt_service", name, flows, months) for name, flows in creditors.items()]
    return sorted(found, key=lambda finding: (-sum(fen for _, fen in finding.by_month), finding.name))


_QUESTIONS: Mapping[str, re.Pattern[str]] = {
    "彩票": re.compile(r"彩票|福彩|体彩|竞彩|博彩|棋牌|赌"),
    "游戏": re.compile(r"游戏|点券|充值中心|腾讯天游|网易雷火|米哈游|王者荣耀|和平精英|皮肤"),
    "直播打赏": re.compile(r"直播|打赏|抖币|快币|虎牙|斗鱼|YY|映客"),
    "奢侈品": re.compile(
        r"奢侈|LOUIS|VUITTON|GUCCI|HERMES|爱马仕|香奈儿|CHANEL|PRADA|珠宝|名表|免税", re.IGNORECASE
    ),
    "娱乐场所": re.compile(r"KTV|夜总会|酒吧|会所|足浴|按摩"),
    "投资": re.compile(r"股票|期货|证券|炒|数字货币|比特币"),
}


def _questions(rows: Rows, months: Sequence[Month]) -> list[Finding]:
    """Return what a creditor would ask about. For the user's eyes only: it never goes into a report."""
    asked: dict[str, list[Flow]] = {}
    for flow, kind in rows:
        if flow.amount < 0 and kind in ("spending", "own_transfer", "unknown"):
            text = f"{flow.party or ''} {flow.memo or ''}"
            for name, words in _QUESTIONS.items():
                if words.search(text):
                    asked.setdefault(name, []).append(flow)
                    break
    return [_finding("question", name, flows, months) for name, flows in sorted(asked.items())]


def _finding(
    kind: FindingKind, name: str, flows: Sequence[Flow], months: Sequence[Month], group: str | None = None
) -> Finding:
    sign = 1 if kind == "income" else -1
    sums = dict.fromkeys(months, 0)
    for flow in flows:
        amount = abs(flow.amount) if kind == "debt_service" else sign * flow.amount
        sums[Month.of(day_of(flow.at))] += amount
    amounts = sorted(sums.values())
    return Finding(
        kind=kind,
        name=name,
        group=group,
        median=max(_median(amounts), 0),
        least=max(amounts[0], 0),
        most=max(amounts[-1], 0),
        by_month=tuple(sums.items()),
        flows=tuple(flow.id for flow in flows),
    )


def _median(ranked: Sequence[Fen]) -> Fen:
    middle = len(ranked) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return round_fen(Fraction(ranked[middle - 1] + ranked[middle], 2))


def line_of(finding: Finding, line_id: str, name: str) -> Income | Expense:
    """Return the budget line a finding suggests, at its monthly median."""
    if finding.kind == "income":
        return Income(id=line_id, name=name, amount=finding.median, every="month")
    return Expense(id=line_id, name=name, amount=finding.median, every="month", group=finding.group)


def totals(found: Iterable[Finding], kind: FindingKind) -> Fen:
    """Add up the medians of one kind of finding."""
    return sum(finding.median for finding in found if finding.kind == kind)
