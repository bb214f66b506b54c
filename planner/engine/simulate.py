# SPDX-License-Identifier: Apache-2.0
"""The joint plan: every month's living, every creditor's instalments, feasible or why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.engine import budget as living
from planner.engine.debtplan import course_plan, fixed_plan, idle_plan
from planner.engine.offers import ready_offers
from planner.engine.plan import HORIZON, DebtPlan, Gap, MonthRow, Plan, Refusal
from planner.engine.refusal import ways_out
from planner.engine.running import Course, RunningDebt, run, run_given
from planner.engine.schedule import Row
from planner.engine.shocks import shocked
from planner.engine.standing import Standing, candidate, contract_payment, running_debt, standings
from planner.engine.strategy import OPTIMAL, STRATEGIES, Sharing
from planner.engine.verdict import plan_problems
from planner.facts.case import Case, Scenario
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.facts.problems import STOP, InputError
from planner.facts.rulebook import RuleBook

SHOWN = 12  # months shown where no plan can be made
GREEDY = "dearest_first"  # stands in for the optimum until that is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What debts with fixed terms take in each plan month (fen)."""

    instalments: tuple[Fen, ...]
    specials: tuple[Fen, ...]  # down payments and lump sums, which come from the free purse

    @property
    def months(self) -> int:
        """How many months they reach."""
        return len(self.instalments)

    def total(self, month: int) -> Fen:
        """Return all that a month takes."""
        return self.instalments[month] + self.specials[month] if month < self.months else 0


def simulate(
    case: Case,
    scenario: Scenario,
    book: RuleBook,
    today: date,
    payments: Mapping[str, Sequence[Fen]] | None = None,
) -> Plan:
    """Return the plan of a scenario: model sections 2 to 4. Raises InputError for a strategy that is not known.

    `payments`, one amount a plan month for each running debt, replace the strategy: so the optimiser's answer is
    replayed in whole fen.
    """
    case = shocked(case, scenario.shocks)
    stands = standings(case, scenario)
    first = tuple(s for s in stands if s.debt.priority)
    rest = tuple(s for s in stands if not s.debt.priority)
    priority_course = _priority_course(case, first)
    priority_paid = _paid_first(case, first, priority_course)
    carried = living.living_months(case, book, living.carry_months(book, today), today, priority_paid)
    affordable = living.affordable(carried)
    budget = affordable if scenario.budget is None else scenario.budget
    asked = _asked(case, rest)
    course = _course(case, scenario, rest, asked, budget, payments)
    length = _length(asked, course)
    months = _month_rows(case, book, today, length or SHOWN, priority_paid, asked, course)
    debts = _debt_plans(case, stands, course, priority_course, len(months))
    problems = plan_problems(case, stands, months, debts, course, asked, budget, affordable, book)
    feasible = not any(problem.severity == STOP for problem in problems)
    refused = affordable == 0 and (not feasible or length == 0) and bool(stands)
    paid = [row.paid for row in months]
    return Plan(
        scenario=scenario.id,
        strategy=scenario.strategy,
        affordable=affordable,
        budget=budget,
        feasible=feasible and not refused,
        refusal=Refusal(missing=living.missing(carried), ways=ways_out(case, book, today))
        if refused
        else None,
        months=months,
        debts=debts,
        total=sum(paid),
        end=months[length - 1].month if length else None,
        peak=max(paid, default=0),
        gap=Gap(proved=False, money=None, months=None),
        relax=(),
        problems=problems,
        offers=ready_offers(case, rest, scenario.strategy, affordable, asked.instalments, book, today),
    )


def sharing_of(case: Case, scenario: Scenario, stands: Sequence[Standing]) -> Sharing:
    """Return how a scenario's strategy shares the budget between its running debts."""
    name = GREEDY if scenario.strategy == OPTIMAL else scenario.strategy
    if name not in STRATEGIES:
        raise InputError(
            f"scenarios/{scenario.id}/strategy",
            N_("The strategy “{name}” is not known."),
            {"name": name, "names": ", ".join((*STRATEGIES, OPTIMAL))},
            N_("Use one of: {names}."),
        )
    candidates = [candidate(case, s.debt) for s in stands if s.kind == "running"]
    return STRATEGIES[name](candidates, scenario.order)


