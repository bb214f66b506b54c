# SPDX-License-Identifier: Apache-2.0
"""The sheet of all debts, and one sheet per debt with its instalments as a live chain."""

from dataclasses import dataclass

from planner.engine.plan import DebtPlan, Instalment
from planner.facts.case import find
from planner.facts.dates import Month
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.facts.terms import Part
from planner.reports import tables
from planner.reports.chain import PARTS, Chain, chain_of
from planner.reports.sheet_tables import Placed, widths, write_head, write_table, write_title
from planner.reports.sheets import Book, Formula, Put, Sheet
from planner.reports.table import Column, Table
from planner.reports.terms_words import terms_words
from planner.reports.workbook_parts import Source

COLUMNS = (
    Column("n", N_("No."), "count", 6),
    Column("due", N_("Due"), "date", 12),
    Column("month", N_("Month"), "month", 10),
    Column("before", N_("Owed before"), "money", 14),
    Column("arises", N_("Charges that arise"), "money", 13),
    Column("payment", N_("Payment"), "money", 13),
    Column("principal", N_("To principal"), "money", 13),
    Column("interest", N_("To interest"), "money", 12),
    Column("penalty", N_("To late charges"), "money", 12),
    Column("fee", N_("To fees"), "money", 12),
    Column("balance", N_("Still owed"), "money", 14),
)
LETTER = {column.key: "ABCDEFGHIJK"[place] for place, column in enumerate(COLUMNS)}
OPENING = 6  # the row with what is owed at the start, by part
PART_CELL = {"principal": "$D$6", "interest": "$E$6", "penalty": "$F$6", "fee": "$G$6"}
RATE_CELL, START_CELL, STEPS = "$D$7", "$F$7", 8


def write_debts(sheet: Sheet, source: Source) -> Placed:
    """Write the debts with their balance parts; the amounts are inputs, their sums are live."""
    table = tables.debts(source.case, source.rules)
    sheet.freeze(4, 1)
    write_title(sheet, table.heading(), _("What is owed today, part by part."), len(table.columns))
    letters = {column.key: "ABCDEFGHIJKLMN"[place] for place, column in enumerate(table.columns)}
    return write_table(
        sheet,
        table,
        {"owed": lambda row: f"SUM({letters['principal']}{row}:{letters['fee']}{row})"},
        inputs=("principal", "interest", "penalty", "fee"),
    )


def debt_widths() -> list[int]:
    """The column widths of a debt's sheet."""
    return widths(Table(name="", title="", columns=COLUMNS, rows=()))


@dataclass(frozen=True, slots=True)
class DebtSheet:
    """Where a debt's figures stand: its rows from `first` to `last` (none if last < first), the opening total."""

    sheet: Sheet
    debt: DebtPlan
    first: int
    last: int

    def span(self, key: str) -> str:
        """A column's rows, for a formula anywhere."""
        return self.sheet.span("ABCDEFGHIJK".index(LETTER[key]) + 1, self.first, max(self.first, self.last))

    @property
    def opening_ref(self) -> str:
        """The cell with all that is owed at the start."""
        return self.sheet.ref(8, OPENING)

    @property
    def offer_ref(self) -> str:
        """The cell with the monthly amount."""
        return self.sheet.ref(4, STEPS)


def write_debt(sheet: Sheet, source: Source, debt: DebtPlan) -> DebtSheet:
    """Write one debt: what is owed at the start, the monthly amount, then its rows."""
    fact = find(source.case, "debts", debt.debt_id)
    chain = chain_of(debt, fact)
    head = STEPS + len(levels(debt, chain)) + 1
    sheet.freeze(head, 3)
    name = source.called.get(debt.debt_id, debt.creditor)
    write_title(sheet, _("Instalments to {creditor}").format(creditor=name), _under(debt), len(COLUMNS))
    _write_opening(sheet, debt, chain)
    note = (
        _("Change a yellow cell and the rows below follow; the last row takes what remains.")
        if chain.is_live
        else _("These rows were calculated day by day and stand as figures; sums and balances are live.")
    )
    sheet.merge(len(COLUMNS))
    sheet.write(Put(note, "note"))
    table = Table(name="", title="", columns=COLUMNS, rows=())
    write_head(sheet, table)
    first = sheet.row + 1
    for place, row in enumerate(debt.rows):
        _write_row(sheet, debt, chain, place, row, first)
    last = sheet.row
    _write_totals(sheet, debt, chain, first, last)
    return DebtSheet(sheet, debt, first, last)


def _under(debt: DebtPlan) -> str:
    return terms_words(debt.terms) if debt.terms else _("Paid by the strategy of the plan, month by month.")


def _write_opening(sheet: Sheet, debt: DebtPlan, chain: Chain) -> None:
    heads = (_("Principal"), _("Interest"), _("Late charges"), _("Fees"), _("Owed"))
    sheet.skip()
    sheet.write(
        Put("", "head"), Put("", "head"), Put("", "head"), *(Put(words, "head_right") for words in heads)
    )
    parts = [chain.opening[part] for part in reversed(PARTS)]
    order: tuple[Part, ...] = ("principal", "interest", "penalty", "fee")
    sheet.merge(3)
    sheet.write(
        Put(_("Owed at the start"), "label"),
        None,
        None,
        *(Put(chain.opening[part], "money_input") for part in order),
        Put(Formula("SUM(D6:G6)", sum(parts)), "money_total"),
    )
    sheet.merge(3)
    since = (Put(_("counted from"), "label"), Put(chain.start, "date")) if chain.start else ()
    sheet.write(Put(_("Interest a year"), "label"), None, None, Put(chain.rate, "rate_input"), *since)
    for place, (month, amount) in enumerate(levels(debt, chain)):
        label = _("Monthly amount") if not place else _("later")
        sheet.merge(3)
        when = (Put(_("from"), "label"), Put(month, "month")) if month is not None else ()
        sheet.write(Put(label, "label"), None, None, Put(amount, "money_input"), *when)


