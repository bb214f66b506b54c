# SPDX-License-Identifier: Apache-2.0
"""The hand-over pack for a lawyer, made beside the window from the open case: the whole bundle, a page, what happened."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from planner.engine.plan import Plan
from planner.evidence.redaction_creditor import EVERYTHING
from planner.facts.language import _, language
from planner.facts.problems import InputError
from planner.facts.rulebook import with_overrides
from ui import handing_over, outbox
from ui.background import PAPERS, Job, run
from ui.escaping import esc_stops
from ui.pages.page import Page
from ui.saving import keep_file


class LegalPack(QObject):
    """One pack at a time, in the language of the window; what went out is recorded in the case."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._job: Job | None = None
        self._path = Path()
        self._esc = esc_stops(page, self._go_back)

    def begin(self, path: Path, plan: Plan | None) -> None:
        """Make the pack and write it to a path."""
        desk = self._page.desk
        case = desk.case
        if plan is None:
            self._page.say(_("The plan is still being worked out; try again in a moment."), "info")
            return
        self.stop()
        self._path = path
        book = with_overrides(desk.book, case.overrides)
        made_from = outbox.Desk(case, plan, book, desk.today(), for_lawyer=True)
        read = desk.session.reader()
        self._job = run(handing_over.bundle_of, made_from, EVERYTHING, read, language(), lane=PAPERS)
        self._job.progressed.connect(self._tell)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._refuse)
        self._esc.setEnabled(True)
        self._page.say(_("The pack is being made …"), "info", _("Cancel"), self._go_back)

    def stop(self) -> None:
        """Stop what is being made; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _end(self) -> None:
        self._job = None
        self._esc.setEnabled(False)

    def _go_back(self) -> None:
        if self._job is not None:  # else it was done a moment ago
            self.stop()
            self._page.say(_("Cancelled: nothing was written."), "info")

    def _tell(self, told: tuple[float, str]) -> None:
        if self.sender() is self._job:
            words = _("The pack is being made: {part} …").format(part=told[1])
            self._page.say(words, "info", _("Cancel"), self._go_back)

    def _take(self, answer: Any) -> None:
        if self.sender() is self._job and answer is not None:
            self._end()
            data, _problems = answer
            keep_file(self._page, self._path, data, lambda: self._record(data))

    def _record(self, data: bytes) -> None:
        desk = self._page.desk
        desk.session.edit(
            _("hand-over pack made"), handing_over.recorded(desk.case, data, desk.today(), None)
        )

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._end()
            if isinstance(error, InputError):
                self._page.say(error.words(), "warn")
