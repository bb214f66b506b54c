# SPDX-License-Identifier: Apache-2.0
"""The proven best: which offer of each creditor, which payments to running debts, under every period's cash.

HiGHS searches with a gap of zero; its answer is replayed in whole fen, and only the replayed one is shown.
"""

from collections.abc import Generator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from planner.engine.optimize_greedy import greedy_choice
from planner.engine.optimize_model import (
    FEN,
    INF,
    Model,
    Option,
    ask_for_holding,
    ask_for_time,
    build,
    options_of,
)
from planner.engine.optimize_relax import relaxations
from planner.engine.optimize_replay import Replay, replay
from planner.engine.optimize_solver import Found, chosen_options, flows_of, solve, wishes_of
from planner.engine.optimize_task import OptimumAnswer, OptimumTask, Progress, refuse_nonsense
from planner.engine.optimize_time import soonest
from planner.facts.money import Fen

TRIES = 25  # choices that only rounding made look possible

Search = Generator[Progress, bool | None, OptimumAnswer]


def optimum(task: OptimumTask) -> OptimumAnswer:
    """Return the best answer, waiting for its proof. Raises InputError for a question without meaning."""
    search_ = search(task)
    while True:
        try:
            next(search_)
        except StopIteration as end:
            answer: OptimumAnswer = end.value
            return answer


def search(task: OptimumTask) -> Search:
    """Search for the best; yields progress, returns the answer. A yield that is answered True stops the search.

    A stopped search returns the best so far with its gap. Raises InputError for a question without meaning.
    """
    refuse_nonsense(task)
    options = options_of(task)
    if not options and not task.running:
        return (yield from _nothing_to_pay(task))
    first = greedy_choice(task, options)
    yield Progress(
        best=sum(options[n].cost for n in first) if first and task.objective == "cost" else None,
        bound=None,
        gap=None,
    )
    barred: list[list[int]] = []
    for _ in range(TRIES):
        if task.objective == "time" and task.running:
            quickest = yield from soonest(task, options, barred)
            model, found = quickest.model, quickest.found
        else:
            model = build(task, options)
            found = yield from _staged(task, model, barred, first)
        if found.status == "infeasible":
            plain = _just_possible(task)
            if plain is not None:
                return plain
            relaxed = () if barred else (yield from relaxations(task, options))
            return OptimumAnswer(status="infeasible", relax=relaxed)
        if found.values is None:
            return OptimumAnswer(status="stopped")
        chosen = chosen_options(model, found)
        exact = _exactly(task, [flows_of(task, options[n]) for n in chosen], wishes_of(model, found))
        if exact.holds:
            return _answer(task, options, chosen, exact, found)
        barred.append(chosen)
    return OptimumAnswer(status="stopped")


def _nothing_to_pay(task: OptimumTask) -> Search:
    """Answer for a question without creditors: nothing is paid, which the cash allows or not."""
    nothing = replay(task, (), {})
    if not nothing.holds:
        return OptimumAnswer(status="infeasible", relax=(yield from relaxations(task, [])))
    broken = broken_futures(task, nothing.spent) if task.objective == "holding" else 0
    found = Found("optimal", None, broken, broken, 0.0)
    return _answer(task, (), (), nothing, found)


def _just_possible(task: OptimumTask) -> OptimumAnswer | None:
    """Return plain dearest-first where only whole fen make it possible, by rounding interest down; else None."""
    if task.creditors or task.objective == "holding":
        return None
    plain = replay(task, (), None)
    worth = float(plain.last) if task.objective == "time" else plain.cost * FEN
    return _answer(task, (), (), plain, Found("optimal", None, worth, worth, 0.0)) if plain.holds else None


def _exactly(
    task: OptimumTask, flows: Sequence[Sequence[Fen]], wished: Mapping[str, Sequence[Fraction]]
) -> Replay:
    """Replay in whole fen; where plain dearest-first is as good or better (rounding, no interest), take that.

    The solver may leave money lying where waiting costs nothing; dearest-first never does.
    """
    exact = replay(task, flows, wished)
    if not task.running or task.objective == "holding":
        return exact
    plain = replay(task, flows, None)
    by_time = task.objective == "time"

    def rank(course: Replay) -> tuple[bool, int, int]:
        return not course.holds, *((course.last, course.cost) if by_time else (course.cost, course.last))

    return min(plain, exact, key=rank)


