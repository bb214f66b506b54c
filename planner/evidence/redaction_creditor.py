# SPDX-License-Identifier: Apache-2.0
"""The case as one creditor may see it: its own debt, the budget, the flows; all other creditors as one nameless line.

What was ticked stays, everything else goes: debts, papers, notices, talks, offers, plans, accounts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.evidence.redaction_texts import said_anew
from planner.evidence.redaction_words import Hider
from planner.facts.case import Account, Case, Debt, Expense, Flow, Income, Link, Paper, Proof, StatementFile
from planner.facts.language import N_, _
from planner.facts.problems import InputError

Line = TypeVar("Line", Income, Expense, Paper)
OTHERS, OTHERS_FIRST = "other creditors", "other creditors first"  # ids of the joint debts
_NAMES = {OTHERS: N_("Other creditors"), OTHERS_FIRST: N_("Other creditors, paid first")}
_ABOUT_ALL = (
    "D03",
    "D14",
)  # kinds of papers that name every creditor: credit report, list of the other debts
_ABOUT_ONE = ("D02", "D13")  # kinds of papers that name one creditor: contract, record of collection
_OF_DEBTS = frozenset({"debt_repayment", "loan_received"})

_IN_BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|公司|信用卡中心|信用卡部|信用卡|贷记卡|营业部|[\u4e00-\u9fff]{1,6}(分|支)行|总行|,? *(Co\.?,? *)?(Ltd|Inc|LLC|Limited|Bank Card|Card)\.?)$",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"^(北京|上海|天津|重庆|深圳|广州|杭州|南京|苏州|厦门|福建|浙江|江苏|广东|四川|湖北)(省|市)?"
)
_SHORT = {
    "招商银行": ("招行", "CMB"),
    "工商银行": ("工行", "ICBC"),
    "建设银行": ("建行", "CCB"),
    "农业银行": ("农行", "ABC"),
    "交通银行": ("交行", "BOCOM"),
    "中国银行": ("中行",),
    "浦发银行": ("浦发", "SPDB"),
    "浦东发展银行": ("浦发", "SPDB"),
    "平安银行": ("平安",),
    "兴业银行": ("兴业", "CIB"),
    "广发银行": ("广发",),
    "民生银行": ("民生",),
    "中信银行": ("中信",),
    "光大银行": ("光大",),
    "邮储银行": ("邮储",),
    "邮政储蓄银行": ("邮储",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What goes out beside the debt, by id; None means the usual: main accounts, papers of this debt or of none."""

    incomes: frozenset[str] | None = None
    expenses: frozenset[str] | None = None
    accounts: frozenset[str] | None = None
    papers: frozenset[str] | None = None


USUAL = Ticked()


@dataclass(frozen=True, slots=True)
class Wish:
    """What leaves the house: for which debt's creditor (None: for anyone), whether only redacted, what was ticked."""

    debt_id: str | None = None
    redact: bool = False
    ticked: Ticked = USUAL

    @property
    def only_copies(self) -> bool:
        """Whether originals of which there is a copy stay at home."""
        return self.redact or self.debt_id is not None


EVERYTHING = Wish()


def for_creditor(case: Case, debt_id: str, ticked: Ticked = USUAL) -> Case:
    """Return the case as the creditor of a debt may see it, in the language now spoken.

    Other debts become one joint debt (two where some are paid first), nameless, with the sums of their parts. Rows
    that pay others stay with their amount only. Raises InputError where there is no such debt.
    """
    own = _own_debt(case, debt_id)
    hider = hider_for(case, debt_id)
    accounts = _accounts(case, ticked, hider)
    flows = _flows(case, own, accounts, hider)
    seen = replace(
        case,
        label=hider(case.label) if case.label else None,
        debts=tuple(_debts(case, own, hider)),
        incomes=tuple(said_anew(one, hider) for one in _of(case.incomes, ticked.incomes)),
        expenses=tuple(said_anew(one, hider) for one in _of(case.expenses, ticked.expenses)),
        assets=(),
        accounts=accounts,
        files=tuple(_files(case, accounts, flows)),
        flows=flows,
        links=tuple(_links(case, flows, hider)),
        papers=tuple(said_anew(p, hider) for p in _of(case.papers, _papers(case, debt_id, ticked))),
        notices=tuple(said_anew(one, hider) for one in case.notices if one.debt == debt_id),
        contacts=tuple(said_anew(one, hider) for one in case.contacts if one.debt == debt_id),
        offers=tuple(said_anew(one, hider) for one in case.offers if one.debt == debt_id),
        agreements=tuple(said_anew(one, hider) for one in case.agreements if one.debt == debt_id),
        said=tuple(said_anew(one, hider) for one in case.said if one.debt in (debt_id, None)),
        overrides=tuple(said_anew(one, hider) for one in case.overrides),
        scenarios=(),
        exports=(),
        spelled=(),
    )
    return replace(seen, proofs=tuple(_proofs(case, seen, hider)))


