# SPDX-License-Identifier: Apache-2.0
"""Takes a statement into the case: its account, its file, its new rows, and the links between rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from planner.facts.case import Account, Case, Flow, Kind, Link, StatementFile, Total, new_id
from planner.facts.language import N_
from planner.facts.stopping import each, go_on
from planner.statements.duplicates import Known, sort_out
from planner.statements.kinds import AS_SAID, SAID
from planner.statements.linking import NAMED_BY, find_links
from planner.statements.statement import Entry, Owner, Statement


@dataclass(frozen=True, slots=True)
class Report:
    """What keeping a statement did to the case."""

    file_id: str
    account_id: str
    added: int
    duplicates: int
    linked: int
    rejected: int
    same_file: bool = False  # this very file was kept before


def keep(case: Case, statement: Statement) -> tuple[Case, Report]:
    """Return the case with the statement's new rows, and what was done. Pure; the same file twice adds nothing."""
    for file in case.files:
        if file.sha256 == statement.sha256 and _same_account(case, file.account, statement.account):
            done = Report(
                file.id, file.account or "", 0, len(statement.entries), 0, len(statement.rejected), True
            )
            return case, done
    case, account = _with_account(case, statement.account)
    file_id = new_id(case, "files", "s")
    fresh: list[Flow] = []
    places: dict[int, str] = {}  # place in the statement -> id of the new flow
    known = _known(case, account.bank)
    said = _said(case)
    sorted_out = sort_out(known, account.bank or "", account.id, statement.entries)
    for place, (entry, had) in enumerate(each(sorted_out)):
        if not had:
            flow = _as_said(_flow(entry, f"{file_id}-{len(fresh) + 1}", account.id, file_id), said)
            places[place] = flow.id
            fresh.append(flow)
    go_on()
    flows = (*case.flows, *fresh)
    links = _new_links(case, statement, flows, [flow.id for flow in fresh], places)
    file = _file(statement, file_id, account.id, len(statement.entries))
    case = replace(case, files=(*case.files, file), flows=flows, links=(*case.links, *links))
    duplicates = len(statement.entries) - len(fresh)
    return case, Report(file_id, account.id, len(fresh), duplicates, len(links), len(statement.rejected))


def keep_all(case: Case, statements: Iterable[Statement]) -> tuple[Case, tuple[Report, ...]]:
    """Keep statements one after another."""
    reports = []
    for statement in statements:
        case, report = keep(case, statement)
        reports.append(report)
    return case, tuple(reports)


def _same_account(case: Case, account_id: str | None, owner: Owner) -> bool:
    account = next((a for a in case.accounts if a.id == account_id), None)
    return account is not None and fits(account, owner)


def fits(account: Account, owner: Owner) -> bool:
    """Say whether a statement's owner may be this account: same bank, and nothing known of both differs."""
    if account.bank != owner.bank:
        return False
    if account.tail and owner.tail:
        return account.tail == owner.tail
    return not (account.holder and owner.holder and account.holder != owner.holder)


def _with_account(case: Case, owner: Owner) -> tuple[Case, Account]:
    """Return the account a statement belongs to, made or completed where needed."""
    alike = [account for account in case.accounts if fits(account, owner)]
    exact = [account for account in alike if (account.tail or "") == owner.tail]
    if exact or len(alike) == 1:
        old = (exact or alike)[0]
        account = replace(old, tail=old.tail or owner.tail or None, holder=old.holder or owner.holder or None)
        accounts = tuple(account if a.id == old.id else a for a in case.accounts)
        return (case if account == old else replace(case, accounts=accounts)), account
    account = Account(
        id=new_id(case, "accounts"), bank=owner.bank, tail=owner.tail or None, holder=owner.holder or None
    )
    return replace(case, accounts=(*case.accounts, account)), account


def _known(case: Case, bank: str | None) -> Known:
    """Count the rows the case has of this bank or platform."""
    known = Known()
    same_bank = {account.id: account.bank or "" for account in case.accounts if account.bank == bank}
    for flow in case.flows:
        if flow.account in same_bank:
            known.add(same_bank[flow.account], flow.account, flow.order_no or "", flow.party or "", flow)
    return known


JUDGED: frozenset[Kind] = frozenset(
    ("income", "spending", "own_transfer", "unknown")
)  # kinds that who paid can decide


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said of a counterparty; `always` where no row of it, in that direction, was left as it was."""

    kind: Kind
    always: bool


def _said(case: Case) -> dict[tuple[str, bool], Said]:
    """Return what the user said of counterparties, by name and direction; where the words differ, nothing.

    A wallet or a network is a counterparty of everything, so that only rows nobody understood go by its name.
    """
    said: dict[tuple[str, bool], set[Kind]] = {}
    left: set[tuple[str, bool]] = set()
    for flow in case.flows:
        key = (flow.party or "", flow.amount < 0)
        if flow.why == SAID and flow.party and flow.kind != "no_money_moved":
            said.setdefault(key, set()).add(flow.kind)
        elif flow.why != AS_SAID and flow.kind in JUDGED:
            left.add(key)
    return {
        key: Said(next(iter(kinds)), key not in left and not _THROUGH.search(key[0]))
        for key, kinds in said.items()
        if len(kinds) == 1
    }


_THROUGH = re.compile("|".join((*(named.pattern for named in NAMED_BY.values()), "银联", "网联")))


def _as_said(flow: Flow, said: dict[tuple[str, bool], Said]) -> Flow:
    """Give a row the kind the user gave to the earlier rows of its counterparty, where that is told by who paid."""
    word = said.get((flow.party or "", flow.amount < 0))
    if word is None or not (flow.kind == "unknown" or (word.always and flow.kind in JUDGED)):
        return flow
    return replace(flow, kind=word.kind, why=AS_SAID)


def _flow(entry: Entry, flow_id: str, account_id: str, file_id: str) -> Flow:
    return Flow(
        id=flow_id,
        account=account_id,
        file=file_id,
        row=entry.row,
        at=entry.at,
        amount=entry.amount,
        kind=entry.kind,
        party=entry.party or None,
        memo=entry.memo or None,
        order_no=entry.order_no or None,
        balance=entry.balance,
        word=entry.direction or None,
        method=entry.method or None,
        status=entry.status or None,
        category=entry.category or None,
        why=entry.why,
    )


def _file(statement: Statement, file_id: str, account_id: str, rows: int) -> StatementFile:
    stated = {
        word: Total(rows=said.rows, sum=said.sum)
        for word, said in statement.stated.items()
        if said.rows is not None and said.sum is not None
    }
    return StatementFile(
        id=file_id,
        sha256=statement.sha256,
        format=statement.format,
        name=statement.file_name,
        account=account_id,
        period=statement.period,
        stated=stated or None,
        rows=rows,
        balance_chain=statement.balance_chain,
    )


REFUND_WHY = N_("The refund names the order, or the same shop, text and amount.")


def _new_links(
    case: Case, statement: Statement, flows: Sequence[Flow], fresh: Sequence[str], places: dict[int, str]
) -> list[Link]:
    numbers = (f"l{n}" for n in count(len(case.links) + 1))
    taken_ids = {link.id for link in case.links}
    free = (link_id for link_id in numbers if link_id not in taken_ids)
    links = [
        Link(id=next(free), flows=(places[bought], places[back]), kind="refund", why=REFUND_WHY)
        for bought, back in statement.pairs
        if bought in places and back in places
    ]
    for found in find_links(case.accounts, flows, fresh, case.links):
        links.append(Link(id=next(free), flows=(found.first, found.second), kind=found.kind, why=found.why))
    return links
