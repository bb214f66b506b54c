# SPDX-License-Identifier: Apache-2.0
"""One sentence after each edit: what moved in the plan, and because of what."""

from planner.engine.plan import Plan
from planner.engine.why import why
from planner.facts.case import Case, changes
from planner.facts.language import _
from ui import shown
from ui.widgets.text import Words


class WhyLine(Words):
    """Empty and hidden until the plan moves; remembers the case and plan it spoke of last."""

    def __init__(self) -> None:
        super().__init__("", "muted", wrap=True)
        self._last: tuple[Case, Plan] | None = None
        self.setAccessibleName(_("What the last change did"))
        self.hide()

    def show_plan(self, case: Case, plan: Plan | None) -> None:
        """Say what moved since the plan shown before."""
        if plan is None:
            return
        before, self._last = self._last, (case, plan)
        if before is None or before[1] is plan:
            return
        found = why(before[1], plan, changes(before[0], case))
        told = shown.MASK if found and shown.is_hidden() else found.words() if found else ""
        self.setText(told)
        self.setVisible(bool(told))
