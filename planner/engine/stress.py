# SPDX-License-Identifier: Apache-2.0
"""Will the plan hold: many futures drawn from the person's own months, or one stated shock. The same seed, the same answer.

The futures run side by side, month after month; only the present month of each is kept.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from planner.engine.budget import living_months, opening_reserve
from planner.engine.history import MonthSeen, observed_months
from planner.engine.plan import Plan
from planner.engine.shocks import shocked
from planner.engine.simulate import priority_payments
from planner.engine.stress_debts import Balances, balances_of
from planner.engine.stress_values import CERTAINTIES, QUANTILES, Method, ShockResult, StressResult
from planner.engine.surprises import Surprise, surplus_table, surprises
from planner.facts.case import Case, Scenario, Shock
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook

GROUP = 2048  # futures that share one stream of random numbers
LONGEST_BLOCK = 6
RULE = "STRESS-01"
PATHS = 100_000
SAMPLE = 200  # futures that the optimiser counts
SEED = 1

Fens = npt.NDArray[np.int64]
StressSteps = Generator[tuple[int, int], bool | None, StressResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """Income drawn from a normal distribution instead of the person's months (fen); never below zero."""

    mean: Fen | None = None  # None: the budget's own income of the month
    deviation: Fen = 0


def stress(
    case: Case,
    scenario: Scenario,
    plan: Plan,
    book: RuleBook,
    today: date,
    paths: int = PATHS,
    seed: int = SEED,
    block: int | None = None,
    normal: Normal | None = None,
) -> StressResult:
    """Return the stress test of a plan, waiting for it."""
    steps = stress_steps(case, scenario, plan, book, today, paths, seed, block, normal)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: StressResult = end.value
            return result


def stress_steps(
    case: Case,
    scenario: Scenario,
    plan: Plan,
    book: RuleBook,
    today: date,
    paths: int = PATHS,
    seed: int = SEED,
    block: int | None = None,
    normal: Normal | None = None,
) -> StressSteps:
    """Run the futures (model section 6); yields (month, months) as it goes, returns the result.

    Needs twelve observed months, six with a warning; with fewer `holds` is None and only stated shocks are sensible.
    """
    length = block or book.count(f"{RULE}/block", today)
    length = max(1, min(LONGEST_BLOCK, length))
    seen = observed_months(case)
    problems = tuple(_history_problems(len(seen), book, today)) if normal is None else ()
    months = tuple(row.month for row in plan.months)
    if not months or (normal is None and len(seen) < book.count(f"{RULE}/least", today)):
        return _nothing(paths, seed, length, seen, months, problems)
    draws = _Draws(case, scenario, len(months), book, today, seen, paths, seed, length, normal)
    tally = _Tally(paths, len(months))
    debts = balances_of(case, scenario, plan, paths)
    due = _due(plan, debts)
    cash = np.full(paths, opening_reserve(case), np.int64)
    for m, row in enumerate(plan.months):
        yield m, len(months)
        earned = draws.month(m) + row.assets
        cash += earned
        cash -= due[m]
        if debts is not None:
            debts.pay(m, cash, row.reserve, max(row.paid, plan.budget) - due[m])
        tally.take(m, cash, earned, opening_reserve(case))
    return tally.result(
        plan,
        months,
        seed,
        length,
        len(seen) if normal is None else 0,
        "block" if normal is None else "normal",
        debts,
        problems,
    )


def _due(plan: Plan, debts: Balances | None) -> list[Fen]:
    """Return what falls due each month whatever comes: all instalments, or only the fixed ones where debts run."""
    running = debts.ids if debts is not None else frozenset()
    due = dict.fromkeys((row.month for row in plan.months), 0)
    for debt in plan.debts:
        if debt.priority or debt.debt_id in running:
            continue
        for row in debt.rows:
            if row.month in due:
                due[row.month] += row.payment
    return list(due.values())


