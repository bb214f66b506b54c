# SPDX-License-Identifier: Apache-2.0
"""Where nothing fits: the least change that would make it possible, one number each, by more searches."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from planner.engine.optimize_model import FEN, INF, Option, build, limits_of, options_of, spent_in
from planner.engine.optimize_replay import replay
from planner.engine.optimize_solver import chosen_options, flows_of, solve, wishes_of
from planner.engine.optimize_task import FlowRunning, OptimumTask, Progress, Relaxation
from planner.facts.money import Fen

CRUMBS = 200  # fen that rounding can cost at most

Told = Generator[Progress, bool | None, tuple[Relaxation, ...]]
Maybe = Generator[Progress, bool | None, Relaxation | None]


def relaxations(task: OptimumTask, options: list[Option]) -> Told:
    """Search for the least changes, each alone: fen more in every period, fen more at the start, periods more for one debt.

    A search that is stopped leaves out what is not proved to be the least.
    """
    found = []
    every = yield from _least_money(task, options, "monthly")
    if every is not None:
        found.append(Relaxation(what="monthly", by=every))
    if task.carry:
        once = yield from _least_money(task, options, "start")
        if once is not None:
            found.append(Relaxation(what="start", by=once))
    later = yield from _least_months(task, options)
    if later is not None:
        found.append(later)
    return tuple(found)


def _least_money(
    task: OptimumTask, options: list[Option], what: str
) -> Generator[Progress, bool | None, Fen | None]:
    """Search for the least extra fen a period (or at the start) that makes everything fit, or None where nothing helps."""
    model = build(task, options, cash=False)
    matrix = model.matrix
    matrix.cost = [0.0] * len(matrix.cost)
    more = matrix.column(cost=1.0)
    for m, limit in enumerate(limits_of(task)):
        places, values = spent_in(model, m)
        times = 1.0 if what == "start" or not task.carry else m + 1.0
        matrix.row([*places, more], [*values, -times], -INF, limit * FEN)
    found = yield from solve(matrix.solver(), None, FEN)
    if found.values is None or found.status != "optimal":
        return None
    by = max(0, int(np.floor(found.objective / FEN - 1e-4)))
    flows = [flows_of(task, options[n]) for n in chosen_options(model, found)]
    wishes = wishes_of(model, found)
    for extra in range(
        by, by + CRUMBS
    ):  # rounding can cost some fen: the least that really fits in whole fen
        if replay(_with_money(task, what, extra), flows, wishes).holds:
            return extra
    return None


def _with_money(task: OptimumTask, what: str, extra: Fen) -> OptimumTask:
    if what == "start":
        return replace(task, start=task.start + extra)
    return replace(task, budget=tuple(amount + extra for amount in task.budget))


def _fits(task: OptimumTask, options: list[Option]) -> Generator[Progress, bool | None, bool]:
    model = build(task, options)
    found = yield from solve(model.matrix.solver(), None, FEN)
    if found.values is None:
        return False
    chosen = chosen_options(model, found)
    return replay(task, [flows_of(task, options[n]) for n in chosen], wishes_of(model, found)).holds


def _least_months(task: OptimumTask, options: list[Option]) -> Maybe:
    """Search for the fewest periods by which one running debt's deadline must move; None where that does not help.

    Debt by debt, in the order of their ids, halving: a later deadline is never harder to meet.
    """
    best: Relaxation | None = None
    for debt in sorted((d for d in task.running if d.deadline is not None), key=lambda d: d.id):
        most = task.periods - (debt.deadline or 0)
        high = most if best is None else min(most, best.by - 1)
        if high < 1 or not (yield from _fits(_moved(task, debt, high), options)):
            continue
        low = 0
        while high - low > 1:
            middle = (low + high) // 2
            if (yield from _fits(_moved(task, debt, middle), options)):
                high = middle
            else:
                low = middle
        best = Relaxation(what="months", by=high, who=debt.id)
    return best


def _moved(task: OptimumTask, debt: FlowRunning, by: int) -> OptimumTask:
    """Return the question with one debt's deadline so many periods later."""
    later = replace(debt, deadline=(debt.deadline or 0) + by)
    return replace(task, running=tuple(later if d.id == debt.id else d for d in task.running))


def least_extension(task: OptimumTask, longer: Mapping[str, Sequence[tuple[int, Sequence[Fen]]]]) -> Maybe:
    """Search for the fewest months beyond its caps that one creditor would have to grant, or None where none is enough.

    `longer` has for each creditor the flows of its longest offer stretched by 1, 2 … months.
    """
    options, months = options_of(task), {}
    for i, owner in enumerate(task.creditors):
        for by, flows in longer.get(owner.id, ()):
            full = np.zeros(task.periods, np.int64)
            full[: len(flows)] = flows[: task.periods]
            months[len(options)] = by
            options.append(Option(i, -by, full, np.cumsum(full), int(full.sum()), 0))
    if not months:
        return None
    model = build(task, options)
    model.matrix.cost = [0.0] * len(model.matrix.cost)
    marks = {
        creditor: model.matrix.column(0.0, 1.0, True) for creditor in {options[n].creditor for n in months}
    }
    for n, by in months.items():
        model.matrix.cost[model.x[n]] = float(by)
    for creditor, mark in marks.items():
        mine = [model.x[n] for n in months if options[n].creditor == creditor]
        model.matrix.row([*mine, mark], [*[1.0] * len(mine), -1.0], -INF, 0.0)
    model.matrix.row(list(marks.values()), [1.0] * len(marks), -INF, 1.0)
    found = yield from solve(model.matrix.solver(), None, 1.0)
    if found.values is None or found.status != "optimal":
        return None
    stretched = [n for n in chosen_options(model, found) if n in months]
    if not stretched:
        return None
    return Relaxation(
        what="months", by=months[stretched[0]], who=task.creditors[options[stretched[0]].creditor].id
    )
