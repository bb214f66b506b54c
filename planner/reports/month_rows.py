# SPDX-License-Identifier: Apache-2.0
"""The payments of one month of a plan, creditor by creditor: what stands behind a point of its charts."""

from collections.abc import Mapping
from dataclasses import replace

from planner.engine.plan import Plan
from planner.facts.dates import Month
from planner.facts.language import N_
from planner.reports.table import Cell, Column, Table, summed
from planner.reports.tables import SCHEDULE_COLUMNS

_OF = {column.key: column for column in SCHEDULE_COLUMNS}
COLUMNS = (
    Column("creditor", N_("Creditor"), "text", 24),
    *(_OF[key] for key in ("due", "payment", "principal", "interest", "penalty", "fee", "balance")),
)


def month_rows(plan: Plan, month: Month, called: Mapping[str, str]) -> Table:
    """Return the payments due in a month (fen), with their sums; `called` names the debts by id."""
    rows: list[tuple[Cell, ...]] = []
    ids: list[str] = []
    for debt in plan.debts:
        for row in debt.rows:
            if row.month == month:
                name = called.get(debt.debt_id, debt.creditor)
                parts = (row.payment, row.principal, row.interest, row.penalty, row.fee, row.balance)
                rows.append((name, row.due, *parts))
                ids.append(debt.debt_id)
    table = Table(
        name="month", title=N_("Payments of the month"), columns=COLUMNS, rows=tuple(rows), ids=tuple(ids)
    )
    return replace(table, totals=(None, None, *summed(COLUMNS, table.rows)[2:])) if rows else table
