# SPDX-License-Identifier: Apache-2.0
"""The question as a matrix (model section 5): one offer per creditor, every period's cash, running debts, objectives.

Money is in yuan inside the matrix: about the size that a solver likes best. Whole fen go in and come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

from planner.engine.optimize_task import FlowRunning, OptimumTask

Floats = npt.NDArray[np.float64]
INF = float("inf")
FEN = 0.01


@dataclass(frozen=True, slots=True)
class Option:
    """An offer that may be chosen; those that another of the same creditor beats in every way are left out."""

    creditor: int
    offer: int
    flows: npt.NDArray[np.int64]
    spent: npt.NDArray[np.int64]  # up to and with each period
    cost: int
    last: int  # the last period with a payment, counted from 1


def options_of(task: OptimumTask) -> list[Option]:
    """Return the offers worth a choice, creditors and offers in the order of their ids."""
    found: list[Option] = []
    for i in sorted(range(len(task.creditors)), key=lambda i: task.creditors[i].id):
        offers = task.creditors[i].offers
        options = []
        for k in sorted(range(len(offers)), key=lambda k: offers[k].id):
            flows = np.zeros(task.periods, np.int64)
            flows[: len(offers[k].flows)] = offers[k].flows
            paying = np.flatnonzero(flows)
            last = int(paying[-1]) + 1 if len(paying) else 0
            options.append(Option(i, k, flows, np.cumsum(flows), int(flows.sum()), last))
        found.extend(_undominated(options, task.carry))
    return found


def _undominated(options: list[Option], carry: bool) -> list[Option]:
    kept: list[Option] = []
    for option in sorted(options, key=lambda o: (o.cost, o.last, o.offer)):
        mine = option.spent if carry else option.flows
        for other in kept:
            theirs = other.spent if carry else other.flows
            if other.last <= option.last and bool((theirs <= mine).all()):
                break
        else:
            kept.append(option)
    return kept


@dataclass(slots=True)
class Matrix:
    """Columns and rows as they are collected; rows are stored one after the other."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[npt.NDArray[np.int64]] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    crumbs: float = 0.4  # fen: less than one, so that nothing cheaper is left

    def column(self, lower: float = 0.0, upper: float = INF, whole: bool = False, cost: float = 0.0) -> int:
        """Add a variable; returns its place."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(
        self,
        places: Sequence[int] | npt.NDArray[np.int64],
        values: Sequence[float] | Floats,
        lower: float,
        upper: float,
    ) -> int:
        """Add a row; returns its place."""
        at = np.asarray(places, np.int64)
        self.places.append(at)
        self.values.append(np.asarray(values, np.float64))
        self.starts.append(self.starts[-1] + len(at))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def solver(self) -> highspy.Highs:
        """Hand the matrix to a silent solver that asks for a gap of zero."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_ = np.array(self.cost, np.float64)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower, np.float64), np.array(self.upper, np.float64)
        lp.row_lower_, lp.row_upper_ = (
            np.array(self.row_lower, np.float64),
            np.array(self.row_upper, np.float64),
        )
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, np.int32)
        lp.a_matrix_.index_ = np.concatenate([*self.places, np.zeros(0, np.int64)]).astype(np.int32)
        lp.a_matrix_.value_ = np.concatenate([*self.values, np.zeros(0)])
        if any(self.whole):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[whole] for whole in self.whole]
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("random_seed", 0)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", self.crumbs * FEN)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-8)
        solver.setOptionValue("primal_feasibility_tolerance", 1e-8)
        solver.passModel(lp)
        return solver


@dataclass(slots=True)
class RunningColumns:
    """Where one running debt's payments, balances and open marks stand; one a period until its deadline."""

    debt: FlowRunning
    pay: list[int]
    balance: list[int]
    open: list[int]


@dataclass(slots=True)
class Model:
    """The matrix of a task, with the places of its variables."""

    task: OptimumTask
    options: list[Option]
    matrix: Matrix
    x: list[int]
    running: list[RunningColumns]
    spent: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    length: int | None = None


def build(task: OptimumTask, options: list[Option], cash: bool = True) -> Model:
    """Return rows (1) to (5) with the cost as objective; without `cash` row (2) is left open, for the relaxations."""
    matrix = Matrix()
    x = [matrix.column(0.0, 1.0, True, option.cost * FEN) for option in options]
    running = [_running(task, matrix, debt) for debt in sorted(task.running, key=lambda debt: debt.id)]
    matrix.crumbs += len(running)  # each running debt is rounded to the fen month by month
    for creditor in sorted({option.creditor for option in options}):
        mine = [x[n] for n, option in enumerate(options) if option.creditor == creditor]
        matrix.row(mine, [1.0] * len(mine), 1.0, 1.0)
    model = Model(task, options, matrix, x, running)
    if cash and task.carry and running:
        _purse(model)
    elif cash:
        for m, limit in enumerate(limits_of(task)):
            places, values = spent_in(model, m)
            matrix.row(places, values, -INF, limit * FEN)
    return model


def _purse(model: Model) -> None:
    """Add row (2) by what is left in the purse from period to period: few terms a row, so that long questions stay quick."""
    matrix, task, before = model.matrix, model.task, None
    for m in range(task.periods):
        left = matrix.column()
        terms = {left: 1.0}
        if before is not None:
            terms[before] = -1.0
        terms.update({model.x[n]: int(o.flows[m]) * FEN for n, o in enumerate(model.options) if o.flows[m]})
        terms.update({debt.pay[m]: 1.0 for debt in model.running if m < len(debt.pay)})
        brought = (task.budget[m] + (task.start if m == 0 else 0)) * FEN
        matrix.row(list(terms), list(terms.values()), -INF, brought)
        before = left


