# SPDX-License-Identifier: Apache-2.0
"""The charts: what is owed month by month, and what each month brings, takes and leaves. Never pyplot.

Each function fills an empty figure: the same picture on screen, in a file and on paper.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib
import matplotlib.ticker
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Patch

from planner.engine.plan import DebtPlan, MonthRow, Plan
from planner.facts.dates import Month
from planner.facts.language import _, language, ngettext
from planner.facts.money import Fen, format_yuan
from planner.facts.places import resources

FAMILY = "Noto Sans SC"
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "+++", "ooo", "***")
MOST_TICKS = 8
LONGEST = 14.0  # ems of a name in a chart
DRAWING = threading.RLock()  # matplotlib has one set of settings for the whole program: one draws at a time
MOST_AREAS = 8  # debts drawn one by one; the smallest of more are taken together


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of a chart as `#RRGGBB`, whether areas are hatched, and how an amount is written."""

    surface: str = "#FFFFFF"
    text: str = "#1B2420"
    muted: str = "#55615B"
    grid: str = "#D5DCD7"
    accent: str = "#0F766E"
    good: str = "#2B6E3F"
    warn: str = "#8A5A00"
    info: str = "#1F5FA8"
    series: tuple[str, ...] = (
        "#0F766E",
        "#C76A00",
        "#4559C4",
        "#A83C6B",
        "#5E7A12",
        "#7A4FB0",
        "#0E7FA8",
        "#8A5A3C",
    )
    hatched: bool = False
    size: float = 9.0  # points
    amount: Callable[[Fen], str] = format_yuan


@cache
def _family() -> str:
    for path in sorted((resources() / "fonts").glob("NotoSansSC-*.ttf")):
        fontManager.addfont(str(path))
    return FAMILY


@contextmanager
def dressed(look: Look) -> Iterator[None]:
    """Draw in the bundled font and the look's colours; matplotlib's own settings stay as they were.

    Charts of the window and pictures for a bundle are made in different threads: whoever draws holds DRAWING.
    """
    settings: Any = {
        "font.family": [_family(), "DejaVu Sans"],
        "font.size": look.size,
        "text.color": look.text,
        "axes.labelcolor": look.muted,
        "xtick.color": look.muted,
        "ytick.color": look.muted,
        "hatch.linewidth": 0.6,
    }
    with DRAWING, matplotlib.rc_context(settings):
        yield


