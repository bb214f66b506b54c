# SPDX-License-Identifier: Apache-2.0
"""The three cards of the Overview: what is owed by creditor, the month from income to what is left, the chance of holding."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.case import Case
from planner.facts.language import _, ngettext
from planner.facts.money import Fen
from planner.facts.rulebook import RuleBook
from ui import shown
from ui.overview_words import chance_words, names
from ui.theme import THEME
from ui.widgets.bars import Part, StackedBar
from ui.widgets.card import Card, column
from ui.widgets.dial import Dial
from ui.widgets.text import Words, rule_line

_RIGHT = Qt.AlignmentFlag.AlignRight


class OwedCard(Card):
    """What is owed: the sum, a thin bar by creditor with the names below."""

    def __init__(self) -> None:
        super().__init__(_("Owed"))
        self.sum, self.note = Words("", "figure"), Words("", "caption", wrap=True)
        self.bar = StackedBar()
        self.body.addLayout(column(self.sum, self.note, gap=2))
        self.body.addWidget(self.bar)
        self.body.addStretch(1)

    def show_case(self, case: Case, paid: Fen) -> None:
        """Draw the debts."""
        owed = sum(debt.owed for debt in case.debts)
        self.sum.setText(shown.yuan(owed) if case.debts else shown.UNKNOWN)
        n = len(case.debts)
        words = ngettext("{n} debt", "{n} debts", n).format(n=n) if n else _("No debt is entered yet.")
        if paid:
            words += " · " + _("{amount} paid so far").format(amount=shown.yuan(paid))
        self.note.setText(words)
        parts = zip(names(case), case.debts, strict=True)
        self.bar.show_parts(
            [
                Part(name, debt.owed, shown.yuan(debt.owed), f"series{i % 8 + 1}", f"debts/{debt.id}")
                for i, (name, debt) in enumerate(parts)
            ]
        )


class MonthCard(Card):
    """The first month of the plan: income, what living takes, the offer, what is left."""

    def __init__(self) -> None:
        super().__init__(_("The month"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(THEME.px(12))
        self._grid.setVerticalSpacing(THEME.px(6))
        self._grid.setColumnStretch(0, 1)
        self.rows: dict[str, tuple[Words, Words]] = {}
        for line, (name, words) in enumerate(
            (
                ("income", _("Income")),
                ("living", _("Living costs")),
                ("reserve", _("Reserve")),
                ("offer", _("Offer")),
            )
        ):
            self._add(line, name, words)
        self._grid.addWidget(rule_line(), 4, 0, 1, 2)
        self._add(5, "left", _("Left"))
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def _add(self, line: int, name: str, words: str) -> None:
        label, figure = Words(words, "muted"), Words("", "lead" if name in ("offer", "left") else "base")
        self._grid.addWidget(label, line, 0)
        figure.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(figure, line, 1)
        self.rows[name] = (label, figure)

    def show_plan(self, plan: Plan | None) -> None:
        """Draw the first month."""
        first = plan.months[0] if plan is not None and plan.months else None
        values: dict[str, Fen | None] = dict.fromkeys(self.rows)
        if plan is not None and first is not None:
            spent = first.living + first.priority
            values = {
                "income": first.income,
                "living": -spent,
                "reserve": -first.set_aside,
                "offer": -plan.affordable,
                "left": first.surplus - first.set_aside - plan.affordable,
            }
        for name, (label, figure) in self.rows.items():
            figure.setText(shown.yuan(values[name]))
            figure.setAccessibleName(f"{label.text()} {figure.text()}")
        for part in self.rows["reserve"]:
            part.setVisible(bool(values["reserve"]))


class ChanceCard(Card):
    """The chance that the plan holds, as a dial with its word, and what it was measured from."""

    def __init__(self) -> None:
        super().__init__(_("Chance of holding"))
        self.dial, self.note = Dial(), Words("", "caption", wrap=True)
        self.body.addWidget(self.dial)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def wait(self, words: str) -> None:
        """Say why nothing is shown yet."""
        self.dial.show_chance(None, "—", "", "muted")
        self.note.setText(words)

    def show_result(self, result: StressResult, book: RuleBook) -> None:
        """Show what was measured."""
        self.dial.show_chance(result.holds, *chance_words(result.holds, book))
        if result.holds is None:
            said = [problem.words() for problem in result.problems]
            self.note.setText(said[0] if said else _("There is no plan to measure yet."))
            return
        n = result.months_used
        words = ngettext(
            "{paths} futures drawn from {n} month of your own flows; not a forecast.",
            "{paths} futures drawn from {n} months of your own flows; not a forecast.",
            n,
        )
        self.note.setText(words.format(paths=f"{result.paths:,}", n=n))