def _history_problems(seen: int, book: RuleBook, today: date) -> list[Problem]:
    said = [
        Problem(INFO, "flows", N_("From {n} months of your own flows; not a forecast."), {"n": seen}, RULE),
    ]
    enough, least = book.count(RULE, today), book.count(f"{RULE}/least", today)
    if seen < least:
        text = N_(
            "{n} whole months of flows are too few to say how likely the plan holds; {least} are needed. Stated shocks can be tried."
        )
        return [Problem(WARN, "flows", text, {"n": seen, "least": least}, RULE)]
    if seen < enough:
        text = N_("Only {n} whole months of flows are covered; {enough} or more would say this better.")
        said.append(Problem(WARN, "flows", text, {"n": seen, "enough": enough}, RULE))
    return said


class _Draws:
    """What each future has left before instalments, month by month."""

    def __init__(
        self,
        case: Case,
        scenario: Scenario,
        months: int,
        book: RuleBook,
        today: date,
        seen: Sequence[MonthSeen],
        paths: int,
        seed: int,
        block: int,
        normal: Normal | None,
    ) -> None:
        struck = shocked(case, scenario.shocks)
        rows = living_months(struck, book, months, today, priority_payments(case, scenario))
        self.rows = rows
        self.normal = normal
        self.paths = paths
        self.block = block
        groups = -(-paths // GROUP)
        self.streams = [np.random.Generator(np.random.PCG64([seed, group])) for group in range(groups)]
        self.drawn: Fens = np.zeros(paths, np.int64)
        observed: Sequence[Surprise] = surprises(case, seen, rows) if normal is None else ()
        self.n = len(observed)
        self.table = np.array(surplus_table(rows, observed), np.int64).reshape(len(rows), self.n)

    def month(self, m: int) -> Fens:
        """Return the month's surplus of every future."""
        if self.normal is not None:
            return self._normal(m)
        if m % self.block == 0:
            parts = [stream.integers(0, self.n, GROUP, np.int64) for stream in self.streams]
            self.drawn = np.concatenate(parts)[: self.paths]
        else:
            self.drawn = (self.drawn + 1) % self.n
        earned: Fens = self.table[m].take(self.drawn)
        return earned

    def _normal(self, m: int) -> Fens:
        assert self.normal is not None
        row = self.rows[m]
        mean = row.income if self.normal.mean is None else self.normal.mean
        z = np.concatenate([stream.standard_normal(GROUP) for stream in self.streams])[: self.paths]
        earned: Fens = np.floor(np.maximum(mean + self.normal.deviation * z, 0.0) + 0.5).astype(np.int64)
        return earned - (row.priority + row.living)


class _Tally:
    """What is counted while the futures run: misses, quantiles, needs, the level each future carries."""

    def __init__(self, paths: int, months: int) -> None:
        self.paths = paths
        self.missed = np.full(paths, -1, np.int64)  # the month of the first miss
        self.size = np.zeros(paths, np.int64)
        self.least = np.full(paths, np.iinfo(np.int64).max, np.int64)
        self.level = np.full(paths, np.iinfo(np.int64).max, np.int64)
        self.total = np.zeros(paths, np.int64)
        self.cash: dict[int, list[Fen]] = {q: [] for q in QUANTILES}

    def take(self, m: int, cash: Fens, earned: Fens, start: Fen) -> None:
        """Count one month of every future."""
        now = (cash < 0) & (self.missed < 0)
        if now.any():
            self.missed[now] = m
            self.size[now] = -cash[now]
        np.minimum(self.least, cash, out=self.least)
        self.total += earned
        np.minimum(self.level, (self.total + start) // (m + 1), out=self.level)
        places = [_place(q, 100, self.paths) for q in QUANTILES]
        ordered = np.partition(cash, sorted(set(places)))
        for q, at in zip(QUANTILES, places, strict=True):
            self.cash[q].append(int(ordered[at]))

    def result(
        self,
        plan: Plan,
        months: tuple[Month, ...],
        seed: int,
        block: int,
        used: int,
        method: Method,
        debts: Balances | None,
        problems: tuple[Problem, ...],
    ) -> StressResult:
        """Return the figures; quantiles are order statistics, never interpolated."""
        n = self.paths
        holding = int((self.missed < 0).sum())
        share = holding / n
        counts = np.bincount(self.missed[self.missed >= 0], minlength=len(months))
        needs, levels = np.sort(np.maximum(-self.least, 0)), np.sort(self.level)
        sizes = np.sort(self.size[self.missed >= 0])
        late = debts.still_open() & (self.missed < 0) if debts is not None else np.zeros(n, bool)
        return StressResult(
            method=method,
            paths=n,
            seed=seed,
            block=block,
            months_used=used,
            months=months,
            holds=share,
            standard_error=float(np.sqrt(share * (1 - share) / n)),
            first_miss=tuple(
                (month, int(count) / n) for month, count in zip(months, counts, strict=True) if count
            ),
            median_miss=int(sizes[_place(50, 100, len(sizes))]) if len(sizes) else 0,
            cash={q: tuple(row) for q, row in self.cash.items()},
            reserve_needed={q: int(needs[_place(int(q[2:]), 100, n)]) for q in CERTAINTIES},
            largest_instalment={
                q: max(0, int(levels[n - 1 - _place(int(q[2:]), 100, n)])) for q in CERTAINTIES
            },
            affordable_holds=float((self.level >= plan.affordable).mean()),
            late=float(late.mean()),
            problems=problems,
        )


def _place(part: int, whole: int, n: int) -> int:
    """Return the place of an order statistic: the smallest that at least part/whole of n values do not exceed."""
    return max(0, -(-part * n // whole) - 1)


def _nothing(
    paths: int,
    seed: int,
    block: int,
    seen: Sequence[MonthSeen],
    months: tuple[Month, ...],
    problems: tuple[Problem, ...],
) -> StressResult:
    return StressResult(
        method="block",
        paths=paths,
        seed=seed,
        block=block,
        months_used=len(seen),
        months=months,
        holds=None,
        standard_error=0.0,
        first_miss=(),
        median_miss=0,
        cash={},
        reserve_needed={},
        largest_instalment={},
        affordable_holds=0.0,
        late=0.0,
        problems=problems,
    )


def sample_futures(
    case: Case,
    scenario: Scenario,
    book: RuleBook,
    today: date,
    months: int,
    paths: int = SAMPLE,
    seed: int = SEED,
    block: int | None = None,
) -> tuple[tuple[Fen, ...], ...]:
    """Return the first futures as plain numbers for the optimiser: what each month brings, the reserve in the first.

    Empty where the person's months are too few.
    """
    seen = observed_months(case)
    if len(seen) < book.count(f"{RULE}/least", today):
        return ()
    length = block or book.count(f"{RULE}/block", today)
    draws = _Draws(case, scenario, months, book, today, seen, paths, seed, length, None)
    columns = [draws.month(m) + row.assets for m, row in enumerate(draws.rows)]
    columns[0] = columns[0] + opening_reserve(case)
    return tuple(tuple(int(amount) for amount in row) for row in np.stack(columns, axis=1))


def shock_result(
    case: Case, scenario: Scenario, plan: Plan, shocks: Sequence[Shock], book: RuleBook, today: date
) -> ShockResult:
    """Return what one stated shock does to the plan: its instalments against the shocked months, the reserve used."""
    struck = shocked(case, (*scenario.shocks, *shocks))
    rows = living_months(struck, book, len(plan.months), today, priority_payments(case, scenario))
    cash, now = [], opening_reserve(case)
    for row, planned in zip(rows, plan.months, strict=True):
        now += row.surplus + row.assets - planned.paid
        cash.append(now)
    missed = next((m for m, amount in enumerate(cash) if amount < 0), None)
    return ShockResult(
        months=tuple(row.month for row in rows),
        cash=tuple(cash),
        miss=None if missed is None else rows[missed].month,
        lacking=0 if missed is None else -cash[missed],
        surplus=min((row.surplus for row in rows), default=0),
    )
