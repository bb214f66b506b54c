# SPDX-License-Identifier: Apache-2.0
"""The first sheet of a plan workbook: where things stand, the offer to each creditor, remarks, charts."""

from dataclasses import dataclass

from openpyxl.worksheet.pagebreak import Break

from planner.engine.plan import DebtPlan
from planner.facts.language import _
from planner.reports import tables
from planner.reports.sheet_tables import Placed, lines_height, write_head, write_title
from planner.reports.sheets import Formula, Goto, Put, Sheet, Value
from planner.reports.table import Table
from planner.reports.words import STRATEGIES, word
from planner.reports.workbook_charts import cash_chart, owed_chart
from planner.reports.workbook_debts import DebtSheet
from planner.reports.workbook_months import Owed, affordable_formula
from planner.reports.workbook_parts import Source

COLUMNS = 9
WIDTHS = (28, 15, 14, 10, 12, 12, 15, 15, 30)
MOST_REMARKS = 12


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sheets that the summary draws from."""

    debts: Placed
    months: Placed
    owed: Owed
    sheets: dict[str, DebtSheet]


def write_summary(sheet: Sheet, source: Source, drawn: Drawn) -> None:
    """Write the summary; every figure leads back to the sheet it comes from."""
    label = source.case.label or _("Repayment plan")
    write_title(sheet, label, _under(source), COLUMNS)
    sheet.write(Put(_("Where things stand"), "section"), height=22)
    offers = tables.offers(source.case, source.plan)
    first_offer = sheet.row + len(_facts(source, drawn, offers, 1)) + 4
    for words, value, style in _facts(source, drawn, offers, first_offer):
        sheet.merge(2)
        if style == "text":
            sheet.merge(COLUMNS, start=3)
        sheet.write(Put(words), Put(None), Put(value, style))
    sheet.skip()
    sheet.write(Put(offers.heading(), "section"), height=22)
    write_head(sheet, offers)
    first = sheet.row + 1
    for row, debt in zip(offers.rows, source.plan.debts, strict=True):
        sheet.write(*_offer(drawn, row, debt), height=max(16, lines_height(str(row[-1]), 28)))
    _offer_totals(sheet, offers, first)
    _remarks(sheet, source)
    sheet.skip()
    sheet.page.row_breaks.append(Break(id=sheet.row))
    owed_chart(sheet, drawn.owed, row=sheet.row + 1)
    cash_chart(sheet, drawn.months, row=sheet.row + 26)


def _under(source: Source) -> str:
    parts = [
        _("As of {day}").format(day=source.today.isoformat()),
        _("first month {month}").format(month=source.case.first_month),
        _("shared {strategy}").format(strategy=word(STRATEGIES, source.plan.strategy)),
        _("all amounts in yuan; for negotiation, not legal advice"),
    ]
    return _(" · ").join(parts)


Fact = tuple[str, Value, str]


def _facts(source: Source, drawn: Drawn, offers: Table, first_offer: int) -> list[Fact]:
    plan = source.plan
    facts: list[Fact] = []
    if drawn.debts.total is not None:
        owed = sum(debt.owed for debt in source.case.debts)
        facts.append((_("Owed in all"), Formula(drawn.debts.total_ref("owed"), owed), "money_big"))
    if plan.months:
        row, months = plan.months[0], drawn.months
        for words, name, figure in (
            (_("Income in the first month"), "income", row.income),
            (_("Living costs"), "living", row.living),
            (_("Priority debts"), "priority", row.priority),
            (_("Set aside for emergencies"), "set_aside", row.set_aside),
        ):
            ref = months.sheet.ref(months.number(name), months.first)
            facts.append((words, Formula(ref, figure), "money"))
    level = affordable_formula(source, drawn.months) if plan.months else None
    value: Value = plan.affordable if level is None else Formula(level, plan.affordable)
    facts.append((_("Can be paid each month"), value, "money_big"))
    if offers.rows:
        last = first_offer + len(offers.rows) - 1
        offered = sum(debt.offer for debt in plan.debts)
        facts.append(
            (_("Offered each month, together"), Formula(f"SUM(C{first_offer}:C{last})", offered), "money")
        )
    facts.append((_("Last month of the plan"), _end(source, drawn.months), "month"))
    facts.append((_("Does it hold?"), _holds(source, drawn.months), "text"))
    return facts


def _end(source: Source, months: Placed) -> Value:
    """The month of the last payment, live where the plan ends with it."""
    plan = source.plan
    paying = [row.month for row in plan.months if row.paid]
    if plan.end is None or not paying or paying[-1] != plan.end:
        return plan.end
    paid, month = (
        months.sheet.span(months.number(key), months.first, months.last) for key in ("paid", "month")
    )
    return Formula(f"SUMPRODUCT(MAX(({paid}>0)*{month}))", plan.end.first)


def _holds(source: Source, months: Placed) -> Value:
    """Whether every month is covered: live for a plan that holds, so that a changed offer is told at once."""
    told = _feasible(source)
    if source.plan.refusal is not None or not source.plan.feasible or not source.plan.months:
        return told
    free = months.sheet.span(months.number("free"), months.first, months.last)
    short = _("No: with these figures a month runs short.")
    return Formula(f'IF(MIN({free})<0,"{short}","{told}")', told)


def _feasible(source: Source) -> str:
    if source.plan.refusal is not None:
        return _("No offer is possible yet: living costs are above income.")
    return _("Yes, every month is covered.") if source.plan.feasible else _("No, see the remarks.")


def _offer(drawn: Drawn, row: tuple[object, ...], debt: DebtPlan) -> list[Put]:
    sheet = drawn.sheets[debt.debt_id]
    put: list[Put] = [Put(Goto(str(row[0]), sheet.sheet.name), "link"), Put(debt.opening, "money")]
    put.append(Put(Formula(sheet.offer_ref, debt.offer), "money"))
    if debt.rows:
        put += [
            Put(Formula(f"COUNT({sheet.span('due')})", len(debt.rows)), "count"),
            Put(Formula(f"MIN({sheet.span('due')})", debt.rows[0].due), "date"),
            Put(Formula(f"MAX({sheet.span('due')})", debt.rows[-1].due), "date"),
            Put(Formula(f"SUM({sheet.span('payment')})", debt.total), "money"),
        ]
    else:
        put += [Put(0, "count"), Put(None, "date"), Put(None, "date"), Put(0, "money")]
    put += [Put(debt.waived, "money"), Put(str(row[-1]))]
    return put


def _offer_totals(sheet: Sheet, offers: Table, first: int) -> None:
    if not offers.rows or offers.totals is None:
        return
    last, puts = sheet.row, []
    for place, (column, cell) in enumerate(zip(offers.columns, offers.totals, strict=True)):
        letter = "ABCDEFGHI"[place]
        if isinstance(cell, int):
            puts.append(Put(Formula(f"SUM({letter}{first}:{letter}{last})", cell), "money_total"))
        elif column.key == "offer":
            total = sum(row[place] for row in offers.rows if isinstance(row[place], int))  # type: ignore[misc]
            puts.append(Put(Formula(f"SUM({letter}{first}:{letter}{last})", total), "money_total"))
        else:
            puts.append(Put(cell, "text_total"))
    sheet.write(*puts)


def _remarks(sheet: Sheet, source: Source) -> None:
    table = tables.assumptions(source.case, source.plan)
    if not table.rows:
        return
    sheet.skip()
    sheet.write(Put(table.heading(), "section"), height=22)
    for about, severity, text, _rule in table.rows[:MOST_REMARKS]:
        sheet.page.merged_cells.add(f"B{sheet.row + 1}:{'ABCDEFGHI'[COLUMNS - 1]}{sheet.row + 1}")
        words = f"{severity}: {text}"
        height = max(lines_height(words, sum(WIDTHS[1:])), lines_height(str(about), WIDTHS[0]))
        sheet.write(Put(about), Put(words), height=max(16, height))
    if len(table.rows) > MOST_REMARKS:
        more = len(table.rows) - MOST_REMARKS
        sheet.write(Put(_("and {n} more on the sheet of assumptions").format(n=more), "note"))
