# SPDX-License-Identifier: Apache-2.0
"""Stated shocks: a job lost for some months, income cut, a bill. Each makes a new case and leaves the facts alone."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from planner.engine.budget import month_of
from planner.facts.case import Case, Expense, Income, Shock
from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.money import Fen, round_fen


def shocked(case: Case, shocks: Iterable[Shock]) -> Case:
    """Return the case as it would be with those shocks, one after another."""
    for shock in shocks:
        if shock.kind == "bill":
            case = with_bill(case, shock.amount or 0, shock.since)
        else:
            share = Decimal(1) if shock.kind == "job_lost" else abs(shock.share or Decimal(0))
            case = income_falls(case, share, shock.since, shock.months, shock.income)
    return case


def income_falls(
    case: Case,
    share: Decimal,
    since: Month | None = None,
    months: int | None = None,
    income: str | None = None,
) -> Case:
    """Return the case with a share of income gone (0.20: a fifth), of one line or all, for some months or for good."""
    start = since or case.first_month
    end = None if months is None else start.plus(months)
    lines: list[Income] = []
    for line in case.incomes:
        hit = income is None or line.id == income
        lines.extend(_cut(line, share, start, end) if hit else (line,))
    return replace(case, incomes=tuple(lines))


def job_lost(case: Case, months: int, since: Month | None = None, income: str | None = None) -> Case:
    """Return the case with an income (or all) gone for some months."""
    return income_falls(case, Decimal(1), since, months, income)


def with_bill(case: Case, amount: Fen, since: Month | None = None) -> Case:
    """Return the case with one more cost in one month."""
    taken = {line.id for line in case.expenses}
    number = next(n for n in range(1, len(taken) + 2) if f"shock{n}" not in taken)
    bill = Expense(
        id=f"shock{number}",
        name=_("Stated bill"),
        amount=amount,
        every="once",
        since=since or case.first_month,
    )
    return replace(case, expenses=(*case.expenses, bill))


def _cut(line: Income, share: Decimal, start: Month, end: Month | None) -> tuple[Income, ...]:
    """Return the line in its parts before, during (less the share) and after the months from `start` to before `end`."""
    low = month_of(line.since) if line.since else None
    high = month_of(line.until) if line.until else None
    if line.every == "once":
        struck = low is not None and low >= start and (end is None or low < end)
        return (_less(line, share),) if struck else (line,)
    if (end is not None and low is not None and low >= end) or (high is not None and high < start):
        return (line,)
    parts = []
    if low is None or low < start:
        parts.append(replace(line, until=start.plus(-1)))
    inside = replace(
        line, since=max(low, start) if low else start, until=_earlier(high, end.plus(-1) if end else None)
    )
    if share < 1:
        parts.append(_less(inside, share))
    if end is not None and (high is None or high >= end):
        parts.append(replace(line, since=end))
    return tuple(replace(part, id=line.id if i == 0 else f"{line.id}+{i}") for i, part in enumerate(parts))


def _earlier(one: Month | None, other: Month | None) -> Month | None:
    return min(one, other) if one is not None and other is not None else one or other


def _less(line: Income, share: Decimal) -> Income:
    return replace(line, amount=round_fen(Fraction(line.amount) * (1 - Fraction(share))))
