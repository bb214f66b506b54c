# SPDX-License-Identifier: Apache-2.0
"""What the record shows of how someone collects, and who hears a complaint about it, the lender first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from planner.facts.language import _
from planner.facts.rulebook import RuleBook
from planner.notices.timeline import Conduct
from ui.theme import THEME
from ui.widgets.card import Card, emptied, row
from ui.widgets.notes import Notes
from ui.widgets.steps import link
from ui.widgets.text import Words


class ConductCard(Card):
    """Notes and routes; hidden where there is nothing to say. `chosen(where)` asks to go somewhere."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("How they collect"))
        self.notes = Notes()
        self._routes = QVBoxLayout()
        self._routes.setSpacing(THEME.px(4))
        more = link(_("Complaints, step by step"), _("Complaints, step by step"))
        more.clicked.connect(lambda: self.chosen.emit("help/routes"))
        self.body.addWidget(self.notes)
        self.body.addLayout(self._routes)
        self.body.addLayout(row(more, None))
        self.hide()

    def show_conduct(self, found: Conduct, book: RuleBook) -> None:
        """Show what was noted; complaints speak of facts on record only."""
        self.setVisible(bool(found.problems))
        self.notes.show_problems(found.problems)
        emptied(self._routes)
        if not found.problems:
            return
        self._routes.addWidget(
            Words(_("Who hears a complaint, in this order; only facts on record:"), "caption", wrap=True)
        )
        titles = {route.id: route.title for route in book.routes}
        for route in found.routes:
            name = titles.get(route, "") if route == "lender" else f"{route} · {titles.get(route, '')}"
            self._routes.addWidget(Words(name, wrap=True))