def _course(
    case: Case,
    scenario: Scenario,
    stands: Sequence[Standing],
    asked: Asked,
    budget: Fen,
    payments: Mapping[str, Sequence[Fen]] | None,
) -> Course:
    sharing = sharing_of(case, scenario, stands)
    debts = running_debts(case, stands)
    if not debts or (budget <= 0 and payments is None):
        return Course(
            moves=tuple(() for _ in debts), shortage=None, open_debts=tuple(d.debt_id for d in debts)
        )
    if payments is not None:
        dearest = STRATEGIES[GREEDY]([candidate(case, s.debt) for s in stands if s.kind == "running"], ())
        return run_given(debts, [payments.get(debt.debt_id, ()) for debt in debts], dearest.orders[0][1])
    spare = [budget - amount for amount in asked.instalments]
    return run(debts, spare, budget, sharing, HORIZON)


def priority_payments(case: Case, scenario: Scenario) -> tuple[Fen, ...]:
    """Return what the debts marked priority take each month, until the last of them is cleared."""
    first = tuple(s for s in standings(case, scenario) if s.debt.priority)
    return _paid_first(case, first, _priority_course(case, first))


def running_debts(case: Case, stands: Sequence[Standing]) -> list[RunningDebt]:
    """Return the running debts of the plan, in the order of the case."""
    return [running_debt(case, s.debt) for s in stands if s.kind == "running"]


def _priority_course(case: Case, stands: Sequence[Standing]) -> Course:
    """Run the priority debts that have no fixed terms: each is paid its contract payment, outside the budget."""
    debts = [s.debt for s in stands if s.kind == "running"]
    courses = [
        run([running_debt(case, debt)], (), contract_payment(debt), Sharing(weights=(1,)), HORIZON)
        for debt in debts
    ]
    return Course(
        moves=tuple(course.moves[0] for course in courses),
        shortage=None,
        open_debts=tuple(name for course in courses for name in course.open_debts),
    )


def _paid_first(case: Case, stands: Sequence[Standing], course: Course) -> tuple[Fen, ...]:
    """Return what priority debts take each month."""
    fixed = _asked(case, stands)
    length = max([fixed.months, *map(len, course.moves)])
    return tuple(
        fixed.total(m) + sum(moves[m].payment for moves in course.moves if m < len(moves))
        for m in range(length)
    )


def _asked(case: Case, stands: Sequence[Standing]) -> Asked:
    rows = [(case, s, row) for s in stands if s.schedule is not None for row in s.schedule.rows]
    placed = [
        (Month.of(row.due) - case.first_month, is_special(s, row), row.payment) for case, s, row in rows
    ]
    length = max((month + 1 for month, _special, payment in placed if payment), default=0)
    instalments, specials = [0] * max(length, 0), [0] * max(length, 0)
    for month, special, payment in placed:
        if 0 <= month < length:
            (specials if special else instalments)[month] += payment
    return Asked(instalments=tuple(instalments), specials=tuple(specials))


def is_special(stand: Standing, row: Row) -> bool:
    """Whether a row is a down payment or a lump sum, which comes from the free purse and not from the budget."""
    shape = stand.terms.shape if stand.terms else None
    return row.n == 0 or (shape is not None and shape.kind == "lump_sum")


def _length(asked: Asked, course: Course) -> int:
    """Return the months to the last instalment."""
    last = [m + 1 for moves in course.moves for m, move in enumerate(moves) if move.payment]
    return max([asked.months, *last])


def _month_rows(
    case: Case,
    book: RuleBook,
    today: date,
    length: int,
    priority_paid: Sequence[Fen],
    asked: Asked,
    course: Course,
) -> tuple[MonthRow, ...]:
    """Return the months with both purses: free money carries over, the reserve only grows."""
    free, rows = 0, []
    for m, row in enumerate(living.living_months(case, book, length, today, priority_paid)):
        paid = asked.total(m) + sum(moves[m].payment for moves in course.moves if m < len(moves))
        free += row.left + row.assets - paid
        rows.append(
            MonthRow(
                month=row.month,
                income=row.income,
                priority=row.priority,
                living=row.living,
                set_aside=row.set_aside,
                assets=row.assets,
                paid=paid,
                free=free,
                reserve=row.reserve,
            )
        )
    return tuple(rows)


def _debt_plans(
    case: Case, stands: Sequence[Standing], course: Course, priority_course: Course, length: int
) -> tuple[DebtPlan, ...]:
    ordinary, first = iter(course.moves), iter(priority_course.moves)
    plans = []
    for stand in stands:
        if stand.kind == "fixed":
            plans.append(fixed_plan(case, stand, length))
        elif stand.kind == "running":
            plans.append(course_plan(case, stand, next(first if stand.debt.priority else ordinary), length))
        else:
            plans.append(idle_plan(stand, length))
    return tuple(plans)
