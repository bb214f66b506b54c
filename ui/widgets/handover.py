# SPDX-License-Identifier: Apache-2.0
"""The files to hand over: plan workbook, evidence in detail, and the bundle with what of it may leave."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton

from planner.evidence.redaction_creditor import Wish
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from ui import shown
from ui.escaping import esc_stops
from ui.icons import set_icon
from ui.widgets.card import Card, row
from ui.widgets.choice import Choice
from ui.widgets.form import Flag
from ui.widgets.text import Words, rule_line
from ui.widgets.ticks import Ticks


class Handover(Card):
    """Buttons and options; each wish is a signal. `busy` and `tell` show how far a file is."""

    workbook = Signal()
    evidence = Signal()
    bundle = Signal()
    stopped = Signal()

    def __init__(self, book: RuleBook) -> None:
        super().__init__(_("To hand over as files"), gap=8)
        self.buttons: list[QPushButton] = []
        self._button(_("Plan workbook…"), "file-spreadsheet", self.workbook)
        self._button(_("Evidence in detail…"), "list", self.evidence)
        self.body.addWidget(rule_line())
        self.receiver = Choice(())
        self.receiver.setAccessibleName(_("Who gets the bundle"))
        self.redact = Flag(_("Hide ID, card and phone numbers"))
        self.redact.setAccessibleName(_("Hide ID, card and phone numbers"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password for the zip, if wanted"))
        self.password.setAccessibleName(_("Password for the zip, if wanted"))
        self.ticks = Ticks(book)
        self.receiver.edited.connect(self._show_ticks)
        for part in (self.receiver, self.ticks, self.redact, self.password):
            self.body.addWidget(part)
        self._button(_("Evidence bundle…"), "package", self.bundle)
        hint = _(
            "The bundle holds the summary, the plan, all evidence and the originals, and can be checked."
        )
        self.body.addWidget(Words(hint, "caption", wrap=True))
        self.progress, self.cancel, self.step = QProgressBar(), QPushButton(_("Cancel")), Words("", "caption")
        self.progress.setTextVisible(False)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.stopped.emit)
        self._esc = esc_stops(self.cancel, self.stopped.emit)
        self.body.addWidget(self.progress)
        self.body.addLayout(row(self.step, None, self.cancel))
        self.busy(False)

    def _button(self, words: str, icon: str, wanted: SignalInstance) -> None:
        button = QPushButton(words)
        set_icon(button, icon, "accent", 16)
        button.clicked.connect(lambda _on=False: wanted.emit())
        self.buttons.append(button)
        self.body.addWidget(button)

    def show_case(self, case: Case) -> None:
        """Offer the creditors of the case as receivers."""
        every = (None, N_("with everything, for anyone"))
        one = [
            (debt.id, _("only what {name} may see").format(name=shown.name(debt.brand or debt.creditor)))
            for debt in case.debts
        ]
        now = self.receiver.value()
        self.receiver.set_options([every, *one])
        self.receiver.set_value(now if any(value == now for value, _words in one) else None)
        self._case = case
        self._show_ticks(self.receiver.value())

    _case: Case | None = None

    def _show_ticks(self, debt_id: str | None) -> None:
        if self._case is not None:
            self.ticks.show_choice(self._case, debt_id)

    def wish(self) -> Wish:
        """How much may leave."""
        return Wish(self.receiver.value(), self.redact.value(), self.ticks.value())

    def enable(self, on: bool) -> None:
        """Let the buttons be pressed, or not yet."""
        for button in self.buttons:
            button.setEnabled(on)

    def busy(self, on: bool) -> None:
        """Show that a file is being made."""
        self.progress.setRange(0, 0)
        for part in (self.progress, self.cancel, self.step):
            part.setVisible(on)
        self._esc.setEnabled(on)

    def tell(self, share: float, words: str) -> None:
        """Show how far it is."""
        self.progress.setRange(0, 100)
        self.progress.setValue(round(share * 100))
        self.step.setText(words)
