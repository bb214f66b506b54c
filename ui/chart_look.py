# SPDX-License-Identifier: Apache-2.0
"""The charts of the planner in the tokens of the window's theme, with amounts masked while hidden.

matplotlib is imported where a chart is drawn, which is beside the window.
"""

from collections.abc import Collection
from dataclasses import replace
from importlib import import_module
from typing import Any

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.reports.tables import names
from ui import shown
from ui.theme import THEME


def load_beside() -> None:
    """Load the drawing library in a job, before its answer is drawn: the window would wait for it."""
    import_module("planner.reports.figures_stress")


def look() -> Any:
    """The theme's colours and type as a chart takes them."""
    from planner.reports.figures import Look

    tokens = THEME.tokens
    return Look(
        surface=tokens.surface,
        text=tokens.text,
        muted=tokens.muted,
        grid=tokens.border,
        accent=tokens.accent,
        good=tokens.good,
        warn=tokens.warn,
        info=tokens.info,
        series=tokens.series,
        size=9.0,
        amount=shown.short_yuan,
    )


def without(plan: Plan, hidden: Collection[str]) -> Plan:
    """The plan as a chart shows it with some debts left out; the others keep their colours."""
    debts = tuple(
        replace(debt, opening=0, owed=(0,) * len(debt.owed)) if debt.debt_id in hidden else debt
        for debt in plan.debts
    )
    return replace(plan, debts=debts) if hidden else plan


def draw_owed(figure: Any, case: Case, plan: Plan, hidden: Collection[str] = ()) -> None:
    """Draw what is owed by month on an empty figure, without the debts that are hidden (ids)."""
    from planner.reports import figures

    called = {debt_id: shown.name(name) for debt_id, name in names(case, plan).items()}
    figures.draw_owed(figure, without(plan, hidden), called, look())


def draw_compared(figure: Any, plans: Any, hidden: Collection[int] = ()) -> None:
    """Draw what is still owed under each of several named plans on an empty figure."""
    from planner.reports import figures_compare

    figures_compare.draw_compared(figure, plans, look(), hidden)


def draw_costs(figure: Any, plans: Any, hidden: Collection[int] = ()) -> None:
    """Draw what each of several named plans costs on an empty figure."""
    from planner.reports import figures_compare

    figures_compare.draw_costs(figure, plans, look(), hidden)


def draw_months(figure: Any, plan: Plan, hidden: Collection[str] = ()) -> None:
    """Draw the months on an empty figure, without the parts that are hidden (keys)."""
    from planner.reports import figures

    figures.draw_months(figure, plan, look(), hidden)
