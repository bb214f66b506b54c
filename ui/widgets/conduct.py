# SPDX-License-Identifier: Apache-2.0
"""What the record shows of how someone collects, and who hears a complaint about it, the lender first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from planner.facts.language import _
from planner.facts.rulebook import RuleBook
from planner.notices.timeline import INCOMING, OTHER_PEOPLE, Conduct
from ui.theme import THEME
from ui.widgets.card import Card, emptied, row
from ui.widgets.notes import Notes
from ui.widgets.steps import link
from ui.widgets.text import Words


class ConductCard(Card):
    """The counts, two buttons to note one more, notes and routes. `chosen(where)` asks to go somewhere, `logged(channel)`
    to put a call of theirs, or a word to other people, on record now."""

    chosen, logged = Signal(str), Signal(str)

    def __init__(self) -> None:
        super().__init__(_("How they collect"))
        self.setProperty("topic", "routes")
        self.notes = Notes()
        self._routes = QVBoxLayout()
        self._routes.setSpacing(THEME.px(4))
        more = link(_("Complaints, step by step"), _("Complaints, step by step"))
        more.clicked.connect(lambda: self.chosen.emit("help/routes"))
        self.counts = Words("", wrap=True)
        self.called, self.told = (
            link(_("They call now"), _("Put a call of theirs on record, now")),
            link(_("They told someone else"), _("Put on record that they told someone else, now")),
        )
        self.called.clicked.connect(lambda: self.logged.emit(INCOMING))
        self.told.clicked.connect(lambda: self.logged.emit(OTHER_PEOPLE))
        self.body.addWidget(self.counts)
        self.body.addLayout(row(self.called, self.told, None))
        self.body.addWidget(self.notes)
        self.body.addLayout(self._routes)
        self.body.addLayout(row(more, None))

    def show_conduct(self, found: Conduct, book: RuleBook) -> None:
        """Show what is on record and what was noted; complaints speak of facts on record only."""
        self.counts.setText(
            _(
                "On record: {calls} calls from them, at most {most} in one day; {night} times at night; {others} times to"
                " other people."
            ).format(
                calls=found.calls,
                most=found.most_a_day,
                night=len(found.at_night),
                others=len(found.to_others),
            )
        )
        self.notes.show_problems(found.problems)
        self.notes.setVisible(bool(found.problems))
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
