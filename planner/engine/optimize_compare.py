# SPDX-License-Identifier: Apache-2.0
"""The proven best beside the rules: the cheapest and the quickest plan, and how far each rule is from them."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from planner.engine.optimize_plan import LONGEST, best_plan
from planner.engine.optimize_task import Objective, Progress
from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.engine.standing import complete
from planner.engine.strategy import STRATEGIES
from planner.engine.stress import sample_futures
from planner.facts.case import Case, Scenario
from planner.facts.rulebook import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """The cheapest and the quickest plan of one question, and every rule's plan for the same question."""

    cheapest: Plan
    quickest: Plan
    rules: tuple[tuple[str, Plan], ...]

    @property
    def proved(self) -> bool:
        """Whether nothing cheaper and nothing quicker is left."""
        return self.cheapest.gap.proved and self.quickest.gap.proved

    def money(self, plan: Plan) -> int | None:
        """How much dearer a plan is than the cheapest (fen); None where either does not hold."""
        return plan.total - self.cheapest.total if plan.feasible and self.cheapest.feasible else None

    def months(self, plan: Plan) -> int | None:
        """How many months later a plan is clear than the quickest; None where either does not hold."""
        if not (plan.feasible and self.quickest.feasible):
            return None
        return plan.end - self.quickest.end if plan.end and self.quickest.end else 0


T = TypeVar("T")


def told_once(
    steps: Generator[Progress, bool | None, T],
) -> Generator[Progress, bool | None, T]:
    """Pass a search on; once told to stop it asks no more, and every search that follows is told so too."""
    answer: bool | None = None
    while True:
        try:
            progress = next(steps) if answer is None else steps.send(answer)
        except StopIteration as end:
            found: T = end.value
            return found
        answer = True if answer else bool((yield progress))


def distances(
    case: Case, scenario: Scenario, book: RuleBook, today: date
) -> Generator[Progress, bool | None, Distances]:
    """Search for the cheapest, then for the quickest plan of a scenario. Answer a yield True to stop with the best so far."""
    cheapest = yield from best_plan(case, scenario, book, today)
    quickest = cheapest
    if cheapest.feasible:  # where nothing fits, the quickest does not either
        quickest = yield from best_plan(case, scenario, book, today, "time")
    rules = ((name, simulate(case, replace(scenario, strategy=name), book, today)) for name in STRATEGIES)
    return Distances(cheapest=cheapest, quickest=quickest, rules=tuple(rules))


def steadiest(
    case: Case, scenario: Scenario, book: RuleBook, today: date
) -> Generator[Progress, bool | None, Plan | None]:
    """Search for the plan that holds in most of the stated sample of futures; None where the person's months are too few."""
    futures = sample_futures(case, scenario, book, today, LONGEST)
    if not futures:
        return None
    return (yield from best_plan(case, scenario, book, today, "holding", futures))


def as_scenario(
    case: Case, scenario: Scenario, best: Plan, book: RuleBook, today: date, objective: Objective = "cost"
) -> tuple[Scenario, Plan]:
    """Return a scenario that follows a found plan as closely as a rule can, and its own plan.

    The chosen offers become its terms, as they stand in the menus; running debts follow the rule that comes nearest.
    """
    terms = dict(scenario.terms or {})
    debts = {debt.id: debt for debt in case.debts}
    for found in best.debts:
        debt = debts[found.debt_id]
        offer = next((each for each in debt.menu if complete(case, debt, each) == found.terms), None)
        if found.terms is not None and offer is not None and found.debt_id not in terms:
            terms[found.debt_id] = offer
    kept = replace(scenario, terms=terms or None)

    def worth(rule: str) -> tuple[bool, int, int]:
        plan = simulate(case, replace(kept, strategy=rule), book, today)
        end = plan.end.number if plan.end else 0
        return not plan.feasible, *((end, plan.total) if objective == "time" else (plan.total, end))

    strategy = min((name for name in STRATEGIES if name != "own_order"), key=worth)
    made = replace(kept, strategy=strategy)
    return made, simulate(case, made, book, today)
