# SPDX-License-Identifier: Apache-2.0
"""The conversation about figures on the Plan page: which one is explained, where one came from, how to get back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Scenario, chosen_scenario
from planner.facts.rulebook import with_overrides
from ui.plan_why import Whys, subject_of

if TYPE_CHECKING:
    from ui.pages.plan import PlanPage


class Explaining(QObject):
    """Fills the page's card of explanations; closing it goes back to where it was asked from."""

    def __init__(self, page: "PlanPage") -> None:
        super().__init__(page)
        self._page = page
        self._plan: Plan | None = None
        self._other: tuple[Scenario, Plan] | None = None  # a plan of the comparison that is explained
        self._past: list[str] = []
        self._asked_from: QWidget | None = None
        card = page.why
        card.wanted.connect(self._go)
        card.chosen.connect(self._choose)
        card.went.connect(self._follow)
        card.back.clicked.connect(self._back)
        card.closed.connect(self.close)

    @property
    def figure(self) -> str:
        """The figure that is explained; "" while the card is closed."""
        return self._past[-1] if self._past else ""

    def whys(self) -> Whys | None:
        """What can be explained now."""
        page = self._page
        if self._plan is None:
            return None
        case = page.desk.case
        scenario, plan = self._other or (chosen_scenario(case), self._plan)
        mine = self._other is None
        return Whys(
            case=case,
            scenario=scenario,
            plan=plan,
            book=with_overrides(page.desk.book, case.overrides),
            today=page.desk.today(),
            result=page.stress.result if mine else None,
            courses=page.beside.courses if mine else None,
            best=page.best.best if mine else None,
        )

    def ask(self, figure: str, scenario: Scenario | None = None, plan: Plan | None = None) -> None:
        """Open the card on a figure of the plan in sight, or of another plan."""
        if not self._past:
            self._asked_from = QApplication.focusWidget()
        self._past = []
        self._other = None
        if scenario is not None and plan is not None and plan.scenario != getattr(self._plan, "scenario", ""):
            self._other = (scenario, plan)
        if not self._go(figure):
            self.close()
            return
        card = self._page.why
        card.show()
        card.inputs.setFocus()
        QTimer.singleShot(0, self, lambda: self._page.area.ensureWidgetVisible(card, 0, 0))

    def renew(self, plan: Plan | None) -> None:
        """Another plan is in sight: explain the same figure of it, or close where it has none."""
        self._plan, self._other = plan, None
        if self._past and (plan is None or not self._show(self.figure)):
            self.close()

    def close(self) -> None:
        """Close the card and go back to where it was asked from."""
        self._past = []
        had_focus = self._page.why.isAncestorOf(QApplication.focusWidget() or self._page)
        self._page.why.hide()
        if had_focus and self._asked_from is not None and self._asked_from.isVisible():
            self._asked_from.setFocus()
            self._page.area.ensureWidgetVisible(self._asked_from)

    def _show(self, figure: str) -> bool:
        whys = self.whys()
        told = whys.of(figure) if whys else None
        if whys is None or told is None:
            return False
        card, subject = self._page.why, subject_of(figure)
        figures = list(whys.figures(subject))
        card.show_choices(list(whys.subjects()), subject, figures, figure)
        card.show_told(told, whys.book, whys.today)
        card.back.setEnabled(len(self._past) > 1)
        return True

    def _go(self, figure: str) -> bool:
        self._past.append(figure)
        if self._show(figure):
            return True
        self._past.pop()
        return False

    def _choose(self, subject: str) -> None:
        whys = self.whys()
        first = next(whys.figures(subject), None) if whys else None
        if first is not None:
            self._go(first[0])

    def _follow(self, place: str) -> None:
        """Follow an input: to its own explanation, or to the fact it is."""
        if not self._go(place) and place.partition("/")[0] in (
            "debts",
            "incomes",
            "expenses",
            "assets",
            "reserve",
        ):
            self._page.went.emit("/".join(place.split("/")[:2]) if place.startswith("debts") else place)

    def _back(self) -> None:
        if len(self._past) > 1:
            self._past.pop()
            self._show(self.figure)
