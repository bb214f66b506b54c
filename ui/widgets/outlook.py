# SPDX-License-Identifier: Apache-2.0
"""How likely a plan holds, as one line: the word, and of how many futures the share is. It stands before an offer leaves."""

from collections.abc import Generator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.case import Case, chosen_scenario
from planner.facts.language import _
from planner.facts.rulebook import RuleBook, with_overrides
from ui.background import Job, run
from ui.chances import holds_words, percent
from ui.theme import THEME
from ui.widgets.chip import Chip
from ui.widgets.text import Words

PATHS = 20_000  # futures of this line, as many as of the dial


class Outlook(QWidget):
    """The line. `show_plan` asks beside the window; a newer plan drops the older question."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.words = Words("", wrap=True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(THEME.px(8))
        self._line.addWidget(self.words, 1)
        self._chip: Chip | None = None
        self._asked: tuple[Plan, float] | None = None
        self._job: Job | None = None

    def show_plan(self, case: Case, plan: Plan | None, book: RuleBook, today: date) -> bool:
        """Ask how likely a plan holds; False where there is no plan to ask of."""
        if plan is None or plan.refusal is not None or not plan.months or not plan.debts:
            self._stop()
            self._asked = None
            return False
        if self._asked is None or self._asked[0] is not plan:
            self._stop()
            rules = with_overrides(book, case.overrides)
            self._asked = (plan, float(rules.rate("STRESS-01/enough_chance", today)))
            self._show("", "", _("trying the plan on many futures …"))
            self._job = run(_futures, case, plan, rules, today)
            self._job.finished.connect(self._take)
        return True

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, result: StressResult) -> None:
        if self.sender() is not self._job or self._asked is None:
            return
        self._job = None
        word, tone = holds_words(result.holds, self._asked[1])
        self._show(word, tone, _sentence(result))

    def _show(self, word: str, tone: str, words: str) -> None:
        if self._chip is not None:
            self._chip.setParent(None)
            self._chip.deleteLater()
            self._chip = None
        if word:
            self._chip = Chip(word, tone)
            self._line.insertWidget(0, self._chip)
        self.words.setText(words)


def _sentence(result: StressResult) -> str:
    if result.holds is None:
        return _(
            "How likely it holds cannot be said yet. Add statements of twelve months, or try a stated shock."
        )
    return _(
        "{share} of {paths} futures hold to the last instalment; from {n} months of your own flows, not a forecast."
    ).format(share=percent(result.holds), paths=f"{result.paths:,}", n=result.months_used)


def _futures(
    case: Case, plan: Plan, book: RuleBook, today: date
) -> Generator[tuple[int, int], bool | None, StressResult]:
    from planner.engine.stress import stress_steps  # loads numpy

    result: StressResult = yield from stress_steps(case, chosen_scenario(case), plan, book, today, PATHS)
    return result
