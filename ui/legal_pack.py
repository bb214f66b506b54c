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
from ui.pages.page import Page
from ui.saving import keep_file


class LegalPack(QObject):
    """One pack at a time, in the language of the window; what went out is recorded in the case."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._job: Job | None = None
        self._path = Path()

    def begin(self, path: Path, plan: Plan | None) -> None:
        """Make the pack and write it to a path."""
        desk = self._page.desk
        case = desk.case
        if plan is None:
            self._page.say(_("The plan is still being worked out; try again in a moment."), "info")
            return
        wanted = {file.sha256 for file in case.files} | {paper.sha256 for paper in case.papers}
        try:
            blobs = {sha256: desk.session.bytes_of(sha256) for sha256 in sorted(wanted)}
        except InputError as refused:
            self._page.say(refused.words(), "warn")
            return
        if self._job is not None:
            self._job.cancel()
        self._path = path
        book = with_overrides(desk.book, case.overrides)
        made_from = outbox.Desk(case, plan, book, desk.today(), for_lawyer=True)
        self._job = run(handing_over.bundle_of, made_from, EVERYTHING, blobs, language(), lane=PAPERS)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._refuse)
        self._page.say(_("The pack is being made …"), "info")

    def _take(self, answer: Any) -> None:
        if self.sender() is self._job and answer is not None:
            self._job = None
            data, _problems = answer
            keep_file(self._page, self._path, data, lambda: self._record(data))

    def _record(self, data: bytes) -> None:
        desk = self._page.desk
        desk.session.edit(
            _("hand-over pack made"), handing_over.recorded(desk.case, data, desk.today(), None)
        )

    def _refuse(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            if isinstance(error, InputError):
                self._page.say(error.words(), "warn")
