# SPDX-License-Identifier: Apache-2.0
"""Which debts a chart shows: a small button with a list to tick; at least one always stays."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from planner.facts.case import Case
from planner.facts.language import _
from ui import shown
from ui.icons import set_icon


class DebtsShown(QPushButton):
    """`changed` tells another choice; `hidden` are the ids of the debts left out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Debts shown"))
        self.setProperty("kind", "quiet")
        set_icon(self, "filter", "accent", 14)
        self.hidden: frozenset[str] = frozenset()
        self._list = QMenu(self)
        self.setMenu(self._list)
        self._listed: tuple[tuple[str, str], ...] = ()

    def show_debts(self, case: Case) -> None:
        """Offer the debts of a case."""
        listed = tuple((debt.id, shown.name(debt.brand or debt.creditor)) for debt in case.debts)
        self.setVisible(len(listed) > 1)
        if listed == self._listed:
            return
        self._listed = listed
        self.hidden &= {debt_id for debt_id, _name in listed}
        self._list.clear()
        for debt_id, name in listed:
            action = self._list.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(debt_id not in self.hidden)
            action.toggled.connect(lambda on, debt_id=debt_id, action=action: self._turn(debt_id, on, action))

    def _turn(self, debt_id: str, on: bool, action: QAction) -> None:
        hidden = self.hidden - {debt_id} if on else self.hidden | {debt_id}
        if len(hidden) == len(self._listed):
            action.setChecked(True)  # a chart of nothing would say that nothing is owed
            return
        if hidden != self.hidden:
            self.hidden = hidden
            self.changed.emit()
