# SPDX-License-Identifier: Apache-2.0
"""The charts as picture files, for documents and chat windows: hatched, readable in grey, without a clock."""

import io
from collections.abc import Callable
from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.reports.figures import Look, draw_months, draw_owed, dressed, short
from planner.reports.tables import names

PAPER = replace(Look(), hatched=True, amount=short)
DOTS = 150


def chart_pictures(case: Case, plan: Plan) -> dict[str, bytes]:
    """Return both charts as PNG by file name, in the language now spoken."""
    called = names(case, plan)
    return {
        "owed.png": picture(lambda figure: draw_owed(figure, plan, called, PAPER)),
        "months.png": picture(lambda figure: draw_months(figure, plan, PAPER)),
    }


def picture(draw: Callable[[Figure], None]) -> bytes:
    """Draw one chart on a picture of 18 x 10 cm."""
    figure = Figure(figsize=(7.2, 4.0), dpi=DOTS, layout="constrained", facecolor=PAPER.surface)
    FigureCanvasAgg(figure)
    out = io.BytesIO()
    with dressed(PAPER):
        draw(figure)
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
