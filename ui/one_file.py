# SPDX-License-Identifier: Apache-2.0
"""One file being made at a time: how far it is, how it is stopped, what comes of it."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject

from planner.facts.problems import InputError
from ui.background import Job


class Teller(Protocol):
    """What shows that a file is being made."""

    def busy(self, on: bool) -> None:
        """Show that a file is being made, or no more."""

    def tell(self, share: float, words: str) -> None:
        """Show how far it is."""


class OneFile(QObject):
    """Holds the job; a new one takes the place of an older one still at work."""

    def __init__(self, parent: QObject, teller: Teller, refuse: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._teller, self._refuse = teller, refuse
        self._job: Job | None = None
        self._take: Callable[[Any], object] = refuse

    def begin(self, job: Job, take: Callable[[Any], object]) -> None:
        """Follow a job and hand its answer to `take`; a refusal is said in words."""
        self.stop()
        self._job, self._take = job, take
        self._teller.busy(True)
        job.progressed.connect(self._tell)
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)

    def stop(self) -> None:
        """Stop what is being made; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._teller.busy(False)

    def _tell(self, told: tuple[float, str]) -> None:
        if self.sender() is self._job:
            self._teller.tell(*told)

    def _finish(self, answer: Any) -> None:
        if self.sender() is self._job:
            self._job = None
            self._teller.busy(False)
            if answer is not None:
                self._take(answer)

    def _fail(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            self._teller.busy(False)
            if isinstance(error, InputError):
                self._refuse(error.words())