def limits_of(task: OptimumTask) -> list[int]:
    """Return what may be spent up to each period (with carry), or in it (without; the start belongs to the first)."""
    limits, total = [], task.start
    for m, amount in enumerate(task.budget):
        total += amount
        limits.append(total if task.carry else amount + (task.start if m == 0 else 0))
    return limits


def spent_in(model: Model, m: int) -> tuple[list[int], list[float]]:
    """Return the terms of what is spent up to period m (with carry), or in it."""
    carry = model.task.carry
    places, values = [], []
    for n, option in enumerate(model.options):
        amount = int(option.spent[m] if carry else option.flows[m])
        if amount:
            places.append(model.x[n])
            values.append(amount * FEN)
    for debt in model.running:
        for place in debt.pay[: m + 1] if carry else debt.pay[m : m + 1]:
            places.append(place)
            values.append(1.0)
    return places, values


def _running(task: OptimumTask, matrix: Matrix, debt: FlowRunning) -> RunningColumns:
    """Add one running debt: rows (3) to (5)."""
    periods = debt.deadline or task.periods
    asks_floor = bool(debt.minimum and debt.minimum.floor)
    needs_open = asks_floor or task.objective == "time"
    largest = _largest(debt, periods)
    columns = RunningColumns(
        debt,
        [matrix.column(cost=1.0) for _ in range(periods)],
        [matrix.column(upper=0.0 if m == periods - 1 else INF) for m in range(periods)],
        [matrix.column(0.0, 0.0 if m == periods - 1 else 1.0, True) for m in range(periods)]
        if needs_open
        else [],
    )
    for m in range(periods):
        growth = 1.0 + float(debt.rate_in(m))
        pay, balance = columns.pay[m], columns.balance[m]
        paid_part = 1.0 if task.timing == "end" else growth
        if m == 0:
            start = growth * debt.balance * FEN
            matrix.row([balance, pay], [1.0, paid_part], start, start)
        else:
            matrix.row([balance, columns.balance[m - 1], pay], [1.0, -growth, paid_part], 0.0, 0.0)
        _minimum(matrix, columns, m)
        if needs_open:
            matrix.row([balance, columns.open[m]], [1.0, -largest[m]], -INF, 0.0)
            if m:  # what is cleared stays cleared
                matrix.row([columns.open[m], columns.open[m - 1]], [1.0, -1.0], -INF, 0.0)
    return columns


def _minimum(matrix: Matrix, columns: RunningColumns, m: int) -> None:
    asked = columns.debt.least(m)
    if asked is None:
        return
    if asked.percent:
        percent = float(asked.percent)
        if m == 0:
            matrix.row([columns.pay[m]], [1.0], percent * columns.debt.balance * FEN, INF)
        else:
            matrix.row([columns.pay[m], columns.balance[m - 1]], [1.0, -percent], 0.0, INF)
    if asked.floor:
        matrix.row([columns.pay[m], columns.open[m]], [1.0, -asked.floor * FEN], 0.0, INF)


def _largest(debt: FlowRunning, periods: int) -> list[float]:
    """Return the balance of each period if only the minimum were ever paid: the smallest safe big number."""
    found, balance = [], debt.balance * FEN
    for m in range(periods):
        asked = debt.least(m)
        least = (
            max(float(asked.percent or 0) * balance, (asked.floor or 0) * FEN) if asked is not None else 0.0
        )
        balance = (
            max(0.0, balance * (1.0 + float(debt.rate_in(m))) - least)
            if least
            else balance * (1.0 + float(debt.rate_in(m)))
        )
        found.append(balance + FEN)
    return found


def ask_for_time(model: Model) -> None:
    """Make the number of periods the objective: no chosen offer and no open debt reaches beyond it."""
    matrix = model.matrix
    matrix.cost = [0.0] * len(matrix.cost)
    model.length = matrix.column(0.0, float(model.task.periods), False, 1.0)
    for n, option in enumerate(model.options):
        if option.last:
            matrix.row([model.length, model.x[n]], [1.0, -float(option.last)], 0.0, INF)
    for debt in model.running:
        for m, place in enumerate(debt.open):
            matrix.row([model.length, place], [1.0, -float(m + 2)], 0.0, INF)
        if debt.debt.balance:
            matrix.lower[model.length] = 1.0


def ask_for_holding(model: Model) -> None:
    """Make the number of futures that break the objective; a future breaks where its cash does not reach."""
    matrix, task = model.matrix, model.task
    matrix.cost = [0.0] * len(matrix.cost)
    most = _most_spent(model)
    for m in range(task.periods):
        place = matrix.column(0.0, INF)
        places, values = spent_in(model, m)
        matrix.row([place, *places], [1.0, *(-value for value in values)], 0.0, 0.0)
        model.spent.append(place)
    for future in task.futures:
        mark = matrix.column(0.0, 1.0, True, 1.0)
        model.broken.append(mark)
        total = task.start
        for m, amount in enumerate(future):
            total += amount
            reach = total if task.carry else amount + (task.start if m == 0 else 0)
            if reach * FEN < most[m]:
                matrix.row([model.spent[m], mark], [1.0, -(most[m] - reach * FEN)], -INF, reach * FEN)


def _most_spent(model: Model) -> list[float]:
    """Return the most that can be spent up to each period (or in it): never more than the cash rows allow."""
    return [max(limit * FEN, 0.0) for limit in limits_of(model.task)]
