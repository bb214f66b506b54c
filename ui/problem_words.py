# SPDX-License-Identifier: Apache-2.0
"""What a note says on the screen: masked where amounts are hidden, and with its debt where there are several."""

from collections.abc import Mapping

from planner.facts.case import Case
from planner.facts.language import _
from planner.facts.problems import Problem
from ui import shown


def debt_names(case: Case) -> dict[str, str]:
    """What each debt is called, by its id."""
    return {debt.id: debt.brand or debt.creditor for debt in case.debts}


def problem_words(problem: Problem, debts: Mapping[str, str]) -> str:
    """The words of a note; of several `debts` (names by id) the one it is about comes first, if the words name none."""
    if shown.is_hidden() and problem.values:
        return shown.MASK
    words, (kind, _slash, rest) = problem.words(), problem.where.partition("/")
    name = debts.get(rest.partition("/")[0]) if kind == "debts" else None
    if not name or len(debts) < 2 or problem.values:
        return words
    return _("{name}: {reason}").format(name=shown.name(name), reason=words)
