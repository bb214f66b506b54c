# SPDX-License-Identifier: Apache-2.0
"""Tables of debts, budget, plan and schedules: the one source for screen, spreadsheet and paper.

Each function turns facts or results into a `Table`; nothing is calculated here that the engine knows.
"""

from collections.abc import Iterable

from planner.engine.plan import DebtPlan, Instalment, Plan
from planner.evidence.redaction_creditor import OTHERS, OTHERS_FIRST
from planner.facts.case import Case, Debt, Expense, Income, find
from planner.facts.dates import Month, first_day
from planner.facts.language import N_, _
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import Rule
from planner.reports.table import Cell, Column, Table, summed
from planner.reports.words import CONFIDENCE, CYCLES, word

PRIORITY = "P1"
MOST_STEPS = 3  # changes of an amount that are listed one by one


def names(case: Case, plan: Plan | None = None) -> dict[str, str]:
    """What each debt is called, by id: the brand or else the creditor; two of one name carry their number in the list."""
    short = {debt.id: (debt.brand or debt.creditor).strip() or debt.id for debt in case.debts}
    if plan is not None:
        short |= {row.debt_id: row.creditor for row in plan.debts if row.debt_id not in short}
    seen = list(short.values())
    return {
        debt_id: f"{name} {place}" if seen.count(name) > 1 else name
        for place, (debt_id, name) in enumerate(short.items(), 1)
    }


def debts(case: Case, book: RuleBook) -> Table:
    """All debts with the parts of today's balance."""
    columns = (
        Column("creditor", N_("Creditor"), width=26),
        Column("lender", N_("Kind of lender"), width=18),
        Column("number", N_("Contract number"), width=20),
        Column("as_of", N_("As of"), "date"),
        Column("principal", N_("Principal"), "money", 14),
        Column("interest", N_("Interest"), "money", 12),
        Column("penalty", N_("Late charges"), "money", 12),
        Column("fee", N_("Fees"), "money", 12),
        Column("owed", N_("Owed"), "money", 14),
        Column("rate", N_("Yearly rate"), "rate", 10),
        Column("note", N_("Remarks"), width=22),
    )
    rows = tuple(_debt_row(debt, book) for debt in case.debts)
    return Table(
        name="debts",
        title=N_("Debts"),
        columns=columns,
        rows=rows,
        totals=summed(columns, rows),
        ids=tuple(debt.id for debt in case.debts),
    )


def _debt_row(debt: Debt, book: RuleBook) -> tuple[Cell, ...]:
    told = not debt.brand or debt.brand in debt.creditor
    creditor = debt.creditor if told else f"{debt.creditor}（{debt.brand}）"
    marks = ((debt.priority, _("priority")), (debt.disputed, _("disputed")))
    remarks = [text for is_so, text in marks if is_so] + ([debt.note] if debt.note else [])
    return (
        creditor,
        _lender(debt, book),
        debt.number,
        debt.as_of,
        debt.principal,
        debt.interest,
        debt.penalty,
        debt.fee,
        debt.owed,
        debt.terms.annual_rate if debt.terms else None,
        _(", ").join(remarks),
    )


def _lender(debt: Debt, book: RuleBook) -> str | None:
    """The kind of lender; several creditors in one line have none in common."""
    if debt.id in (OTHERS, OTHERS_FIRST):
        return None
    return book.lenders[debt.lender_class].title if debt.lender_class in book.lenders else debt.lender_class


LINE_COLUMNS = (
    Column("name", N_("Item"), width=26),
    Column("group", N_("Group"), width=20),
    Column("amount", N_("Amount"), "money", 14),
    Column("every", N_("Cycle"), width=16),
    Column("months", N_("In the months"), width=16),
    Column("since", N_("From"), "date"),
    Column("until", N_("To"), "date"),
    Column("reason", N_("Reason"), width=30),
)


def incomes(case: Case) -> Table:
    """The incomes, each in its own cycle; their sum by month stands in the month table."""
    rows = tuple(_line_row(line) for line in case.incomes)
    return Table(
        name="incomes",
        title=N_("Income"),
        columns=tuple(c for c in LINE_COLUMNS if c.key not in ("group", "reason")),
        rows=tuple(tuple(c for i, c in enumerate(row) if i not in (1, 7)) for row in rows),
        ids=tuple(line.id for line in case.incomes),
    )


