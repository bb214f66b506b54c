# SPDX-License-Identifier: Apache-2.0
"""A small case for tests of the case file, and edits to it."""

from dataclasses import replace
from datetime import date, datetime

from planner.facts.case import Borrower, Case, Debt, Flow, Income, changes, new_case, put
from planner.facts.dates import Month
from planner.store.casefile import CaseFile

AT = datetime(2026, 4, 1, 14, 3)


def a_case(flows: int = 0) -> Case:
    """Return a case with a debt, an income and so many flows."""
    case = replace(new_case(Month.parse("2026-04")), borrower=Borrower(name="张三"))
    case = put(case, "debts", a_debt(0))
    case = put(case, "incomes", Income(id="i1", name="工资", amount=620_000, every="month"))
    rows = (Flow(id=f"f{n}", at=date(2025, 1 + n % 12, 5), amount=-n, memo=f"午餐 {n}") for n in range(flows))
    return replace(case, flows=tuple(rows))


def a_debt(n: int) -> Debt:
    """Return a debt that tells its number as its principal."""
    return Debt(id=f"d{n}", creditor="某银行", lender_class="bank", principal=n, as_of=date(2026, 4, 1))


def with_debt(case: Case, n: int) -> Case:
    """Return the case with debt number n added."""
    return put(case, "debts", a_debt(n))


def add_debt(file: CaseFile, case: Case, n: int) -> Case:
    """Keep the edit that adds debt number n; returns the case then."""
    fresh = with_debt(case, n)
    file.save(changes(case, fresh), f"Add debt {n}", AT)
    return fresh
