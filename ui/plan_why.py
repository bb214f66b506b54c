# SPDX-License-Identifier: Apache-2.0
"""Every figure of the Plan page by name, and how it came about: what the card of explanations asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.beside import Beside
from planner.engine.budget import opening_reserve
from planner.engine.court_notes import explain_court
from planner.engine.explain import explain
from planner.engine.explain_around import explain_course, explain_distance
from planner.engine.explain_month import COLUMNS
from planner.engine.explanation import Explanation
from planner.engine.plan import Plan
from planner.engine.stress_explain import explain_chance
from planner.engine.stress_values import StressResult
from planner.facts.case import Case, Scenario
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.reports.tables import names
from ui import shown

PLAN: Mapping[str, str] = {
    "affordable": N_("What can be paid a month"),
    "budget": N_("Budget a month"),
    "first": N_("First month"),
    "peak": N_("Largest month"),
    "total": N_("Total paid"),
    "end": N_("Months until all is clear"),
    "waived": N_("Asked to be waived"),
}
DEBT: Mapping[str, str] = {
    "offer": N_("A month"),
    "total": N_("Total"),
    "last": N_("Months to the last instalment"),
}
MONTH: Mapping[str, str] = {**COLUMNS, "owed": N_("Owed at the month's end")}
CHANCE: Mapping[str, str] = {
    "stress/holds": N_("Chance that it holds"),
    "stress/error": N_("How exact the chance is"),
    "stress/reserve/0.90": N_("More reserve for 90 %"),
    "stress/reserve/0.95": N_("More reserve for 95 %"),
    "stress/largest/0.90": N_("Largest a month, 90 %"),
    "stress/largest/0.95": N_("Largest a month, 95 %"),
    "stress/miss": N_("A first miss, most often"),
    "stress/size": N_("and what is then missing"),
}
COURSES: Mapping[str, str] = {
    "beside/plan/left": N_("This plan: still owed"),
    "beside/nothing/left": N_("Doing nothing: still owed"),
    "beside/lost/paid": N_("Losing in court: paid"),
    "beside/lost/left": N_("Losing in court: still owed"),
    "beside/lost/costs": N_("Losing in court: court and delay"),
    "beside/lost/more": N_("Losing in court: more than this plan"),
    "beside/lost/withheld": N_("Losing in court: most taken of a month"),
    "beside/lost/small": N_("Losing in court: a small claim, up to"),
}
BEST: Mapping[str, str] = {
    "best/money": N_("Dearer than the cheapest"),
    "best/months": N_("Later than the quickest, months"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whys:
    """What can be explained now: a plan, and as they come its futures, the courses beside it, the proven best."""

    case: Case
    scenario: Scenario
    plan: Plan
    book: RuleBook
    today: date
    result: StressResult | None = None
    courses: tuple[Beside, Beside] | None = None
    best: tuple[Plan, Plan] | None = None

    def of(self, figure: str) -> Explanation | None:
        """How a figure came about; None for what is no figure, or not known yet."""
        head, _slash, rest = figure.partition("/")
        if head == "stress":
            return explain_chance(self.result, opening_reserve(self.case), rest) if self.result else None
        if head == "beside":
            return self._beside(rest)
        if head == "best":
            return explain_distance(self.plan, *self.best, rest) if self.best else None
        return explain(self.case, self.scenario, self.plan, figure, self.book, self.today)

    def _beside(self, figure: str) -> Explanation | None:
        if self.courses is None:
            return None
        told = explain_course(self.plan, *self.courses, figure)
        return told or explain_court(self.case, self.plan, self.book, figure)

    def subjects(self) -> Iterator[tuple[str, str]]:
        """Yield what has figures, and its name: the plan, what stands around it, each creditor, each month."""
        yield "plan", _("The plan")
        for head, words, known in (
            ("stress", _("Will it hold?"), self.result is not None and self.result.holds is not None),
            ("beside", _("Beside the plan"), self.courses is not None),
            ("best", _("The proven best"), self.best is not None),
        ):
            if known:
                yield head, words
        called = names(self.case, self.plan)
        for debt in self.plan.debts:
            yield f"debts/{debt.debt_id}", shown.name(called.get(debt.debt_id, debt.creditor))
        for row in self.plan.months:
            yield f"months/{row.month}", shown.month(row.month)

    def figures(self, subject: str) -> Iterator[tuple[str, str]]:
        """Yield the figures of a subject that have an explanation, and their names (msgids)."""
        head = subject.partition("/")[0]
        around = {"plan": PLAN, "stress": CHANCE, "beside": COURSES, "best": BEST}
        named = dict(around.get(head, {}))
        if head in ("debts", "months"):
            named = {f"{subject}/{key}": words for key, words in (DEBT if head == "debts" else MONTH).items()}
        for figure, words in named.items():
            if self.of(figure) is not None:
                yield figure, words


def subject_of(figure: str) -> str:
    """Whose figure it is: `plan`, `stress`, `beside`, `best`, `debts/d1`, `months/2026-04`."""
    parts = figure.split("/")
    if parts[0] == "debts" and len(parts) == 4:
        return f"months/{parts[3]}"
    return "/".join(parts[:2]) if parts[0] in ("debts", "months") else parts[0] if len(parts) > 1 else "plan"
