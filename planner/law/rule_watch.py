# SPDX-License-Identifier: Apache-2.0
"""Which rules changed since a contract was signed or since the case was opened, and whether that matters here."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.facts.case import Case, Debt
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import Rule
from planner.law.missing import COURT_STAGES

Since = Literal["contract", "case", "coming", "ended"]
ENFORCED = frozenset({"enforceable", "enforcement", "preservation", "judgment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One rule that began or ended: the row, the day, the row it took over from, and whom it touches here.

    `since` says against what it is new: the case, an older contract, today (`coming`), or that it ended.
    """

    rule: Rule
    before: Rule | None
    day: dt.date
    since: Since
    debts: tuple[str, ...]  # ids of the debts it may touch; empty where it touches the whole case or nothing
    matters: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must check the row before it may drive anything."""
        return self.rule.is_doubtful


def opened_on(case: Case) -> dt.date:
    """Return the day the case counts as opened: the earliest day its balances are stated for, else its first month."""
    days = [debt.as_of for debt in case.debts]
    return min([case.first_month.first, *days])


def rule_changes(case: Case, book: RuleBook, today: dt.date) -> tuple[RuleChange, ...]:
    """Return what changed since the oldest contract or since the case was opened: what matters here first, then newest."""
    found = [
        change
        for rows in book.rules.values()
        for place, row in enumerate(rows)
        for change in _of_row(row, rows[place - 1] if place else None, case, today)
    ]
    return tuple(sorted(found, key=lambda one: (not one.matters, -one.day.toordinal(), one.rule.id)))


def _of_row(row: Rule, before: Rule | None, case: Case, today: dt.date) -> Iterator[RuleChange]:
    opened = opened_on(case)
    if row.since is not None:
        older = tuple(
            debt.id
            for debt in touched_debts(row, case)
            if debt.contract_date is not None and debt.contract_date < row.since
        )
        if row.since > today:
            yield _change(row, before, row.since, "coming", _ids(touched_debts(row, case)), case)
        elif row.since > opened:
            yield _change(row, before, row.since, "case", _ids(touched_debts(row, case)), case)
        elif older:
            yield _change(row, before, row.since, "contract", older, case)
    if row.until is not None and opened <= row.until < today:
        yield _change(row, before, row.until, "ended", _ids(touched_debts(row, case)), case)


def _change(
    row: Rule, before: Rule | None, day: dt.date, since: Since, debts: tuple[str, ...], case: Case
) -> RuleChange:
    return RuleChange(
        rule=row, before=before, day=day, since=since, debts=debts, matters=matters(row, case, debts)
    )


def touched_debts(row: Rule, case: Case) -> tuple[Debt, ...]:
    """Return the debts whose lender class, or stage, a row applies to."""
    return tuple(debt for debt in case.debts if _touches(row, debt.lender_class, debt.stage))


def _ids(debts: tuple[Debt, ...]) -> tuple[str, ...]:
    return tuple(debt.id for debt in debts)


def _touches(row: Rule, lender_class: str, stage: str | None) -> bool:
    to = set(row.applies_to)
    if "all" in to or lender_class in to or to & {"collection", "credit_record"}:
        return True
    return ("court" in to and stage in COURT_STAGES) or ("enforcement" in to and stage in ENFORCED)


def matters(row: Rule, case: Case, debts: tuple[str, ...]) -> bool:
    """Whether a change may matter here: it touches a debt of the case, or its court rules while a notice has come."""
    return bool(debts) or ("court" in row.applies_to and bool(case.notices))
