# SPDX-License-Identifier: Apache-2.0
"""The rows behind one month of a chart: what is paid to whom, opened by a click on the month or by Enter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import _
from planner.reports.month_rows import month_rows
from planner.reports.tables import names
from ui import shown
from ui.icons import set_icon
from ui.models.table import TableModel
from ui.widgets.card import Card
from ui.widgets.table_view import TableView
from ui.widgets.text import Words


class MonthRowsCard(Card):
    """`opened(debt id)` tells that a row was opened, `asked(month)` that its figures are to be explained.

    Hidden until a month is picked.
    """

    opened = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self._place: int | None = None
        self._month = ""
        self.model, self.table = TableModel(), TableView(_("Payments of the month"), framed=False)
        self.table.show_model(self.model)
        self.table.opened.connect(lambda debt_id: self.opened.emit(debt_id) if debt_id else None)
        self.nothing = Words(_("Nothing is due in this month."), "muted")
        self.close_it = QToolButton()
        set_icon(self.close_it, "x", size=16)
        self.close_it.setAccessibleName(_("Close the month"))
        self.close_it.setToolTip(_("Close the month"))
        self.close_it.clicked.connect(self._put_away)
        self.explain = QToolButton()
        set_icon(self.explain, "circle-question-mark", size=16)
        self.explain.setAccessibleName(_("Explain the figures of the month"))
        self.explain.setToolTip(_("Explain the figures of the month"))
        self.explain.clicked.connect(lambda: self.asked.emit(self._month))
        self.corner.addWidget(self.explain)
        self.corner.addWidget(self.close_it)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        self.hide()

    def show_month(self, case: Case, plan: Plan, place: int) -> None:
        """Show a month of the plan, from 0."""
        self._place = place
        month = plan.months[place].month
        self._month = str(month)
        called = {debt_id: shown.name(name) for debt_id, name in names(case, plan).items()}
        table = month_rows(plan, month, called)
        self.title.setText(_("Payments in {month}").format(month=month))
        self.setAccessibleName(self.title.text())
        self.model.show_table(table)
        self.table.fit_rows(self.model.rowCount())
        self.table.setVisible(bool(table.rows))
        self.nothing.setVisible(not table.rows)
        self.show()

    def show_plan(self, case: Case, plan: Plan | None) -> None:
        """Follow the plan: the same month of the newest one, nothing where it ends before."""
        if self._place is not None and plan is not None and self._place < len(plan.months):
            self.show_month(case, plan, self._place)
        else:
            self._put_away()

    def _put_away(self) -> None:
        self._place = None
        self.hide()
