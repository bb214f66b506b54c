# SPDX-License-Identifier: Apache-2.0
"""What a page is: one entry of the navigation, drawn from the case and the plan, editing through the session only.

How to write one:
- subclass Page, set NAME, TITLE, QUESTION, ICON, build the widgets in __init__ (call super().__init__(desk) first),
  put them into `self.body`, buttons for the header into `self.actions`; list the class in catalogue.PAGES;
- draw in `show_case(old, new)` (skip parts with `old is not None and old.debts is new.debts`) and `show_plan(...)`;
- change facts only with `self.desk.session.edit(words, new_case, merge)`;
- pages are made anew when language, zoom or hiding changes, so a page never re-translates itself; what must survive
  that (selection, open tab) goes through `state()` and `restore(state)`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook
from ui.theme import THEME
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from ui.plan_feed import PlanFeed
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with: the open case's session, its plans, the rules, and the day it is."""

    session: "Session"
    feed: "PlanFeed"  # which scenario is planned: feed.choose(id), feed.scenario
    book: RuleBook
    today: Callable[[], date]

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.session.case


class Page(QWidget):
    """One page. `said(words, tone, action, do)` fills the message bar, `went(path)` asks to go somewhere."""

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""  # msgid
    QUESTION: ClassVar[str] = ""  # msgid: the question the page answers
    ICON: ClassVar[str] = ""

    said = Signal(str, str, str, object)
    went = Signal(str)  # "budget", "debts/d1/principal"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.actions: list[QWidget] = []  # type: ignore[assignment]  # in the header, right of the title
        self.body = QVBoxLayout(self)
        side = THEME.px(24)
        self.body.setContentsMargins(side, THEME.px(4), side, THEME.px(16))
        self.body.setSpacing(THEME.px(16))
        self._case: Case | None = None
        self._plan: tuple[Plan | None, tuple[Problem, ...]] | None = None

    def bring_case(self, case: Case) -> None:
        """Called by the window while the page is in sight: draws what moved since it was drawn last."""
        if case is not self._case:
            old, self._case = self._case, case
            self.show_case(old, case)

    def bring_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Called by the window while the page is in sight: draws the newest plan once."""
        if self._plan is None or plan is not self._plan[0]:
            self._plan = (plan, problems)
            self.show_plan(plan, problems)

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the facts. `old` is what was drawn before, None the first time."""

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the results; `plan` is None while the first one is still being worked out."""

    def reveal(self, place: str) -> None:
        """Bring a record or figure into sight: `d1`, `d1/principal`; "" for the page itself."""

    def seek(self) -> None:
        """Ctrl+F: into the page's own search, else into the line that filters a table: the one with the keyboard, else the first."""
        for field in self.findChildren(QLineEdit, "search"):
            if field.isVisible():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()
                return
        for table in self._tables(lambda one: one.is_filtered())[:1]:
            table.seek()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take files dropped anywhere on the page; False where the page takes none."""
        return False

    def _tables(self, wanted: Callable[[TableView], bool]) -> list[TableView]:
        """The tables in sight that are wanted, the one with the keyboard first, then as they stand on the page."""
        tables = [one for one in self.findChildren(TableView) if one.isVisible() and wanted(one)]
        return sorted(tables, key=lambda one: (not one.hasFocus(), *one.mapTo(self, QPoint()).toTuple()))

    def arrange(self) -> bool:
        """Open the panel of the columns of a table: the one with the keyboard, else the first; False without one."""
        tables = self._tables(lambda one: len(one.headings()) > 1)
        for table in tables[:1]:
            table.arrange()
        return bool(tables)

    def state(self) -> Any:
        """What the page wants back after it has been made anew."""
        return None

    def restore(self, state: Any) -> None:
        """Take back what `state` gave."""

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many things wait or stand on this page, for the rail; 0 shows nothing."""
        return 0

    def say(
        self, words: str, tone: str = "info", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Say something in the message bar."""
        self.said.emit(words, tone, action, do)
