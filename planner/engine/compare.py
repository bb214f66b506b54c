# SPDX-License-Identifier: Apache-2.0
"""All plans of a case beside each other: each scenario kept, and each strategy without fixed terms."""

from collections.abc import Iterator
from datetime import date

from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.engine.strategy import STRATEGIES, TITLES
from planner.facts.case import Case, Scenario
from planner.facts.rulebook import RuleBook


def candidates(case: Case) -> tuple[Scenario, ...]:
    """Return the scenarios of the case, then one per strategy that has none of its own without terms."""
    plain = {s.strategy for s in case.scenarios if not s.terms and s.budget is None}
    return (
        *case.scenarios,
        *(
            Scenario(id=f"strategy:{name}", name=TITLES[name], strategy=name)
            for name in STRATEGIES
            if name not in plain and name != "own_order"
        ),
    )


def compare(case: Case, book: RuleBook, today: date) -> Iterator[tuple[Scenario, Plan]]:
    """Work out each candidate's plan, one after another, in a fixed order."""
    for scenario in candidates(case):
        yield scenario, simulate(case, scenario, book, today)
