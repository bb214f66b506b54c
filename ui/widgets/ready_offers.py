# SPDX-License-Identifier: Apache-2.0
"""The ready offers of one creditor: opening, middle, last, each a button that puts it on the table."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.language import N_, _
from ui import shown
from ui.icons import set_icon
from ui.measuring import Ready
from ui.widgets.card import column, emptied, row
from ui.widgets.text import Words

NAMES = {"opening": N_("Opening"), "middle": N_("Middle"), "last": N_("Last")}


class ReadyOffers(QWidget):
    """Up to three buttons. `taken(amount, name)` takes one over as an offer."""

    taken = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._row = row(gap=8)
        self.said = Words("", "caption", wrap=True)
        self.setLayout(column(self._row, self.said, gap=4))

    def show_ready(self, ready: Ready | None, debt_id: str) -> None:
        """Show what is ready for a creditor; None while it is worked out."""
        emptied(self._row)
        if ready is None:
            self.said.setText(_("Ready offers are being worked out …"))
            return
        found = [(each.name, dict(each.parts).get(debt_id, 0)) for each in ready.offers]
        for name, amount in found:
            if amount:
                words = _("{name}: {amount} a month").format(name=_(NAMES[name]), amount=shown.yuan(amount))
                button = QPushButton(words)
                set_icon(button, "hand-coins", "accent", 16)
                button.setToolTip(_("Put it on the table as your offer"))
                button.clicked.connect(partial(self._take, amount, name))
                self._row.addWidget(button)
        self._row.addStretch(1)
        self.said.setText(self._why(ready, any(amount for _name, amount in found)))

    def _take(self, amount: int, name: str) -> None:
        self.taken.emit(amount, name)

    def _why(self, ready: Ready, some: bool) -> str:
        if not some:
            return _("No ready offer for this creditor: the budget leaves no part for it.")
        basis = ready.offers[0].basis
        words = (
            _(
                "From your own months: the opening holds in 95 % of the futures, the middle in 90 %, the last is all you have."
            )
            if basis == "chance"
            else _(
                "60, 80 and 100 % of what you can pay; with twelve months of flows they follow your own months."
            )
        )
        return f"{words} {ready.said.words()}" if ready.said and not shown.is_hidden() else words
