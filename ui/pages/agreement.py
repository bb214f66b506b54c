# SPDX-License-Identifier: Apache-2.0
"""The Agreement page: what was agreed, what is paid, late or missed, what is owed, and the credit record ahead."""

from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget

from planner.engine.agreement import keeping
from planner.engine.plan import Plan
from planner.facts.case import Agreement, Case, Debt, drop, find
from planner.facts.language import N_, _, ngettext, sentences
from planner.facts.problems import InputError, Problem
from planner.law.credit_forecast import routes
from ui import agreement_look, shown
from ui.attaching import Attaching
from ui.attachments import RECEIPT, attached
from ui.background import Job, run
from ui.calendar_file import calendar_button
from ui.icons import set_icon
from ui.pages.page import Desk, Page
from ui.pasting import Pasted
from ui.theme import THEME
from ui.widgets.agreement_cards import Again, Compared, Instalments, Missing, Standing, kept_chip
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.chip import ChipText
from ui.widgets.credit_courses import CreditCourses
from ui.widgets.creditor_list import CreditorList
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Field, Form
from ui.widgets.marks import Marks
from ui.widgets.notes import Notes
from ui.widgets.terms_form import LABELS, TermsForm
from ui.widgets.text import Words

SIGNED = (
    Field(path="date", label=N_("Agreed on"), kind="date"),
    Field(
        path="confirmed", label=N_("Confirmed by a court, or a court mediation document"), kind="flag", span=2
    ),
)
SINCE = (Field(path="since", label=N_("Overdue since, as the credit report says"), kind="date"),)


