# SPDX-License-Identifier: Apache-2.0
"""Builders of facts for tests: a debt, an income, a cost, a case, each with one line of what matters."""

import datetime as dt
from decimal import Decimal
from typing import Any

from planner.facts.case import (
    Asset,
    Case,
    Debt,
    Drawdown,
    Expense,
    Household,
    Income,
    Minimum,
    Reserve,
    Scenario,
)
from planner.facts.dates import Month
from planner.facts.money import Fen, parse_yuan
from planner.facts.terms import Shape, Terms

TODAY = dt.date(2026, 3, 20)
FIRST = Month.parse("2026-04")
AS_OF = dt.date(2026, 3, 31)


def yuan(amount: int | str) -> Fen:
    """Return fen of an amount typed in yuan: `yuan(5000)`, `yuan("0.05")`."""
    return parse_yuan(str(amount))


def a_shape(kind: str = "equal_instalment", **keys: Any) -> Shape:
    """Return a shape; amounts in fen."""
    return Shape(kind=kind, **keys)  # type: ignore[arg-type]


def terms(**keys: Any) -> Terms:
    """Return terms; `rate="0.24"` stands for annual_rate, `kind=` for a bare shape."""
    if "rate" in keys:
        keys["annual_rate"] = Decimal(keys.pop("rate"))
    if "kind" in keys:
        keys["shape"] = a_shape(keys.pop("kind"))
    return Terms(**keys)


def a_debt(id: str = "d1", principal: Fen = 500_000, rate: str | None = None, **keys: Any) -> Debt:
    """Return a debt of ¥5,000 with a card class; `rate` makes contract terms that run from due day to due day."""
    if rate is not None and "terms" not in keys:
        keys["terms"] = terms(rate=rate, day_count="PERIODIC")
    if isinstance(keys.get("minimum"), int):
        keys["minimum"] = Minimum(amount=keys["minimum"])
    values: dict[str, Any] = {
        "creditor": f"Creditor {id}",
        "lender_class": "microloan",
        "as_of": AS_OF,
        "due_day": 31,
    }
    return Debt(id=id, principal=principal, **{**values, **keys})


def an_income(amount: Fen = 620_000, id: str = "i1", every: str = "month", **keys: Any) -> Income:
    """Return a monthly salary."""
    return Income(id=id, name=keys.pop("name", f"Income {id}"), amount=amount, every=every, **keys)  # type: ignore[arg-type]


def a_cost(amount: Fen = 358_000, id: str = "e1", every: str = "month", **keys: Any) -> Expense:
    """Return a monthly living cost of group X1."""
    values: dict[str, Any] = {"name": f"Cost {id}", "group": "X1"}
    return Expense(id=id, amount=amount, every=every, **{**values, **keys})  # type: ignore[arg-type]


def an_asset(amount: Fen, id: str = "a1", use: str = "plan", **keys: Any) -> Asset:
    """Return an asset that is meant for the plan."""
    return Asset(id=id, name=keys.pop("name", f"Asset {id}"), amount=amount, use=use, **keys)  # type: ignore[arg-type]


def a_case(*debts: Debt, **keys: Any) -> Case:
    """Return a case with those debts, one salary of ¥6,200 and living costs of ¥3,580, no reserve yet."""
    values: dict[str, Any] = {
        "version": 1,
        "first_month": FIRST,
        "incomes": (an_income(),),
        "expenses": (a_cost(),),
    }
    return Case(debts=debts, **{**values, **keys})


def a_scenario(strategy: str = "pro_rata", **keys: Any) -> Scenario:
    """Return a scenario of that strategy."""
    return Scenario(id=keys.pop("id", "s1"), name=keys.pop("name", "Scenario"), strategy=strategy, **keys)


def four_debts() -> tuple[Debt, ...]:
    """Return the four balances of the worked example: 18,600, 42,300, 15,800 and 9,300, no interest."""
    rows = (("d1", 18_600, 1_620), ("d2", 42_300, 2_115), ("d3", 15_800, 1_580), ("d4", 9_300, 930))
    return tuple(a_debt(name, yuan(owed), "0", contract_payment=yuan(pay)) for name, owed, pay in rows)


__all__ = [
    "AS_OF", "FIRST", "TODAY", "Decimal", "Drawdown", "Household", "Reserve",
    "a_case", "a_cost", "a_debt", "a_scenario", "a_shape", "an_asset", "an_income", "four_debts", "terms", "yuan",
]  # fmt: skip
