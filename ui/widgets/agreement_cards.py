# SPDX-License-Identifier: Apache-2.0
"""The cards of an agreement: how it is kept, its instalments, what missing one costs, what it really says, a new plan."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from planner.engine.agreement import Keeping, Kept
from planner.engine.agreement_terms import CostOfMissing, Difference
from planner.facts.case import Flow
from planner.facts.language import N_, _, ngettext
from planner.facts.money import Fen, format_rate
from planner.facts.problems import Problem
from planner.facts.terms import PaidOn
from planner.reports.table import Column, Table
from ui import shown
from ui.icons import set_icon
from ui.models.records import Column as RecordColumn
from ui.models.records import RecordsModel
from ui.models.table import TableModel
from ui.widgets.attached import Attached
from ui.widgets.beside import Beside
from ui.widgets.card import Card, row
from ui.widgets.chip import Chip, ChipText
from ui.widgets.form import Field, Form
from ui.widgets.notes import Notes
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

STATES = {
    "paid": (N_("paid"), "good"),
    "late": (N_("paid late"), "good"),
    "part": (N_("paid in part"), "warn"),
    "missed": (N_("missed"), "warn"),
    "today": (N_("due today"), "info"),
    "next": (N_("next"), "info"),
    "ahead": (N_("paid ahead"), "good"),
    "later": ("", ""),
}


def kept_chip(kept: Keeping | None) -> ChipText:
    """How an agreement stands, as a chip."""
    if kept is None:
        return ChipText(_("none yet"), "", "circle-dashed")
    if kept.is_settled:
        return ChipText(_("settled"), "good")
    n = len(kept.unpaid)
    if n:
        return ChipText(ngettext("{n} past due", "{n} past due", n).format(n=n), "warn")
    return ChipText(_("on time"), "good")


class Standing(Card):
    """Where the agreement stands: the sentence, how much is paid, what it means."""

    def __init__(self) -> None:
        super().__init__("", gap=10)
        self.name, self.chip = Words("", "card"), Chip()
        self.lead, self.bar, self.sums = (
            Words("", "lead", wrap=True),
            QProgressBar(),
            Words("", "muted", wrap=True),
        )
        self.bar.setTextVisible(False)
        self.notes = Notes(most=4)
        for part in (row(self.name, None, self.chip), self.lead, self.bar, self.sums, self.notes):
            self.body.addLayout(part) if not isinstance(
                part, Words | QProgressBar | Notes
            ) else self.body.addWidget(part)

    def show_keeping(self, kept: Keeping, said: Sequence[Problem]) -> None:
        """Show how it stands today."""
        self.name.setText(shown.name(kept.debt.creditor))
        self.chip.say(*kept_chip(kept))
        paid, whole = kept.share_paid
        self.lead.setText(_sentence(kept))
        self.bar.setRange(0, 1000)
        self.bar.setValue(paid * 1000 // whole if whole else 0)
        words = _("{paid} paid, {left} still owed today")
        told = words.format(paid=shown.yuan(paid), left=shown.yuan(kept.still_owed))
        if kept.held:
            told += "  ·  " + _("{amount} of it waits for the next instalment").format(
                amount=shown.yuan(kept.held)
            )
        self.sums.setText(told)
        self.bar.setAccessibleName(told)
        self.notes.show_problems(said)
        self.notes.setVisible(bool(said))


def _sentence(kept: Keeping) -> str:
    if kept.is_settled:
        return _("All that was agreed is paid.")
    done = sum(row.state in ("paid", "late", "ahead") for row in kept.rows if row.payment)
    count = _("{n} of {all} instalments are paid").format(n=done, all=sum(bool(r.payment) for r in kept.rows))
    coming = kept.next_due
    if coming is None:
        return count
    return _("{count}; next {amount} on {day}.").format(
        count=count, amount=shown.yuan(coming.left), day=shown.day(coming.due)
    )


PAYMENT = (
    Field(path="date", label=N_("Paid on"), kind="date"),
    Field(path="amount", label=N_("Amount"), kind="money"),
)


class Instalments(Card):
    """The agreed table against the payments, and the payments. `paid(day, amount)` records one, `unpaid(payment)` drops."""

    paid = Signal(object, object)
    unpaid = Signal(object)
    repaid = Signal(object, object)  # payments as they were, and as they are to be (day, amount)
    matched = Signal()

    def __init__(self) -> None:
        super().__init__(_("Instalments"))
        self.model = RecordsModel(_columns())
        self.table = TableView(_("Instalments"), framed=False)
        self.table.show_model(self.model)
        self.form = Form(PAYMENT)
        self.form.setObjectName("form")
        self.form.edited.connect(self._take)
        self._typed: dict[str, Any] = {}
        self.record, self.found = QPushButton(_("Record this payment")), QPushButton("")
        self.record.setProperty("kind", "primary")
        self.record.clicked.connect(self._record)
        set_icon(self.found, "arrow-left-right", "accent", 16)
        self.found.clicked.connect(self.matched.emit)
        self.payments = RecordsModel(_payment_columns())
        self.made = TableView(_("Payments made"), framed=False)
        self.made.show_model(self.payments)
        self.made.removal.connect(lambda rows: self.unpaid.emit([one.paid for one in rows]))
        self.made.take_pasted(PAYMENT)
        self.payments.edited.connect(lambda line, path, value: self._repay([(line, value)], path))
        self.payments.edited_many.connect(self._repay)
        self.hint = Words("", "caption", wrap=True)
        self.made_title = Words(_("Payments made"), "card")
        self.body.addWidget(self.table)
        self.body.addWidget(self.form)
        buttons = Beside(self.record, self.found, QWidget(), wide=0, shares=(0, 0, 1))
        buttons.setObjectName("form")  # on the card's own ground
        self.body.addWidget(buttons)
        self.receipts = Attached(_("Attach a receipt…"))
        for widget in (self.made_title, self.made, self.hint, self.receipts):
            self.body.addWidget(widget)

    def show_keeping(self, kept: Keeping, found: Sequence[Flow]) -> None:
        """Show the instalments as they were kept; `found` are repayments in the statements not recorded yet."""
        self.model.show_records([_Row(str(n), each) for n, each in enumerate(kept.rows)])
        self.table.fit_rows(len(kept.rows), 8)
        at = next((n for n, each in enumerate(kept.rows) if each.left), 0)
        self.table.show_row(max(at - 2, 0))
        coming = kept.unpaid[0] if kept.unpaid else kept.next_due
        self._typed = {"date": kept.today, "amount": coming.left if coming else None}
        self.form.show_values(self._typed)
        n = len(found)
        words = ngettext(
            "Record {n} payment found in the statements", "Record {n} payments found in the statements", n
        )
        self.found.setText(words.format(n=n))
        self.found.setVisible(bool(n))
        made = [_Paid(str(i), p) for i, p in enumerate(reversed(kept.debt.payments))]
        self.payments.show_records(made)
        self.made.fit_rows(max(len(made), 1), 5)
        self.hint.setText(
            _(
                "Rows of a spreadsheet with day and amount can be pasted here. Del takes a payment out again. "
                "Keep each receipt with the papers (Evidence)."
            )
        )

    def _take(self, path: str, value: Any) -> None:
        self._typed[path] = value

    def _repay(self, pairs: Sequence[tuple["_Paid", Any]], path: str) -> None:
        """Ask for payments of another day or amount."""
        new = [(value, p.paid.amount) if path == "paid.date" else (p.paid.date, value) for p, value in pairs]
        self.repaid.emit([line.paid for line, _value in pairs], new)

    def _record(self) -> None:
        if self.form.commit() and self._typed.get("date") and self._typed.get("amount"):
            self.paid.emit(self._typed["date"], self._typed["amount"])


class _Row:
    """An instalment as a record of the table."""

    def __init__(self, id: str, kept: Kept) -> None:
        self.id, self.kept = id, kept


class _Paid:
    """A payment as a record of the table."""

    def __init__(self, id: str, paid: PaidOn) -> None:
        self.id, self.paid = id, paid


def _state_chip(kept: Kept) -> ChipText:
    words, tone = STATES[kept.state]
    told = _(words)
    if kept.days_late:
        told = _("{state}, {n} days").format(state=told, n=kept.days_late)
    return ChipText(told, tone) if told else ChipText("")


def _columns() -> tuple[RecordColumn, ...]:
    return (
        RecordColumn(heading=N_("No."), value=lambda r: r.kept.n, look="number", width=52),
        RecordColumn(heading=N_("Due"), value=lambda r: r.kept.due, show=shown.day, width=104),
        RecordColumn(
            heading=N_("Instalment"), value=lambda r: r.kept.payment, show=shown.amount, look="number"
        ),
        RecordColumn(
            heading=N_("Paid"), value=lambda r: r.kept.paid or None, show=shown.amount, look="number"
        ),
        RecordColumn(
            heading=N_("Paid on"), value=lambda r: r.kept.paid_on, show=shown.day, width=104, least=520
        ),
        RecordColumn(
            heading=N_("How it stands"), value=lambda r: r.kept, show=_state_chip, look="chip", width=190
        ),
    )


def _payment_columns() -> tuple[RecordColumn, ...]:
    return (
        RecordColumn(
            heading=N_("Paid on"),
            value=lambda r: r.paid.date,
            show=shown.day,
            path="paid.date",
            kind="date",
            required=True,
        ),
        RecordColumn(
            heading=N_("Amount"),
            value=lambda r: r.paid.amount,
            show=shown.amount,
            look="number",
            path="paid.amount",
            kind="money",
            required=True,
        ),
    )


class Missing(Card):
    """What one missed payment would bring."""

    def __init__(self) -> None:
        super().__init__(_("What one missed payment costs"), gap=8)
        self.words = Words("", "base", wrap=True)
        self.body.addWidget(self.words)

    def show_cost(self, cost: CostOfMissing | None, confirmed: bool) -> None:
        """Say it in a few lines; hidden where nothing is owed."""
        self.setVisible(cost is not None)
        if cost is None:
            return
        lines = [_("Counted on {amount}, over thirty days:").format(amount=shown.yuan(cost.instalment))]
        if cost.late_month:
            lines.append(
                "•  " + _("late charge of the agreement: {amount}").format(amount=shown.yuan(cost.late_month))
            )
        if cost.delay_month:
            words = _("extra interest for delay, by law, on all that is owed: {amount}")
            lines.append("•  " + words.format(amount=shown.yuan(cost.delay_month)))
        for due, extra in cost.delayed:
            words = _("the same so far, on the instalment of {day}: {amount}")
            lines.append("•  " + words.format(day=shown.day(due), amount=shown.yuan(extra)))
        if cost.revives:
            words = _("what was given up and may come back, if the agreement says so: {amount}")
            lines.append("•  " + words.format(amount=shown.yuan(cost.revives)))
        called = (
            _("the creditor may apply for enforcement of {amount}")
            if confirmed
            else _("{amount} can be called in")
        )
        lines.append("•  " + called.format(amount=shown.yuan(cost.at_once)))
        self.words.setText("\n".join(lines))


class Compared(Card):
    """What the agreement really says, beside the offer it goes back to."""

    def __init__(self) -> None:
        super().__init__(_("What it says, beside the offer"))
        self.model = TableModel()
        self.table = TableView(_("What it says, beside the offer"), framed=False)
        self.table.show_model(self.model, sortable=False)
        self.notes = Notes()
        self.body.addWidget(self.table)
        self.body.addWidget(self.notes)

    def show_differences(self, found: Sequence[Difference], said: Sequence[Problem], has_offer: bool) -> None:
        """Show the figures; without an offer only the agreement's own."""
        self.title.setText(_("What it says, beside the offer") if has_offer else _("What it says"))
        columns = [Column("what", N_("Figure"), width=30)]
        if has_offer:
            columns.append(Column("offer", N_("Offer"), "count", 16))
        columns.append(Column("agreed", N_("Agreed"), "count", 16))
        if has_offer:
            columns.append(Column("same", N_("Same?"), width=10))
        rows = []
        for each in found:
            cells = [_(each.label), _cell(each.agreed, each.kind)]
            if has_offer:
                same = _("yes") if each.is_same else _("no, check it")
                cells = [cells[0], _cell(each.offered, each.kind), cells[1], same]
            rows.append(tuple(cells))
        self.model.show_table(Table(name="said", title="", columns=tuple(columns), rows=tuple(rows)))
        self.table.fit_rows(len(rows))
        self.notes.show_problems(said)
        self.notes.setVisible(bool(said))


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return shown.UNKNOWN
    if kind == "money":
        return shown.amount(value)
    if kind == "rate":
        return format_rate(value, 2)
    return shown.day(value) if kind == "date" else str(value)


