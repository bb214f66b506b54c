# SPDX-License-Identifier: Apache-2.0
"""The papers creditors usually ask for, and how the case stands with each: here, missing, too old, too few months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.history import account_months
from planner.facts.case import Case, Paper

State = Literal["here", "missing", "old", "undated", "short"]
OLDEST = {"D03": 30}  # days after which a paper of this kind is usually not taken any more
FLOW_MONTHS = 6  # months of flows usually asked for; some ask for twelve


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One kind of paper, D01 to D14. `age` in days of the newest one where it is old; `months` of flows seen."""

    kind: str
    state: State
    paper: str | None = None  # the id of the newest one
    age: int | None = None
    months: int | None = None


def wanted(case: Case, today: date) -> tuple[Wanted, ...]:
    """Return what is usually asked for, in the order of the kinds; nothing where nothing is owed."""
    return tuple(_standing(case, kind, today) for kind in _usual(case)) if case.debts else ()


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
