# SPDX-License-Identifier: Apache-2.0
"""The proven best plan of a case: menus and running debts as one question, its answer replayed as a whole plan."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from planner.engine.budget import living_months
from planner.engine.optimize import search
from planner.engine.optimize_relax import least_extension
from planner.engine.optimize_task import (
    FlowCreditor,
    FlowOffer,
    FlowRunning,
    Futures,
    LeastPayment,
    Objective,
    OptimumAnswer,
    OptimumTask,
    Progress,
    Relaxation,
)
from planner.engine.plan import Gap, Plan, Relax
from planner.engine.running import RunningDebt
from planner.engine.shocks import shocked
from planner.engine.simulate import GREEDY, priority_payments, running_debts, simulate
from planner.engine.standing import Standing, complete, kept_schedule, standings
from planner.engine.strategy import OPTIMAL, STRATEGIES, TITLES
from planner.facts.case import Case, Debt, Scenario
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import INFO, InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Terms, Waive

LONGEST = 360  # months that the question spans at most
DIGITS = 40  # of a monthly rate as a decimal number
REPAIRS = 6
STRETCH = 24  # months by which terms are stretched at most, where nothing fits

PlanSearch = Generator[Progress, bool | None, Plan]


@dataclass(frozen=True, slots=True)
class Question:
    """A task and what its ids stand for: the terms behind each offer of each creditor."""

    task: OptimumTask
    terms: Mapping[str, Mapping[str, Terms]]
    asked_for: frozenset[tuple[str, str]]  # offers with reductions that nobody has agreed to


def best_plan(
    case: Case,
    scenario: Scenario,
    book: RuleBook,
    today: date,
    objective: Objective = "cost",
    futures: Futures = (),
) -> PlanSearch:
    """Search for the best plan of the scenario; yields progress, returns it with its gap. Answer a yield True to stop."""
    question = question_of(case, scenario, book, today, objective, futures)
    answer = yield from search(question.task)
    if not answer.choice and not answer.payments:
        plan = simulate(case, replace(scenario, strategy=OPTIMAL), book, today)
        if answer.status != "infeasible":
            return plan
        longer = yield from _longer_terms(case, scenario, book, today, question)
        relax = (*answer.relax, *longer)
        return replace(plan, feasible=False, relax=tuple(Relax(what=each.what, by=each.by) for each in relax))
    plan = _replayed(case, scenario, book, today, question, answer)
    return plan if objective == "holding" else _or_better_rule(case, scenario, book, today, plan, objective)


def _or_better_rule(
    case: Case, scenario: Scenario, book: RuleBook, today: date, plan: Plan, objective: Objective
) -> Plan:
    """Return the plan, or a rule's where that is cheaper (or sooner) after all.

    The question counts unpaid interest as added to the balance. Where a contract keeps it apart, a rule that leaves
    interest unpaid for a while can come out better; then its plan is taken, and it is said.
    """

    def worth(each: Plan) -> tuple[bool, int, int]:
        months = each.end.number if each.end and objective == "time" else 0
        return not each.feasible, months, each.total

    rules = {rule: simulate(case, replace(scenario, strategy=rule), book, today) for rule in STRATEGIES}
    name = min(rules, key=lambda rule: worth(rules[rule]))
    best = rules[name]
    if worth(plan) <= worth(best):
        return plan
    said = Problem(
        INFO,
        "strategy",
        N_(
            "Proved for unpaid interest that is added to the balance. As it stays apart here, “{rule}” is {less} cheaper, and is taken."
        ),
        {"rule": _(TITLES[name]), "less": format_yuan(max(0, plan.total - best.total))},
    )
    told = (said,) if objective == "cost" and plan.feasible else ()
    return replace(best, strategy=OPTIMAL, gap=plan.gap, problems=(*best.problems, *told))


def _longer_terms(
    case: Case, scenario: Scenario, book: RuleBook, today: date, question: Question
) -> Generator[Progress, bool | None, tuple[Relaxation, ...]]:
    """Search for by how many months beyond the menu one creditor's longest terms would have to be stretched."""
    length = min(LONGEST, question.task.periods + STRETCH)
    task = replace(
        question.task,
        budget=_budgets(case, scenario, book, today, length),
        objective="cost",
        creditors=tuple(
            replace(
                creditor,
                offers=tuple(
                    replace(o, flows=_flows(case, question.terms[creditor.id][o.id], length))
                    for o in creditor.offers
                ),
            )
            for creditor in question.task.creditors
        ),
        running=tuple(
            replace(debt, rate=(*_rates_of(debt), *[_rates_of(debt)[-1]] * (length - question.task.periods)))
            for debt in question.task.running
        ),
    )
    longer: dict[str, list[tuple[int, Sequence[Fen]]]] = {}
    for debt_id, menu in question.terms.items():
        known = [terms for terms in menu.values() if terms.periods is not None]
        longest = max(known, key=lambda terms: terms.periods or 0, default=None)
        if longest is not None:
            stretched = [
                replace(longest, periods=(longest.periods or 0) + by) for by in range(1, STRETCH + 1)
            ]
            longer[debt_id] = [(by, _flows(case, terms, length)) for by, terms in enumerate(stretched, 1)]
    found = yield from least_extension(task, longer)
    return (found,) if found else ()


