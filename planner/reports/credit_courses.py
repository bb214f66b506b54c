# SPDX-License-Identifier: Apache-2.0
"""The credit record of one debt under each course: nothing paid, the agreement as kept, each plan of the case."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.engine.agreement import Keeping
from planner.engine.simulate import simulate
from planner.facts.case import Case, Debt, chosen_scenario
from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.law.credit_forecast import CreditForecast, credit_forecast

Kind = Literal["nothing", "agreement", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course and what it means for the record: when all is settled, until when it is shown, the worst mark ahead.

    `worst_old` is where the lender reports the old contract on, `worst_new` where it reports a new schedule.
    """

    id: str
    name: str
    kind: Kind
    is_chosen: bool
    settled: dt.date | None
    shown_until: dt.date | None
    worst_old: str
    worst_new: str


def credit_courses(
    case: Case, debt: Debt, book: RuleBook, today: dt.date, kept: Keeping | None, since: dt.date | None
) -> Iterator[Course]:
    """Yield the courses one after another: nothing paid, the agreement if there is one, then each plan of the case.

    A plan whose facts refuse it is left out; the Plan page says why.
    """
    nothing = credit_forecast(case, debt, None, book, today, None, since)
    yield _course("nothing", _("Nothing is paid"), "nothing", False, nothing, today)
    if kept is not None:
        found = credit_forecast(case, debt, None, book, today, kept, since)
        yield _course("agreement", _("The agreement, kept from today"), "agreement", False, found, today)
    chosen = chosen_scenario(case)
    for scenario in case.scenarios or (chosen,):
        try:
            plan = simulate(case, scenario, book, today)
        except InputError:
            continue
        found = credit_forecast(case, debt, plan, book, today, None, since)
        name = scenario.name or _("Unnamed plan")
        yield _course(scenario.id or "plain", name, "plan", scenario == chosen, found, today)


def _course(
    course_id: str, name: str, kind: Kind, is_chosen: bool, found: CreditForecast, today: dt.date
) -> Course:
    ahead = [month for month in found.months if month.month >= Month.of(today)]
    return Course(
        id=course_id,
        name=name,
        kind=kind,
        is_chosen=is_chosen,
        settled=found.settled,
        shown_until=found.shown_until,
        worst_old=_worst([month.old for month in ahead]),
        worst_new=_worst([month.new for month in ahead]),
    )


def _worst(marks: list[str]) -> str:
    """Return the highest mark by days overdue, else N where all is paid in time, # where it is not known."""
    late = [mark for mark in marks if mark.isdigit()]
    if late:
        return max(late)
    return "N" if "N" in marks or "C" in marks else "#"