def short(fen: Fen) -> str:
    """Write an amount for an axis: 3.2万 in Chinese, 32k in English."""
    unit, word = (10_000, "万") if language() == "zh" else (1_000, "k")
    yuan = abs(fen) // 100
    if yuan < unit:
        return f"{'−' if fen < 0 else ''}{yuan:,}"
    tenths = (yuan * 10 + unit // 2) // unit
    text = f"{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{'−' if fen < 0 else ''}{text}{word}"


@dataclass(frozen=True, slots=True)
class _Area:
    """One area of the chart of what is owed: its name, its course by month (fen), which colour it has."""

    name: str
    course: tuple[Fen, ...]
    place: int | None  # of the debt in the plan; None for the small ones taken together


def draw_owed(figure: Figure, plan: Plan, called: Mapping[str, str], look: Look) -> None:
    """Draw what is owed at the end of each month, one area a debt. `called` names the debts by id."""
    span = max([len(debt.owed) for debt in plan.debts] + [len(plan.months), 1])
    areas = _areas_of(plan, called, span)
    whole = sum(area.course[0] for area in areas)
    highest = max((sum(area.course[i] for area in areas) for i in range(span + 1)), default=0)
    with dressed(look):
        axes = calm(figure.add_subplot(), look)
        axes.set_xlim(0, max(span, 1))
        axes.set_ylim(0, max(highest * 1.06, 1))
        _draw_areas(axes, areas, look)
        months_below(axes, plan, span, start=True)
        _amounts_left(axes, look)
        if not whole:
            axes.set_yticks([0], [look.amount(0)])
        headed(figure, owed_title(plan), look)


def owed_title(plan: Plan) -> str:
    """The finding of the chart of what is owed."""
    if plan.refusal is not None:
        paying = any(debt.rows for debt in plan.debts)
        if paying:
            return _("What this plan asks; living costs leave nothing for it")
        return _("What is owed today; no offer can be made yet")
    if not any(debt.opening for debt in plan.debts):
        return _("Nothing is owed")
    if plan.feasible and plan.end is not None:
        return _("All debts are clear in {month}").format(month=plan.end)
    return _("What is owed under this plan, which does not hold")


def _areas_of(plan: Plan, called: Mapping[str, str], span: int) -> list[_Area]:
    """Return an area a debt; of very many debts the smallest are taken together."""
    debts = [(i, debt) for i, debt in enumerate(plan.debts) if debt.opening or any(debt.owed)]
    large = {i for i, _debt in sorted(debts, key=lambda one: -one[1].opening)[: MOST_AREAS - 1]}
    if len(debts) <= MOST_AREAS:
        large = {i for i, _debt in debts}
    areas = [
        _Area(shortened(called.get(debt.debt_id, debt.creditor)), _course(debt, span), i)
        for i, debt in debts
        if i in large
    ]
    small = [_course(debt, span) for i, debt in debts if i not in large]
    if small:
        words = ngettext("{n} smaller debt", "{n} smaller debts", len(small)).format(n=len(small))
        areas.append(_Area(words, tuple(sum(month) for month in zip(*small, strict=True)), None))
    return areas


def _ems(text: str) -> float:
    """The width of a text, about, in the height of its letters."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in text)


def shortened(name: str) -> str:
    """A name as a chart has room for it."""
    if _ems(name) <= LONGEST:
        return name
    while _ems(name) > LONGEST - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _course(debt: DebtPlan, span: int) -> tuple[Fen, ...]:
    tail = debt.owed[-1] if debt.owed else debt.opening
    return (debt.opening, *debt.owed, *[tail] * (span - len(debt.owed)))


def _draw_areas(axes: Axes, areas: Sequence[_Area], look: Look) -> None:
    base: tuple[Fen, ...] = (0,) * (len(areas[0].course) if areas else 1)
    handles = []
    for area in areas:
        top = tuple(low + high for low, high in zip(base, area.course, strict=True))
        colour = look.muted if area.place is None else look.series[area.place % len(look.series)]
        hatch = HATCHES[(area.place or 0) % len(HATCHES)] if look.hatched else None
        axes.fill_between(
            range(len(top)), base, top, facecolor=colour, edgecolor=look.surface, linewidth=0.8, hatch=hatch
        )
        if look.hatched or not _named_inside(axes, area.name, base, top, look):
            handles.append(Patch(facecolor=colour, edgecolor=look.surface, hatch=hatch, label=area.name))
        base = top
    if handles:
        grows = base[-1] > base[0]
        axes.legend(
            handles=handles[::-1],
            loc="upper left" if grows else "upper right",
            frameon=False,
            fontsize=look.size - 1,
            handlelength=1.2,
        )


def _named_inside(axes: Axes, name: str, base: Sequence[Fen], top: Sequence[Fen], look: Look) -> bool:
    """Write the name into its area where it fits at its left end; say whether it did."""
    width, height = _room(axes)
    em = look.size - 0.5
    wide = _ems(name) * em
    span, highest = len(top) - 1, axes.get_ylim()[1]
    first = span * 0.012
    last = first + span * wide / width
    if last >= span:
        return False
    places = range(int(first), min(int(last) + 1, span) + 1)
    low, high = max(base[i] for i in places), min(top[i] for i in places)
    if high - low < highest * em * 1.25 / height:
        return False
    axes.text(first, (low + high) / 2, name, color=look.surface, va="center", ha="left", fontsize=em)
    return True


def _room(axes: Axes) -> tuple[float, float]:
    """The drawing's width and height in points, without what ticks and titles take."""
    figure = axes.get_figure()
    assert figure is not None
    box, share = figure.get_size_inches() * 72, axes.get_position()  # type: ignore[union-attr]
    return max(box[0] * share.width * 0.95, 1), max(box[1] * share.height * 0.9, 1)


def draw_months(figure: Figure, plan: Plan, look: Look, hidden: Collection[str] = ()) -> None:
    """Draw what each month brings and takes, and below it on the same axis of months what is left at its end.

    `hidden` are the keys of parts left out: income, living, paid, set_aside, left, reserve.
    """
    with dressed(look):
        grid = figure.add_gridspec(2, 1, height_ratios=(3, 2))
        above = calm(figure.add_subplot(grid[0]), look)
        below = calm(figure.add_subplot(grid[1], sharex=above), look)
        _draw_month_bars(above, plan.months, look, hidden)
        _draw_purses(below, plan.months, look, hidden)
        above.set_xlim(0.3, max(len(plan.months), 1) + 0.7)
        for axes in (above, below):
            axes.axhline(0, color=look.muted, linewidth=0.8)
            axes.margins(y=0.12)
            _amounts_left(axes, look, 4 if axes is above else 3)
        months_below(below, plan, len(plan.months), start=False)
        above.tick_params(labelbottom=False)
        _legend_below(figure, (above, below), look)
        headed(figure, months_title(plan), look)


def _draw_month_bars(axes: Axes, rows: Sequence[MonthRow], look: Look, hidden: Collection[str]) -> None:
    places = range(1, len(rows) + 1)
    base = [0] * len(rows)
    parts = (
        ("living", _("Living costs"), [row.living + row.priority for row in rows], look.series[2], "///"),
        ("paid", _("Paid to creditors"), [row.paid for row in rows], look.series[1], "..."),
        ("set_aside", _("Set aside"), [row.set_aside for row in rows], look.grid, ""),
    )
    for key, words, heights, colour, hatch in parts:
        if key in hidden:
            continue
        axes.bar(
            places,
            heights,
            width=0.72,
            bottom=base,
            color=colour,
            hatch=hatch if look.hatched else None,
            edgecolor=look.surface,
            linewidth=0.3,
            label=words,
        )
        base = [low + high for low, high in zip(base, heights, strict=True)]
    income = [row.income for row in rows]
    if "income" not in hidden:
        axes.step(places, income, where="mid", color=look.text, linewidth=1.3, label=_("Income"))


def _draw_purses(axes: Axes, rows: Sequence[MonthRow], look: Look, hidden: Collection[str]) -> None:
    places = range(1, len(rows) + 1)
    cash, reserve = [row.free + row.reserve for row in rows], [row.reserve for row in rows]
    mark: dict[str, Any] = {"marker": "o", "markersize": 3} if len(rows) == 1 else {}
    if "left" not in hidden:
        axes.plot(places, cash, color=look.accent, linewidth=1.8, label=_("Left at the month's end"), **mark)
    if "reserve" not in hidden:
        dashes: Any = (0, (4, 3))
        axes.plot(
            places,
            reserve,
            color=look.muted,
            linewidth=1.0,
            linestyle=dashes,
            label=_("of it reserve"),
            **mark,
        )


def _legend_below(figure: Figure, drawn: Sequence[Axes], look: Look) -> None:
    """Name what is drawn below the axes, in as few lines as the width allows."""
    found = [pair for axes in drawn for pair in zip(*axes.get_legend_handles_labels(), strict=True)]
    em = look.size - 0.5
    wide = sum((_ems(word) + 4) * em for _handle, word in found)
    lines = min(len(found), int(wide / _room(drawn[0])[0]) + 1) or 1
    figure.legend(
        [handle for handle, _word in found],
        [word for _handle, word in found],
        loc="outside lower left",
        frameon=False,
        fontsize=em,
        ncols=-(-len(found) // lines),
        columnspacing=1.2,
        handlelength=1.4,
    )


def months_title(plan: Plan) -> str:
    """The finding of the chart of the months."""
    short_of = [row for row in plan.months if row.free < 0]
    if short_of:
        return _("Money runs out in {month}").format(month=short_of[0].month)
    if not plan.months:
        return _("No month to show yet")
    least = min(plan.months, key=lambda row: row.free)
    return _("The tightest month is {month}").format(month=least.month)


def calm(axes: Axes, look: Look) -> Axes:
    """Take frame and ticks off; a light grid for amounts stays."""
    axes.set_facecolor(look.surface)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.grid(axis="y", color=look.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=look.size - 0.5)
    return axes


def headed(figure: Figure, words: str, look: Look) -> None:
    """Write the finding above the drawing, in line with its left edge."""
    figure.suptitle(words, x=0.005, ha="left", fontsize=look.size + 1.5, color=look.text)


def months_below(axes: Axes, plan: Plan, span: int, start: bool) -> None:
    """Name a few months below the axes; `start` says that the plan's start has a place of its own, at 0."""
    first = plan.months[0].month if plan.months else None
    if first is None:
        axes.set_xticks([])
        return
    shift = 0 if start else 1
    step = max(1, -(-span // MOST_TICKS))
    step = next((nice for nice in (1, 2, 3, 6, 12, 24, 36, 60) if nice >= step), step)
    places = list(range(0, span + (1 if start else 0), step))
    axes.set_xticks([place + shift for place in places], [_month_at(first, place) for place in places])


def _month_at(first: Month, place: int) -> str:
    return str(first.plus(place))


def _amounts_left(axes: Axes, look: Look, most: int = 5) -> None:
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(most))
    places = list(axes.get_yticks())
    low, high = axes.get_ylim()
    inside = [place for place in places if low <= place <= high]
    axes.set_yticks(inside, [look.amount(round(place)) for place in inside])
