# SPDX-License-Identifier: Apache-2.0
"""The nouns of a case: the person, debts, living, papers, the negotiation, the plans tried. One immutable record each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.facts.dates import Month
from planner.facts.flows import Account, Flow, Link, StatementFile
from planner.facts.money import Fen, Rate
from planner.facts.terms import PaidOn, Terms

LenderClass = Literal["bank", "card", "consumer_finance", "microloan", "guarantee", "assignee", "unlicensed"]
Every = Literal[
    "week", "fortnight", "four_weeks", "half_month", "month", "quarter", "half_year", "year", "once"
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
class Box:
    """A part of a paper's page that its redacted copy hides: left, top, width and height as shares of the page."""

    page: int  # from 1
    x: Rate
    y: Rate
    w: Rate
    h: Rate


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
    boxes: tuple[Box, ...] = ()


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
    """A talk or message with a creditor, and what was promised in it: by whom, until when, on which day it was kept."""

    id: str
    debt: str | None = None
    at: dt.datetime | dt.date | None = None
    channel: str | None = None
    person: str | None = None
    reference: str | None = None
    note: str | None = None
    promise: str | None = None
    promise_by: Literal["us", "them"] | None = None
    promise_due: dt.date | None = None
    promise_kept: dt.date | None = None


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
class Said:
    """What the person says in their own words in a document (`kind`: hardship, application …), or pasted into it."""

    id: str
    kind: str
    debt: str | None = None
    text: str


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
    said: tuple[Said, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    overrides: tuple[Override, ...] = ()
    exports: tuple[Export, ...] = ()
    spelled: tuple[str, ...] = ()  # paths of keys that were written out although they equal their default