class AgreementPage(Page):
    """Creditors left; right how the agreement is kept, its instalments, what it says, a new plan, the credit record."""

    NAME = "agreement"
    TITLE = N_("Agreement")
    QUESTION = N_("Am I keeping to it?")
    ICON = "handshake"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen: str | None = None
        self._plan_now: Plan | None = None
        self._job: Job | None = None
        self._look: agreement_look.Look | None = None
        self._wanted: dict[
            str, dict[str, Any]
        ] = {}  # by debt: instalments and first day of a new plan, overdue since
        self._chips: dict[str, tuple[Debt, Agreement, ChipText]] = {}
        self.creditors = CreditorList(N_("How it stands"), self._chip)
        self.creditors.chosen.connect(self._choose)
        self.standing, self.instalments, self.missing = Standing(), Instalments(), Missing()
        self.compared, self.again = Compared(), Again()
        self.instalments.paid.connect(self._pay)
        self.instalments.unpaid.connect(self._unpay)
        self.instalments.repaid.connect(self._repay)
        self.instalments.made.pasted.connect(self._paste_payments)
        self.instalments.matched.connect(self._match)
        self.attaching = Attaching(self, self._receipts_place)
        self.instalments.receipts.wanted.connect(self.attaching.ask)
        self.instalments.receipts.opened.connect(self.attaching.see)
        self.instalments.receipts.loosened.connect(self.attaching.loosen)
        self.again.edited.connect(self._want)
        self.again.wanted.connect(self._plan_again)
        self.signed, self.terms = Form(SIGNED), TermsForm()
        self.since, self.marks, self.credit_notes, self.routes = Form(SINCE), Marks(), Notes(), Notes(most=0)
        self.courses = CreditCourses()
        for form in (self.signed, self.terms, self.since):
            form.setObjectName("form")
        self.signed.edited.connect(self._edit)
        self.terms.edited.connect(self._edit)
        self.since.edited.connect(self._want)
        self._build()

    # ---- building

    def _build(self) -> None:
        self.actions = [calendar_button(self)]
        drop_it = QPushButton("")
        set_icon(drop_it, "trash-2", "accent", 16)
        drop_it.setProperty("kind", "quiet")
        drop_it.setAccessibleName(_("Delete this agreement"))
        drop_it.setToolTip(_("Delete this agreement"))
        drop_it.clicked.connect(lambda _on=False: self.remove())
        self.terms_card = Card(_("What was agreed"), self.signed, self.terms)
        self.terms_card.corner.addWidget(drop_it)
        credit = self._credit_card()
        self._build_begin()
        self.kept_cards = (self.standing, self.instalments, self.missing, self.compared, self.again)
        inner = column(
            self.begin_card,
            self.standing,
            self.instalments,
            self.terms_card,
            self.missing,
            self.compared,
            self.again,
            credit,
            None,
            gap=12,
        )
        inner.setContentsMargins(0, 0, THEME.px(14), THEME.px(8))
        self.right = scrolled(inner)
        empty = EmptyState(
            "handshake",
            _("No agreement without a debt"),
            _("Enter what you owe; what is agreed with each creditor, and each payment, then stands here."),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.creditors.beside(self.right))
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    def _credit_card(self) -> Card:
        legend = Words(
            _(
                "First mark: the lender reports the agreement as a new schedule. Second: it reports the old contract on."
                " Dashed months lie ahead. It is a forecast, no promise."
            ),
            "caption",
            wrap=True,
        )
        self.routes.show_problems(routes())
        parts = (self.since, self.marks, legend, self.credit_notes, self.courses, self.routes)
        card = Card(_("Credit record"), *parts)
        card.setMinimumWidth(THEME.px(420))
        return card

    def _build_begin(self) -> None:
        self.begin_card = Card("", gap=10)
        self.none_words = Words("", "lead", wrap=True)
        begin = QPushButton(_("Enter what was agreed"))
        begin.setProperty("kind", "primary")
        set_icon(begin, "handshake", "on_accent")
        begin.clicked.connect(lambda _on=False: self.begin())
        self.begin_button = begin
        self.begin_card.body.addWidget(self.none_words)
        self.begin_card.body.addLayout(row(begin, None))

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the creditors and the chosen agreement."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        for widget in self.actions:
            widget.setEnabled(bool(new.debts))
        if not new.debts:
            return
        if all(debt.id != self._chosen for debt in new.debts):
            with_one = {agreement.debt for agreement in new.agreements}
            self._chosen = next((d.id for d in new.debts if d.id in with_one), new.debts[0].id)
        self.creditors.show_debts(new.debts, self._chosen)
        self._show_chosen()

    def _chip(self, debt: Debt) -> ChipText:
        case = self.desk.case
        agreement = agreement_look.agreement_of(case, debt.id)
        if agreement is None:
            return kept_chip(None)
        kept = self._chips.get(debt.id)
        if kept is None or kept[0] is not debt or kept[1] is not agreement:
            kept = self._chips[debt.id] = (debt, agreement, self._worked_out(debt, agreement))
        return kept[2]

    def _worked_out(self, debt: Debt, agreement: Agreement) -> ChipText:
        try:
            kept = keeping(self.desk.case, debt, agreement, self.desk.today()) if agreement.terms else None
        except InputError:
            kept = None
        return kept_chip(kept) if kept else ChipText(_("terms missing"), "warn")

    def debt(self) -> Debt | None:
        """The creditor in sight."""
        found: Debt | None = find(self.desk.case, "debts", self._chosen or "")
        return found

    def _show_chosen(self) -> None:
        debt = self.debt()
        if debt is None:
            return
        agreement = agreement_look.agreement_of(self.desk.case, debt.id)
        self.begin_card.setVisible(agreement is None)
        name = shown.name(debt.brand or debt.creditor)
        self.none_words.setText(_("Nothing is agreed with {name} yet.").format(name=name))
        self.terms_card.setVisible(agreement is not None)
        if agreement is not None:
            self.signed.show_values({"date": agreement.date, "confirmed": agreement.confirmed})
            self.terms.show_terms(agreement.terms)
        for card in self.kept_cards:
            if agreement is None or agreement.terms is None:
                card.hide()
        self._ask()

    def _ask(self) -> None:
        """Work out the agreement as it now stands, beside the window; an older question is dropped."""
        debt = self.debt()
        if debt is None:
            return
        if self._job is not None:
            self._job.cancel()
        told = self._wanted.get(debt.id, {})
        wanted = (told.get("periods"), told.get("first_due"))
        job = run(
            agreement_look.look,
            self.desk.case,
            debt.id,
            self._plan_now,
            self.desk.book,
            self.desk.today(),
            wanted,
            told.get("since"),
        )
        self._job = job
        job.finished.connect(self._take)

    def _take(self, found: agreement_look.Look) -> None:
        if self.sender() is not self._job:
            return
        self._job, self._look = None, found
        kept = found.kept
        for card in self.kept_cards:
            card.setVisible(kept is not None)
        if kept is not None:
            self.standing.show_keeping(kept, found.said)
            self.instalments.show_keeping(kept, found.found)
            self.instalments.receipts.show_papers(attached(self.desk.case, f"debts/{found.debt.id}/payments"))
            self.missing.show_cost(found.cost, kept.agreement.confirmed)
            self.compared.show_differences(found.compared, found.hidden, found.has_offer)
        self.again.setVisible(found.again is not None)
        if found.again is not None and kept is not None:
            again = found.again
            self.again.show_again(again.periods, again.first_due, again.largest, kept.still_owed)
        if found.refused is not None:
            self.say(found.refused.words(), "warn")
        self._show_credit(found)

    def _show_credit(self, found: agreement_look.Look) -> None:
        self.since.show_values({"since": found.credit.overdue_since})
        self.marks.show_months(found.credit.months)
        self.credit_notes.show_problems(found.credit.problems)
        told = self._wanted.get(found.debt.id, {}).get("since")
        desk = self.desk
        self.courses.show_courses(desk.case, found.debt.id, desk.book, desk.today(), found.kept, told)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Forecast the record by the newest plan where nothing is agreed."""
        if plan is not self._plan_now:
            self._plan_now = plan
            self._ask()

    # ---- edits

    def _choose(self, debt_id: str) -> None:
        if debt_id != self._chosen:
            for form in (self.signed, self.terms):
                form.commit()
            self._chosen = debt_id
            self._show_chosen()
            self.right.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Enter an agreement, prefilled from the accepted offer or the plan."""
        if self._chosen is not None:
            self.desk.session.edit(
                _("new agreement"), agreement_look.begun(self.desk.case, self._chosen, self.desk.today())
            )
            self.signed.editors["date"].setFocus()

    def remove(self) -> None:
        """Delete the agreement; the payments stay with the debt, undo brings it back."""
        agreement = agreement_look.agreement_of(self.desk.case, self._chosen or "")
        if agreement is not None:
            self.desk.session.edit(
                _("delete of an agreement"), drop(self.desk.case, "agreements", agreement.id)
            )
            self.say(_("The agreement is deleted."), "info", _("Undo"), self.desk.session.undo)

    def _edit(self, path: str, value: Any) -> None:
        agreement = agreement_look.agreement_of(self.desk.case, self._chosen or "")
        if agreement is not None:
            labels = {**LABELS, **{field.path: field.label for field in SIGNED}}
            words = _("change of “{field}”").format(field=_(labels.get(path, path)))
            case = agreement_look.with_field(self.desk.case, agreement, path, value)
            self.desk.session.edit(words, case, (agreement.id, path))

    def _pay(self, day: Any, amount: Any) -> None:
        if self._put_payments(_("payment recorded"), (), ((day, amount),)):
            words = _("{amount} recorded. Keep the receipt.").format(amount=shown.yuan(amount))
            self.say(words, "good", _("Undo"), self.desk.session.undo)

    def _unpay(self, payments: Any) -> None:
        if self._put_payments(_("payment taken out"), payments, ()):
            n = len(payments)
            said = ngettext("The payment is taken out.", "{n} payments are taken out.", n).format(n=n)
            self.say(said, "info", _("Undo"), self.desk.session.undo)

    def _repay(self, old: Any, new: Any) -> None:
        self._put_payments(_("change of a payment"), old, new)

    def _paste_payments(self, pasted: Pasted) -> None:
        whole = [
            (line["date"], line["amount"]) for line in pasted.lines if line.get("date") and line.get("amount")
        ]
        left = len(pasted.lines) - len(whole)
        told = list(pasted.unread[:3])
        if left:
            words = ngettext(
                "{n} line without a day or an amount was left out.",
                "{n} lines without a day or an amount were left out.",
                left,
            )
            told.append(words.format(n=left))
        if whole and self._put_payments(_("payments pasted"), (), whole):
            n = len(whole)
            told.insert(0, ngettext("{n} payment pasted.", "{n} payments pasted.", n).format(n=n))
            self.say(sentences(*told), "warn" if len(told) > 1 else "good", _("Undo"), self.desk.session.undo)
        elif not whole:
            self.say(sentences(*told), "warn")

    def _put_payments(self, words: str, out: Any, into: Any) -> bool:
        """Take payments out and record others as one step; a day to come is refused in words."""
        debt = self.debt()
        if debt is None:
            return False
        if any(day > self.desk.today() for day, _amount in into):
            self.say(
                _("A payment lies in the past or today; a coming one stands in the table already."), "warn"
            )
            return False
        self.desk.session.edit(words, agreement_look.with_payments(self.desk.case, debt, out, into))
        return True

    def _receipts_place(self) -> tuple[str, str | None, str | None, str] | None:
        debt = self.debt()
        if debt is None:
            return None
        last = debt.payments[-1] if debt.payments else None
        note = _("receipt of {day}").format(day=last.date.isoformat()) if last else None
        return f"debts/{debt.id}/payments", debt.id, note, RECEIPT

    def _match(self) -> None:
        debt = self.debt()
        if debt is not None and self._look is not None and self._look.debt.id == debt.id:
            case = agreement_look.matched(self.desk.case, debt, self._look.found)
            self.desk.session.edit(_("payments from statements"), case)
            self.say(_("Recorded from the statements."), "good", _("Undo"), self.desk.session.undo)

    def _want(self, path: str, value: Any) -> None:
        if self._chosen is not None:
            self._wanted.setdefault(self._chosen, {})[path] = value
            self._ask()

    def _plan_again(self) -> None:
        debt, seen = self.debt(), self._look
        if debt is not None and seen is not None and seen.again is not None and seen.debt.id == debt.id:
            case = agreement_look.planned_again(self.desk.case, debt, seen.again, self.desk.today())
            self.desk.session.edit(_("plan again from today"), case)
            self.went.emit("plan")

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a creditor, or the one of an agreement."""
        record = place.partition("/")[0]
        agreement = find(self.desk.case, "agreements", record)
        self.creditors.choose(agreement.debt if agreement is not None else record)

    def state(self) -> Any:
        """The chosen creditor and what was asked for."""
        return self._chosen, self._wanted

    def restore(self, state: Any) -> None:
        """Show them again."""
        chosen, self._wanted = state
        if chosen:
            self.creditors.choose(chosen)

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many agreements there are."""
        return len({agreement.debt for agreement in case.agreements})
