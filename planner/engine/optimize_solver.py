# SPDX-License-Identifier: Apache-2.0
"""The solver at work: one matrix in, values and their proof out, with words of progress on the way."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import highspy
import numpy as np

from planner.engine.optimize_model import FEN, INF, Model, Option
from planner.engine.optimize_task import OptimumTask, Progress
from planner.facts.money import Fen

STEP = 0.1  # seconds between two words of progress
WAIT = 0.002  # seconds in which small questions are answered without a word


@dataclass(slots=True)
class Found:
    """What a run of the solver ended with, in the matrix's own units."""

    status: str
    values: Any = None
    objective: float = INF
    bound: float = -INF
    gap: float = INF


def solve(solver: highspy.Highs, start: Any, unit: float) -> Generator[Progress, bool | None, Found]:
    """Run the solver beside this thread, telling how far it is."""
    if isinstance(start, Mapping):  # some whole-number variables by their places; the solver completes it
        places = np.array(list(start), np.int32)
        solver.setSolution(len(places), places, np.array(list(start.values()), np.float64))
    elif start is not None:
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


def _outcome(solver: highspy.Highs) -> Found:
    status = solver.getModelStatus()
    info = solver.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Found("infeasible")
    solution = solver.getSolution()
    has = bool(solution.value_valid) and info.primal_solution_status == int(
        highspy.SolutionStatus.kSolutionStatusFeasible
    )
    if not has:
        return Found("stopped")
    objective = info.objective_function_value
    proved = status == highspy.HighsModelStatus.kOptimal
    is_whole = bool(len(solver.getLp().integrality_))
    bound = info.mip_dual_bound if is_whole else objective
    gap = max(0.0, objective - bound) / max(abs(objective), 1e-9) if not proved else 0.0
    return Found(
        "optimal" if proved else "stopped",
        np.array(solution.col_value),
        objective,
        objective if proved else bound,
        gap,
    )


def chosen_options(model: Model, found: Found) -> list[int]:
    """Return the chosen offer of each creditor, as places in the options."""
    best: dict[int, int] = {}
    for n, option in enumerate(model.options):
        if (
            option.creditor not in best
            or found.values[model.x[n]] > found.values[model.x[best[option.creditor]]]
        ):
            best[option.creditor] = n
    return [best[creditor] for creditor in sorted(best)]


def flows_of(task: OptimumTask, option: Option) -> Sequence[Fen]:
    """Return what an option's offer takes in each period (fen)."""
    return task.creditors[option.creditor].offers[option.offer].flows


def wishes_of(model: Model, found: Found) -> dict[str, list[Fraction]]:
    """Return the solver's payments in fen, exactly as it has them but for crumbs far below a fen."""
    return {
        debt.debt.id: [Fraction(round(float(found.values[place]) / FEN * 1e4), 10**4) for place in debt.pay]
        for debt in model.running
    }
