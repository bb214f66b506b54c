# SPDX-License-Identifier: Apache-2.0
"""What tests of reports start from: the sample case, the rules, plans made by the engine."""

import json
from datetime import date
from functools import cache

from planner import sample as sample_files
from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.facts.case import Case, Scenario, case_from_json
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load

TODAY = date(2026, 11, 22)


@cache
def rules() -> RuleBook:
    """Return the rule book of the program."""
    return load(resources() / "rules")


@cache
def sample() -> Case:
    """Return the sample case."""
    text = (resources() / "sample" / "case.json").read_text(encoding="utf-8")
    return case_from_json(json.loads(text))


@cache
def complete() -> Case:
    """Return the sample case with its statement files and papers read in."""
    return sample_files.complete()[0]


@cache
def sample_plan(place: int = 0) -> Plan:
    """Return the plan of one of the sample's scenarios: the one that holds, the naive one, the running one."""
    return simulate(sample(), sample().scenarios[place], rules(), TODAY)


def planned(case: Case, strategy: str = "pro_rata", today: date = TODAY) -> Plan:
    """Return the plan of a strategy without further choices."""
    return simulate(case, Scenario(id="s", name="s", strategy=strategy), rules(), today)