def levels(debt: DebtPlan, chain: Chain) -> list[tuple[Month | None, Fen]]:
    """The monthly amounts and the months they hold from; only the first where the rows stand as figures."""
    first = debt.steps[0].since if debt.steps and debt.steps[0].amount == debt.offer else None
    found: list[tuple[Month | None, Fen]] = [(first, debt.offer)]
    if not chain.is_live:
        return found
    later = [(step.since, step.amount) for step in debt.steps if (step.since, step.amount) != found[0]]
    if later and found[0][0] is None:
        found = [(min(debt.rows[0].month, later[0][0].plus(-1)), debt.offer)]
    return [*found, *later]


def _write_row(sheet: Sheet, debt: DebtPlan, chain: Chain, place: int, row: Instalment, first: int) -> None:
    number = sheet.row + 1
    before = chain_before(debt, chain, place)
    balance_before = "H6" if number == first else f"K{number - 1}"
    month: Month | Formula = row.month
    if Month.of(row.due) == row.month:
        month = Formula(f"DATE(YEAR(B{number}),MONTH(B{number}),1)", row.month.first)
    sheet.write(
        Put(row.n, "count"),
        Put(row.due, "date"),
        Put(month, "month"),
        Put(Formula(balance_before, before), "money"),
        _arises(chain, place, number, first),
        Put(Formula(_payment(debt, chain, place, number), row.payment), "money"),
        *(
            Put(_part(chain, part, number, first, getattr(row, part)), "money")
            for part in ("principal", "interest", "penalty", "fee")
        ),
        Put(Formula(f"ROUND(D{number}+E{number}-F{number},2)", row.balance), "money"),
    )


def chain_before(debt: DebtPlan, chain: Chain, place: int) -> Fen:
    """What is owed before a row, without the charges that arise with it."""
    return debt.rows[place - 1].balance if place else sum(chain.opening.values())


def _arises(chain: Chain, place: int, number: int, first: int) -> Put:
    figure = chain.arises[place]
    if not chain.is_live:
        return Put(figure, "money")
    principal = "$D$6" if number == first else f"($D$6-SUM(G${first}:G{number - 1}))"
    if chain.method == "days":
        before = START_CELL if number == first else f"B{number - 1}"
        return Put(Formula(f"ROUND({principal}*{RATE_CELL}*(B{number}-{before})/365,2)", figure), "money")
    return Put(Formula(f"ROUND({principal}*{RATE_CELL}/12,2)", figure), "money")


def _payment(debt: DebtPlan, chain: Chain, place: int, number: int) -> str:
    if not chain.is_live:
        return f"SUM(G{number}:J{number})"
    owed = f"D{number}+E{number}"
    if place == len(debt.rows) - 1:
        return owed
    count = len(levels(debt, chain))
    if count == 1:
        return f"MIN($D${STEPS},{owed})"
    last = STEPS + count - 1
    return f"MIN(LOOKUP(C{number},$F${STEPS}:$F${last},$D${STEPS}:$D${last}),{owed})"


def _part(chain: Chain, part: str, number: int, first: int, figure: Fen) -> Formula | Fen:
    if not chain.is_live:
        return figure
    letter = LETTER[part]
    earlier = chain.order[: list(chain.order).index(part)]  # type: ignore[arg-type]
    rest = f"F{number}" + "".join(f"-{LETTER[name]}{number}" for name in earlier)
    if part == chain.order[-1]:
        return Formula(rest, figure)
    met = f"-SUM({letter}${first}:{letter}{number - 1})" if number > first else ""
    arisen = f"+SUM(E${first}:E{number})" if part == "interest" else ""
    return Formula(f"MIN({rest},{PART_CELL[part]}{arisen}{met})", figure)


def _write_totals(sheet: Sheet, debt: DebtPlan, chain: Chain, first: int, last: int) -> None:
    if last < first:
        sheet.merge(len(COLUMNS))
        sheet.write(Put(_("No payment is planned for this debt."), "note"))
        return
    sums: dict[str, Fen] = {
        "arises": sum(chain.arises),
        "payment": debt.total,
    }
    sums |= {part: sum(getattr(row, part) for row in debt.rows) for part in PARTS}
    sheet.write(
        Put(_("Total"), "text_total"),
        *(
            Put(Formula(f"SUM({LETTER[c.key]}{first}:{LETTER[c.key]}{last})", sums[c.key]), "money_total")
            if c.key in sums
            else Put(None, "text_total")
            for c in COLUMNS[1:]
        ),
    )


def add_debts(book: Book, source: Source) -> dict[str, Sheet]:
    """Add one sheet per debt, named by number and brand."""
    return {
        debt.debt_id: book.sheet(f"{place} {source.called[debt.debt_id]}", debt_widths(), landscape=True)
        for place, debt in enumerate(source.plan.debts, 1)
    }
