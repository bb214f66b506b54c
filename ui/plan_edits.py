# SPDX-License-Identifier: Apache-2.0
"""What a person does with plans: change one, ask a creditor for terms, begin, copy, choose and delete plans."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.engine.strategy import TITLES
from planner.facts.case import Case, Scenario, choose_scenario, chosen_scenario, drop, find, new_id, put
from planner.facts.language import _, ngettext
from planner.facts.terms import Shape, Terms
from ui.widgets.terms_form import ENDS_ITSELF, with_term

MONTHLY = "shape.instalment"  # the path of an amount a month
RULE = "strategy:"  # before a strategy's name: a plan of the comparison that is not in the case yet


def first_due(case: Case) -> date:
    """The day a new plan's first instalment falls on, where nothing else is said: the 15th of its first month."""
    return case.first_month.first + timedelta(days=14)


def own_plan(case: Case) -> Scenario:
    """The chosen plan as a record of the case: the first edit of the plain plan begins one."""
    scenario = chosen_scenario(case)
    return scenario if scenario.id else Scenario(id=new_id(case, "scenarios"), name=_("My plan"))


def with_value(case: Case, path: str, value: Any) -> tuple[Case, Scenario]:
    """Return the case with a fact of the chosen plan changed, and the plan."""
    changed: dict[str, Any] = {path: value if path != "name" else value or ""}
    scenario = replace(own_plan(case), **changed)
    return _kept(case, scenario)


def with_asked(case: Case, debt_id: str, path: str, value: Any) -> tuple[Case, Scenario]:
    """Return the case with one field of what is asked of a creditor changed, and the plan."""
    scenario = own_plan(case)
    terms = dict(scenario.terms or {})
    made = with_term(terms.pop(debt_id, None), path, value, first_due(case))
    if made is not None:
        terms[debt_id] = made
    return _kept(case, replace(scenario, terms=terms or None))


def with_offers(case: Case, wanted: Sequence[tuple[str, Any]], path: str) -> tuple[Case, Scenario]:
    """Return the case with an amount a month or a number of instalments asked of creditors (by debt id), and the plan.

    Nothing gives a creditor back to the plan's strategy. An amount a month is paid until all is paid; a number of
    instalments keeps the shape that is asked already where it has one.
    """
    scenario = own_plan(case)
    for debt_id, value in wanted:
        terms = (chosen_scenario(case).terms or {}).get(debt_id)
        kind = terms.shape.kind if terms and terms.shape else None
        if value is None:
            case, scenario = with_asked(case, debt_id, "shape.kind", None)
            continue
        if path == MONTHLY:
            shape = "fixed_amount"
        else:
            shape = kind if kind is not None and kind not in ENDS_ITSELF else "equal_instalment"
        if shape != kind:
            case, scenario = with_asked(case, debt_id, "shape.kind", shape)
        case, scenario = with_asked(case, debt_id, path, value)
    return case, scenario


def with_terms(case: Case, debt_id: str, asked: Terms) -> tuple[Case, Scenario]:
    """Return the case with whole terms asked of a creditor in the chosen plan, and the plan."""
    scenario = own_plan(case)
    return _kept(case, replace(scenario, terms={**(scenario.terms or {}), debt_id: asked}))


def with_menu(case: Case, debt_id: str, menu: tuple[Terms, ...]) -> Case:
    """Return the case with other offers of a creditor for the search to choose from.

    The chosen plan asks for none of its own of that creditor then: what a plan asks for is not searched.
    """
    debt = find(case, "debts", debt_id)
    if debt is None:
        return case
    case = put(case, "debts", replace(debt, menu=menu))
    scenario = chosen_scenario(case)
    if menu and scenario.id and debt_id in (scenario.terms or {}):
        left = {name: terms for name, terms in (scenario.terms or {}).items() if name != debt_id}
        case = put(case, "scenarios", replace(scenario, terms=left or None))
    return case


def _kept(case: Case, scenario: Scenario) -> tuple[Case, Scenario]:
    same = scenario == chosen_scenario(case)
    return (case if same else put(case, "scenarios", scenario)), scenario


def chosen(case: Case, scenario_id: str) -> Case:
    """Return the case that goes by another plan; a bare strategy of the comparison becomes one of its plans."""
    if scenario_id.startswith(RULE):
        name = scenario_id.removeprefix(RULE)
        made = Scenario(id=new_id(case, "scenarios"), name=_(TITLES[name]), strategy=name)
        case, scenario_id = put(case, "scenarios", made), made.id
    return choose_scenario(case, scenario_id)


def begun(case: Case, periods: int | None = None) -> Case:
    """Return the case with a new plan chosen: by strategy, or the same number of instalments asked of all."""
    made = Scenario(id=new_id(case, "scenarios"), name=_("New plan"))
    if periods is not None:
        asked = Terms(periods=periods, first_due=first_due(case), shape=Shape(kind="equal_instalment"))
        name = ngettext("{n} instalment", "{n} instalments", periods).format(n=periods)
        made = replace(made, name=name, terms={debt.id: asked for debt in case.debts if not debt.priority})
    return choose_scenario(put(case, "scenarios", made), made.id)


def taken(case: Case, found: Scenario) -> Case:
    """Return the case with a plan that was found kept under an id of its own, and chosen."""
    made = replace(found, id=new_id(case, "scenarios"))
    return choose_scenario(put(case, "scenarios", made), made.id)


def copied(case: Case) -> Case:
    """Return the case with a copy of the chosen plan chosen."""
    now = own_plan(case)
    made = replace(now, id=new_id(case, "scenarios"), name=_("{name} (copy)").format(name=now.name))
    return choose_scenario(put(case, "scenarios", made), made.id)


def without_plan(case: Case) -> Case:
    """Return the case without the chosen plan."""
    return drop(case, "scenarios", case.scenarios[0].id) if case.scenarios else case
