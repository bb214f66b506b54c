# SPDX-License-Identifier: Apache-2.0
"""The Negotiate page: what each creditor said, what to answer, and the call that writes its own log."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget

from planner.engine.plan import Plan
from planner.facts.case import Case, Debt, drop, find
from planner.facts.language import N_, _
from planner.facts.problems import INFO, InputError, Problem
from planner.facts.rulebook import with_overrides
from planner.notices.timeline import OUTGOING
from planner.reports.call_script import call_steps
from planner.reports.thread import next_step, thread
from ui import shown, talk_edits
from ui.attaching import Attaching
from ui.attachments import TALK, attached
from ui.background import Job, run
from ui.calendar_file import calendar_button
from ui.icons import set_icon
from ui.measuring import Measured, Ready, measured, ready, what_would_do
from ui.offer_whys import OfferWhys
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.call_steps import CallSteps
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.card_grid import CardGrid
from ui.widgets.chip import Chip, ChipText
from ui.widgets.creditor_list import CreditorList
from ui.widgets.empty_state import EmptyState
from ui.widgets.notes import Notes
from ui.widgets.offer_card import OfferCard
from ui.widgets.ready_offers import ReadyOffers
from ui.widgets.talk_forms import TalkForms, label_of
from ui.widgets.text import Words
from ui.widgets.timeline import Timeline
from ui.widgets.why_card import WhyCard

BEFORE_SENDING = ("LIM-04", "MED-09")  # T10, T11: said where an offer is made


class NegotiatePage(Page):
    """Creditors left; right the next step, the offers side by side, the time line. A call takes the right side over."""

    NAME = "negotiate"
    TITLE = N_("Negotiate")
    QUESTION = N_("What did they say, what do I answer?")
    ICON = "phone"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen: str | None = None
        self._open: str | None = None  # the record in the form: contacts/c1, offers/o1
        self._call: str | None = None  # the talk the call writes
        self._plan_now: Plan | None = None
        self._problems: tuple[Problem, ...] = ()
        self._ready: Ready | None = None
        self._cards: dict[str, OfferCard] = {}
        self._jobs: dict[str, Job] = {}
        self._measured_for: tuple[Any, ...] = ()
        self._make_widgets()
        self._build_actions()
        self._build()

    # ---- building

    def _make_widgets(self) -> None:
        self.creditors = CreditorList(N_("Next"), self._next_chip)
        self.creditors.chosen.connect(self._choose)
        self.name, self.next_words = Words("", "card"), Words("", "lead", wrap=True)
        self.grid, self.ready, self.timeline = CardGrid(), ReadyOffers(), Timeline()
        self.ready.taken.connect(self._take_ready)
        self.timeline.opened.connect(self.open_entry)
        self.timeline.removal.connect(self.remove)
        self.before, self.care, self.deadline = Notes(most=1), Notes(most=3), Chip()
        self.forms = TalkForms()
        self.forms.edited.connect(self._edit_open)
        self.forms.closed.connect(lambda: self.open_entry(""))
        self.attaching = Attaching(self, self._open_place)
        self.forms.attached.wanted.connect(self.attaching.ask)
        self.forms.attached.opened.connect(self.attaching.see)
        self.forms.attached.loosened.connect(self.attaching.loosen)
        self.why = WhyCard()
        self.whys = OfferWhys(self, self.why)
        self.whys.went.connect(self.went.emit)
        self.call = CallSteps()
        self.call.noted.connect(lambda text: self._edit_call("note", text))
        self.call.named.connect(self._edit_call)
        self.call.ended.connect(self.end_call)

    def _build_actions(self) -> None:
        self.start = self._button(_("Start a call"), "phone", self.begin_call, "primary")
        self.actions = [calendar_button(self), self.start]

    def _button(self, words: str, icon: str, do: Any, kind: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        set_icon(button, icon, "on_accent" if kind == "primary" else "accent", 16)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _build(self) -> None:
        log = self._button(_("Log a talk"), "square-pen", self.add_contact)
        mine = self._button(_("Your offer"), "send", lambda: self.add_offer("us"))
        theirs = self._button(_("Their offer"), "inbox", lambda: self.add_offer("them"))
        head = Card("", row(self.name, None, self.deadline), self.next_words, row(log, mine, theirs, None))
        offers = Card(_("Offers side by side"), self.ready, self.grid, self.before)
        line = Card(_("Time line"), self.timeline)
        care = Card(_("Take care"), self.care)
        care.setProperty("topic", "avoid")
        self.creditors.setProperty("topic", "negotiate")
        self.care.show_problems(
            [Problem(INFO, "", clause.title, {}, None) for clause in self.desk.book.clauses_of("avoid")]
        )
        inner = column(head, self.forms, offers, self.why, line, care, None, gap=12)
        inner.setContentsMargins(0, 0, THEME.px(14), THEME.px(8))
        self.thread_view = scrolled(inner)
        self.right = QStackedWidget()
        self.right.addWidget(self.thread_view)
        calling = column(self.call, None)
        calling.setContentsMargins(0, 0, THEME.px(14), THEME.px(8))
        self.right.addWidget(scrolled(calling))
        empty = EmptyState(
            "phone",
            _("Nobody to talk to yet"),
            _("Enter what you owe and to whom; each creditor then has a thread of its own here."),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.creditors.beside(self.right))
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the creditors and the thread of the chosen one."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        for widget in self.actions:
            widget.setEnabled(bool(new.debts))
        if not new.debts:
            return
        if all(debt.id != self._chosen for debt in new.debts):
            self._chosen = min(new.debts, key=self._urgency).id
        self.creditors.show_debts(new.debts, self._chosen)
        self._show_thread()

    def _urgency(self, debt: Debt) -> Any:
        step = next_step(self.desk.case, debt, self.desk.today())
        return (step.day is None, step.day or self.desk.today(), debt.id)

    def _next_chip(self, debt: Debt) -> ChipText:
        today = self.desk.today()
        step = next_step(self.desk.case, debt, today)
        if step.day is None:
            return ChipText(step.words, "", "arrow-right")
        words = _("{n} days").format(n=(step.day - today).days)
        return ChipText(words, "danger" if step.legal else "info", "flag" if step.legal else "calendar-clock")

    def debt(self) -> Debt | None:
        """The creditor in sight."""
        found: Debt | None = find(self.desk.case, "debts", self._chosen or "")
        return found

    def _show_thread(self) -> None:
        case, today, debt = self.desk.case, self.desk.today(), self.debt()
        if debt is None:
            return
        step = next_step(case, debt, today)
        when = _("{what}: {day}").format(what=step.words, day=shown.day(step.day)) if step.day else step.words
        self.name.setText(shown.name(debt.creditor))
        self.next_words.setText(when)
        self.next_words.tone("danger" if step.legal else "")
        self.deadline.setVisible(debt.deadline is not None and not step.legal)
        if debt.deadline is not None:
            left = (debt.deadline - today).days
            told = _("deadline {day}, {n} days left") if left >= 0 else _("deadline {day} has passed")
            self.deadline.say(told.format(day=shown.day(debt.deadline), n=left), "danger")
        self.timeline.show_entries(thread(case, debt.id, today))
        self._show_offers(case, debt)
        self._show_form()

    def _show_offers(self, case: Case, debt: Debt) -> None:
        offers = [offer for offer in case.offers if offer.debt == debt.id]
        cards = {}
        for offer in offers:
            card = self._cards.get(offer.id) or OfferCard(offer)
            if offer.id not in self._cards:
                card.asked.connect(self._offer_asked)
            card.show_offer(offer)
            cards[offer.id] = card
        if list(cards) != list(self._cards):
            self._cards = cards
            self.grid.show_cards(list(cards.values()))
        self.grid.setVisible(bool(cards))
        self.before.setVisible(bool(cards))
        key = (
            debt.id,
            tuple(o.terms for o in offers),
            case.debts,
            case.scenarios,
            case.incomes,
            case.expenses,
        )
        if key != self._measured_for:
            self._measured_for = key
            self._measure(case, debt)

    def _measure(self, case: Case, debt: Debt) -> None:
        job = self._begin("offers", measured, case, debt.id, self.desk.book, self.desk.today())
        job.progressed.connect(self._take_measured)
        job.finished.connect(self._take_measured)
        other = self._begin("ready", ready, case, self.desk.book, self.desk.today())
        other.finished.connect(self._take_found)
        self.ready.show_ready(self._ready, debt.id)

    def _begin(self, name: str, fn: Any, *args: Any) -> Job:
        if name in self._jobs:
            self._jobs[name].cancel()
        self._jobs[name] = run(fn, *args)
        return self._jobs[name]

    def _take_measured(self, table: tuple[Measured, ...] | None) -> None:
        if self.sender() is not self._jobs.get("offers"):
            return
        self.whys.take(table or ())
        for found in table or ():
            if found.offer.id in self._cards:
                self._cards[found.offer.id].show_measured(found)

    def _take_found(self, found: Ready | None) -> None:
        if self.sender() is self._jobs.get("ready") and found is not None and self._chosen is not None:
            self._ready = found
            self.ready.show_ready(found, self._chosen)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Keep the plan for the call, and what is to be known before an offer is made."""
        self._plan_now, self._problems = plan, problems
        self.before.show_problems([p for p in problems if p.rule_id in BEFORE_SENDING])
        self.start.setEnabled(plan is not None and bool(self.desk.case.debts) and self._call is None)

    # ---- the forms

    def _choose(self, debt_id: str) -> None:
        if debt_id != self._chosen:
            self.forms.commit()
            self._chosen, self._open = debt_id, None
            self.right.setCurrentIndex(0)
            self._show_thread()

    def open_entry(self, place: str) -> None:
        """Open a record of the thread in its form, "" to close it; agreements and notices have pages of their own."""
        head, _slash, record = place.partition("/")
        if head in ("agreements", "notices"):
            self.went.emit(f"agreement/{record}" if head == "agreements" else f"notice/{record}")
            return
        self.forms.commit()
        self._open = place or None
        self._show_form()
        if place:
            self.forms.begin()
            self.thread_view.verticalScrollBar().setValue(0)

    def _show_form(self) -> None:
        head, _slash, record_id = (self._open or "").partition("/")
        record = find(self.desk.case, head, record_id) if head else None
        self._open = self._open if record is not None else None
        self.forms.show_record(record, attached(self.desk.case, self._open or ""))

    def _open_place(self) -> tuple[str, str | None, str | None, str] | None:
        return (self._open, self._chosen, None, TALK) if self._open else None

    def _edit_open(self, path: str, value: Any) -> None:
        head, _slash, record_id = (self._open or "").partition("/")
        if head:
            change = talk_edits.with_contact_field if head == "contacts" else talk_edits.with_offer_field
            words = _("change of “{field}”").format(field=_(label_of(path)))
            self.desk.session.edit(words, change(self.desk.case, record_id, path, value), (self._open, path))

    def add_contact(self) -> None:
        """Log a talk of today and open it."""
        if self._chosen:
            case, made = talk_edits.with_contact(self.desk.case, self._chosen, self.desk.today(), OUTGOING)
            self.desk.session.edit(_("new talk"), case)
            self.open_entry(f"contacts/{made.id}")

    def add_offer(self, by: str) -> None:
        """Put an offer on the table and open it."""
        if self._chosen:
            case, made = talk_edits.with_offer(self.desk.case, self._chosen, by, self.desk.today())
            self.desk.session.edit(_("new offer"), case)
            self.open_entry(f"offers/{made.id}")

    def _take_ready(self, amount: int, _name: str) -> None:
        if self._chosen:
            terms = talk_edits.ready_terms(self.desk.case, amount)
            case, _made = talk_edits.with_offer(self.desk.case, self._chosen, "us", self.desk.today(), terms)
            self.desk.session.edit(_("ready offer taken over"), case)
            warned = next((p.words() for p in self._problems if p.rule_id == BEFORE_SENDING[0]), "")
            self.say(warned or _("The offer is on the table."), "warn" if warned else "good")

    def remove(self, place: str) -> None:
        """Delete a talk or an offer; undo brings it back."""
        head, _slash, record_id = place.partition("/")
        self.desk.session.edit(talk_edits.entry_words(place), drop(self.desk.case, head, record_id))
        self.say(_("Deleted."), "info", _("Undo"), self.desk.session.undo)

    def _offer_asked(self, word: str, offer_id: str) -> None:
        case, offer, debt = self.desk.case, find(self.desk.case, "offers", offer_id), self.debt()
        if offer is None or debt is None:
            return
        if word == "edit":
            self.open_entry(f"offers/{offer_id}")
        elif word == "why":
            self.whys.ask(offer_id, self.thread_view)
        elif word == "delete":
            self.remove(f"offers/{offer_id}")
        elif word == "plan" and offer.terms is not None:
            self.desk.session.edit(_("an offer put into the plan"), talk_edits.in_plan(case, offer)[0])
            self.say(_("The plan now goes by this offer."), "good", _("Undo"), self.desk.session.undo)
        elif word == "agree":
            changed, made = talk_edits.agreed(case, offer, self.desk.today())
            self.desk.session.edit(_("new agreement"), changed)
            self.went.emit(f"agreement/{made.id}")
        elif word == "acceptable":
            card = self._cards[offer_id]
            job = self._begin(
                "acceptable", what_would_do, case, debt, offer, self.desk.book, self.desk.today()
            )
            job.finished.connect(card.show_acceptable)

    # ---- the call

    def begin_call(self) -> None:
        """Begin a call with the chosen creditor: a talk is logged at once, each answer goes into it."""
        debt = self.debt()
        if debt is None or self._plan_now is None:
            return
        book = with_overrides(self.desk.book, self.desk.case.overrides)
        try:
            steps = call_steps(self.desk.case, self._plan_now, book, debt.id)
        except InputError as refused:
            self.say(refused.words(), "warn")
            return
        at = datetime.combine(self.desk.today(), datetime.now().time().replace(microsecond=0))
        case, made = talk_edits.with_contact(self.desk.case, debt.id, at, OUTGOING)
        self._call = made.id
        self.start.setEnabled(False)
        self.desk.session.edit(_("call with a creditor"), case, (made.id, "call"))
        self.right.setCurrentIndex(1)
        self.call.begin(steps, [clause.title for clause in book.clauses_of("exit")])

    def _edit_call(self, path: str, value: Any) -> None:
        if self._call and find(self.desk.case, "contacts", self._call):
            case = talk_edits.with_contact_field(self.desk.case, self._call, path, value)
            self.desk.session.edit(_("call with a creditor"), case, (self._call, "call"))

    def end_call(self) -> None:
        """End the call and open its log."""
        self.start.setEnabled(True)
        self.right.setCurrentIndex(0)
        if self._call:
            place, self._call = f"contacts/{self._call}", None
            self.open_entry(place)
            self.say(_("The call is in the log. Plan the next talk if one was promised."), "good")

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a creditor, or the thread in which a talk or an offer stands."""
        for list_name in ("contacts", "offers"):
            record = find(self.desk.case, list_name, place)
            if record is not None and record.debt:
                self.creditors.choose(record.debt)
                self.open_entry(f"{list_name}/{place}")
                return
        self.creditors.choose(place.partition("/")[0])

    def state(self) -> Any:
        """The chosen creditor and the open record."""
        return self._chosen, self._open

    def restore(self, state: Any) -> None:
        """Show them again."""
        chosen, opened = state
        if chosen:
            self.creditors.choose(chosen)
        if opened:
            self.open_entry(opened)

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many of their offers wait for an answer."""
        return sum(offer.by == "them" and offer.state in (None, "open") for offer in case.offers)
