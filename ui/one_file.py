# SPDX-License-Identifier: Apache-2.0
"""One file being made at a time: how far it is, how it is stopped, what comes of it."""

from collections.abc import Callable
from typing import Any, Protocol

from planner.facts.problems import InputError
from ui.background import Job


class Teller(Protocol):
    """What shows that a file is being made."""

    def busy(self, on: bool) -> None:
        """Show that a file is being made, or no more."""

    def tell(self, share: float, words: str) -> None:
        """Show how far it is."""


class OneFile:
    """Holds the job; a new one takes the place of an older one still at work."""

    def __init__(self, teller: Teller, refuse: Callable[[str], object]) -> None:
        self._teller, self._refuse = teller, refuse
        self._job: Job | None = None

    def begin(self, job: Job, take: Callable[[Any], object]) -> None:
        """Follow a job and hand its answer to `take`; a refusal is said in words."""
        self.stop()
        self._job = job
        self._teller.busy(True)
        job.progressed.connect(lambda told: self._tell(job, *told))
        job.finished.connect(lambda answer: self._end(job, take, answer))
        job.failed.connect(lambda error: self._end(job, self._told, error))

    def stop(self) -> None:
        """Stop what is being made; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._teller.busy(False)

    def _tell(self, job: Job, share: float, words: str) -> None:
        if job is self._job:
            self._teller.tell(share, words)

    def _end(self, job: Job, take: Callable[[Any], object], answer: Any) -> None:
        if job is self._job:
            self._job = None
            self._teller.busy(False)
            if answer is not None:
                take(answer)

    def _told(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self._refuse(error.words())
