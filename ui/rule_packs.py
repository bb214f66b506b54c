# SPDX-License-Identifier: Apache-2.0
"""A newer rule pack on the Help page: asked for, read beside the window, shown, taken in or left."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from planner.facts.language import _
from planner.facts.problems import InputError
from planner.facts.rulepack import Pack, taken_in
from ui.background import FILES, Job, run
from ui.pages.page import Page
from ui.rule_edits import looked_at
from ui.widgets.card import row
from ui.widgets.rule_forms import PackPreview


class PackDesk(QObject):
    """The pack that is looked at. `looked_at` when it is to be shown or gone, `taken(case)` with its rows in use."""

    looked_at, taken = Signal(), Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._pack: Pack | None = None
        self._job: Job | None = None

    def ask(self) -> None:
        """Ask for the file of a newer rule pack and look at it."""
        kinds = _("Rule pack (*.json *.zip *.csv)")
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Take in a newer rule pack"), "", kinds)
        if name:
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Read a pack beside the window; what it would change is then shown."""
        desk = self._page.desk
        self._job = run(looked_at, path, desk.case, desk.book, desk.today(), lane=FILES)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._refuse)

    def _take(self, pack: Pack) -> None:
        if self.sender() is self._job:
            self.looked_at.emit()  # where another topic is open, that one is left, and with it an older pack
            self._pack = pack
            self.looked_at.emit()

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job and isinstance(error, InputError):
            self._page.say(error.words(), "warn")

    def forget(self) -> None:
        """Leave the pack that is looked at."""
        self._pack = None

    def parts(self) -> list[QWidget]:
        """Return the button that asks for a pack, or what the one looked at would change."""
        if self._pack is None:
            button = QPushButton(_("Take in a newer rule pack…"))
            button.clicked.connect(self.ask)
            line = QWidget()
            line.setLayout(row(button, None))
            return [line]
        preview = PackPreview(self._pack)
        preview.taken.connect(self._use, Qt.ConnectionType.QueuedConnection)
        preview.left.connect(self._leave, Qt.ConnectionType.QueuedConnection)
        return [preview]

    def _use(self) -> None:
        pack, self._pack = self._pack, None
        if pack is not None:
            why = _("{name}, as of {day}").format(name=pack.name, day=pack.as_of) if pack.as_of else pack.name
            self.taken.emit(taken_in(self._page.desk.case, pack, why))
            self.looked_at.emit()

    def _leave(self) -> None:
        self._pack = None
        self.looked_at.emit()
