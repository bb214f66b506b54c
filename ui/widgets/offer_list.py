# SPDX-License-Identifier: Apache-2.0
"""What each creditor would be offered, as short lines: name, first payment a month, number of payments."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import _, ngettext
from planner.reports.tables import names
from ui import shown
from ui.theme import THEME
from ui.widgets.card import emptied
from ui.widgets.text import OneLine, Words

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OfferList(QWidget):
    """Drawn anew with each plan."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, THEME.px(8), 0, THEME.px(8))
        self._grid.setHorizontalSpacing(THEME.px(16))
        self._grid.setVerticalSpacing(THEME.px(8))
        self._grid.setColumnStretch(0, 1)

    def show_plan(self, case: Case, plan: Plan | None) -> None:
        """Draw the offers of a plan; nothing where none can be made."""
        emptied(self._grid)
        if plan is None or plan.refusal is not None:
            return
        called = names(case, plan)
        for line, debt in enumerate(plan.debts):
            if not debt.rows:
                continue
            n = len(debt.rows)
            paid = Words(_("{amount} a month").format(amount=shown.yuan(debt.rows[0].payment)))
            paid.setAlignment(RIGHT)
            often = Words(ngettext("{n} payment", "{n} payments", n).format(n=n), "muted")
            often.setAlignment(RIGHT)
            self._grid.addWidget(OneLine(shown.name(called.get(debt.debt_id, debt.creditor))), line, 0)
            self._grid.addWidget(paid, line, 1)
            self._grid.addWidget(often, line, 2)
