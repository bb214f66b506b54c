# SPDX-License-Identifier: Apache-2.0
"""What a message seems to be, in cards: the class with where the checks stand, its dates, its stage, its signals, its fields."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.facts.case import Notice
from planner.facts.language import N_, _, ngettext
from planner.facts.money import yuan_from_plain
from planner.facts.rulebook import RuleBook
from planner.law.deadlines import knows_holidays
from planner.notices.checking import where_it_stands
from planner.notices.detect import Hit
from planner.notices.signals import SignalBook
from planner.notices.sms import Due, Fields, Verdict
from planner.notices.stages import Explained
from planner.reports.progress import WHAT
from ui import shown
from ui.theme import THEME
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import Chip, ChipText
from ui.widgets.steps import link, sign
from ui.widgets.text import Words

CHIPS: Mapping[str, ChipText] = {
    "COURT_LIKELY": ChipText(N_("perhaps a court"), "info", "landmark"),
    "MEDIATION_ORG_LIKELY": ChipText(N_("perhaps a mediation body"), "info", "handshake"),
    "LENDER_OR_LAWYER_COLLECTION": ChipText(N_("lender or lawyer"), "info", "building-2"),
    "VERIFY_FIRST": ChipText(N_("verify first"), "warn", "shield-question-mark"),
    "DISGUISED_COLLECTION": ChipText(N_("collection in disguise"), "warn", "triangle-alert"),
    "ILLEGAL_COLLECTION": ChipText(N_("out of bounds"), "warn", "triangle-alert"),
    "ILLEGAL_AGENT": ChipText(N_("paid agent"), "danger", "shield-alert"),
    "SCAM": ChipText(N_("signs of fraud"), "danger", "shield-alert"),
}
STANDINGS: Mapping[str, str] = {
    "open": N_("Nothing has been confirmed yet."),
    "confirmed": N_(
        "What it names exists there, by {channel} on {day}. That does not say who sent this message."
    ),
    "differs": N_(
        "Something differs, by {channel} on {day}. Go by what you were told there, not by the message."
    ),
    "not_found": N_(
        "Nothing was known there, by {channel} on {day}. The debt may still exist: ask again in a week."
    ),
}
URGENCY: Mapping[str, ChipText] = {
    "very_high": ChipText(N_("act today"), "danger", "clock"),
    "high": ChipText(N_("act this week"), "warn", "clock"),
    "medium": ChipText(N_("soon"), "info", "clock"),
    "low": ChipText(N_("no court date runs"), "", "clock"),
}
GROUPS = (
    ("-", N_("Speaks against it"), "triangle-alert", "warn"),
    ("A", N_("Has to be checked"), "circle-question-mark", "info"),
    ("+", N_("Speaks for it"), "circle-check", "good"),
)


def class_chip(found: Verdict | None) -> ChipText:
    """The class as a chip; nothing where there is no message yet."""
    chip = CHIPS[found.kind] if found else ChipText(N_("empty"))
    return chip._replace(words=_(chip.words))


class VerdictCard(Card):
    """The class in calm words, what could not be seen, and where the checks stand."""

    def __init__(self) -> None:
        super().__init__(_("What this looks like"))
        self.chip, self.words = Chip(), Words("", "lead", wrap=True)
        self.unseen, self.standing = Words("", "caption", wrap=True), Words("", "muted", wrap=True)
        self.corner.addWidget(self.chip)
        self.body.addLayout(column(self.words, self.standing, self.unseen, gap=6))

    def show_verdict(self, notice: Notice, found: Verdict) -> None:
        """Show another verdict."""
        self.chip.say(*class_chip(found))
        self.words.setText(_(found.words))
        self.unseen.setText("\n".join(_(words) for words in found.unseen))
        self.unseen.setVisible(bool(found.unseen))
        at = where_it_stands(notice, len(found.checklist))
        made = ngettext("{n} check made.", "{n} checks made.", at.done).format(n=at.done) if at.done else ""
        said = _(STANDINGS[at.standing]).format(
            channel=(at.by.channel if at.by else "") or _("your check"),
            day=shown.day(at.by.date if at.by else None),
        )
        self.standing.setText(f"{made} {said}".strip())


class DatesCard(Card):
    """The dates a message starts, if it is genuine. `taken(day)` asks to write one on the debt."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("If it is genuine"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(THEME.px(10))
        self.body.addLayout(self._rows)

    def show_dates(
        self, dues: Sequence[Due], today: date, book: RuleBook, debt: str, calm: bool, on: date | None
    ) -> None:
        """Show the dates. `debt` names the debt they can be written on, `on` is the date it has; `calm` drops the red."""
        emptied(self._rows)
        self.setVisible(bool(dues))
        for due in dues:
            self._rows.addLayout(self._row(due, today, book, debt, calm, on))

    def _row(
        self, due: Due, today: date, book: RuleBook, debt: str, calm: bool, on: date | None
    ) -> QHBoxLayout:
        left = (due.date - today).days
        near = not calm and left <= book.count("MED-16")
        day = Words(due.date.isoformat(), "lead").tone("danger" if near else "")
        words = Words(f"{_(WHAT.get(due.what, due.what))} · {left_words(left)}", "base", wrap=True)
        note = Words(self._note(due, book), "caption", wrap=True)
        token = "danger" if near else "muted"
        line = row(sign(self, "calendar-clock", token), day, column(words, note, gap=2), gap=12)
        line.setStretch(2, 1)
        if debt and on != due.date:
            take = link(_("Write it on the debt"), _("Write {day} on {debt}").format(day=due.date, debt=debt))
            take.clicked.connect(partial(self.taken.emit, due.date))
            line.addWidget(take)
        elif debt:
            line.addWidget(Chip(_("on the debt"), "good"))
        return line

    def _note(self, due: Due, book: RuleBook) -> str:
        kind = book.deadlines.get(due.what)
        parts = [kind.note if kind and kind.note else _("As the message says; ask whoever set it.")]
        if due.rule_id and not knows_holidays(due.date, due.date, book):
            parts.append(_("Counted by weekends alone: the holidays of that year are not loaded."))
        if due.rule_id:
            parts.append(due.rule_id)
        return " · ".join(parts)


