# SPDX-License-Identifier: Apache-2.0
"""The card of the chosen rows: where one stands, why it is of its kind, what it is linked to, what it proves."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from planner.facts.case import Case, Flow, Link
from planner.facts.dates import moment_text
from planner.facts.language import N_, _, ngettext
from planner.reports.figure_words import figure_words
from planner.reports.words import KINDS, LINKS, word
from ui import flow_edits, shown
from ui.icons import set_icon
from ui.models.flows import FlowIndex
from ui.theme import THEME
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.choice import Choice
from ui.widgets.text import OneLine, Words, rule_line

FLOWS = "flows/"  # before the id of a row that proves
MOST_LINKS = 4
LINKING = {
    "same_payment": N_("They are the same payment"),
    "own_transfer": N_("My own money moved"),
    "refund": N_("One refunds the other"),
}
FACTS = (
    ("method", N_("Paid with")),
    ("status", N_("Status")),
    ("category", N_("Category")),
    ("order_no", N_("Order no.")),
)


class FlowCard(Card):
    """What is known of the chosen rows and what can be said of them; every wish is a signal."""

    kinded = Signal(object, str)  # flows, kind
    linked = Signal(object)  # the link two rows are to have
    unlinked = Signal(object)  # link
    proving = Signal(object, str)  # flows, figure
    loosened = Signal(object, str)
    left_out = Signal(object)  # flows
    sought = Signal(str)  # a row's id
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(" ", gap=8)
        close = QToolButton()
        set_icon(close, "x", size=16)
        close.setToolTip(_("Close"))
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.closed.emit)
        self.corner.addWidget(close)
        self.title.setText("")
        self.kind = Choice(tuple(KINDS.items()))
        self.kind.setAccessibleName(_("Kind"))
        self.kind.edited.connect(lambda kind: self.kinded.emit(self._flows, kind))
        self._parts = column(gap=6)
        self.prove = QPushButton(_("Proves…"))
        set_icon(self.prove, "link", "accent", 16)
        self._menu = QMenu(self)
        self.prove.setMenu(self._menu)
        self.leave = QPushButton(_("Leave out"))
        self.leave.setProperty("kind", "quiet")
        self.leave.setToolTip(_(flow_edits.LEFT_OUT))
        self.leave.clicked.connect(lambda: self.left_out.emit(self._flows))
        self.body.addWidget(self.kind)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        self.body.addLayout(row(self.prove, self.leave, None))
        self._flows: tuple[Flow, ...] = ()

    def show_flows(
        self, case: Case, index: FlowIndex, flows: Sequence[Flow], accounts: Mapping[str, str]
    ) -> None:
        """Show one row in full, or several as a sum."""
        self._flows = tuple(flows)
        emptied(self._parts)
        if not flows:
            return
        kinds = {flow.kind for flow in flows}
        self.kind.set_value(next(iter(kinds)) if len(kinds) == 1 else None)
        if len(flows) == 1:
            self._show_one(case, index, flows[0], accounts)
        else:
            n = len(flows)
            self.title.setText(ngettext("{n} row", "{n} rows", n).format(n=n))
            self._add(Words(shown.yuan(sum(flow.amount for flow in flows)), "figure"))
            self._offer_link(case)
        self._show_proofs(case)

    def _add(self, part: QWidget) -> None:
        self._parts.addWidget(part)

    def _show_one(self, case: Case, index: FlowIndex, flow: Flow, accounts: Mapping[str, str]) -> None:
        self.title.setText(shown.name(flow.party) if flow.party else _("One row"))
        self._add(Words(shown.yuan(flow.amount), "figure"))
        place = [moment_text(flow.at), accounts.get(flow.account or "", "")]
        self._add(Words("  ·  ".join(part for part in place if part), "muted", wrap=True))
        if flow.memo:
            self._add(Words(shown.name(flow.memo), wrap=True))
        if flow.why:
            self._add(Words(_(flow.why), "caption", wrap=True))
        for name, label in FACTS:
            if getattr(flow, name):
                self._add(_pair(_(label), shown.name(getattr(flow, name))))
        if flow.balance is not None:
            self._add(_pair(_("Balance after"), shown.amount(flow.balance)))
        file = next((one for one in case.files if one.id == flow.file), None)
        if file is not None:
            self._add(_pair(_("Row {n} of").format(n=flow.row), shown.name(file.name)))
        self._show_links(index, flow, accounts)

    def _show_links(self, index: FlowIndex, flow: Flow, accounts: Mapping[str, str]) -> None:
        for link in index.links.get(flow.id, ())[:MOST_LINKS]:
            self._add(rule_line())
            self._add(Words(_sentence(word(LINKS, link.kind) or link.kind), "card"))
            for other in link.flows:
                if other != flow.id and other in index.places:
                    self._add(self._other(index.flows[index.places[other]], accounts))
            if link.why:
                self._add(Words(_(link.why), "caption", wrap=True))
            self._parts.addLayout(row(self._undo_link(link), None))

    def _offer_link(self, case: Case) -> None:
        link = flow_edits.link_of(case, self._flows)
        if link is not None:
            button = QPushButton(_(LINKING[link.kind]))
            set_icon(button, "link", "accent", 16)
            button.clicked.connect(lambda: self.linked.emit(link))
            self._parts.addLayout(row(button, None))

    def _other(self, flow: Flow, accounts: Mapping[str, str]) -> QWidget:
        button = QPushButton(shown.amount(flow.amount))
        button.setProperty("kind", "quiet")
        button.setToolTip(_("Show this row"))
        button.clicked.connect(lambda: self.sought.emit(flow.id))
        place = OneLine(f"{moment_text(flow.at)[:16]}  ·  {accounts.get(flow.account or '', '')}", "muted")
        holder = QWidget()
        line = row(button, place)
        line.setStretch(1, 1)
        holder.setLayout(line)
        return holder

    def _undo_link(self, link: Link) -> QPushButton:
        button = QPushButton(_("They are two things"))
        set_icon(button, "unlink", "accent", 16)
        button.clicked.connect(lambda: self.unlinked.emit(link))
        return button

    def _show_proofs(self, case: Case) -> None:
        chosen = {flow.id for flow in self._flows}
        proofs = (p for p in case.proofs if p.source.startswith(FLOWS))
        figures = list(dict.fromkeys(p.figure for p in proofs if p.source.removeprefix(FLOWS) in chosen))
        if figures:
            self._add(rule_line())
            self._add(Words(_("Proves"), "card"))
        for figure in figures:
            loose = QToolButton()
            set_icon(loose, "unlink", size=16)
            loose.setToolTip(_("It proves this no more"))
            loose.setAccessibleName(_("It proves this no more"))
            loose.clicked.connect(lambda _on=False, f=figure: self.loosened.emit(self._flows, f))
            line = row(OneLine(shown.name(figure_words(case, figure))), loose)
            line.setStretch(0, 1)
            self._parts.addLayout(line)
        self._fill_menu(case)

    def _fill_menu(self, case: Case) -> None:
        self._menu.clear()
        for figure in flow_edits.provable(case, self._flows):
            words = shown.name(figure_words(case, figure)).replace("&", "&&")
            self._menu.addAction(words, partial(self.proving.emit, self._flows, figure))
        self.prove.setEnabled(not self._menu.isEmpty())


def _pair(label: str, value: str) -> QWidget:
    name, text = Words(label, "caption"), OneLine(value)
    name.setFixedWidth(THEME.px(84))
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    holder = QWidget()
    line: Any = row(name, text)
    line.setStretch(1, 1)
    holder.setLayout(line)
    return holder


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
