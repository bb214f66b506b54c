# SPDX-License-Identifier: Apache-2.0
"""The charts that lay plans beside each other: what is still owed by month, and what each costs, part by part."""

from collections.abc import Collection
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planner.facts.language import _
from planner.reports.compared_plans import Named, costs_of, drawn, owed_by_month, with_costs
from planner.reports.figures import Look, calm, dressed, headed, months_below, shortened

DASHES: tuple[Any, ...] = (
    "solid",
    (0, (5, 2)),
    (0, (1, 1.4)),
    (0, (6, 2, 1, 2)),
    (0, (3, 1.5)),
    (0, (8, 3)),
    (0, (2, 2)),
    (0, (6, 2, 1, 2, 1, 2)),
)
MARKS = ("", "o", "s", "^", "D", "v", "x", "+")


def draw_compared(figure: Figure, plans: Named, look: Look, hidden: Collection[int] = ()) -> None:
    """Draw what is still owed under each plan, month by month: a line a plan, told apart by colour, dashes and marks.

    `hidden` are the places of the plans that are left out; the others keep their colours.
    """
    some = drawn(plans)
    with dressed(look):
        axes = calm(figure.add_subplot(), look)
        highest = 1
        for n, (name, plan) in enumerate(some):
            if n in hidden:
                continue
            course = owed_by_month(plan)
            highest = max(highest, *course)
            axes.plot(
                range(len(course)),
                course,
                color=look.series[n % len(look.series)],
                linewidth=2.2 if n == 0 else 1.5,
                linestyle=DASHES[n % len(DASHES)],
                marker=MARKS[n % len(MARKS)],
                markevery=max(1, len(course) // 8),
                markersize=4,
                label=shortened(name),
            )
        axes.set_ylim(0, highest * 1.06)
        longest = max((plan for _name, plan in some), key=lambda plan: len(plan.months), default=None)
        if longest is not None:
            axes.set_xlim(0, len(longest.months))
            months_below(axes, longest, len(longest.months), start=True)
        _amounts(axes, look)
        if some:
            figure.legend(
                loc="outside lower left", frameon=False, fontsize=look.size - 0.5, ncols=2, handlelength=3.2
            )
        headed(figure, compared_title(plans), look)


def compared_title(plans: Named) -> str:
    """The finding: which of the plans that hold is over first."""
    holding = [(plan.end.number, name) for name, plan in plans if plan.feasible and plan.end is not None]
    if not holding:
        return _("None of these plans holds")
    words = (
        _("“{name}” is clear first")
        if len(holding) == len(drawn(plans))
        else _("Of those that hold, “{name}” is clear first")
    )
    return words.format(name=shortened(min(holding)[1]))


PARTS = ("principal", "interest", "charges")
HATCHES = ("", "///", "...")


def draw_costs(figure: Figure, plans: Named, look: Look, hidden: Collection[int] = ()) -> None:
    """Draw a bar a plan that holds: principal, interest, fees and penalties, with the total at its end."""
    some = with_costs(plans, hidden)
    colours = (look.series[0], look.series[1], look.series[3])
    with dressed(look):
        axes = calm(figure.add_subplot(), look)
        axes.grid(visible=False)
        places = range(len(some))
        base = [0] * len(some)
        words = (_("Principal"), _("Interest"), _("Fees and penalty"))
        for at, (word, colour, hatch) in enumerate(zip(words, colours, HATCHES, strict=True)):
            sizes = [costs_of(plan)[at] for _name, plan in some]
            axes.barh(
                places,
                sizes,
                left=base,
                color=colour,
                hatch=hatch,
                edgecolor=look.surface,
                linewidth=0.3,
                height=0.62,
                label=word,
            )
            base = [low + size for low, size in zip(base, sizes, strict=True)]
        for place, total in zip(places, base, strict=True):
            axes.text(
                total, place, f" {look.amount(total)}", va="center", ha="left", fontsize=look.size - 0.5
            )
        axes.set_yticks(list(places), [shortened(name) for name, _plan in some])
        axes.invert_yaxis()
        axes.set_xlim(0, max([1, *base]) * 1.16)
        axes.set_xticks([])
        if some:
            figure.legend(
                loc="outside lower left", frameon=False, fontsize=look.size - 0.5, ncols=3, handlelength=1.6
            )
        headed(figure, costs_title(plans), look)


def costs_title(plans: Named) -> str:
    """The finding: which of the plans that hold costs least."""
    holding = [(plan.total, name) for name, plan in plans if plan.feasible]
    if not holding:
        return _("None of these plans holds")
    return _("“{name}” costs least").format(name=shortened(min(holding)[1]))


def _amounts(axes: Axes, look: Look) -> None:
    low, high = axes.get_ylim()
    inside = [place for place in axes.get_yticks() if low <= place <= high]
    axes.set_yticks(inside, [look.amount(round(place)) for place in inside])
