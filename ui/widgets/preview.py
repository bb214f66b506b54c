# SPDX-License-Identifier: Apache-2.0
"""The preview of statement files before anything is kept: what each holds, its checks, its rows, what was refused."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSplitter

from planner.facts.dates import moment_text
from planner.facts.language import N_, _, ngettext
from planner.reports.words import KINDS, word
from planner.statements.statement import totals_by_kind
from ui import shown
from ui.icons import set_icon
from ui.models.flows import FileChecks
from ui.models.records import Column, RecordsModel
from ui.reading import Looked, Refused
from ui.theme import THEME
from ui.widgets.card import Card, column, emptied, row, scrolled
from ui.widgets.chip import Chip, ChipText
from ui.widgets.choice import Choice
from ui.widgets.drop_area import DropTarget
from ui.widgets.file_list import ticks
from ui.widgets.flow_table import kind_chip
from ui.widgets.table_view import TableView
from ui.widgets.text import OneLine, Words, rule_line

MOST_WARNINGS = 6


class Preview(DropTarget):
    """Files read and not yet kept, or (`for_looking`) one of the case read again.

    `kept()` and `thrown()` tell the decision, `unlocked(text)` a password typed, `named(refused)` asks to name the
    columns of a table, `exported(statement)` to save the rows that could not be read.
    """

    kept = Signal()
    thrown = Signal()
    unlocked = Signal(str)
    named = Signal(object)
    exported = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._looks: tuple[Looked, ...] = ()
        self._build_buttons()
        self._files = column(gap=12)
        files = Card("", self._files, None)
        self._build_rows()
        self.rows = Card("", row(self.which, self.export, None, gap=12), self.table, self.why)
        self.rows.body.setStretch(1, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(THEME.px(12))
        split.addWidget(scrolled(files))
        split.addWidget(self.rows)
        split.setStretchFactor(1, 1)
        split.setSizes([THEME.px(400), THEME.px(620)])
        layout = column(row(self.words, None, self.discard, self.keep), split, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)

    def _build_buttons(self) -> None:
        self.words = Words("", "lead")
        self.keep, self.discard = QPushButton(_("Keep")), QPushButton(_("Throw away"))
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

    def _build_rows(self) -> None:
        self.why = Words("", "caption", wrap=True)
        self.which = Choice(())
        self.export = QPushButton(_("Save rows not read…"))
        self.model = RecordsModel(
            (
                Column(heading=N_("Row"), value=lambda r: r.row, look="number", width=62, least=520),
                Column(
                    heading=N_("When"),
                    value=lambda r: r.at,
                    show=lambda at: moment_text(at)[:16] if at else "—",
                    width=138,
                ),
                Column(heading=N_("Kind"), value=_state, show=_state_chip, look="chip", width=128),
                Column(
                    heading=N_("Amount"),
                    value=lambda r: r.amount,
                    show=shown.amount,
                    look="number",
                    width=100,
                ),
                Column(heading=N_("With whom"), value=lambda r: r.party, show=shown.name),
                Column(heading=N_("For what"), value=lambda r: r.memo, show=_said, least=600),
            )
        )
        self.table = TableView(_("Rows of the file"), framed=False)
        self.table.show_model(self.model)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.chosen.connect(lambda seen: self.why.setText(_(seen.why) if seen is not None else ""))
        self.which.setAccessibleName(_("Rows of the file"))
        self.which.setMinimumWidth(THEME.px(260))
        self.which.edited.connect(lambda _which: self._show_rows())
        set_icon(self.export, "download", "accent", 16)
        self.export.clicked.connect(lambda: self.exported.emit([look.statement for look in self._looks]))

    # ---- drawing

    def show_read(self, looks: Sequence[Looked], refused: Sequence[Refused]) -> None:
        """Show what was read and what keeping it would add; what was refused asks for a password or for columns."""
        added = sum(look.report.added for look in looks)
        self.words.setText(_("Read, not yet kept"))
        self.keep.setText(ngettext("Keep {n} row", "Keep {n} rows", added).format(n=f"{added:,}"))
        self.keep.setVisible(bool(looks))
        self.discard.setText(_("Throw away"))
        self._draw(looks, refused)
        if not any(one.locked for one in refused) and looks:
            self.keep.setFocus()

    def show_kept(self, looks: Sequence[Looked], refused: Sequence[Refused] = ()) -> None:
        """Show files of the case that were read again: only to look at. A locked one asks for its password."""
        self.words.setText(_("Read again; nothing changes"))
        self.keep.hide()
        self.discard.setText(_("Close"))
        self._draw(looks, refused)
        if not any(one.locked for one in refused):
            self.discard.setFocus()

    def _draw(self, looks: Sequence[Looked], refused: Sequence[Refused]) -> None:
        self._looks = tuple(looks)
        self.password.setParent(None)
        emptied(self._files)
        for look in looks:
            self._files.addLayout(self._lines(look))
            self._files.addWidget(rule_line())
        for one in refused:
            self._files.addLayout(self._refusal(one))
        if any(one.locked for one in refused):
            self.password.clear()
            self._files.addWidget(self.password)
            self.password.show()
            self.password.setFocus()
        options = [((n, False), shown.name(look.statement.file_name)) for n, look in enumerate(looks)]
        options += [
            ((n, True), _("Not read: {name}").format(name=shown.name(look.statement.file_name)))
            for n, look in enumerate(looks)
            if look.rejected
        ]
        self.which.set_options(options)
        self.which.set_value(options[0][0] if options else None)
        self.rows.setVisible(bool(looks))
        self.export.setVisible(any(look.rejected for look in looks))
        self._show_rows()

    def _show_rows(self) -> None:
        chosen = self.which.value()
        if chosen is None:
            self.model.show_records(())
            return
        look = self._looks[chosen[0]]
        self.model.show_records(look.rejected if chosen[1] else look.rows)

    def _unlock(self) -> None:
        text = self.password.text()
        self.password.clear()
        if text:
            self.unlocked.emit(text)

    def _lines(self, look: Looked) -> Any:
        statement = look.statement
        lines = column(
            OneLine(shown.name(statement.file_name), "card"),
            Words(_facts(statement), "muted", wrap=True),
            gap=4,
        )
        lines.addLayout(ticks(statement_checks(statement)))
        lines.addWidget(Words(_kinds_words(statement), "caption", wrap=True))
        if look.report.duplicates:
            n = look.report.duplicates
            words = ngettext("{n} row is here already", "{n} rows are here already", n).format(n=f"{n:,}")
            lines.addLayout(row(Chip(words, "info", "copy"), None))
        if look.report.linked:
            n = look.report.linked
            words = ngettext("{n} row found its pair", "{n} rows found their pair", n).format(n=f"{n:,}")
            lines.addLayout(row(Chip(words, "info", "link"), None))
        for warning in statement.warnings[:MOST_WARNINGS]:
            lines.addLayout(_note(_("check"), warning.problem.words()))
        return lines

    def _refusal(self, one: Refused) -> Any:
        lines = column(_note(_("not read"), one.error.words()), gap=6)
        if one.unknown:
            name = QPushButton(_("Name its columns…"))
            set_icon(name, "pencil", "accent", 16)
            name.clicked.connect(lambda: self.named.emit(one))
            lines.addLayout(row(name, None))
        return lines


def _said(text: str) -> str:
    return shown.name(text) if text else ""


def _note(chip: str, words: str) -> Any:
    line = QHBoxLayout()
    line.setSpacing(THEME.px(10))
    line.addWidget(Chip(chip, "warn"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words, wrap=True), 1)
    return line


def statement_checks(statement: Any) -> FileChecks:
    """Return the three checks of a statement that was just read."""
    stated = any(warning.code.startswith("stated") for warning in statement.warnings)
    unknown = sum(entry.kind == "unknown" for entry in statement.entries)
    chain = statement.balance_chain
    return FileChecks(
        totals=not stated if statement.stated else None,
        chain=None if chain == "none" else chain == "holds",
        unknown=unknown + len(statement.rejected),
    )


def _facts(statement: Any) -> str:
    period, count = statement.period, len(statement.entries)
    tail = "" if shown.is_hidden() else statement.account.tail
    rows = ngettext("{n} row", "{n} rows", count).format(n=f"{count:,}")
    span = f"{shown.day(period.since)} – {shown.day(period.until)}" if period else ""
    parts = (f"{statement.account.bank} {tail}".strip(), rows, span)
    return "  ·  ".join(part for part in parts if part)


def _kinds_words(statement: Any) -> str:
    totals = totals_by_kind(statement.entries)
    parts = [f"{word(KINDS, kind)} {shown.yuan(total.sum)}" for kind, total in totals.items() if total.rows]
    return "  ·  ".join(parts)


def _state(seen: Any) -> str:
    return "had" if seen.had else "rejected" if seen.amount is None else str(seen.kind)


def _state_chip(state: str) -> ChipText:
    if state == "had":
        return ChipText(_("here already"), "", "copy")
    return ChipText(_("not read"), "warn") if state == "rejected" else kind_chip(state)
