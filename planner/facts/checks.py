# SPDX-License-Identifier: Apache-2.0
"""Are the facts complete and coherent? What contradicts itself stops; what is missing is said."""

from collections.abc import Iterator
from typing import Any

from planner.facts.case import LISTS, Case, Debt, Expense, Income
from planner.facts.dates import first_day, last_day
from planner.facts.language import N_
from planner.facts.problems import INFO, STOP, WARN, Problem
from planner.facts.terms import Terms

# Where a record names another: list, field, the list it must be in.
REFERENCES = (
    ("files", "account", "accounts"),
    ("flows", "account", "accounts"),
    ("flows", "file", "files"),
    ("flows", "debt", "debts"),
    ("papers", "debt", "debts"),
    ("notices", "debt", "debts"),
    ("contacts", "debt", "debts"),
    ("offers", "debt", "debts"),
    ("agreements", "debt", "debts"),
    ("said", "debt", "debts"),
)


def find_problems(case: Case) -> tuple[Problem, ...]:
    """Return everything that contradicts itself (stop), looks wrong (warn) or is missing (info)."""
    return (
        *(problem for debt in case.debts for problem in _debt_problems(debt)),
        *(problem for line in case.incomes for problem in _line_problems("incomes", line)),
        *(problem for line in case.expenses for problem in _line_problems("expenses", line)),
        *_single_problems(case),
        *_reference_problems(case),
        *_missing(case),
    )


def refusals(case: Case) -> tuple[Problem, ...]:
    """Return only what contradicts itself: a case with any of these cannot be planned."""
    return tuple(problem for problem in find_problems(case) if problem.severity == STOP)


def _negative(where: str, record: Any, names: tuple[str, ...]) -> Iterator[Problem]:
    for name in names:
        amount = getattr(record, name)
        if amount is not None and amount < 0:
            yield Problem(STOP, f"{where}/{name}", N_("The amount is below zero."))


def _debt_problems(debt: Debt) -> Iterator[Problem]:
    where = f"debts/{debt.id}"
    yield from _negative(where, debt, ("principal", "interest", "penalty", "fee", "contract_payment"))
    if debt.minimum:
        yield from _negative(f"{where}/minimum", debt.minimum, ("amount", "floor"))
    if debt.claim:
        yield from _negative(f"{where}/claim", debt.claim, ("principal", "interest", "penalty", "fee"))
    if not debt.creditor.strip():
        yield Problem(WARN, f"{where}/creditor", N_("The creditor has no name."))
    if debt.due_day is not None and not 1 <= debt.due_day <= 31:
        yield Problem(STOP, f"{where}/due_day", N_("A due day lies between 1 and 31."))
    if debt.contract_date and debt.contract_date > debt.as_of:
        yield Problem(
            WARN, f"{where}/contract_date", N_("The contract is dated after the day of the balance.")
        )
    for i, paid in enumerate(debt.payments):
        if paid.amount <= 0:
            yield Problem(STOP, f"{where}/payments/{i}", N_("A payment must be above zero."))
    for name, terms in (("terms", debt.terms), *((f"menu/{i}", one) for i, one in enumerate(debt.menu))):
        if terms is not None:
            yield from _terms_problems(f"{where}/{name}", terms)


def _terms_problems(where: str, terms: Terms) -> Iterator[Problem]:
    if terms.principal is not None and terms.principal < 0:
        yield Problem(STOP, f"{where}/principal", N_("The amount is below zero."))
    if terms.annual_rate < 0:
        yield Problem(STOP, f"{where}/annual_rate", N_("The rate is below zero."))
    if terms.due_day is not None and not 1 <= terms.due_day <= 31:
        yield Problem(STOP, f"{where}/due_day", N_("A due day lies between 1 and 31."))
    days = [change.since for change in terms.rate_changes]
    twice = next((day for n, day in enumerate(days) if day in days[:n]), None)
    if twice is not None:
        words = N_("Two rate changes are on the same day, {day}.")
        yield Problem(STOP, f"{where}/rate_changes", words, {"day": twice.isoformat()})
    if terms.start and terms.first_due and terms.first_due <= terms.start:
        yield Problem(WARN, f"{where}/first_due", N_("The first instalment is due before the loan starts."))


def _line_problems(list_name: str, line: Income | Expense) -> Iterator[Problem]:
    where = f"{list_name}/{line.id}"
    yield from _negative(where, line, ("amount",))
    if any(not 1 <= month <= 12 for month in line.months):
        yield Problem(STOP, f"{where}/months", N_("Months are numbered 1 to 12."))
    if line.day is not None and not 1 <= line.day <= 31:
        yield Problem(STOP, f"{where}/day", N_("A day of the month lies between 1 and 31."))
    if line.since and line.until and last_day(line.until) < first_day(line.since):
        yield Problem(STOP, f"{where}/to", N_("It ends before it starts."))
    if line.every == "once" and line.since is None:
        yield Problem(
            WARN, f"{where}/from", N_("A single amount needs its month; it is left out until then.")
        )


def _single_problems(case: Case) -> Iterator[Problem]:
    if case.reserve:
        yield from _negative("reserve", case.reserve, ("now", "cap", "target"))
        share = case.reserve.share
        if share is not None and not 0 <= share <= 1:
            yield Problem(STOP, "reserve/share", N_("The share lies between 0 and 1."))
    if case.household:
        for name in ("adults", "children"):
            people = getattr(case.household, name)
            if people is not None and not 0 <= people <= 30:
                yield Problem(STOP, f"household/{name}", N_("The number of people cannot be right."))
    for asset in case.assets:
        yield from _negative(f"assets/{asset.id}", asset, ("amount",))


def _reference_problems(case: Case) -> Iterator[Problem]:
    ids = {name: {record.id for record in getattr(case, name)} for name in LISTS}
    for list_name, field, target in REFERENCES:
        for record in getattr(case, list_name):
            named = getattr(record, field)
            if named is not None and named not in ids[target]:
                yield Problem(
                    WARN,
                    f"{list_name}/{record.id}/{field}",
                    N_("“{id}” does not exist in this case."),
                    {"id": named},
                )
    for scenario in case.scenarios:
        for debt_id in {*scenario.order, *(scenario.terms or {})} - ids["debts"]:
            yield Problem(
                WARN, f"scenarios/{scenario.id}", N_("“{id}” does not exist in this case."), {"id": debt_id}
            )


def _missing(case: Case) -> Iterator[Problem]:
    if not case.debts:
        yield Problem(INFO, "debts", N_("No debt is entered yet."))
    if not case.incomes:
        yield Problem(INFO, "incomes", N_("No income is entered yet."))
    if not case.expenses:
        yield Problem(INFO, "expenses", N_("No living cost is entered yet."))
    for debt in case.debts:
        if debt.terms is None:
            yield Problem(
                INFO, f"debts/{debt.id}/terms", N_("The terms are not known; the plan says what it assumes.")
            )