def left_words(left: int) -> str:
    """How many days are left: `18 days left`, `today`, `passed 2 days ago`."""
    if left > 0:
        return ngettext("{n} day left", "{n} days left", left).format(n=left)
    if left == 0:
        return _("today")
    return ngettext("passed {n} day ago", "passed {n} days ago", -left).format(n=-left)


class StageCard(Card):
    """What the stage means that the message speaks of."""

    def __init__(self) -> None:
        super().__init__(_("What it means"))
        self.name, self.meaning = Words("", "lead", wrap=True), Words("", wrap=True)
        self.step, self.source = Words("", wrap=True), Words("", "caption", wrap=True)
        self.chip = Chip()
        self.corner.addWidget(self.chip)
        self.body.addLayout(column(self.name, self.meaning, self.step, self.source, gap=6))

    def show_stage(self, told: Explained | None) -> None:
        """Show another stage, or nothing."""
        self.setVisible(told is not None)
        if told is None:
            return
        self.name.setText(told.name)
        self.meaning.setText(told.meaning)
        self.step.setText(told.step)
        self.source.setText(" · ".join(part for part in (told.rule_id, told.citation) if part))
        self.source.setVisible(bool(self.source.text()))
        chip = URGENCY[told.urgency]
        self.chip.say(_(chip.words), chip.tone, chip.icon)


class SignalList(QWidget):
    """Each signal with the words that fired it, those against first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(THEME.px(6))

    def show_hits(self, hits: Sequence[Hit], book: SignalBook) -> None:
        """Show other signals."""
        emptied(self._layout)
        for direction, words, picture, token in GROUPS:
            group = [hit for hit in hits if book.signal(hit.id).direction == direction]
            if group:
                self._layout.addWidget(Words(_(words), "caption"))
            for hit in group:
                hard = book.signal(hit.id).hard
                self._layout.addLayout(
                    self._line(hit, book, "shield-alert" if hard else picture, "danger" if hard else token)
                )
        if not hits:
            self._layout.addWidget(Words(_("No known sign, for or against."), "muted", wrap=True))

    def _line(self, hit: Hit, book: SignalBook, picture: str, token: str) -> QHBoxLayout:
        title = Words(book.signal(hit.id).title, wrap=True)
        quote = Words(f"“{shown.name(hit.words)}”", "muted", wrap=True)
        line = row(sign(self, picture, token), column(title, quote, gap=0), Words(hit.id, "caption"))
        line.setStretch(1, 1)
        return line


class FieldsFound(QWidget):
    """What the message names, as labels and values."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(16))
        self._grid.setVerticalSpacing(THEME.px(6))
        self._grid.setColumnStretch(1, 1)

    def show_fields(self, fields: Fields) -> None:
        """Show other fields; what it does not name is left out."""
        emptied(self._grid)
        amount = shown.yuan(yuan_from_plain(fields.amount)) if fields.amount else None
        rows = (
            (_("Court"), fields.court and shown.name(fields.court)),
            (_("Case number"), fields.case_number and shown.name(fields.case_number)),
            (_("Creditor"), fields.creditor and shown.name(fields.creditor)),
            (_("Amount"), amount),
            (_("Telephone"), fields.phones and shown.name("  ".join(fields.phones))),
            (_("Link, do not open it"), fields.links and shown.name("  ".join(fields.links))),
        )
        named = [(label, value) for label, value in rows if value]
        for line, (label, value) in enumerate(named):
            self._grid.addWidget(Words(label, "muted"), line, 0)
            self._grid.addWidget(Words(value, wrap=True), line, 1)
        if not named:
            self._grid.addWidget(
                Words(_("It names no court, number, creditor or amount."), "muted", wrap=True), 0, 0, 1, 2
            )
