# SPDX-License-Identifier: Apache-2.0
"""Why an offer has the figures it shows: the card of explanations on the Negotiate page."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from planner.engine.explain_offer import explain_offer
from planner.engine.explanation import Explanation
from planner.facts.case import Case, find
from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.rulebook import with_overrides
from planner.reports.thread import offer_title
from ui import shown
from ui.measuring import Measured
from ui.pages.page import Page
from ui.widgets.why_card import WhyCard

FIGURES: Mapping[str, str] = {
    "rate": N_("True yearly rate"),
    "total": N_("Total"),
    "largest": N_("Largest instalment"),
    "chance": N_("Chance of a missed one"),
    "share": N_("Beside an equal share"),
}


class OfferWhys(QObject):
    """Fills the card from the offers measured last. `went(place)` leads to the facts a figure rests on."""

    went = Signal(str)

    def __init__(self, page: Page, card: WhyCard) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        self._measured: dict[str, Measured] = {}
        self._offer, self._figure = "", "total"
        self._asked_from: QWidget | None = None
        card.back.hide()
        card.wanted.connect(self._want)
        card.chosen.connect(self._choose)
        card.went.connect(self._follow)
        card.closed.connect(self.close)

    def take(self, table: Iterable[Measured]) -> None:
        """Know the newest figures; what is explained now is explained by them, or closed where it has gone."""
        self._measured = {one.offer.id: one for one in table if not isinstance(one.score, InputError)}
        if not self._card.isHidden():
            self._draw()

    def ask(self, offer_id: str, area: QScrollArea) -> None:
        """Open the card on an offer."""
        self._asked_from = QApplication.focusWidget()
        self._offer, self._figure = offer_id, "total"
        self._draw()
        if not self._card.isHidden():
            self._card.inputs.setFocus()
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self._card, 0, 0))

    def close(self) -> None:
        """Close the card and go back to where it was asked from."""
        self._card.hide()
        if self._asked_from is not None and self._asked_from.isVisible():
            self._asked_from.setFocus()

    def _told(self, figure: str) -> Explanation | None:
        score = self._measured[self._offer].score
        return None if isinstance(score, InputError) else explain_offer(score, figure)

    def _draw(self) -> None:
        known = [(figure, words) for figure, words in FIGURES.items() if self._known(figure)]
        names = [figure for figure, _words in known]
        if not known:
            self._card.hide()
            return
        self._figure = self._figure if self._figure in names else names[0]
        told = self._told(self._figure)
        assert told is not None
        case, desk = self._page.desk.case, self._page.desk
        subjects = [(key, _title(case, key)) for key in self._measured]
        self._card.show_choices(subjects, self._offer, known, self._figure)
        self._card.show_told(told, with_overrides(desk.book, case.overrides), desk.today())
        self._card.show()

    def _known(self, figure: str) -> bool:
        return self._offer in self._measured and self._told(figure) is not None

    def _want(self, figure: str) -> None:
        self._figure = figure
        self._draw()

    def _choose(self, offer_id: str) -> None:
        self._offer = offer_id
        self._draw()

    def _follow(self, place: str) -> None:
        head, _slash, rest = place.partition("/")
        if head == "offers" and rest in FIGURES:
            self._want(rest)
        elif head == "debts":
            self.went.emit(place)


def _title(case: Case, offer_id: str) -> str:
    offer = find(case, "offers", offer_id)
    return f"{offer_title(offer)} {shown.day(offer.date)}" if offer is not None else ""
