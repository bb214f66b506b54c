# SPDX-License-Identifier: Apache-2.0
"""The button that offers what lenders of a class are reported to agree to: one to ask for, or all for the search."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from planner.facts.language import _
from planner.facts.rulerows import MenuExample
from planner.facts.terms import Terms

Offered = Sequence[tuple[MenuExample, Terms]]


class UsualButton(QPushButton):
    """The button. `asked(terms)` asks for one, `searched(menu)` gives all to the search, or none."""

    asked = Signal(object)
    searched = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("What is usual"))
        self.setProperty("kind", "quiet")
        self.setToolTip(_("Reported by others for this kind of lender: examples, no rule, no promise."))
        self.choices = QMenu(self)
        self.setMenu(self.choices)

    def show_offered(self, offered: Offered, menu: Sequence[Terms]) -> None:
        """Offer the examples of a debt's class; `menu` is what the search may choose from now."""
        self.choices.clear()
        for example, terms in offered:
            self.choices.addAction(example.title.replace("&", "&&"), partial(self.asked.emit, terms))
        self.choices.addSeparator()
        every = tuple(terms for _example, terms in offered)
        search = self.choices.addAction(_("Let the search for the best choose among these"))
        search.triggered.connect(partial(self._search, every))
        search.setEnabled(bool(every) and tuple(menu) != every)
        none = self.choices.addAction(_("Leave them out of the search"))
        none.triggered.connect(partial(self._search, ()))
        none.setEnabled(bool(menu))
        self.setEnabled(bool(every) or bool(menu))

    def _search(self, menu: tuple[Terms, ...], _on: bool = False) -> None:
        self.searched.emit(menu)
