# SPDX-License-Identifier: Apache-2.0
"""The proven best: which offer of each creditor, which payments to running debts, under every period's cash.

HiGHS searches with a gap of zero; its answer is replayed in whole fen, and only the replayed one is shown.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import highspy
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
    limits_of,
    options_of,
    spent_in,
)
from planner.engine.optimize_replay import Replay, replay
from planner.engine.optimize_task import OptimumAnswer, OptimumTask, Progress, Relaxation, refuse_nonsense
from planner.facts.money import Fen

STEP = 0.1  # seconds between two words of progress
TRIES = 25  # choices that only rounding made look possible
WAIT = 0.002  # seconds in which small questions are answered without a word

Search = Generator[Progress, bool | None, OptimumAnswer]


@dataclass(slots=True)
class _Found:
    """What a run of the solver ended with, in the matrix's own units."""

    status: str
    values: Any = None
    objective: float = INF
    bound: float = -INF
    gap: float = INF


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
    first = greedy_choice(task, options)
    yield Progress(
        best=sum(options[n].cost for n in first) if first and task.objective == "cost" else None,
        bound=None,
        gap=None,
    )
    barred: list[list[int]] = []
    for _ in range(TRIES):
        model = build(task, options)
        found = yield from _staged(task, model, barred, first)
        if found.status == "infeasible":
            relaxed = () if barred else relaxations(task, options)
            return OptimumAnswer(status="infeasible", relax=relaxed)
        if found.values is None:
            return OptimumAnswer(status="stopped")
        chosen = _chosen(model, found)
        exact = replay(task, [_flows(task, options[n]) for n in chosen], _wishes(model, found))
        if exact.holds:
            return _answer(task, options, chosen, exact, found)
        barred.append(chosen)
    return OptimumAnswer(status="stopped")


def _staged(
    task: OptimumTask, model: Model, barred: Sequence[Sequence[int]], first: Sequence[int]
) -> Generator[Progress, bool | None, _Found]:
    """Solve for the objective asked; for time and holding then for the cost with that result kept."""
    costs = list(model.matrix.cost)
    for chosen in barred:
        model.matrix.row([model.x[n] for n in chosen], [1.0] * len(chosen), -INF, len(chosen) - 1.0)
    if task.objective == "cost":
        return (yield from _solve(model.matrix.solver(), _start(model, first), FEN))
    if task.objective == "time":
        ask_for_time(model)
    else:
        ask_for_holding(model)
    found = yield from _solve(model.matrix.solver(), None, 1.0)
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
    cheapest = yield from _solve(model.matrix.solver(), found.values, FEN)
    if cheapest.values is None:
        return found
    return replace_values(found, cheapest)


def replace_values(found: _Found, cheapest: _Found) -> _Found:
    """Keep the objective and its proof, with the cheapest way to reach it."""
    status = "optimal" if cheapest.status == "optimal" else "stopped"
    return _Found(status, cheapest.values, found.objective, found.bound, found.gap)


def _start(model: Model, first: Sequence[int]) -> Any:
    """Return the greedy choice as a first solution, where there are offers only."""
    if not first or model.running:
        return None
    values = np.zeros(len(model.matrix.cost))
    values[[model.x[n] for n in first]] = 1.0
    return values


def _solve(solver: highspy.Highs, start: Any, unit: float) -> Generator[Progress, bool | None, _Found]:
    """Run the solver beside this thread, telling how far it is."""
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        solver.setSolution(solution)
    seen: dict[str, float] = {}

    def note(event: Any) -> None:
        seen["best"] = event.data_out.mip_primal_bound
        seen["bound"] = event.data_out.mip_dual_bound
        seen["gap"] = event.data_out.mip_gap

    solver.cbMipLogging += note
    solver.cbMipImprovingSolution += note
    solver.HandleUserInterrupt = True
    solver.startSolve()
    try:
        done, _status = solver.wait(WAIT)
        while not done:
            if (yield _progress(seen, unit)):
                solver.cancelSolve()  # type: ignore[no-untyped-call]
            done, _status = solver.wait(STEP)
    finally:
        solver.cancelSolve()  # type: ignore[no-untyped-call]
        while not solver.wait(STEP)[0]:
            pass
    return _outcome(solver)


def _progress(seen: Mapping[str, float], unit: float) -> Progress:
    def whole(name: str) -> int | None:
        value = seen.get(name, INF)
        return round(value / unit) if abs(value) < 1e15 else None

    gap = seen.get("gap", INF)
    return Progress(
        best=whole("best"), bound=whole("bound"), gap=Decimal(f"{gap:.6f}") if gap < 1e9 else None
    )


