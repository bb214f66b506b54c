# SPDX-License-Identifier: Apache-2.0
"""The papers the creditors of a case usually ask for, by their class, and how the case stands with each: here, missing, too old, too few months."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from planner.engine.history import account_months
from planner.facts.case import Case, Paper
from planner.facts.rulebook import RuleBook

State = Literal["here", "missing", "old", "undated", "short"]
OLDEST = {"D03": 30}  # days after which a paper of this kind is usually not taken any more
_WOULD = {"incomes": ("D05", "D04"), "expenses": ("D10", "D04")}
FLOW_MONTHS = 6  # months of flows usually asked for; some ask for twelve


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One kind of paper, D01 to D14. `age` in days of the newest one where it is old; `months` of flows seen."""

    kind: str
    state: State
    paper: str | None = None  # the id of the newest one
    age: int | None = None
    months: int | None = None
    asked_by: tuple[str, ...] = ()  # the classes of lenders in the case that ask for it


def wanted(case: Case, book: RuleBook, today: date) -> tuple[Wanted, ...]:
    """Return what the creditors of the case usually ask for, in the order of the kinds; nothing where nothing is owed.

    Who lends without a licence is not handed an identity card or bank flows: the rule rows say who asks for what.
    """
    classes = tuple(dict.fromkeys(debt.lender_class for debt in case.debts))
    found = []
    for kind in _usual(case):
        row = book.document(kind)
        asked_by = tuple(one for one in classes if row is not None and one in row.asked_by)
        if asked_by:
            found.append(replace(_standing(case, kind, today), asked_by=asked_by))
    return tuple(found)


def would_prove(figure: str) -> tuple[str, ...]:
    """Return the kinds of papers that usually show a figure, the best first."""
    head, _slash, rest = figure.partition("/")
    if head == "debts":
        return ("D13", "D02") if "/claim." in rest else ("D02", "D03")
    return _WOULD.get(head, ("D04",))


def _usual(case: Case) -> Iterator[str]:
    yield from ("D01", "D02", "D03", "D04")
    yield "D05" if case.incomes else "D06"
    if case.household is not None and case.household.children:
        yield "D10"
    yield "D11"
    if any(debt.stage for debt in case.debts):
        yield "D13"


def _standing(case: Case, kind: str, today: date) -> Wanted:
    papers = [paper for paper in case.papers if paper.kind == kind]
    newest = max(papers, key=lambda paper: paper.date or date.min, default=None)
    if kind == "D04" and newest is None:
        return _flows(case)
    if newest is None:
        return Wanted(kind=kind, state="missing")
    age = too_old(newest, today)
    if age is not None:
        return Wanted(kind=kind, state="old", paper=newest.id, age=age)
    state: State = "undated" if kind in OLDEST and newest.date is None else "here"
    return Wanted(kind=kind, state=state, paper=newest.id)


def too_old(paper: Paper, today: date) -> int | None:
    """Return a paper's age in days where it is older than is usually taken; else None."""
    if paper.date is None or paper.kind not in OLDEST:
        return None
    age = (today - paper.date).days
    return age if age > OLDEST[paper.kind] else None


def _flows(case: Case) -> Wanted:
    if not case.files:
        return Wanted(kind="D04", state="missing")
    months = max((len(seen) for seen in account_months(case.files).values()), default=0)
    return Wanted(kind="D04", state="here" if months >= FLOW_MONTHS else "short", months=months)
