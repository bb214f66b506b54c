# SPDX-License-Identifier: Apache-2.0
"""What the person waits for: asked beside the window, which lives on, says what is under way and lets them go back."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QPushButton, QVBoxLayout, QWidget

from planner.facts.language import _
from planner.facts.problems import InputError
from ui.background import FILES, run
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.text import Words

T = TypeVar("T")
PATIENCE_MS = 300  # what is done sooner needs no words
_under_way: list[str] = []


class StoppedError(Exception):
    """The person went back, or a bug ended it."""


class Waiting(QDialog):
    """What is under way, over the window; Esc and Cancel go back where that is possible. Return never does."""

    def __init__(self, over: QWidget, words: str, stoppable: bool) -> None:
        super().__init__(over)
        self.setWindowTitle(words)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(THEME.px(360))
        self._stoppable = stoppable
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words)
        layout = QVBoxLayout(self)
        side = THEME.px(24)
        layout.setContentsMargins(side, side, side, THEME.px(16))
        layout.setSpacing(THEME.px(12))
        layout.addWidget(Words(words, "card", wrap=True))
        layout.addWidget(bar)
        if stoppable:
            back = QPushButton(_("Cancel"))
            back.setAutoDefault(False)  # keys pressed before this was seen must not press it
            back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            back.clicked.connect(self.reject)
            layout.addLayout(row(None, back))

    def reject(self) -> None:
        """Go back, where that is possible."""
        if self._stoppable:
            super().reject()


def wait_for(
    over: QWidget,
    words: str,
    fn: Callable[..., T],
    *args: Any,
    lane: str = FILES,
    drop: Callable[[T], object] | None = None,
) -> T:
    """Ask `fn(*args)` in a lane and come back with its answer, or with what it raised; the window takes no input meanwhile.

    With `drop` the person can go back, which raises StoppedError; `drop` then clears away, in the lane, what still comes.
    """
    answers: list[tuple[Any, InputError | None]] = []
    job, loop = run(_outcome, fn, args, lane=lane), QEventLoop()
    job.finished.connect(answers.append)
    job.finished.connect(loop.quit)
    bugs: list[object] = []  # the error hook tells them
    job.failed.connect(bugs.append)
    job.failed.connect(loop.quit)
    _under_way.append(words)
    try:
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not answers and not bugs:
            told = Waiting(over, words, drop is not None)
            told.rejected.connect(loop.quit)
            told.show()
            loop.exec()
            told.hide()
            told.deleteLater()
    finally:
        _under_way.pop()
    if not answers:
        job.cancel()
        if drop is not None:
            job.finished.connect(lambda came: run(_cleared, came, drop, lane=lane))
        raise StoppedError
    value, error = answers.pop()
    if error is not None:
        raise error
    answer: T = value
    return answer


def is_waiting() -> bool:
    """Say whether the person waits: nothing else may be begun."""
    return bool(_under_way)


def _outcome(fn: Callable[..., T], args: tuple[Any, ...]) -> tuple[T | None, InputError | None]:
    try:
        return fn(*args), None
    except InputError as error:  # raised again where it was asked for
        return None, error


def _cleared(came: tuple[Any, InputError | None], drop: Callable[[Any], object]) -> None:
    value, error = came
    if error is None:
        drop(value)
