# SPDX-License-Identifier: Apache-2.0
"""One offer as a card: whose, when, in what words, five figures, what the rules say, and what would make it acceptable."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from planner.engine.negotiation import Acceptable, Score
from planner.facts.case import Offer
from planner.facts.language import _, ngettext
from planner.facts.money import format_rate
from planner.facts.problems import InputError
from planner.reports.terms_words import terms_words
from planner.reports.thread import STATES, offer_title
from planner.reports.words import word
from ui import shown
from ui.chances import missed_words
from ui.icons import set_icon
from ui.measuring import Measured
from ui.theme import THEME
from ui.widgets.card import Card, row
from ui.widgets.chip import Chip
from ui.widgets.notes import Notes
from ui.widgets.text import Words
from ui.widgets.why_button import why_button

STATE_TONE = {"accepted": "good", "refused": "warn", "countered": ""}


class OfferCard(Card):
    """The card. `asked(word, offer id)` with word edit, acceptable, why, plan, agree or delete."""

    asked = Signal(str, str)

    def __init__(self, offer: Offer) -> None:
        super().__init__("", gap=8, margin=14)
        self.offer = offer
        self.setAccessibleName(f"{offer_title(offer)} {shown.day(offer.date)}")
        self.state, self.holds = Chip(), Chip()
        self.head, self.words = Words("", "card"), Words("", "muted", wrap=True)
        self.figures: dict[str, Words] = {}
        self.flags = Notes(most=3)
        self.answer = Words("", "base", wrap=True)
        self.answer.hide()
        self.why = why_button(offer_title(offer))
        self.why.clicked.connect(lambda: self._ask_for("why"))
        self.body.addLayout(row(self.head, None, self.state))
        self.body.addWidget(self.words)
        self.body.addWidget(self._grid())
        self.body.addLayout(row(self.holds, None, self.why))
        self.body.addWidget(self.flags)
        self.body.addWidget(self.answer)
        self.body.addStretch(1)
        self.body.addLayout(self._buttons())
        self.show_offer(offer)

    def _grid(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("form")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, THEME.px(4), 0, THEME.px(4))
        grid.setVerticalSpacing(THEME.px(3))
        for n, (key, label) in enumerate(
            (
                ("rate", _("True yearly rate")),
                ("total", _("Total")),
                ("largest", _("Largest instalment")),
                ("end", _("Last instalment on")),
                ("chance", _("Chance of a missed one")),
                ("share", _("Beside an equal share")),
            )
        ):
            name, value = Words(label, "caption"), Words(shown.UNKNOWN)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setAccessibleName(label)
            grid.addWidget(name, n, 0)
            grid.addWidget(value, n, 1)
            self.figures[key] = value
        grid.setColumnStretch(1, 1)
        return holder

    def _buttons(self) -> QHBoxLayout:
        edit = QPushButton(_("Edit"))
        self.ask = QPushButton(_("What would do?"))
        self.ask.setToolTip(_("What would make this acceptable?"))
        more = QPushButton("")
        set_icon(more, "ellipsis", "accent", 16)
        more.setAccessibleName(_("What can be done with this offer"))
        more.setToolTip(_("What can be done with this offer"))
        menu = QMenu(self)
        for key, words in (
            ("plan", _("Put it into the plan")),
            ("agree", _("It is agreed: enter the agreement")),
            ("delete", _("Delete")),
        ):
            menu.addAction(words, partial(self._ask_for, key))
        more.setMenu(menu)
        edit.clicked.connect(lambda: self._ask_for("edit"))
        self.ask.clicked.connect(lambda: self._ask_for("acceptable"))
        for button in (edit, self.ask, more):
            button.setProperty("kind", "quiet")
        return row(edit, self.ask, None, more, gap=2)

    def _ask_for(self, key: str) -> None:
        self.asked.emit(key, self.offer.id)

    def show_offer(self, offer: Offer) -> None:
        """Show whose it is and in what words; the figures come with `show_measured`."""
        if offer.terms != self.offer.terms:
            self.answer.hide()
        self.offer = offer
        self.head.setText(offer_title(offer))
        state = offer.state or "open"
        self.state.say(
            word(STATES, state) or "", STATE_TONE.get(state, "info"), "" if state == "open" else None
        )
        said = terms_words(offer.terms) if offer.terms else _("Terms are not entered yet: choose “Edit”.")
        day = shown.day(offer.date) if offer.date else _("no date")
        self.words.setText(f"{day}  ·  {shown.MASK if shown.is_hidden() else said}")
        self.ask.setEnabled(offer.terms is not None)
        if offer.terms is None:
            self._blank("")

    def _blank(self, words: str) -> None:
        self.why.setEnabled(False)
        for value in self.figures.values():
            value.setText(shown.UNKNOWN)
        self.flags.show_problems(())
        self.flags.setVisible(False)
        self.holds.setVisible(bool(words))
        if words:
            self.holds.say(words, "warn")

    def show_measured(self, found: Measured) -> None:
        """Show the figures and flags."""
        if isinstance(found.score, InputError):
            self._blank(found.score.words())
            return
        self._show_score(found.score, found.chance_known)
        self.flags.show_problems(found.flags)
        self.flags.setVisible(bool(found.flags))

    def _show_score(self, score: Score, chance_known: bool) -> None:
        self.why.setEnabled(True)
        rate = score.with_fees
        self.figures["rate"].setText(shown.UNKNOWN if rate is None else format_rate(rate, 2))
        self.figures["total"].setText(shown.yuan(score.total))
        self.figures["largest"].setText(shown.yuan(score.largest))
        self.figures["end"].setText(shown.day(score.last_due))
        self.figures["chance"].setText(missed_words(score.chance) if chance_known else "…")
        times = score.times_share
        self.figures["share"].setText(shown.UNKNOWN if times is None else f"{float(times):.2f} ×")
        self.holds.setVisible(True)
        if score.holds:
            self.holds.say(_("fits the month"), "good")
        else:
            self.holds.say(_("more than the month carries"), "warn")

    def show_acceptable(self, found: Acceptable | None) -> None:
        """Say what would make the offer acceptable."""
        self.answer.setText(acceptable_words(found))
        self.answer.setVisible(True)


def acceptable_words(found: Acceptable | None) -> str:
    """What would make an offer acceptable, in words."""
    if found is None:
        return _("These terms cannot be worked out; check them first.")
    if found.holds_already:
        return _("It is acceptable as it stands.")
    ways = []
    if found.periods is not None:
        ways.append(
            ngettext(
                "with {n} instalment, the largest {amount}",
                "with {n} instalments, the largest {amount}",
                found.periods,
            ).format(n=found.periods, amount=shown.yuan(found.instalment))
        )
    if found.first_due is not None:
        ways.append(_("with the first payment on {day}").format(day=shown.day(found.first_due)))
    if not ways:
        return _("Neither a longer term nor a later start makes it fit; less would have to be asked.")
    return _("It would be acceptable {ways}.").format(ways=_(", or ").join(ways))
