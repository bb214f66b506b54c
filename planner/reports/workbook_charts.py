# SPDX-License-Identifier: Apache-2.0
"""The charts inside a workbook, drawn by the spreadsheet program itself from the month sheets."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

from planner.facts.language import _
from planner.reports.sheet_tables import Placed
from planner.reports.sheets import Sheet
from planner.reports.workbook_months import Owed

SERIES = ("0F766E", "C76A00", "4559C4", "A83C6B", "5E7A12", "7A4FB0", "0E7FA8", "8A5A3C")
PATTERNS: tuple[Any, ...] = (None, "wdUpDiag", "ltHorz", "smGrid", "dkDnDiag", "pct50", "narVert", "wave")
WIDTH, HEIGHT = 38.0, 11.5  # centimetres


def owed_chart(sheet: Sheet, owed: Owed, row: int) -> None:
    """Stack what is owed by creditor, month by month."""
    if owed.last < owed.first or len(owed.table.columns) < 3:
        return
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 25
    _frame(chart, _("What is owed, month by month"), owed.last - owed.first + 1)
    page = owed.sheet.page
    for place in range(len(owed.table.columns) - 2):
        values = Reference(page, min_col=place + 2, min_row=owed.first - 1, max_row=owed.last)
        chart.add_data(values, titles_from_data=True)
        _fill(chart.series[-1], place)
    chart.set_categories(Reference(page, min_col=1, min_row=owed.first, max_row=owed.last))
    sheet.page.add_chart(chart, f"A{row}")


def cash_chart(sheet: Sheet, months: Placed, row: int) -> None:
    """Bars of what is left and what is paid, lines of the two purses."""
    if months.last < months.first:
        return
    page = months.sheet.page
    bars, lines = BarChart(), LineChart()
    bars.type, bars.grouping, bars.gapWidth = "col", "clustered", 40
    _frame(bars, _("The months: what is left, what is paid, what remains"), months.last - months.first + 1)
    for chart, name, color in (
        (bars, "surplus", SERIES[0]),
        (bars, "paid", SERIES[1]),
        (lines, "free", SERIES[2]),
        (lines, "reserve", SERIES[3]),
    ):
        number = months.number(name)
        values = Reference(page, min_col=number, min_row=months.head, max_row=months.last)
        chart.add_data(values, titles_from_data=True)
        series = chart.series[-1]
        if chart is bars:
            series.graphicalProperties = GraphicalProperties(solidFill=color)
        else:
            series.smooth = False
            series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=color, w=22_000))
            series.graphicalProperties.line.dashStyle = "sysDash" if name == "reserve" else "solid"
    bars.set_categories(Reference(page, min_col=1, min_row=months.first, max_row=months.last))
    bars += lines
    sheet.page.add_chart(bars, f"A{row}")


def _frame(chart: Any, title: str, months: int) -> None:
    chart.title = title
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1100, b=True)
    chart.title.overlay = False
    chart.width, chart.height = WIDTH, HEIGHT
    chart.legend.position = "b"
    chart.x_axis.number_format = "yyyy-mm"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D5DCD7"))
    small = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties(sz=900)), endParaRPr=None)]
    )
    chart.x_axis.txPr = chart.y_axis.txPr = small
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = max(1, -(-months // 16))
    chart.layout = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.06, y=0.14, w=0.92, h=0.62))


def _fill(series: Any, place: int) -> None:
    color, pattern = SERIES[place % len(SERIES)], PATTERNS[place % len(PATTERNS)]
    if pattern is None:
        series.graphicalProperties = GraphicalProperties(solidFill=color)
        return
    fill = PatternFillProperties(prst=pattern, fgClr=_color(color), bgClr=_color("FFFFFF"))
    series.graphicalProperties = GraphicalProperties(pattFill=fill)


def _color(code: str) -> ColorChoice:
    return ColorChoice(srgbClr=code)  # type: ignore[arg-type]
