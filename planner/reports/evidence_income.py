# SPDX-License-Identifier: Apache-2.0
"""The income proof: every income that the statements show, month by month, with the file and row it stands in."""

from itertools import groupby

from planner.facts.case import Case, Flow
from planner.facts.dates import Month, day_of
from planner.facts.language import N_, _
from planner.reports.figure_words import figure_words
from planner.reports.flow_tables import Sources, income_flows
from planner.reports.sheet_tables import lines_height, write_head, write_title
from planner.reports.sheets import Formula, Put, Sheet
from planner.reports.table import Column, Table

COLUMNS = (
    Column("month", N_("Month"), "month", 10),
    Column("at", N_("Time"), "date", 20),
    Column("amount", N_("Amount"), "money", 14),
    Column("party", N_("Paid by"), width=28),
    Column("memo", N_("Memo"), width=28),
    Column("file", N_("Source file"), width=34),
    Column("row", N_("Row"), "count", 8),
    Column("proves", N_("Proves"), width=34),
)


def write_income(sheet: Sheet, case: Case, sources: Sources) -> int:
    """Write the incomes with a live sum for each month; returns how many rows there are."""
    sheet.freeze(4, 1)
    write_title(
        sheet, _("Income proof"), _("Each income once, as the statements tell it; a sum for each month."), 6
    )
    write_head(sheet, Table(name="", title="", columns=COLUMNS, rows=()))
    found = income_flows(case)
    sums, total = [], 0
    for month, group in groupby(found, key=lambda pair: Month.of(day_of(pair[0].at))):
        first, together = sheet.row + 1, 0
        for flow, figures in group:
            _write_flow(sheet, case, sources, month, flow, figures)
            together += flow.amount
        words = _("{month} together").format(month=month)
        row = sheet.write(
            Put(None, "text_sub"),
            Put(words, "text_sub"),
            Put(Formula(f"SUM(C{first}:C{sheet.row})", together), "money_sub"),
            *(Put(None, "text_sub") for _place in range(5)),
        )
        sums.append(f"C{row}")
        total += together
    if not sums:
        sheet.write(Put(_("Nothing yet."), "note"))
        return 0
    formula = "+".join(sums) if len(sums) <= 60 else f"SUM(C5:C{sheet.row})/2"
    sheet.write(
        Put(None, "text_total"), Put(_("Total"), "text_total"), Put(Formula(formula, total), "money_total")
    )
    return len(found)


def _write_flow(
    sheet: Sheet, case: Case, sources: Sources, month: Month, flow: Flow, figures: tuple[str, ...]
) -> None:
    proves = _("; ").join(figure_words(case, figure) for figure in figures)
    name = sources.file_name(flow.file)
    height = max(
        lines_height(text or "", width)
        for text, width in ((flow.party, 26), (flow.memo, 26), (name, 32), (proves, 32))
    )
    sheet.write(
        Put(month, "month"),
        Put(flow.at, "time"),
        Put(flow.amount, "money"),
        Put(flow.party),
        Put(flow.memo),
        Put(name),
        Put(flow.row, "count"),
        Put(proves),
        height=height + 1 if height > 15 else None,
    )