def grouped(case: Case, book: RuleBook) -> dict[str, tuple[Expense, ...]]:
    """The costs by title of their group, priority debts first; lines without a known group come last."""
    found = {
        group.title: tuple(line for line in case.expenses if line.group == group.id)
        for group in sorted(book.groups, key=lambda group: group.id != PRIORITY)
    }
    known = {group.id for group in book.groups}
    found[_("Other")] = tuple(line for line in case.expenses if line.group not in known)
    return {title: lines for title, lines in found.items() if lines}


def costs(case: Case, book: RuleBook) -> Table:
    """The living costs and priority debts by group, each in its own cycle."""
    lines = [(line, title) for title, group in grouped(case, book).items() for line in group]
    return Table(
        name="costs",
        title=N_("Living costs"),
        columns=LINE_COLUMNS,
        rows=tuple(_line_row(line, title) for line, title in lines),
        ids=tuple(line.id for line, _title in lines),
    )


def _line_row(line: Income | Expense, group: str | None = None) -> tuple[Cell, ...]:
    return (
        line.name,
        group,
        line.amount,
        word(CYCLES, line.every),
        _(", ").join(str(month) for month in line.months),
        first_day(line.since) if line.since else None,
        first_day(line.until) if line.until else None,
        line.reason if isinstance(line, Expense) else None,
    )


def months(plan: Plan, called: dict[str, str] | None = None) -> Table:
    """The month table: income, living, what is set aside and paid to each creditor, and the two purses."""
    paying = tuple(
        debt for debt in plan.debts if not debt.priority
    )  # the others stand among the priority debts
    columns = (
        Column("month", N_("Month"), "month", 9),
        Column("income", N_("Income"), "money", 12),
        Column("priority", N_("Priority debts"), "money", 12),
        Column("living", N_("Living costs"), "money", 12),
        Column("surplus", N_("Left for debts"), "money", 12),
        Column("set_aside", N_("Set aside"), "money", 11),
        Column("assets", N_("One-off money"), "money", 11),
        *(
            Column(f"debt:{d.debt_id}", (called or {}).get(d.debt_id, d.creditor), "money", 12, named=True)
            for d in paying
        ),
        Column("paid", N_("Paid"), "money", 12),
        Column("free", N_("Free money"), "money", 12),
        Column("reserve", N_("Reserve"), "money", 12),
        Column("owed", N_("Still owed"), "money", 13),
    )
    paid = {debt.debt_id: paid_by_month(debt.rows) for debt in paying}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.month,
            row.income,
            row.priority,
            row.living,
            row.surplus,
            row.set_aside,
            row.assets,
            *(paid[debt.debt_id].get(row.month, 0) for debt in paying),
            row.paid,
            row.free,
            row.reserve,
            sum(debt.owed[place] for debt in plan.debts if place < len(debt.owed)),
        )
        for place, row in enumerate(plan.months)
    )
    totals = tuple(
        None if column.key in ("free", "reserve", "owed") else total
        for column, total in zip(columns, summed(columns, rows), strict=True)
    )
    return Table(name="months", title=N_("Month by month"), columns=columns, rows=rows, totals=totals)


def paid_by_month(rows: Iterable[Instalment]) -> dict[Month, Fen]:
    """What the rows pay in each month."""
    found: dict[Month, Fen] = {}
    for row in rows:
        found[row.month] = found.get(row.month, 0) + row.payment
    return found


SCHEDULE_COLUMNS = (
    Column("n", N_("No."), "count", 5),
    Column("due", N_("Due"), "date", 11),
    Column("payment", N_("Payment"), "money", 13),
    Column("principal", N_("To principal"), "money", 13),
    Column("interest", N_("To interest"), "money", 12),
    Column("penalty", N_("To late charges"), "money", 12),
    Column("fee", N_("To fees"), "money", 12),
    Column("balance", N_("Still owed"), "money", 13),
)


def schedule(debt: DebtPlan, called: str | None = None) -> Table:
    """The instalments of one debt, each divided into its parts."""
    rows = tuple(
        (row.n, row.due, row.payment, row.principal, row.interest, row.penalty, row.fee, row.balance)
        for row in debt.rows
    )
    totals = (*summed(SCHEDULE_COLUMNS, rows)[:-1], None)
    return Table(
        name=f"schedule:{debt.debt_id}",
        title=N_("Instalments to {creditor}"),
        values={"creditor": called or debt.creditor},
        columns=SCHEDULE_COLUMNS,
        rows=rows,
        totals=totals,
    )


