# SPDX-License-Identifier: Apache-2.0
"""The frame round the pages: rail, header, message bar, room for the pages, foot strip. The window fills and names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from planner.facts.language import _
from ui import shown
from ui.menus import FILE, LINE
from ui.theme import THEME
from ui.widgets.beside import Beside
from ui.widgets.card import column, row
from ui.widgets.foot import Foot
from ui.widgets.message_bar import MessageBar
from ui.widgets.middle import Middle
from ui.widgets.rail import Entry, Rail, RailButton
from ui.widgets.steps import link
from ui.widgets.text import OneLine, Words

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.pages.page import Page

FOLD_UNDER, USUAL_TYPE = 1100, 21  # px at 100 %: a narrow window, a line of type


class Frame(QFrame):
    """One frame, in the theme, language and zoom of the moment it is made."""

    def __init__(
        self,
        kinds: Sequence[type[Page]],
        actions: Callable[[], Mapping[str, QAction]],
        go: Callable[[str], object],
    ) -> None:
        """`kinds` are the pages of the rail, `actions` gives those of the menus of the moment, by name."""
        super().__init__()
        self.setObjectName("ground")
        THEME.dress(self)  # while little stands in it
        self._actions = actions
        self._make_rail(
            [Entry(p.NAME, _(p.TITLE), p.ICON, _keys_of(p, i)) for i, p in enumerate(kinds, 1)], go
        )
        self.title, self.question = Words("", "title"), OneLine("", "muted")
        self.question.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # gives way
        self.what = link(_("What does this mean?"), _("What does this mean? Opens the help of this page"))
        self.what.setToolTip("F1")
        self.message, self.foot, self.stack = MessageBar(), Foot(), QStackedWidget()
        self.buttons = row(gap=8)  # of the page in sight
        self._lay_out()

    def _make_rail(self, entries: Sequence[Entry], go: Callable[[str], object]) -> None:
        hide = RailButton(
            _("Show amounts") if shown.is_hidden() else _("Hide amounts"), "eye", "Ctrl+Shift+H"
        )
        lock = RailButton(_("Lock"), "lock", "Ctrl+L")
        for button, name in ((hide, "hide"), (lock, "lock")):
            button.clicked.connect(partial(self._choose, name))
        self.rail = Rail(entries, [hide, lock], _("Pages"))
        self.rail.chosen.connect(go)
        menu, below = self._case_menu(), self.rail.brand
        below.clicked.connect(lambda: menu.popup(below.mapToGlobal(below.rect().bottomLeft())))

    def fold(self, width: int) -> None:
        """Fold the rail where the window, so wide in px, is narrow; where the system asks for larger type, sooner."""
        larger = QFontMetrics(THEME.font()).height() / THEME.px(USUAL_TYPE)
        self.rail.fold(width < THEME.px(FOLD_UNDER) * max(1.0, larger))

    def _choose(self, name: str) -> None:
        """What the menus offer by now: a frame that stands a moment longer outlives its own."""
        self._actions()[name].trigger()

    def _case_menu(self) -> QMenu:
        menu, actions = QMenu(self.rail), self._actions()
        for item in FILE:
            if item is LINE:
                menu.addSeparator()
            else:
                menu.addAction(actions[item.name])
        return menu

    def _lay_out(self) -> None:
        side = THEME.px(24)
        head = QVBoxLayout()
        head.setContentsMargins(side, THEME.px(16), side, THEME.px(8))
        asked = row(self.question, self.what, None, gap=8)
        named, buttons = QWidget(), QWidget()
        for part, layout in ((named, column(self.title, asked, gap=2)), (buttons, self.buttons)):
            part.setObjectName("ground")
            part.setLayout(layout)
        head.addWidget(Beside(named, buttons, wide=0, shares=(1, 0)))
        note = QVBoxLayout()
        note.setContentsMargins(side, 0, side, THEME.px(8))
        note.addWidget(self.message)
        right = column(Middle(head, note, self.stack), self.foot, gap=0)
        right.setStretch(0, 1)
        all_of_it = QHBoxLayout(self)
        all_of_it.setContentsMargins(0, 0, 0, 0)
        all_of_it.setSpacing(0)
        all_of_it.addWidget(self.rail)
        all_of_it.addLayout(right, 1)


def _keys_of(kind: type[Page], place: int) -> str:
    if kind.NAME == "help":
        return "F1"
    return f"Ctrl+{place}" if place < 10 else ""
