# SPDX-License-Identifier: Apache-2.0
"""The form of one debt in groups: who, the balance today, the contract, where it stands, the claim, the terms, a note."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from planner.facts.case import Claim, Debt, Minimum
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Shape, Terms, Waive
from planner.reports.words import SHAPES
from ui import shown
from ui.models.records import read, written
from ui.theme import THEME
from ui.turns import enter_later, finish
from ui.widgets.card import Card, row
from ui.widgets.choice import Choice
from ui.widgets.form import Field, Form
from ui.widgets.text import Words

STAGES = (
    (None, N_("on time")),
    ("collection", N_("overdue")),
    ("mediation", N_("in mediation")),
    ("filed", N_("suit filed")),
    ("payment_order", N_("payment order received")),
    ("preservation", N_("property preserved")),
    ("judgment", N_("judged")),
    ("enforceable", N_("enforceable agreement")),
    ("enforcement", N_("enforcement")),
    ("settled", N_("settled")),
)
WHO = (
    Field(path="creditor", label=N_("Creditor, as in the contract"), required=True, span=2),
    Field(path="brand", label=N_("Brand or product")),
    Field(path="number", label=N_("Contract number")),
    Field(path="lender_class", label=N_("Kind of lender"), kind="choice", span=2),
    Field(path="shared_with", label=N_("Shared with")),
)
BALANCE = (
    Field(path="principal", label=N_("Principal"), kind="money", required=True),
    Field(path="interest", label=N_("Interest"), kind="money"),
    Field(path="penalty", label=N_("Penalty"), kind="money"),
    Field(path="fee", label=N_("Fees"), kind="money"),
    Field(path="as_of", label=N_("As of"), kind="date", required=True),
)
CONTRACT = (
    Field(path="terms.annual_rate", label=N_("Yearly rate"), kind="rate"),
    Field(path="terms.penalty_rate", label=N_("Penalty rate on top"), kind="rate"),
    Field(path="contract_date", label=N_("Contract date"), kind="date"),
    Field(path="contract_payment", label=N_("Payment by contract, a month"), kind="money"),
    Field(path="due_day", label=N_("Due day of the month"), kind="count", bounds=(1, 31)),
    Field(path="minimum.amount", label=N_("Least payment a month"), kind="money"),
)
STANDING = (
    Field(path="stage", label=N_("Stage"), kind="choice", options=STAGES),
    Field(path="deadline", label=N_("Deadline"), kind="date"),
    Field(path="accelerated_on", label=N_("Called in early on"), kind="date"),
    Field(path="priority", label=N_("Priority debt, paid first"), kind="flag", span=2),
    Field(path="disputed", label=N_("Disputed, left out of the plan"), kind="flag", span=2),
)
CLAIM = (
    Field(path="claim.principal", label=N_("Principal claimed"), kind="money"),
    Field(path="claim.interest", label=N_("Interest claimed"), kind="money"),
    Field(path="claim.penalty", label=N_("Penalty claimed"), kind="money"),
    Field(path="claim.fee", label=N_("Fees claimed"), kind="money"),
    Field(path="claim.date", label=N_("Claimed on"), kind="date"),
)
TERMS = (
    Field(
        path="terms.shape.kind",
        label=N_("Shape"),
        kind="choice",
        options=((None, N_("left to the plan")), *SHAPES.items()),
        span=2,
    ),
    Field(path="terms.periods", label=N_("Instalments"), kind="count", bounds=(1, 600)),
    Field(path="terms.first_due", label=N_("First due"), kind="date"),
    Field(path="terms.shape.instalment", label=N_("Instalment"), kind="money"),
    Field(path="terms.shape.principal", label=N_("Principal each time"), kind="money"),
    Field(path="terms.shape.balloon", label=N_("Last payment"), kind="money"),
    Field(path="terms.shape.fee_rate", label=N_("Fee each time, of the principal"), kind="rate"),
    Field(path="terms.shape.percent", label=N_("Share of the balance"), kind="rate"),
    Field(path="terms.shape.floor", label=N_("At least"), kind="money"),
    Field(path="terms.shape.date", label=N_("Paid on"), kind="date"),
    Field(path="terms.shape.amount", label=N_("Amount that settles all"), kind="money"),
    Field(path="terms.waive.interest", label=N_("Interest given up, share"), kind="rate"),
    Field(path="terms.waive.penalty", label=N_("Penalty given up, share"), kind="rate"),
)
NOTE = (Field(path="note", label=N_("Note"), kind="note", span=2),)

# Which fields of a shape make sense for which kind.
OF_SHAPE: Mapping[str, tuple[str, ...]] = {
    "equal_instalment": ("instalment",),
    "fixed_amount": ("instalment",),
    "balloon": ("instalment", "balloon"),
    "fixed_principal": ("principal",),
    "flat_fee": ("fee_rate",),
    "percent_of_balance": ("percent", "floor"),
    "lump_sum": ("date", "amount"),
}
SHAPE_FIELDS = ("instalment", "principal", "balloon", "fee_rate", "percent", "floor", "date", "amount")
NOT_BLANK = {"terms.annual_rate", "terms.penalty_rate", "terms.waive.interest", "terms.waive.penalty"}
GROUPS: tuple[tuple[str, Sequence[Field]], ...] = (
    (N_("Who"), WHO),
    (N_("Balance today"), BALANCE),
    (N_("Contract"), CONTRACT),
    (N_("Where it stands"), STANDING),
    (N_("Claimed by the creditor"), CLAIM),
    (N_("Terms of repayment"), TERMS),
    (N_("Note"), NOTE),
)
LABELS = {field.path: field.label for _title, fields in GROUPS for field in fields}


def claimed(debt: Debt) -> int | None:
    """All that the creditor claims (fen), None where no sum is claimed."""
    parts = (
        [getattr(debt.claim, part) for part in ("principal", "interest", "penalty", "fee")]
        if debt.claim
        else []
    )
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def with_value(debt: Debt, path: str, value: Any, today: date) -> Debt:
    """The debt with one field of the form changed; parts unknown so far are begun, parts left empty are dropped."""
    if path == "terms.shape.kind":
        return _with_shape(debt, value)
    if value is None and path in NOT_BLANK:
        value = Decimal(0)
    kind = "equal_instalment"
    make: dict[str, Callable[[], Any]] = {
        "terms": Terms,
        "shape": lambda: Shape(kind=kind),  # type: ignore[arg-type]
        "waive": Waive,
        "claim": lambda: Claim(date=today),
        "minimum": Minimum,
    }
    if path == "claim.date" and value is None:
        return replace(debt, claim=None)
    debt = written(debt, path, value, make)
    if path.startswith("claim.") and claimed(debt) is None and path != "claim.date":
        return replace(debt, claim=None)
    if debt.minimum == Minimum():
        return replace(debt, minimum=None)
    return debt


def _with_shape(debt: Debt, kind: Any) -> Debt:
    terms = debt.terms or Terms()
    if kind is None:
        return replace(debt, terms=replace(terms, shape=None))
    old = terms.shape
    kept = {name: getattr(old, name) for name in OF_SHAPE.get(kind, ()) if old is not None}
    return replace(debt, terms=replace(terms, shape=Shape(kind=kind, **kept)))


AT_ONCE = 2  # groups that can be seen without scrolling


class DebtForm(QWidget):
    """All groups of one debt below each other. `edited(path, value)` tells each finished edit."""

    edited = Signal(str, object)

    def __init__(self, book: RuleBook) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, THEME.px(4), THEME.px(8))
        layout.setSpacing(THEME.px(12))
        self.forms: list[Form] = []
        self._owed, self._difference = Words("", "muted"), Words("", "muted", wrap=True)
        for title, fields in GROUPS:
            form = Form(fields)
            form.edited.connect(self.edited.emit)
            self.forms.append(form)
            lenders = form.editors.get("lender_class")
            if isinstance(lenders, Choice):
                lenders.set_options([(one.id, one.title) for one in book.lenders.values()])
            card = Card(_(title), form)
            if fields is BALANCE:
                card.corner.addWidget(self._owed)
            elif fields is CLAIM:
                card.body.addLayout(row(self._difference))
            if len(self.forms) > AT_ONCE:
                enter_later(self, card, layout.addWidget)
            else:
                layout.addWidget(card)

    def show_debt(self, debt: Debt) -> None:
        """Show a debt's values; what is being typed is left alone."""
        for form in self.forms:
            form.show_values({field.path: _value(debt, field.path) for field in form.fields})
        self._owed.setText(_("{amount} in all").format(amount=shown.yuan(debt.owed)))
        self._difference.setText(difference_words(debt))
        shape = debt.terms.shape.kind if debt.terms and debt.terms.shape else None
        wanted = OF_SHAPE.get(shape or "", ())
        terms = next(form for form in self.forms if form.fields is TERMS or form.fields == TERMS)
        for name in SHAPE_FIELDS:
            terms.set_shown(f"terms.shape.{name}", name in wanted)

    def focus_on(self, path: str) -> None:
        """Put the cursor into a field."""
        finish(self)
        for form in self.forms:
            if path in form.editors:
                form.editors[path].setFocus()

    def commit(self) -> None:
        """Take what is being typed."""
        for form in self.forms:
            form.commit()


def _value(debt: Debt, path: str) -> Any:
    value = read(debt, path)
    return None if path in NOT_BLANK and value == 0 and path != "terms.annual_rate" else value


def difference_words(debt: Debt) -> str:
    """The claim against the balance of the form, in a sentence."""
    total = claimed(debt)
    if total is None:
        return _("Type what the app or the letter says; the difference to your own figures is shown here.")
    more = total - debt.owed
    if more == 0:
        return _("{total} claimed: the same as your own figures.").format(total=shown.yuan(total))
    if more > 0:
        words = _("{total} claimed, {more} more than your own figures. Please have it itemised.")
        return words.format(total=shown.yuan(total), more=shown.yuan(more))
    words = _("{total} claimed, {less} less than your own figures.")
    return words.format(total=shown.yuan(total), less=shown.yuan(-more))
