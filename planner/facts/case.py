# SPDX-License-Identifier: Apache-2.0
"""What is true: the case, one immutable value; its lists are read, put and dropped from here.

Lists, keys and meanings: the facts of the model. A fact the user does not know is None.
"""

from dataclasses import replace
from typing import Any

from planner.facts.changes import LISTS as LISTS
from planner.facts.changes import SINGLES as SINGLES
from planner.facts.changes import Change as Change
from planner.facts.changes import applied as applied
from planner.facts.changes import changes as changes
from planner.facts.changes import reversed_ as reversed_
from planner.facts.changes import with_values
from planner.facts.dates import Month
from planner.facts.flows import Account as Account
from planner.facts.flows import Flow as Flow
from planner.facts.flows import Kind as Kind
from planner.facts.flows import Link as Link
from planner.facts.flows import Period as Period
from planner.facts.flows import StatementFile as StatementFile
from planner.facts.flows import Total as Total
from planner.facts.language import N_
from planner.facts.nouns import Agreement as Agreement
from planner.facts.nouns import Asset as Asset
from planner.facts.nouns import Borrower as Borrower
from planner.facts.nouns import Box as Box
from planner.facts.nouns import Case as Case
from planner.facts.nouns import Check as Check
from planner.facts.nouns import Claim as Claim
from planner.facts.nouns import Contact as Contact
from planner.facts.nouns import Debt as Debt
from planner.facts.nouns import Drawdown as Drawdown
from planner.facts.nouns import Every as Every
from planner.facts.nouns import Expense as Expense
from planner.facts.nouns import Export as Export
from planner.facts.nouns import Household as Household
from planner.facts.nouns import Income as Income
from planner.facts.nouns import LenderClass as LenderClass
from planner.facts.nouns import Minimum as Minimum
from planner.facts.nouns import Notice as Notice
from planner.facts.nouns import Offer as Offer
from planner.facts.nouns import Override as Override
from planner.facts.nouns import Paper as Paper
from planner.facts.nouns import Proof as Proof
from planner.facts.nouns import Reserve as Reserve
from planner.facts.nouns import Said as Said
from planner.facts.nouns import Scenario as Scenario
from planner.facts.nouns import Shock as Shock
from planner.facts.problems import InputError
from planner.facts.records import from_json, to_json

VERSION = 1


def new_case(first_month: Month, label: str | None = None) -> Case:
    """Return an empty case whose plan starts in that month."""
    return Case(version=VERSION, label=label, first_month=first_month)


def case_from_json(data: Any) -> Case:
    """Read a case from its JSON; raises InputError. What `case_to_json` prints is then the same JSON."""
    spelled: list[str] = []
    if isinstance(data, dict) and "spelled" in data:
        raise InputError(
            "spelled", N_("The key “{key}” is not known here."), {"key": "spelled"}, N_("Remove it.")
        )
    case = from_json(Case, data, spelled=spelled)
    if case.version != VERSION:
        raise InputError(
            "version",
            N_("Version {version} of the case is not known."),
            {"version": case.version},
            N_("Use a newer Huanqing."),
        )
    _refuse_doubles(case)
    return replace(case, spelled=tuple(spelled))


def case_to_json(case: Case) -> dict[str, Any]:
    """Write a case as JSON values, keys as the user wrote them."""
    data: dict[str, Any] = to_json(case, spelled=frozenset(case.spelled))
    data.pop("spelled", None)
    return data


def _refuse_doubles(case: Case) -> None:
    for name in LISTS:
        seen: set[str] = set()
        for record in getattr(case, name):
            if record.id in seen or not record.id:
                raise InputError(
                    f"{name}/{record.id}",
                    N_("The id “{id}” stands twice in this list, or is empty."),
                    {"id": record.id},
                    N_("Give each record an id of its own."),
                )
            seen.add(record.id)


def find(case: Case, list_name: str, record_id: str) -> Any:
    """Return the record of that id, or None."""
    return next((record for record in getattr(case, list_name) if record.id == record_id), None)


def put(case: Case, list_name: str, record: Any) -> Case:
    """Return the case with the record in place of the one of the same id, or at the end of its list."""
    records = getattr(case, list_name)
    if any(old.id == record.id for old in records):
        return with_values(
            case, {list_name: tuple(record if old.id == record.id else old for old in records)}
        )
    return with_values(case, {list_name: (*records, record)})


def drop(case: Case, list_name: str, record_id: str) -> Case:
    """Return the case without that record."""
    return with_values(case, {list_name: tuple(r for r in getattr(case, list_name) if r.id != record_id)})


def new_id(case: Case, list_name: str, prefix: str | None = None) -> str:
    """Return an id not yet used in the list: `d1`, `d2` …"""
    taken = {record.id for record in getattr(case, list_name)}
    start = prefix or list_name[0]
    number = len(taken) + 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def chosen_scenario(case: Case) -> Scenario:
    """Return the scenario the case goes by: its first, or plain pro rata where none was made."""
    return case.scenarios[0] if case.scenarios else Scenario(id="", name="")


def choose_scenario(case: Case, scenario_id: str) -> Case:
    """Return the case that goes by another of its scenarios."""
    first = [scenario for scenario in case.scenarios if scenario.id == scenario_id]
    rest = [scenario for scenario in case.scenarios if scenario.id != scenario_id]
    return replace(case, scenarios=(*first, *rest))
