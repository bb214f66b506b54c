# SPDX-License-Identifier: Apache-2.0
"""The monthly budget: income, priority and living costs, what is set aside, and the amount that can be offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from planner.facts.case import Case, Expense, Income
from planner.facts.dates import Month, When
from planner.facts.language import N_
from planner.facts.money import Fen, round_fen
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook

TIMES_A_YEAR = {
    "week": 52,
    "fortnight": 26,
    "four_weeks": 13,
    "half_month": 24,
    "month": 12,
    "quarter": 4,
    "half_year": 2,
    "year": 1,
}
SPREAD = frozenset({"week", "fortnight", "four_weeks", "half_month"})  # incomes of these cycles are spread
PRIORITY_GROUP = "P1"
RESERVE_RULE = "R1"
CARRY_RULE = "AFFORD-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingMonth:
    """One month before any instalment (fen). `reserve` is that purse at the month's end, `assets` what arrives for the plan."""

    month: Month
    income: Fen
    priority: Fen
    living: Fen
    set_aside: Fen
    assets: Fen
    reserve: Fen

    @property
    def surplus(self) -> Fen:
        """Income less priority and living costs; below zero when they are more."""
        return self.income - self.priority - self.living

    @property
    def left(self) -> Fen:
        """What the month leaves for instalments: surplus less what is set aside."""
        return self.surplus - self.set_aside


def month_of(when: When) -> Month:
    """Return the month a day lies in, or the month itself."""
    return when if isinstance(when, Month) else Month.of(when)


def monthly(amount: Fen, every: str, times: int | None = None) -> Fen:
    """Return the even monthly part of an amount in its cycle, half-up to the fen (AF-1: 207.40 every 4 weeks is 224.68)."""
    return round_fen(Fraction(amount * (times or TIMES_A_YEAR[every]), 12))


def counts_in(line: Income | Expense, month: Month) -> bool:
    """Whether the month is one that the line's from and to touch."""
    if line.since is not None and month < month_of(line.since):
        return False
    return line.until is None or month <= month_of(line.until)


def amount_in(line: Income | Expense, month: Month) -> Fen:
    """Return what a line brings or costs in a month (fen).

    Costs are put by evenly; a monthly cost of some months only is spread over the year. Incomes of a month and longer
    fall into their months. `once` falls into its first month, and into none while that is not known.
    """
    if line.every == "once":
        return line.amount if line.since is not None and month_of(line.since) == month else 0
    if not counts_in(line, month):
        return 0
    if isinstance(line, Expense):
        named = len(set(line.months)) if line.every == "month" else 0
        return monthly(line.amount, line.every, named or None)
    if line.every in SPREAD or not line.months:
        return monthly(line.amount, line.every)
    return line.amount if month.month in line.months else 0


def income_in(case: Case, month: Month) -> Fen:
    """Return all income of a month."""
    return sum(amount_in(line, month) for line in case.incomes)


def living_in(case: Case, month: Month) -> Fen:
    """Return the living costs of a month, without priority costs."""
    return sum(amount_in(line, month) for line in case.expenses if line.group != PRIORITY_GROUP)


def priority_in(case: Case, month: Month) -> Fen:
    """Return the priority costs (group P1) of a month, without the debts marked priority."""
    return sum(amount_in(line, month) for line in case.expenses if line.group == PRIORITY_GROUP)


def first_pay_day(case: Case, month: Month) -> date | None:
    """Return the first day of the month on which an income is known to arrive, or None."""
    days = [month.day(line.day) for line in case.incomes if line.day and amount_in(line, month)]
    return min(days, default=None)


def assets_in(case: Case, month: Month) -> Fen:
    """Return the assets meant for the plan that arrive in a month; those already there arrive in the first."""
    return sum(a.amount for a in case.assets if a.use == "plan" and _arrival(case, a.available_from) == month)


def _arrival(case: Case, when: When | None) -> Month:
    return case.first_month if when is None else max(case.first_month, month_of(when))


def opening_reserve(case: Case) -> Fen:
    """Return the emergency purse before the first month: what lies there, and the assets meant for it."""
    now = case.reserve.now if case.reserve else None
    return (now or 0) + sum(asset.amount for asset in case.assets if asset.use == "reserve")


