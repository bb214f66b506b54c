# SPDX-License-Identifier: Apache-2.0
"""How one figure came about: what went in, the sum in words, the formula, the rules. Each input leads further."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from planner.engine.explanation import Explanation, Input, Unit
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import Rule
from ui import shown
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.widgets.card import Card, column, row
from ui.widgets.choice import Choice
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

MOST = 10  # inputs before the table scrolls
Named = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Line:
    """One input as the table shows it."""

    id: str
    one: Input


class WhyCard(Card):
    """The card. `wanted(figure)` asks for another figure, `chosen(subject)` for another subject, `went(place)` leads on."""

    wanted = Signal(str)
    chosen = Signal(str)
    went = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(_("How this figure came about"), gap=10)
        self.subject, self.figure = Choice(()), Choice(())
        self.subject.setAccessibleName(_("Whose figure"))
        self.figure.setAccessibleName(_("Figure"))
        self.subject.edited.connect(self.chosen.emit)
        self.figure.edited.connect(self.wanted.emit)
        self.back, self.close_button = QPushButton(_("Back")), QPushButton(_("Close"))
        for button, picture in ((self.back, "arrow-left"), (self.close_button, "x")):
            button.setProperty("kind", "quiet")
            set_icon(button, picture, "accent", 16)
            self.corner.addWidget(button)
        self.close_button.clicked.connect(self.closed.emit)
        self.amount = Words("", "figure")
        self.words, self.sum = Words("", "base", wrap=True), Words("", "muted", wrap=True)
        self.sum.setAccessibleName(_("Formula"))
        self.rules = Words("", "caption", wrap=True)
        self.model = RecordsModel(
            (
                Column(heading=N_("Made from"), value=_name),
                Column(heading=N_("Amount"), value=lambda line: line, show=_amount, look="number", width=140),
            )
        )
        self.inputs = TableView(_("Made from"), framed=False)
        self.inputs.show_model(self.model)
        self.inputs.opened.connect(self._open)
        chosen = row(self.subject, self.figure)
        chosen.setStretch(0, 1)
        chosen.setStretch(1, 1)
        right = column(self.amount, self.words, self.sum, self.rules, None)
        both = row(column(chosen, self.inputs, None), right, gap=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        self.hide()

    def show_choices(self, subjects: Named, subject: str, figures: Named, figure: str) -> None:
        """Offer the subjects and the figures of the one in sight."""
        self.subject.set_options(list(subjects))
        self.subject.set_value(subject)
        self.figure.set_options(list(figures))
        self.figure.set_value(figure)

    def show_told(self, told: Explanation, book: RuleBook, today: date) -> None:
        """Explain a figure."""
        self.amount.setText(value_words(told.amount, told.unit))
        said = told.sum_in_words
        self.words.setText(shown.MASK if shown.is_hidden() and said.values else said.words())
        formula = formula_words(told)
        self.sum.setText(formula)
        self.sum.setVisible(bool(formula))
        self.rules.setText("\n".join(_rule_words(book.rule(one, today)) for one in told.rule_ids))
        self.rules.setVisible(bool(told.rule_ids))
        self.model.show_records([_Line(f"{n} {one.where}", one) for n, one in enumerate(told.inputs)])
        self.inputs.fit_rows(len(told.inputs), MOST)
        self.inputs.setVisible(bool(told.inputs))
        if told.inputs:
            self.inputs.selectRow(0)

    def _open(self, line: _Line | None) -> None:
        if line is not None:
            self.went.emit(line.one.where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Alt+Left goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.back.click()
        else:
            super().keyPressEvent(event)


def _name(line: _Line) -> str:
    words = _(line.one.name)
    return shown.name(words) if words == line.one.name and shown.is_hidden() else words


def _amount(line: _Line) -> str:
    sign = {1: "+ ", -1: "− "}.get(line.one.sign, "")
    return sign + value_words(line.one.amount, line.one.unit)


def value_words(amount: int | Decimal, unit: Unit) -> str:
    """A figure in its unit: yuan, a plain number, or a share as a per cent with two places."""
    if unit == "money":
        return shown.yuan(int(amount))
    return f"{int(amount):,}" if unit == "count" else f"{amount * 100:.2f}%"


def formula_words(told: Explanation) -> str:
    """The formula of a figure: its own words, or the sum of its inputs with their figures."""
    if told.formula:
        return _("Formula: {formula}").format(formula=_(told.formula).format(**told.values))
    if not told.is_sum or len(told.inputs) > MOST:
        return ""
    parts = [
        ("− " if one.sign < 0 else "+ " if n else "") + value_words(one.amount, one.unit)
        for n, one in enumerate(told.inputs)
    ]
    return _("Formula: {formula}").format(
        formula=f"{' '.join(parts)} = {value_words(told.amount, told.unit)}"
    )


def _rule_words(rule: Rule) -> str:
    """A rule in one line: number, title, text, source."""
    return " · ".join(part for part in (rule.id, rule.title, rule.text, rule.citation) if part)
