# SPDX-License-Identifier: Apache-2.0
"""The results as plain values: what a plan is, month by month and debt by debt. Nobody needs numpy to hold one."""

from dataclasses import dataclass
from datetime import date

from planner.facts.dates import Month
from planner.facts.money import Fen
from planner.facts.problems import Problem
from planner.facts.terms import Terms

HORIZON = 600  # months; a plan that is not over by then never ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of a plan to one creditor, divided into its parts (fen); `balance` is all still owed after it."""

    n: int
    month: Month
    due: date
    payment: Fen
    interest: Fen
    principal: Fen
    fee: Fen
    penalty: Fen
    balance: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level amount offered from a month on; a rise through freed money is a step of its own."""

    since: Month
    amount: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtPlan:
    """What the plan does with one debt. `owed` has one figure per plan month: all owed at its end."""

    debt_id: str
    creditor: str
    terms: Terms | None  # the fixed terms it follows; None for a running debt of the strategy
    offer: Fen  # the level amount of month 1 to its end
    steps: tuple[Level, ...]  # the offer and each later change of it
    rows: tuple[Instalment, ...]
    opening: Fen  # all owed when the plan starts
    owed: tuple[Fen, ...]
    total: Fen  # all that is paid
    waived: Fen
    last_due: date | None
    priority: bool = False
    assumed: tuple[Problem, ...] = ()  # what was not known and how it was filled


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month of living under the plan (fen). `free` and `reserve` are the two purses at its end."""

    month: Month
    income: Fen
    priority: Fen
    living: Fen
    set_aside: Fen
    assets: Fen
    paid: Fen
    free: Fen
    reserve: Fen

    @property
    def surplus(self) -> Fen:
        """Income less priority and living costs."""
        return self.income - self.priority - self.living


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No offer can be made: how much a month is missing, and the ways out (msgids as problems)."""

    missing: Fen
    ways: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyOffer:
    """One of the ready offers (opening, middle, last): a total a month, and each creditor's part of it."""

    name: str  # "opening", "middle", "last"
    total: Fen
    parts: tuple[tuple[str, Fen], ...]  # debt id and amount, rounded down to the step of rule OFFER-01
    basis: str  # where the total comes from: "share" of the affordable amount, or "chance" of holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """This plan's distance from the optimum; `proved` if the optimum was proved."""

    proved: bool
    money: Fen | None
    months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relax:
    """The least change that would make an infeasible plan feasible, one number."""

    what: str
    by: Fen | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The joint plan of a scenario."""

    scenario: str
    strategy: str
    affordable: Fen
    budget: Fen
    feasible: bool
    refusal: Refusal | None
    months: tuple[MonthRow, ...]
    debts: tuple[DebtPlan, ...]
    total: Fen
    end: Month | None
    peak: Fen
    gap: Gap
    relax: tuple[Relax, ...]
    problems: tuple[Problem, ...]
    offers: tuple[ReadyOffer, ...] = ()
