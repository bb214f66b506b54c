# SPDX-License-Identifier: Apache-2.0
"""The charts that lay plans beside each other: they say what the plans say, and can be told apart without colour."""

from dataclasses import replace
from functools import cache

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from planner.engine.simulate import simulate
from planner.engine.strategy import STRATEGIES
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from planner.reports.figures import Look
from planner.reports.figures_compare import (
    compared_title,
    costs_of,
    costs_title,
    draw_compared,
    draw_costs,
    owed_by_month,
)
from tests.builders import TODAY, a_case, a_debt, a_scenario, an_income, yuan


@cache
def book() -> RuleBook:
    return load(resources() / "rules")


def plans():
    rows = (("a", 20_000, "0.06"), ("b", 30_000, "0.12"), ("c", 15_000, "0.18"))
    case = a_case(*(a_debt(name, yuan(owed), rate, minimum=yuan(150)) for name, owed, rate in rows))
    return [(name, simulate(case, a_scenario(name), book(), TODAY)) for name in STRATEGIES]


def drawn(draw, some):
    figure = Figure(figsize=(6, 3), layout="constrained")
    canvas = FigureCanvasAgg(figure)
    draw(figure, some, Look())
    canvas.draw()
    return figure


def test_each_plan_is_a_line_with_a_look_of_its_own_that_ends_at_nothing():
    some = plans()
    (axes,) = drawn(draw_compared, some).axes
    assert len(axes.lines) == len(some)
    looks = {(str(line.get_linestyle()), str(line._dash_pattern), line.get_marker()) for line in axes.lines}
    assert len(looks) == len(some)
    for line, (_name, plan) in zip(axes.lines, some, strict=True):
        assert list(line.get_ydata()) == owed_by_month(plan)
        assert line.get_ydata()[-1] == 0


def test_the_cost_bars_add_up_to_what_is_paid():
    some = plans()
    (axes,) = drawn(draw_costs, some).axes
    for place, (_name, plan) in enumerate(some):
        assert sum(costs_of(plan)) == plan.total
        widths = [bars.patches[place].get_width() for bars in axes.containers]
        assert sum(widths) == plan.total
    assert {bars.patches[0].get_hatch() or "" for bars in axes.containers} == {"", "///", "..."}


@pytest.mark.parametrize("draw", [draw_compared, draw_costs])
def test_nothing_to_compare_is_drawn_too(draw):
    assert drawn(draw, []).axes
    poor = a_case(a_debt("d1", yuan(9_000), "0.12"), incomes=(an_income(yuan(100)),))
    refused = simulate(poor, a_scenario(), book(), TODAY)
    assert refused.refusal is not None
    assert drawn(draw, [("poor", refused)]).axes


def test_the_titles_say_the_finding():
    some = plans()
    first = min((plan.end.number, name) for name, plan in some)[1]
    least = min((plan.total, name) for name, plan in some)[1]
    with speaking("en"):
        assert compared_title(some) == f"“{first}” is clear first"
        assert costs_title(some) == f"“{least}” costs least"
        assert (
            compared_title([*some, ("short", replace(some[0][1], feasible=False))])
            == f"Of those that hold, “{first}” is clear first"
        )
        assert compared_title([]) == costs_title([]) == "None of these plans holds"
