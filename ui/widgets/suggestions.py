# SPDX-License-Identifier: Apache-2.0
"""What the flows suggest for the budget: each income and each group of costs, taken over line by line with its rows."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from planner.engine.findings import Finding
from planner.facts.case import Case
from planner.facts.language import N_, _, ngettext
from planner.facts.rulebook import RuleBook
from planner.reports.figure_words import figure_words
from ui import flow_edits, shown
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import Chip
from ui.widgets.text import OneLine, Words

PARTS = (
    ("income", N_("Income, a month")),
    ("living", N_("Living costs, a month")),
    ("debt_service", N_("Paid to creditors, a month")),
    ("question", N_("A creditor may ask about; only you see this")),
)
MOST = 8  # lines of one kind: the largest


class Suggestions(Card):
    """The card of findings. `taken(finding, name, figure)` takes one over: as a new line, or as proof of a figure."""

    taken = Signal(object, str, str)
    asked = Signal(object)  # the rows of a finding

    def __init__(self, book: RuleBook) -> None:
        super().__init__(_("Offered to the budget"), gap=8)
        self._book = book
        self._drawn: tuple[object, ...] = ()
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self.hide()

    def show_findings(self, case: Case, findings: Sequence[Finding]) -> None:
        """Show what was found and what of it the budget has already; the same again draws nothing."""
        drawn = (tuple(findings), case.proofs, case.incomes, case.expenses)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        emptied(self._lines)
        proofs = {(proof.source, proof.figure) for proof in case.proofs}
        for kind, words in PARTS:
            some = [one for one in findings if one.kind == kind and (one.median or kind == "question")]
            if some:
                self._lines.addWidget(Words(_(words), "caption", wrap=True))
            for one in some[:MOST]:
                self._lines.addLayout(self._line(case, one, proofs))
            if len(some) > MOST:
                n = len(some) - MOST
                words = ngettext("{n} more, smaller", "{n} more, smaller", n).format(n=n)
                self._lines.addWidget(Words(words, "caption"))
        self.setVisible(bool(findings))

    def _line(self, case: Case, one: Finding, proofs: set[tuple[str, str]]) -> QVBoxLayout:
        name, amount = OneLine(self.name_of(one)), Words(shown.yuan(one.median))
        head = row(name, amount)
        head.setStretch(0, 1)
        n = len(one.flows)
        span = _("{least} to {most}").format(least=shown.yuan(one.least), most=shown.yuan(one.most))
        rows = QPushButton(ngettext("{n} row", "{n} rows", n).format(n=f"{n:,}"))
        rows.setProperty("kind", "quiet")
        rows.setToolTip(_("Show these rows"))
        rows.clicked.connect(partial(self._ask, one))
        foot = row(Words(span, "caption", wrap=True), rows)
        foot.setStretch(0, 1)
        if one.kind in ("income", "living"):
            shown_by = [figure for source, figure in proofs if source == f"flows/{one.flows[0]}"]
            foot.addWidget(Chip(_("in the budget"), "good") if shown_by else self._button(case, one))
        return column(head, foot, gap=2)

    def _ask(self, one: Finding) -> None:
        self.asked.emit(one)

    def _button(self, case: Case, one: Finding) -> QPushButton:
        name = self.name_of(one)
        take = QPushButton(_("Take over"))
        take.setAccessibleName(_("Take over: {name}").format(name=name))
        menu = QMenu(take)
        words = _("As a new line of {amount} a month").format(amount=shown.yuan(one.median))
        menu.addAction(words, partial(self.taken.emit, one, name, ""))
        for figure in figures_for(case, one):
            told = _("As proof of “{figure}”").format(figure=shown.name(figure_words(case, figure)))
            menu.addAction(told.replace("&", "&&"), partial(self.taken.emit, one, name, figure))
        take.setMenu(menu)
        return take

    def name_of(self, one: Finding) -> str:
        """What a finding is called: the payer, or the group of costs."""
        if one.name:
            return shown.name(one.name)
        group = next((group.title for group in self._book.groups if group.id == one.group), None)
        return group or _("Other income")


def figures_for(case: Case, one: Finding) -> Iterator[str]:
    """Yield the budget lines a finding may prove: incomes, or costs of its group."""
    if one.kind == "income":
        yield from (f"incomes/{line.id}/amount" for line in case.incomes)
    else:
        same = [line for line in case.expenses if line.group == one.group]
        yield from (f"expenses/{line.id}/amount" for line in same)


def taken_over(case: Case, one: Finding, name: str, figure: str) -> Case:
    """Return the case with a finding taken over, proved by its rows."""
    wanted = set(one.flows)
    flows = [flow for flow in case.flows if flow.id in wanted]
    if not figure:
        case, figure = flow_edits.with_line(case, one, name)
    return flow_edits.proved(case, flows, figure)