def _own_debt(case: Case, debt_id: str) -> Debt:
    for debt in case.debts:
        if debt.id == debt_id:
            return debt
    raise InputError(
        f"debts/{debt_id}",
        N_("There is no debt “{id}” in this case."),
        {"id": debt_id, "ids": ", ".join(debt.id for debt in case.debts) or "—"},
        N_("Known are: {ids}."),
    )


def hider_for(case: Case, debt_id: str) -> Hider:
    """Return what hides the names and numbers of all other creditors from texts; this creditor's own stay."""
    own = _own_debt(case, debt_id)
    word = _("another creditor")
    words = {name: word for debt in case.debts if debt.id != debt_id for name in names_of(debt)}
    return Hider(words, names_of(own))


def names_of(debt: Debt) -> frozenset[str]:
    """Return what a creditor may be called: as entered, without its legal form or place, the usual short names."""
    found: set[str] = set()
    for told in (debt.creditor, debt.brand):
        for part in re.split(r"[/、，,;；|]", told or ""):
            inner = _IN_BRACKETS.findall(part)
            found |= {
                name for one in (part, _IN_BRACKETS.sub("", part), *inner) for name in _stems(one.strip())
            }
    if debt.number and len(debt.number.strip()) >= 4:
        found.add(debt.number.strip())
    return frozenset(name for name in found if len(name) >= 2)


def _stems(name: str) -> Iterator[str]:
    yield name
    while (shorter := _FORMS.sub("", name).strip()) != name and len(shorter) >= 2:
        yield shorter
        name = shorter
    bare = _PLACES.sub("", name)
    if len(bare) >= 4:
        yield bare
    bank, sign, _rest = name.partition("银行")
    if sign and bank:
        yield bank + sign
        for full, short in _SHORT.items():
            if full in bank + sign:
                yield from (full, *short)


def _debts(case: Case, own: Debt, hider: Hider) -> Iterator[Debt]:
    yield replace(own, note=hider(own.note) if own.note else None)
    for joint_id, first in ((OTHERS, False), (OTHERS_FIRST, True)):
        debts = [debt for debt in case.debts if debt.id != own.id and debt.priority == first]
        if debts:
            yield Debt(
                id=joint_id,
                creditor=_(_NAMES[joint_id]),
                lender_class=debts[0].lender_class,
                principal=sum(debt.principal for debt in debts),
                interest=sum(debt.interest or 0 for debt in debts),
                penalty=sum(debt.penalty or 0 for debt in debts),
                fee=sum(debt.fee or 0 for debt in debts),
                as_of=max(debt.as_of for debt in debts),
                priority=first,
            )


def _accounts(case: Case, ticked: Ticked, hider: Hider) -> tuple[Account, ...]:
    """The accounts that go out; one that lies with another creditor keeps neither bank nor digits."""
    chosen = _usual_accounts(case) if ticked.accounts is None else ticked.accounts
    return tuple(
        replace(one, bank=_("Account {n}").format(n=n), tail=None) if hider.touches(one.bank) else one
        for n, one in enumerate(case.accounts, 1)
        if one.id in chosen
    )


def _flows(case: Case, own: Debt, accounts: tuple[Account, ...], hider: Hider) -> tuple[Flow, ...]:
    """The rows of the accounts that go out. What pays, or is lent by, another keeps day, amount and kind only."""
    shown, names, word = {one.id for one in accounts}, names_of(own), _("another creditor")
    return tuple(
        _bare(flow, word) if _is_others(flow, own, names) else said_anew(flow, hider)
        for flow in case.flows
        if (flow.account in shown if flow.account is not None else not shown)
    )