def living_months(
    case: Case, book: RuleBook, months: int, today: date, priority_debts: Sequence[Fen] = ()
) -> tuple[LivingMonth, ...]:
    """Return the months of living from the case's first month on, before any instalment.

    `priority_debts` are the payments to debts marked priority, one a month; missing ones count as zero.
    """
    share, cap, target = reserve_rule(case, book, today)
    reserve = opening_reserve(case)
    rows = []
    lines = _LineTable(case)
    for i in range(months):
        month = case.first_month.plus(i)
        income, priority, living = lines.sums(month)
        priority += priority_debts[i] if i < len(priority_debts) else 0
        aside = set_aside(income - priority - living, reserve, share, cap, target)
        reserve += aside
        rows.append(
            LivingMonth(
                month=month,
                income=income,
                priority=priority,
                living=living,
                set_aside=aside,
                assets=assets_in(case, month) if case.assets else 0,
                reserve=reserve,
            )
        )
    return tuple(rows)


class _LineTable:
    """The sums of a calendar month, kept while no line starts or ends."""

    def __init__(self, case: Case) -> None:
        self.case = case
        lines: tuple[Income | Expense, ...] = (*case.incomes, *case.expenses)
        edges = [month_of(line.since).number for line in lines if line.since]
        edges += [month_of(line.until).number + 1 for line in lines if line.until]
        edges += [month_of(line.since).number + 1 for line in lines if line.since and line.every == "once"]
        self.edges = sorted(set(edges))
        self.known: dict[tuple[int, int], tuple[Fen, Fen, Fen]] = {}

    def sums(self, month: Month) -> tuple[Fen, Fen, Fen]:
        """Return income, priority costs and living costs of the month."""
        key = (sum(edge <= month.number for edge in self.edges), month.month)
        if key not in self.known:
            self.known[key] = (
                income_in(self.case, month),
                priority_in(self.case, month),
                living_in(self.case, month),
            )
        return self.known[key]


def reserve_rule(case: Case, book: RuleBook, today: date) -> tuple[Fraction, Fen, Fen | None]:
    """Return share, cap a month and target of the reserve: the person's own, else rule row R1 (10 %, 200 yuan)."""
    own = case.reserve
    share = own.share if own and own.share is not None else book.rate(f"{RESERVE_RULE}/share", today)
    cap = own.cap if own and own.cap is not None else book.fen(f"{RESERVE_RULE}/cap", today)
    return Fraction(share), cap, own.target if own else None


def set_aside(surplus: Fen, reserve: Fen, share: Fraction, cap: Fen, target: Fen | None) -> Fen:
    """Return what a month puts into the reserve: a share of the surplus, rounded down, at most the cap, until the target."""
    amount = min(round_fen(share * max(surplus, 0), "down"), cap)
    return amount if target is None else max(0, min(amount, target - reserve))


def level_amounts(rows: Sequence[LivingMonth]) -> list[Fen]:
    """Return for n = 1, 2 … the level amount that the first n months carry, rounded down; it may be below zero."""
    amounts, total = [], 0
    for n, row in enumerate(rows, 1):
        total += row.left
        amounts.append(total // n)
    return amounts


def affordable(rows: Sequence[LivingMonth]) -> Fen:
    """Return the affordable amount A: the level amount that all of the coming months carry, never below zero."""
    return max(0, min(level_amounts(rows), default=0))


def missing(rows: Sequence[LivingMonth]) -> Fen:
    """Return how much a month is missing until living and priority costs are covered; 0 when they are."""
    return max(0, -min(level_amounts(rows), default=0))


def carry_months(book: RuleBook, today: date) -> int:
    """Return over how many coming months the affordable amount must be carried (twelve)."""
    return book.count(CARRY_RULE, today)


def budget_problems(case: Case) -> Iterator[Problem]:
    """Say what was assumed about incomes and assets."""
    for income in case.incomes:
        if income.every not in SPREAD | {"month", "once"} and not income.months:
            yield Problem(
                INFO,
                f"incomes/{income.id}/months",
                N_("It is not said in which months “{name}” comes; the plan spreads it evenly."),
                {"name": income.name},
            )
    for asset in case.assets:
        if asset.use == "none":
            continue
        where = f"assets/{asset.id}/available_from"
        if asset.available_from is None:
            yield Problem(
                INFO,
                where,
                N_("It is not said when “{name}” is available; the plan counts it from the first month."),
                {"name": asset.name},
            )
        elif asset.use == "reserve" and month_of(asset.available_from) > case.first_month:
            yield Problem(
                WARN,
                where,
                N_("The plan counts “{name}” as reserve from the start, although it comes later."),
                {"name": asset.name},
            )
