# SPDX-License-Identifier: Apache-2.0
"""What is true: the case and its nouns, one immutable record each, and how a case changes.

Lists, keys and meanings: the facts of the model. A fact the user does not know is None.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen, Rate
from planner.facts.problems import InputError
from planner.facts.records import from_json, to_json
from planner.facts.terms import PaidOn, Terms

VERSION = 1

LenderClass = Literal["bank", "card", "consumer_finance", "microloan", "guarantee", "assignee", "unlicensed"]
Every = Literal[
    "week", "fortnight", "four_weeks", "half_month", "month", "quarter", "half_year", "year", "once"
]
Kind = Literal[
    "income",
    "spending",
    "refund",
    "own_transfer",
    "debt_repayment",
    "loan_received",
    "fee_interest",
    "no_money_moved",
    "unknown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """The person who owes; none of it is needed for a plan."""

    name: str | None = None
    id_number: str | None = None
    phone: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Who lives from the income."""

    adults: int | None = None
    children: int | None = None
    place: Literal["urban", "rural"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """The emergency purse (应急储备): what lies there, the share set aside, its cap a month, its target."""

    now: Fen | None = None
    share: Rate | None = None
    cap: Fen | None = None
    target: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawdown:
    """One of several loans under a debt (借据)."""

    date: dt.date
    amount: Fen
    terms: Terms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The least a creditor asks a month (最低还款): an amount, or a percent of what is owed with a floor."""

    amount: Fen | None = None
    percent: Rate | None = None
    floor: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the platform says is owed, and when it said so."""

    date: dt.date
    principal: Fen | None = None
    interest: Fen | None = None
    penalty: Fen | None = None
    fee: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One debt; its balance parts are those of the day `as_of`."""

    id: str
    creditor: str
    brand: str | None = None
    lender_class: LenderClass
    number: str | None = None
    contract_date: dt.date | None = None
    principal: Fen
    interest: Fen | None = None
    penalty: Fen | None = None
    fee: Fen | None = None
    as_of: dt.date
    terms: Terms | None = None
    drawdowns: tuple[Drawdown, ...] = ()
    due_day: int | None = None
    minimum: Minimum | None = None
    contract_payment: Fen | None = None
    priority: bool = False
    stage: str | None = None
    deadline: dt.date | None = None
    accelerated_on: dt.date | None = None
    disputed: bool = False
    shared_with: str | None = None
    claim: Claim | None = None
    payments: tuple[PaidOn, ...] = ()
    menu: tuple[Terms, ...] = ()
    note: str | None = None

    @property
    def owed(self) -> Fen:
        """All that is owed on `as_of`: principal, interest, penalty and fee."""
        return self.principal + (self.interest or 0) + (self.penalty or 0) + (self.fee or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Money that comes in, in its own cycle."""

    id: str
    name: str
    amount: Fen
    every: Every
    months: tuple[int, ...] = ()
    since: dt.date | Month | None = None
    until: dt.date | Month | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """A living cost, or a priority debt of group P1, in its own cycle."""

    id: str
    name: str
    amount: Fen
    every: Every
    months: tuple[int, ...] = ()
    since: dt.date | Month | None = None
    until: dt.date | Month | None = None
    day: int | None = None
    group: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Something that can be turned into money, and what it is meant for."""

    id: str
    name: str
    amount: Fen
    available_from: dt.date | Month | None = None
    use: Literal["plan", "reserve", "none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account whose flows are read; `main` ones must be covered for a month to count as seen."""

    id: str
    bank: str | None = None
    tail: str | None = None
    holder: str | None = None
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day to a day, both included."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A number of rows and their sum."""

    rows: int
    sum: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFile:
    """A statement file as it was read; its bytes lie in the case under its hash."""

    id: str
    sha256: str
    format: str | None = None
    name: str | None = None
    account: str | None = None
    period: Period | None = None
    stated: Mapping[str, Total] | None = None
    rows: int | None = None
    balance_chain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One row of a statement. `amount` is positive for money in; `word` is the file's own direction word."""

    id: str
    account: str | None = None
    file: str | None = None
    row: int | None = None
    at: dt.datetime | dt.date
    amount: Fen
    kind: Kind = "unknown"
    party: str | None = None
    memo: str | None = None
    order_no: str | None = None
    balance: Fen | None = None
    word: str | None = None
    method: str | None = None
    status: str | None = None
    category: str | None = None
    group: str | None = None
    debt: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Rows that tell of one thing: the same payment twice, a refund, a move between own accounts."""

    id: str
    flows: tuple[str, ...]
    kind: Literal["same_payment", "refund", "own_transfer"]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A scan, photo or PDF, of kind D01 to D14; its bytes lie in the case under its hash."""

    id: str
    sha256: str
    kind: str | None = None
    name: str | None = None
    date: dt.date | None = None
    pages: int | None = None
    media: str | None = None
    debt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That a figure (`incomes/i1/amount`) is shown by a source (`papers/p1`, `flows/f9`, `notices/n1`)."""

    id: str
    figure: str
    source: str
    page: int | None = None
    row: int | None = None
    note: str | None = None
    value: Fen | None = None  # the figure when it was proved


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One verification step of a notice: what, when, through which channel, with what outcome."""

    what: str
    date: dt.date | None = None
    channel: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message received (诉前调解 SMS and the like): its text, or the fields typed off the phone."""

    id: str
    text: str | None = None
    fields: Mapping[str, str] | None = None
    sender: str | None = None
    received: dt.datetime | dt.date | None = None
    checks: tuple[Check, ...] = ()
    debt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A talk or message with a creditor."""

    id: str
    debt: str | None = None
    at: dt.datetime | dt.date | None = None
    channel: str | None = None
    person: str | None = None
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer or counter-offer."""

    id: str
    debt: str
    by: Literal["us", "them"]
    date: dt.date | None = None
    terms: Terms | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was agreed with a creditor; `confirmed` by a court (司法确认)."""

    id: str
    debt: str
    date: dt.date | None = None
    terms: Terms | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """A stated shock: income lost or cut for some months, a bill."""

    kind: Literal["job_lost", "income_cut", "bill"]
    since: Month | None = None
    months: int | None = None
    share: Rate | None = None
    amount: Fen | None = None
    income: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A plan to be tried: strategy, budget, own order, terms per debt, shocks. Never written into the facts."""

    id: str
    name: str
    strategy: str = "pro_rata"
    budget: Fen | None = None
    order: tuple[str, ...] = ()
    terms: Mapping[str, Terms] | None = None
    shocks: tuple[Shock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A rule's value as the user has it, and why."""

    id: str
    rule_id: str
    value: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A bundle or document that left the house."""

    id: str
    kind: str
    date: dt.date
    receiver: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that is true in one case."""

    version: int
    label: str | None = None
    first_month: Month
    borrower: Borrower | None = None
    household: Household | None = None
    reserve: Reserve | None = None
    debts: tuple[Debt, ...] = ()
    incomes: tuple[Income, ...] = ()
    expenses: tuple[Expense, ...] = ()
    assets: tuple[Asset, ...] = ()
    accounts: tuple[Account, ...] = ()
    files: tuple[StatementFile, ...] = ()
    flows: tuple[Flow, ...] = ()
    links: tuple[Link, ...] = ()
    papers: tuple[Paper, ...] = ()
    proofs: tuple[Proof, ...] = ()
    notices: tuple[Notice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    offers: tuple[Offer, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    overrides: tuple[Override, ...] = ()
    exports: tuple[Export, ...] = ()
    spelled: tuple[str, ...] = ()  # paths of keys that were written out although they equal their default


LISTS: dict[str, type] = {
    "debts": Debt,
    "incomes": Income,
    "expenses": Expense,
    "assets": Asset,
    "accounts": Account,
    "files": StatementFile,
    "flows": Flow,
    "links": Link,
    "papers": Paper,
    "proofs": Proof,
    "notices": Notice,
    "contacts": Contact,
    "offers": Offer,
    "agreements": Agreement,
    "scenarios": Scenario,
    "overrides": Override,
    "exports": Export,
}
SINGLES = ("version", "label", "first_month", "borrower", "household", "reserve", "spelled")


def new_case(first_month: Month, label: str | None = None) -> Case:
    """Return an empty case whose plan starts in that month."""
    return Case(version=VERSION, label=label, first_month=first_month)


def case_from_json(data: Any) -> Case:
    """Read a case from its JSON; raises InputError. What `case_to_json` prints is then the same JSON."""
    spelled: list[str] = []
    if isinstance(data, dict) and "spelled" in data:
        raise InputError(
            "spelled", N_("The key “{key}” is not known here."), {"key": "spelled"}, N_("Remove it.")
        )
    case = from_json(Case, data, spelled=spelled)
    if case.version != VERSION:
        raise InputError(
            "version",
            N_("Version {version} of the case is not known."),
            {"version": case.version},
            N_("Use a newer Huanqing."),
        )
    _refuse_doubles(case)
    return replace(case, spelled=tuple(spelled))


def case_to_json(case: Case) -> dict[str, Any]:
    """Write a case as JSON values, keys as the user wrote them."""
    data: dict[str, Any] = to_json(case, spelled=frozenset(case.spelled))
    data.pop("spelled", None)
    return data


def _refuse_doubles(case: Case) -> None:
    for name in LISTS:
        seen: set[str] = set()
        for record in getattr(case, name):
            if record.id in seen or not record.id:
                raise InputError(
                    f"{name}/{record.id}",
                    N_("The id “{id}” stands twice in this list, or is empty."),
                    {"id": record.id},
                    N_("Give each record an id of its own."),
                )
            seen.add(record.id)


def find(case: Case, list_name: str, record_id: str) -> Any:
    """Return the record of that id, or None."""
    return next((record for record in getattr(case, list_name) if record.id == record_id), None)


def put(case: Case, list_name: str, record: Any) -> Case:
    """Return the case with the record in place of the one of the same id, or at the end of its list."""
    records = getattr(case, list_name)
    if any(old.id == record.id for old in records):
        return _with(case, {list_name: tuple(record if old.id == record.id else old for old in records)})
    return _with(case, {list_name: (*records, record)})


def drop(case: Case, list_name: str, record_id: str) -> Case:
    """Return the case without that record."""
    return _with(case, {list_name: tuple(r for r in getattr(case, list_name) if r.id != record_id)})


def _with(case: Case, values: dict[str, Any]) -> Case:
    return replace(case, **values)


def new_id(case: Case, list_name: str, prefix: str | None = None) -> str:
    """Return an id not yet used in the list: `d1`, `d2` …"""
    taken = {record.id for record in getattr(case, list_name)}
    start = prefix or list_name[0]
    number = len(taken) + 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def chosen_scenario(case: Case) -> Scenario:
    """Return the scenario the case goes by: its first, or plain pro rata where none was made."""
    return case.scenarios[0] if case.scenarios else Scenario(id="", name="")


def choose_scenario(case: Case, scenario_id: str) -> Case:
    """Return the case that goes by another of its scenarios."""
    first = [scenario for scenario in case.scenarios if scenario.id == scenario_id]
    rest = [scenario for scenario in case.scenarios if scenario.id != scenario_id]
    return replace(case, scenarios=(*first, *rest))


# ---------------------------------------------------------------- how a case changes


@dataclass(frozen=True, slots=True)
class Change:
    """One record (or single fact) before and after; None where it did not or does not exist.

    `follows` is the id of the record it stands behind where it exists (None: first). For a single fact of SINGLES
    `list_name` is its name, and `record_id` is "".
    """

    list_name: str
    record_id: str
    before: Any
    after: Any
    follows: str | None = None


def changes(old: Case, new: Case) -> tuple[Change, ...]:
    """Return what differs, in an order in which `applied` can replay it. Untouched lists cost nothing."""
    found: list[Change] = []
    for name in SINGLES:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Change(name, "", before, after))
    for name in LISTS:
        before, after = getattr(old, name), getattr(new, name)
        if before is not after:
            found.extend(_list_changes(name, before, after))
    return tuple(found)


def _list_changes(name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    kept_order = [r.id for r in before if r.id in new] == [r.id for r in after if r.id in old]
    previous: str | None = None
    for record in before:
        if record.id not in new or not kept_order:
            yield Change(name, record.id, record, None, previous)
        previous = record.id
    previous = None
    for record in after:
        was = old.get(record.id) if kept_order else None
        if was is None:
            yield Change(name, record.id, None, record, previous)
        elif was is not record and was != record:
            yield Change(name, record.id, was, record, previous)
        previous = record.id


def applied(case: Case, made: Iterable[Change]) -> Case:
    """Return the case with the changes made."""
    values: dict[str, Any] = {}
    by_list: dict[str, list[Change]] = {}
    for change in made:
        if change.list_name in LISTS:
            by_list.setdefault(change.list_name, []).append(change)
        else:
            values[change.list_name] = change.after
    for name, some in by_list.items():
        values[name] = _apply(getattr(case, name), some)
    return _with(case, values)


def _apply(records: tuple[Any, ...], made: list[Change]) -> tuple[Any, ...]:
    gone = {c.record_id for c in made if c.after is None}
    kept = {c.record_id: c.after for c in made if c.before is not None and c.after is not None}
    added: dict[str | None, list[Change]] = {}
    for change in made:
        if change.before is None:
            added.setdefault(change.follows, []).append(change)
    result: list[Any] = []

    def place(after_id: str | None) -> None:
        waiting = list(reversed(added.get(after_id, ())))
        while waiting:
            change = waiting.pop()
            result.append(change.after)
            waiting.extend(reversed(added.get(change.record_id, ())))

    place(None)
    for record in records:
        if record.id not in gone:
            result.append(kept.get(record.id, record))
            place(record.id)
    return tuple(result)


def reversed_(made: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take these back."""
    return tuple(Change(c.list_name, c.record_id, c.after, c.before, c.follows) for c in made)
