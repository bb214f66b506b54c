# SPDX-License-Identifier: Apache-2.0
"""Lines of a budget that come from a spreadsheet: what they hold, and the group a cost belongs to by its words."""

from collections.abc import Sequence
from typing import Any

from planner.facts.case import Case, Expense, Income, new_id, put
from planner.facts.language import N_, _
from planner.facts.rulerows import BudgetGroup
from ui.help_topics import folded
from ui.models.records import written
from ui.pasting import Pasted
from ui.widgets.form import Field
from ui.widgets.ledger import EVERY, NOT_A_COST

# What a pasted line holds, in this order where no headings name it.
PASTED = (
    Field(path="name", label=N_("Name")),
    Field(path="amount", label=N_("Amount"), kind="money"),
    Field(path="every", label=N_("Cycle"), kind="choice", options=EVERY),
    Field(path="group", label=N_("Group")),
)


def with_lines(case: Case, list_name: str, pasted: Pasted, groups: Sequence[BudgetGroup]) -> Case:
    """The case with the pasted lines as new incomes or expenses, a cost in the group its words belong to."""
    for line in pasted.lines:
        record: Any
        if list_name == "incomes":
            record = Income(id=new_id(case, list_name), name=_("New income"), amount=0, every="month")
        else:
            group = group_of(str(line.get("group") or line.get("name") or ""), groups)
            record = Expense(
                id=new_id(case, list_name), name=_("New cost"), amount=0, every="month", group=group
            )
        for path, value in line.items():
            if path != "group":
                record = written(record, path, value)
        case = put(case, list_name, record)
    return case


def group_of(words: str, groups: Sequence[BudgetGroup]) -> str | None:
    """The group of a cost: one whose title or whose usual items share a word with it; None for none."""
    told = folded(words).strip()
    if not told:
        return None
    for group in (one for one in groups if one.id not in NOT_A_COST):
        known = (group.title_en, group.title_zh, *(group.items_zh or "").split("、"))
        if any(own and (own in told or told in own) for own in map(folded, known)):
            return group.id
    return None
