# SPDX-License-Identifier: Apache-2.0
"""The repayment table (还款计划): every instalment by date, with its parts, what remains, and what is paid so far."""

from datetime import date

from planner.engine.plan import DebtPlan, Instalment, Plan
from planner.facts.case import Case, find
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.reports import tables
from planner.reports.printout import Printout, foot, paragraph, printout, table_html, title
from planner.reports.short_lists import shortened
from planner.reports.table import Cell, Column, Table, summed

TITLE = N_("Repayment table")
WIDEST = 22  # Latin characters of a creditor's name: it stands in every row
COLUMNS = (
    Column("n", N_("No."), "count", 5),
    Column("due", N_("Due"), "date", 11),
    Column("creditor", N_("Creditor"), width=20),
    Column("payment", N_("Amount"), "money", 12),
    Column("principal", N_("To principal"), "money", 12),
    Column("interest", N_("To interest"), "money", 11),
    Column("penalty", N_("To charges"), "money", 11),
    Column("balance", N_("Still owed"), "money", 13),
    Column("sum", N_("Paid so far"), "money", 13),
    Column("buffer", N_("Left in hand"), "money", 13),
)


def repayment_table(
    case: Case, plan: Plan, book: RuleBook, today: date, debt_id: str | None = None
) -> Printout:
    """Return the table of all debts by date, or of one debt: then without what others get and what is left in hand."""
    del book
    table = instalments(case, plan, debt_id)
    if debt_id is not None and not table.rows:
        raise InputError(
            f"debts/{debt_id}",
            N_("There is no offer for this debt in the plan."),
            {},
            N_("Choose another debt or plan."),
        )
    parts = [title(_(TITLE))]
    if debt_id is not None:
        debt = find(case, "debts", debt_id)
        name = debt.creditor if debt else debt_id
        under = (
            _("{creditor}, contract {number}").format(creditor=name, number=debt.number)
            if debt and debt.number
            else name
        )
        parts.append(paragraph(under, "under"))
    parts.append(table_html(table, [column.key for column in table.columns]))
    return printout(_(TITLE), parts, foot(today))


def instalments(case: Case, plan: Plan, debt_id: str | None = None) -> Table:
    """The rows of the repayment table; the columns of a single debt are fewer."""
    called = shortened(tables.names(case, plan), WIDEST)
    chosen = [debt for debt in plan.debts if debt_id in (None, debt.debt_id)]
    pairs = sorted(
        ((row, debt) for debt in chosen for row in debt.rows),
        key=lambda pair: (pair[0].due, pair[1].debt_id, pair[0].n),
    )
    left = {month.month: month.free for month in plan.months}
    rows: list[tuple[Cell, ...]] = []
    paid: Fen = 0
    for n, (row, debt) in enumerate(pairs, 1):
        paid += row.payment
        rows.append((n, *_cells(row, debt, called), paid, left.get(row.month)))
    totals = [
        total if column.key not in ("balance", "sum", "buffer") else None
        for column, total in zip(COLUMNS, summed(COLUMNS, tuple(rows)), strict=True)
    ]
    dropped = ("creditor", "buffer") if debt_id is not None else ()
    kept = [place for place, column in enumerate(COLUMNS) if column.key not in dropped]
    return Table(
        name="instalments",
        title=TITLE,
        columns=tuple(COLUMNS[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        totals=tuple(totals[place] for place in kept),
    )


def _cells(row: Instalment, debt: DebtPlan, called: dict[str, str]) -> tuple[Cell, ...]:
    charges = row.penalty + row.fee
    return row.due, called[debt.debt_id], row.payment, row.principal, row.interest, charges, row.balance