def _staged(
    task: OptimumTask, model: Model, barred: Sequence[Sequence[int]], first: Sequence[int]
) -> Generator[Progress, bool | None, Found]:
    """Solve for the objective asked; for time and holding then for the cost with that result kept."""
    costs = list(model.matrix.cost)
    for chosen in barred:
        model.matrix.row([model.x[n] for n in chosen], [1.0] * len(chosen), -INF, len(chosen) - 1.0)
    if task.objective == "cost":
        return (yield from solve(model.matrix.solver(), _start(model, first), FEN))
    if task.objective == "time":
        ask_for_time(model)
    else:
        ask_for_holding(model)
    found = yield from solve(model.matrix.solver(), None, 1.0)
    if found.values is None or found.status != "optimal":
        return found
    best = round(found.objective)
    marks = [model.length] if model.length is not None else model.broken
    model.matrix.row(
        [mark for mark in marks if mark is not None],
        [1.0] * len(marks),
        -INF,
        best + 0.5 * (task.objective == "holding"),
    )
    model.matrix.cost = costs + [0.0] * (len(model.matrix.cost) - len(costs))
    cheapest = yield from solve(model.matrix.solver(), found.values, FEN)
    if cheapest.values is None:
        return found
    return replace_values(found, cheapest)


def replace_values(found: Found, cheapest: Found) -> Found:
    """Keep the objective and its proof, with the cheapest way to reach it."""
    status = "optimal" if cheapest.status == "optimal" else "stopped"
    return Found(status, cheapest.values, found.objective, found.bound, found.gap)


def _start(model: Model, first: Sequence[int]) -> Any:
    """Return the greedy choice as a first solution, or which debts dearest-first leaves open in which period."""
    if model.running and not model.options:
        return _left_open(model)
    if not first or model.running:
        return None
    values = np.zeros(len(model.matrix.cost))
    values[[model.x[n] for n in first]] = 1.0
    return values


def _left_open(model: Model) -> dict[int, float] | None:
    """Return the open marks of plain dearest-first, by their places; None where it does not hold or needs none."""
    course = replay(model.task, (), None)
    if not course.holds:
        return None
    found = {}
    for columns in model.running:
        paid = course.payments[columns.debt.id]
        last = max((m for m, payment in enumerate(paid) if payment), default=-1)
        found.update({place: float(m < last) for m, place in enumerate(columns.open)})
    return found or None


def _answer(
    task: OptimumTask, options: Sequence[Option], chosen: Sequence[int], exact: Replay, found: Found
) -> OptimumAnswer:
    breaks = broken_futures(task, exact.spent) if task.futures else None
    objective, bound = exact.cost, round(found.bound / FEN) if abs(found.bound) < 1e12 else None
    if task.objective == "time":
        objective, bound = exact.last, round(found.bound)
    elif task.objective == "holding":
        objective, bound = breaks or 0, round(found.bound)
    names = [(task.creditors[options[n].creditor].id, options[n]) for n in chosen]
    return OptimumAnswer(
        status="optimal" if found.status == "optimal" else "stopped",
        objective=objective,
        bound=min(bound, objective) if bound is not None else None,
        gap=Decimal(0) if found.gap == 0 else Decimal(f"{found.gap:.6g}"),
        choice=tuple((name, task.creditors[o.creditor].offers[o.offer].id) for name, o in names),
        payments=tuple((debt.id, exact.payments[debt.id]) for debt in task.running),
        cost=exact.cost,
        last=exact.last,
        breaks=breaks,
    )


def broken_futures(task: OptimumTask, spent: Sequence[Fen]) -> int:
    """Return in how many of the task's futures the cash does not reach."""
    count = 0
    for future in task.futures:
        purse = task.start
        for m, amount in enumerate(future):
            purse = purse + amount - spent[m] if task.carry or m == 0 else amount - spent[m]
            if purse < 0:
                count += 1
                break
    return count
