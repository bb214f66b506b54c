# SPDX-License-Identifier: Apache-2.0
"""The charts draw any plan, in both languages and in grey, without a missing glyph and without pyplot."""

import sys
import warnings
from dataclasses import replace

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from planner.engine.plan import DebtPlan, Gap, MonthRow, Plan, Refusal
from planner.facts.language import speaking
from planner.reports.figures import Look, draw_months, draw_owed, months_title, owed_title, short
from planner.reports.pictures import PAPER, picture
from tests.builders import FIRST

NAMES = ("花呗", "Credit card of the bank", "重庆蚂蚁小额信贷消费金融服务有限责任公司第一分公司个人贷款中心")


def a_plan(debts: int, months: int = 12, **keys: object) -> Plan:
    """A plan that clears so many debts in so many months, month by month alike."""
    made = tuple(
        DebtPlan(
            debt_id=f"d{n}",
            creditor=NAMES[n % 3],
            terms=None,
            offer=1_000 * (n + 1),
            steps=(),
            rows=(),
            opening=months * 1_000 * (n + 1),
            owed=tuple((months - m) * 1_000 * (n + 1) for m in range(1, months + 1)),
            total=months * 1_000 * (n + 1),
            waived=0,
            last_due=None,
        )
        for n in range(debts)
    )
    rows = tuple(
        MonthRow(
            month=FIRST.plus(m),
            income=620_000,
            priority=0,
            living=358_000,
            set_aside=20_000,
            assets=0,
            paid=sum(debt.offer for debt in made),
            free=40_000 - m,
            reserve=20_000 * m,
        )
        for m in range(months)
    )
    plan = Plan(
        scenario="",
        strategy="pro_rata",
        affordable=242_000,
        budget=242_000,
        feasible=True,
        refusal=None,
        months=rows,
        debts=made,
        total=sum(debt.total for debt in made),
        end=FIRST.plus(months - 1) if debts else None,
        peak=0,
        gap=Gap(proved=False, money=None, months=None),
        relax=(),
        problems=(),
    )
    return replace(plan, **keys)  # type: ignore[arg-type]


REFUSED = a_plan(2, feasible=False, end=None, refusal=Refusal(missing=120_000, ways=()))
PLANS = {
    "none": a_plan(0),
    "one": a_plan(1),
    "eight": a_plan(8),
    "forty": a_plan(40),
    "one month": a_plan(1, 1),
    "ten years": a_plan(3, 120),
    "refused": REFUSED,
    "nothing at all": replace(REFUSED, months=(), debts=()),
    "broken": a_plan(2, feasible=False, end=None),
}


def drawn(draw: object, plan: Plan, look: Look) -> Axes:
    figure = Figure(figsize=(5.4, 3.2), layout="constrained")
    FigureCanvasAgg(figure)
    if draw is draw_owed:
        draw_owed(figure, plan, {debt.debt_id: debt.creditor for debt in plan.debts}, look)
    else:
        draw_months(figure, plan, look)
    figure.canvas.draw()
    return figure.axes[0]


@pytest.mark.parametrize("spoken", ["zh", "en"])
@pytest.mark.parametrize("look", [Look(amount=short), PAPER], ids=["screen", "paper"])
@pytest.mark.parametrize("draw", [draw_owed, draw_months])
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_plan_can_be_drawn_without_a_warning(plan: Plan, draw: object, look: Look, spoken: str) -> None:
    with warnings.catch_warnings(), speaking(spoken):
        warnings.simplefilter("error")
        axes = drawn(draw, plan, look)
    assert axes.figure.get_suptitle()


def test_of_very_many_debts_the_smallest_are_one_area() -> None:
    with speaking("en"):
        axes = drawn(draw_owed, PLANS["forty"], Look())
    assert len(axes.collections) == 8
    legend = axes.get_legend()
    told = [text.get_text() for text in legend.get_texts()] if legend else []
    assert "33 smaller debts" in told + [text.get_text() for text in axes.texts]


def test_every_debt_is_named_inside_or_beside() -> None:
    axes = drawn(draw_owed, PLANS["eight"], Look())
    legend = axes.get_legend()
    told = [text.get_text() for text in legend.get_texts()] if legend else []
    told += [text.get_text() for text in axes.texts]
    assert len(told) == 8
    for debt in PLANS["eight"].debts:
        assert any(debt.creditor.startswith(name.rstrip("…")) for name in told)


def test_a_name_stays_inside_its_area() -> None:
    axes = drawn(draw_owed, a_plan(3, 36), Look())
    figure = axes.get_figure()
    assert figure is not None
    for text in axes.texts:
        box = text.get_window_extent().transformed(axes.transData.inverted())
        area = next(c for c in axes.collections if c.get_paths()[0].contains_point((box.x0 + 0.01, box.y0)))
        path = area.get_paths()[0]
        assert path.contains_point((box.x1, box.y1))
        assert path.contains_point((box.x1, box.y0))


def test_the_titles_tell_the_finding() -> None:
    with speaking("en"):
        assert "no offer" in owed_title(REFUSED)
        assert owed_title(PLANS["one"]) == f"All debts are clear in {FIRST.plus(11)}"
        assert "does not hold" in owed_title(PLANS["broken"])
        poor = replace(PLANS["one"].months[3], free=-100)
        short_of = replace(PLANS["one"], months=(*PLANS["one"].months[:3], poor, *PLANS["one"].months[4:]))
        assert months_title(short_of) == f"Money runs out in {poor.month}"
    assert owed_title(replace(PLANS["none"], debts=()))


def test_pictures_are_the_same_bytes_each_time_and_never_need_a_screen() -> None:
    one, two = (picture(lambda figure: draw_months(figure, PLANS["one"], PAPER)) for _n in range(2))
    assert one == two
    assert one.startswith(b"\x89PNG")
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [(0, "0", "0"), (99_900, "999", "999"), (3_200_000, "3.2万", "32k"), (-3_200_000, "−3.2万", "−32k")],
)
def test_amounts_on_an_axis_are_short(fen: int, zh: str, en: str) -> None:
    with speaking("zh"):
        assert short(fen) == zh
    with speaking("en"):
        assert short(fen) == en
