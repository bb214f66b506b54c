# SPDX-License-Identifier: Apache-2.0
"""The shortest time where debts run: is everything cleared by then? Halved until one period less is not possible."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.optimize_model import FEN, INF, Model, Option, build
from planner.engine.optimize_replay import replay
from planner.engine.optimize_solver import Found, solve
from planner.engine.optimize_task import OptimumTask, Progress

Steps = Generator[Progress, bool | None, Found]


@dataclass(slots=True)
class Soonest:
    """The matrix and the answer of the fewest periods found; the solver's objective is that number."""

    model: Model
    found: Found


def ending(
    task: OptimumTask, options: Sequence[Option], barred: Sequence[Sequence[int]], periods: int
) -> Model:
    """Return the question of the cost in which all is cleared by a period; the offers that last longer are shut."""
    running = tuple(
        replace(debt, deadline=min(debt.deadline or task.periods, max(periods, 1))) for debt in task.running
    )
    model = build(replace(task, objective="cost", running=running), list(options))
    for n, option in enumerate(options):
        if option.last > periods:
            model.matrix.upper[model.x[n]] = 0.0
    for chosen in barred:
        model.matrix.row([model.x[n] for n in chosen], [1.0] * len(chosen), -INF, len(chosen) - 1.0)
    return model


def soonest(
    task: OptimumTask, options: Sequence[Option], barred: Sequence[Sequence[int]]
) -> Generator[Progress, bool | None, Soonest]:
    """Search for the fewest periods in which all can be cleared, then for the cheapest way to do it.

    A stopped search returns the fewest found so far, with the bound reached.
    """
    low, high = _fewest(task, options), task.periods
    guess = _dearest_first(task)
    best: Soonest | None = None
    probe = high if guess is None else min(max(guess - 1, low), high - 1)
    if guess is not None:
        high = min(guess, high)
    while low < high:
        middle = min(probe, high - 1)
        model = ending(task, options, barred, middle)
        model.matrix.cost = [0.0] * len(model.matrix.cost)
        found = yield from _telling(solve(model.matrix.solver(), None, FEN), low, high)
        if found.status == "infeasible":
            low = middle + 1
        elif found.values is None:
            return best or Soonest(model, Found("stopped"))
        else:
            high = middle
            best = Soonest(model, _counted(found, "stopped", high, low))
        probe = (low + high) // 2
    model = ending(task, options, barred, high)
    start = (
        best.found.values if best is not None else None
    )  # of the same periods: the last probe that was possible
    found = yield from _telling(solve(model.matrix.solver(), start, FEN), low, high)
    if found.status == "infeasible" and guess == high < task.periods:  # only rounding made the guess possible
        model = ending(task, options, barred, high + 1)
        found = yield from _telling(solve(model.matrix.solver(), None, FEN), low, high)
    if found.values is None:
        return best or Soonest(model, found)
    return Soonest(model, _counted(found, found.status, high, low))


def _fewest(task: OptimumTask, options: Sequence[Option]) -> int:
    """Return a number of periods below which nothing is possible."""
    shortest: dict[int, int] = {}
    for option in options:
        shortest[option.creditor] = min(option.last, shortest.get(option.creditor, option.last))
    return max([*shortest.values(), *(1 for debt in task.running if debt.balance)], default=0)


def _dearest_first(task: OptimumTask) -> int | None:
    """Return how long dearest-first takes where there are running debts only: it is seldom far from the best."""
    if task.creditors:
        return None
    course = replay(task, (), None)
    return course.last if course.holds else None


def _counted(found: Found, status: str, periods: int, bound: int) -> Found:
    gap = max(0.0, periods - bound) / max(periods, 1)
    return Found(status, found.values, float(periods), float(bound), gap)


def _telling(steps: Steps, low: int, high: int) -> Steps:
    """Pass a run of the solver on, telling how many periods are still in question."""
    progress = Progress(best=high, bound=low, gap=Decimal(high - low) / max(high, 1))
    answer: bool | None = None
    while True:
        try:
            steps.send(answer) if answer is not None else next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found
        answer = yield progress