def offers(case: Case, plan: Plan) -> Table:
    """What is offered to each creditor: monthly amount, number of payments, first and last day, total."""
    columns = (
        Column("creditor", N_("Creditor"), width=26),
        Column("owed", N_("Owed"), "money", 14),
        Column("offer", N_("A month"), "money", 13),
        Column("periods", N_("Payments"), "count", 9),
        Column("first_due", N_("First"), "date", 11),
        Column("last_due", N_("Last"), "date", 11),
        Column("total", N_("Total"), "money", 14),
        Column("waived", N_("Asked to be waived"), "money", 13),
        Column("steps", N_("Changes later"), width=30),
    )
    called = names(case, plan)
    rows = tuple(
        (
            called[debt.debt_id],
            debt.opening,
            debt.offer,
            len(debt.rows),
            debt.rows[0].due if debt.rows else None,
            debt.last_due,
            debt.total,
            debt.waived,
            step_words(debt),
        )
        for debt in plan.debts
    )
    totals = tuple(
        None if column.key in ("offer", "periods") else total
        for column, total in zip(columns, summed(columns, rows), strict=True)
    )
    ids = tuple(debt.debt_id for debt in plan.debts)
    return Table(name="offers", title=N_("The offer"), columns=columns, rows=rows, totals=totals, ids=ids)


def step_words(debt: DebtPlan) -> str:
    """The later changes of the monthly amount in words: `from 2028-02: 1,240.00`; many are not listed one by one."""
    later = [step for step in debt.steps if step.amount != debt.offer or step is not debt.steps[0]]
    if len(later) > MOST_STEPS:
        return _("changes {n} times from {month} on, see the schedule").format(
            n=len(later), month=later[0].since
        )
    return _("; ").join(
        _("from {month}: {amount}").format(month=step.since, amount=format_yuan(step.amount))
        for step in later
    )


def assumptions(case: Case, plan: Plan) -> Table:
    """What was not known and how the plan filled it, debt by debt, and what the plan found to say."""
    columns = (
        Column("about", N_("About"), width=24),
        Column("severity", N_("Weight"), width=10),
        Column("text", N_("What was assumed or found"), width=70),
        Column("rule", N_("Rule"), width=10),
    )
    called = names(case, plan)
    found: list[tuple[str, Problem]] = [
        (called[debt.debt_id], problem) for debt in plan.debts for problem in debt.assumed
    ]
    found += [(_place(problem, called, case), problem) for problem in plan.problems]
    told = ((about, _(WEIGHTS[p.severity]), p.words(), p.rule_id) for about, p in found)
    rows = tuple(dict.fromkeys(told))  # what a debt assumed, the plan may say again
    return Table(name="assumptions", title=N_("Assumptions and remarks"), columns=columns, rows=rows)


WEIGHTS = {"info": N_("note"), "warn": N_("please check"), "stop": N_("does not fit")}


def _place(problem: Problem, called: dict[str, str], case: Case) -> str:
    parts = problem.where.split("/")
    if len(parts) >= 2 and parts[0] == "debts":
        return called.get(parts[1], "")
    if len(parts) >= 2 and parts[0] in ("incomes", "expenses", "assets"):
        record = find(case, parts[0], parts[1])
        return record.name if record else ""
    return _("the plan")


def rules(used: Iterable[Rule]) -> Table:
    """The rules used, each with value, source, confidence and date. Citations are data and stay Chinese."""
    columns = (
        Column("id", N_("Rule"), width=10),
        Column("title", N_("Title"), width=28),
        Column("text", N_("What it says"), width=60),
        Column("value", N_("Value"), width=12),
        Column("citation", N_("Source"), width=46),
        Column("confidence", N_("Confidence"), width=22),
        Column("as_of", N_("Checked on"), "date", 11),
    )
    rows = tuple(
        (
            rule.id,
            rule.title,
            rule.text,
            str(rule.value) if rule.value is not None else None,
            rule.citation,
            word(CONFIDENCE, rule.confidence),
            rule.as_of,
        )
        for rule in used
    )
    return Table(name="rules", title=N_("Rules used and their source"), columns=columns, rows=rows)
