# SPDX-License-Identifier: Apache-2.0
"""The charts: what is owed month by month, and what each month brings, takes and leaves. Never pyplot.

Each function draws on axes it is given: the same picture on screen, in a file and on paper.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib
import matplotlib.ticker
from matplotlib.axes import Axes
from matplotlib.font_manager import fontManager
from matplotlib.patches import Patch

from planner.engine.plan import DebtPlan, Plan
from planner.facts.dates import Month
from planner.facts.language import _, language
from planner.facts.money import Fen, format_yuan
from planner.facts.places import resources

FAMILY = "Noto Sans SC"
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "+++", "ooo", "***")
MOST_TICKS = 8
LABEL_SHARE = 0.09  # of the chart's height: thinner areas get no label inside


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
    """Draw in the bundled font and the look's colours; matplotlib's own settings stay as they were."""
    settings: Any = {
        "font.family": [_family(), "DejaVu Sans"],
        "font.size": look.size,
        "text.color": look.text,
        "axes.labelcolor": look.muted,
        "xtick.color": look.muted,
        "ytick.color": look.muted,
        "hatch.linewidth": 0.6,
    }
    with matplotlib.rc_context(settings):
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


def draw_owed(axes: Axes, plan: Plan, called: Mapping[str, str], look: Look) -> None:
    """Draw what is owed at the end of each month, one area a debt. `called` names the debts by id."""
    debts = [debt for debt in plan.debts if debt.opening or any(debt.owed)]
    span = _span(plan, debts)
    columns = [_course(debt, span) for debt in debts]
    with dressed(look):
        _calm(axes, look)
        _areas(axes, debts, columns, called, look)
        axes.set_xlim(0, max(span, 1))
        axes.set_ylim(0, max((sum(c[0] for c in columns)) * 1.06, 1))
        _months_below(axes, plan, span, start=True)
        _amounts_left(axes, look)
        axes.set_title(owed_title(plan), loc="left", fontsize=look.size + 1.5, color=look.text, pad=10)


def owed_title(plan: Plan) -> str:
    """The finding of the chart of what is owed."""
    if plan.feasible and plan.end is not None:
        return _("All debts are clear in {month}").format(month=plan.end)
    return _("What is owed under this plan, which does not hold")


def _span(plan: Plan, debts: Sequence[DebtPlan]) -> int:
    return max([len(debt.owed) for debt in debts] + [len(plan.months), 1])


def _course(debt: DebtPlan, span: int) -> list[Fen]:
    tail = debt.owed[-1] if debt.owed else debt.opening
    return [debt.opening, *debt.owed, *[tail] * (span - len(debt.owed))]


def _areas(
    axes: Axes,
    debts: Sequence[DebtPlan],
    columns: Sequence[Sequence[Fen]],
    called: Mapping[str, str],
    look: Look,
) -> None:
    base = [0] * (len(columns[0]) if columns else 0)
    whole = max(sum(column[0] for column in columns), 1)
    handles = []
    for i, (debt, column) in enumerate(zip(debts, columns, strict=True)):
        top = [low + high for low, high in zip(base, column, strict=True)]
        colour = look.series[i % len(look.series)]
        hatch = HATCHES[i % len(HATCHES)] if look.hatched else None
        axes.fill_between(
            range(len(top)), base, top, facecolor=colour, edgecolor=look.surface, linewidth=0.8, hatch=hatch
        )
        name = called.get(debt.debt_id, debt.creditor)
        handles.append(Patch(facecolor=colour, edgecolor=look.surface, hatch=hatch, label=name))
        place = min(len(top) - 1, max(1, len(top) // 40))
        if _has_room(column, whole) and not look.hatched:
            height = (base[place] + top[place]) / 2
            axes.text(
                place, height, name, color=look.surface, va="center", ha="left", fontsize=look.size - 0.5
            )
        base = top
    thin = [h for h, c in zip(handles, columns, strict=True) if look.hatched or not _has_room(c, whole)]
    if thin:
        axes.legend(handles=thin, loc="upper right", frameon=False, fontsize=look.size - 1, ncols=2)


def _has_room(column: Sequence[Fen], whole: Fen) -> bool:
    """Whether a name fits into the area, also at its right end."""
    return column[min(len(column) - 1, len(column) // 6)] / whole >= LABEL_SHARE


def draw_months(axes: Axes, plan: Plan, look: Look) -> None:
    """Draw income, living costs and payments of each month, and the money left and the reserve as lines."""
    rows = plan.months
    places = range(1, len(rows) + 1)
    with dressed(look):
        _calm(axes, look)
        living = [row.living + row.priority for row in rows]
        paid = [row.paid for row in rows]
        hatch = ("///", "...") if look.hatched else (None, None)
        axes.bar(
            places,
            living,
            width=0.72,
            color=look.series[2],
            hatch=hatch[0],
            edgecolor=look.surface,
            linewidth=0.3,
            label=_("Living costs"),
        )
        axes.bar(
            places,
            paid,
            width=0.72,
            bottom=living,
            color=look.series[1],
            hatch=hatch[1],
            edgecolor=look.surface,
            linewidth=0.3,
            label=_("Paid to creditors"),
        )
        axes.step(
            places,
            [row.income for row in rows],
            where="mid",
            color=look.text,
            linewidth=1.2,
            label=_("Income"),
        )
        axes.plot(
            places,
            [row.free + row.reserve for row in rows],
            color=look.accent,
            linewidth=1.8,
            label=_("Money left, with the reserve"),
        )
        axes.plot(
            places,
            [row.reserve for row in rows],
            color=look.muted,
            linewidth=1.0,
            linestyle=(0, (4, 3)),
            label=_("Reserve"),
        )
        axes.axhline(0, color=look.muted, linewidth=0.8)
        axes.set_xlim(0.3, max(len(rows), 1) + 0.7)
        axes.margins(y=0.12)
        _months_below(axes, plan, len(rows), start=False)
        _amounts_left(axes, look)
        axes.legend(
            loc="upper left",
            bbox_to_anchor=(0, -0.14),
            frameon=False,
            fontsize=look.size - 0.5,
            ncols=5,
            columnspacing=1.2,
            handlelength=1.4,
            borderaxespad=0,
        )
        axes.set_title(months_title(plan), loc="left", fontsize=look.size + 1.5, color=look.text, pad=10)


def months_title(plan: Plan) -> str:
    """The finding of the chart of the months."""
    short_of = [row for row in plan.months if row.free < 0]
    if short_of:
        return _("Money runs out in {month}").format(month=short_of[0].month)
    if not plan.months:
        return _("No month to show yet")
    least = min(plan.months, key=lambda row: row.free)
    return _("The tightest month is {month}").format(month=least.month)


def _calm(axes: Axes, look: Look) -> None:
    axes.set_facecolor(look.surface)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.grid(axis="y", color=look.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=look.size - 0.5)


def _months_below(axes: Axes, plan: Plan, span: int, start: bool) -> None:
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


def _amounts_left(axes: Axes, look: Look) -> None:
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(5))
    places = list(axes.get_yticks())
    low, high = axes.get_ylim()
    inside = [place for place in places if low <= place <= high]
    axes.set_yticks(inside, [look.amount(round(place)) for place in inside])
