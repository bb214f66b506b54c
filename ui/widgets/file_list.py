# SPDX-License-Identifier: Apache-2.0
"""The statement files of the case: which account and months each covers, its three checks, a second look, removal."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout

from planner.facts.case import Case, StatementFile
from planner.facts.language import _, ngettext
from ui import shown
from ui.icons import set_icon
from ui.models.flows import FileChecks
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import Chip
from ui.widgets.text import OneLine, Words, rule_line


class FileList(Card):
    """The card of files. `looked(file)` asks to read one again, `removed(file)` to take it out with its rows."""

    looked = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Files"), gap=8)
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)

    def show_files(self, case: Case, checks: Mapping[str, FileChecks], accounts: Mapping[str, str]) -> None:
        """Show the files as they now stand."""
        emptied(self._lines)
        for n, file in enumerate(case.files):
            if n:
                self._lines.addWidget(rule_line())
            self._lines.addLayout(self._line(file, checks.get(file.id), accounts))

    def _line(
        self, file: StatementFile, check: FileChecks | None, accounts: Mapping[str, str]
    ) -> QVBoxLayout:
        menu = QMenu(self)
        menu.addAction(_("Read again and show what it holds"), lambda: self.looked.emit(file))
        menu.addAction(_("Remove with its rows"), lambda: self.removed.emit(file))
        more = QToolButton()
        set_icon(more, "ellipsis", size=16)
        more.setToolTip(_("What can be done with this file"))
        more.setAccessibleName(_("What can be done with {name}").format(name=shown.name(file.name)))
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        name = row(OneLine(shown.name(file.name)), more)
        name.setStretch(0, 1)
        since = shown.day(file.period.since if file.period else None)
        until = shown.day(file.period.until if file.period else None)
        rows = ngettext("{n} row", "{n} rows", file.rows or 0).format(n=f"{file.rows or 0:,}")
        facts = [accounts.get(file.account or "", ""), rows, f"{since} – {until}"]
        parts = column(name, Words("  ·  ".join(filter(None, facts)), "caption", wrap=True), gap=3)
        if check is not None:
            parts.addLayout(ticks(check))
        return parts


def ticks(check: FileChecks) -> QVBoxLayout:
    """The three checks of a file as chips; what the file does not tell is left out."""
    chips = []
    if check.totals is not None:
        chips.append(Chip(*((_("totals agree"), "good") if check.totals else (_("totals differ"), "warn"))))
    if check.chain is not None:
        chips.append(
            Chip(*((_("balances follow"), "good") if check.chain else (_("balances broken"), "warn")))
        )
    if check.unknown:
        words = ngettext("{n} row not understood", "{n} rows not understood", check.unknown)
        chips.append(Chip(words.format(n=check.unknown), "warn"))
    else:
        chips.append(Chip(_("every row understood"), "good"))
    return column(row(*chips[:2], None, gap=6), row(*chips[2:], None, gap=6), gap=4)
