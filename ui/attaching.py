# SPDX-License-Identifier: Apache-2.0
"""A file attached to a record of the case: asked for, described beside the window, kept with one edit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from planner.facts.language import _
from ui import paper_edits
from ui.attachments import with_attachment, without_attachment
from ui.background import PAPERS, Job, run
from ui.pages.page import Page

Place = Callable[[], tuple[str, str | None, str | None, str] | None]


class Attaching(QObject):
    """`place()` gives the record that is open: its path, debt, a note, and the kind its papers are; None for none."""

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__(page)
        self._page, self._place = page, place
        self._job: Job | None = None
        self._for: tuple[str, str | None, str | None, str] | None = None

    def ask(self) -> None:
        """Ask for a file and attach it."""
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Attach a file"))
        if name:
            self.attach(Path(name))

    def attach(self, path: Path) -> None:
        """Attach a file to the record that is open now."""
        self._for = self._place()
        if self._for is not None:
            self._job = run(paper_edits.describe_all, (path,), lane=PAPERS)
            self._job.finished.connect(self._take)

    def _take(self, answer: Any) -> None:
        if self.sender() is not self._job or self._for is None:
            return
        self._job = None
        described, refused = answer or ((), ())
        place, debt, note, kind = self._for
        session = self._page.desk.session
        for one, data in described:
            session.keep_bytes(data)
            case = with_attachment(self._page.desk.case, place, one, debt, note, kind)
            session.edit(_("paper attached"), case)
            self._page.say(_("Attached, and kept among the papers."), "good", _("Undo"), session.undo)
        for error in refused:
            self._page.say(error.words(), "warn")

    def see(self, paper_id: str) -> None:
        """Go to a paper."""
        self._page.went.emit(f"evidence/{paper_id}")

    def loosen(self, paper_id: str) -> None:
        """Take a paper off; it stays among the papers."""
        place = self._place()
        if place is not None:
            session = self._page.desk.session
            session.edit(_("paper taken off"), without_attachment(self._page.desk.case, place[0], paper_id))
