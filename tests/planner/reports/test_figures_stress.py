# SPDX-License-Identifier: Apache-2.0
"""The fan of futures and the courses beside the plan: drawn in both languages, titles that state the finding."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from planner.engine.beside import do_nothing, losing
from planner.engine.stress import stress
from planner.engine.stress_values import StressResult
from planner.facts.language import speaking
from planner.reports.figures import Look
from planner.reports.figures_stress import beside_title, draw_beside, draw_fan, fan_title
from tests.planner.reports.given import TODAY, complete, rules, sample_plan


def result() -> StressResult:
    case = complete()
    return stress(case, case.scenarios[0], sample_plan(), rules(), TODAY, paths=500)


def drawn(draw: object) -> bytes:
    figure = Figure(figsize=(6, 3), dpi=60, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    draw(figure)  # type: ignore[operator]
    canvas.draw()
    return bytes(canvas.buffer_rgba())


@pytest.mark.parametrize("spoken", ["zh", "en"])
@pytest.mark.parametrize("hatched", [False, True])
def test_both_charts_are_drawn(spoken: str, hatched: bool) -> None:
    look, plan, case = Look(hatched=hatched), sample_plan(), complete()
    with speaking(spoken):
        assert len(set(drawn(lambda figure: draw_fan(figure, result(), look)))) > 10
        nothing, lost = do_nothing(case, 48), losing(case, 48, rules(), TODAY)
        assert len(set(drawn(lambda figure: draw_beside(figure, plan, nothing, lost, look)))) > 10


def test_the_title_of_the_fan_says_when_one_future_in_twenty_is_short() -> None:
    told = result()
    assert "Nineteen" in fan_title(told)
    short = replace(told, cash={**told.cash, 5: tuple(-1 for _ in told.months)})
    assert str(told.months[0]) in fan_title(short)
    assert "Too few" in fan_title(replace(told, cash={}))


def test_without_an_end_the_courses_are_only_named() -> None:
    nothing = do_nothing(complete(), 12)
    assert "nothing" in beside_title(sample_plan(), nothing)
    assert "course" in beside_title(replace(sample_plan(), end=None), nothing)
