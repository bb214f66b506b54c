# SPDX-License-Identifier: Apache-2.0
"""The rows behind one month of a chart: what is paid to whom, and what else the chart tells of it.

Opened by a click on the month or by Enter.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QToolButton, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.dates import Month
from planner.facts.language import _
from planner.reports.month_rows import month_rows
from planner.reports.tables import names
from ui import shown
from ui.icons import set_icon
from ui.models.table import TableModel
from ui.theme import THEME
from ui.widgets.card import Card, emptied
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

Facts = Sequence[tuple[str, str]]  # what else a chart tells of a month: words and figure


class MonthRowsCard(Card):
    """`opened(debt id)` tells that a row was opened, `asked(month)` that its figures are to be explained.

    Hidden until a month is picked.
    """

    opened = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self._at: Month | None = None
        self._asked_by: QWidget | None = None
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
        self.explain.clicked.connect(lambda: self.asked.emit(str(self._at)))
        self.corner.addWidget(self.explain)
        self.corner.addWidget(self.close_it)
        self.facts = QWidget()
        self.facts.setObjectName("form")
        self._grid = QGridLayout(self.facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(24))
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        self.hide()

    def show_month(self, case: Case, plan: Plan, month: Month, facts: Facts = ()) -> None:
        """Show a month of the plan, and what else a chart tells of it."""
        self._at = month
        called = {debt_id: shown.name(name) for debt_id, name in names(case, plan).items()}
        table = month_rows(plan, month, called)
        self.title.setText(_("Payments in {month}").format(month=month))
        self.setAccessibleName(self.title.text())
        self._show_facts(facts)
        self.model.show_table(table)
        self.table.fit_rows(self.model.rowCount())
        self.table.setVisible(bool(table.rows))
        self.nothing.setVisible(not table.rows)
        self.explain.setVisible(any(row.month == month for row in plan.months))
        self.show()

    def _show_facts(self, facts: Facts) -> None:
        emptied(self._grid)
        for line, (words, figure) in enumerate(facts):
            value = Words(figure)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setAccessibleName(f"{words}: {figure}")
            self._grid.addWidget(Words(words, "muted"), line, 0)
            self._grid.addWidget(value, line, 1)
        self.facts.setVisible(bool(facts))

    def take_keyboard(self, back_to: QWidget) -> None:
        """Go on by keyboard here; Esc closes the card and goes back."""
        self._asked_by = back_to
        if self.table.isHidden():
            self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.selectRow(0)

    def show_plan(self, case: Case, plan: Plan | None) -> None:
        """Follow the plan: the same month of the newest one, nothing where it ends before."""
        if self._at is not None and plan is not None and any(row.month == self._at for row in plan.months):
            self.show_month(case, plan, self._at)
        else:
            self._put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the card."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _put_away(self) -> None:
        self._at = None
        focused = QApplication.focusWidget()
        self.hide()
        if focused is not None and self.isAncestorOf(focused) and self._asked_by is not None:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)