def _is_others(flow: Flow, own: Debt, names: frozenset[str]) -> bool:
    if flow.debt is not None or flow.kind not in _OF_DEBTS:
        return flow.debt is not None and flow.debt != own.id
    told = f"{flow.party or ''} {flow.memo or ''}"
    return not any(name in told for name in names)


def _bare(flow: Flow, word: str) -> Flow:
    return replace(
        flow,
        party=word,
        memo=None,
        order_no=None,
        method=None,
        status=None,
        category=None,
        debt=None,
        why=None,
    )


def _files(case: Case, accounts: tuple[Account, ...], flows: tuple[Flow, ...]) -> Iterator[StatementFile]:
    shown = {one.id: one for one in accounts}
    nameless = {one.id for one in accounts if one not in case.accounts}
    used = {flow.file for flow in flows}
    for file in case.files:
        if file.account in shown or (file.account is None and file.id in used):
            form = None if file.account in nameless else file.format
            yield replace(file, name=None, format=form)


def _links(case: Case, flows: tuple[Flow, ...], hider: Hider) -> Iterator[Link]:
    here = {flow.id for flow in flows}
    for link in case.links:
        kept = tuple(one for one in link.flows if one in here)
        if len(kept) >= 2:
            yield said_anew(replace(link, flows=kept), hider)


def usual(case: Case, debt_id: str) -> Ticked:
    """Return what usually goes out to the creditor of a debt, account by account and paper by paper.

    A paper that belongs to another debt, proves another's figures, or tells of all debts is not among them, nor a
    contract or record of collection of which nobody knows whose it is.
    """
    return Ticked(accounts=_usual_accounts(case), papers=_papers(case, debt_id, USUAL))


def of_nobody(case: Case, papers: frozenset[str]) -> Iterator[Paper]:
    """Yield the contracts and records of collection that are not among `papers` and of which nobody knows whose they are."""
    tied = {proof.source for proof in case.proofs if proof.figure.startswith("debts/")}
    for paper in case.papers:
        is_of_nobody = paper.debt is None and f"papers/{paper.id}" not in tied
        if paper.kind in _ABOUT_ONE and is_of_nobody and paper.id not in papers:
            yield paper


def _usual_accounts(case: Case) -> frozenset[str]:
    main = frozenset(one.id for one in case.accounts if one.main)
    return main or frozenset(one.id for one in case.accounts)


def _papers(case: Case, debt_id: str, ticked: Ticked) -> frozenset[str]:
    if ticked.papers is not None:
        return ticked.papers
    proves: dict[str, set[str]] = {}
    for proof in case.proofs:
        head, _slash, rest = proof.figure.partition("/")
        if head == "debts":
            proves.setdefault(proof.source, set()).add(rest.partition("/")[0])
    only = len(case.debts) == 1
    return frozenset(
        paper.id
        for paper in case.papers
        if _is_paper_of(paper, debt_id, proves.get(f"papers/{paper.id}", set()), only)
    )


def _is_paper_of(paper: Paper, debt_id: str, proves: set[str], is_only_debt: bool) -> bool:
    if paper.debt is not None:
        return paper.debt == debt_id
    if proves:
        return proves == {debt_id}
    if paper.kind in _ABOUT_ONE:
        return is_only_debt
    return paper.kind not in _ABOUT_ALL


def _of(records: tuple[Line, ...], ids: frozenset[str] | None) -> tuple[Line, ...]:
    return records if ids is None else tuple(one for one in records if one.id in ids)


def _proofs(case: Case, seen: Case, hider: Hider) -> Iterator[Proof]:
    """The proofs of figures that are still told, by sources that still go out."""
    kept = {
        f"{name}/{one.id}"
        for name in ("incomes", "expenses", "papers", "flows", "notices", "contacts", "debts")
        for one in getattr(seen, name)
    } | {"reserve/now"}
    for proof in case.proofs:
        figure = "/".join(proof.figure.split("/")[:2])
        if figure in kept and proof.source in kept:
            yield said_anew(proof, hider)