def _outcome(solver: highspy.Highs) -> _Found:
    status = solver.getModelStatus()
    info = solver.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return _Found("infeasible")
    solution = solver.getSolution()
    has = bool(solution.value_valid) and info.primal_solution_status == int(
        highspy.SolutionStatus.kSolutionStatusFeasible
    )
    if not has:
        return _Found("stopped")
    objective = info.objective_function_value
    proved = status == highspy.HighsModelStatus.kOptimal
    is_whole = bool(len(solver.getLp().integrality_))
    bound = info.mip_dual_bound if is_whole else objective
    gap = max(0.0, objective - bound) / max(abs(objective), 1e-9) if not proved else 0.0
    return _Found(
        "optimal" if proved else "stopped",
        np.array(solution.col_value),
        objective,
        objective if proved else bound,
        gap,
    )


def _chosen(model: Model, found: _Found) -> list[int]:
    """Return the chosen offer of each creditor, as places in the options."""
    best: dict[int, int] = {}
    for n, option in enumerate(model.options):
        if (
            option.creditor not in best
            or found.values[model.x[n]] > found.values[model.x[best[option.creditor]]]
        ):
            best[option.creditor] = n
    return [best[creditor] for creditor in sorted(best)]


def _flows(task: OptimumTask, option: Option) -> Sequence[Fen]:
    return task.creditors[option.creditor].offers[option.offer].flows


def _wishes(model: Model, found: _Found) -> dict[str, list[Fraction]]:
    """Return the solver's payments in fen, exactly as it has them but for crumbs far below a fen."""
    return {
        debt.debt.id: [Fraction(round(float(found.values[place]) / FEN * 1e4), 10**4) for place in debt.pay]
        for debt in model.running
    }


def _answer(
    task: OptimumTask, options: Sequence[Option], chosen: Sequence[int], exact: Replay, found: _Found
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


# ---------------------------------------------------------------- where nothing fits: the least change


def relaxations(task: OptimumTask, options: list[Option]) -> tuple[Relaxation, ...]:
    """Return the least changes, each alone: fen more in every period, fen more at the start, periods more for one debt."""
    found = []
    every = _least_money(task, options, "monthly")
    if every is not None:
        found.append(Relaxation(what="monthly", by=every))
    if task.carry:
        once = _least_money(task, options, "start")
        if once is not None:
            found.append(Relaxation(what="start", by=once))
    later = _least_months(task, options)
    if later is not None:
        found.append(later)
    return tuple(found)


def _least_money(task: OptimumTask, options: list[Option], what: str) -> Fen | None:
    """Return the least extra fen a period (or at the start) that makes everything fit, or None where nothing helps."""
    model = build(task, options, cash=False)
    matrix = model.matrix
    matrix.cost = [0.0] * len(matrix.cost)
    more = matrix.column(cost=1.0)
    for m, limit in enumerate(limits_of(task)):
        places, values = spent_in(model, m)
        times = 1.0 if what == "start" or not task.carry else m + 1.0
        matrix.row([*places, more], [*values, -times], -INF, limit * FEN)
    found = _run_out(_solve(matrix.solver(), None, FEN))
    if found.values is None:
        return None
    by = max(0, int(np.floor(found.objective / FEN - 1e-4)))
    for extra in range(by, by + 50):  # rounding can cost some fen: the least that really fits in whole fen
        if _fits(_with_money(task, what, extra), options):
            return extra
    return None


def _with_money(task: OptimumTask, what: str, extra: Fen) -> OptimumTask:
    if what == "start":
        return replace(task, start=task.start + extra)
    return replace(task, budget=tuple(amount + extra for amount in task.budget))


def _fits(task: OptimumTask, options: list[Option]) -> bool:
    model = build(task, options)
    found = _run_out(_solve(model.matrix.solver(), None, FEN))
    if found.values is None:
        return False
    chosen = _chosen(model, found)
    return replay(task, [_flows(task, options[n]) for n in chosen], _wishes(model, found)).holds


def _run_out(steps: Generator[Progress, bool | None, _Found]) -> _Found:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: _Found = end.value
            return found


def _least_months(task: OptimumTask, options: list[Option]) -> Relaxation | None:
    """Return the fewest periods by which one running debt's deadline must move, or None where that does not help."""
    dated = sorted((d for d in task.running if d.deadline is not None), key=lambda d: d.id)
    for by in range(1, task.periods):
        for debt in dated:
            later = (debt.deadline or 0) + by
            if later > task.periods:
                continue
            moved = tuple(replace(d, deadline=later) if d.id == debt.id else d for d in task.running)
            if _fits(replace(task, running=moved), options):
                return Relaxation(what="months", by=by, who=debt.id)
    return None
