# SPDX-License-Identifier: Apache-2.0
"""The preview of statement files before anything is kept: what each holds, its three checks, its warnings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from planner.facts.language import _, ngettext
from planner.facts.money import Fen
from planner.facts.problems import InputError
from planner.reports.words import KINDS, word
from planner.statements.statement import Statement, totals_by_kind
from ui import shown
from ui.icons import set_icon
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import Chip
from ui.widgets.text import OneLine, Words


class Preview(Card):
    """Files read and not yet kept. `kept()` and `thrown()` tell the decision, `unlocked(text)` a password typed."""

    kept = Signal()
    thrown = Signal()
    unlocked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Read, not yet kept"))
        self._list = column(gap=10)
        self.keep, self.discard = QPushButton(), QPushButton(_("Throw away"))
        self.keep.setProperty("kind", "primary")
        set_icon(self.keep, "check", "on_accent")
        self.discard.setProperty("kind", "quiet")
        self.keep.clicked.connect(self.kept.emit)
        self.discard.clicked.connect(self.thrown.emit)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password of the file; it is not stored"))
        self.password.setAccessibleName(_("Password of the file"))
        self.password.returnPressed.connect(self._unlock)
        self.body.addLayout(self._list)
        self.body.addWidget(self.password)
        self.body.addLayout(row(self.keep, self.discard, None))

    def show_read(self, statements: Sequence[Statement], refused: Sequence[InputError], locked: bool) -> None:
        """Show what was read and what was refused; `locked` asks for a password."""
        emptied(self._list)
        for statement in statements:
            self._list.addLayout(_statement_lines(statement))
        for error in refused:
            line = row(Chip(_("not read"), "warn"), Words(error.words(), wrap=True), gap=10)
            line.setStretch(1, 1)
            self._list.addLayout(line)
        rows = sum(len(statement.entries) for statement in statements)
        self.keep.setText(ngettext("Keep {n} row", "Keep {n} rows", rows).format(n=rows))
        self.keep.setVisible(bool(statements))
        self.password.setVisible(locked)
        self.password.clear()
        if locked:
            self.password.setFocus()
        elif statements:
            self.keep.setFocus()

    def _unlock(self) -> None:
        text = self.password.text()
        self.password.clear()
        if text:
            self.unlocked.emit(text)


def _statement_lines(statement: Statement) -> Any:
    period = statement.period
    since = shown.day(period.since) if period else "—"
    until = shown.day(period.until) if period else "—"
    count = len(statement.entries)
    facts = _("{bank} {tail} · {rows} · {since} to {until}").format(
        bank=statement.account.bank,
        tail=statement.account.tail if not shown.is_hidden() else "",
        rows=ngettext("{n} row", "{n} rows", count).format(n=count),
        since=since,
        until=until,
    )
    lines = column(OneLine(statement.file_name, "card"), Words(facts, "muted"), _checks(statement), gap=4)
    lines.addWidget(Words(_kinds_words(statement), "caption", wrap=True))
    for warning in statement.warnings[:6]:
        note = row(Chip(_("check"), "warn"), Words(warning.problem.words(), wrap=True), gap=10)
        note.setStretch(1, 1)
        lines.addLayout(note)
    return lines


def _checks(statement: Statement) -> QWidget:
    """The three checks as chips: totals, balance chain, rows understood."""
    chips = QWidget()
    line = QHBoxLayout(chips)
    line.setContentsMargins(0, 0, 0, 0)
    codes = {warning.code for warning in statement.warnings}
    unknown = sum(entry.kind == "unknown" for entry in statement.entries)
    stated = any("total" in code or "count" in code or "stated" in code for code in codes)
    if statement.stated:
        line.addWidget(Chip(*((_("totals differ"), "warn") if stated else (_("totals agree"), "good"))))
    if statement.balance_chain != "none":
        holds = statement.balance_chain == "holds"
        line.addWidget(Chip(*((_("balances follow"), "good") if holds else (_("balances broken"), "warn"))))
    if unknown or statement.rejected:
        count = unknown + len(statement.rejected)
        words = ngettext("{n} row not understood", "{n} rows not understood", count).format(n=count)
        line.addWidget(Chip(words, "warn"))
    else:
        line.addWidget(Chip(_("every row understood"), "good"))
    line.addStretch(1)
    return chips


def _kinds_words(statement: Statement) -> str:
    totals = totals_by_kind(statement.entries)
    parts: list[tuple[str, Fen]] = [(kind, total.sum) for kind, total in totals.items() if total.rows]
    return "  ·  ".join(f"{word(KINDS, kind)} {shown.yuan(amount)}" for kind, amount in parts)