class Again(Card):
    """A new plan from today: all that is owed spread anew. `edited(path, value)`, and `wanted()` makes a plan of it."""

    edited = Signal(str, object)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Plan again from today"))
        self.form = Form(
            (
                Field(path="periods", label=N_("Instalments"), kind="count", bounds=(1, 600)),
                Field(path="first_due", label=N_("First due"), kind="date"),
            )
        )
        self.form.setObjectName("form")
        self.form.edited.connect(self.edited.emit)
        self.words = Words("", "base", wrap=True)
        make = QPushButton(_("Make a plan of it"))
        set_icon(make, "chart-line", "accent", 16)
        make.clicked.connect(self.wanted.emit)
        self.body.addWidget(self.form)
        self.body.addWidget(self.words)
        self.body.addLayout(row(make, None))

    def show_again(self, periods: int, first_due: dt.date, largest: Fen | None, owed: Fen) -> None:
        """Show what it would be; `largest` None where the terms cannot be worked out."""
        self.form.show_values({"periods": periods, "first_due": first_due})
        if largest is None:
            self.words.setText(_("These terms cannot be worked out; choose another day or number."))
            return
        words = ngettext(
            "{owed} owed today, in {n} instalment of {amount}. It is a request: the creditor has to agree.",
            "{owed} owed today, in {n} instalments of {amount} at most. It is a request: the creditor has to agree.",
            periods,
        )
        self.words.setText(words.format(owed=shown.yuan(owed), n=periods, amount=shown.yuan(largest)))