def _rates_of(debt: FlowRunning) -> tuple[Decimal, ...]:
    return debt.rate if isinstance(debt.rate, tuple) else (debt.rate,)


def compared(
    case: Case, scenario: Scenario, book: RuleBook, today: date, plan: Plan | None = None
) -> PlanSearch:
    """Return a rule's plan with its distance from the proven best, in money and in months."""
    if scenario.strategy == OPTIMAL and plan is not None:
        return plan
    cheapest = yield from best_plan(case, scenario, book, today)
    if scenario.strategy == OPTIMAL:
        return cheapest
    plan = plan or simulate(case, scenario, book, today)
    quickest = cheapest
    if cheapest.feasible:  # where nothing fits, the quickest does not either
        quickest = yield from best_plan(case, scenario, book, today, "time")
    proved = cheapest.gap.proved and quickest.gap.proved
    if not plan.feasible or not cheapest.feasible:
        return replace(
            plan, gap=Gap(proved=proved, money=None, months=None), relax=plan.relax or cheapest.relax
        )
    months = plan.end - quickest.end if plan.end and quickest.end else 0
    return replace(plan, gap=Gap(proved=proved, money=plan.total - cheapest.total, months=months))


def finish(steps: PlanSearch) -> Plan:
    """Return what a search ends with, waiting for it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            plan: Plan = end.value
            return plan


# ---------------------------------------------------------------- the case as a question


def question_of(
    case: Case,
    scenario: Scenario,
    book: RuleBook,
    today: date,
    objective: Objective = "cost",
    futures: Futures = (),
) -> Question:
    """Return the case as a question on plain numbers: each creditor's menu, the running debts, every month's cash.

    A debt with agreed or chosen terms has that one offer; one with a menu its offers; any other runs by its contract.
    """
    case = shocked(case, scenario.shocks)
    rest = [s for s in standings(case, scenario) if not s.debt.priority]
    menus = {s.debt.id: _menu(case, s, book) for s in rest if s.kind != "left_out"}
    menus = {debt_id: menu for debt_id, menu in menus.items() if menu}
    runners = [s for s in rest if s.kind == "running" and s.debt.id not in menus]
    length = _span(case, scenario, book, today, menus)
    creditors = tuple(
        FlowCreditor(
            id=debt_id,
            offers=tuple(
                FlowOffer(id=name, flows=_flows(case, terms, length)) for name, terms in menu.items()
            ),
        )
        for debt_id, menu in menus.items()
    )
    task = OptimumTask(
        budget=_budgets(case, scenario, book, today, length),
        objective=objective,
        futures=tuple(tuple(future[:length]) for future in futures),
        creditors=creditors,
        running=tuple(
            _running(s, debt, length) for s, debt in zip(runners, running_debts(case, runners), strict=True)
        ),
    )
    agreed = {s.debt.id for s in rest if s.kind == "fixed"}
    asked = {
        (debt_id, name)
        for debt_id, menu in menus.items()
        for name, terms in menu.items()
        if debt_id not in agreed and is_reduction(find_debt(case, debt_id), terms)
    }
    return Question(task, menus, frozenset(asked))


def find_debt(case: Case, debt_id: str) -> Debt:
    """Return the debt of that id."""
    return next(debt for debt in case.debts if debt.id == debt_id)


def is_reduction(debt: Debt, terms: Terms) -> bool:
    """Whether terms ask for less than the contract: something waived, or a lower rate."""
    waive = terms.waive
    known = debt.terms.annual_rate if debt.terms else Decimal(0)
    return bool(waive.interest or waive.penalty or waive.fee or waive.principal) or terms.annual_rate < known


def _menu(case: Case, stand: Standing, book: RuleBook) -> dict[str, Terms]:
    """Return the offers that can be asked of a debt, by name; those above a firm cap or past its deadline are left out."""
    if stand.kind == "fixed" and stand.terms is not None:
        return {"fixed": stand.terms}
    found = {}
    for i, terms in enumerate(stand.debt.menu):
        full = complete(case, stand.debt, terms)
        try:
            rows = kept_schedule(full).rows
        except InputError:
            continue
        paying = [row for row in rows if row.payment]
        cap = book.term_cap(stand.debt.lender_class)
        late = stand.debt.deadline is not None and paying and paying[0].due > stand.debt.deadline
        if not late and (cap is None or sum(1 for row in paying if row.n) <= cap):
            found[f"m{i + 1}"] = full
    return found


def _flows(case: Case, terms: Terms, length: int) -> tuple[Fen, ...]:
    flows = [0] * length
    for row in kept_schedule(terms).rows:
        month = Month.of(row.due) - case.first_month
        if 0 <= month < length:
            flows[month] += row.payment
    return tuple(flows)


def _span(
    case: Case, scenario: Scenario, book: RuleBook, today: date, menus: Mapping[str, Mapping[str, Terms]]
) -> int:
    """Return how many months the question spans: to the last instalment of any offer, and of the greedy plan."""
    last = [
        Month.of(kept_schedule(terms).rows[-1].due) - case.first_month + 1
        for menu in menus.values()
        for terms in menu.values()
        if kept_schedule(terms).rows
    ]
    plan = simulate(case, replace(scenario, strategy=GREEDY, shocks=()), book, today)
    last.append(len(plan.months) + 12 if plan.feasible else 120)
    return min(LONGEST, max(last))


def _budgets(case: Case, scenario: Scenario, book: RuleBook, today: date, length: int) -> tuple[Fen, ...]:
    """Return what each month adds to what may be spent: its free money, or less where the person set a budget."""
    priority = priority_payments(case, scenario)
    limits, free, own = [], 0, 0
    for row in living_months(case, book, length, today, priority):
        free += row.left + row.assets
        own += (scenario.budget or 0) + row.assets
        limits.append(free if scenario.budget is None else min(free, own))
    return tuple(limit - before for limit, before in zip(limits, [0, *limits], strict=False))


def _running(stand: Standing, debt: RunningDebt, length: int) -> FlowRunning:
    with localcontext() as context:
        context.prec = DIGITS
        rates = tuple(_decimal(debt, month) for month in range(length))
        percent = Decimal(debt.percent.numerator) / Decimal(debt.percent.denominator)
    return FlowRunning(
        id=debt.debt_id,
        balance=debt.owed,
        rate=rates,
        minimum=LeastPayment(percent=percent or None, floor=debt.least or None),
    )


def _decimal(debt: RunningDebt, month: int) -> Decimal:
    numerator, denominator = debt.factors[month]
    rate = Fraction(numerator, denominator)
    if debt.penalty_factors:
        rate += Fraction(*debt.penalty_factors[month])
    return Decimal(rate.numerator) / Decimal(rate.denominator)


# ---------------------------------------------------------------- the answer as a plan


def _replayed(
    case: Case, scenario: Scenario, book: RuleBook, today: date, question: Question, answer: OptimumAnswer
) -> Plan:
    """Replay the answer by the exact engine; what rounding left open is put on the last payment and replayed again."""
    chosen = {debt_id: question.terms[debt_id][name] for debt_id, name in answer.choice}
    picked = replace(scenario, strategy=OPTIMAL, terms={**(scenario.terms or {}), **chosen})
    payments = {name: list(row) for name, row in answer.payments}
    plan = simulate(case, picked, book, today, payments)
    for _repair in range(REPAIRS):
        open_debts = [debt for debt in plan.debts if debt.debt_id in payments and debt.owed and debt.owed[-1]]
        if not open_debts:
            break
        for debt in open_debts:
            row = payments[debt.debt_id]
            last = max((m for m, payment in enumerate(row) if payment), default=0)
            row[last] += debt.owed[-1]
        plan = simulate(case, picked, book, today, payments)
    proved = answer.status == "optimal" and answer.gap == 0
    said = _asked_for(case, question, answer)
    return replace(
        plan,
        scenario=scenario.id,
        gap=Gap(proved=proved, money=0, months=0),
        problems=(*plan.problems, *said),
    )


def _asked_for(case: Case, question: Question, answer: OptimumAnswer) -> Sequence[Problem]:
    """Say of each chosen offer with reductions that nobody has agreed to it yet, and what it waives."""
    said = []
    for debt_id, name in answer.choice:
        if (debt_id, name) not in question.asked_for:
            continue
        debt = find_debt(case, debt_id)
        terms = question.terms[debt_id][name]
        more = cost_without(debt, terms)
        said.append(
            Problem(
                INFO,
                f"debts/{debt_id}/menu/{int(name[1:]) - 1}",
                N_(
                    "{creditor}: this offer asks for a reduction that is not agreed yet; without it {more} more is paid."
                ),
                {"creditor": debt.creditor, "more": format_yuan(more)},
            )
        )
    return said


def cost_without(debt: Debt, terms: Terms) -> Fen:
    """Return how much more the same terms cost without what they ask to be waived or lowered."""
    known = debt.terms.annual_rate if debt.terms else terms.annual_rate
    plain = replace(terms, waive=Waive(), annual_rate=max(terms.annual_rate, known))
    return kept_schedule(plain).totals.payment - kept_schedule(terms).totals.payment
