# SPDX-License-Identifier: Apache-2.0
"""The charts of what may come: cash by month as a fan of many futures, and the courses beside the plan."""

from collections.abc import Collection, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from planner.engine.beside import Beside
from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.facts.dates import Month
from planner.facts.language import _
from planner.facts.money import Fen
from planner.reports.figures import Look, dressed, headed

TICKS = (1, 2, 3, 6, 12, 24, 36, 60)


def draw_fan(figure: Figure, result: StressResult, look: Look) -> None:
    """Draw cash at each month's end: the middle future, half of all futures, nine in ten; below nothing is a miss."""
    with dressed(look):
        axes = _calm(figure, look)
        places = range(1, len(result.months) + 1)
        if result.cash:
            low, high = result.cash[5], result.cash[95]
            _band(axes, places, low, high, look, 0.20, _("nine of ten futures"))
            _band(axes, places, result.cash[25], result.cash[75], look, 0.42, _("every second future"))
            mark = "o" if len(result.months) == 1 else ""
            axes.plot(
                places,
                result.cash[50],
                color=look.accent,
                linewidth=1.8,
                label=_("the middle one"),
                marker=mark,
            )
        axes.axhline(0, color=look.text, linewidth=0.9)
        _finish(figure, axes, result.months, look)
        headed(figure, fan_title(result), look)


def fan_title(result: StressResult) -> str:
    """The finding of the fan."""
    if not result.cash:
        return _("Too few months of flows to show futures")
    short = next((m for m, fen in zip(result.months, result.cash[5], strict=True) if fen < 0), None)
    if short is not None:
        return _("From {month} on, one future in twenty is short of money").format(month=short)
    return _("Nineteen futures in twenty keep money in hand")


def draw_beside(
    figure: Figure, plan: Plan, nothing: Beside, lost: Beside, look: Look, hidden: Collection[str] = ()
) -> None:
    """Draw what is owed by month under the plan, when nothing is paid, and when every case is lost in court."""
    months = [row.month for row in nothing.months]
    planned = _owed(plan, len(months))
    with dressed(look):
        axes = _calm(figure, look)
        places = range(1, len(months) + 1)
        courses = (
            (
                "nothing",
                _("doing nothing"),
                [row.owed for row in nothing.months],
                look.series[3],
                (0, (1, 1.4)),
            ),
            ("lost", _("losing in court"), [row.owed for row in lost.months], look.series[1], (0, (5, 2))),
            ("plan", _("this plan"), planned, look.accent, "solid"),
        )
        kept = [course for course in courses if course[0] not in hidden]
        for _key, words, course, colour, dashes in kept:
            axes.plot(places, course, color=colour, linewidth=1.8, linestyle=dashes, label=words)
        axes.set_ylim(0, max([1, *(max(course, default=0) for _k, _w, course, _c, _d in kept)]) * 1.08)
        _finish(figure, axes, months, look)
        headed(figure, beside_title(plan, nothing), look)


def beside_title(plan: Plan, nothing: Beside) -> str:
    """The finding of the courses beside the plan."""
    if plan.feasible and plan.end is not None and nothing.months:
        last = nothing.months[-1].month
        return _("In {month} the plan owes nothing; doing nothing still owes all, and more").format(
            month=last
        )
    return _("What is owed, course by course")


def _owed(plan: Plan, months: int) -> list[Fen]:
    return [sum(debt.owed[i] if i < len(debt.owed) else 0 for debt in plan.debts) for i in range(months)]


def _band(
    axes: Axes,
    places: range,
    low: Sequence[Fen],
    high: Sequence[Fen],
    look: Look,
    strength: float,
    words: str,
) -> None:
    hatch = ("///" if strength < 0.3 else "...") if look.hatched else None
    axes.fill_between(
        places,
        low,
        high,
        facecolor=look.accent,
        alpha=strength,
        edgecolor=look.surface,
        linewidth=0,
        hatch=hatch,
        label=words,
    )


def _calm(figure: Figure, look: Look) -> Axes:
    axes = figure.add_subplot()
    axes.set_facecolor(look.surface)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.grid(axis="y", color=look.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=look.size - 0.5)
    return axes


def _finish(figure: Figure, axes: Axes, months: Sequence[Month], look: Look) -> None:
    """Name the months below, the amounts left, and what is drawn under the axes."""
    axes.set_xlim(0.5, max(len(months), 1) + 0.5)
    step = next((nice for nice in TICKS if nice * 7 >= len(months)), TICKS[-1])
    places = range(0, len(months), step)
    axes.set_xticks([place + 1 for place in places], [str(months[place]) for place in places])
    axes.yaxis.set_major_locator(MaxNLocator(4))
    low, high = axes.get_ylim()
    inside = [place for place in axes.get_yticks() if low <= place <= high]
    axes.set_yticks(inside, [look.amount(int(place)) for place in inside])
    if axes.get_legend_handles_labels()[0]:
        figure.legend(
            loc="outside lower left", frameon=False, fontsize=look.size - 0.5, ncols=3, handlelength=1.6
        )
